"""Dashes within a text that recognition read as hyphens: 1—7月 is not 1-7月, and the width of the bar tells them apart."""

from __future__ import annotations

import re

from extractor.document import Box
from extractor.readers.ink import Ink

__all__ = ["with_dashes"]

_HYPHEN = re.compile(r"(?<=\w)[-－](?=\w)")
_ANY = re.compile(r"[-－—–一]")

_WIDE, _FLAT = 0.65, 3.0
"""A dash is so wide, measured by the height of its text, and so many times wider than high; a hyphen is half as wide."""

_INNER = 0.25
"""Of the height of the text: so far from its top and its foot a dash stands, which an underscore does not."""


def with_dashes(text: str, box: Box, ink: Ink) -> str:
    """The text with dashes for hyphens where every hyphen in it is as wide as a dash; box is tight around the text."""
    hyphens = len(_HYPHEN.findall(text))
    if not hyphens or hyphens != len(_ANY.findall(text)):
        return text  # 一 is a bar too, and which of several signs is wide is not sure
    bars = sum(_is_dash(part, box, ink) for part in ink.parts(box, 1))
    return _HYPHEN.sub("—", text) if bars == hyphens else text


def _is_dash(part: Box, text: Box, ink: Ink) -> bool:
    bar, height = ink.extent(part) or part, text[3] - text[1]
    wide = bar[2] - bar[0] > max(_WIDE * height, _FLAT * (bar[3] - bar[1]))
    return wide and text[1] + _INNER * height < bar[1] and bar[3] < text[3] - _INNER * height
