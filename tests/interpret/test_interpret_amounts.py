"""Budget tables: columns by role, codes joined, blocks side by side, nothing lost and nothing generated."""

from __future__ import annotations

import pytest

from extractor.interpret.grid import read_grid
from extractor.interpret.model_namer import ModelNamer
from extractor.interpret.namer import LexiconNamer
from extractor.interpret.reading import TableReading
from extractor.llm.fake import FakeGateway
from extractor.settle import settle_table
from tests.layouts import document, line, only, ruled
from tests.segment.test_segment_amounts import CODED, EMPTY, NUMBERED, SIDES, THREE


def read(drawn: str, *, above: tuple[str, ...] = ("单位：万元",), below: tuple[str, ...] = ()) -> TableReading:
    heads = [line("表 2"), line("某局2025年支出预算表"), *map(line, above)]
    region = only(document([*heads, ruled(drawn), *(line(text, top=400.0) for text in below)]))
    (table,) = read_grid(region, LexiconNamer(), "rules").tables
    return table


def test_codes_in_three_columns_are_joined() -> None:
    assert [(row.code.text if row.code else "", row.name.text if row.name else None) for row in read(CODED).rows] == [
        ("201", "一般公共服务支出"),
        ("20106", "财政事务"),
        ("", "合计"),
    ]


def test_merged_codes_repeat_what_stands_above() -> None:
    merged = CODED.replace("201 | 06 |  |", "^ | 06 | 01 |")
    assert [row.code.text for row in read(merged).rows if row.code] == ["201", "2010601"]


def test_codes_printed_whole_at_each_level_are_not_joined() -> None:
    whole = CODED.replace("201 | 06 |", "201 | 20106 |")
    assert [row.code.text for row in read(whole).rows if row.code] == ["201", "20106"]
    merged = CODED.replace("201 | 06 |  |", "^ | 20106 | 2010601 |")
    assert [row.code.text for row in read(merged).rows if row.code] == ["201", "2010601"]


# the text of a cell in a table without a column of codes → code and name
NAMED: dict[str, tuple[str | None, str]] = {
    "[201]一般公共服务支出": ("201", "一般公共服务支出"),
    "【20106】财政事务": ("20106", "财政事务"),
    "（2010601） 行政运行": ("2010601", "行政运行"),
    "208-社会保障": ("208", "社会保障"),
    "[21]水利": (None, "[21]水利"),
    "水利[213]": (None, "水利[213]"),
    "农业农村（21301）": ("21301", "农业农村"),
    "维修（护）费(30213)": ("30213", "维修（护）费"),
    "养护（二期）": (None, "养护（二期）"),
    "养护（2025）": (None, "养护（2025）"),
}


@pytest.mark.parametrize("text", NAMED)
def test_codes_before_names(text: str) -> None:
    row = read(f"项目 | 预算数 | 决算数\n{text} | 50 | 40\n合计 | 50 | 40").rows[0]
    assert (row.code.text if row.code else None, row.name.text if row.name else None) == NAMED[text]


# numbers of the rows, under 行号 → headings of the amounts
COUNTED: dict[tuple[str, str, str], list[str]] = {
    ("1", "2", "3"): ["预算数", "决算数"],
    ("5", "6", "7"): ["预算数", "决算数"],
    ("7", "3", "10"): ["行号", "预算数", "决算数"],
}


@pytest.mark.parametrize("numbers", COUNTED)
def test_numbers_of_rows_are_no_amounts(numbers: tuple[str, str, str]) -> None:
    one, two, three = numbers
    table = read(f"项目 | 行号 | 预算数 | 决算数\n财政拨款 | {one} | 50 | 40\n事业收入 | {two} | 30 | 20\n合计 | {three} | 80 | 60")
    assert [path[-1].text for path in table.columns] == COUNTED[numbers]
    assert [row.name.text for row in table.rows if row.name] == ["财政拨款", "事业收入", "合计"]


def test_blocks_side_by_side_give_a_row_each() -> None:
    table = read(SIDES)
    assert ["/".join(piece.text for piece in path) for path in table.columns] == ["收入/预算数", "支出/合计", "支出/其中：财政拨款"]
    assert [(row.name.text if row.name else None, [c.text if c else "" for c in row.cells]) for row in table.rows] == [
        ("一、本年收入", ["", "", ""]),
        ("财政拨款", ["80.5", "", ""]),
        ("收入总计", ["80.5", "", ""]),
        ("一、本年支出", ["", "", ""]),
        ("教育支出", ["", "80.5", "80.5"]),
        ("支出总计", ["", "80.5", "80.5"]),
    ]
    assert all(row.code is None for row in table.rows)


def test_a_table_without_names_keeps_its_row() -> None:
    (row,) = read(THREE).rows
    assert (row.code, row.name, [c.text if c else "" for c in row.cells]) == (None, None, ["2.85", "", "", "", "2.85"])


def test_a_table_without_rows_is_still_a_table() -> None:
    table = read(EMPTY, below=("（备注：本单位无此项收支，故此表无数据。）",))
    assert table.rows == []
    assert table.note is not None
    assert table.note.text.startswith("（备注")


# what stands under a table, the table → its note
NOTED: dict[str, tuple[str, tuple[str, ...], str | None]] = {
    "a sentence over two lines": (
        EMPTY,
        ("某县林业局2024年没有此类收支，", "故此表无数据。"),
        "某县林业局2024年没有此类收支，故此表无数据。",
    ),
    "a sentence about something else": (EMPTY, ("某县林业局2024年没有此类收支。",), None),
    "a table with amounts": (THREE, ("本表为空的，应当说明。",), None),
}


@pytest.mark.parametrize("case", NOTED)
def test_what_is_said_of_an_empty_table(case: str) -> None:
    drawn, below, expected = NOTED[case]
    note = read(drawn, below=below).note
    assert (note.text if note else None) == expected


def test_an_account_by_function_is_a_name() -> None:
    table = read("编码 | 功能科目 | 基本支出 | 其中：项目支出", above=())
    assert [path[-1].text for path in table.columns] == ["基本支出", "其中：项目支出"]


def test_an_empty_table_with_its_unit_in_the_corner() -> None:
    corner = "科目（万元） | < | 基本支出 | 项目支出 | 合计\n编码 | 名称（类、款） | ^ | ^ | ^"
    table = read(corner, above=(), below=("注：本单位无此项支出。",))
    assert [path[-1].text for path in table.columns] == ["基本支出", "项目支出", "合计"]
    assert [piece.text for piece in (table.amount_unit, table.note) if piece] == ["万元", "注：本单位无此项支出。"]


def test_a_bracket_in_the_corner_that_is_no_unit() -> None:
    assert read(NUMBERED.replace("科目编码", "科目编码（新）"), above=()).amount_unit is None


def test_kinds() -> None:
    kinds = {
        name: read(drawn).kind for name, drawn in {"coded": CODED, "sides": SIDES, "three": THREE, "numbered": NUMBERED}.items()
    }
    assert kinds == {"coded": "functional", "sides": "revenue_expenditure", "three": "three_public", "numbered": "functional"}


def test_number_title_and_unit() -> None:
    made = settle_table(read(NUMBERED))
    assert [leaf.raw if leaf else None for leaf in (made.number, made.title, made.amount_unit)] == [
        "表 2",
        "某局2025年支出预算表",
        "万元",
    ]
    amount = made.rows[0].cells[0]
    assert amount is not None
    assert (amount.value, amount.unit, amount.unit_source) == ("754.75", "万元", "form")


def test_money_without_a_unit_says_so() -> None:
    amount = settle_table(read(NUMBERED, above=())).rows[0].cells[0]
    assert amount is not None
    assert amount.unit is None


def test_unread_ink_is_no_blank() -> None:
    cell = settle_table(read(NUMBERED.replace("700", "#"))).rows[0].cells[1]
    assert cell is not None
    assert cell.unreadable


ROLES = {"栏目甲": "科目编码", "栏目乙": "科目名称", "栏目丙": "金额", "栏目丁": "金额"}
STRANGE = """
栏目甲 | 栏目乙 | 栏目丙 | 栏目丁
208 | 社会保障和就业支出 | 754.75 |
"""


def test_the_model_names_columns_that_no_lexicon_has() -> None:
    gateway = FakeGateway({"name_budget_columns": ROLES})
    region = only(document([line("某局预算表"), ruled(STRANGE)]))
    reading = read_grid(region, ModelNamer(gateway), "map")
    (row,) = reading.tables[0].rows
    assert (row.code.text if row.code else None, [c.text if c else "" for c in row.cells]) == ("208", ["754.75", ""])
    assert reading.usage.generated_tokens == 0
    assert "754.75" not in str(gateway.asked), "values are shown by kind only"


def test_a_blank_column_is_an_amount_whatever_the_model_says() -> None:
    gateway = FakeGateway({"name_budget_columns": ROLES | {"栏目丁": "科目名称"}})
    (table,) = read_grid(only(document([line("某局预算表"), ruled(STRANGE)])), ModelNamer(gateway), "map").tables
    assert len(table.columns) == 2


def test_a_blank_column_between_amounts_is_no_remark() -> None:
    gateway = FakeGateway({"name_budget_columns": ROLES | {"栏目丙": "文字备注"}})
    drawn = "\n栏目甲 | 栏目乙 | 栏目丙 | 栏目丁\n208 | 社会保障和就业支出 |  | 754.75\n"
    (table,) = read_grid(only(document([line("某局预算表"), ruled(drawn)])), ModelNamer(gateway), "map").tables
    assert len(table.columns) == 2
