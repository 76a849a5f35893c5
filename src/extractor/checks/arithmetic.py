"""F02: arithmetic that is written out in prose holds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate, pairwise

from extractor.checks.contract import ARITHMETIC, Fault, Result, Subject, Tally, check
from extractor.checks.expressions import Equation, Operation, Parsed, Quantity, judge, quantities, read
from extractor.checks.figures import Figure, agree, money, printed, total
from extractor.checks.money_prose import figure, parsed, prose
from extractor.checks.profile import Profile
from extractor.checks.views import At
from extractor.normalise.spans import Spans
from extractor.normalise.text import key

__all__: list[str] = []

_CAPITALS = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_RESTATED = re.compile(r"[(（【\[](?:大写|小写|人民币|[:：¥￥\s])*$")
_TOGETHER = re.compile(r"(合计|共计|总计|小计|总共|共需|共|全年)[一-鿿]{0,4}$")


@check("F02", scope="form", severity="error", authority=ARITHMETIC, title="文字中的算式成立")
def arithmetic_in_prose(subject: Subject, profile: Profile) -> Result:
    """Products and sums in prose come to what is stated, with units and rounding."""
    del profile
    tally, budget = Tally(), money(subject.view.filled("total_budget"))
    for at in prose(subject.view):
        text = parsed(at.raw)
        summed = _Summed(text)
        for equation in filter(_says_something, text.equations):
            _equation(tally, at, summed, equation)
        _lists(tally, at, text, budget)
        _implied(tally, at, text)
        _capitals(tally, at, text)
    return tally.result("文字中没有算式")


def _says_something(equation: Equation) -> bool:
    """Whether there is something worked out, or one amount in two units (5万元=50000元); 1学时=45分钟 is a definition."""
    left, right = equation.left, equation.right
    if isinstance(left, Operation) or isinstance(right, Operation):
        return True
    return bool(left.unit.powers) and left.unit.powers == right.unit.powers


def _printed(value: Decimal, is_money: bool) -> str:
    """A number as people write it, with at most four decimals."""
    return printed(round(value, 4)) + ("元" if is_money else "")


def _equation(tally: Tally, at: At, summed: _Summed, equation: Equation) -> None:
    verdict = judge(equation)
    words = summed.text.text[equation.start : equation.end].strip()
    if verdict.status == "holds" or (equation.is_total and summed.make(equation)):
        return tally.ok()
    if verdict.status == "unclear":
        return tally.lacks(f"算式“{words}”{verdict.reason}")
    gap = verdict.computed - verdict.stated
    data = {
        "expression": words,
        "computed": _printed(verdict.computed, verdict.is_money),
        "stated": _printed(verdict.stated, verdict.is_money),
        "difference": _printed(abs(gap), verdict.is_money),
    }
    return tally.fault(Fault(data, (at,), key(words), data["computed"], data["stated"], _printed(gap, verdict.is_money)))


class _Summed:
    """What the expressions of a text come to together, up to each of them; worked out when a total is first asked about."""

    def __init__(self, text: Parsed) -> None:
        self.text = text

    @cached_property
    def _sums(self) -> tuple[list[int], list[tuple[Decimal, Decimal]]]:
        values = [(node.start, value) for node in self.text.expressions if (value := read(node))]
        lows, highs = (accumulate(ends) for ends in ([v.low for _, v in values], [v.high for _, v in values]))
        return [start for start, _ in values], list(zip(lows, highs, strict=True))

    def make(self, equation: Equation) -> bool:
        """Whether what a word calls a total (共计) is that of several expressions before it."""
        stated, (starts, sums) = read(equation.right), self._sums
        count = bisect_right(starts, equation.left.start)
        if stated is None or count < 2:
            return False
        low, high = sums[count - 1]
        return low <= stated.high and stated.low <= high


def _results(text: Parsed) -> list[Quantity]:
    """The amounts of money that equations end on."""
    ends = [equation.right for equation in text.equations]
    return [node for node in ends if isinstance(node, Quantity) and node.unit.is_money]


def _lists(tally: Tally, at: At, text: Parsed, budget: Figure | None) -> None:
    """A total of the results before it (…=576000元；…=4481280元。合计505.728万元), or stated before them (5万元：1. …；2. …)."""
    results = _results(text)
    operands = {q for node in text.expressions for q in quantities(node)} | set(results)
    plain = [q for q in text.quantities if q.unit.is_money and q not in operands]
    if not plain:
        return
    first = plain[0]
    before = [q for q in results if q.end <= first.start]
    if len(before) > 1 and _after_total(text, first):
        _list(tally, at, text, first, before, budget)
    opens = text.text[first.end : first.end + 2].lstrip()[:1] in ("：", ":")
    if opens and len(results) > 1 and len(plain) == 1 and all(q.start > first.start for q in results):
        _list(tally, at, text, first, results, budget)


def _after_total(text: Parsed, quantity: Quantity) -> bool:
    return any(token.kind == "total" and token.end <= quantity.start <= token.end + 4 for token in text.tokens)


def _list(tally: Tally, at: At, text: Parsed, stated: Quantity, parts: Sequence[Quantity], budget: Figure | None) -> None:
    """The parts make the total; where they make the budget the total is wrong, and F03 says so."""
    together, whole = total(figure(q) for q in parts), figure(stated)
    if agree(together, whole) or (budget and agree(together, budget)):
        return tally.ok()
    words = text.text[stated.start : stated.end]
    data = {
        "parts": "＋".join(text.text[q.start : q.end] for q in parts),
        "sum": _printed(together.value, True),
        "stated": words,
        "stated_yuan": _printed(whole.value, True),
        "difference": _printed(abs(together.value - whole.value), True),
    }
    gap = _printed(together.value - whole.value, True)
    return tally.fault(Fault(data, (at,), f"sum {key(words)}", data["sum"], words, gap, variant="sum"))


def _implied(tally: Tally, at: At, text: Parsed) -> None:
    """A count, a price and an amount in a row (254天，100元/天，全年补贴25400元): the product, where the units work out."""
    taken = Spans([*((e.start, e.end) for e in text.equations), *((e.start, e.end) for e in text.expressions)])
    for row in _rows(text, taken):
        for place, stated in enumerate(row):
            operands = _operands(row[max(0, place - 3) : place]) if stated.unit.is_money else None
            if operands:
                _product(tally, at, text, operands, stated)


def _rows(text: Parsed, taken: Spans) -> Iterator[list[Quantity]]:
    """The quantities of each sentence that stand in no expression."""
    row: list[Quantity] = []
    for token in text.tokens:
        if token.kind == "break" and text.text[token.start] not in ":：":
            yield row
            row = []
        elif token.quantity is not None and not taken.holds(token.start):
            row.append(token.quantity)
    yield row


def _operands(before: Sequence[Quantity]) -> list[Quantity] | None:
    """The last few quantities, if they are one price and all that it is for."""
    for count in (2, 3):
        operands = list(before[-count:])
        priced = [q for q in operands if q.unit.priced]
        counts = sorted(q.unit.counted or "" for q in operands if not q.unit.priced)
        if len(operands) == count and len(priced) == 1 and counts == sorted(set(priced[0].unit.priced) - {"年"}):
            return operands
    return None


def _product(tally: Tally, at: At, text: Parsed, operands: Sequence[Quantity], stated: Quantity) -> None:
    node: Quantity | Operation = operands[0]
    for operand in operands[1:]:
        node = Operation("times", node, operand, node.start, operand.end)
    verdict = judge(Equation(node, stated, node.start, stated.end))
    said = key(text.text[operands[-1].end : stated.start])
    if verdict.status == "holds":
        return tally.ok()
    if verdict.status == "unclear" or not _TOGETHER.search(said):
        return None
    words = "×".join(text.text[q.start : q.end] for q in operands)
    data = {
        "expression": words,
        "computed": _printed(verdict.computed, True),
        "stated": text.text[stated.start : stated.end],
        "difference": _printed(abs(verdict.computed - verdict.stated), True),
    }
    gap = _printed(verdict.computed - verdict.stated, True)
    fault = Fault(data, (at,), key(words), data["computed"], data["stated"], gap, "warning", variant="implied")
    return tally.fault(fault)


def _capitals(tally: Tally, at: At, text: Parsed) -> None:
    """贰拾万元整（200000元）: an amount in capitals and in figures is one."""
    amounts = [q for q in text.quantities if q.unit.is_money]
    for one, other in pairwise(amounts):
        words = [text.text[q.start : q.end] for q in (one, other)]
        capitals = [bool(_CAPITALS.search(word)) for word in words]
        if capitals[0] == capitals[1] or not _RESTATED.search(text.text[one.end : other.start]):
            continue
        first, second = figure(one), figure(other)
        if agree(first, second):
            tally.ok()
            continue
        data = {"one": words[0], "other": words[1], "difference": _gap(first, second)}
        tally.fault(Fault(data, (at,), key(words[0]), words[0], words[1], data["difference"], variant="capitals"))


def _gap(one: Figure, other: Figure) -> str:
    return _printed(abs(one.value - other.value), True)
