"""Tables of yearly tasks: found by their heading, over page breaks, with amounts behind; other tables are none."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.segment import TaskTable
from tests.layouts import document, line, of_text, only, ruled

TITLE = "年度整体绩效目标表"
LONG = "开展农村公路养护，保障道路畅通安全，提升群众满意度。"


def tables(made: Document) -> list[TaskTable]:
    return only(made).tasks


def shown(table: TaskTable) -> list[list[str | None]]:
    header: list[str | None] = ["/".join(piece.text for piece in column.path) for column in table.columns]
    return [header, *([cell.text if cell else None for cell in row] for row in table.cells)]


BESIDE = f"重点任务 | 事项 | 要点\n^ | 养护 | {LONG}\n^ | 桥梁 | 维修三座"
# what is drawn → header and rows
FOUND: dict[str, tuple[Document, list[list[str | None]]]] = {
    "beside its heading": (
        document([line(TITLE), ruled(f"{BESIDE}\n年度目标 | {LONG} | <")]),
        [["事项", "要点"], ["养护", LONG], ["桥梁", "维修三座"]],
    ),
    "amounts behind under two rows of headings": (
        document(
            [
                line(TITLE),
                ruled(
                    f"年度任务 | 任务名称 | 主要内容 | 预算金额 | <\n^ | ^ | ^ | 总额 | 财政拨款\n^ | 养护 | {LONG} | 100 | 80\n"
                    "^ | 合计 | < | 100 | 80"
                ),
            ]
        ),
        [
            ["任务名称", "主要内容", "预算金额/总额", "预算金额/财政拨款"],
            ["养护", LONG, "100", "80"],
            ["合计", None, "100", "80"],
        ],
    ),
    "under its heading": (
        document([line(TITLE), ruled(f"年度重点工作任务 | <\n工作名称 | 工作内容\n养护 | {LONG}\n桥梁 | {LONG}")]),
        [["工作名称", "工作内容"], ["养护", LONG], ["桥梁", LONG]],
    ),
    "over a page break, the header again": (
        document([line(TITLE), ruled(BESIDE)], [ruled(f" | 事项 | 要点\n^ | 隧道 | {LONG}", 2)]),
        [["事项", "要点"], ["养护", LONG], ["桥梁", "维修三座"], ["隧道", LONG]],
    ),
    "a text copy with blanks for merged cells": (
        of_text(f"{TITLE}\n\n重点任务\t事项\t\t要点\t\n\t养护\t\t{LONG}\t\n\t桥梁\t\t维修三座\t\n年度目标\t{LONG}\t\t\t\n"),
        [["事项", "要点"], ["养护", LONG], ["桥梁", "维修三座"]],
    ),
}


@pytest.mark.parametrize("name", FOUND)
def test_tables_of_tasks(name: str) -> None:
    made, expected = FOUND[name]
    (table,) = tables(made)
    assert shown(table) == expected


NONE: dict[str, str] = {
    "a label and its text": f"年度任务 | {LONG} | <\n主管部门 | 交通局 | <",
    "rows of labels and values": "主要任务 | 道路养护 | 责任单位 | 养护中心\n项目负责人 | 张三 | 联系电话 | 1234567",
    "indicators": "任务名称 | 一级指标 | 指标名称 | 指标值\n养护 | 产出指标 | 里程 | ≥168\n桥梁 | 产出指标 | 座数 | ≥3",
    "another heading": f"基本情况 | 事项 | 要点\n^ | 养护 | {LONG}",
}


@pytest.mark.parametrize("name", NONE)
def test_other_rows_are_none(name: str) -> None:
    assert tables(document([line(TITLE), ruled(NONE[name])])) == []


FIRST, SECOND = "任务一：荒山绿化：栽植油松三十亩。", "任务二、林区巡护：每月巡山。"
SAID = [["荒山绿化", "栽植油松三十亩。"], ["林区巡护", "每月巡山。"]]
# what is drawn → the rows of tasks, the rows of the region that they take
LISTED: dict[str, tuple[str, list[list[str]], range]] = {
    "beside the heading of all": (
        f"年度目标 | 守护山林\n重点工作 | {FIRST}\n^ | {SECOND}\n实施单位 | 林业站",
        SAID,
        range(1, 3),
    ),
    "as wide as the form": (f"实施单位 | 林业站\n{FIRST} | <\n{SECOND} | <", SAID, range(1, 3)),
    "a single one": (f"实施单位 | 林业站\n重点工作 | {FIRST}", [], range(0)),
    "not one after another": (f"重点工作 | {FIRST}\n实施单位 | 林业站\n其他工作 | {SECOND}", [], range(0)),
    "without numbers": ("重点工作 | 荒山绿化：栽植油松三十亩。\n^ | 林区巡护：每月巡山。", [], range(0)),
    "without names": ("重点工作 | 任务一：栽植油松三十亩。\n^ | 任务二：每月巡山。", [], range(0)),
}


@pytest.mark.parametrize("name", LISTED)
def test_tasks_one_after_another(name: str) -> None:
    drawn, expected, rows = LISTED[name]
    found = tables(document([line(TITLE), ruled(drawn)]))
    assert [[cell.text for cell in cells if cell] for table in found for cells in table.cells] == expected
    assert [n for table in found for n in range(table.first, table.last)] == [*rows]


# what is drawn → the rows of tasks
COUNTED: dict[str, tuple[str, list[list[str]]]] = {
    "counted beside the heading of all": (
        f"年度目标 | {LONG} | <\n年度工作任务 | 1．养护 | {LONG}\n^ | （2）桥梁 | 维修三座\n主管部门 | 交通局 | <",
        [["养护", LONG], ["桥梁", "维修三座"]],
    ),
    "not counted": (f"年度工作任务 | 养护 | {LONG}\n^ | 桥梁 | 维修三座", []),
    "one of them not counted": (f"年度工作任务 | 1．养护 | {LONG}\n^ | 桥梁 | 维修三座", []),
    "a single one": (f"年度工作任务 | 1．养护 | {LONG}\n主管部门 | 交通局 | <", []),
    "another heading": (f"立项依据 | 1．养护 | {LONG}\n^ | 2．桥梁 | 维修三座", []),
    "targets": (f"任务指标 | 1．养护 | {LONG}\n^ | 2．桥梁 | 维修三座", []),
}


@pytest.mark.parametrize("name", COUNTED)
def test_tasks_counted_beside_their_heading(name: str) -> None:
    drawn, expected = COUNTED[name]
    found = tables(document([line(TITLE), ruled(drawn)]))
    assert [[cell.text for cell in cells if cell] for table in found for cells in table.cells] == expected


# what is drawn → header and rows; nothing where there are none
UNDER: dict[str, tuple[str, list[list[str | None]]]] = {
    "amounts below what stands under the headings": (
        "重点任务 | 序号 | 事项 | 要点 | < | <\n"
        f"^ | 任务1 | 养护 | {LONG} | < | <\n^ | ^ | 拨款 | 12 | 自筹 | 3\n"
        "^ | 任务2 | 桥梁 | 维修三座。 | < | <\n^ | ^ | 拨款 | 8 | 自筹 | ",
        [["", "事项", "要点", "拨款", "自筹"], ["任务1", "养护", LONG, "12", "3"], ["任务2", "桥梁", "维修三座。", "8", ""]],
    ),
    "other labels in the second": (
        "序号 | 事项 | 要点 | < | <\n"
        f"任务1 | 养护 | {LONG} | < | <\n^ | 拨款 | 12 | 自筹 | 3\n"
        "任务2 | 桥梁 | 维修三座。 | < | <\n^ | 用途 | 8 | 自筹 | 1",
        [],
    ),
    "not numbered as tasks": (
        "序号 | 事项 | 要点 | < | <\n"
        f"1 | 养护 | {LONG} | < | <\n^ | 拨款 | 12 | 自筹 | 3\n"
        "2 | 桥梁 | 维修三座。 | < | <\n^ | 拨款 | 8 | 自筹 | 1",
        [],
    ),
}


@pytest.mark.parametrize("name", UNDER)
def test_tasks_under_headings_with_labels_below(name: str) -> None:
    drawn, expected = UNDER[name]
    found = tables(document([line(TITLE), ruled(f"填报单位 | 某局 | < | < | <\n{drawn}")]))
    assert [shown(table) for table in found] == ([expected] if expected else [])
