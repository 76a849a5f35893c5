"""Tasks beside indicators, as blocks and as columns; levels in brackets; what is asked of the whole. Other tables stay whole."""

from __future__ import annotations

import pytest

from extractor.segment import TaskTable
from tests.layouts import document, line, only, ruled, shown

LONG = "开展农村公路养护，保障道路畅通安全，提升群众满意度。"


def tasks(table: TaskTable) -> list[list[str | None]]:
    header: list[str | None] = ["/".join(piece.text for piece in column.path) for column in table.columns]
    return [header, *([cell.text if cell else None for cell in row] for row in table.cells)]


HEADER = "工作任务 | 做法 | 一级指标 | 指标内容 | 指标值 | 分值"
BODY = f"养护 | {LONG} | 产出 | 里程 | ≥30公里 | 20\n^ | ^ | 产出 | 桥梁 | ≥3座 | 20\n巡查 | 每月 | 产出 | 次数 | ≥12次 | 30"
WHOLE = "全部工作 | < | 效果 | 满意度 | ≥95% | 20\n^ | ^ | 效益 | 知晓率 | ≥80% | 10"


def test_tasks_beside_indicators_and_what_is_asked_of_the_whole() -> None:
    region = only(document([line("整体绩效目标表"), ruled(f"{HEADER}\n{BODY}\n{WHOLE}")]))
    assert tasks(region.tasks[0])[:4] == [["工作任务", "做法"], ["养护", LONG], ["巡查", "每月"], ["全部工作", ""]]
    rows = shown(region.tables[0])
    assert rows[0] == ["一级指标", "指标内容", "指标值", "分值"]
    assert [row[1] for row in rows[1:]] == ["里程", "桥梁", "次数", "满意度", "知晓率"]


# headings of the first two columns of a table of indicators: none of them is parted
WHOLE_TABLES = {"projects": ("项目名称", "任务"), "nothing of tasks": ("科室", "做法"), "a number": ("序号", "编号")}


@pytest.mark.parametrize("case", WHOLE_TABLES)
def test_other_columns_stay_with_the_indicators(case: str) -> None:
    first, second = WHOLE_TABLES[case]
    drawn = f"{first} | {second} | 一级指标 | 指标内容 | 指标值 | 分值\n{BODY}"
    region = only(document([line("整体绩效目标表"), ruled(drawn)]))
    assert (region.tasks, len(region.tables[0].columns)) == ([], 6)


# what is drawn → header and rows of the tasks; nothing where there are none
BLOCKS: dict[str, tuple[str, list[list[str | None]]]] = {
    "blocks": (
        f"任务一 | 任务名称 | 养护 | 经费 | 30\n^ | 做法 | {LONG} | 其中：县级 | 20\n"
        f"任务二 | 任务名称 | 巡查 | 经费 | 10\n^ | 做法 | {LONG} | 其中：县级 | ",
        [["", "任务名称", "经费", "做法", "其中：县级"], ["任务一", "养护", "30", LONG, "20"], ["任务二", "巡查", "10", LONG, ""]],
    ),
    "columns, a row between that is cut otherwise": (
        "类别 | 任务1 | 任务2\n事项 | 养护 | 巡查\n做法和 | 要求 | <\n经费 | 30 | 10",
        [["", "事项", "经费"], ["任务1", "养护", "30"], ["任务2", "巡查", "10"]],
    ),
    "one block": ("任务一 | 名称 | 养护 | 经费 | 30\n^ | 做法 | 每月 | 其中：县级 | 20", []),
    "blocks of something else": (
        "甲方 | 名称 | 养护 | 经费 | 30\n^ | 地址 | 某街 | 电话 | 20\n乙方 | 名称 | 巡查 | 经费 | 10\n^ | 地址 | 某路 | 电话 | 30",
        [],
    ),
    "columns of something else": ("类别 | 方案1 | 方案2\n事项 | 养护 | 巡查\n经费 | 30 | 10", []),
}


@pytest.mark.parametrize("case", BLOCKS)
def test_blocks_of_tasks(case: str) -> None:
    drawn, expected = BLOCKS[case]
    region = only(document([line("整体绩效目标表"), ruled(f"填报单位 | 某局\n{drawn}")]))
    assert [row for table in region.tasks for row in tasks(table)] == expected


# names of indicators → the first two columns
BRACKETED: dict[str, tuple[tuple[str, ...], list[list[str | None]]]] = {
    "levels": (("[数量]里程", "【质量】合格率"), [["二级指标", "内容"], ["数量", "里程"], ["质量", "合格率"]]),
    "first levels": (("［产出］里程", "[效果]知晓率"), [["一级指标", "内容"], ["产出", "里程"], ["效果", "知晓率"]]),
    "no levels": (("[甲村]里程", "[乙村]里程"), [["内容", "标准"], ["[甲村]里程", "≥1公里"], ["[乙村]里程", "≥1公里"]]),
    "one without": (("[数量]里程", "合格率"), [["内容", "标准"], ["[数量]里程", "≥1公里"], ["合格率", "≥1公里"]]),
}


@pytest.mark.parametrize("case", BRACKETED)
def test_levels_in_brackets(case: str) -> None:
    names, expected = BRACKETED[case]
    rows = "\n".join(f"{name} | ≥1公里 | 20" for name in names)
    (table,) = only(document([line("绩效目标表"), ruled(f"内容 | 标准 | 分\n{rows}")])).tables
    assert [row[:2] for row in shown(table)] == expected
