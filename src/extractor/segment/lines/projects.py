"""What stands before the name of a project, or over it."""

import re

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key

__all__ = ["CODE", "NAME", "names_project"]

NAME, CODE = Piece("项目名称："), Piece("项目编码：")
"""Labels for what a document says of a project without one: standard terms that stand nowhere in it."""

_NAMES = re.compile(LEXICON["forms"]["project"])


def names_project(text: str) -> bool:
    """Whether a label or a heading is that of the names of projects: 项目名称, 子项目, 专项名称."""
    return bool(_NAMES.fullmatch(key(text)))
