"""`extractor run`: files are read, recorded and checked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import (
    AUTO,
    FailOption,
    LanguageOption,
    ProfileOption,
    Provider,
    Reading,
    Tongue,
    failing,
    rules_of,
)
from extractor.errors import UsageError
from extractor.interpret import needs_model
from extractor.llm.gateway import Settings as ModelSettings
from extractor.llm.gateway import open_gateway
from extractor.readers import ReadOptions
from extractor.run import ProgressBar, Settings, run_batch
from extractor.store import Store, open_store

__all__ = ["run"]


class Explain(StrEnum):
    """Who words the findings."""

    template = "template"
    llm = "llm"


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
    reading: Annotated[Reading, typer.Option(help="读法。rules 不用模型，只认规范的表头和标签。")] = AUTO,
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
    rules = rules_of(profile)
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
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in report.lines():
            typer.echo(line)
    raise typer.Exit(report.exit_code or failing(report.worst, fail_on))


@contextmanager
def _store(url: str | None) -> Iterator[Store | None]:
    """The store at `url`, for as long as it is needed; none without a URL."""
    store = None if url is None else open_store(url)
    try:
        yield store
    finally:
        if store is not None:
            store.close()
