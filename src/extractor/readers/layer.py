"""The text layer of a PDF page: its characters, and whether they can be trusted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pymupdf

from extractor.document import BLANKS, Box
from extractor.readers.encoding import is_plausible

__all__ = ["Glyph", "Layer", "is_decoded", "layer_of"]

_FLAGS = int(pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP)
"""Not TEXT_CID_FOR_UNKNOWN_UNICODE: it hides that a font does not say which characters it shows."""

_NEARLY_WHITE = 0xF8F8F8
_SMALLEST = 1.0
_FEW = 40
"""With fewer shown characters (a page number, a stamp's date) an image over the page is what the page says."""

_COVERING = 0.6
"""An image over this part of the page makes it a scan, unless enough text is shown on it."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as shown; `word` counts stretches that were drawn without a gap. `guessed` blanks are not in the file."""

    char: str
    box: Box
    em: float
    word: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page's text layer holds.

    `glyphs` are those one can see, `turn` is how far clockwise the page must be turned for its text to be upright, `pictured`
    the part of the page that images cover.
    """

    glyphs: Sequence[Glyph]
    hidden: int
    turn: int
    is_scan: bool
    is_readable: bool
    pictured: float


def layer_of(page: pymupdf.Page) -> Layer:
    """The layer of an unrotated page."""
    shown, hidden, turns = list[Glyph](), 0, Counter[int]()
    doubles, fills = _Doubles(), _dark_fills(page)
    for number, span, turn in _spans(page):
        turns[turn] += len(span["chars"])
        if not _is_visible(span, fills):
            hidden += sum(not char["c"].isspace() for char in span["chars"])
            continue
        shown += [_glyph(char, span["size"], number) for char in span["chars"] if not doubles.has(char, span["size"])]
    count = sum(not glyph.char.isspace() for glyph in shown)
    covered = _image_cover(page)
    return Layer(
        glyphs=_parted(shown),
        hidden=hidden,
        turn=turns.most_common(1)[0][0] if turns else 0,
        is_scan=covered >= _COVERING and (count < _FEW or _lies_under_image(page)),
        is_readable=is_decoded("".join(glyph.char for glyph in shown)),
        pictured=covered,
    )


def is_decoded(text: str) -> bool:
    """Whether the characters are those a reader would see: few unknown or private ones, and mostly everyday signs."""
    shown = [char for char in text if char not in BLANKS]
    unknown = sum(char == "\ufffd" or unicodedata.category(char) in {"Co", "Cn", "Cc"} for char in shown)
    return bool(shown) and unknown <= 0.02 * len(shown) and is_plausible(text)


def _spans(page: pymupdf.Page) -> Iterator[tuple[int, dict[str, Any], int]]:
    blocks = page.get_text("rawdict", flags=_FLAGS)["blocks"]
    lines = (line for block in blocks for line in block.get("lines", ()))
    spans = ((span, _turn(line["dir"])) for line in lines for span in line["spans"])
    for number, (span, turn) in enumerate(spans):
        yield number, span, turn


def _turn(direction: tuple[float, float]) -> int:
    """Degrees by which text of this direction must be turned clockwise to be upright."""
    x, y = direction
    if abs(x) >= abs(y):
        return 0 if x >= 0 else 180
    return 270 if y > 0 else 90


def _glyph(char: dict[str, Any], size: float, span: int) -> Glyph:
    return Glyph(_folded(char["c"]), tuple(char["bbox"]), size, span, bool(char.get("synthetic")))


def _folded(char: str) -> str:
    """Kangxi radicals, which some exports write for the characters that look the same."""
    return unicodedata.normalize("NFKC", char) if "\u2e80" <= char <= "\u2fdf" else char


def _parted(glyphs: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """Glyphs whose `word` also changes at every gap or blank."""
    out, word, before = list[Glyph](), 0, None
    for glyph in glyphs:
        gap = before is None or before.word != glyph.word or glyph.box[0] - before.box[2] > 0.1 * glyph.em
        word += gap or glyph.char.isspace() or (before is not None and before.char.isspace())
        before = glyph
        out.append(replace(glyph, word=word))
    return tuple(out)


class _Doubles:
    """Bold print faked by drawing a character twice."""

    def __init__(self) -> None:
        self._seen: dict[str, list[tuple[float, float]]] = {}

    def has(self, char: dict[str, Any], size: float) -> bool:
        x, y = char["bbox"][0], char["bbox"][1]
        places = self._seen.setdefault(char["c"], [])
        if any(abs(x - a) < 0.15 * size and abs(y - b) < 0.15 * size for a, b in places):
            return True
        places.append((x, y))
        return False


def _is_visible(span: dict[str, Any], fills: Sequence[Box]) -> bool:
    if span.get("alpha", 255) == 0 or span["size"] < _SMALLEST:
        return False
    if span["color"] < _NEARLY_WHITE or not _is_white(span["color"]):
        return True
    x0, y0, x1, y1 = span["bbox"]
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    return any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in fills)


def _is_white(color: int) -> bool:
    return min(color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF) >= 0xF8


def _dark_fills(page: pymupdf.Page) -> list[Box]:
    """Shaded areas, on which white text can be seen."""
    paths = page.get_cdrawings()
    return [tuple(p["rect"]) for p in paths if p.get("fill") is not None and sum(p["fill"]) < 0.85 * len(p["fill"])]


def _image_cover(page: pymupdf.Page) -> float:
    """The part of the page under its largest image; strips of one scan count together."""
    area = page.rect.width * page.rect.height
    boxes = [page.rect & info["bbox"] for info in page.get_image_info()]
    return min(1.0, sum(box.width * box.height for box in boxes if not box.is_empty) / area) if area else 0.0


def _lies_under_image(page: pymupdf.Page) -> bool:
    """Whether a page-wide image was drawn after the text: then the text is a scanner's, not the page's."""
    log = page.get_bboxlog()
    images = [i for i, (kind, box) in enumerate(log) if kind == "fill-image" and _share(page, box) >= _COVERING]
    texts = [i for i, (kind, _) in enumerate(log) if kind == "fill-text"]
    return bool(images and texts) and sum(i < images[-1] for i in texts) > len(texts) / 2


def _share(page: pymupdf.Page, box: Box) -> float:
    return float((box[2] - box[0]) * (box[3] - box[1]) / (page.rect.width * page.rect.height))
