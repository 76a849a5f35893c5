"""How lines and cells look in a Word document: the style sheet of `markup` once more, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from golden.sheet import Span

__all__ = ["BORDERS", "FONTS", "Look", "look_of"]

FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman", "eastAsia": "宋体"}
"""The font of each script."""

BORDERS: dict[str, tuple[str, ...]] = {
    "": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "rows": ("top", "bottom", "insideH"),
    "open": (),
}
"""The rules that are drawn, by the style of the table; any other style is ruled all over."""


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph's looks; lengths in points, the indent of the first line in characters."""

    align: ALIGN = ALIGN.LEFT
    bold: bool = False
    size: float | None = None
    before: float = 0
    after: float = 0
    indent: int = 0
    keeps: bool = False
    first: bool = False
    bare: bool = False

    def apply(self, paragraph: Paragraph, size: float) -> None:
        """Sets the paragraph's looks; `size` is that of the document's text."""
        form = paragraph.paragraph_format
        form.alignment = self.align
        form.space_before, form.space_after = Pt(self.before), Pt(self.after)
        form.keep_with_next, form.page_break_before = self.keeps or None, self.first or None
        form.first_line_indent = Pt(self.indent * size) if self.indent else None

    def add(self, paragraph: Paragraph, span: Span) -> None:
        """Adds the text of a span."""
        if span.text:
            run = paragraph.add_run(span.text)
            run.bold = self.bold or None
            run.font.size = Pt(self.size) if self.size else None


_LINES: dict[str, Mapping[str, Any]] = {
    "title": {"align": ALIGN.CENTER, "bold": True, "size": 17, "before": 12, "after": 5, "keeps": True},
    "subtitle": {"align": ALIGN.CENTER, "after": 4, "keeps": True},
    "first": {"first": True},
    "number": {"before": 16, "keeps": True},
    "unit": {"align": ALIGN.RIGHT, "after": 3, "keeps": True},
    "lead": {"after": 3, "keeps": True},
    "tail": {"before": 5},
    "last": {"before": 3, "after": 12},
    "chapter": {"size": 11, "bold": True, "before": 7, "after": 2, "keeps": True},
    "prose": {"size": 11, "align": ALIGN.JUSTIFY, "indent": 2},
}

_CELLS: dict[str, Mapping[str, Any]] = {
    "left": {"align": ALIGN.LEFT},
    "text": {"align": ALIGN.JUSTIFY},
    "right": {"align": ALIGN.RIGHT},
    "strong": {"bold": True},
    "bare-left": {"align": ALIGN.LEFT, "bare": True},
    "bare-right": {"align": ALIGN.RIGHT, "bare": True},
    "title": {"bold": True, "size": 17, "bare": True},
}


def look_of(style: str, *, in_cell: bool = False) -> Look:
    """The look of a line or a cell; words without a look of their own here change nothing."""
    look, looks = (Look(align=ALIGN.CENTER), _CELLS) if in_cell else (Look(), _LINES)
    for word in style.split():
        look = replace(look, **looks.get(word, {}))
    return look
