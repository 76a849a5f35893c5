"""The parts that documents have to have, by their kind: `checklist.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extractor.checks.messages import Language
from extractor.record import BudgetTable, Form, Record

__all__ = ["PARTS", "Part", "Parts", "SheetKind", "sheet_kind"]

SheetKind = Literal["budget", "accounts", "forms"]
Names = Mapping[Language, str]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Model):
    """A part of a document; the fields are explained in `checklist.toml`."""

    name: Names
    what: Literal["section", "table", "form", "fields"]
    authority: str = ""
    required: bool = True
    elsewhere: bool = False
    heading: str = ""
    bare: bool = False
    mention: str = ""
    claims: str = ""
    rest: bool = False
    title: str = ""
    kind: str = ""
    fields: tuple[str, ...] = ()
    label: str = ""
    filled: tuple[tuple[str, ...], ...] = ()
    checks: str = ""
    also: str = ""

    def owns(self, check: str) -> bool:
        """Whether findings of a check are those of this part, whatever they speak of."""
        return bool(self.checks) and re.fullmatch(self.checks, check) is not None

    def is_asked(self, check: str) -> bool:
        """Whether a check, where it was done or could not be, tells of this part too."""
        return self.owns(check) or (bool(self.also) and re.fullmatch(self.also, check) is not None)


class Sheet(_Model):
    """A sheet: its title and its parts, in order."""

    title: Names
    parts: tuple[str, ...]


class Parts(_Model):
    """All that `checklist.toml` says."""

    unread: str
    one_sided: str
    of_changes: str
    sheets: dict[SheetKind, Sheet]
    forms: dict[Literal["project", "overall"], tuple[str, ...]]
    parts: dict[str, Part]

    def of_sheet(self, kind: SheetKind) -> list[Part]:
        """The parts of a document of that kind."""
        return [self.parts[name] for name in self.sheets[kind].parts]

    def of_form(self, form: Form) -> list[Part]:
        """The parts of a form that is filed by itself."""
        return [self.parts[name] for name in self.forms[form.kind]]

    @cached_property
    def is_unread(self) -> re.Pattern[str]:
        """Finds notes after which something may be there that was not read."""
        return re.compile(self.unread)


PARTS = Parts.model_validate(tomllib.loads(resources.files(__package__).joinpath("checklist.toml").read_text("utf-8")))


def sheet_kind(record: Record) -> SheetKind:
    """Which sheet a document is checked by; accounts (决算) are told by the titles of most of its tables."""
    if record.kind == "accounts" or sum(map(_is_of_accounts, record.tables)) * 2 > len(record.tables):
        return "accounts"
    return "budget" if record.tables or record.claims or record.kind == "budget" else "forms"


def _is_of_accounts(table: BudgetTable) -> bool:
    return table.title is not None and "决算" in table.title.raw
