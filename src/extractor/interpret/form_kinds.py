"""Whether a form is of one project or of a whole department: by its title, or by what only the latter has."""

from __future__ import annotations

import re
from typing import Literal

from extractor.interpret.reading import FormReading
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["form_kind"]

_OVERALL = re.compile(LEXICON["forms"]["overall"])
_OF_UNIT = re.compile(LEXICON["forms"]["unit_funds"])


def form_kind(form: FormReading) -> Literal["project", "overall"]:
    """A form that names a project is that project's; else a title of the whole department, tasks, or 基本支出 make it overall."""
    if form.fields.get("project_name"):
        return "project"
    title = key(form.fields["title"].text) if "title" in form.fields else ""
    funds = any(_OF_UNIT.match(key(row.label.text)) for row in form.funding if row.label)
    return "overall" if _OVERALL.search(title) or form.tasks or funds else "project"
