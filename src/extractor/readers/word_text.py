"""The text of a Word paragraph as a reader sees it: deletions out, insertions in, fields by their result, text boxes beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.oxml.ns import nsmap
from docx.oxml.xmlchemy import BaseOxmlElement

from extractor.readers.word_xml import branch, is_on, w, within

__all__ = ["NOTES", "Text", "ends_deleted", "read_paragraph"]

NOTES = {
    "revised": "含有修订：已删除的文字未采用，新插入的文字已采用",
    "hidden": "有 {count} 段隐藏文字，未采用",
    "pictures": "有 {count} 张图片，图片里的文字未读取",
    "footnotes": "有 {count} 处脚注或尾注，未读取",
    "chunks": "有 {count} 处插入的其他文档，未读取。请用 Word 打开后另存",
    "symbols": "有 {count} 个符号字体的字符认不出，未读取",
}
"""What was left out of a text, for a person."""

_SKIPPED = {
    w("del"): "revised", w("moveFrom"): "revised", w("rPr"): "", w("pPr"): "", w("instrText"): "", w("rt"): "", w("sdtPr"): "",
    w("footnoteReference"): "footnotes", w("endnoteReference"): "footnotes",
}  # fmt: skip
"""Elements that give no text, and what to note of them."""

_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_TEXTS = {w("t"), f"{{{nsmap['m']}}}t"}
_SHAPES = {w("drawing"), w("pict"), w("object")}
_PICTURES = (f"{{{nsmap['a']}}}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BOX = w("txbxContent")

_SYMBOLS = {
    ("wingdings", 0xFC): "√", ("wingdings", 0xFE): "☑", ("wingdings", 0xA8): "□", ("wingdings", 0x6F): "□",
    ("wingdings", 0xFD): "☒", ("wingdings 2", 0x50): "√", ("wingdings 2", 0x52): "☑", ("wingdings 2", 0xA3): "□",
    ("wingdings 2", 0x54): "☒",
    ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤", ("symbol", 0xB1): "±", ("symbol", 0xB4): "×",
}  # fmt: skip
"""Signs that Word writes as characters of a symbol font."""


@dataclass(slots=True)
class Text:
    """What a paragraph says; `boxes` are the contents of the text boxes anchored in it, `left_out` counts what gave no text."""

    parts: list[str] = field(default_factory=list)
    boxes: list[BaseOxmlElement] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    _fields: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it; "\\n" for a soft line break."""
        return "".join(self.parts)

    def add(self, element: BaseOxmlElement) -> None:
        """Takes what stands under `element`."""
        for child in element:
            self._take(child)

    def _take(self, child: BaseOxmlElement) -> None:
        tag = child.tag
        if tag in _SKIPPED:
            if _SKIPPED[tag]:
                self.left_out[_SKIPPED[tag]] += 1
        elif tag in _TEXTS or tag in _SIGNS:
            self._say(_SIGNS.get(tag) or child.text or "")
        elif tag == w("sym"):
            self._symbol(child)
        elif tag == w("fldChar"):
            self._field(child.get(w("fldCharType"), ""))
        elif tag in _SHAPES:
            self._shape(child)
        elif tag == _ALTERNATIVES:
            self.add(branch(child))
        elif tag == w("r") and is_on(within(child, "rPr", "vanish")):
            self.left_out["hidden"] += 1
        else:
            self.left_out["revised"] += tag in {w("ins"), w("moveTo")}
            self.add(child)

    def _say(self, text: str) -> None:
        if not any(self._fields):
            self.parts.append(text)

    def _field(self, kind: str) -> None:
        """Between its begin and its separator a field has its code, which is not shown."""
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields:
            self._fields.pop()

    def _symbol(self, element: BaseOxmlElement) -> None:
        code = element.get(w("char"), "")
        try:
            sign = _SYMBOLS[element.get(w("font"), "").lower(), int(code, 16) & 0xFF]
        except (KeyError, ValueError):
            self.left_out["symbols"] += 1
        else:
            self._say(sign)

    def _shape(self, shape: BaseOxmlElement) -> None:
        boxes = list(_boxes(shape))
        self.boxes += boxes
        self.left_out["pictures"] += not boxes and next(shape.iter(*_PICTURES), None) is not None


def _boxes(shape: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The outermost text boxes in a shape, each once."""
    for child in branch(shape) if shape.tag == _ALTERNATIVES else shape:
        if child.tag == _BOX:
            yield child
        else:
            yield from _boxes(child)


def read_paragraph(paragraph: BaseOxmlElement) -> Text:
    """The text of a `w:p`."""
    found = Text()
    found.add(paragraph)
    return found


def ends_deleted(paragraph: BaseOxmlElement) -> bool:
    """Whether a tracked change took the paragraph's end away: what follows belongs to it."""
    mark = within(paragraph, "pPr", "rPr")
    return mark is not None and any(mark.find(w(name)) is not None for name in ("del", "moveFrom"))
