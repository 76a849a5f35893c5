"""The log: what was decided about all documents, an entry a line. Put to the records as read it gives these exports again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.checks.messages import Language
from extractor.export.contract import Exported
from extractor.export.files import replacing
from extractor.review.log import to_lines

__all__ = ["write_log"]


def write_log(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes decisions.jsonl; each entry names its document by the sha256 of its file."""
    path = out / "decisions.jsonl"
    with replacing(path) as partial, partial.open("w", encoding="utf-8", newline="\n") as stream:
        for document in documents:
            stream.writelines(to_lines(document.reviewed.log))
    return [path]
