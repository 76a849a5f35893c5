"""The command line. Expected errors print one message and no traceback; results go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import DownloadColumn, Progress

from extractor import __version__
from extractor.checks import DEFAULT, load_profile
from extractor.errors import ExtractorError, UsageError
from extractor.export_command import export
from extractor.golden_command import golden_app
from extractor.interpret import STRATEGIES, needs_model
from extractor.llm import model as local_model
from extractor.llm.gateway import Settings as ModelSettings
from extractor.llm.gateway import open_gateway
from extractor.readers import ReadOptions
from extractor.run import SEVERITIES, ProgressBar, Settings, load_record, run_batch, validate_records
from extractor.show import print_record
from extractor.store import Store, open_store

__all__ = ["app", "main", "run_app"]

app = typer.Typer(no_args_is_help=True, add_completion=False, help="绩效目标表数字化与复核：每个值都指向它在原件上的位置。")
model_app = typer.Typer(no_args_is_help=True, help="本地模型：下载、检查、位置。")
app.add_typer(model_app, name="model")
app.add_typer(golden_app, name="golden")
app.command()(export)

Reading = Enum("Reading", {name: name for name in STRATEGIES}, type=str)  # type: ignore[misc]

_AUTO = Reading("auto")


class FailOn(StrEnum):
    """From which severity on a run ends with exit code 4."""

    error = "error"
    warning = "warning"


ProfileOption = Annotated[Path | None, typer.Option(help="配置文件（TOML）：各省的目标值、关闭的检查。", show_default=False)]
FailOption = Annotated[FailOn | None, typer.Option(help="有这一级或更重的发现时，以退出码 4 结束。", show_default=False)]


class Explain(StrEnum):
    """Who words the findings."""

    template = "template"
    llm = "llm"


class Tongue(StrEnum):
    """The language of the findings."""

    zh = "zh"
    en = "en"


LanguageOption = Annotated[Tongue, typer.Option(help="核对结果用中文还是英文。")]


class Provider(StrEnum):
    """Where the model runs."""

    local = "local"
    openai = "openai"


def _echo(text: str = "") -> None:
    typer.echo(text)


def _say_version(wanted: bool) -> None:
    if wanted:
        _echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    pass


@app.command()
def run(
    inputs: Annotated[
        list[Path], typer.Argument(help="PDF、图片（PNG/JPEG/TIFF）、文本文件，或装有它们的文件夹。", show_default=False)
    ],
    out: Annotated[Path | None, typer.Option(help="记录写入的文件夹。再次运行同一命令会接着做。", show_default=False)] = None,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="记录写入的数据库（sqlite:///文件.db，或文件路径），原件也一并留存；可与 --out 同用，给了它 --out 可省。",
            show_default=False,
        ),
    ] = None,
    provider: Annotated[
        Provider | None, typer.Option(help="模型所在：本机或 OpenAI 兼容接口。默认用已配置的接口，否则用本地模型。")
    ] = None,
    reading: Annotated[Reading, typer.Option(help="读法。rules 不用模型，只认规范的表头和标签。")] = _AUTO,
    jobs: Annotated[int, typer.Option(min=1, max=32, help="同时处理的文件数。")] = 2,
    cache: Annotated[bool, typer.Option("--cache/--no-cache", help="是否使用模型回答的缓存。")] = True,
    accept_repaired: Annotated[
        bool, typer.Option("--accept-repaired", help="受损的 PDF 也尽量读取（其中的数字可能有误）。")
    ] = False,
    profile: ProfileOption = None,
    fail_on: FailOption = None,
    explain: Annotated[
        Explain, typer.Option(help="发现的说明：只用模板，或另请模型改写（每个数字都经核验，核验不过的不用）。")
    ] = Explain.template,
    language: LanguageOption = Tongue.zh,
    as_json: Annotated[bool, typer.Option("--json", help="把 run.json 的内容打印到标准输出。")] = False,
) -> None:
    """读取文件，写出记录，并核对。"""
    if out is None and db is None:
        raise UsageError("没有说结果写到哪里：请给出 --out 文件夹，或 --db 数据库，或两者。")
    rules = load_profile(profile) if profile else DEFAULT
    cpu = threading.Lock()
    gateway = None
    if needs_model(reading.value) or explain is Explain.llm:
        chosen = ModelSettings(provider=provider.value) if provider else ModelSettings()
        gateway = open_gateway(chosen, cpu=cpu, cache=cache)
    options = ReadOptions(accept_repaired=accept_repaired)
    try:
        settings = Settings(reading.value, gateway, cpu, options, rules, language.value, explain is Explain.llm)
        with _store(db) as store, ProgressBar() as bar:
            report = run_batch(inputs, out, settings, jobs=jobs, watcher=bar, store=store)
    finally:
        if gateway is not None:
            gateway.close()
    if as_json:
        _echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in report.lines():
            _echo(line)
    raise typer.Exit(report.exit_code or _failing(report.worst, fail_on))


@contextmanager
def _store(url: str | None) -> Iterator[Store | None]:
    """The store at `url`, for as long as it is needed; none without a URL."""
    store = None if url is None else open_store(url)
    try:
        yield store
    finally:
        if store is not None:
            store.close()


def _failing(found: str | None, fail_on: FailOn | None) -> int:
    """Exit code 4 where something was found that is as bad as `fail_on` or worse."""
    order = list(SEVERITIES)
    return 4 if found and fail_on and order.index(found) <= order.index(fail_on.value) else 0


@app.command()
def review(
    folder: Annotated[Path | None, typer.Argument(help="run 写出记录的文件夹。", show_default=False)] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="数据库（sqlite:///文件.db，或文件路径），代替文件夹。", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为自动选取。")] = 8000,
    host: Annotated[str, typer.Option(help="监听的地址。本机以外的地址必须设令牌。")] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(envvar="EXTRACTOR_TOKEN", help="访问令牌，至少 16 个字符；设了它，每次访问都要出示。", show_default=False),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="访问时还可以用的主机名（可给多次），如反向代理的域名。", show_default=False)
    ] = None,
    provider: Annotated[Provider | None, typer.Option(help="读取上传的文件用的模型，同 run。")] = None,
    reading: Annotated[Reading, typer.Option(help="读取上传的文件用的读法，同 run。")] = _AUTO,
    profile: ProfileOption = None,
    language: Annotated[Tongue, typer.Option(help="界面的语言，页面上可以切换。")] = Tongue.zh,
) -> None:
    """打开复核系统：在浏览器里对照原件复核，按 Ctrl+C 结束。"""
    from extractor.web.serve import Review, serve  # noqa: PLC0415 - only who serves pays for its imports

    asked = Review(
        folder=folder,
        db=db,
        host=host,
        port=port,
        token=token or None,
        hosts=tuple(allow_host or ()),
        language=language.value,
        reading=reading.value,
        provider=provider.value if provider else None,
        profile=load_profile(profile) if profile else DEFAULT,
    )
    serve(asked, _echo)


@app.command()
def validate(
    records: Annotated[list[Path], typer.Argument(help="run 写出的记录（JSON），改正过的也可以。", show_default=False)],
    profile: ProfileOption = None,
    fail_on: FailOption = None,
    language: LanguageOption = Tongue.zh,
    write: Annotated[bool, typer.Option("--write", help="把核对结果写回记录。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 打印结果。")] = False,
) -> None:
    """不再读取原件，按记录重新核对：发现了什么，什么没有核对、为什么。"""
    rules = load_profile(profile) if profile else DEFAULT
    made = validate_records(records, rules, language.value, write=write)
    if as_json:
        _echo(json.dumps(made.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in made.lines():
            _echo(line)
    raise typer.Exit(_failing(made.worst, fail_on))


@app.command()
def show(
    records: Annotated[list[Path], typer.Argument(help="run 写出的记录（JSON）。", show_default=False)],
) -> None:
    """在终端上显示记录：每个字段的值、位置和把握。"""
    console = Console()
    console = console if console.is_terminal else Console(width=180)
    for path in records:
        print_record(load_record(path), console)


@model_app.command()
def pull(
    source: Annotated[
        str | None, typer.Option(help="path、hub、modelscope、packages 之一，或模型文件的路径；不给则依次尝试。")
    ] = None,
) -> None:
    """下载本地模型（约 1.1 GB）并核对其 sha256。"""
    with Progress(*Progress.get_default_columns(), DownloadColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("模型", total=None)
        place = local_model.pull(
            source, lambda name, done, total: progress.update(task, description=name, completed=done, total=total)
        )
    _echo(str(place))


@model_app.command()
def status() -> None:
    """本地模型是否就绪，内容是否正确。"""
    found = local_model.status(verify=True)
    if not found.present:
        _echo(f"未安装：{found.path}。请运行 extractor model pull。")
        raise typer.Exit(1)
    _echo(f"{'就绪' if found.sound else '内容不对，请重新运行 extractor model pull'}：{found.path}")
    raise typer.Exit(0 if found.sound else 1)


@model_app.command()
def path() -> None:
    """本地模型文件的位置。"""
    _echo(str(local_model.path()))


def run_app(commands: typer.Typer) -> None:
    """Runs a command line of ours: what is expected to go wrong prints one message and ends with 2."""
    try:
        commands()
    except ExtractorError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(2)


def main() -> None:
    """Runs the command line."""
    run_app(app)
