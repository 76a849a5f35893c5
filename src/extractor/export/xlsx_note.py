"""The note of a cell of a workbook: where its value stands, how sure it is, what was decided."""

from __future__ import annotations

from extractor.checks.messages import Language
from extractor.export.legend import LEGEND
from extractor.export.values import Value

__all__ = ["note"]


def note(value: Value, language: Language, *, too_long: bool = False) -> str:
    """The text of the note: 第3页，把握 0.83，待看. `too_long` is a number that Excel cannot keep."""
    words = {name: said[language] for name, said in LEGEND["xlsx"].items() if name != "notes"}
    page = words["nowhere"] if value.page is None else words["page"].format(value.page)
    sure = "" if value.confidence is None else words["sure"].format(f"{value.confidence:.2f}")
    lines = [f"{page} {value.place}".strip() + sure + words["state"].format(value.document.state(value))]
    if value.was is not None:
        lines.append(words["was"].format(value.was))
    if value.decision is not None:
        lines.append(f"{value.decision.who} {value.decision.at} {value.decision.why}".rstrip())
    if too_long:
        lines.append(words["digits"])
    return "\n".join(lines)
