"""The 检查表 as a Word document: what stands in it, that it can be signed, and that documents say nothing in it but text."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx

from extractor.export import Exported
from extractor.export.checklist import sheet, write_checklist
from extractor.review import reviewed
from tests.export.read_documents import read_with_source
from tests.export.reviewed_documents import HOSTILE, document, exported, hostile_record
from tests.export.test_export_checklist import of_table
from tests.review.samples import decision


def word_of(made: Exported, out: Path) -> Any:  # noqa: ANN401 - python-docx
    (path,) = write_checklist([made], out)
    assert path.name.endswith(".检查表.docx")
    return docx.Document(str(path))


def test_the_word_document(tmp_path: Path) -> None:
    made = read_with_source("002", ".pdf")
    word = word_of(made, tmp_path)
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    heads = [
        "部门预算公开内容检查表",
        "单位名称：重庆市大渡口区司法局",
        "年度：2021",
        "检查人：",
        "复核人：",
        "单位负责人：",
        "未检查",
    ]
    assert [said for said in heads if said not in text] == []
    assert (round(word.sections[0].page_width.mm), round(word.sections[0].page_height.mm)) == (210, 297)
    (table,) = word.tables
    rows = sheet(made)
    for line, row in zip(table.rows[2:], rows, strict=True):
        cells = [cell.text for cell in line.cells]
        assert cells[0] == str(row.number)
        assert cells[1].startswith(row.subject.name)
        assert [cells[2], cells[3], cells[4]] == ["√" if row.verdict == verdict else "" for verdict in ("yes", "no", "unchecked")]
        for number, problem in enumerate(row.problems, start=1):
            assert f"{number}. {problem}" in cells[5]


def test_what_reviewers_left_out_is_counted(tmp_path: Path) -> None:
    record = of_table("310.00")
    log = [
        decision(record, 1, record.findings[0].id, "reject", target="finding"),
        decision(record, 2, "tables[0].title", "correct", old="2024年政府采购预算表", new="2024年政府采购表"),
    ]
    text = "\n".join(paragraph.text for paragraph in word_of(exported(record, log), tmp_path).paragraphs)
    assert "复核认定不成立的 1 项发现未列入" in text
    assert "复核更正了 1 处读取" in text


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    made = exported(document("002"))
    (path,) = write_checklist([made], tmp_path)
    first = path.read_bytes()
    (path,) = write_checklist([made], tmp_path)
    assert path.read_bytes() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_in_english(tmp_path: Path) -> None:
    (path,) = write_checklist([exported(document("000"))], tmp_path, language="en")
    assert path.name == "000.checklist.docx"
    assert docx.Document(str(path)).paragraphs[0].text == "Checklist of performance forms"


def test_hostile_texts_are_only_text(tmp_path: Path) -> None:
    record = hostile_record((*HOSTILE, "\u202e倒写", "收入" * 50_000))
    (path,) = write_checklist([Exported('<script>"x".pdf', None, reviewed(record, []))], tmp_path)
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    for element in ("w:hyperlink", "w:fldChar", "w:fldSimple", "w:instrText", "w:object", "w:altChunk"):
        assert f"<{element}" not in xml
    assert "&lt;script&gt;" in xml
    assert not re.search("[\x00-\x08\u202a-\u202e\ufffe\uffff]", xml)
    assert len(xml) < 3_000_000
