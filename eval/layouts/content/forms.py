"""Forms: the goals of a project, of a list of projects, or of a whole department."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from eval.layouts.content.attributes import attribute_value, phone
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.funding import add_funding
from eval.layouts.content.indicators import EXECUTION_WEIGHT, add_indicators
from eval.layouts.content.narratives import Spent, add_narratives, draw_costs, total_of
from eval.layouts.content.scores import add_scores
from eval.layouts.content.words import fill
from eval.layouts.vocabulary import Bureau, Cost, Project

__all__ = ["add_forms"]

_SINGLE = (
    "organization", "competent_department", "implementing_unit", "project_name", "project_code", "total_budget",
    "prior_year_budget", "execution_weight", "table_no", "fiscal_year", "amount_unit",
)  # fmt: skip

_ORDER = (
    "kind", "title", "table_no", "fiscal_year", "amount_unit", "organization", "competent_department", "implementing_unit",
    "project_name", "project_code", "total_budget", "prior_year_budget", "funding", "execution_weight", "narratives", "tasks",
    "attributes", "indicators", "contacts",
)  # fmt: skip

_DEPARTMENT_COSTS = (
    Cost("人员经费", "人", (30, 180), (96_000, 168_000), 1000),
    Cost("公用经费", "人", (30, 180), (12_000, 30_000), 1000),
    Cost("专项业务费", "项", (3, 12), (150_000, 900_000), 10_000),
)
"""What a whole department's budget is made of: it has no costs of its own."""


def add_forms(draft: Draft) -> None:
    """Fills the record's forms."""
    for number, (bureau, project) in enumerate(_projects(draft)):
        path = f"forms[{number}]"
        spent = draw_costs(draft, project)
        form = _head(draft, bureau, project, total_of(spent))
        draft.record["forms"].append(form)
        funds = add_funding(draft, form, path, total_of(spent))
        add_narratives(draft, form, path, project, spent)
        form["tasks"] = list(_tasks(draft))
        add_indicators(draft, form, path, project.measures)
        form["attributes"] = list(_attributes(draft, project, spent))
        add_scores(draft, form, path, total_of(spent), funds)
        form["contacts"] = _contacts(draft)
        draft.record["forms"][number] = {name: form[name] for name in _ORDER}


def _projects(draft: Draft) -> list[tuple[Bureau, Project]]:
    """The project of each form, none twice; a department's form stands for itself."""
    count = draft.rng.randint(*draft.profile.forms)
    if draft.profile.kind == "overall":
        goals = draft.words.overall_goals
        return [(draft.bureau, Project(draft.bureau.name, (), _DEPARTMENT_COSTS, goals)) for _ in range(count)]
    owners = (
        [draft.bureau] if draft.profile.one_unit else [draft.bureau, *(b for b in draft.words.bureaus if b is not draft.bureau)]
    )
    first, *others = [[(owner, project) for project in owner.projects] for owner in owners]
    known = [*first, *(pair for pairs in draft.rng.sample(others, len(others)) for pair in pairs)]
    least, _ = draft.profile.forms
    if len(known) < least:
        raise ValueError(f"{draft.bureau.name} has {len(known)} projects, the layout wants {least} of one unit")
    chosen = sorted(draft.rng.sample(range(len(known)), min(count, len(known)))) if draft.profile.one_unit else range(count)
    return [known[number] for number in chosen if number < len(known)]


def _head(draft: Draft, bureau: Bureau, project: Project, total: Decimal) -> Node:
    profile, unit = draft.profile, draft.profile.amount_unit
    values: Mapping[str, str] = {
        "organization": bureau.name,
        "competent_department": bureau.department,
        "implementing_unit": draft.rng.choice(bureau.units),
        "project_name": project.name,
        "project_code": _code(draft),
        "total_budget": draft.habit.write(total, unit),
        "prior_year_budget": _prior(draft, total),
        "execution_weight": str(EXECUTION_WEIGHT),
        "table_no": f"附件{len(draft.record['forms']) + 1}",
        "fiscal_year": str(draft.year),
        "amount_unit": unit,
    }
    single = {name: values[name] if name in profile.fields else None for name in _SINGLE}
    title = profile.title.replace("{year}", str(draft.year)) if profile.title else None
    year = str(draft.year) if "{year}" in profile.title else single["fiscal_year"]
    return {"kind": profile.kind, "title": title, **single, "fiscal_year": year}


def _prior(draft: Draft, total: Decimal) -> str:
    if draft.rng.random() < 0.2:
        return draft.habit.zero
    factor = Decimal(draft.rng.randint(70, 125)) / 100
    return draft.habit.write((total * factor / draft.quantum).to_integral_value() * draft.quantum, draft.profile.amount_unit)


def _code(draft: Draft) -> str:
    """All codes of a document have one shape."""
    patterns = draft.words.code_patterns
    pattern = fill(patterns[draft.year % len(patterns)], draft.marks())
    digits = re.sub("#", lambda _: str(draft.rng.randrange(10)), pattern)
    return re.sub("@", lambda _: draft.rng.choice("TRXYZ"), digits)


def _tasks(draft: Draft) -> Iterator[Node]:
    low, high = draft.profile.tasks
    marks = draft.marks() | {"project": draft.bureau.name}
    for name, text in draft.rng.sample(draft.words.tasks, min(draft.rng.randint(low, high), len(draft.words.tasks))):
        yield {"name": fill(name, marks), "text": fill(text, marks)}


def _attributes(draft: Draft, project: Project, spent: list[Spent]) -> Iterator[Node]:
    for label, kind in draft.profile.attributes.items():
        value = attribute_value(draft, label, kind, most=total_of(spent) if kind == "amount" else Decimal(100))
        yield {"label": label, "value": value.replace("{project}", project.name)}


def _contacts(draft: Draft) -> list[Node]:
    person = draft.rng.choice(draft.words.people)
    if "contacts" in draft.profile.fields:
        return [{"name": person, "phone": phone(draft)}]
    return [{"name": person, "phone": None}] if "contact_name" in draft.profile.fields else []
