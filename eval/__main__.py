"""python -m eval …: results to stdout, progress and messages to stderr; exit code 0, 2 on bad usage; see `compare` for its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from eval import ci as ci_run
from eval.accepted import accept as accept_run
from eval.accepted import baseline_of, baselines
from eval.arms import ARMS, Bench, check_arm
from eval.calibrate import COEFFICIENTS_FILE, fit, read_samples, samples, shipped, toml, worth
from eval.cases import COPIES, SUITES, select
from eval.compare import MINIMUM
from eval.compare import compare as compare_runs
from eval.leaves import Verdict
from eval.misread import HALVES, confusion_table, failure_lines, real, spread_line
from eval.misread import figures_table as figures_table_of
from eval.misread import run as run_misread
from eval.planted import planted
from eval.readme import README, is_current, written
from eval.report import MISSES, write_report
from eval.roles import named
from eval.run import Step, score_record
from eval.run import run as run_arm
from eval.run import score as score_run
from eval.show import arms_table, checks_table, fields_table, figures_table, miss_lines, records_table, show, summary
from eval.show_calibrate import unread_table, worth_table
from eval.show_change import change_table, flip_lines, verdict_lines
from eval.show_planted import planted_lines, planted_table
from eval.show_wordings import rejected_lines, stray_lines, wordings_table
from eval.store import Parameters, RunFile, load_run
from eval.unread import unread
from eval.wordings import tally, worded_findings
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


def _show_run(made: RunFile) -> None:
    _say_failures(made)
    for table in (summary(made), figures_table(made), checks_table(made)):
        if table is not None:
            show(table)


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
    _show_run(made)


@app.command()
def score(run_: RunArgument, fields: Annotated[bool, typer.Option("--fields", help="另按字段列出，最差的在前。")] = False) -> None:
    """不再读取，按保存的记录和现在的标注重新评分。"""
    _show_run(score_run(run_))
    if fields:
        show(fields_table(run_))


@app.command()
def compare(
    base: Annotated[Path, typer.Argument(metavar="BASE", help="作为基准的 RUN.json。", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="要判断的 RUN.json。", show_default=False)],
    minimum: Annotated[float, typer.Option(min=0, help="最小效应：leaf_f1 退步多少个百分点才算数。")] = 100 * MINIMUM,
    common: Annotated[bool, typer.Option("--common", help="只比两次运行都有的案例。")] = False,
    flips: Annotated[int, typer.Option(min=0, help="最多列出多少处对错变化，变错的在前；0 为全部。")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="结果写成 JSON，含全部变化。")] = False,
) -> None:
    """NEW 比 BASE 好了还是差了：退出码 0 没有退步，1 退步，3 不能判断。

    1：leaf_f1 之差的整个 95% 区间低于 0，且退步达到最小效应；0：区间排除了最小效应或更大的退步；其余为 3。
    golden 文档太少，不作退步的结论，只有 0 和 3。测试集、案例或标注不同的运行不能比较（2）。
    """
    found = compare_runs(load_run(base), load_run(new), minimum / 100, common=common)
    if as_json:
        typer.echo(found.model_dump_json(indent=1))
    else:
        for line in flip_lines(found.flips, flips):
            typer.echo(line)
        show(change_table(found))
        for line in verdict_lines(found):
            typer.echo(line)
    raise typer.Exit(found.code)


@app.command()
def report(
    run_: RunArgument,
    out: Annotated[Path | None, typer.Option(metavar="HTML", help="网页写到哪里；不给则在 RUN.json 旁边，同名。")] = None,
    junit: Annotated[Path | None, typer.Option(metavar="XML", help="另写 JUnit XML。")] = None,
    base: Annotated[Path | None, typer.Option(metavar="BASE", help="同这次运行比较，另列对错变了的值。")] = None,
    common: Annotated[bool, typer.Option("--common", help="只比两次运行都有的案例。")] = False,
    most: Annotated[int, typer.Option("--misses", min=0, help="每个副本最多列出多少处错误，带原件截图。")] = MISSES,
) -> None:
    """写一份网页报告：单个文件，不访问网络，带图表和每处错误的原件截图。

    JUnit XML 里每个副本是一个 testcase。整份没读出的记为 error；给了 --base，变错多于变对的记为 failure。
    只是分数不到 100% 不算失败，分数写在 system-out；没读出的区域写在 system-err；总的结论写在 properties。
    """
    made = load_run(run_)
    comparison = compare_runs(load_run(base), made, common=common) if base else None
    typer.echo(write_report(made, run_, out=out, junit=junit, comparison=comparison, most=most))


@app.command()
def accept(run_: RunArgument, force: Annotated[bool, typer.Option("--force", help="替换已有的基准。")] = False) -> None:
    """把一次运行收作基准（eval/baselines），以后的运行同它比；然后请运行 python -m eval readme。"""
    typer.echo(accept_run(run_, force=force))


@app.command()
def readme(check: Annotated[bool, typer.Option("--check", help="只核对，不写；不一致时退出码为 1。")] = False) -> None:
    """按基准写 README.md 里的成绩表。"""
    if check:
        if not is_current(baselines()):
            typer.echo("README.md 的成绩表与 eval/baselines 不一致，请运行 python -m eval readme。", err=True)
            raise typer.Exit(1)
        return
    README.write_text(written(README.read_text(encoding="utf-8"), baselines()), encoding="utf-8")


@app.command()
def ci(
    out: Annotated[Path, typer.Option(metavar="DIR", help="结果、网页和 JUnit XML 写到哪里。")] = Path("out/eval"),
    cache: CacheOption = True,
) -> None:
    """读小测试集 ci，同基准比较，写报告：退步或用量超限时退出码为 1，不能判断时说明并通过。"""
    base = baseline_of(ci_run.ASKED)
    with _bench(cache) as bench, _progress(ci_run.ASKED.arm) as step:
        made = run_arm(ci_run.ASKED.model_copy(update={"cache": cache}), out / "ci.json", bench, step)
    comparison = compare_runs(base, made)
    _show_run(made)
    for line in (*flip_lines(comparison.flips, 50), *verdict_lines(comparison), *ci_run.said(made, comparison)):
        typer.echo(line)
    typer.echo(write_report(made, out / "ci.json", junit=out / "ci.xml", comparison=comparison))
    raise typer.Exit(ci_run.exit_code(made, comparison))


Half = Enum("Half", {name: name for name in HALVES}, type=str)  # type: ignore[misc]


@app.command()
def misread(
    count: Annotated[int, typer.Option(min=2, help="生成多少份，各含一处差错。")] = 300,
    half: Annotated[Half, typer.Option(help="用哪一半种子：tune 供调整，report 供报告。")] = Half("report"),  # noqa: B008 - an enum
    runs: Annotated[
        list[Path] | None, typer.Option("--real", metavar="RUN.json", help="改为诊断这次运行的扫描件里认错的数，可重复。")
    ] = None,
    cases: CasesOption = "",
    failures: Annotated[bool, typer.Option("--failures", help="另列没有判对的。")] = False,
) -> None:
    """差错是文件的还是读取的：诊断判得准不准，有错的格是否排在最前。不用模型；只有 --real 才做文字识别。"""
    judged = list(real(runs, _split(cases)) if runs else run_misread(half.value, count))
    for table in (figures_table_of(judged), confusion_table(judged)):
        show(table)
    typer.echo(spread_line(judged))
    for line in failure_lines(judged) if failures or runs else ():
        typer.echo(line)


@app.command()
def wordings(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN…", help="各 RUN.json。", show_default=False)],
    model: Annotated[bool, typer.Option("--model/--templates", help="另请模型改写，或只看模板的说明。")] = True,
    rejected: Annotated[bool, typer.Option("--rejected", help="另列没有采用的说法和原因。")] = False,
    cache: CacheOption = True,
) -> None:
    """发现的说明：模型的说法采用了多少，有没有发现里没有的数字。有则退出码为 1。"""
    with _bench(cache) as bench, _progress("wordings") as step:
        said = list(worded_findings(runs, bench.gateway("auto") if model else None, step))
    made = tally(said)
    show(wordings_table(made, asked=model))
    for line in (*stray_lines(made), *(rejected_lines(said) if rejected else ())):
        typer.echo(line)
    raise typer.Exit(1 if made.strays else 0)


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


@app.command()
def calibrate(
    runs: Annotated[
        list[Path],
        typer.Argument(metavar="RUN.json…", help="在 layouts-dev、layouts-more 上的运行，扫描件和 PDF。", show_default=False),
    ],
    write: Annotated[bool, typer.Option("--write", help="把定出的权重写进软件包；不给则只显示。")] = False,
) -> None:
    """按开发用的文档定置信度的权重，并逐份文档留出，看它能否把读错的数排在前面；旁边是只看识别得分的结果。"""
    made = samples(runs)
    show(worth_table({"all": worth(made), "at their place": worth(made, placed=True)}))
    weights = toml(fit(made))
    if write:
        COEFFICIENTS_FILE.write_text(weights, encoding="utf-8")
    typer.echo(weights)


@app.command()
def confidence(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN.json…", help="扫描件的运行，不是定权重用的。", show_default=False)],
) -> None:
    """置信度能否把读错的数排在前面：先看最没有把握的十分之一，抓住多少；旁边是只看识别得分的结果。没有读出的另计。"""
    made = read_samples(runs)
    show(worth_table({"all": shipped(made), "at their place": shipped(made, placed=True)}, "软件包里的权重"))
    show(unread_table(unread(runs)))


@app.command("planted")
def planted_(
    suite: Annotated[str, typer.Option(help="在哪一套文档里改：dev 或 test。")] = "dev",
    count: Annotated[int, typer.Option(min=1, help="要改出多少处不一致。")] = 2000,
    seed: Annotated[int, typer.Option(help="随机种子。")] = 0,
) -> None:
    """在没有问题的标注里逐一改错一个数字，看核对是否都能发现；不读文档，不用模型。有漏检或误报时以 1 结束。"""
    made = planted(suite, count, seed)
    show(planted_table(made))
    for line in planted_lines(made):
        typer.echo(line)
    raise typer.Exit(int(bool(made.missed or made.false)))


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
