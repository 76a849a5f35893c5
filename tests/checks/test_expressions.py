"""The parser of arithmetic in prose: what it reads, what it passes over, and that no text can break it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.expressions import Operation, judge, parse, quantities, tokenise

QUANTITIES = [
    # text, values, powers of the units, high ends of ranges
    ("48000元/年/人", ["48000"], [{"元": 1, "年": -1, "人": -1}], [None]),
    ("1,234.50 万元", ["12345000"], [{"元": 1}], [None]),
    ("6000—15000元/件", ["6000"], [{"元": 1, "件": -1}], ["15000"]),
    ("1000-2000元", ["1000"], [{"元": 1}], ["2000"]),
    ("30万元至50万元", ["300000"], [{"元": 1}], ["500000"]),
    ("18万头", ["180000"], [{"头": 1}], [None]),
    ("7000元/万头", ["0.7"], [{"元": 1, "头": -1}], [None]),
    ("200元/半天", ["400"], [{"元": 1, "天": -1}], [None]),
    ("500元/人·次", ["500"], [{"元": 1, "人": -1, "次": -1}], [None]),
    ("每人每年补助48000元", ["48000"], [{"元": 1, "年": -1, "人": -1}], [None]),
    ("人均48000元", ["48000"], [{"元": 1, "人": -1}], [None]),
    ("每周共计值班 3 天", ["3"], [{"天": 1, "周": -1}], [None]),
    ("十二名调解员", ["12"], [{"人": 1}], [None]),
    ("壹拾贰万元伍角整", ["120000.5"], [{"元": 1}], [None]),
    ("增长20%", ["0.2"], [{}], [None]),
    ("５０，１００元", ["50", "100"], [{}, {"元": 1}], [None, None]),
    ("31车次×650元/车次", ["31", "650"], [{"车次": 1}, {"元": 1, "车次": -1}], [None, None]),
    ("2018.8万元", ["20188000"], [{"元": 1}], [None]),
    ("13000032072元", ["13000032072"], [{"元": 1}], [None]),
    ("①50元", ["50"], [{"元": 1}], [None]),
]


@pytest.mark.parametrize(("text", "values", "powers", "highs"), QUANTITIES)
def test_quantities(text: str, values: list[str], powers: list[dict[str, int]], highs: list[str | None]) -> None:
    found = list(parse(text).quantities)
    assert [q.base for q in found] == [Decimal(value) for value in values]
    assert [dict(q.unit.powers) for q in found] == powers
    assert [q.high * q.unit.factor for q in found if q.high is not None] == [Decimal(high) for high in highs if high]


@pytest.mark.parametrize(
    "text",
    [
        "2018.8.1区司法局",
        "（渝委办发〔2017〕3号）",
        "长财行文[2017]71号",
        "2021年1月1日至12月31日",
        "（2020—2025年）",
        "第三十九条",
        "第一季度",
        "表10",
        "电话023-40661176",
        "1. 认真履行职责；2、组织考试",
        "（二）统一部署",
        "50010624T000004188454",
        "三五人，统一",
        "区政府十六届五十一次常务会议",
        "“八五”普法",
    ],
)
def test_what_is_no_arithmetic_is_passed_over(text: str) -> None:
    assert [text[q.start : q.end] for q in parse(text).quantities] == []


EQUATIONS = [
    # text, status, computed, stated
    ("50*400元/天=20000元", "holds", None, None),
    ("12人*48000=576000元", "holds", None, None),
    ("12人×4.8万元，共计57.6万元", "holds", None, None),
    ("12人*4.8=57.6万元", "holds", None, None),
    ("12名专职调解员（返聘人员）×48000元/年/人=576000元", "holds", None, None),
    ("12 人 X 48000 元 / 人 ＝ 576000 元", "holds", None, None),
    ("12人乘以48000元等于576000元", "holds", None, None),
    ("20000+30000=5万元", "holds", None, None),
    ("2+3万元=5万元", "holds", None, None),
    ("(12+90)人*2000元=20.4万元", "holds", None, None),
    ("576000/12=48000", "holds", None, None),
    ("100万元×20%=20万元", "holds", None, None),
    ("3000元/月*12人=432000元", "holds", None, None),
    ("3件*6000—15000元/件=30000元", "holds", None, None),
    ("48.33元×12000＝580000元", "holds", None, None),
    ("3500元/人·月×8人×12月=33.6万元", "holds", None, None),
    ("(3000+1500)元×10人×12月=54万元", "holds", None, None),
    ("60人×3天×450元/人天=81000元", "holds", None, None),
    ("60人×3天×450元/人天=82000元", "differs", "81000", "82000"),
    ("10台×0.5万=5万", "holds", None, None),
    ("4*60*3*450=324000元", "holds", None, None),
    ("30台*2500元/台+安装费30台*200元/台=81000元", "holds", None, None),
    ("95/100×100%=95%", "holds", None, None),
    ("12人*4万元≈50万元", "differs", "480000", "500000"),
    ("12人*4万元约50万元", None, None, None),
    ("400元/天×12人=4800元", "holds", None, None),
    ("400元/天×12人=5000元", "unclear", None, None),
    ("12人*3天=36元", "holds", None, None),
    ("12人*3天=37元", "unclear", None, None),
    ("5÷0=3", "unclear", None, None),
    ("2048份×25元/份=61200元", "differs", "51200", "61200"),
    ("3件*6000—15000元/件=50000元", "differs", "45000", "50000"),
    ("12人*4.8=60万元", "differs", "576000", "600000"),
    ("12人×3天×200元/人/天=7300元", "differs", "7200", "7300"),
]


@pytest.mark.parametrize(("text", "status", "computed", "stated"), EQUATIONS)
def test_equations(text: str, status: str | None, computed: str | None, stated: str | None) -> None:
    equations = parse(text).equations
    assert len(equations) == (1 if status else 0)
    for equation in equations:
        verdict = judge(equation)
        assert verdict.status == status
        if computed and stated:
            assert (verdict.computed, verdict.stated) == (Decimal(computed), Decimal(stated))


def test_a_line_that_ends_on_a_sign_goes_on() -> None:
    assert [judge(equation).status for equation in parse("12人*\n48000元=576000元").equations] == ["holds"]


def test_every_step_of_a_chain_is_an_equation() -> None:
    assert [judge(equation).status for equation in parse("12*4.8万元=57.6万元=576000元").equations] == ["holds", "holds"]


PIECES = st.sampled_from(
    [
        "12",
        "1,234.5",
        "0",
        "人",
        "元",
        "万元",
        "元/人",
        "/",
        "*",
        "×",
        "x",
        "＝",
        "=",
        "+",
        "-",
        "—",
        "(",
        "）",
        "，",
        "。",
        "\n",
        "每",
        "共计",
        "十",
        "壹",
        "万",
        "约",
        "%",
        "余",
        "①",
        "〔2017〕3号",
        "2024年",
        "第",
        "调解员",
        ".",
        " ",
    ]
)
CHINESE = st.text("零〇一二两三四五六七八九十百千万亿壹拾佰仟萬億半元角分整人", max_size=12)
TEXTS = st.one_of(st.text(), CHINESE, st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_no_text_breaks_it(text: str) -> None:
    parsed = parse(text)
    for equation in parsed.equations:
        assert 0 <= equation.start < equation.end <= len(text)
        judge(equation)
    for node in parsed.expressions:
        assert list(quantities(node))


@given(TEXTS)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        end = token.end


# thirteen digits in a row are an account or a code, no amount
@given(st.integers(1, 10**5), st.integers(1, 10**6), st.integers(0, 10**4))
def test_a_product_holds_exactly_when_it_is_right(count: int, price: int, off: int) -> None:
    (equation,) = parse(f"{count}人*{price}元/人={count * price + off}元").equations
    assert judge(equation).status == ("differs" if off else "holds")


@given(st.decimals(1, 10**6, places=2), st.integers(1, 99))
def test_money_in_another_unit_is_the_same(amount: Decimal, count: int) -> None:
    (equation,) = parse(f"{count}件×{amount}元/件={amount * count / 10000:f}万元").equations
    assert judge(equation).status == "holds"


@pytest.mark.parametrize("brackets", [5, 50, 5000])
def test_brackets_in_brackets(brackets: int) -> None:
    parsed = parse("(" * brackets + "1+2" + ")" * brackets + "*3=9")
    assert all(isinstance(node, Operation) for node in parsed.expressions)


def test_a_long_text_is_read() -> None:
    parsed = parse("12人*3元=36元；" * 2000)
    assert len(parsed.equations) == 2000
