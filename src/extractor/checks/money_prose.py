"""The prose of a form, parsed, and what is said around each quantity of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.expressions import Parsed, Quantity, parse
from extractor.checks.figures import Figure
from extractor.checks.reach import begin, end
from extractor.checks.views import At, View
from extractor.normalise.text import key

__all__ = ["after", "before", "figure", "narratives", "parsed", "prose", "sentence"]

_SOMETHING = re.compile(r"\d|[壹贰叁肆伍陆柒捌玖]|[一二三四五六七八九十百千万亿][元人名件个次天场]")
_CLAUSE = re.compile("[。；;！!？?：:\n，,、=]")
_SENTENCE = re.compile("[。；;！!？?\n]")

parsed = lru_cache(maxsize=1024)(parse)
"""Texts are parsed once, however many checks look at them."""


def narratives(form: View) -> Iterator[tuple[str, At]]:
    """The stretches of prose of a form that have any figure, each with its label."""
    for row in form.rows("narratives"):
        text = row.filled("text")
        if text is not None and _SOMETHING.search(text.raw):
            yield key(row.text("label")), text


def prose(form: View) -> Iterator[At]:
    """Every text of a form in which arithmetic may stand: narratives, tasks, notes, what is filled in under other labels."""
    for at in form.leaves():
        if at.raw and len(at.raw) > 5 and _SOMETHING.search(at.raw):
            yield at


def before(text: Parsed, quantity: Quantity) -> str:
    """The words of its clause that stand before a quantity, without blanks."""
    return key(text.text[begin(_CLAUSE, text.text, quantity.start) : quantity.start])


def after(text: Parsed, quantity: Quantity) -> str:
    """The words of its clause that stand behind a quantity."""
    return key(text.text[quantity.end : end(_CLAUSE, text.text, quantity.end)])


def sentence(text: Parsed, quantity: Quantity) -> str:
    """The sentence that a quantity stands in."""
    return text.text[begin(_SENTENCE, text.text, quantity.start) : end(_SENTENCE, text.text, quantity.end)]


def figure(quantity: Quantity) -> Figure:
    """A quantity as a figure in its base unit."""
    return Figure(quantity.base, quantity.half * quantity.unit.factor)
