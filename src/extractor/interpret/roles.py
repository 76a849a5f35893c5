"""The closed lists of roles that labels and columns can have: `roles.toml` beside this module."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from extractor.normalise.shapes import Shape
from extractor.normalise.text import key

__all__ = ["BUDGET_ROLES", "COLUMN_ROLES", "HEADER_ROLES", "MATRIX_ROLES", "TASK_ROLES", "Role"]


_AGAIN = re.compile(r"#\d+$")
"""The number of a label that was asked about before (`namer.distinct`)."""
_HINT = re.compile(r"[(][^()]{1,14}[)]$")
"""A unit of money or a hint in brackets behind a label: (万元), (盖章), (含数字及文字描述)."""


@dataclass(frozen=True)
class Role:
    """One role: `many` may be given to several labels; `shapes` its values usually have; `known` standard terms, as patterns."""

    id: str
    name: str
    shapes: frozenset[Shape]
    known: tuple[str, ...]
    many: bool = False

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{known})" for known in self.known) or r"(?!)")

    def knows(self, label: str) -> bool:
        """Whether `label` is one of the standard terms for this role, with or without a unit or a hint in brackets behind it."""
        plain = _AGAIN.sub("", key(label)).strip(":*＊")
        return any(self._pattern.fullmatch(text) for text in (plain, _HINT.sub("", plain).strip(":*＊")))


def _load() -> dict[str, tuple[Role, ...]]:
    data = tomllib.loads(resources.files(__package__).joinpath("roles.toml").read_text("utf-8"))
    return {
        part: tuple(Role(r["id"], r["name"], frozenset(r["shapes"]), tuple(r["known"]), r.get("many", False)) for r in rows)
        for part, rows in data.items()
    }


_ROLES = _load()
HEADER_ROLES, COLUMN_ROLES, MATRIX_ROLES = _ROLES["header"], _ROLES["column"], _ROLES["matrix"]
BUDGET_ROLES, TASK_ROLES = _ROLES["budget"], _ROLES["task"]
