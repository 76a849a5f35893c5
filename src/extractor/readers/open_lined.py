"""Values written on lines, their labels left of the lines: each line is a row of two cells, however its value is parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.document import char_width
from extractor.readers.compose import Filled
from extractor.readers.flats import Family
from extractor.readers.lattice import Lattice, Slot
from extractor.readers.open_lines import TextLine, joined, middle
from extractor.readers.runs import FAR, Run, is_number

__all__ = ["on_lines"]

_LEAST = 3
"""Rows of such a form, at least."""

_LEADING = 1.0
"""In em: the most white between two lines of one text, and between the last of them and the stroke under it."""

_LABEL = 14.0
"""In em: the longest label."""

_OVER = 2.0
"""Points by which a text may reach over the end of a stroke."""

_PARTED = 0.5
"""The part of the rows, at most, whose value has several parts far apart: a table has columns there."""

_Row = tuple[list[Run], list[Run], float, float]
"""The runs of a label and of its value, and the heights between which they stand."""


def on_lines(lines: Sequence[TextLine], family: Family) -> list[tuple[Lattice, list[Filled]]]:
    """The forms whose values stand on the strokes of `family`, which begin behind the labels."""
    rows = [_row(lines, over, stroke, family) for over, stroke in pairwise((float("-inf"), *family.heights))]
    return [_laid_out(form, family) for form in _forms(rows) if len(form) >= _LEAST and not _has_columns(form)]


def _row(lines: Sequence[TextLine], over: float, stroke: float, family: Family) -> _Row | None:
    """What stands on a stroke, under the one over it: a label left of it, its value within its ends; None for anything else."""
    taken = _over_stroke([line for line in lines if over < middle(line) < stroke], stroke)
    if taken and _top(taken[0]) - over > stroke - _top(taken[0]):  # it opens a form: what stands over its label is a heading
        first = next((n for n, line in enumerate(taken) if line[0].box[2] <= family.start + _OVER), 0)
        taken = taken[first:]
    runs = [run for line in taken for run in line]
    label = [run for run in runs if run.box[2] <= family.start + _OVER]
    value = [run for run in runs if family.start - _OVER <= run.box[0] and run.box[2] <= family.end + _OVER and run not in label]
    if not label or len(label) + len(value) < len(runs) or not _is_label(label):
        return None
    return label, value, _top(taken[0]), stroke


def _over_stroke(lines: Sequence[TextLine], stroke: float) -> list[TextLine]:
    """The lines that stand on a stroke one over another."""
    taken: list[TextLine] = []
    top = stroke
    for line in reversed(lines):
        if top - max(run.box[3] for run in line) > _LEADING * max(run.em for run in line):
            break
        taken.insert(0, line)
        top = _top(line)
    return taken


def _top(line: TextLine) -> float:
    return min(run.box[1] for run in line)


def _is_label(runs: Sequence[Run]) -> bool:
    """Whether what stands left of a stroke is one short text, that is no number."""
    text = "".join(run.text for run in runs)
    by_height = sorted(runs, key=lambda run: (run.middle, run.box[0]))
    together = all(b.box[0] - a.box[2] < FAR * a.em for a, b in pairwise(by_height))
    return together and char_width(text) <= _LABEL and not is_number(text)


def _forms(rows: Sequence[_Row | None]) -> Iterator[list[_Row]]:
    """Stretches of rows that follow one another: no more white between them than one of them is high."""
    form: list[_Row] = []
    for row in rows:
        if form and (row is None or row[2] - form[-1][3] > row[3] - row[2]):
            yield form
            form = []
        if row is not None:
            form.append(row)
    yield form


def _has_columns(form: Sequence[_Row]) -> bool:
    """Whether the values of most rows stand in columns."""
    return sum(len(joined(value, FAR)) > 1 for _, value, *_ in form) > _PARTED * len(form)


def _laid_out(form: Sequence[_Row], family: Family) -> tuple[Lattice, list[Filled]]:
    left = min(run.box[0] for label, *_ in form for run in label)
    slots: list[Slot] = []
    filled: list[Filled] = []
    for number, (label, value, top, bottom) in enumerate(form):
        start = form[number - 1][3] if number else top
        edges = (left, family.start, family.end)
        for column, runs in enumerate((label, value)):
            slot = Slot(number, column, 1, 1, (edges[column], start, edges[column + 1], bottom))
            slots.append(slot)
            if runs:
                filled.append(Filled(slot, runs))
    box = (left, form[0][2], family.end, form[-1][3])
    return Lattice(tuple(slots), box, ruled=False), filled
