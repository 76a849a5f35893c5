"""Lines that count the projects of a page, each over its own grid (项目一, 项目二（期限：1年）): one title is over them all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.document import Piece

__all__ = ["counted_on", "noted_beside"]

_LINE = re.compile(
    r"\s*(?P<what>[子分]?项目)\s*(?P<count>[一二三四五六七八九十]{1,2}|\d{1,2})(?![\d.．]\d)\s*"
    r"(?:[（(](?P<noted>[^（）()]+)[)）]\s*[：:]?|[：:、.．].*)?\s*",
    re.DOTALL,
)


def _last(lines: Sequence[Piece]) -> tuple[int, re.Match[str]] | None:
    """The last of the lines that counts, and what it counts."""
    found = ((n, match) for n in reversed(range(len(lines))) if (match := _LINE.fullmatch(lines[n].text)))
    return next(found, None)


def counted_on(head: Sequence[Piece], tail: Sequence[Piece]) -> tuple[int, int] | None:
    """Where the lines over a form begin to be its own, and where those under it begin to be of the next one that is counted.

    What stands over the first of them before it is counted is said of both. None where the next is not counted like the first.
    """
    own, following = _last(head), _last(tail)
    if own is None or following is None:
        return None
    (start, match), (stop, other) = own, following
    goes_on = match["what"] == other["what"] and match["count"] != other["count"]
    return (start, stop) if goes_on else None


def noted_beside(piece: Piece) -> Piece | None:
    """What stands in brackets behind the number of a project; None where nothing does."""
    match = _LINE.fullmatch(piece.text)
    return piece.slice(*match.span("noted")) if match and match["noted"] else None
