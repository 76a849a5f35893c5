"""The kinds of anomalies, one for each check: candidates for an edit, in random order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from eval.layouts.content.draft import Draft, Node
from eval.layouts.content.edits import Edit, read
from eval.layouts.content.identities import operands

__all__ = ["PLANTERS", "Planter", "Slip"]


@dataclass(frozen=True, slots=True)
class Slip:
    """An anomaly that may be planted: the first edit is where it is; the others keep copies of the same text alike."""

    check: str
    severity: Literal["error", "warning", "info"]
    reason: str
    edits: tuple[Edit, ...]
    certainty: Literal["certain", "probable", "concern"] = "certain"
    also: tuple[str, ...] = ()
    """Other leaves that belong to it, as they are."""


Planter: TypeAlias = Callable[[Draft], Iterator[Slip]]

_CLAIM = re.compile(r"claims\[(\d+)\]\.amount$")
_DIGIT = re.compile(r"[1-9]")
_CAPITALS = "壹贰叁肆伍陆柒捌玖"
_NEAR = {"≥": "≤", "≤": "≥"}

_BAD = (
    "成本",
    "投诉",
    "事故",
    "发生率",
    "差错",
    "超支",
    "违规",
    "误差",
    "死亡",
    "辍学",
    "漏损",
    "返贫",
    "时长",
    "耗时",
    "退稿",
    "故障",
)
_GOOD = (
    "满意", "合格率", "完成率", "覆盖率", "达标率", "及时率", "准确率", "知晓率", "发放率", "执行率", "成功率", "完好率",
    "入学率", "参与率",
)  # fmt: skip
_UNITS = {"个": "各", "人次": "认次", "万元": "万", "次": "此", "场": "厂", "家": "加"}
_CONFUSED = (
    ("及时", "即使"), ("截至", "截止"), ("调解", "调节"), ("部署", "布署"), ("反映", "反应"), ("按照", "安照"), ("必须", "必需"),
)  # fmt: skip


def _shuffled(draft: Draft, items: Sequence[str]) -> list[str]:
    return draft.rng.sample(list(items), len(items))


def _wrong(draft: Draft, text: str) -> str | None:
    """Another first digit: at least a tenth off."""
    if found := _DIGIT.search(text):
        digit = int(found[0])
        other = draft.rng.choice([near for near in (digit - 1, digit + 1, digit + 2) if 1 <= near <= 9])
        return f"{text[: found.start()]}{other}{text[found.end() :]}"
    if found := re.search(f"[{_CAPITALS}]", text):
        return text.replace(found[0], _CAPITALS[_CAPITALS.index(found[0]) - 1], 1)
    return None


def _arithmetic(check: str, wanted: str, reason: str, draft: Draft) -> Iterator[Slip]:
    """A wrong figure in an operand that `wanted` describes, of an identity of the check."""
    places = [
        place for stated in draft.identities if stated["check"] == check for place in operands(stated) if re.search(wanted, place)
    ]
    for place in _shuffled(draft, list(dict.fromkeys(places))):
        path, _, quote = place.partition("#")
        old = quote or read(draft.record, path)
        new = _wrong(draft, old)
        if new is not None:
            edits = _claim_edits(draft, path, old, new) if _CLAIM.search(path) else (Edit(path, old, new, quote=bool(quote)),)
            yield Slip(check, "error", reason, edits)


def _claim_edits(draft: Draft, path: str, old: str, new: str) -> tuple[Edit, ...]:
    """The figure stands in the sentence too, which other claims share."""
    found = _CLAIM.search(path)
    number = int(found[1]) if found else 0
    claims: list[Node] = draft.record["claims"]
    sentence = claims[number]["sentence"]
    sharing = [n for n, claim in enumerate(claims) if claim["sentence"] == sentence]
    at = _position(claims, [n for n in sharing if n <= number], sentence)
    changed = f"{sentence[:at]}{new}{sentence[at + len(old) :]}"
    return (Edit(path, old, new), *(Edit(f"claims[{n}].sentence", sentence, changed) for n in sharing))


def _position(claims: Sequence[Node], numbers: Sequence[int], sentence: str) -> int:
    """Where the amount of the last of `numbers` stands: they come in the order of the text."""
    at, cursor = 0, 0
    for number in numbers:
        if claims[number]["amount"] is not None:
            at = sentence.index(f"{claims[number]['amount']}{claims[number]['unit']}", cursor)
            cursor = at + len(claims[number]["amount"])
    return at


def _indicators(draft: Draft) -> list[tuple[str, Node]]:
    found = [
        (f"forms[{number}].indicators[{row}]", item)
        for number, form in enumerate(draft.record["forms"])
        for row, item in enumerate(form["indicators"])
    ]
    return draft.rng.sample(found, len(found))


def _reversed(draft: Draft) -> Iterator[Slip]:
    printed = {draft.profile.operators.get(sign, sign): draft.profile.operators.get(other, other) for sign, other in _NEAR.items()}
    good = draft.profile.operators.get("≥", "≥")
    for path, item in _indicators(draft):
        operator = item["operator"]
        words = _GOOD if operator == good else _BAD
        others = _BAD if operator == good else _GOOD
        name = item["name"] or ""
        if operator in printed and any(word in name for word in words) and not any(word in name for word in others):
            edit = Edit(f"{path}.operator", operator, printed[operator])
            yield Slip("I05", "error", "指标方向与其含义相反", (edit,), also=(f"{path}.name",))


def _beyond(draft: Draft) -> Iterator[Slip]:
    for path, item in _indicators(draft):
        if item["unit"] == "%" and item["value"] and item["name"] and item["name"].endswith("率"):
            new = str(draft.rng.choice((105, 110, 120)))
            yield Slip("I06", "info", "比率超出0至100%", (Edit(f"{path}.value", item["value"], new),), also=(f"{path}.name",))


def _odd_unit(draft: Draft) -> Iterator[Slip]:
    for path, item in _indicators(draft):
        if item["unit"] in _UNITS:
            edit = Edit(f"{path}.unit", item["unit"], _UNITS[item["unit"]])
            yield Slip("I07", "warning", "计量单位不是通行的单位", (edit,), also=(f"{path}.name",))


def _same_code(draft: Draft) -> Iterator[Slip]:
    coded = [(number, form["project_code"]) for number, form in enumerate(draft.record["forms"]) if form["project_code"]]
    if len(coded) > 1:
        (first, code), (second, old) = draft.rng.sample(coded, 2)
        edit = Edit(f"forms[{second}].project_code", old, code)
        yield Slip("P02", "error", "两个项目使用同一项目编码", (edit,), also=(f"forms[{first}].project_code",))


def _other_year(draft: Draft) -> Iterator[Slip]:
    dates = [label for label, kind in draft.profile.attributes.items() if kind == "date"]
    for number, form in enumerate(draft.record["forms"]):
        for place, item in enumerate(form["attributes"]):
            if item["label"] in dates and str(draft.year) in item["value"]:
                new = item["value"].replace(str(draft.year), str(draft.year + draft.rng.choice((-2, 2))))
                edit = Edit(f"forms[{number}].attributes[{place}].value", item["value"], new)
                yield Slip("P07", "error", "日期不在预算年度内", (edit,))


def _confused(draft: Draft) -> Iterator[Slip]:
    """In the texts of a form, and nowhere else: a sentence of the prose is many leaves."""
    texts = [
        f"forms[{number}].{place}[{row}].text"
        for number, form in enumerate(draft.record["forms"])
        for place in ("narratives", "tasks")
        for row in range(len(form[place]))
    ]
    for path in _shuffled(draft, texts):
        for right, wrong in _CONFUSED:
            if read(draft.record, path).count(right) == 1:
                yield Slip("X06", "warning", f"应为“{right}”", (Edit(path, right, wrong, quote=True),), certainty="probable")


_CELL = r"cells\[\d+\]$"
_ARITHMETIC = (
    ("W01", r"indicators\[\d+\]\.weight$", "指标权重之和不等于应有的合计"),
    ("W02", r"execution_weight$", "指标权重与预算执行率权重之和不等于100"),
    ("F01", r"(funding\[\d+\]\.amount|attributes\[\d+\]\.value)$", "资金各项之和不等于总额"),
    ("F02", r"#(=|.*元/)", "文字中的算式不成立"),
    ("F03", r"#[^=].*(元|整)$", "文字中的合计与预算数不一致"),
    ("F04", r"#共", "同一数量前后两处不一致"),
    ("T01", _CELL, "下级科目之和不等于上级科目"),
    ("T02", _CELL, "同一行各栏不能相加"),
    ("T03", _CELL, "合计行不等于各类之和"),
    ("T04", _CELL, "同一科目在两张表中金额不同"),
    ("T05", _CELL, "收入总计不等于支出总计"),
    ("T06", _CELL, "收支总表与分科目表的金额不同"),
    ("T07", _CELL, "“三公”经费合计不等于各项之和"),
    ("T09", _CELL, "政府采购合计不等于各项之和"),
    ("N01", r"claims\[\d+\]\.amount$", "文字说明的金额与表中不一致"),
    ("N02", r"claims\[\d+\]\.amount$", "文字说明的各部分之和不等于总额"),
    ("N04", r"claims\[\d+\]\.amount$", "增减额或增减率与两年金额不符"),
    ("N09", r"(claims\[\d+\]\.amount|cells\[\d+\])$", "百分比与相应金额不符"),
)
"""Check, the operands that may be made wrong, and what a reviewer says of it."""

PLANTERS: dict[str, Planter] = {
    **{check: partial(_arithmetic, check, wanted, reason) for check, wanted, reason in _ARITHMETIC},
    "I05": _reversed,
    "I06": _beyond,
    "I07": _odd_unit,
    "P02": _same_code,
    "P07": _other_year,
    "X06": _confused,
}
"""A planter for each check."""
