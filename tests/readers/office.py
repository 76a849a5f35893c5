"""Office files for tests: a Word body in raw XML, any part of a package replaced."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx

from extractor.document import Document, Grid, Line
from extractor.readers import read

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())

Shown = str | list[list[object]]
"""A line, or the cells of a grid: (row, column, text), with (rows, columns) where it is merged."""


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inner: str, properties: str = "") -> str:
    """A paragraph of runs and whatever else begins with "<"."""
    told = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{told}{''.join(part if part.startswith('<') else run(part) for part in inner)}</w:p>"


def tc(*paragraphs: str, span: int = 1, merge: str = "", properties: str = "") -> str:
    """A cell; `merge` is "restart" or "continue"."""
    told = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    told += {"": "", "continue": "<w:vMerge/>"}.get(merge, f'<w:vMerge w:val="{merge}"/>') + properties
    inner = "".join(part if part.startswith("<") else p(part) for part in paragraphs) or p()
    return f"<w:tc><w:tcPr>{told}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    told = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{told}{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def word_file(path: Path, *body: str, parts: Mapping[str, str | bytes] | None = None) -> Path:
    """A Word file whose body is that; `parts` replaces or adds parts."""
    document = f"<w:document {_DECLARED}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    made = io.BytesIO()
    docx.Document().save(made)
    return replaced(made, path, {"word/document.xml": document, **(parts or {})})


def replaced(source: Path | io.BytesIO, path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A copy of a package with other parts."""
    with zipfile.ZipFile(source) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in {**kept, **parts}.items():
            target.writestr(name, data)
    return path


def edited(source: Path, path: Path, part: str, old: str, new: str) -> Path:
    """A copy of a package in which one part says something else."""
    with zipfile.ZipFile(source) as archive:
        text = archive.read(part).decode()
    assert re.search(old, text)
    return replaced(source, path, {part: re.sub(old, lambda _: new, text)})


def with_shared_string(source: Path, path: Path, item: str, before: str = "") -> Path:
    """A copy of a workbook whose first cell shows an item of a string table, as Excel keeps texts."""
    listed = (
        '<Override PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    )
    edited(source, path, "[Content_Types].xml", "</Types>", listed)
    edited(path, path, "xl/worksheets/sheet1.xml", r'<c r="A1".*?</c>', '<c r="A1" t="s"><v>0</v></c>')
    table = f'{before}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{item}</sst>'
    return replaced(path, path, {"xl/sharedStrings.xml": table})


def shown(document: Document) -> list[Shown]:
    """The blocks of all pages."""
    return [_block(block) for page in document.pages for block in page.blocks]


def _block(block: Line | Grid) -> Shown:
    if isinstance(block, Line):
        return block.piece.text
    made: list[list[object]] = []
    for cell in block.cells:
        spans = [(cell.row_span, cell.column_span)] if (cell.row_span, cell.column_span) != (1, 1) else []
        made.append([cell.row, cell.column, cell.text, *spans])
    return made


def word(path: Path, *body: str) -> Document:
    """A Word body as it is read."""
    return read(word_file(path / "input.docx", *body))
