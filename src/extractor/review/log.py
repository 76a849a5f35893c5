"""The log of a document's decisions as JSON lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from extractor.decision import Decision
from extractor.errors import UsageError

__all__ = ["parse_log", "read_log", "to_lines", "write_log"]


def to_lines(log: Iterable[Decision]) -> Iterator[str]:
    """A line of JSON for each decision."""
    return (f"{entry.model_dump_json()}\n" for entry in log)


def write_log(log: Iterable[Decision], path: Path) -> None:
    """Writes the log to a file."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(to_lines(log))


def parse_log(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a log. Raises UsageError that names `name` and the line which is none, or comes a second time."""
    found: dict[tuple[str, int], Decision] = {}
    # not splitlines: a text within a line may hold U+2028, which JSON does not escape
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            entry = _parsed(line, name, number)
            if (entry.document, entry.number) in found:
                raise UsageError(
                    f"{name} 第 {number} 行重复：同一文件的第 {entry.number} 号决定前面已有。请给出没有改动过的 decisions.jsonl。"
                )
            found[entry.document, entry.number] = entry
    return tuple(found.values())


def _parsed(line: str, name: str, number: int) -> Decision:
    try:
        return Decision.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}：" for part in first["loc"])
        raise UsageError(
            f"{name} 第 {number} 行不是复核记录：{where}{first['msg']}。请给出复核系统导出的 decisions.jsonl。"
        ) from error


def read_log(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file, in its order. Raises UsageError where it cannot be read or a line is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"不能读取复核记录 {path}：{getattr(error, 'strerror', None) or '不是 UTF-8 文本'}。") from error
    return parse_log(text, str(path))
