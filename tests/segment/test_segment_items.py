"""Indicators that share a cell: where each begins and ends, its name, its target and its points."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.segment.tables.items import compares_within, items, points_of, told

WITHIN = {
    "修缮桥梁≥12座": True,
    "修缮桥梁≥12座；培训骑手≤3期": True,
    "投诉办结时限不超过5个工作日": True,
    "≥12座": False,
    "桥梁管护制度健全": False,
    "为保障出行，修缮桥梁≥12座": False,
    "": False,
}


@pytest.mark.parametrize("text", WITHIN)
def test_an_indicator_with_its_target(text: str) -> None:
    assert compares_within(text) is WITHIN[text]


# what a cell says → its indicators
ITEMS = {
    "修缮桥梁≥12座；巡查≥4次。": ["修缮桥梁≥12座", "巡查≥4次"],
    "修缮桥梁≥12座\n巡查≥4次": ["修缮桥梁≥12座", "巡查≥4次"],
    "修缮桥梁≥12座（20分）\n巡查≥4次（10分）": ["修缮桥梁≥12座（20分）", "巡查≥4次（10分）"],
    "1.修缮桥梁\n≥12座2.路况稳定\n（5分）3.巡查≥4次": ["修缮桥梁\n≥12座", "路况稳定\n（5分）", "巡查≥4次"],
    "1.水位≥2.5米2.巡查≥4次": ["水位≥2.5米", "巡查≥4次"],
    "修缮桥梁≥1.2公里": ["修缮桥梁≥1.2公里"],
    "2.修缮3.巡查≥4次": ["修缮3.巡查≥4次"],
    "—": [],
    "/": [],
    "无": [],
    "无投诉": ["无投诉"],
    "": [],
}


@pytest.mark.parametrize("text", ITEMS)
def test_the_indicators_of_a_cell(text: str) -> None:
    assert [item.text for item in items(Piece(text))] == ITEMS[text]


POINTS = {
    "修缮桥梁≥12座（20分）": ("修缮桥梁≥12座", "20"),
    "修缮桥梁≥12座(7.5)": ("修缮桥梁≥12座", "7.5"),
    "出栏≥3万头（只）（5分）": ("出栏≥3万头（只）", "5"),
    "出栏≥3万头（只）": None,
    "（20分）": None,
}


@pytest.mark.parametrize("text", POINTS)
def test_points_behind_an_indicator(text: str) -> None:
    found = points_of(Piece(text))
    assert (tuple(piece.text for piece in found) if found else None) == POINTS[text]


TOLD = {
    "修缮桥梁≥12座": ("修缮桥梁", "≥12座"),
    "出行条件：随季节变化": ("出行条件", "随季节变化"),
    "出行条件明显改善": ("出行条件", "明显改善"),
    "完工率：≥90%": ("完工率", "≥90%"),
    "管护制度": ("管护制度", ""),
}


@pytest.mark.parametrize("text", TOLD)
def test_name_and_target(text: str) -> None:
    assert tuple(piece.text for piece in told(Piece(text))) == TOLD[text]
