"""Where the documents of the generated suites lie. Imports nothing heavy: the eval lists them with every command."""

from __future__ import annotations

from pathlib import Path

from golden.corpus import CACHE, Case

__all__ = ["DOCUMENTS", "SUITES", "folder_of", "list_cases", "scratch"]

DOCUMENTS = Path(__file__).resolve().parents[1] / "documents"
SUITES = ("dev", "more", "test")


def folder_of(suite: str) -> Path:
    """Where the suite's documents are committed."""
    return DOCUMENTS / f"layouts-{suite}"


def scratch(suite: str) -> Path:
    """Where documents are made that are not to be committed."""
    return CACHE.parent / f"layouts-{suite}"


def list_cases(suite: str) -> tuple[Case, ...]:
    """The documents that are committed, by name."""
    return tuple(Case(path.parent.name, path.parent) for path in sorted(folder_of(suite).glob("*/expected.json")))
