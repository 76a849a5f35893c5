"""Lines of text as the search for tables without rulings sees them: what stands apart in a line, and what is no row at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from extractor.document import char_width
from extractor.readers.columns import Columns, aligned_share, columns_of
from extractor.readers.runs import FAR, Run, merged

__all__ = [
    "OTHER_SIZE",
    "TextLine",
    "are_apart",
    "are_cells",
    "is_labelled",
    "is_prose",
    "joined",
    "middle",
    "narrow",
    "usual_em",
]

TextLine: TypeAlias = list[Run]
"""The runs of one visual line, left to right."""

OTHER_SIZE = 1.22
"""Characters so many times larger are a title's."""

_LABELLED = re.compile(r"(?!其中)[^：:]{1,14}[：:]")
_UNIT = re.compile(r"单位[：:]\s*(人民币)?[百千万亿]*元")
_CONTENTS = re.compile(r"[.．·…⋯‥]{4,}|[…⋯]{2}")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(r"[。；;]$")

_PARTED, _NARROW = 0.9, 0.4
"""In em: texts of one line that are so far apart stand in two columns by themselves, or if other lines say so."""

_SPREAD = 4.0
"""In em: how far apart the signs of one word may be spread (科　　目)."""

_FULL = 0.8
"""Of the width of the page's text: a line with so much text and no wide gap is prose."""

_LONG = 22.0
"""In em: the longest usual text of a cell that is one line."""

_LEAST_LINES = 3
"""So many lines show columns that can be compared with others."""

_MANY = 5
_SEVERAL, _SEVERAL_OF_MANY = 0.5, 0.33
"""The least part of a table's lines that have several texts; less where several such lines agree on three columns or more."""

_ALIGNED = 0.7
"""The least part of a table's texts that are aligned with another of their column."""

_RULED_SENTENCES = 0.3
_SENTENCES, _LONGS, _LABELS = 0.1, 0.2, 0.3
"""Of a table's texts: those that end a sentence, are long, or hold a label with its value, at most."""


def joined(line: TextLine, gap: float = _PARTED) -> TextLine:
    """The texts of a line, those that are hardly apart as one; so are the signs of a spread word (科　　目)."""
    out: list[Run] = []
    for run in line:
        if out and (run.box[0] - out[-1].box[2] <= gap * min(run.em, out[-1].em) or _are_spread(out[-1], run)):
            out[-1] = merged([out[-1], run])
        else:
            out.append(run)
    return out


def _are_spread(left: Run, right: Run) -> bool:
    """Whether two single Chinese characters are the signs of one word."""
    signs = [run.text.strip() for run in (left, right)]
    return all(len(sign) == 1 and sign > "\u2e7f" for sign in signs) and right.box[0] - left.box[2] < _SPREAD * right.em


def narrow(lines: Sequence[TextLine]) -> list[TextLine]:
    """The texts of each line, those as one that are too near one another for two columns."""
    return [joined(line, _NARROW) for line in lines]


def middle(line: TextLine) -> float:
    """How far down the page a line stands."""
    return median((run.box[1] + run.box[3]) / 2 for run in line)


def usual_em(lines: Sequence[TextLine]) -> float:
    """The usual size of the characters."""
    return median(run.em for line in lines for run in line)


def _has_digit(run: Run) -> bool:
    """Whether a text holds a number."""
    return bool(_DIGIT.search(run.text))


def is_labelled(line: TextLine) -> bool:
    """Whether each part of the line is a label with its value: 编制单位：…　　单位：万元."""
    parts = joined(line, FAR)
    return all(_LABELLED.match(run.text) for run in parts) or any(_UNIT.search(run.text) for run in parts)


def is_prose(line: TextLine, width: float) -> bool:
    """Whether a line is no row of a table: running text, a label with its value, an entry of a table of contents."""
    parts = joined(line)
    text = "".join(run.text for run in line)
    if is_labelled(line) or _CONTENTS.search(text):
        return True
    gaps = [b.box[0] - a.box[2] for a, b in pairwise(parts)]
    is_full = sum(run.box[2] - run.box[0] for run in parts) >= _FULL * width
    return is_full and all(gap < FAR * parts[0].em for gap in gaps)


def are_apart(above: Sequence[TextLine], below: Sequence[TextLine]) -> bool:
    """Whether lines above and below a single text are two tables: their columns differ, or a header begins the second."""
    heads = len(below[0]) > 1 and not any(map(_has_digit, below[0])) and any(_has_digit(run) for line in above for run in line)
    over, under = columns_of(above), columns_of(below)
    if min(sum(len(line) > 1 for line in some) for some in (above, below)) < _LEAST_LINES:
        return heads
    return (heads and len(over) != len(under)) or not _agree(over, under)


def _agree(one: Columns, other: Columns) -> bool:
    """Whether all gutters of the columns with fewer of them are gutters of the other's too."""
    fewer, more = sorted((one.gutters, other.gutters), key=len)
    return len(fewer) > 0 and all(any(min(a[1], b[1]) - max(a[0], b[0]) > 1 for b in more) for a in fewer)


def are_cells(lines: Sequence[TextLine], columns: Columns, *, ruled: bool) -> bool:
    """Whether the texts of `lines` can be cells: short, aligned, hardly a sentence among them (which alone counts with rulings)."""
    parts = [run for line in lines for run in joined(line)]
    sentences = sum(bool(_SENTENCE.search(run.text)) for run in parts)
    long = sum(char_width(run.text) > _LONG for run in parts)
    if ruled:
        return sentences <= _RULED_SENTENCES * len(parts)
    several = [line for line in lines if len(joined(line)) > 1]
    least = _SEVERAL_OF_MANY if len(columns) > 2 and len(several) >= _MANY else _SEVERAL
    if sentences > _SENTENCES * len(parts) or long > _LONGS * len(parts) or len(several) < least * len(lines):
        return False
    labelled = sum(bool(_LABELLED.match(run.text)) for run in parts)
    if labelled > _LABELS * len(parts):
        return False
    return aligned_share(columns, [joined(line) for line in lines]) >= _ALIGNED
