"""Makes the documents of a suite: labels, anomalies, the printed PDF and the true boxes, the same every time."""

from __future__ import annotations

import hashlib
import importlib
import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.layouts.content import Generated, generate
from eval.layouts.content.identities import closes
from eval.layouts.content.planters import PLANTERS
from eval.layouts.profile import Printed
from eval.layouts.vocabulary import Vocabulary
from golden.check import in_pdf
from golden.corpus import Boxes, Case, Record
from golden.sheet import Labels
from golden.slim import slim

__all__ = ["Planned", "make", "plan", "problems", "stale"]

LEAST = {"dev": 40, "more": 82, "test": 40}
"""Documents of each suite, at least."""

_MOST_PLANTED = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A document that the suite has: its layout and all that its content is drawn from."""

    name: str
    printed: Printed
    words: Vocabulary
    seed: int
    planted: int
    checks: tuple[str, ...]

    def content(self) -> Generated:
        """Its labels and anomalies."""
        return generate(self.printed.profile, self.words, self.seed, planted=self.planted, checks=self.checks)


def plan(suite: str) -> list[Planned]:
    """All documents of a suite: each layout equally often, every second one with anomalies, the kinds used least first."""
    module = importlib.import_module(f"eval.layouts.{suite}")
    words = importlib.import_module(f"eval.layouts.{suite}.vocabulary").VOCABULARY
    layouts: Sequence[Printed] = module.LAYOUTS
    each = math.ceil(LEAST[suite] / len(layouts))
    names = [(printed, f"{printed.name}-{number}") for number in range(1, each + 1) for printed in layouts]
    used: Counter[str] = Counter()
    planned = []
    for place, (printed, name) in enumerate(names):
        seed = _seed(suite, name)
        count = _planted(printed, seed) if place % 2 else 0
        planned.append(Planned(name, printed, words, seed, count, _order(used, seed)))
        used.update(found["check"] for found in planned[-1].content().anomalies if "." not in found["id"])
    return planned


def _planted(printed: Printed, seed: int) -> int:
    """One to three; a budget document, which has the most to go wrong, three."""
    return _MOST_PLANTED if printed.profile.kind == "budget" else 1 + seed % _MOST_PLANTED


def _order(used: Counter[str], seed: int) -> tuple[str, ...]:
    """The checks, those planted least first, by chance among equals."""
    shuffled = random.Random(seed).sample(list(PLANTERS), len(PLANTERS))
    return tuple(sorted(shuffled, key=lambda check: used[check]))


def _seed(suite: str, name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{suite}/{name}".encode()).digest()[:8], "big")


def make(planned: Planned) -> dict[str, bytes]:
    """The files of a document. Needs the printing extra."""
    from golden.render import print_sheet  # noqa: PLC0415  # an optional extra

    content = planned.content()
    made = print_sheet(planned.printed.layout(Labels(content.expected)), planned.name)
    return {
        "expected.json": _json(content.expected),
        "anomalies.json": _json(content.anomalies),
        "source.pdf": slim(made.pdf),
        "boxes.json": _boxes(made.boxes),
    }


def _json(content: object) -> bytes:
    """A line for each item of a list: a change of one row is a change of one line."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("},{", "},\n{") + "\n").encode()


def _boxes(boxes: Boxes) -> bytes:
    """A line for each leaf."""
    return (json.dumps(boxes, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n").encode()


def problems(case: Case) -> list[str]:
    """What is wrong with a document: labels that do not stand at their boxes, identities that are not as stated."""
    record = case.expected()
    return [*in_pdf(case, case.source_pdf, case.boxes()), *_not_as_stated(record)]


def _not_as_stated(record: Record) -> list[str]:
    return [
        f"{stated['check']} {stated['whole'] or stated['target']}: {'does not close' if stated.get('holds', True) else 'closes'}"
        for stated in record["identities"]
        if closes(stated, record) != stated.get("holds", True)
    ]


def stale(folder: Path, files: dict[str, bytes]) -> list[str]:
    """The files that are not there or differ."""
    return [name for name, content in files.items() if not (folder / name).exists() or (folder / name).read_bytes() != content]
