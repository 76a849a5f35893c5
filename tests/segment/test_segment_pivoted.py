"""Labels that stand beside every indicator in rows of their own become columns; names that repeat do not."""

from __future__ import annotations

import pytest

from tests.layouts import document, only, regions, ruled, shown, tables

STAGES = """
类别 | 考查点 | 阶段 | 要求 | 分值
数量 | 栽树 | 三年目标 | ≥90亩 | 30
^ | ^ | 当年目标 | ≥30亩 | ^
^ | 抚育 | 三年目标 | ≥60亩 | 30
^ | ^ | 当年目标 | ≥20亩 | ^
质量 | 成活率 | 三年目标 | ≥90% | 40
^ | ^ | 当年目标 | ≥85% | ^
"""
READ: list[list[str | None]] = [
    ["类别", "考查点", "三年目标", "当年目标", "分值"],
    ["数量", "栽树", "≥90亩", "≥30亩", "30"],
    [None, "抚育", "≥60亩", "≥20亩", "30"],
    ["质量", "成活率", "≥90%", "≥85%", "40"],
]
# what is drawn → the table that is read
PIVOTED: dict[str, tuple[str, list[list[str | None]]]] = {
    "each beside its label": (STAGES, READ),
    "one heading over label and value": (STAGES.replace("阶段 | 要求", "要求与进展 | <"), READ),
    "a label misread goes by its place": (STAGES.replace("≥60亩 | 30\n^ | ^ | 当年目标", "≥60亩 | 30\n^ | ^ | 当年日标"), READ),
    "a value left blank": (STAGES.replace("≥60亩", ""), [*READ[:2], [None, "抚育", "", "≥20亩", "30"], READ[3]]),
    "a label that an indicator lacks": (
        STAGES.replace("^ | 抚育 | 三年目标 | ≥60亩 | 30\n^ | ^ | 当年目标 | ≥20亩 | ^", "^ | 抚育 | 当年目标 | ≥20亩 | 30"),
        [*READ[:2], [None, "抚育", "", "≥20亩", "30"], READ[3]],
    ),
    "labels in another order": (
        STAGES.replace("三年目标 | ≥60亩 | 30\n^ | ^ | 当年目标 | ≥20亩", "当年目标 | ≥20亩 | 30\n^ | ^ | 三年目标 | ≥60亩"),
        READ,
    ),
}


@pytest.mark.parametrize("case", PIVOTED)
def test_a_column_for_each_label(case: str) -> None:
    drawn, expected = PIVOTED[case]
    assert [shown(table) for table in tables(drawn)] == [expected]


# what is drawn, each with five columns and six rows
KEPT: dict[str, str] = {
    "the same indicators of each project": STAGES.replace("阶段", "指标名称"),
    "levels": STAGES.replace("三年目标", "数量指标").replace("当年目标", "质量指标"),
    "names of other things": STAGES.replace("三年目标", "培训人数").replace("当年目标", "完成率"),
    "a third column that goes on": STAGES.replace("≥30亩 | ^", "≥30亩 | 12"),
    "labels of their own for each": STAGES.replace("三年目标 | ≥60亩", "前年目标 | ≥60亩").replace(
        "三年目标 | ≥90%", "去年目标 | ≥90%"
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_other_tables_stay_as_they_are(case: str) -> None:
    (table,) = tables(KEPT[case])
    assert (len(table.columns), len(table.cells)) == (5, 6)


def test_in_a_text_copy() -> None:
    rows = [row.replace("^", "").replace(" | ", "\t") for row in STAGES.strip().split("\n")]
    (table,) = only("\n".join(["绩效目标表", *rows])).tables
    assert [[text or None for text in row] for row in shown(table)] == READ


def test_a_heading_over_words_that_do_not_repeat_is_not_cut() -> None:
    drawn = "类别 | 考查点 | 要求 | < | 分值\n数量 | 栽树 | 亩 | ≥30 | 60\n质量 | 成活率 | 百分点 | ≥85 | 40"
    (region,) = regions(document([ruled(drawn)]))
    assert not any(len(table.columns) > 4 for table in region.tables)
