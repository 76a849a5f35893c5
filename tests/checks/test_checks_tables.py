"""T: budget tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import check_record
from extractor.checks.tables_words import bare_name, item_of, meaning_of, source_of
from tests.checks.samples import record

Rows = list[tuple[str | None, str | None, list[str]]]

USE = [["合计"], ["基本支出"], ["项目支出"]]
YEARS = [["2023年预算数"], ["2024年预算数"]]
SIDES = [["收入", "预算数"], ["支出", "预算数"]]
PUBLIC = [
    ["合计"],
    ["因公出国（境）费"],
    ["公务用车购置及运行费", "小计"],
    ["公务用车购置及运行费", "购置费"],
    ["公务用车购置及运行费", "运行费"],
    ["公务接待费"],
]
KINDS = [["合计"], ["货物类"], ["工程类"], ["服务类"]]


def _table(kind: str, columns: list[list[str]], rows: Rows, **more: object) -> dict[str, object]:
    made = [{"code": code, "name": name, "cells": cells} for code, name, cells in rows]
    return {"kind": kind, "number": "表1", "title": "2024年预算表", "amount_unit": "元", "columns": columns, "rows": made} | more


def _status(check: str, *tables: dict[str, object]) -> list[str]:
    checked = check_record(record(tables=list(tables)))
    return [row.status for row in checked.ledger if row.check == check]


def _functional(*rows: tuple[str, str, list[str]], **more: object) -> dict[str, object]:
    return _table("functional", USE, list(rows), **more)


def _side(income: str, spending: str) -> dict[str, object]:
    rows: Rows = [
        (None, "一般公共预算拨款收入", ["100.00", ""]),
        (None, "本年收入合计", ["100.00", ""]),
        (None, "上年结转", ["20.00", ""]),
        (None, "收入总计", [income, ""]),
        (None, "公共安全支出", ["", "110.00"]),
        (None, "住房保障支出", ["", "10.00"]),
        (None, "本年支出合计", ["", spending]),
        (None, "支出总计", ["", spending]),
    ]
    return _table("revenue_expenditure", SIDES, rows)


ROLL = ("204", "公共安全支出", ["30.00", "10.00", "20.00"])
CHILD = ("20406", "司法", ["30.00", "10.00", "20.00"])
LEAVES = [("2040601", "行政运行", ["10.00", "10.00", ""]), ("2040604", "基层司法业务", ["20.00", "", "20.00"])]
ENOUGH = _functional(ROLL, CHILD, *LEAVES)
NO_CODES = _table("other", [["金额"]], [(None, "甲", ["1.00"])])

TABLE_CASES = [
    ("T01", ENOUGH, "pass"),
    ("T01", _functional(("204", "公共安全支出", ["40.00", "10.00", "30.00"]), CHILD, *LEAVES), "fail"),
    ("T01", NO_CODES, "not_applicable"),
    ("T01", _functional(("204", "公共安全支出", ["", "", ""]), CHILD), "insufficient_data"),
    ("T01", _functional(("204", "公共安全支出", ["约30", "", ""]), CHILD), "insufficient_data"),
    ("T01", _functional(ROLL, CHILD, amount_unit=""), "pass"),
    # a five-digit code that is not printed: the seven-digit ones go straight to the class
    ("T01", _functional(ROLL, *LEAVES), "pass"),
    # where the zeros of a column are printed, a blank is something missing
    (
        "T01",
        _functional(
            ("204", "公共安全支出", ["30", "5", "0"]), ("20406", "司法", ["30", "", "0"]), ("20407", "监狱", ["0", "0", "0"])
        ),
        "insufficient_data",
    ),
    ("T02", ENOUGH, "pass"),
    ("T02", _functional(("204", "公共安全支出", ["31.00", "10.00", "20.00"]), CHILD), "fail"),
    ("T02", _functional(("204", "公共安全支出", ["30.00", "", ""])), "insufficient_data"),
    ("T02", NO_CODES, "not_applicable"),
    # last year's column is no part of this year's total
    (
        "T02",
        _table(
            "functional",
            [["2023年预算数"], *[["2024年预算数", *path] for path in USE]],
            [("204", "公共安全支出", ["9", "30", "10", "20"])],
        ),
        "pass",
    ),
    # sources and use are two ways to divide one total
    (
        "T02",
        _table(
            "functional",
            [["合计"], ["一般公共预算"], ["政府性基金预算"], ["基本支出"], ["项目支出"]],
            [("204", "公共安全支出", ["30", "25", "5", "10", "20"])],
        ),
        "pass",
    ),
    # columns of unknown meaning are held against a total only where most rows bear it out
    ("T02", _table("other", [["合计"], ["甲"], ["乙"]], [("201", "一般公共服务支出", ["9", "1", "2"])]), "insufficient_data"),
    ("T02", _table("economic", [["基本支出"], ["人员经费"], ["公用经费"]], [("301", "工资福利支出", ["9", "8", "2"])]), "fail"),
    (
        "T02",
        _table("functional", [["上年预算"], ["本年预算"], ["增减变动", "金额"]], [("204", "公共安全支出", ["9", "12", "4"])]),
        "fail",
    ),
    ("T03", _functional(("", "合计", ["30.00", "10.00", "20.00"]), ROLL, CHILD), "pass"),
    ("T03", _functional(("", "合计", ["33.00", "10.00", "20.00"]), ROLL, CHILD), "fail"),
    ("T03", ENOUGH, "not_applicable"),
    ("T03", _functional(("", "合计", ["", "", ""]), ROLL), "insufficient_data"),
    ("T03", _side("120.00", "120.00"), "pass"),
    ("T03", _side("130.00", "120.00"), "fail"),
    (
        "T03",
        _table(
            "revenue_expenditure",
            SIDES,
            [
                (None, "一、本年收入", ["90.00", ""]),
                (None, "一般公共预算拨款", ["100.00", ""]),
                (None, "二、上年结转", ["", ""]),
                (None, "收入总数", ["90.00", ""]),
            ],
        ),
        "fail",
    ),
    ("T05", _side("120.00", "120.00"), "pass"),
    ("T05", _side("120.00", "130.00"), "fail"),
    ("T05", ENOUGH, "not_applicable"),
    ("T05", _side("120.00", ""), "insufficient_data"),
    ("T07", _table("three_public", PUBLIC, [(None, None, ["10", "1", "6", "2", "4", "3"])]), "pass"),
    ("T07", _table("three_public", PUBLIC, [(None, None, ["10", "1", "7", "2", "4", "3"])]), "fail"),
    ("T07", _table("three_public", PUBLIC, [(None, None, ["10", "", "", "", "", ""])]), "insufficient_data"),
    ("T07", ENOUGH, "not_applicable"),
    (
        "T07",
        _table(
            "three_public",
            [["预算数"]],
            [
                (None, "“三公”经费合计", ["10"]),
                (None, "1.因公出国（境）费", ["1"]),
                (None, "2.公务用车购置及运行费", ["6"]),
                (None, "（1）公务用车购置费", ["2"]),
                (None, "（2）公务用车运行维护费", ["5"]),
                (None, "3.公务接待费", ["3"]),
            ],
        ),
        "fail",
    ),
    ("T09", _table("procurement", KINDS, [(None, None, ["10", "4", "1", "5"])]), "pass"),
    ("T09", _table("procurement", KINDS, [(None, None, ["10", "4", "1", "6"])]), "fail"),
    ("T09", _table("procurement", KINDS, [(None, None, ["10", "四", "1", "5"])]), "insufficient_data"),
    ("T09", ENOUGH, "not_applicable"),
    ("T09", _table("procurement", [["合计"]], [(None, "合计", ["9"]), (None, "服务类", ["5"]), (None, "货物类", ["5"])]), "fail"),
    ("T10", ENOUGH, "pass"),
    ("T10", _functional(("2040612", "法制建设", ["1", "", "1"])), "fail"),
    ("T10", _functional(("2040612", "法制建设", ["1", "", "1"]), title="2019年预算表"), "pass"),
    ("T10", _functional(("2047777", "某项", ["1", "", "1"])), "insufficient_data"),
    ("T10", NO_CODES, "not_applicable"),
    ("T11", ENOUGH, "pass"),
    ("T11", _functional(("204", "", ["1", "", "1"])), "fail"),
    ("T11", NO_CODES, "not_applicable"),
    ("T12", ENOUGH, "pass"),
    ("T12", _functional(ROLL, CHILD, ("2080505", "机关事业单位基本养老保险缴费支出", ["1", "1", ""])), "fail"),
    ("T12", NO_CODES, "not_applicable"),
    ("T14", _functional(("204", "公共安全支出", ["", "", ""]), note="本部门无此项支出，故为空表。"), "pass"),
    ("T14", _functional(("204", "公共安全支出", ["", "", ""])), "fail"),
    ("T14", ENOUGH, "not_applicable"),
    ("T15", _table("functional", YEARS, [("204", "公共安全支出", ["10", "14"])]), "pass"),
    ("T15", _table("functional", YEARS, [("204", "公共安全支出", ["10", "16"])]), "fail"),
    ("T15", _table("functional", YEARS, [("204", "公共安全支出", ["", "16"])]), "not_applicable"),
    ("T15", NO_CODES, "not_applicable"),
]


@pytest.mark.parametrize(("check", "table", "status"), TABLE_CASES)
def test_within_a_table(check: str, table: dict[str, object], status: str) -> None:
    assert _status(check, table) == [status]


def _balance(source: str = "") -> dict[str, object]:
    """收支总表 that says that there is but one source, or also `source`."""
    rows: Rows = [
        (None, "一般公共预算拨款收入", ["30.00", ""]),
        (None, "政府性基金预算拨款收入", [source, ""]),
        (None, "本年收入合计", ["30.00", ""]),
        (None, "上年结转", ["", ""]),
        (None, "收入总计", ["30.00", ""]),
        (None, "公共安全支出", ["", "30.00"]),
        (None, "本年支出合计", ["", "30.00"]),
        (None, "支出总计", ["", "30.00"]),
    ]
    return _table("revenue_expenditure", SIDES, rows)


def _all(amount: str = "30.00") -> dict[str, object]:
    return _table("functional", [["合计"]], [("204", "公共安全支出", [amount])], title="部门支出总表", number="表2")


def _general(amount: str = "30.00") -> dict[str, object]:
    title = "一般公共预算财政拨款支出表"
    return _table("functional", [["合计"]], [("204", "公共安全支出", [amount])], title=title, number="表3")


def _funds(amount: str) -> dict[str, object]:
    return _table("functional", [["合计"]], [("204", "公共安全支出", [amount])], title="政府性基金预算支出表", number="表4")


def _insurance(code: str, name: str, amount: str, title: str) -> dict[str, object]:
    kind = "economic" if code.startswith("3") else "functional"
    return _table(kind, [["基本支出"]], [(code, name, [amount])], title=title)


PAID = _insurance("2080505", "机关事业单位基本养老保险缴费支出", "16.37", "一般公共预算支出表")
RECEPTION = _table("economic", [["合计"]], [("30217", "公务接待费", ["4.00"])], title="一般公共预算基本支出表")

DOCUMENT_CASES = [
    ("T04", [_general(), _general("30.00")], "pass"),
    ("T04", [_general(), _general("31.00")], "fail"),
    ("T04", [_general(), _funds("31.00")], "not_applicable"),
    ("T04", [_general(), _general("三十")], "insufficient_data"),
    # all the money is the general budget's only where the document says so
    ("T04", [_balance(), _all(), _general("31.00")], "fail"),
    ("T04", [_all(), _general("31.00")], "not_applicable"),
    ("T04", [_balance("5.00"), _all("35.00"), _general("30.00")], "not_applicable"),
    ("T06", [_balance(), _all()], "pass"),
    ("T06", [_balance(), _all("31.00")], "fail"),
    ("T06", [_all()], "not_applicable"),
    ("T06", [_balance(), _all("三十")], "insufficient_data"),
    ("T08", [RECEPTION, _table("three_public", [["公务接待费"]], [(None, None, ["4.00"])])], "pass"),
    ("T08", [RECEPTION, _table("three_public", [["公务接待费"]], [(None, None, ["3.00"])])], "fail"),
    ("T08", [RECEPTION], "not_applicable"),
    ("T13", [PAID, _insurance("30108", "机关事业单位基本养老保险缴费", "16.37", "基本支出表")], "pass"),
    ("T13", [PAID, _insurance("30108", "机关事业单位基本养老保险缴费", "17.37", "基本支出表")], "fail"),
    ("T13", [PAID], "not_applicable"),
]


@pytest.mark.parametrize(("check", "tables", "status"), DOCUMENT_CASES)
def test_across_tables(check: str, tables: list[dict[str, object]], status: str) -> None:
    assert _status(check, *tables) == [status]


def test_a_cell_that_cannot_be_read_is_not_blank() -> None:
    made = record(tables=[ENOUGH])
    cell = made.tables[0].rows[0].cells[0]
    assert cell is not None
    made.tables[0].rows[0].cells[0] = cell.model_copy(update={"unreadable": True})
    statuses = {row.check: row.status for row in check_record(made).ledger}
    assert statuses["T01"] == statuses["T02"] == "unreadable"


def test_money_without_a_unit_is_not_compared() -> None:
    made = record(tables=[ENOUGH])
    for row in made.tables[0].rows:
        row.cells = [cell and cell.model_copy(update={"unit": None}) for cell in row.cells]
    assert {row.status for row in check_record(made).ledger if row.check == "T01"} == {"insufficient_data"}


HEADERS = [
    (("2024年预算数", "小计"), "total", "", 2024, "amount"),
    (("上年预算数",), "total", "", -1, "amount"),
    (("上年结转",), "total", "carried", None, "amount"),
    (("一般公共预算", "基本支出"), "basic", "general", None, "amount"),
    (("公务用车购置及运行费", "小计"), "vehicle", "", None, "amount"),
    (("公务用车购置及运行费", "购置费"), "purchase", "", None, "amount"),
    (("增减变动", "幅度"), "total", "", None, "rate"),
    (("用事业基金弥补收支差额",), "total", "other", None, "amount"),
    (("对下级单位补助支出",), "to_below", "", None, "amount"),
    (("商品和服务支出",), "?商品和服务支出", "", None, "amount"),
]


@pytest.mark.parametrize(("path", "item", "source", "year", "what"), HEADERS)
def test_headers(path: tuple[str, ...], item: str, source: str, year: int | None, what: str) -> None:
    found = meaning_of(path)
    assert (found.item, found.source, found.year, found.what) == (item, source, year, what)


def test_names() -> None:
    assert bare_name("一般公共服务支出") == "一般公共服务支出"
    assert bare_name("一、本年收入") == "本年收入"
    assert bare_name("其中：公务用车购置费") == "公务用车购置费"
    assert item_of("（2）公务用车运行维护费") == ("running", "three_public")
    assert source_of("一般公共预算和政府性基金预算财政拨款") == "fiscal"


def _column(*amounts: str) -> dict[str, object]:
    whole, *parts = amounts
    rows: Rows = [("204", "公共安全支出", [whole]), *((f"204{place:02}", "某款", [part]) for place, part in enumerate(parts, 1))]
    return _table("functional", [["合计"]], rows, amount_unit="万元")


COLUMNS = [
    (_column("11.06", "5.90", "5.16"), "pass"),
    (_column("11.06", "5.9", "5.16"), "pass"),  # a zero left off
    (_column("11.06", "5.90", "5.1"), "fail"),  # a digit left off: no coarser than the others
    (_column("11.1", "5.90", "5.16"), "fail"),
    (_column("11.1", "5.90", "5.163"), "pass"),  # no number of decimals is the usual one
    (_column("11.1", "6", "5.1"), "pass"),
    (_column("11.06", "5.90", "5.16", "0.00", "0", "0.00"), "pass"),
    (_column("11.08", "5.90", "5.16", "0.00", "0", "0.00"), "fail"),  # zeros give no room
]


@pytest.mark.parametrize(("table", "status"), COLUMNS)
def test_amounts_are_as_exact_as_their_column(table: dict[str, object], status: str) -> None:
    assert _status("T01", table) == [status]


AMOUNTS = st.lists(st.integers(min_value=1, max_value=10**9), min_size=2, max_size=8)


@given(AMOUNTS, st.integers(min_value=0, max_value=7), st.integers(min_value=10, max_value=10**6))
def test_a_roll_up_closes_and_an_edit_breaks_it(cents: list[int], place: int, by: int) -> None:
    def status(parts: list[int]) -> list[str]:
        rows: Rows = [("204", "公共安全支出", [_printed(sum(cents))])]
        rows += [(f"204{number:02}", "某款", [_printed(part)]) for number, part in enumerate(parts, start=1)]
        return _status("T01", _table("functional", [["合计"]], rows))

    edited = [part + (by if number == place % len(cents) else 0) for number, part in enumerate(cents)]
    assert status(cents) == ["pass"]
    assert status(edited) == ["fail"]


def _printed(cents: int) -> str:
    return f"{Decimal(cents) / 100:,.2f}"
