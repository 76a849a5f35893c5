"""What could be put right: substitutions in the smallest sets of cells, readings of a second look, values one cell off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

from extractor.checks.sums import Term
from extractor.diagnose.conflicts import Repair
from extractor.diagnose.lines import Line, moves
from extractor.diagnose.reread import Rereading
from extractor.diagnose.slips import PLAUSIBILITY, slips
from extractor.diagnose.system import Group, System, written

__all__ = ["FREE", "Option", "of_looks", "of_moves", "of_parts", "of_rereading", "of_sets", "preferred"]

FREE = "free"
_UNITS = (Decimal(10_000), Decimal("0.0001"))
_FEWER_SIGNS, _NEGATIVE = 2.0, 0.1
"""A value that needs no more digits than what stands there is likelier; one that turns negative much less."""


@dataclass(frozen=True, slots=True)
class Option:
    """New texts by path, the cell blamed first; what kind of slip made what was read, and how plausible that is."""

    texts: Mapping[str, str]
    kind: str
    plausibility: float
    misplaced: bool | None = None

    @property
    def blamed(self) -> str:
        """The cell that comes first."""
        return next(iter(self.texts))


def of_sets(system: System, group: Group, sets: Iterable[Repair], rereading: Rereading) -> Iterator[Option]:
    """For each smallest set of cells the likeliest texts that repair, and for single cells every slip that does."""
    for repair in sets:
        if len(repair) == 1:
            ((path, delta),) = repair.items()
            yield from _of_cell(system, group, system.terms[path], delta, rereading)
        else:
            yield _together(system, group, repair, rereading)


def _of_cell(system: System, group: Group, term: Term, delta: Decimal, rereading: Rereading) -> Iterator[Option]:
    made = [*_slipped(term), *_of_unit(term, delta), *_again(term, rereading)]
    found = [option for option in made if _repairs(system, group, option.texts)]
    yield from found
    if not found:
        yield _free(term, delta)


def _slipped(term: Term) -> Iterator[Option]:
    yield from (Option({term.path: slip.text}, slip.kind, slip.plausibility) for slip in slips(term.at.raw))


def _of_unit(term: Term, delta: Decimal) -> Iterator[Option]:
    """The number stands in 元 where 万元 was read, or the other way round."""
    value = term.value.value
    if term.at.leaf.unit is not None and value:
        for times in _UNITS:
            if value * times == value + delta:
                yield Option({term.path: written(term, value * times)}, "unit", PLAUSIBILITY["unit"])


def _again(term: Term, rereading: Rereading) -> Iterator[Option]:
    """What any of the looks gave, if it is another number."""
    operand = rereading.operand(term.path)
    for text in operand.texts() if operand is not None else ():
        figure = term.read_as(text)
        if figure is not None and figure.value != term.value.value:
            yield Option({term.path: text}, "reread", PLAUSIBILITY["reread"])


def _free(term: Term, delta: Decimal) -> Option:
    """Whatever value repairs. A blank may be a value that was not read."""
    value = term.value.value + delta
    kind = FREE if term.at.raw else "blank"
    odd = _NEGATIVE if value < 0 <= term.value.value else 1.0
    text = written(term, value)
    same_size = _FEWER_SIGNS if kind == FREE and sum(map(str.isdigit, text)) <= sum(map(str.isdigit, term.at.raw)) else 1.0
    return Option({term.path: text}, kind, PLAUSIBILITY[kind] * odd * same_size)


def _repairs(system: System, group: Group, texts: Mapping[str, str]) -> bool:
    figures = system.figures(texts)
    return figures is not None and system.repairs(group, figures)


def _together(system: System, group: Group, repair: Repair, rereading: Rereading) -> Option:
    """Several cells, each with the likeliest text of its value; their plausibilities multiply."""
    chosen = [_likeliest(system.terms[path], delta, rereading) for path, delta in repair.items()]
    texts = reduce(lambda a, b: {**a, **b.texts}, chosen, dict[str, str]())
    if not _repairs(system, group, texts):  # a slip within the rounding of its own cell need not fit the others
        chosen = [_free(system.terms[path], delta) for path, delta in repair.items()]
        texts = reduce(lambda a, b: {**a, **b.texts}, chosen, dict[str, str]())
    kinds = {option.kind for option in chosen}
    plausibility = reduce(lambda a, option: a * option.plausibility, chosen, 1.0)
    return Option(texts, kinds.pop() if len(kinds) == 1 else FREE, plausibility)


def _likeliest(term: Term, delta: Decimal, rereading: Rereading) -> Option:
    wanted = term.value.value + delta
    made = [*_slipped(term), *_of_unit(term, delta), *_again(term, rereading)]
    fitting = [option for option in made if (found := term.read_as(option.texts[term.path])) and found.value == wanted]
    return max(fitting, key=lambda option: option.plausibility, default=_free(term, delta))


def of_parts(system: System, sets: Iterable[Repair]) -> Iterator[Option]:
    """The slips that give a cell the value that it has in a set of several: each may have been misread by itself."""
    for path, delta in dict.fromkeys((path, delta) for repair in sets if len(repair) > 1 for path, delta in repair.items()):
        term = system.terms[path]
        wanted = term.value.value + delta
        for option in (*_slipped(term), _free(term, delta)):
            if (figure := term.read_as(option.texts[path])) and figure.value == wanted:
                yield option


def of_looks(system: System, paths: Iterable[str], rereading: Rereading) -> Iterator[Option]:
    """Readings of single cells that looks gave, whatever they repair."""
    yield from (option for path in paths if path in system.terms for option in _again(system.terms[path], rereading))


def of_moves(system: System, group: Group, lines: Iterable[Line]) -> Iterator[Option]:
    """Values that went to the next cell, where putting them back repairs."""
    about = frozenset(group.cells)
    for line in lines:
        if about & set(line.paths):
            for move in moves(line, about):
                if _repairs(system, group, move.texts):
                    yield Option(move.texts, "shifted", PLAUSIBILITY["shifted"], move.misplaced)


def of_rereading(system: System, group: Group, paths: Iterable[str], rereading: Rereading) -> Option | None:
    """All that the looks prefer to what was read, taken together; None if that repairs nothing, or is a single cell's matter."""
    texts = preferred(system, paths, rereading)
    if len(texts) < 2 or not _repairs(system, group, texts):
        return None
    for path in list(texts):
        rest = {other: text for other, text in texts.items() if other != path}
        if rest and _repairs(system, group, rest):
            texts = rest
    return Option(texts, "reread", PLAUSIBILITY["reread"])


def preferred(system: System, paths: Iterable[str], rereading: Rereading) -> dict[str, str]:
    """The numbers that the looks think likelier than what was read."""
    found = [option for path in paths if path in system.terms and (option := _preferred(system.terms[path], rereading))]
    return reduce(lambda a, b: {**a, **b.texts}, found, dict[str, str]())


def _preferred(term: Term, rereading: Rereading) -> Option | None:
    """The other number that the looks think likeliest, if that is likelier than what was read."""
    operand = rereading.operand(term.path)
    weighed = [(operand.odds(option.texts[term.path]), option) for option in _again(term, rereading)] if operand else []
    known = [(odds, option) for odds, option in weighed if odds is not None and odds > 0]
    return max(known, key=lambda item: item[0])[1] if known else None
