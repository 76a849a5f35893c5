"""Headings that columns would have, where a document prints none: they stand nowhere, and are never values."""

from extractor.document import Piece

__all__ = ["LEVELS", "NAME", "OPERATOR", "POINTS", "UNIT", "VALUE"]

LEVELS = (Piece("一级指标"), Piece("二级指标"))
NAME, OPERATOR, VALUE, UNIT, POINTS = map(Piece, ("三级指标", "指标性质", "指标值", "计量单位", "分值"))
