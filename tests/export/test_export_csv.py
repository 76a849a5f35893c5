"""CSV: the format to the byte, harmless cells, numbers untouched, nothing cut."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractor.export.csv_files import README, write_csv
from extractor.export.json_files import write_json
from extractor.export.sheets import SHEETS
from extractor.record import Record
from tests.checks.samples import record
from tests.export.reviewed_documents import HOSTILE, corrections, document, exported, hostile_record, table

KEYS = [sheet.key for sheet in SHEETS]


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def test_the_format(tmp_path: Path) -> None:
    made = write_csv([exported(record(forms=[{"project_name": '甲"乙', "total_budget": "-812.40"}]))], tmp_path)
    assert [path.name for path in made] == [*(f"{key}.csv" for key in KEYS), README]
    data = (tmp_path / "forms.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8-sig")
    assert text.splitlines()[0].startswith('"文件","文件编号","表序",')
    assert '"甲""乙"' in text
    assert '"-812.40",-812.40,"万元"' in text


def test_a_negative_number_is_a_number(tmp_path: Path) -> None:
    write_csv([exported(record(forms=[{"total_budget": "-812.40"}]))], tmp_path)
    (row,) = cells(tmp_path / "forms.csv")[1:]
    assert row.count("-812.40") == 2


def test_every_row_has_every_column(tmp_path: Path) -> None:
    write_csv([exported(document("002")), exported(document("own-wide"), corrections())], tmp_path)
    for sheet in SHEETS:
        rows = cells(tmp_path / f"{sheet.key}.csv")
        assert {len(row) for row in rows} == {len(sheet.columns)}, sheet.key
        assert len(rows) > 1 or sheet.key == "notes", sheet.key


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    write_csv([exported(hostile_record())], tmp_path)
    for key in KEYS:
        for row in cells(tmp_path / f"{key}.csv"):
            for cell in row:
                assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝")), (key, cell)
                assert not cell.startswith("-") or cell[1:].replace(".", "").isdigit(), (key, cell)


def test_hostile_texts_come_back(tmp_path: Path) -> None:
    write_csv([exported(hostile_record())], tmp_path)
    assert [row["project_name"] for row in table(tmp_path, "forms")] == list(HOSTILE)
    assert [row["text"] for row in table(tmp_path, "notes")] == 2 * list(HOSTILE)
    assert {row["message"] for row in table(tmp_path, "findings")} == set(HOSTILE)


def test_a_long_text_is_whole_in_csv_and_json(tmp_path: Path) -> None:
    text = "长" * 100_000
    document = exported(hostile_record([text]))
    write_csv([document], tmp_path)
    assert {row["project_name"] for row in table(tmp_path, "forms")} == {text}
    (path,) = write_json([document], tmp_path)
    form = Record.model_validate_json(path.read_bytes()).forms[0]
    assert form.project_name is not None
    assert form.project_name.raw == text


def test_a_number_of_many_digits_is_whole(tmp_path: Path) -> None:
    write_csv([exported(record(forms=[{"total_budget": "12345678901234567890.12"}]))], tmp_path)
    assert table(tmp_path, "forms")[0]["total_budget_number"] == "12345678901234567890.12"


@pytest.mark.parametrize(("language", "heading", "state"), [("zh", "项目名称", "已更正"), ("en", "project name", "corrected")])
def test_languages(language: str, heading: str, state: str, tmp_path: Path) -> None:
    write_csv([exported(document("own-wide"), corrections())], tmp_path, language=language)  # type: ignore[arg-type]
    assert heading in cells(tmp_path / "forms.csv")[0]
    assert state in {row["state"] for row in table(tmp_path, "fields")}


def test_the_readme_names_every_column(tmp_path: Path) -> None:
    write_csv([], tmp_path)
    told = (tmp_path / README).read_text("utf-8-sig")
    for sheet in SHEETS:
        assert f"{sheet.key}.csv" in told
        for column in sheet.columns:
            assert column.heading("zh") in told


def test_the_same_documents_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        write_csv(iter([exported(document("own-wide"), corrections())]), folder)
    for path in folders[0].iterdir():
        assert path.read_bytes() == (folders[1] / path.name).read_bytes()
