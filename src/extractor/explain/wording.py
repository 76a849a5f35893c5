"""A finding worded by the model, from the finding's data alone; a text that says anything else is not used."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from extractor.explain.sentences import verdict
from extractor.explain.verify import NO_VERDICT, unsupported
from extractor.llm.contract import Gateway
from extractor.llm.prompts import load
from extractor.llm.usage import Usage
from extractor.record import Finding, Record, Wording

__all__ = ["reword"]

_TOKENS = 320


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    text: str = Field(alias="说明", max_length=300)


def reword(record: Record, finding: Finding, gateway: Gateway) -> tuple[Wording, Usage]:
    """What the model says of a finding, and why it is not used, if so. Raises ReadingError where the model does not answer.

    A text that lacks nothing but the verdict gets the template's sentence of it.
    """
    prompt = load("word_finding").render(material=finding.explanation or finding.message)
    answer = gateway.fill(prompt, _Answer, max_tokens=_TOKENS)
    text = answer.value.text.strip()
    rejected = unsupported(text, finding)
    lacks_verdict = rejected == [NO_VERDICT]
    if lacks_verdict:
        text = f"{text.rstrip('。')}。{verdict(record, finding)}"
        rejected = unsupported(text, finding)
    made = Wording(text=text, model=gateway.model, prompt=prompt.hash, rejected=rejected, completed=lacks_verdict and not rejected)
    return made, answer.usage
