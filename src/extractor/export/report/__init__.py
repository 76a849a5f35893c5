"""The report on a document as one HTML file, to be sent to the bureau that filed it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.checks.messages import Language
from extractor.export.contract import Exported
from extractor.export.files import Stems, replacing
from extractor.export.report.page import render

__all__ = ["write_html"]


def write_html(documents: Iterable[Exported], out: Path, *, language: Language = "zh") -> list[Path]:
    """Writes `<stem>.html` for each document."""
    stems, written = Stems(), []
    for document in documents:
        path = out / f"{stems.take(document.name)}.html"
        with replacing(path) as partial:
            partial.write_text(render(document, language), encoding="utf-8", newline="\n")
        written.append(path)
    return written
