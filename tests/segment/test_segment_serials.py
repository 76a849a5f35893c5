"""Columns that count rows, and tables whose only numbers are those."""

from __future__ import annotations

import pytest

from extractor.segment.rows.serials import is_serial
from tests.layouts import document, line, only, ruled

# header, texts → whether the column counts
SERIAL: dict[str, tuple[str, list[str], bool]] = {
    "under its header": ("序号", ["1", "2", "3"], True),
    "under a short one": ("序", ["1", "2"], True),
    "one row": ("序号", ["4"], True),
    "not in order": ("行次", ["3", "1"], True),
    "Chinese numerals": ("序号", ["一", "二"], True),
    "with the sum below": ("序号", ["1", "2", "合计"], True),
    "blanks of merged cells": ("序 号", ["1", "", "2"], True),
    "no header": ("", ["1", "2", "3"], True),
    "no header, few": ("", ["1", "2"], False),
    "no header, no order": ("", ["10", "20", "30"], False),
    "points": ("分值", ["1", "2", "3"], False),
    "codes": ("编号", ["2024001", "2024002"], False),
    "words": ("序号", ["甲方", "乙方"], False),
    "nothing": ("序号", ["", ""], False),
}


@pytest.mark.parametrize("case", SERIAL)
def test_serial(case: str) -> None:
    header, texts, expected = SERIAL[case]
    assert is_serial(header, texts) is expected


def test_numbers_that_count_make_no_data_table() -> None:
    drawn = "序号 | 事项名称 | 主要内容\n1 | 巡河 | 每月巡查河道\n2 | 清淤 | 清理淤积河段"
    region = only(document([line("部门整体绩效目标表"), line("年度重点工作"), ruled(drawn)]))
    assert region.tables == []


def test_a_list_of_amounts_keeps_its_sum() -> None:
    drawn = "序号 | 来源 | 金额（元）\n1 | 甲类 | 300\n2 | 乙类 |\n3 | 丙类 |\n合计 | < | 300"
    (table,) = only(document([line("绩效目标表"), ruled(drawn)])).tables
    assert [[cell.text if cell else None for cell in row] for row in table.cells][-2:] == [["3", "丙类", ""], ["合计", None, "300"]]
