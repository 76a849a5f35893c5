"""Projects one under another below a title that is printed once: each opens with a line that names it (项目一：荒山绿化)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractor.document import Piece
from extractor.normalise.text import key
from extractor.segment.lines.labelled import split_label

__all__ = ["Project", "next_project"]

_NAMES = re.compile(r"(?P<what>(?:子)?项目)(?:全?名称|[一二三四五六七八九十\d]{1,2})")
_Said = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Project:
    """Where the lines of the next project begin, and how many lines over the first are said of them all."""

    start: int
    shared: int


def next_project(head: Sequence[Piece], tail: Sequence[Piece]) -> Project | None:
    """The project that the lines under a form go on with; None where they name none, or the one that its head names already.

    What stands over its name under the same labels as in the head (主管部门：…) is said of the project too.
    """
    named = _first(head)
    following = _first(tail)
    if named is None or following is None:
        return None
    first, next_ = _name(head[named]), _name(tail[following])
    if first is None or next_ is None or first[0] != next_[0] or first[1] == next_[1]:
        return None
    over = zip(reversed(head[:named]), reversed(tail[:following]), strict=False)
    alike = sum(1 for _ in takewhile(lambda pair: _are_alike(*pair), over))
    return Project(following - alike, named - alike)


def _first(lines: Sequence[Piece]) -> int | None:
    return next((n for n, line in enumerate(lines) if _name(line) is not None), None)


def _name(line: Piece) -> _Said | None:
    """By what a line names a project, counted or not, and how it is called."""
    pair = split_label(line)
    match = _NAMES.fullmatch(key(pair[0].text)) if pair is not None and pair[1] else None
    return (match["what"], key(pair[1].text)) if pair is not None and match is not None else None


def _are_alike(one: Piece, other: Piece) -> bool:
    """Whether two lines have the same label."""
    labels = [pair[0] for line in (one, other) if (pair := split_label(line)) is not None]
    return len(labels) == 2 and key(labels[0].text) == key(labels[1].text)
