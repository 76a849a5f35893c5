"""Notes in rows under the rows of a table become its last column; remarks between rows are passed over."""

from __future__ import annotations

import pytest

from tests.layouts import shown, tables

HEADER = "序 | 名称 | 要求 | 分"
ROWS = ("1 | 植树 | ≥30亩 | 40", "2 | 成活率 | ≥85% | 30", "3 | 补植 | ≤5月 | 30")


def drawn(*notes: str) -> str:
    """The rows, each with the note under it if it has one."""
    pairs = zip(ROWS, notes, strict=True)
    return "\n".join([HEADER, *(line for row, note in pairs for line in ((row.replace(" |", " |", 1), note) if note else (row,)))])


def test_notes_are_a_column() -> None:
    (table,) = tables(drawn(*(f"^ | ※ 计分办法：第{n}档 | < | <" for n in "甲乙丙")))
    assert shown(table) == [
        ["序", "名称", "要求", "分", "计分办法"],
        ["1", "植树", "≥30亩", "40", "第甲档"],
        ["2", "成活率", "≥85%", "30", "第乙档"],
        ["3", "补植", "≤5月", "30", "第丙档"],
    ]


OTHER: dict[str, tuple[str, str, str]] = {
    "labels that differ": ("^ | 依据：甲 | < | <", "^ | 来源：乙 | < | <", "^ | 用途：丙 | < | <"),
    "texts without a label": ("^ | 从严 | < | <", "^ | 从宽 | < | <", "^ | 从严 | < | <"),
    "two notes": ("^ | 依据：甲 | < | <", "", "^ | 依据：丙 | < | <"),
}


@pytest.mark.parametrize("case", OTHER)
def test_other_rows_make_no_column(case: str) -> None:
    found = tables(drawn(*OTHER[case]))
    assert all("依据" not in shown(table)[0] for table in found)
    assert all(len(shown(table)[0]) == 4 for table in found)


# a row between two rows → whether the table goes on behind it
BETWEEN: dict[str, tuple[str, bool]] = {
    "a remark behind an arrow": ("↑ 面积按实测填写，可另加行 | < | < | <", True),
    "a sentence": ("没有造林任务的不填。 | < | < | <", True),
    "a heading": ("其他事项 | < | < | <", False),
    "a remark over some columns only": ("甲 | ↑ 按实测填写 | < | <", False),
}


@pytest.mark.parametrize("case", BETWEEN)
def test_remarks_between_rows(case: str) -> None:
    row, goes_on = BETWEEN[case]
    (table, *_) = tables("\n".join([HEADER, *ROWS[:2], row, ROWS[2]]))
    assert [line[1] for line in shown(table)[1:]] == ["植树", "成活率", *(["补植"] if goes_on else [])]
