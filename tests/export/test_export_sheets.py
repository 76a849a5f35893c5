"""What stands in the sheets: every value with its state, findings and decisions with their standing, what was not read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extractor.export.csv_files import write_csv
from extractor.export.sheets import SHEETS
from extractor.names import FIELD_NAMES
from extractor.record import Form, Indicator, Leaf, Provenance, Record, SkippedPage
from extractor.run import leaves
from tests.export.reviewed_documents import LINK, corrections, document, exported, table
from tests.review.samples import decision, spoilt


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.key))
@pytest.mark.parametrize("language", [0, 1])
def test_columns_are_told_apart(sheet: object, language: int) -> None:
    columns = getattr(sheet, "columns")  # noqa: B009 - a sheet of any kind of row
    assert len({column.key for column in columns}) == len(columns)
    assert len({column.headings[language] for column in columns}) == len(columns)


@pytest.mark.parametrize("case", ["002", "own-wide", "own-selfeval"])
def test_every_value_has_a_row(case: str, tmp_path: Path) -> None:
    """And stands in the sheet of its kind as it stands in the record."""
    made = document(case)
    write_csv([exported(made)], tmp_path)
    rows = table(tmp_path, "fields")
    assert [(row["path"], row["raw"], row["value"], row["unit"]) for row in rows] == [
        (path, leaf.raw, leaf.value or "", leaf.unit or "") for path, leaf in leaves(made)
    ]
    indicators = [row for form in made.forms for row in form.indicators]
    said = [[row[name] for name in ("name", "operator", "value", "unit", "weight")] for row in table(tmp_path, "indicators")]
    assert said == [[_raw(getattr(row, name)) for name in ("name", "operator", "value", "unit", "weight")] for row in indicators]
    cells = [cell for budget in made.tables for row in budget.rows for cell in row.cells if cell is not None]
    assert [row["amount"] for row in table(tmp_path, "table_rows")] == [cell.raw for cell in cells]
    assert len(table(tmp_path, "ledger")) == len(made.ledger)


def _raw(leaf: Leaf | None) -> str:
    return leaf.raw if leaf else ""


def test_every_field_of_forms_and_indicators_has_a_column() -> None:
    keys = {sheet.key: {column.key for column in sheet.columns} for sheet in SHEETS}
    for model, key in ((Form, "forms"), (Indicator, "indicators")):
        assert {name for name in model.model_fields if name in FIELD_NAMES} <= keys[key]


STATES = {
    "forms[0].organization": "待看",
    "forms[0].project_name": "无法辨认",
    "forms[0].indicators[0].weight": "已更正",
    "forms[0].indicators[1].weight": "已确认",
    "forms[0].indicators[2].weight": "已剔除",
    "forms[0].indicators[3].weight": "无法辨认",
    "forms[0].indicators[0].name": "原样读取",
}


def reread() -> Record:
    made = spoilt(document("own-wide"), "forms[0].organization", confidence=0.5)
    return spoilt(made, "forms[0].project_name", raw="", value=None, unreadable=True)


def test_states(tmp_path: Path) -> None:
    write_csv([exported(reread(), corrections())], tmp_path)
    rows = {row["path"]: row for row in table(tmp_path, "fields")}
    assert {path: rows[path]["state"] for path in STATES} == STATES
    corrected = rows["forms[0].indicators[0].weight"]
    assert (corrected["raw"], corrected["number"], corrected["decided_by"]) == ("12.5", "12.5", "审核员")
    assert corrected["was"] == _raw(document("own-wide").forms[0].indicators[0].weight)
    (form, *_) = table(tmp_path, "forms")
    assert form["project_name"] == "（无法辨认）"
    assert form["look_at"] == "填报单位、项目名称"
    assert [row["changed"] for row in table(tmp_path, "indicators")][:4] == ["权重", "", "权重", ""]


def test_decisions_say_whether_they_hold(tmp_path: Path) -> None:
    write_csv([exported(reread(), corrections())], tmp_path)
    said = [row["standing"] for row in table(tmp_path, "decisions")]
    stale = "不再适用（该处已不是原来的文字）"
    assert said == ["已被取代或撤销", "有效", "有效", "有效", "有效", "批注", "已被取代或撤销", "撤销", stale]
    assert [row["path"] for row in table(tmp_path, "notes") if row["kind"] == "不再适用的复核决定"] == ["forms[0].project_name"]
    (whole,) = table(tmp_path, "documents")
    assert (whole["decided"], whole["corrected"], whole["stale"]) == ("4", "2", "1")


def test_findings_say_what_became_of_them(tmp_path: Path) -> None:
    """A corrected misreading closes its finding; the finding stays in the sheet, as closed."""
    path = "forms[0].indicators[0].weight"
    right = document("own-wide")
    misread = spoilt(right, path, raw="99", value="99")
    before = {finding.id for finding in right.findings}
    closing = [finding for finding in misread.findings if finding.id not in before]
    assert closing
    kept = next(finding.id for finding in misread.findings if finding.id in before)
    leaf = right.forms[0].indicators[0].weight
    log = [
        decision(misread, 1, path, "correct", old="99", new=_raw(leaf)),
        decision(misread, 2, kept, "reject", target="finding"),
        decision(misread, 3, "", "accept", target="document"),
    ]
    write_csv([exported(misread, log)], tmp_path)
    standing = {row["finding"]: row["standing"] for row in table(tmp_path, "findings")}
    assert {standing[finding.id] for finding in closing} == {"更正后消失"}
    assert standing[kept] == "不是问题"
    (whole,) = table(tmp_path, "documents")
    assert (whole["closed_by"], whole["closed_at"]) == ("审核员", "2026-03-01T08:00:00Z")


def test_what_was_not_read_is_named(tmp_path: Path) -> None:
    made = Record(
        source="空.pdf",
        sha256="1" * 64,
        pages=2,
        errors=["第1页未读取：模型没有回答"],
        notes=["第2页模糊"],
        pages_skipped=[SkippedPage(page=2, why="空白页")],
        provenance=Provenance(reader="", reading="rules"),
    )
    write_csv([exported(made)], tmp_path)
    kinds = Counter(row["kind"] for row in table(tmp_path, "notes"))
    assert kinds == {"未读取": 1, "请留意": 1, "略过的页": 1}
    assert table(tmp_path, "documents")[0]["unread"] == "1"


def test_rows_lead_to_the_value_that_wants_looking_at(tmp_path: Path) -> None:
    write_csv([exported(reread(), corrections())], tmp_path)
    address = f"{LINK}/documents/{document('own-wide').sha256}"
    assert table(tmp_path, "forms")[0]["review"] == f"{address}#forms%5B0%5D.organization"
    assert table(tmp_path, "indicators")[0]["review"] == f"{address}#forms%5B0%5D.indicators%5B0%5D.weight"
    assert table(tmp_path, "documents")[0]["review"] == address
