"""What a reading leaves lying is named: numbers and prose, never labels."""

import pytest

from extractor.document import Document
from extractor.interpret.grid import read_grid
from extractor.interpret.leftover import leftover
from extractor.interpret.namer import LexiconNamer
from extractor.interpret.reading import Reading
from extractor.readers.text import parse_text
from extractor.segment import Region, segment

FORM = """某区2025年项目绩效目标表

单位：万元

项目名称	道路养护	主管部门	交通局
项目资金总额	40	上级补助	15
项目概况	对全区道路进行日常养护，及时修补坑槽，保持路面整洁。
指标名称	指标性质	指标值	指标单位	分值
养护里程	≥	40	公里	15
合格率	≥	95	%	40
"""


@pytest.fixture
def region() -> Region:
    (found,) = segment(Document("f.txt", "", (parse_text(FORM),))).regions
    return found


@pytest.fixture
def reading(region: Region) -> Reading:
    return read_grid(region, LexiconNamer(), "rules")


def texts(region: Region, reading: Reading) -> list[str]:
    return [piece.text for piece in leftover(region, reading)]


def test_a_form_read_whole_leaves_nothing(region: Region, reading: Reading) -> None:
    assert texts(region, reading) == []


def test_a_lost_row_is_named_although_its_numbers_stand_elsewhere(region: Region, reading: Reading) -> None:
    del reading.forms[0].indicators[0]
    assert texts(region, reading) == ["40", "15"]


def test_a_lost_field_is_named(region: Region, reading: Reading) -> None:
    del reading.forms[0].fields["total_budget"]
    assert texts(region, reading) == ["40"]


def test_lost_prose_is_named(region: Region, reading: Reading) -> None:
    reading.forms[0].narratives.clear()
    (text,) = texts(region, reading)
    assert text.startswith("对全区道路")
