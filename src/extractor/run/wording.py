"""Findings worded by the model, where that is asked for. What it says is verified; the template's sentence always stays."""

from __future__ import annotations

from extractor.errors import ReadingError
from extractor.explain import reword
from extractor.llm.contract import Gateway
from extractor.llm.usage import Usage
from extractor.record import Finding, Provenance, Record

__all__ = ["worded"]


def worded(record: Record, gateway: Gateway) -> Record:
    """The record with a wording for every finding that a person must act on; those the model could not word are named."""
    usage, notes, findings = Usage(), list(record.notes), list[Finding]()
    for finding in record.findings:
        if finding.severity == "info":
            findings.append(finding)
            continue
        try:
            wording, cost = reword(record, finding, gateway)
        except ReadingError as error:
            notes.append(f"发现 {finding.id} 没有得到模型的说明：{error}")
            findings.append(finding)
        else:
            usage += cost
            findings.append(finding.model_copy(update={"wording": wording}))
    return record.model_copy(update={"findings": findings, "notes": notes, "provenance": _with(record, usage)})


def _with(record: Record, usage: Usage) -> Provenance:
    made = record.provenance
    tokens = {"prompt": usage.prompt_tokens, "generated": usage.generated_tokens, "forced": usage.forced_tokens}
    summed = {name: made.tokens.get(name, 0) + tokens.get(name, 0) for name in {**made.tokens, **tokens}}
    seconds = {**made.seconds, "wording": round(usage.seconds, 2)}
    calls, cached = made.calls + usage.calls, made.cached_calls + usage.cached_calls
    return made.model_copy(update={"tokens": summed, "seconds": seconds, "calls": calls, "cached_calls": cached})
