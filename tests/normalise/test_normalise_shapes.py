"""Shapes of cells, and the parts of fused values: what type rules lean on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.normalise.lexicon import LEXICON
from extractor.normalise.numbers import parse_decimal
from extractor.normalise.operators import parse_operator
from extractor.normalise.shapes import LONG, Shape, quantity_offsets, shape
from extractor.normalise.text import key

FUSED = {
    "≥170件": ("≥", "170", "件"),
    "≥ 170 件": ("≥", "170", "件"),
    "不低于90%": ("不低于", "90", "%"),
    "不少于168公里": ("不少于", "168", "公里"),
    "100%": ("", "100", "%"),
    "＝75座": ("＝", "75", "座"),
    "＞＝5": ("＞＝", "5", ""),
    "≥９５％": ("≥", "９５", "％"),
    "≥２，０００．５件": ("≥", "２，０００．５", "件"),
    "≥2，000件": ("≥", "2，000", "件"),
    "≤18.6万元/公里": ("≤", "18.6", "万元/公里"),
    "≥12,000人次": ("≥", "12,000", "人次"),
    "170": ("", "170", ""),
    "-5": ("", "-5", ""),
    "−5个": ("", "−5", "个"),
    "2025年": ("", "2025", "年"),
    "=100": ("=", "100", ""),
    "> = 5天": ("> =", "5", "天"),
    "46.58（万元）": ("", "46.58", "万元"),
    "12 (%)": ("", "12", "%"),
    "≥３（公里）": ("≥", "３", "公里"),
    "4台次": ("", "4", "台次"),
    "9间": ("", "9", "间"),
    "3台（套）": ("", "3", "台（套）"),
}

NOT_FUSED = [
    "",
    "≥",
    "优良",
    "2025年11月底前",
    "12月31日前",
    "5-8",
    "95%以上",
    "3个工作日内完成",
    "1,2件",
    "≥12,34件",
    "≥1.2.3",
    "10次/半年",
    "≥5件且≥3次",
    "完成5件",
    "1 234件",
    "46.58（暂估）",
    "46.58（2025）",
    "46.58（万元）左右",
    "46.58（万元",
    "9间隔",
]
"""An unknown unit is only taken after an operator: what follows a bare number may be anything."""


def parts(text: str) -> tuple[str, ...] | None:
    offsets = quantity_offsets(text)
    return None if offsets is None else tuple(text[slice(*span)] for span in offsets)


@pytest.mark.parametrize("text", FUSED)
def test_fused_values_come_apart(text: str) -> None:
    assert parts(text) == FUSED[text]


@pytest.mark.parametrize("text", NOT_FUSED)
def test_what_is_no_quantity_stays_whole(text: str) -> None:
    assert quantity_offsets(text) is None


SHAPES: dict[Shape, list[str]] = {
    "blank": ["", "　", " \n\t"],
    "number": ["0", "1,286,000.00", "　379", "５", "2024"],
    "quantity": ["≥170件", "100%", "不低于90%", "2025年", "1000万元", "≥10次/半年", "46.58（万元）", "9间"],
    "operator": ["≥", "＝", "定性", "不低于", "大于等于", " ≤ "],
    "unit": ["%", "％", "人次", "万元", "件", "万元、分"],
    "flag": ["是", "否", "√"],
    "code": ["LX20250417", "A12345", "50010622T000000223"],
    "phone": ["0000-5010143", "0731-58231190", "(023)40661176", "13812345678"],
    "date": ["2025-01-01", "2018.8.1", "2025年1月10日", "2020年12月"],
    "coded": ["50010622T0000002236813-中央转移政法纪检监察资金", "50010622T0000002236813—\n普法专项"],
    "text": [
        "资金总额\n（万元）",
        "项目名称",
        "长寿区司法局",
        "2025年11月底前",
        "12,34",
        "5-8",
        "优良",
        "95%以上",
        "46.58（暂估）",
        "间",
    ],
    "long": ["预" * (LONG + 1), "完成改造任务。", "一；二"],
}


@pytest.mark.parametrize(("expected", "text"), [(name, text) for name, texts in SHAPES.items() for text in texts])
def test_shapes(expected: Shape, text: str) -> None:
    assert shape(text) == expected


OPERATORS = [text for name, texts in LEXICON["operators"].items() if name != "QUAL" for text in texts]
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9)
BLANKS = st.sampled_from(["", " ", "　"])


@given(st.sampled_from(OPERATORS), BLANKS, NUMBERS, st.booleans(), BLANKS, st.sampled_from(LEXICON["units"]["words"]))
def test_operator_number_and_unit_come_back(operator: str, gap: str, number: object, grouped: bool, gap2: str, unit: str) -> None:
    written = f"{number:,f}" if grouped else f"{number:f}"
    text = f"{operator}{gap}{written}{gap2}{unit}"
    assert parts(text) == (operator, written, unit)
    assert shape(text) == "quantity"


@given(st.text(st.sampled_from("≥≤=＝<>不低于０1２3,，.．%％件次 　年月万元-"), max_size=10))
def test_parts_stand_in_order_cover_the_text_and_say_what_they_are(text: str) -> None:
    offsets = quantity_offsets(text)
    if offsets is None:
        return
    (a, b), (c, d), (e, f) = offsets
    assert 0 == a <= b <= c < d <= e <= f <= len(text)
    between = text[b:c] + text[d:e] + text[f:]
    assert not between.strip()
    assert parse_decimal(text[c:d]) is not None
    assert b == 0 or parse_operator(text[a:b]) is not None


@given(st.text())
def test_any_text_has_a_shape(text: str) -> None:
    found = shape(text)
    assert (found == "blank") == (not key(text))
    assert (found == "number") == (parse_decimal(text) is not None)
