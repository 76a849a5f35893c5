"""The command `extractor export`: reviewed records as files."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import Tongue, rules_of
from extractor.errors import UsageError
from extractor.export import EXPORTS
from extractor.export.choice import Entry, SourceFolder, by_document, chosen, exported, in_files, in_store, record_files, unread
from extractor.review.log import read_log
from extractor.store import Store, open_store

__all__ = ["export"]

_REVIEW_DB = "review.db"
"""The store that `extractor review` keeps beside the records of a folder."""

_NAMED = 20
"""Files that are named one by one."""

Kind = Enum("Kind", {name: name for name in EXPORTS}, type=str)  # type: ignore[misc]


@dataclass(slots=True)
class _Found:
    """What there is to export, and what there is to say of what is left out."""

    entries: list[Entry]
    left_out: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def export(
    to: Annotated[
        Kind,
        typer.Option(help="xlsx 工作簿、csv 各表、json 记录、html 报告、checklist 检查表、log 复核日志。", show_default=False),
    ],
    out: Annotated[Path, typer.Option(help="写入的文件夹。", show_default=False)],
    records: Annotated[
        list[Path] | None, typer.Argument(help="run 写出的记录（JSON），或装有它们的文件夹。", show_default=False)
    ] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="数据库（sqlite:///文件.db，或文件路径），代替记录。", show_default=False)
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="LOG.jsonl", help="复核日志：放到读出的记录上，得到与数据库同样的导出。", show_default=False),
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(metavar="文件名|SHA256", help="只导出这份文件；可重复。", show_default=False)
    ] = None,
    sources: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="原件所在的文件夹：报告从中截取图片。数据库自己留有原件。", show_default=False),
    ] = None,
    link: Annotated[
        str | None, typer.Option(metavar="URL", help="复核页面的地址（如 http://127.0.0.1:8000），写成链接。", show_default=False)
    ] = None,
    profile: Annotated[Path | None, typer.Option(help="配置文件（TOML），与 run 所用的相同。", show_default=False)] = None,
    language: Annotated[Tongue, typer.Option(help="栏目名用中文还是英文。")] = Tongue.zh,
) -> None:
    """把复核后的记录写成给人和程序用的文件。同样的记录和决定，写出的总是同样的内容。"""
    rules = rules_of(profile)
    _check(records or [], db, decisions, link)
    with ExitStack() as stack:
        found = _in_database(stack, db) if db else _in_files(stack, records or [], decisions, sources)
        entries = chosen(found.entries, document or [])
        _folder(out, to.value, records or [])
        written = EXPORTS[to.value](exported(entries, rules, language.value, link), out, language=language.value)
    for line in [*found.said, *([] if document else found.left_out)]:
        typer.echo(line, err=True)
    for path in written[:_NAMED]:
        typer.echo(str(path))
    if len(written) > _NAMED:
        typer.echo(f"……共 {len(written)} 个文件，在 {out}")
    raise typer.Exit(1 if found.left_out and not document else 0)


def _check(records: list[Path], db: str | None, decisions: Path | None, link: str | None) -> None:
    if bool(records) == bool(db):
        raise UsageError("请给出 run 写出的记录（或其文件夹），或用 --db 给出数据库，二者取一。")
    if db and decisions:
        raise UsageError("数据库里已有复核决定，不能再给 --decisions。要重放日志，请给出读出的记录。")
    if link and not link.startswith(("http://", "https://")):
        raise UsageError(f"--link {link} 不是网址。请给出复核页面的地址，如 http://127.0.0.1:8000。")


def _folder(out: Path, kind: str, records: list[Path]) -> None:
    """Makes the folder. Records as read are never written over."""
    folders = {(path if path.is_dir() else path.parent).resolve() for path in records}
    if kind == "json" and out.resolve() in folders:
        raise UsageError(f"{out} 里是读出的记录，导出会盖掉它们。请换一个 --out。")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"不能建立文件夹 {out}：{error.strerror}。请换一个 --out。") from error


def _opened(stack: ExitStack, url: str) -> Store:
    store = open_store(url, create=False)
    stack.callback(store.close)
    return store


def _in_database(stack: ExitStack, url: str) -> _Found:
    store = _opened(stack, url)
    return _Found(in_store(store), [f"✗ 没有记录，未导出：{line}" for line in unread(store)])


def _in_files(stack: ExitStack, records: list[Path], decisions: Path | None, sources: Path | None) -> _Found:
    """Records with the log given; without one, with what was decided in the review app about records of the same folder."""
    logs = by_document(read_log(decisions)) if decisions else {}
    found = _Found(in_files(record_files(records), logs, SourceFolder(sources) if sources else None))
    known = {entry.sha256 for entry in found.entries}
    for sha256, entries in logs.items():
        if sha256 not in known:
            found.left_out.append(f"✗ 日志中有 {len(entries)} 条决定，其文件不在所给的记录里：{sha256[:12]}")
    beside = [path / _REVIEW_DB for path in records if (path / _REVIEW_DB).is_file()]
    for path in [] if decisions else beside:
        found = _with_decisions(found, _opened(stack, str(path)), path)
    if not found.entries:
        raise UsageError(f"没有可导出的记录：{'、'.join(map(str, records))}。请给出 extractor run 写出的记录。")
    return found


def _with_decisions(found: _Found, store: Store, path: Path) -> _Found:
    """The records with the decisions that the store beside them has, and the documents that only the store has."""
    reviewed = {entry.sha256: entry for entry in in_store(store)}
    entries = [_decided(entry, reviewed[entry.sha256]) if entry.sha256 in reviewed else entry for entry in found.entries]
    known = {entry.sha256 for entry in entries}
    added = [entry for entry in reviewed.values() if entry.sha256 not in known]
    return _Found([*entries, *added], found.left_out, [*found.said, f"· 已并入 {path} 中的复核决定"])


def _decided(entry: Entry, kept: Entry) -> Entry:
    return replace(entry, log=kept.log, source=lambda: kept.source() or entry.source())
