"""Records, decisions and stores for these tests."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from extractor.decision import Action, Decision
from extractor.record import Evidence, Finding, Form, Indicator, Leaf, Provenance, Record
from extractor.store import Store, open_store

AT = "2026-11-22T08:00:00+00:00"


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def leaf(raw: str, confidence: float = 1.0) -> Leaf:
    return Leaf(raw=raw, page=1, box=(1.0, 2.0, 3.0, 4.0), confidence=confidence)


def finding(number: int, severity: Any = "error", status: Any = "fail") -> Finding:  # noqa: ANN401 - a literal
    evidence = [Evidence(path="forms[0].total_budget", raw="5", page=1)]
    return Finding(
        id=f"W01:{number}", check="W01", status=status, severity=severity, message="合计不对", expected="5", evidence=evidence
    )


def record(
    name: str = "甲", *, doubtful: int = 0, sure: int = 1, findings: tuple[Finding, ...] = (), errors: tuple[str, ...] = ()
) -> Record:
    """`sure` fields that nobody has to look at and `doubtful` ones that somebody has to."""
    rows = [Indicator(name=leaf(f"指标{number}", 0.5)) for number in range(doubtful)]
    rows += [Indicator(name=leaf(f"数量{number}")) for number in range(sure)]
    return Record(
        source=f"{name}.txt",
        sha256=sha(name),
        pages=2,
        forms=[Form(indicators=rows)],
        entity=None,
        findings=list(findings),
        errors=list(errors),
        provenance=Provenance(reader="text", reading="rules", seconds={"total": 0.25}),
    )


def opened(folder: Path) -> Store:
    return open_store(str(folder / "库.db"))


def decision(
    document: str = "甲",
    subject: str = "forms[0].total_budget",
    action: Action = "accept",
    follows: int | None = 0,
    **more: Any,  # noqa: ANN401 - fields of a decision
) -> Decision:
    given = {"number": 0, "record": sha("record"), "at": AT, "who": "王敏", "target": "field"}
    return Decision.model_validate(
        {**given, "document": sha(document), "subject": subject, "action": action, "follows": follows, **more}
    )
