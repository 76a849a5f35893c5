"""The page and the JUnit XML as files."""

from __future__ import annotations

from pathlib import Path

from eval.compare import Comparison
from eval.report.junit import to_junit
from eval.report.page import MISSES, render
from eval.store import RunFile, folder_of
from extractor.errors import UsageError

__all__ = ["write_report"]


def write_report(
    made: RunFile,
    run: Path,
    *,
    out: Path | None = None,
    junit: Path | None = None,
    comparison: Comparison | None = None,
    most: int = MISSES,
) -> Path:
    """Writes the page, beside RUN.json if nowhere else, and the XML where asked; gives where the page is. Raises UsageError."""
    page = out or folder_of(run).with_name(f"{folder_of(run).name}.html")
    _write(page, render(made, run, comparison, most))
    if junit is not None:
        _write(junit, to_junit(made, comparison))
    return page


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"不能写入 {path}：{error.strerror}。请换一个地方。") from error
