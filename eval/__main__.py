"""python -m eval …: results to stdout, progress and messages to stderr; exit code 0, 2 on bad usage."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval.arms import ARMS, Bench, check_arm
from eval.cases import COPIES, SUITES, select
from eval.leaves import Verdict
from eval.roles import named
from eval.run import Step, score_record
from eval.run import run as run_arm
from eval.run import score as score_run
from eval.show import arms_table, fields_table, miss_lines, records_table, show, summary
from eval.store import Parameters, RunFile
from extractor.cli import run_app
from extractor.interpret.model_namer import ModelNamer
from extractor.interpret.namer import LexiconNamer, PriorNamer
from extractor.llm.gateway import Settings, open_gateway
from extractor.run import load_record

__all__ = ["app", "main"]

app = typer.Typer(no_args_is_help=True, add_completion=False, help="评测：在带标注的文档上比较各种读法。")

Arm = Enum("Arm", {name: name for name in ARMS}, type=str)  # type: ignore[misc]
SuiteName = Enum("SuiteName", {name: name for name in SUITES}, type=str)  # type: ignore[misc]
_AUTO = Arm("auto")

SuiteOption = Annotated[SuiteName, typer.Option(help="测试集。", show_default=False)]
CasesOption = Annotated[str, typer.Option(help="只读这些案例，逗号分隔，如 000,001；不给则全部。")]
CopiesOption = Annotated[str, typer.Option(help=f"只读这些副本，逗号分隔：{','.join(COPIES)}。")]
CacheOption = Annotated[bool, typer.Option("--cache/--no-cache", help="是否使用模型回答的缓存；要测用时就不用。")]
RunArgument = Annotated[Path, typer.Argument(metavar="RUN", help="RUN.json，或与它同名的记录文件夹。", show_default=False)]


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


@contextmanager
def _bench(cache: bool) -> Iterator[Bench]:
    bench = Bench(lambda cpu: open_gateway(Settings(), cpu=cpu, cache=cache))
    try:
        yield bench
    finally:
        bench.close()


@contextmanager
def _progress(what: str) -> Iterator[Step]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda case, done, total: bar.update(task, description=f"{what} {case}", completed=done, total=total)


def _say_failures(made: RunFile) -> None:
    for result in made.results:
        for reason in [*([result.failure] if result.failure else []), *result.errors]:
            typer.echo(f"✗ {result.case}：{reason}", err=True)


@app.command()
def run(
    suite: SuiteOption,
    out: Annotated[Path, typer.Option(metavar="RUN.json", help="结果写到哪里；记录放在同名文件夹。重复运行会接着做。")],
    arm: Annotated[Arm, typer.Option(help="读法。")] = _AUTO,
    copies: CopiesOption = "",
    cases: CasesOption = "",
    cache: CacheOption = True,
) -> None:
    """用一种读法读测试集并评分。"""
    wanted = Parameters(suite=suite.value, arm=arm.value, cases=_split(cases), copies=_split(copies), cache=cache)
    with _bench(cache) as bench, _progress(wanted.arm) as step:
        made = run_arm(wanted, out, bench, step)
    _say_failures(made)
    show(summary(made))


@app.command()
def score(run_: RunArgument, fields: Annotated[bool, typer.Option("--fields", help="另按字段列出，最差的在前。")] = False) -> None:
    """不再读取，按保存的记录和现在的标注重新评分。"""
    made = score_run(run_)
    _say_failures(made)
    show(summary(made))
    if fields:
        show(fields_table(run_))


@app.command()
def misses(
    run_: RunArgument,
    cases: CasesOption = "",
    verdict: Annotated[list[Verdict] | None, typer.Option(help="只列这种：wrong、missed、invented，可重复。")] = None,
) -> None:
    """列出每个读错、漏读、多读的值：应为、读成、在哪一页。"""
    for line in miss_lines(run_, verdict or (), _split(cases)):
        typer.echo(line)


@app.command()
def arms(
    suite: SuiteOption,
    arms: Annotated[str, typer.Option(help=f"读法，逗号分隔：{','.join(ARMS)}。")] = ",".join(ARMS),
    copies: CopiesOption = "text",
    cases: CasesOption = "",
    out: Annotated[Path, typer.Option(metavar="DIR", help="每种读法的结果写到 DIR/<读法>.json。")] = Path(".cache/eval"),
    cache: CacheOption = True,
) -> None:
    """在同一进程里依次运行几种读法，并排比较；比值是对 free 的。"""
    names, runs = _split(arms), list[RunFile]()
    for arm in names:
        check_arm(arm)
    with _bench(cache) as bench:
        for arm in names:
            wanted = Parameters(suite=suite.value, arm=arm, cases=_split(cases), copies=_split(copies), cache=cache)
            with _progress(arm) as step:
                runs.append(run_arm(wanted, out / f"{arm}.json", bench, step))
            _say_failures(runs[-1])
            if not cache:
                bench.close()  # the next arm must not live on answers to this one
    show(arms_table(runs))
    cached = sum(made.costs.cached_calls for made in runs)
    if cached:
        typer.echo(f"有 {cached} 次回答来自缓存，词元和用时不可比；要比较请加 --no-cache。", err=True)


@app.command()
def roles(cache: CacheOption = True) -> None:
    """在开发用的版式上，看标签和列认得准不准：模型、词典、两者合用。"""
    with _bench(cache) as bench:
        gateway = bench.gateway("map")
        assert gateway is not None
        model = ModelNamer(gateway)
        for name, namer in (("map", model), ("rules", LexiconNamer()), ("auto", PriorNamer(model))):
            found = list(named(namer))
            typer.echo(f"{name}: {sum(item.right for item in found)} / {len(found)}")
            for item in found:
                if not item.right:
                    typer.echo(f"  {item.layout} {item.kind} {item.text}: {item.expected}, read {item.choice.role.id}")


@app.command()
def record(
    records: Annotated[list[Path], typer.Argument(help="extractor run 写出的记录。", show_default=False)],
    case: Annotated[str, typer.Option(help="用哪个案例的标注来评，如 000。", show_default=False)],
) -> None:
    """给 extractor run 写出的记录评分。"""
    show(records_table([(path.name, score_record(load_record(path), case)) for path in records]))


@app.command("list")
def list_() -> None:
    """列出测试集的案例和各种读法。"""
    for suite in SUITES:
        typer.echo(f"{suite}:")
        for case in select(suite):
            typer.echo(f"  {case.id}")
    typer.echo(f"arms: {', '.join(ARMS)}")


def main() -> None:
    """Runs the command line."""
    run_app(app)


if __name__ == "__main__":
    main()
