"""What stands around a grid: titles, table numbers, years, units. By form of words, never by a known title."""

import re

from extractor.document import Piece
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import key
from extractor.normalise.units import money_unit

__all__ = [
    "fiscal_year",
    "is_block_heading",
    "is_form_title",
    "is_heading",
    "is_rules_heading",
    "is_title",
    "numbered_title",
    "says_unit",
    "table_number",
]

_TITLE = re.compile(r".{3,50}?(表|报告|说明|计划|(?:申报|申请|任务|自评|评价)书)(?:[（(].{1,20}[）)])?")
_FORM = re.compile(r"[表书](?:[（(].{1,20}[）)])?$")
_HEADING = re.compile(r"(?=.*[\u4e00-\u9fff]{4})[^\s]{4,40}")
_NO_TITLE = re.compile(r"[：:。；，,]|^(填表|注|备注|编制|填报|单位(?![\u4e00-\u9fff]{2,}表$))|^附?表[一二三四五六七八九十\d\-—]+$")
_FOR_WHOM = re.compile(r"[（(][^（）()]{2,16}(?:填报|填写|填列|适用|使用|用表)[)）]")
"""Who fills the form, behind its number: 附件2（一般项目填报）."""
_BLOCK = re.compile(LEXICON["forms"]["block"])
_TABLE_NO = re.compile(r"(?:(?:附|公开)?表|附?件)\s*[一二三四五六七八九十百\d]+(?:[-—－.]\d+)*\s*[:：]?")
_SAID = re.compile(r"\s*表\s*号\s*[:：]\s*")
_UNIT_ALONE = re.compile(r"[（(]?(?:金额|计量)?单位[：:]?(?P<unit>[^（）()：:]{1,4})[）)]?")
_UNIT = re.compile(r"[（(](?:金额)?单位[：:]?[^（）()]{1,4}[）)]$")
_OF_SERIES = re.compile(r"[\u4e00-\u9fff]{2,4}\s*\d{1,2}(?:[-—]\d{1,2})?\s*表")
_YEAR = re.compile(r"((?:19|20)\d{2}|二[〇○零]{1}[一二三四五六七八九〇○零]{2})\s*(?=年)")
_RULES = re.compile(r"(填表|填报|编制|填写)(说明|须知|要求)|^(说明|注)[:：]?$")


def is_title(text: str) -> bool:
    """Whether a line on its own reads like the title of a form or table; the unit of its money may stand behind it."""
    folded = _UNIT.sub("", key(text))
    return bool(_TITLE.fullmatch(folded)) and not (_NO_TITLE.search(folded) or _OF_SERIES.fullmatch(folded))


def is_form_title(text: str) -> bool:
    """Whether a title says of itself that a form follows (…表, …书), not a plan or a report."""
    return is_title(text) and bool(_FORM.search(_UNIT.sub("", key(text))))


def is_heading(text: str) -> bool:
    """Whether a line could be a title for want of a better: short, no sentence, no "label：value", no number of a table or page.

    The unit of its money may stand behind it: 一、收支情况（单位：万元）.
    """
    folded = _UNIT.sub("", key(text))
    numbered = _TABLE_NO.fullmatch(folded) or _OF_SERIES.fullmatch(folded)
    return bool(_HEADING.fullmatch(folded)) and not _NO_TITLE.search(folded) and not numbered


def is_block_heading(text: str) -> bool:
    """Whether a text only heads a stretch of the form (部门整体绩效情况, 基本信息): it says no level and has no value."""
    return bool(_BLOCK.fullmatch(key(text)))


def says_unit(text: str) -> bool:
    """Whether a text says in which unit the money of a table is, and nothing else: 单位：万元."""
    found = _UNIT_ALONE.fullmatch(key(text))
    return found is not None and money_unit(found["unit"]) == (0, len(found["unit"]))


def table_number(piece: Piece) -> Piece | None:
    """表十一, 附表2-1, 公开01表: the number, if the line begins with one and is that or a number and a title."""
    said = _SAID.match(piece.text)
    piece = piece.slice(said.end()) if said else piece
    if _OF_SERIES.fullmatch(piece.text.strip()):
        return piece.strip()
    match = _TABLE_NO.match(piece.text)
    if match is None:
        return None
    rest = piece.text[match.end() :].strip()
    is_own = not rest or is_title(rest) or _FOR_WHOM.fullmatch(rest)
    return piece.slice(match.start(), match.end()).strip(" :：\t\u3000") if is_own else None


def numbered_title(piece: Piece) -> tuple[Piece, Piece] | None:
    """Number and title of 附表1：收支预算总表, where a colon or a blank parts them and the rest reads like a title."""
    match = _TABLE_NO.match(piece.text)
    if match is None or not (match.group().endswith((":", "：")) or piece.text[match.end() :][:1].isspace()):
        return None
    number, title = piece.slice(*match.span()), piece.slice(match.end()).strip()
    return (number.strip(" :：\t\u3000"), title) if is_title(title.text) else None


def fiscal_year(piece: Piece) -> Piece | None:
    """The four characters of the first year in `piece` (2024年…, 二〇二四年…)."""
    match = _YEAR.search(piece.text)
    return piece.slice(*match.span(1)) if match else None


def is_rules_heading(text: str) -> bool:
    """Whether a line opens the rules for filling the form."""
    return bool(_RULES.search(key(text))) and len(key(text)) <= 24
