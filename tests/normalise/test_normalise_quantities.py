"""Figures in running text: every amount, count and percentage, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.quantities import find_quantities

CASES = {
    "收入预算3,121.42万元，比2024年预算增加107.62万元": [("3,121.42", "万元"), ("107.62", "万元")],
    "截至2024年8月31日，共有车辆 0 辆": [("0", "辆")],
    "（大委办发〔2019〕42号）设7个内设机构": [("7", "个")],
    "1.会议费3万元；2.培训费２万元": [("3", "万元"), ("２", "万元")],
    "下降27.78%，占100.00％": [("27.78", "%"), ("100.00", "％")],
    "联系方式：023-68830224，13800138000": [],
    "预算总额8,025,704.92，其中12.5": [("8,025,704.92", None), ("12.5", None)],
    "见表3-1、第12项和附件2": [],
    "2021年12月至2022年3月": [],
    "补贴标准600元/天": [("600", "元/天")],
    "第一季度": [],
    "": [],
}


@pytest.mark.parametrize("text", CASES)
def test_figures(text: str) -> None:
    found = [(text[slice(*q.number)], text[slice(*q.unit)] if q.unit else None) for q in find_quantities(text)]
    assert found == CASES[text]


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 10**9, places=2).map(lambda number: f"{number:,}"),
            st.sampled_from(["万元", "元", "%", "个", "辆", "人次"]),
        ),
        max_size=6,
    )
)
def test_none_is_lost(figures: list[tuple[str, str]]) -> None:
    text = "，".join(f"项目支出{number}{unit}" for number, unit in figures)
    found = [(text[slice(*q.number)], text[slice(*q.unit)] if q.unit else None) for q in find_quantities(text)]
    assert found == figures


@given(st.text(max_size=60))
def test_figures_of_any_text_are_in_order_and_numbers(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.number[0] < quantity.number[1] <= quantity.end
        assert (
            Decimal(
                text[slice(*quantity.number)].translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,")).replace(",", "")
            )
            >= 0
        )
        end = quantity.end
