"""What a check is: a function of a subject and a profile that says what it found, and how the catalogue knows it.

To add a check: a function with `@check(...)` in the module of its family, and its sentence in `messages.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias, TypeVar, cast

from extractor.checks.profile import Profile
from extractor.checks.sums import Sum
from extractor.checks.views import At, View
from extractor.record import Record, Status

__all__ = ["CATALOGUE", "Check", "Fault", "Result", "Scope", "Severity", "Subject", "Tally", "check"]

T = TypeVar("T")
Scope: TypeAlias = Literal["form", "table", "document", "run"]
Severity: TypeAlias = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that disagrees. `data` fills the sentence `variant` of the check; every number in it is printed or computed.

    `evidence` are the leaves it rests on, the one at fault first where that is known. `field` tells faults of one check on one
    subject apart, whatever their order (an indicator's name, a row's code): a finding's id is made from it.
    """

    data: Mapping[str, str]
    evidence: tuple[At, ...]
    field: str = ""
    expected: str | None = None
    actual: str | None = None
    difference: str | None = None
    severity: Severity | None = None
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one check on one subject: a status for the ledger, why, and the faults where it failed.

    `sums` are the linear identities that it judged, closing or not: a fault is diagnosed by them.
    """

    status: Status
    reason: str | None = None
    faults: tuple[Fault, ...] = ()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What a check is asked about: a form, a table or the whole document (`view`), within its record; for `run` all records.

    `shared` holds what is worked out of the record once for all checks of one pass; nothing in it is changed.
    """

    view: View
    record: Record
    records: tuple[Record, ...] = ()
    shared: dict[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def root(self) -> View:
        """The whole record."""
        return View("", self.record)

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What `make` makes of the record, made once in a pass of the checks; `name` says what it is."""
        if name not in self.shared:
            self.shared[name] = make()
        return cast(T, self.shared[name])


@dataclass(slots=True)
class Tally:
    """Gathers what a check finds over many rows, and says what it comes to."""

    faults: list[Fault] = field(default_factory=list)
    passed: int = 0
    lacking: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    def saw(self, found: Sum) -> None:
        """A linear identity was judged, whatever came of it."""
        self.sums.append(found)

    def fault(self, fault: Fault) -> None:
        """Something disagrees."""
        self.faults.append(fault)

    def ok(self, note: str | None = None) -> None:
        """Something was checked and holds; `note` a difference within the rounding."""
        self.passed += 1
        if note:
            self.noted.append(note)

    def lacks(self, why: str) -> None:
        """Something could not be checked: an operand is blank, has no unit or was not read."""
        self.lacking.append(why)

    def cannot_read(self, why: str) -> None:
        """Something could not be checked: an operand has ink that gave no text."""
        self.unreadable.append(why)

    def result(self, nothing: str = "没有可核对的内容") -> Result:
        """Failed if anything did; else unreadable, insufficient, passed; `nothing` is why none of these: not applicable."""
        return replace(self._result(nothing), sums=tuple(self.sums))

    def _result(self, nothing: str) -> Result:
        not_done = _few([*self.unreadable, *self.lacking])
        if self.faults:
            return Result("fail", not_done and f"另有未核对：{not_done}", tuple(self.faults))
        if self.unreadable:
            return Result("unreadable", not_done)
        if self.lacking:
            return Result("insufficient_data", not_done + (f"；其余 {self.passed} 处相符" if self.passed else ""))
        if self.passed:
            return Result("pass", _few(self.noted) or None)
        return Result("not_applicable", nothing)


def _few(reasons: Iterable[str]) -> str:
    """The first of several reasons, and how many more there are."""
    distinct = list(dict.fromkeys(reasons))
    more = f"等 {len(distinct)} 处" if len(distinct) > 3 else ""
    return "；".join(distinct[:3]) + more


Judge: TypeAlias = Callable[[Subject, Profile], Result]


@dataclass(frozen=True, slots=True)
class Check:
    """An entry of the catalogue. `authority` is the rule it rests on; a usual practice ([norm]) is never an error."""

    id: str
    scope: Scope
    severity: Severity
    authority: str
    title: str
    judge: Judge


CATALOGUE: dict[str, Check] = {}
"""Every check by its id, in the order in which the families are imported."""


def check(id_: str, *, scope: Scope, severity: Severity, authority: str, title: str) -> Callable[[Judge], Judge]:
    """Enters a function into the catalogue. Raises ValueError for an id that is taken, or an error that rests on a norm."""

    def enter(judge: Judge) -> Judge:
        if id_ in CATALOGUE:
            raise ValueError(f"check {id_} is entered twice")
        if severity == "error" and authority == NORM:
            raise ValueError(f"check {id_} rests on usual practice: it cannot be an error")
        CATALOGUE[id_] = Check(id_, scope, severity, authority, title, judge)
        return judge

    return enter


NORM = "通行做法（不是规定）"
FORM = "表格自身的规定"
C88 = "财预〔2015〕88号《中央部门预算绩效目标管理办法》"
C10 = "财预〔2020〕10号《项目支出绩效评价管理办法》"
C101 = "财预〔2021〕101号《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》"
SUBJECTS = "《政府收支分类科目》"
DISCLOSURE = "部门预算公开规范"
FORMAT = "GB/T 9704《党政机关公文格式》"
ARITHMETIC = "算术：文件自己的数字应当一致"
