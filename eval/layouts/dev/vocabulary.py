"""The words of the suite layouts-dev."""

from __future__ import annotations

from eval.layouts.dev.accounts import ECONOMIC, FUNCTIONAL, FUNDS
from eval.layouts.dev.bureaus_people import SERVICES
from eval.layouts.dev.bureaus_works import WORKS
from eval.layouts.dev.claims import CAUSES, CLAIMS, NOTES
from eval.layouts.dev.measures import MEASURES
from eval.layouts.dev.texts import BASES, GOALS, PEOPLE, TASKS, TEXTS, VALUES
from eval.layouts.vocabulary import Vocabulary

__all__ = ["VOCABULARY"]

VOCABULARY = Vocabulary(
    bureaus=(*SERVICES, *WORKS),
    measures=MEASURES,
    texts=TEXTS,
    overall_goals=GOALS,
    tasks=TASKS,
    values=VALUES,
    people=PEOPLE,
    area_codes=("0553", "0731", "0851", "0931", "0451", "0771"),
    code_patterns=("######{year}@##########", "{year}-####-@##", "@@##########", "######-##-{year}-###"),
    functional=FUNCTIONAL,
    economic=ECONOMIC,
    funds=FUNDS,
    claims=CLAIMS,
    causes=CAUSES,
    notes=NOTES,
    bases=BASES,
)
"""Bureaus of eight kinds in eight places."""
