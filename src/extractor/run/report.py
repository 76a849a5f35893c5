"""What became of each input, and the closing summary in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from extractor.checks import Checked
from extractor.checks.views import View
from extractor.errors import UsageError
from extractor.record import LOOK_BELOW, Leaf, Record
from extractor.run.checking import SEVERITIES, counts, finding_lines, not_checked, worst

__all__ = ["LOOK_BELOW", "Outcome", "RunReport", "leaves", "load_record"]

_SHOWN = 8
"""Errors that the closing summary of a run lists for each file."""


def leaves(record: Record) -> Iterator[tuple[str, Leaf]]:
    """All leaves of a record, with their paths as in forms[3].indicators[0].weight."""
    return ((at.path, at.leaf) for at in View("", record).leaves())


def _ranges(record: Record) -> list[str]:
    """Skipped pages with why, neighbours together: 第3–9页空白页."""
    found: list[str] = []
    for why, group in groupby(record.pages_skipped, key=lambda skipped: skipped.why):
        pages = [skipped.page for skipped in group]
        runs = [list(run) for _, run in groupby(enumerate(pages), key=lambda item: item[1] - item[0])]
        found += [f"第{run[0][1]}页{why}" if len(run) == 1 else f"第{run[0][1]}–{run[-1][1]}页{why}" for run in runs]
    return found


def load_record(path: Path) -> Record:
    """A record from its file. Raises UsageError if it is none."""
    try:
        return Record.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} 不是可读的记录：{str(error).splitlines()[0]}。请给出 extractor run 写出的 JSON。") from error


@dataclass(slots=True)
class Outcome:
    """One input: what was read from it, or why not. `state` is clean, look, or failed."""

    source: str
    state: str
    record: str | None = None
    forms: int = 0
    fields: int = 0
    look_at: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    pages: int = 0
    pages_skipped: list[str] = field(default_factory=list)
    resumed: bool = False
    tokens: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    tables: int = 0
    claims: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    worst: list[str] = field(default_factory=list)
    not_checked: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, source: str, target: str, record: Record, *, resumed: bool = False) -> Outcome:
        """The outcome of a file that was read, at least in part."""
        found = list(leaves(record))
        doubtful = [path for path, item in found if item.unreadable or (item.raw and item.confidence < LOOK_BELOW)]
        worrying = worst(record.findings) in ("error", "warning")
        empty = not (record.forms or record.tables)
        state = "failed" if record.errors else "look" if doubtful or record.notes or empty or worrying else "clean"
        made_by = record.provenance
        return cls(
            source=source,
            state=state,
            record=target,
            forms=len(record.forms),
            fields=sum(bool(item.raw) for _, item in found),
            look_at=doubtful,
            notes=list(record.notes),
            errors=list(record.errors),
            pages=record.pages,
            pages_skipped=_ranges(record),
            resumed=resumed,
            tokens=dict(made_by.tokens),
            seconds=dict(made_by.seconds),
            tables=len(record.tables),
            claims=len(record.claims),
            findings=counts(record.findings),
            worst=list(finding_lines(record.findings, "error")),
            not_checked=[f"{item.check} {item.title}（{item.status}：{item.reason}）" for item in not_checked(record.ledger)],
        )


@dataclass(slots=True)
class RunReport:
    """All inputs of one run. `as_json` is what `<out>/run.json` holds."""

    outcomes: list[Outcome] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    seconds: float = 0.0
    across: Checked = field(default_factory=Checked)

    def count(self, state: str) -> int:
        """How many inputs ended in `state`."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 done; 1 done, but inputs failed or were missing."""
        return 1 if self.missing or self.count("failed") else 0

    @property
    def worst(self) -> str | None:
        """The worst severity found in any file or between files."""
        found = {severity for outcome in self.outcomes for severity in outcome.findings} | {worst(self.across.findings)}
        return next((severity for severity in SEVERITIES if severity in found), None)

    def as_json(self) -> dict[str, Any]:
        """Counts, failures and costs of the run."""
        counts = {
            "clean": self.count("clean"),
            "look": self.count("look"),
            "failed": self.count("failed"),
            "missing": len(self.missing),
        }
        tokens: dict[str, int] = {}
        for outcome in self.outcomes:
            for kind, number in ({} if outcome.resumed else outcome.tokens).items():
                tokens[kind] = tokens.get(kind, 0) + number
        return {
            "counts": counts,
            "tokens": tokens,
            "seconds": round(self.seconds, 2),
            "inputs": [asdict(outcome) for outcome in self.outcomes],
            "same": self.same,
            "missing": self.missing,
            "ignored": self.ignored,
            "findings": [finding.model_dump(mode="json") for finding in self.across.findings],
            "ledger": [row.model_dump(mode="json") for row in self.across.ledger],
        }

    def lines(self) -> Iterator[str]:
        """The closing summary, a line each."""
        for outcome in self.outcomes:
            yield _line(outcome)
            yield from (f"    ✗ {error}" for error in outcome.errors)
            yield from (f"    · {note}" for note in outcome.notes)
            yield from _found(outcome)
            if outcome.pages_skipped:
                yield f"    · 略过的页：{'，'.join(outcome.pages_skipped)}"
        yield from (f"文件之间 {line}" for line in finding_lines(self.across.findings))
        yield from (f"同一文件，只读一次：{again}（同 {first}）" for again, first in self.same.items())
        yield from (f"✗ {reason}" for reason in self.missing.values())
        if self.ignored:
            yield f"文件夹中有 {len(self.ignored)} 个文件不是可读取的类型，已略过：{'、'.join(self.ignored[:5])}"
        yield (
            f"共 {len(self.outcomes)} 个文件：{self.count('clean')} 个无需复核，{self.count('look')} 个需要看一看，"
            f"{self.count('failed')} 个未读全或失败，{len(self.missing)} 个找不到；用时 {self.seconds:.0f} 秒。"
        )


def _contents(outcome: Outcome) -> str:
    """The forms, tables and figures of prose that were read; what there is none of is not named, save that there is nothing."""
    parts = ((outcome.forms, "张绩效表"), (outcome.tables, "张预算表"), (outcome.claims, "处正文数额"))
    return "".join(f"{number} {what}，" for number, what in parts if number) or "没有表，"


def _found(outcome: Outcome) -> Iterator[str]:
    """What the checks found and what they could not do."""
    if outcome.findings:
        summary = "，".join(f"{number} 个{SEVERITIES[severity]}" for severity, number in outcome.findings.items())
        yield f"    发现 {summary}"
        yield from (f"      {line}" for line in outcome.worst[:_SHOWN])
        if len(outcome.worst) > _SHOWN:
            yield f"      ……另有 {len(outcome.worst) - _SHOWN} 个错误，见记录的 findings"
    if outcome.not_checked:
        more = " 等" if len(outcome.not_checked) > 3 else ""
        yield f"    未能核对 {len(outcome.not_checked)} 项：{'；'.join(outcome.not_checked[:3])}{more}"


def _line(outcome: Outcome) -> str:
    mark = {"clean": "✓", "look": "◦", "failed": "✗"}[outcome.state]
    if outcome.record is None:
        return f"{mark} {outcome.source}"
    spent = "沿用上次结果" if outcome.resumed else f"{outcome.seconds.get('total', 0):.1f} 秒"
    return (
        f"{mark} {outcome.source} → {outcome.record}：{outcome.pages} 页，{_contents(outcome)}{outcome.fields} 个字段，"
        f"{len(outcome.look_at)} 个待看；{spent}"
    )
