"""Checks the corpus: every label stands in the text copy, in the PDF at its boxes and in the DOCX at its cells.

Sums that do not close are listed.

python -m golden.check [CASE…]      exit code 1 where a label stands nowhere or a box shows something else
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pymupdf

from golden.anomalies import wrong_in_case
from golden.corpus import Boxes, Case, Cells, Place, get_case, leaves, list_cases
from golden.identities import identities

__all__ = ["in_docx", "in_pdf", "in_text", "main", "read_chars", "read_places"]

_BLANKS = re.compile(r"[\s\u3000\xa0]+")
_TAGS = re.compile(r"</?(?:p|ol)\b[^>]*>")
"""What a converter left in a text copy."""

_OTHER_BLOCK = re.compile(r"tables\[\d+\]\.rows\[\d+\]\.cells\[\d+\]")
"""A blank amount may stand nowhere: of blocks side by side each row has cells for the columns of all."""

_JOINT = "/"
"""Between the header labels that a nested label is made of."""


Chars = list[tuple[str, float, float]]


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _parts(path: str, text: str) -> list[str]:
    return text.split(_JOINT) if path.endswith(".label") else [text]


def in_text(case: Case) -> list[str]:
    """What is wrong with the labels against the text copy."""
    source = _bare(_TAGS.sub("", case.source_txt.read_text(encoding="utf-8")))
    lost = [path for path, text in leaves(case.expected()).items() if not _stands(path, _bare(text), source)]
    return [f"{path}: not in {case.source_txt.name}" for path in lost]


def _stands(path: str, text: str, source: str) -> bool:
    return text in source or all(part in source for part in _parts(path, text))


def in_pdf(case: Case, pdf: Path, boxes: Boxes) -> list[str]:
    """What is wrong with the boxes: a leaf without any, or a box around other text than the leaf."""
    pages, labels = read_chars(pdf), leaves(case.expected())
    wrong = _unmatched(labels, boxes, "box")
    for path in labels.keys() & boxes.keys():
        shown = [_inside(pages[spot["page"] - 1], spot["box"]) for spot in boxes[path]]
        if not _shows(path, _bare(labels[path]), shown):
            wrong.append(f"{path}: its boxes show {shown}, the label is {labels[path]!r}")
    return sorted(wrong)


def _unmatched(labels: dict[str, str], places: Boxes | Cells, what: str) -> list[str]:
    lost = [path for path in labels.keys() - places.keys() if labels[path] or not _OTHER_BLOCK.fullmatch(path)]
    wrong = [f"{path}: has no {what}" for path in lost]
    return wrong + [f"{path}: a {what} without a leaf" for path in places.keys() - labels.keys()]


def in_docx(case: Case, docx: Path, cells: Cells) -> list[str]:
    """What is wrong with the cells: a leaf without any, or a cell or line that does not hold the leaf."""
    texts, labels = read_places(docx), leaves(case.expected())
    wrong = _unmatched(labels, cells, "cell")
    for path in labels.keys() & cells.keys():
        held = [texts.get(_place(place)) for place in cells[path]]
        if None in held or not _holds(path, _bare(labels[path]), [text for text in held if text is not None]):
            wrong.append(f"{path}: its cells hold {held}, the label is {labels[path]!r}")
    return sorted(wrong)


def _place(place: Place) -> tuple[int, ...]:
    return tuple(place["cell"]) if "cell" in place else (place["line"],)


def _holds(path: str, text: str, held: list[str]) -> bool:
    """Every place has the leaf; of a nested label, every place a part of it and every part a place."""
    parts = _parts(path, text)
    whole = all(text in there for there in held)
    return whole or (
        all(any(p in there for p in parts) for there in held) and all(any(p in there for there in held) for p in parts)
    )


def read_places(docx: Path) -> dict[tuple[int, ...], str]:
    """The text of every cell by table, row and column (where it begins), and of every line by its number."""
    from docx import Document  # noqa: PLC0415  # an optional extra

    document = Document(str(docx))
    texts: dict[tuple[int, ...], str] = {(n,): _bare(line.text) for n, line in enumerate(document.paragraphs, start=1)}
    for number, table in enumerate(document.tables, start=1):
        seen = set()
        for row, line in enumerate(table.rows, start=1):
            for column, cell in enumerate(line.cells, start=1):
                if cell._tc not in seen:  # a merged cell comes again at each of its positions
                    texts[number, row, column] = _bare(cell.text)
                seen.add(cell._tc)
    return texts


def read_chars(pdf: Path) -> list[Chars]:
    """The characters of each page with their centres, in drawing order."""
    with pymupdf.open(pdf) as document:
        return [list(_centres(page)) for page in document]


def _centres(page: pymupdf.Page) -> Iterator[tuple[str, float, float]]:
    for block in page.get_text("rawdict", flags=pymupdf.TEXT_PRESERVE_WHITESPACE)["blocks"]:
        for line in block.get("lines", ()):
            for span in line["spans"]:
                for char in span["chars"]:
                    # the middle of the em box; a character's own box hangs from the line's ascent
                    yield char["c"], (char["bbox"][0] + char["bbox"][2]) / 2, char["origin"][1] - 0.38 * span["size"]


def _inside(chars: Chars, box: list[float]) -> str:
    x0, y0, x1, y1 = box
    return _bare("".join(char for char, x, y in chars if x0 <= x <= x1 and y0 <= y <= y1))


def _shows(path: str, text: str, shown: list[str]) -> bool:
    """A leaf is all of its boxes in turn (over pages), or each of them (printed again, or a year within a title)."""
    if not text:
        return True  # the cell may hold the rest of a fused value
    if "".join(shown) == text or all(text == part for part in shown):
        return True
    if path.endswith(".fiscal_year"):
        return all(text in part for part in shown)
    return len(_parts(path, text)) > 1 and set(shown) == set(_parts(path, text))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what is wrong and what does not close, case by case."""
    parser = argparse.ArgumentParser(prog="python -m golden.check", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="default: all")
    options = parser.parse_args(arguments)
    failed = False
    for case in [get_case(name) for name in options.cases] or list_cases():
        wrong = in_text(case) + in_pdf(case, case.source_pdf, case.boxes())
        wrong += in_docx(case, case.source_docx, case.cells()) + wrong_in_case(case)
        failed |= bool(wrong)
        record = case.expected()
        rows = sum(len(form["indicators"]) for form in record["forms"])
        print(f"{case.name}: {len(leaves(record))} leaves, {len(record['forms'])} forms, {rows} indicators, {len(wrong)} wrong")
        for line in wrong:
            print(f"  wrong: {line}")
        for identity in identities(record):
            if not identity.closes:
                print(f"  does not close: {identity}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
