"""The year a document budgets for, and whose money it has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from extractor.checks.views import View
from extractor.normalise.text import key

__all__ = ["fiscal_year"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def fiscal_year(root: View) -> int:
    """What the record, else its titles, else its headers and claims say; 0 where no year stands anywhere."""
    for texts in (_own(root), _titles(root), _claims(root), _headers(root)):
        years = Counter(int(year) for text in texts for year in _YEAR.findall(key(text)))
        if years:
            most = max(years.values())
            return max(year for year, count in years.items() if count == most)
    return 0


def _own(root: View) -> Iterator[str]:
    yield root.text("fiscal_year")


def _titles(root: View) -> Iterator[str]:
    yield from (table.text("title") for table in root.rows("tables"))
    for form in root.rows("forms"):
        yield form.text("fiscal_year")


def _claims(root: View) -> Iterator[str]:
    yield from (claim.text("period") for claim in root.rows("claims"))


def _headers(root: View) -> Iterator[str]:
    for table in root.rows("tables"):
        columns = getattr(table.model, "columns")  # noqa: B009 - rows of tables are views of any model
        years = [int(year) for path in columns for leaf in path for year in _YEAR.findall(key(leaf.raw))]
        if years:
            yield str(max(years))
