"""Sources of money divided by the rows under them become funds, the source first; tasks, sums elsewhere and other words do not."""

from __future__ import annotations

import pytest

from tests.layouts import document, line, only, ruled

HEADS = "经费投入（元） | 类别 | 县级补助 | 自筹"
# what is drawn → labels and amounts of the block; nothing where there is none
CROSSED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "a sum in the last row": (
        f"{HEADS}\n^ | 养护任务 | 30 | 4\n^ | 巡护任务 |  | 6\n^ | 小计 | 30 | 10",
        [
            ("县级补助/养护任务", "30"),
            ("县级补助/巡护任务", ""),
            ("县级补助/小计", "30"),
            ("自筹/养护任务", "4"),
            ("自筹/巡护任务", "6"),
            ("自筹/小计", "10"),
        ],
    ),
    "labels and values below": (
        f"{HEADS}\n^ | 养护 | 30 | 4\n^ | 巡护 | 1 | 6\n^ | 合计 | 31 | 10\n^ | 总额 | 41 | 上年 | 38",
        [
            ("县级补助/养护", "30"),
            ("县级补助/巡护", "1"),
            ("县级补助/合计", "31"),
            ("自筹/养护", "4"),
            ("自筹/巡护", "6"),
            ("自筹/合计", "10"),
        ],
    ),
    "no sum": (f"{HEADS}\n^ | 养护任务 | 30 | 4\n^ | 巡护任务 | 1 | 6\n^ | 其他任务 | 30 | 10", []),
    "a sum before its parts": (f"{HEADS}\n^ | 小计 | 31 | 10\n^ | 养护任务 | 30 | 4\n^ | 巡护任务 | 1 | 6", []),
    "no sources": ("经费投入 | 类别 | 预算数 | 执行数\n^ | 养护 | 30 | 4\n^ | 巡护 | 1 | 6\n^ | 小计 | 31 | 10", []),
    "beside tasks": ("年度任务 | 名称 | 县级补助 | 自筹\n^ | 养护 | 30 | 4\n^ | 巡护 | 1 | 6\n^ | 小计 | 31 | 10", []),
    "nothing beside": ("类别 | 县级补助 | 自筹\n养护 | 30 | 4\n巡护 | 1 | 6\n小计 | 31 | 10", []),
}


@pytest.mark.parametrize("case", CROSSED)
def test_sources_over_their_parts(case: str) -> None:
    drawn, expected = CROSSED[case]
    region = only(document([line("绩效目标表"), ruled(f"填报单位 | 某局 | < | <\n{drawn}")]))
    found = [("/".join(p.text for p in fund.path), fund.amount.text) for funds in region.funds for fund in funds.funds]
    assert found == expected
    assert not expected or not region.tasks
