"""Forms that are chapters of one text: 一、荒山绿化 heads the sentences of a project, 二、图书购置 those of the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.document import Piece
from extractor.normalise.labels import number_length, reads_like_label, unnumbered
from extractor.normalise.levels import is_level
from extractor.normalise.text import key
from extractor.segment.lines.labelled import split_label
from extractor.segment.lines.projects import NAME
from extractor.segment.lines.titles import is_block_heading, is_heading

__all__ = ["chapters", "labelled_heading", "named"]

_NUMBER = re.compile(r"\s*[一二三四五六七八九十]{1,3}[、.．]\s*")
_RUN_IN = re.compile(r"\s*(?P<label>[^\s。：:，,；;]{3,16})。(?=\s*\S)")


def chapters(lines: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The lines over the first chapter, and those of each; a heading that is a label or a level opens none."""
    starts = [n for n, line in enumerate(lines) if _is_name(line)]
    return [lines[a:b] for a, b in pairwise([0, *starts, len(lines)])]


def _is_name(line: Piece) -> bool:
    match = _NUMBER.match(line.text)
    name = line.text[match.end() :].strip() if match else ""
    return is_heading(name) and not (reads_like_label(name) or is_level(name) or is_block_heading(name))


def named(lines: Sequence[Piece]) -> list[Piece]:
    """The lines of a chapter, its heading as the name of the project; nothing is told of it where one has its name already."""
    said = (split_label(line) for line in lines[1:])
    if any(pair is not None and key(unnumbered(pair[0].text)) == key(NAME.text).rstrip(":") for pair in said):
        return list(lines)
    match = _NUMBER.match(lines[0].text)
    return [Piece.join((NAME, lines[0].slice(match.end() if match else 0).strip())), *lines[1:]]


def labelled_heading(line: Piece) -> Piece:
    """A line whose heading runs into its sentence (（一）年度目标。完成…) as a label and its value, where it reads like a label."""
    start = number_length(line.strip().text)
    bare = line.strip()
    match = _RUN_IN.match(bare.text, start) if start else None
    if match is None or not reads_like_label(match["label"]):
        return line
    return Piece.join((bare.slice(0, match.end() - 1), Piece("："), bare.slice(match.end())))
