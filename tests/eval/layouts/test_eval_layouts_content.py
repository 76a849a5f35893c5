from __future__ import annotations

import dataclasses
import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.layouts.content import generate
from eval.layouts.content.amounts import Habit, capitals, plain, split
from eval.layouts.content.headers import Meaning, meaning
from eval.layouts.content.identities import closes, operands, path_of
from eval.layouts.content.planters import PLANTERS
from eval.layouts.content.words import fill, longest
from eval.layouts.dev.vocabulary import VOCABULARY
from eval.layouts.profile import Profile
from eval.layouts.prose import headed, sentences
from golden.corpus import leaves
from golden.layouts.seven_columns import seven_columns
from golden.layouts.small_cards import small_cards
from golden.sheet import Labels, Line, Sheet

LEVELS = {"产出指标": ("数量指标", "质量指标", "时效指标"), "效益指标": ("社会效益指标",), "满意度指标": ("服务对象满意度指标",)}
ALL_TABLES = ("revenue_expenditure", "expenditure", "functional", "economic", "three_public", "procurement", "funds")
CARD = frozenset({"name", "operator", "value", "unit", "weight"})

PROFILES: dict[str, Profile] = {
    "a form": Profile(
        "project",
        title="{year}年项目支出绩效目标表",
        fields=frozenset(
            {"organization", "project_name", "project_code", "total_budget", "amount_unit", "execution_weight", "contacts"}
        ),
        funding=("中央资金", "省级资金", "其他资金"),
        axes=(("本级支出", "补助下级"),),
        narratives=("项目概况", "测算依据", "年度目标"),
        attributes={"开始日期": "date", "结束日期": "date", "项目类型": "text", "上年结转": "amount", "联系电话": "phone"},
        levels=LEVELS,
    ),
    "forms in 元": Profile(
        "project",
        title="{year}年绩效目标",
        forms=(2, 3),
        fields=frozenset({"project_name", "project_code", "total_budget", "prior_year_budget"}),
        amount_unit="元",
        funding=("财政拨款", "其中：一般债券", "其他资金"),
        narratives=("测算说明",),
        columns=CARD,
        fused=True,
        operators={"≥": "不低于", "≤": "不高于"},
    ),
    "self-evaluation": Profile(
        "project",
        title="自评表",
        fields=frozenset({"project_name", "total_budget", "amount_unit", "execution_weight", "fiscal_year"}),
        funding=("财政拨款", "其他资金"),
        attributes={
            "年度资金总额/全年执行数": "amount",
            "财政拨款/全年执行数": "amount",
            "其他资金/全年执行数": "amount",
            "年度资金总额/执行率": "percent",
            "年度资金总额/得分": "score",
            "总分/得分": "score",
        },
        column_attributes={"实际完成值": "text", "得分": "score", "偏差原因": "text"},
        levels=LEVELS,
    ),
    "a department": Profile(
        "overall",
        title="{year}年部门整体支出绩效目标表",
        fields=frozenset({"organization", "total_budget", "amount_unit"}),
        funding=(
            "基本支出/合计",
            "基本支出/财政拨款",
            "基本支出/其他资金",
            "项目支出/合计",
            "项目支出/财政拨款",
            "项目支出/其他资金",
        ),
        narratives=("年度总体目标",),
        tasks=(3, 5),
        levels=LEVELS,
    ),
    "a budget": Profile("budget", tables=ALL_TABLES, claims=True),
    "a budget of two years": Profile(
        "budget",
        amount_unit="元",
        tables=ALL_TABLES,
        headers={
            "functional": (
                ("{last}年预算数",),
                ("{year}年预算数", "小计"),
                ("{year}年预算数", "基本支出"),
                ("{year}年预算数", "项目支出"),
                ("{year}年比{last}年增减", "增减额"),
                ("{year}年比{last}年增减", "增减率（%）"),
            ),
            "expenditure": (("合计",), ("一般公共预算",), ("政府性基金预算",), ("其他资金",)),
            "economic": (("上年预算数", "合计"), ("本年预算数", "合计"), ("本年预算数", "人员经费"), ("本年预算数", "公用经费")),
            "three_public": (("上年预算数",), ("本年预算数",), ("增减%",)),
            "procurement": (("货物",), ("工程",), ("服务",), ("合计",)),
            "revenue_expenditure": (
                ("收入", "上年"),
                ("收入", "本年"),
                ("支出", "上年"),
                ("支出", "本年合计"),
                ("支出", "一般公共预算"),
            ),
        },
        table_number="",
        claims=True,
    ),
}


def document(profile: str, seed: int, planted: int = 0) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    checks = random.Random(seed).sample(list(PLANTERS), len(PLANTERS))
    made = generate(PROFILES[profile], VOCABULARY, seed, planted=planted, checks=checks)
    return made.expected, made.anomalies


@settings(max_examples=40)
@given(profile=st.sampled_from(sorted(PROFILES)), seed=st.integers(0, 2**63))
def test_every_identity_of_a_clean_document_closes(profile: str, seed: int) -> None:
    record, anomalies = document(profile, seed)
    assert not anomalies
    assert record["identities"]
    assert [stated for stated in record["identities"] if "holds" in stated or not closes(stated, record)] == []


@settings(max_examples=60)
@given(profile=st.sampled_from(sorted(PROFILES)), seed=st.integers(0, 2**63), planted=st.integers(1, 3))
def test_a_planted_document_breaks_what_it_names_and_nothing_else(profile: str, seed: int, planted: int) -> None:
    record, anomalies = document(profile, seed, planted)
    broken = [stated for stated in record["identities"] if not closes(stated, record)]
    assert broken == [stated for stated in record["identities"] if stated.get("holds") is False]
    assert {found["check"] for found in anomalies} >= {stated["check"] for stated in broken}
    assert 1 <= sum("." not in found["id"] for found in anomalies) <= planted
    texts = leaves(record)
    for found in anomalies:
        assert found["as_written"][0] in texts[found["paths"][0]]
        assert found["as_written"][0] != found["expected"]


@settings(max_examples=20)
@given(profile=st.sampled_from(sorted(PROFILES)), seed=st.integers(0, 2**63))
def test_every_operand_is_a_leaf_and_every_claim_stands_in_its_sentence(profile: str, seed: int) -> None:
    record, _ = document(profile, seed, planted=2)
    texts = leaves(record)
    assert {path_of(place) for stated in record["identities"] for place in operands(stated)} <= set(texts)
    for claim in record["claims"]:
        assert f"{claim['subject']}" in claim["sentence"]
        assert claim["amount"] is None or f"{claim['amount']}{claim['unit']}" in claim["sentence"]


@settings(max_examples=10)
@given(seed=st.integers(0, 2**63))
def test_the_prose_shows_every_leaf_of_every_claim(seed: int) -> None:
    record, _ = document("a budget", seed, planted=2)
    shown = sentences(Labels(record))
    told = {path: "" for path in leaves(record) if path.startswith("claims")}
    for spans in shown:
        for span in spans:
            for path in span.paths:
                told[path] += span.text
    assert told == {path: text for path, text in leaves(record).items() if path.startswith("claims")}


@pytest.mark.parametrize("check", PLANTERS)
def test_each_check_has_an_anomaly_that_fits_some_document(check: str) -> None:
    for seed in range(30):
        for profile in PROFILES.values():
            made = generate(profile, VOCABULARY, seed, planted=1, checks=[check])
            if made.anomalies:
                assert made.anomalies[0]["check"] == check
                return
    pytest.fail("nowhere")


def test_paragraphs_begin_where_their_word_comes_first() -> None:
    record, _ = document("a budget", 5)
    made = headed(Labels(record), {"三公": "二、三公经费", "政府采购": "三、政府采购"})
    assert [heading for heading, _ in made] == [None, "二、三公经费", "三、政府采购"]
    assert "三公" not in "".join(span.text for span in made[0][1])


def test_the_same_seed_gives_the_same_document() -> None:
    assert [document(profile, 7, 2) for profile in PROFILES] == [document(profile, 7, 2) for profile in PROFILES]


def test_codes_have_their_parents_and_blocks_their_own_columns() -> None:
    record, _ = document("a budget", 3)
    balance, expenditure, *_ = record["tables"]
    codes = [row["code"] for row in expenditure["rows"] if row["code"]]
    assert all(code[:-2] in codes for code in codes if len(code) > 3)
    for row in balance["rows"]:
        assert any(not text for text in row["cells"])


def test_what_a_profile_does_not_print_is_null() -> None:
    record, _ = document("forms in 元", 1)
    form = record["forms"][0]
    assert form["organization"] is form["amount_unit"] is form["execution_weight"] is None
    assert all(item["level1"] is item["level2"] is item["is_core"] is None for item in form["indicators"])
    assert not {item["operator"] for item in form["indicators"]} - {"不低于", "不高于", "=", ""}


GOLDEN_LIKE = {
    "seven columns": (
        seven_columns,
        Profile(
            "project",
            title="{year}年专项绩效目标表",
            forms=(1, 2),
            fields=frozenset(
                {
                    "competent_department",
                    "implementing_unit",
                    "project_name",
                    "amount_unit",
                    "total_budget",
                    "execution_weight",
                    "contacts",
                }
            ),
            funding=("上级补助", "区级资金", "其他资金"),
            narratives=("项目概况", "立项依据", "当年绩效目标"),
            columns=frozenset({*CARD, "is_core"}),
        ),
    ),
    "cards": (
        small_cards,
        Profile(
            "project",
            title="绩效目标卡",
            forms=(2, 2),
            fields=frozenset(
                {"organization", "project_name", "amount_unit", "total_budget", "prior_year_budget", "fiscal_year", "contacts"}
            ),
            narratives=("目标",),
            columns=CARD,
            fused=True,
        ),
    ),
}


def printed(sheet: Sheet) -> dict[str, str]:
    spans = [
        span
        for block in sheet.blocks
        for holder in ([block] if isinstance(block, Line) else [cell for row in block.rows for cell in row.cells])
        for span in holder.spans
    ]
    return {path: span.text for span in spans for path in span.paths}


@pytest.mark.parametrize("name", GOLDEN_LIKE)
def test_a_layout_prints_what_its_profile_asks_for(name: str) -> None:
    layout, profile = GOLDEN_LIKE[name]
    for seed in range(5):
        record = generate(profile, VOCABULARY, seed).expected
        assert printed(layout(Labels(record))).keys() == leaves(record).keys()


HABIT = Habit(separators=True, decimals={"万元": 2, "元": 0}, zero="0", times="*", rate_decimals=1, counts_twice=False)


@pytest.mark.parametrize(
    ("habit", "yuan", "unit", "expected"),
    [
        (HABIT, "12345600", "万元", "1,234.56"),
        (HABIT, "12345678", "万元", "1,234.5678"),
        (HABIT, "1234567", "元", "1,234,567"),
        (HABIT, "1234567.8", "元", "1,234,567.8"),
        (dataclasses.replace(HABIT, separators=False, decimals={"万元": None}), "50600", "万元", "5.06"),
        (dataclasses.replace(HABIT, separators=False, decimals={"万元": None}), "50000", "万元", "5"),
    ],
)
def test_amounts_are_written_as_the_document_does(habit: Habit, yuan: str, unit: str, expected: str) -> None:
    assert habit.write(Decimal(yuan), unit) == expected


@pytest.mark.parametrize(("yuan", "expected"), [("200000", "贰拾万元整"), ("50600", "伍万零陆佰元整")])
def test_capitals(yuan: str, expected: str) -> None:
    assert capitals(Decimal(yuan)) == expected


@given(seed=st.integers(), units=st.integers(1, 10**7), shares=st.lists(st.floats(0.01, 1), min_size=1, max_size=9))
def test_parts_sum_to_the_whole(seed: int, units: int, shares: list[float]) -> None:
    total = Decimal(100 * units)
    parts = split(random.Random(seed), total, shares, Decimal(100))
    assert sum(parts) == total
    assert all(part % 100 == 0 for part in parts)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("合计",), Meaning("total", False, "all", "amount")),
        (("2025年预算数", "小计"), Meaning("total", False, "all", "amount")),
        (("2024年预算数", "基本支出"), Meaning("basic", True, "all", "amount")),
        (("上年预算数",), Meaning("total", True, "all", "amount")),
        (("2025年比2024年增减", "增减额"), Meaning("total", False, "all", "change")),
        (("比上年增减%",), Meaning("total", False, "all", "rate")),
        (("公务用车购置及运行费", "小计"), Meaning("vehicle", False, "all", "amount")),
        (("公务用车购置及运行费", "公务用车购置费"), Meaning("purchase", False, "all", "amount")),
        (("公务用车购置及运行费", "公务用车运行费"), Meaning("running", False, "all", "amount")),
        (("支出", "政府性基金预算"), Meaning("total", False, "funds", "amount")),
        (("上年结转",), Meaning("total", False, "none", "amount")),
        (("一般公共预算支出", "人员经费"), Meaning("personnel", False, "general", "amount")),
    ],
)
def test_headers_say_what_they_measure(path: tuple[str, ...], expected: Meaning) -> None:
    assert meaning(path, 2025) == expected


def test_marks_are_filled_in_and_unknown_ones_named() -> None:
    assert fill("{year}年{project}", {"year": "2025", "project": "培训"}) == "2025年培训"
    with pytest.raises(KeyError, match="yeer"):
        fill("{yeer}年", {"year": "2025"})


def test_the_longest_key_wins() -> None:
    table = {"": ("任何",), "目标": ("目标",), "年度目标": ("年度",)}
    assert longest(table, "年度目标（一）") == ("年度",)
    assert longest(table, "概况") == ("任何",)
    assert longest({"概况": ("x",)}, "目标") == ()


def test_plain() -> None:
    assert [plain(Decimal(text)) for text in ("5.060", "100", "0.5")] == ["5.06", "100", "0.5"]
