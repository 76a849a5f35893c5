"""Where each amount of a budget document stands: what stands twice must agree, and the ledger notes that it does."""

from __future__ import annotations

from typing import NamedTuple

from eval.layouts.content.draft import Draft
from eval.layouts.content.identities import identity

__all__ = ["Ledger", "What"]


class What(NamedTuple):
    """An amount: of a code ("" for the whole) or a named item, by measure and year; `scope` is whose money ("" the general's)."""

    code: str
    item: str
    is_before: bool = False
    scope: str = ""


class Ledger:
    """The first place of every amount."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._places: dict[What, tuple[str, str, str]] = {}

    def note(self, what: What, path: str, text: str, check: str) -> None:
        """The amount stands at `path` too. A place among the classes of 收支总表 makes it that table's check (T06)."""
        if what not in self._places:
            self._places[what] = (path, text, check)
            return
        first, shown, first_check = self._places[what]
        if text or shown:
            name = max(check, first_check)
            self._draft.identities.append(identity(name, "equal", first, [path]))

    def place(self, what: What) -> str | None:
        """Where it stands first, not blank."""
        path, text, _ = self._places.get(what, (None, "", ""))
        return path if text else None
