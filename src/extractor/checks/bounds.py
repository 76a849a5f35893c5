"""What no form has: fields of a hundred thousand characters, figures by the ten thousand. They go unchecked; the ledger says so.

Checks compare words, sentences and figures with each other; on a text without end that would take them hours. A field that is
longer than any that is filled in by people is handed to them as one that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from extractor.checks.contract import Fault, Result
from extractor.names import describe
from extractor.record import Leaf, Record

__all__ = ["Bounded", "Overlong", "bounded", "told", "within"]

_PROSE = 20_000
_NAME = 2_000
"""Characters of running text, and of names, labels, numbers and cells: several pages, and most of one."""
_CLAIMS = 2_000
"""Figures stated in prose."""
_QUOTED = 2_000_000
"""Characters that the findings of one check on one subject may quote together: each quotes all of the fields that it is about."""
_NAMED = 3

_OF_PROSE = frozenset({"text", "sentence", "explanation", "note", "value"})
_NO_FIELDS = frozenset({"findings", "ledger", "repairs", "provenance"})


@dataclass(frozen=True, slots=True)
class Overlong:
    """Something of a record that is too long to be checked."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Bounded:
    """A record without what is too long, and what that is."""

    record: Record
    overlong: tuple[Overlong, ...] = ()

    def of(self, path: str) -> list[Overlong]:
        """What a check of a form or table misses: what is too long of it, and of the document around forms, tables and prose."""
        return [one for one in self.overlong if not path or one.path.startswith(path + ".") or not _is_within(one.path)]


def _is_within(path: str) -> bool:
    return path.startswith(("forms[", "tables[", "claims", "definitions["))


@dataclass(slots=True)
class _Cutter:
    record: Record
    found: list[Overlong] = field(default_factory=list)

    def kept(self, path: str, node: object) -> object:
        """A part of the record as it is where nothing of it is too long."""
        if isinstance(node, Leaf):
            return self._leaf(path, node)
        if isinstance(node, BaseModel):
            old = {name: getattr(node, name) for name in type(node).model_fields if name not in _NO_FIELDS}
            new = {name: self.kept(f"{path}.{name}" if path else name, value) for name, value in old.items()}
            changed = {name: value for name, value in new.items() if value is not old[name]}
            return node.model_copy(update=changed) if changed else node
        if isinstance(node, list):
            items = [self.kept(f"{path}[{number}]", item) for number, item in enumerate(node)]
            return node if all(one is other for one, other in zip(node, items, strict=True)) else items
        return node

    def _leaf(self, path: str, leaf: Leaf) -> Leaf:
        longest = _PROSE if path.rpartition(".")[2] in _OF_PROSE else _NAME
        if len(leaf.raw) <= longest:
            return leaf
        self.found.append(Overlong(path, f"{describe(self.record, path)}文字过长（{len(leaf.raw)} 字），未核对"))
        return leaf.model_copy(update={"raw": "", "value": None, "unreadable": True})


def bounded(record: Record) -> Bounded:
    """The record as checks are to see it."""
    cutter = _Cutter(record)
    count = len(record.claims)
    if count > _CLAIMS:
        cutter.found.append(Overlong("claims", f"正文中的数额过多（{count} 处），未核对"))
    kept = cutter.kept("", record.model_copy(update={"claims": []}) if count > _CLAIMS else record)
    assert isinstance(kept, Record)
    return Bounded(kept, tuple(cutter.found))


def told(result: Result, overlong: Sequence[Overlong]) -> Result:
    """A result that says what was not looked at: what holds of the rest need not hold of that."""
    if not overlong:
        return result
    more = f"等 {len(overlong)} 处" if len(overlong) > _NAMED else ""
    missing = "；".join(one.why for one in overlong[:_NAMED]) + more
    reason = f"{missing}；其余：{result.reason}" if result.reason else missing
    return replace(result, status=result.status if result.status in ("fail", "error") else "insufficient_data", reason=reason)


def within(result: Result) -> Result:
    """A result with as many of its faults as can be quoted; the ledger says how many are left out."""
    if sum(map(_quoted, result.faults)) <= _QUOTED:
        return result
    kept = tuple(_fitting(result.faults))
    left = f"另有 {len(result.faults) - len(kept)} 处没有列出"
    return replace(result, faults=kept, reason=f"{result.reason}；{left}" if result.reason else left)


def _quoted(fault: Fault) -> int:
    return sum(map(len, fault.data.values())) + sum(len(at.raw) for at in fault.evidence)


def _fitting(faults: Iterable[Fault]) -> Iterator[Fault]:
    quoted = 0
    for number, fault in enumerate(faults):
        quoted += _quoted(fault)
        if number and quoted > _QUOTED:
            return
        yield fault
