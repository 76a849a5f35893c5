"""Whether a text about a finding says nothing that the finding does not: every number, unit, date, page, id and verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks import CATALOGUE
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.text import fold_signs, key
from extractor.record import Finding

__all__ = ["NO_VERDICT", "unsupported"]

NO_VERDICT = "没有说出判断"
"""Why a text is not used that says nothing wrong, but not whose fault it is."""

_UNITS = "|".join(sorted({*map(re.escape, map(fold_signs, LEXICON["units"]["words"])), *LEXICON["money"]}, key=len, reverse=True))
_NUMBER = re.compile(rf"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNITS}|页|行|列|处|倍|成)?")
_WORD = re.compile(
    r"[一二两三四五六七八九十百千万亿零〇]+(?=[个项处页行列张份次人名元倍成分年月日])|百分之[一二三四五六七八九十百零〇点]+|[一二三四五六七八九]成|一半|半数|翻番"
)
_IDS = re.compile(r"[A-Z]\d{2}(?!\d)")
_DOCUMENTS = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[﹝【(]\d{4}[〕\]﹞】)]\d+号")
_BEFORE = re.compile(r"(?:依据|根据|按照?|依照?|据|符合|违反|参照|遵照|执行|见|与|和|及|的|是|由|在|对|因)$")
"""Words that may stand before a document number and are no part of the agency's."""
_VERDICTS = {
    "misfiled": re.compile(r"文件(?:本身)?(?:有误|错误|填错)|填报(?:有误|错误)|填错|误填|原件(?:有误|错误)"),
    "misread": re.compile(r"读取(?:可能)?(?:有误|错误)|识别(?:可能)?(?:有误|错误)|误读|读错|认错|误识"),
    "undecided": re.compile(r"不能断定|无法断定|无法判断|尚不能|难以判断"),
}


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Numbers with the unit behind them, thousands separators and idle zeros aside."""
    for match in _NUMBER.finditer(fold_signs(text)):
        number = match["number"].replace(",", "").rstrip(".")
        plain = number.rstrip("0").rstrip(".") if "." in number else number
        yield plain, match["unit"] or ""


def _source(finding: Finding) -> str:
    """All that the finding says."""
    check = CATALOGUE.get(finding.check)
    said = [
        finding.message,
        finding.expected,
        finding.actual,
        finding.difference,
        finding.explanation,
        check.authority if check else "",
    ]
    said += [finding.diagnosis.reading if finding.diagnosis else "", finding.check]
    said += [part for item in finding.evidence for part in (item.raw, f"{item.page or ''}页", f"{item.line or ''}行")]
    return "\n".join(part for part in said if part)


def _stray_numbers(text: str, source: str) -> Iterator[str]:
    allowed = set(_numbers(source))
    bare = {number for number, _ in allowed}
    for number, unit in _numbers(text):
        if number not in bare:
            yield f"数字 {number}{unit} 不在发现之中"
        elif unit and (number, unit) not in allowed:
            yield f"数字 {number} 的单位“{unit}”与发现不符"


def _stray(pattern: re.Pattern[str], text: str, source: str, what: str) -> Iterator[str]:
    for found in pattern.findall(text):
        if key(found) not in key(source):
            yield f"{what}“{found}”不在发现之中"


def _stray_documents(text: str, source: str) -> Iterator[str]:
    """A number must be one of the finding's, whole; words before it (依据财预…) are not of the agency."""
    known = set(map(key, _DOCUMENTS.findall(source)))
    for found in map(key, _DOCUMENTS.findall(text)):
        ends = (found[: -len(number)] for number in known if found.endswith(number))
        if not any(not rest or _BEFORE.search(rest) for rest in ends):
            yield f"文号“{found}”不在发现之中"


def _wrong_verdict(text: str, finding: Finding) -> Iterator[str]:
    """The verdict must be the finding's own: said, and no other said."""
    own = finding.diagnosis.verdict if finding.diagnosis else None
    said = {verdict for verdict, words in _VERDICTS.items() if words.search(text)}
    if own is not None and own not in said:
        yield NO_VERDICT
    if said - {own}:
        yield "判断与发现不同"


def unsupported(text: str, finding: Finding) -> list[str]:
    """Why a text must not be used, in Chinese; empty where everything it says stands in the finding."""
    source = _source(finding)
    return [
        *_stray_numbers(text, source),
        *_stray(_WORD, text, source, "数词"),
        *_stray(_IDS, text, source, "检查编号"),
        *_stray_documents(text, source),
        *_wrong_verdict(text, finding),
    ]
