"""Boxes to tick: which of the options that a text lists behind boxes is the chosen one."""

import re

__all__ = ["BOXES", "chosen"]

_TICKED, _EMPTY = "☑☒■√✓✔", "□☐○"
BOXES = _TICKED + _EMPTY
"""Signs that may stand before an option."""
_OPTION = re.compile(rf"\s*(?P<box>[{BOXES}])\s*(?P<name>[^{BOXES}：:；;。\n]{{1,20}}?)\s*(?=[{BOXES}]|$)")
_MIN_OPTIONS = 2


def chosen(text: str) -> tuple[int, int] | None:
    """Offsets of the one option that is ticked among others that are not (□新增 ☑延续); None where the text is anything else."""
    options, at = [], 0
    while at < len(text):
        match = _OPTION.match(text, at)
        if match is None:
            return None
        options.append(match)
        at = match.end()
    ticked = [option for option in options if option["box"] in _TICKED]
    return ticked[0].span("name") if len(options) >= _MIN_OPTIONS and len(ticked) == 1 else None
