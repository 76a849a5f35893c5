"""One document from a layout's profile, a suite's words and a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from eval.layouts.content.amounts import Habit
from eval.layouts.content.budget import draw_budget
from eval.layouts.content.claims import add_claims
from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.forms import add_forms
from eval.layouts.content.planting import plant
from eval.layouts.content.tables import add_tables
from eval.layouts.profile import Profile
from eval.layouts.vocabulary import Bureau, Vocabulary

__all__ = ["Generated", "generate"]


@dataclass(frozen=True, slots=True)
class Generated:
    """The labels of a document, identities among them, and the anomalies planted in it."""

    expected: Node
    anomalies: list[Node]


def generate(profile: Profile, words: Vocabulary, seed: int, *, planted: int = 0, checks: Sequence[str] = ()) -> Generated:
    """The document of that seed, with so many anomalies at most, of the `checks` tried in that order."""
    rng = random.Random(seed)
    draft = Draft(rng, words, profile, rng.choice(words.years), _bureau(rng, profile, words), Habit.draw(rng))
    draft.record.update(forms=[], tables=[], claims=[], filling_rules=[{"text": text} for text in profile.filling_rules])
    if profile.kind != "budget":
        add_forms(draft)
    if profile.tables or profile.claims:
        budget = draw_budget(draft)
        ledger = add_tables(draft, budget)
        if profile.claims:
            add_claims(draft, budget, ledger)
    anomalies = plant(draft, planted, checks)
    return Generated({**draft.record, "identities": draft.identities}, anomalies)


def _bureau(rng: random.Random, profile: Profile, words: Vocabulary) -> Bureau:
    """One with enough projects; where none has, the forms say so."""
    enough = [bureau for bureau in words.bureaus if len(bureau.projects) >= profile.forms[0]]
    return rng.choice(enough or words.bureaus)
