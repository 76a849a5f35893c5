"""Amounts side by side under their headings become funds; lists, indicators and pairs without such headings do not."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled

HEADS = "收入项目 | 金额 | 支出项目 | 本年预算数"
# what is drawn → labels and amounts of the block; nothing where there is none
SIDES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "side by side": (
        f"{HEADS}\n县级拨款 | 30 | 日常开支 | 20\n其他收入 | 0 | 专门开支 | 10",
        [("县级拨款", "30"), ("其他收入", "0"), ("日常开支", "20"), ("专门开支", "10")],
    ),
    "divided labels, beside a label for all": (
        "经费 | 渠道 | 金额 | 去向 | < | 金额\n^ | 县级拨款 | 30 | 开支 | 日常 | 20\n^ | 其他收入 | 0 | ^ | 专门 | 10\n"
        "^ | 收入合计 | 30 | 支出合计 | < | 30",
        [("县级拨款", "30"), ("其他收入", "0"), ("收入合计", "30"), ("开支/日常", "20"), ("开支/专门", "10")],
    ),
    "a second column of amounts, sums that differ": (
        "去向 | 预算数 | 上年执行数 | 渠道 | 金额\n日常 | 20 | 18 | 县级拨款 | 30\n合计 | 20 | 18 | 总计 | 31",
        [("日常", "20"), ("日常/上年执行数", "18"), ("合计", "20"), ("合计/上年执行数", "18"), ("县级拨款", "30"), ("总计", "31")],
    ),
    "one side only": ("渠道 | 金额\n县级拨款 | 30\n其他收入 | 0", []),
    "words under an amount": (f"{HEADS}\n县级拨款 | 30 | 日常开支 | 暂无\n其他收入 | 0 | 专门开支 | 暂无", []),
    "no amounts said": ("项目 | 内容 | 类别 | 说明\n桥梁 | 3 | 道路 | 4\n隧道 | 1 | 涵洞 | 2", []),
}


@pytest.mark.parametrize("case", SIDES)
def test_amounts_side_by_side(case: str) -> None:
    drawn, expected = SIDES[case]
    region = only(document([line("整体绩效目标表"), ruled(f"填报单位 | 某局\n{drawn}")]))
    assert [("/".join(p.text for p in fund.path), fund.amount.text) for funds in region.funds for fund in funds.funds] == expected
