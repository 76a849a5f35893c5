"""What became of each input, and the closing summary in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from extractor.errors import UsageError
from extractor.record import Leaf, Record

__all__ = ["LOOK_BELOW", "Outcome", "RunReport", "leaves", "load_record"]

LOOK_BELOW = 0.6
"""Fields of a lower confidence are for a person to look at."""


def leaves(node: object, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """All leaves below a part of a record, with their paths as in forms[3].indicators[0].weight."""
    if isinstance(node, Leaf):
        yield path, node
    elif isinstance(node, BaseModel):
        for name in type(node).model_fields:
            yield from leaves(getattr(node, name), f"{path}.{name}" if path else name)
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from leaves(item, f"{path}[{number}]")


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

    @classmethod
    def of(cls, source: str, target: str, record: Record, *, resumed: bool = False) -> Outcome:
        """The outcome of a file that was read, at least in part."""
        found = list(leaves(record))
        doubtful = [path for path, item in found if item.unreadable or (item.raw and item.confidence < LOOK_BELOW)]
        state = "failed" if record.errors else "look" if doubtful or record.notes or not record.forms else "clean"
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
        )


@dataclass(slots=True)
class RunReport:
    """All inputs of one run. `as_json` is what `<out>/run.json` holds."""

    outcomes: list[Outcome] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, state: str) -> int:
        """How many inputs ended in `state`."""
        return sum(outcome.state == state for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 done; 1 done, but inputs failed or were missing."""
        return 1 if self.missing or self.count("failed") else 0

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
        }

    def lines(self) -> Iterator[str]:
        """The closing summary, a line each."""
        for outcome in self.outcomes:
            yield _line(outcome)
            yield from (f"    ✗ {error}" for error in outcome.errors)
            yield from (f"    · {note}" for note in outcome.notes)
            if outcome.pages_skipped:
                yield f"    · 略过的页：{'，'.join(outcome.pages_skipped)}"
        yield from (f"同一文件，只读一次：{again}（同 {first}）" for again, first in self.same.items())
        yield from (f"✗ {reason}" for reason in self.missing.values())
        if self.ignored:
            yield f"文件夹中有 {len(self.ignored)} 个文件不是可读取的类型，已略过：{'、'.join(self.ignored[:5])}"
        yield (
            f"共 {len(self.outcomes)} 个文件：{self.count('clean')} 个无需复核，{self.count('look')} 个需要看一看，"
            f"{self.count('failed')} 个未读全或失败，{len(self.missing)} 个找不到；用时 {self.seconds:.0f} 秒。"
        )


def _line(outcome: Outcome) -> str:
    mark = {"clean": "✓", "look": "◦", "failed": "✗"}[outcome.state]
    if outcome.record is None:
        return f"{mark} {outcome.source}"
    spent = "沿用上次结果" if outcome.resumed else f"{outcome.seconds.get('total', 0):.1f} 秒"
    return (
        f"{mark} {outcome.source} → {outcome.record}：{outcome.pages} 页，{outcome.forms} 张表，{outcome.fields} 个字段，"
        f"{len(outcome.look_at)} 个待看；{spent}"
    )
