"""Tables of targets that stand upright are turned; tables with a target in each row, and head rows, are not."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

UPRIGHT = "考查点 | 栽树 | 成活率 | 巡护\n目标值 | ≥30亩 | ≥85% | ≥4次\n分值 | 40 | 30 | 30"
READ: list[list[str | None]] = [
    ["考查点", "目标值", "分值"],
    ["栽树", "≥30亩", "40"],
    ["成活率", "≥85%", "30"],
    ["巡护", "≥4次", "30"],
]
# what is drawn → the tables that are found
TURNED: dict[str, tuple[str, list[list[list[str | None]]]]] = {
    "names, targets, points": (UPRIGHT, [READ]),
    "in a form": (f"项目名称 | 荒山绿化 | < | <\n{UPRIGHT}\n主管部门 | 林业站 | < | <", [READ]),
    "merged levels over it": (
        f"级别 | 产出 | < | 效益\n{UPRIGHT}",
        [
            [
                ["级别", "考查点", "目标值", "分值"],
                ["产出", "栽树", "≥30亩", "40"],
                [None, "成活率", "≥85%", "30"],
                ["效益", "巡护", "≥4次", "30"],
            ]
        ],
    ),
    "a target in words": (UPRIGHT.replace("≥4次", "常态化"), [[*READ[:3], ["巡护", "常态化", "30"]]]),
    "a column without contents": (
        UPRIGHT.replace("巡护", "").replace("≥4次", "").replace("40 | 30 | 30", "60 | 40 |"),
        [[READ[0], ["栽树", "≥30亩", "60"], ["成活率", "≥85%", "40"]]],
    ),
    "one under another": (
        f"{UPRIGHT}\n{UPRIGHT.replace('栽树', '抚育')}",
        [READ, [READ[0], ["抚育", "≥30亩", "40"], *READ[2:]]],
    ),
}


@pytest.mark.parametrize("case", TURNED)
def test_turned(case: str) -> None:
    drawn, expected = TURNED[case]
    assert [shown(table) for table in tables(drawn)] == expected


KEPT: dict[str, str] = {
    "one target in a row": "考查点 | 目标值 | 上年值 | 分值\n栽树 | ≥30亩 | 20 | 60\n成活率 | ≥85% | 80 | 40",
    "two targets in each row": "考查点 | 目标值 | 中期值 | 分值\n栽树 | ≥30亩 | ≥20亩 | 60\n成活率 | ≥85% | ≥80% | 40",
    "neither levels nor points": "考查点 | 栽树 | 成活率\n目标值 | ≥30亩 | ≥85%",
    "most targets in words": "考查点 | 栽树 | 制度 | 责任\n目标值 | ≥30亩 | 健全 | 明确\n分值 | 40 | 30 | 30",
    "a plain number under two targets": "考查点 | 目标值 | 中期值\n栽树 | ≥30亩 | ≥20亩\n带动户数 | 20 | 10",
}


@pytest.mark.parametrize("case", list(KEPT))
def test_other_tables_stay_as_they_are(case: str) -> None:
    assert [shown(table) for table in tables(KEPT[case])] == [[row.split(" | ") for row in KEPT[case].split("\n")]]


def test_labels_and_values_are_no_table() -> None:
    assert tables("项目名称 | 荒山绿化 | 主管部门\n补助标准 | ≥30元 | ≤50元\n实施单位 | 林业站 | 苗圃") == []
