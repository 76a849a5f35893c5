"""Numbers in prose with their units: Arabic with separators and 万, Chinese (十二名), in capitals (贰拾万元整), ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

import cn2an

from extractor.checks.expressions.units import MONEY, NONE, WORDS, Unit, read_unit

__all__ = ["Quantity", "read_quantity"]

_ARABIC = re.compile(r"(?P<number>\d{1,3}(?:,\d{3})+(?![\d])|\d{1,12})(?P<point>\.\d+)?(?![.\d])")
_CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億]+")
_CAPITALS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟萬億]")
_COINS = re.compile(r"(?:(?P<tenths>[零壹贰叁肆伍陆柒捌玖])角)?(?:(?P<cents>[零壹贰叁肆伍陆柒捌玖])分)?[整正]?")
_TENTHS = "零壹贰叁肆伍陆柒捌玖"
_PLACED = re.compile("[十百千万亿]")
_MORE = re.compile(r"\s*[余多几]")
_ABOUT = re.compile(r"\s*(?:左右|上下|以上|以内|以下|余)")
_DASH = re.compile(r"\s*(?:[-—–―~～－至到]{1,2})\s*")
_BLANKS = re.compile(r"\s*")
_LONGEST = 40
"""Characters of a number written out."""
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: offsets of the whole and of the number, the value in the unit as printed (`high` of a range).

    `half` is what rounding allows: half a unit of the last digit of a decimal, or of an amount that is about (约) so much.
    """

    start: int
    end: int
    number: tuple[int, int]
    value: Decimal
    half: Decimal = Decimal(0)
    high: Decimal | None = None
    unit: Unit = NONE
    is_about: bool = False
    is_chinese: bool = False

    @property
    def low_base(self) -> Decimal:
        """The least it can be, in the base unit (元, 人)."""
        return (self.value - self.half) * self.unit.factor

    @property
    def high_base(self) -> Decimal:
        """The most it can be, in the base unit."""
        return ((self.value if self.high is None else self.high) + self.half) * self.unit.factor

    @property
    def base(self) -> Decimal:
        """What it says, in the base unit; the lower end of a range."""
        return self.value * self.unit.factor

    def about(self) -> Quantity:
        """The same, stated as about so much: half a unit of its last digit that is not 0 more or less."""
        return replace(self, half=max(self.half, _HALF * last_digit(self.value)), is_about=True)


def last_digit(value: Decimal) -> Decimal:
    """The place of the last digit that is not 0: 10 for 560, 0.1 for 3.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(1)


def read_quantity(text: str, at: int) -> Quantity | None:
    """The quantity that begins at an offset of a text with half-width signs; None where none does."""
    first = _one(text, at)
    if first is None:
        return None
    dash = _DASH.match(text, first.end)
    second = _one(text, dash.end()) if dash and dash.end() > first.end else None
    merged = _range(first, second) if second else None
    return merged or first


def _range(first: Quantity, second: Quantity) -> Quantity | None:
    """6000—15000元: both ends in the unit that is printed once or twice; None where it is no range."""
    unit = second.unit if first.unit.is_bare and first.unit.factor == 1 else first.unit
    low = first.base if unit is first.unit else first.value * unit.factor
    if not unit.factor or second.unit.powers != unit.powers or low >= second.base:
        return None
    high = second.base / unit.factor
    half = max(first.half, second.half)
    return replace(first, end=second.end, number=(first.start, second.number[1]), unit=unit, high=high, half=half)


def _one(text: str, at: int) -> Quantity | None:
    return _arabic(text, at) or _chinese(text, at)


def _arabic(text: str, at: int) -> Quantity | None:
    match = _ARABIC.match(text, at)
    if match is None or re.match("[A-WYZa-wyz]", text[match.end() : match.end() + 1]):
        return None
    value = Decimal(match.group().replace(",", ""))
    half = _HALF * Decimal(1).scaleb(-len(match["point"]) + 1) if match["point"] else Decimal(0)
    plain = Quantity(at, match.end(), match.span(), value, half)
    return _with_unit(text, plain)


def _with_unit(text: str, plain: Quantity) -> Quantity:
    more = _MORE.match(text, plain.end)
    at = more.end() if more else plain.end
    blanks = _BLANKS.match(text, at)
    found = read_unit(text, blanks.end() if blanks else at)
    whole = replace(plain, unit=found[0], end=found[1]) if found else plain
    return whole.about() if more or _ABOUT.match(text, whole.end) else whole


def _chinese(text: str, at: int) -> Quantity | None:
    """A number in characters counts only with a unit behind it: 三五人 and 统一 are none."""
    match = None if _inside_word(text, at) else _CHINESE.match(text, at)
    if match is None or len(match.group()) > _LONGEST or not _stands_alone(text, at, match.group()):
        return None
    number = match.group()
    unit = read_unit(text, match.end())
    if unit is None:
        return None
    value = _value(number)
    if value is None:
        return None
    whole = Quantity(at, unit[1], match.span(), value, unit=unit[0], is_chinese=True)
    return _with_coins(text, whole) if unit[0].powers == ((MONEY, 1),) else whole


def _inside_word(text: str, at: int) -> bool:
    """Whether what stands before is of a number too: this is its middle."""
    return at > 0 and bool(_CHINESE.match(text, at - 1, at))


def _stands_alone(text: str, at: int, number: str) -> bool:
    """Whether it is a number and not part of a word or of 三五, which is some."""
    before = text[at - 1] if at else ""
    if before and number == "一" and before in WORDS["chinese"]["before_one"]:
        return False
    return len(number) == 1 or _placed(number)


def _placed(number: str) -> bool:
    return bool(_PLACED.search(number) or _CAPITALS.search(number))


def _value(number: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(number.replace("萬", "万").replace("億", "亿"), "smart")))
    except (ValueError, LookupError):  # the library's own slips on what is no number (〇十三) are no numbers either
        return None


def _with_coins(text: str, whole: Quantity) -> Quantity:
    """角 and 分 of an amount in capitals."""
    match = _COINS.match(text, whole.end)
    if match is None or not match.group():
        return whole
    tenths, cents = (_TENTHS.index(match[name]) if match[name] else 0 for name in ("tenths", "cents"))
    more = Decimal(10 * tenths + cents) / 100 / whole.unit.factor
    return replace(whole, value=whole.value + more, end=match.end())
