"""How well labels and columns are named, apart from everything else, on layouts for developing prompts (`dev/layouts.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.interpret.assign import Choice, assign, fit
from extractor.interpret.namer import Namer, Question
from extractor.interpret.roles import COLUMN_ROLES, HEADER_ROLES, Role
from extractor.normalise.shapes import Shape
from extractor.normalise.text import key

__all__ = ["Naming", "named"]

LAYOUTS = Path(__file__).parent / "dev" / "layouts.toml"

_VALUES = {"text": "（文字）", "unit": "万元", "number": "（数字）", "code": "（编码）", "long": "（长文字）"}
_CELLS: dict[str, Shape] = {
    "（空）": "blank", "（数字）": "number", "（符号）": "operator", "（单位）": "unit", "（数字带单位）": "quantity",
    "（是否）": "flag", "（长文字）": "long",
}  # fmt: skip
_KINDS: dict[str, Shape] = {"text": "text", "unit": "unit", "number": "number", "code": "code", "long": "long"}


@dataclass(frozen=True)
class Naming:
    """One label or column: the role it should have, and the one it was given."""

    layout: str
    kind: str
    text: str
    expected: str
    choice: Choice

    @property
    def right(self) -> bool:
        """Whether it was named right."""
        return self.choice.role.id == self.expected


def _ask(namer: Namer, kind: str, items: list[list[str]], roles: tuple[Role, ...]) -> list[Choice]:
    texts = tuple(key(text) for text, *_ in items)
    held = [_VALUES[what] if kind == "header" else what for *_, what in items]
    shapes: list[list[Shape]] = [[_KINDS[what] if kind == "header" else _CELLS.get(what, "text")] for *_, what in items]
    scores = namer.score(Question(kind, texts, tuple(f"{t}：{h}" for t, h in zip(texts, held, strict=True)), roles))
    return assign(scores.roles + fit(roles, shapes), roles)


def named(namer: Namer) -> Iterator[Naming]:
    """Every label and column of the development layouts as `namer` names it. Raises ReadingError."""
    for layout in tomllib.loads(LAYOUTS.read_text("utf-8"))["layout"]:
        for kind, part, roles in (("header", "head", HEADER_ROLES), ("column", "table", COLUMN_ROLES)):
            for item, choice in zip(layout[part], _ask(namer, kind, layout[part], roles), strict=True):
                yield Naming(layout["name"], kind, item[0], item[1], choice)
