"""Lines that say "label：value", and a value that runs on over further lines: in a form without a grid around its texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from extractor.document import Piece
from extractor.normalise.labels import number_length, reads_like_label
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.shapes import quantity_offsets
from extractor.normalise.text import key
from extractor.segment.lines.titles import is_block_heading, is_heading, is_title

__all__ = ["LEADERS", "SHORT", "split_counts", "split_label", "whole_lines"]

SHORT = 54
"""Characters of a value up to which it stands beside its label; a longer one is a text by itself."""

_COLON = re.compile(
    r"^\s*+(?P<label>[^：:。；;，,\n]{1,14}?(?:[（(][^）)：:]{1,8}[）)])?)\s*+\*?\s*+[：:]\s*+(?P<value>.*)$", re.DOTALL
)
_AMONG = re.compile(r"\s*其中\s*[：:]\s*(?=[^：:\d]{2,14}[：:])")
_NEVER_LABEL = re.compile(r"^[\d（(《]|[“”\"'{}\[\]<>|]|^其中$|^备?注$")
_CHAPTERS = re.compile(r"(?:说明|情况)$")
"""What stands behind （一） and tells, rather than labels, what follows."""
_STOP = re.compile(r"[，,。；;]")
_HEADING = 14
_POINTS_ON = re.compile(r"[^，,。；;]{0,14}[见如]下表?[。：:]?")


def split_label(piece: Piece) -> tuple[Piece, Piece] | None:
    """Label and value of a text with a colon near its start; 其中： before a label says what it is part of, and stays."""
    among = _AMONG.match(piece.text)
    rest = piece.slice(among.end()) if among else piece
    match = _COLON.match(rest.text)
    if match is None or not _may_label(match["label"], match["value"]):
        return None
    label = (
        Piece.join((piece.slice(0, among.end()), rest.slice(*match.span("label")))) if among else rest.slice(*match.span("label"))
    )
    return label.strip(), rest.slice(*match.span("value")).strip()


_COUNTED = r"[\u4e00-\u9fff]{2,8}(?:人数|总数|编制数?|人员|职工)"
_COUNT = re.compile(rf"\s*(?P<label>{_COUNTED})\s*(?P<value>\d{{1,6}})\s*[人名个]\s*")
_COUNTS = re.compile(rf"\s*(?:[\u4e00-\u9fff]{{2,8}}\s*[：:]\s*)?(?P<counts>(?:{_COUNTED}\s*\d{{1,6}}\s*[人名个]\s*)+)")


def split_counts(piece: Piece) -> list[tuple[Piece, Piece]]:
    """What is counted and how many, with no colon between: 在职人数 35 人, a heading such as 人员情况： before the first maybe.

    Several follow one another where a scan shows less than all of the white between them.
    """
    match = _COUNTS.fullmatch(piece.text)
    counts = _COUNT.finditer(piece.text, match.start("counts")) if match else ()
    return [(piece.slice(*count.span("label")), piece.slice(*count.span("value"))) for count in counts]


def _may_label(text: str, value: str) -> bool:
    """Whether a text before a colon can be a label: brackets closed, and behind a number (（1）项目名称) the words of one, or
    nothing but an amount as its value.
    """
    folded = key(text)
    if folded.count("(") != folded.count(")"):
        return False
    if number_length(folded):
        named = reads_like_label(folded) and (any(map(str.isdigit, folded[:2])) or not _CHAPTERS.search(folded))
        return named or quantity_offsets(value) is not None
    return not _NEVER_LABEL.match(folded)


def whole_lines(lines: Sequence[Piece]) -> list[Piece]:
    """The lines, each text that a label opens and that goes on over the next lines as one.

    A label on a line of its own is one with a colon where a text follows it.
    """
    found: list[list[Piece]] = []
    is_open = False
    lines = _led_on(lines)
    chapters = _chapters(lines)
    for number, (line, after) in enumerate(zip_longest(lines, lines[1:])):
        is_bare = number not in chapters and _is_bare_label(line, after)
        if is_open and not is_bare and _goes_on(line):
            found[-1].append(line)
        else:
            found.append([line, Piece("：")] if is_bare else [line])
            is_open = is_bare or _is_opening(line)
    return [Piece.join(parts) for parts in found]


_CHAPTER, _PART = re.compile(r"\s*[一二三四五六七八九十]{1,2}[、.．]"), re.compile(r"\s*[（(][一二三四五六七八九十]{1,2}[)）]")


def _chapters(lines: Sequence[Piece]) -> frozenset[int]:
    """The lines that head a chapter of several parts: under 一、预算情况 stand （一）… and （二）…, which no label holds."""
    found: set[int] = set()
    chapter: int | None = None
    parts = 0
    for number, line in enumerate(lines):
        if _CHAPTER.match(line.text):
            chapter, parts = number, 0
        elif _PART.match(line.text):
            parts += 1
            if chapter is not None and parts > 1:
                found.add(chapter)
    return frozenset(found)


LEADERS = r"(?:(?:[.…·⋯．]\s*){3,}|[…⋯]{1,2}\s+)"
"""Dots that point to what stands behind them; recognition may read a long row of them as one sign or two, with white behind."""

_LED = re.compile(r".*[^\s.…·⋯．]\s*(?:[.…·⋯．]\s*){3,}", re.DOTALL)
_LED_BRIEFLY = re.compile(r".*[^\s.…·⋯．]\s*[…⋯]{1,2}", re.DOTALL)
_SLANT = 0.04
"""How far a line of a scan may rise or fall on its way to the right: two degrees and a bit."""


def _led_on(lines: Sequence[Piece]) -> list[Piece]:
    """The lines, a number by itself joined to the leaders that point to it."""
    joined: list[Piece] = []
    for line in lines:
        joint = _joint(joined[-1], line) if joined and parse_decimal(line.text) is not None else None
        if joint is None:
            joined.append(line)
        else:
            joined[-1] = Piece.join((joined[-1], line), joint)
    return joined


def _joint(leaders: Piece, number: Piece) -> str | None:
    """What is between the leaders and the number that they point to; None where they point to none."""
    if _LED.fullmatch(leaders.text):
        return ""
    return " " if _LED_BRIEFLY.fullmatch(leaders.text) and _are_beside(leaders, number) else None


def _are_beside(left: Piece, right: Piece) -> bool:
    """Whether a text stands right of another, at about the same height of one page."""
    one, other = (piece.places[0].box if piece.places else None for piece in (left, right))
    if one is None or other is None or left.page != right.page:
        return False
    rise, gap = abs(one[1] + one[3] - other[1] - other[3]) / 2, other[0] - one[2]
    return gap >= 0 and rise < (one[3] - one[1]) / 2 + _SLANT * gap


def _is_opening(line: Piece) -> bool:
    """A label with nothing behind it, or with a text as long as a line."""
    pair = split_label(line)
    return pair is not None and reads_like_label(pair[0].text) and (not pair[1] or len(pair[1]) >= SHORT // 2)


def _is_bare_label(line: Piece, after: Piece | None) -> bool:
    text = line.text.strip()
    if after is None or split_label(line) is not None or not reads_like_label(text) or is_block_heading(text):
        return False
    return len(after) >= SHORT // 3 and bool(_STOP.search(after.text)) and _goes_on(after)


def _goes_on(line: Piece) -> bool:
    """A line that opens nothing itself (neither a label nor a title, a section, a heading) and is no word on the table below."""
    text = line.text.strip()
    heads = is_title(text) or (is_heading(text) and len(text) <= _HEADING)
    return split_label(line) is None and not heads and not _POINTS_ON.fullmatch(text)
