"""What a column of a budget table measures, told from the words of its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Meaning", "Source", "meaning"]

Source = Literal["all", "general", "funds", "none"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """An item, the year, the source of the money, and whether it is the amount, its change, or the change in per cent."""

    item: str
    is_before: bool
    source: Source
    what: Literal["amount", "change", "rate"]


_ITEMS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("购置及运行", "购置和运行", "购置与运行", "购置及运维"), "vehicle"),
    (("出国", "因公"), "abroad"),
    (("购置",), "purchase"),
    (("运行维护", "运行费", "运维", "维护费"), "running"),
    (("接待",), "reception"),
    (("公务用车", "车辆"), "vehicle"),
    (("货物",), "goods"),
    (("工程",), "works"),
    (("服务",), "services"),
    (("人员",), "personnel"),
    (("公用",), "public"),
    (("基本",), "basic"),
    (("项目支出", "项目经费", "项目"), "project"),
)
"""The first that stands in a part of the header, the last part first."""

_SOURCES: tuple[tuple[tuple[str, ...], Source], ...] = (
    (("结转", "国有资本", "专户", "事业", "经营", "其他", "上级补助", "单位资金"), "none"),
    (("政府性基金", "基金"), "funds"),
    (("一般公共预算", "财政拨款", "公共预算", "财政资金"), "general"),
)


def meaning(path: Sequence[str], year: int) -> Meaning:
    """The meaning of a header path; a header that says nothing of it is the total of this year, from all sources."""
    joined = "/".join(path)
    is_rate = any(sign in joined for sign in ("率", "%", "％", "幅", "比例"))
    is_change = any(word in joined for word in ("增减", "增长", "变动", "增加"))
    source: Source = next((source for words, source in _SOURCES if any(word in joined for word in words)), "all")
    return Meaning(
        item=_item(path),
        is_before=not is_change and _is_before(joined, year),
        source=source,
        what="rate" if is_change and is_rate else "change" if is_change else "amount",
    )


def _is_before(joined: str, year: int) -> bool:
    return ("上年" in joined and "结转" not in joined) or (str(year - 1) in joined and str(year) not in joined)


def _item(path: Sequence[str]) -> str:
    for part in reversed(path):
        found = next((item for words, item in _ITEMS if any(word in part for word in words)), None)
        if found:
            return found
    return "total"
