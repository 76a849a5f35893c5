"""N, F10, F11: prose and forms against tables."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import check_record
from extractor.checks.claims_rates import change_range, printed_percent, ratio_range, stated_range
from extractor.checks.claims_words import Topic, topic_of
from extractor.checks.figures import Figure
from tests.checks.samples import record

Claim = tuple[str, str | None, str | None, str]

GENERAL = {
    "kind": "functional",
    "number": "表2",
    "title": "2024年一般公共预算支出表",
    "amount_unit": "元",
    "columns": [["2023年预算数"], ["2024年预算数", "小计"], ["2024年预算数", "基本支出"], ["2024年预算数", "项目支出"]],
    "rows": [
        {"code": "", "name": "合计", "cells": ["250,000.00", "300,040.00", "100,000.00", "200,040.00"]},
        {"code": "204", "name": "公共安全支出", "cells": ["250,000.00", "270,040.00", "70,000.00", "200,040.00"]},
        {"code": "2040607", "name": "公共法律服务", "cells": ["40,000.00", "50,040.00", "", "50,040.00"]},
        {"code": "221", "name": "住房保障支出", "cells": ["", "30,000.00", "30,000.00", ""]},
    ],
}
BALANCE = {
    "kind": "revenue_expenditure",
    "number": "表1",
    "title": "2024年收支总表",
    "amount_unit": "元",
    "columns": [["收入", "预算数"], ["支出", "预算数"]],
    "rows": [
        {"code": None, "name": "一般公共预算拨款收入", "cells": ["300,040.00", ""]},
        {"code": None, "name": "政府性基金预算拨款收入", "cells": ["", ""]},
        {"code": None, "name": "本年收入合计", "cells": ["300,040.00", ""]},
        {"code": None, "name": "收入总计", "cells": ["300,040.00", ""]},
        {"code": None, "name": "一般公共服务支出", "cells": ["", ""]},
        {"code": None, "name": "公共安全支出", "cells": ["", "270,040.00"]},
        {"code": None, "name": "住房保障支出", "cells": ["", "30,000.00"]},
        {"code": None, "name": "本年支出合计", "cells": ["", "300,040.00"]},
        {"code": None, "name": "支出总计", "cells": ["", "300,040.00"]},
    ],
}
TABLES: list[object] = [BALANCE, GENERAL]


def _claims(sentence: str, *claims: Claim) -> list[dict[str, object]]:
    names = ("subject", "amount", "unit", "relation")
    return [{**dict(zip(names, claim, strict=True)), "period": "2024", "sentence": sentence} for claim in claims]


def _of(check: str, claims: list[dict[str, object]], tables: list[object]) -> tuple[str, list[str]]:
    checked = check_record(record(claims=claims, tables=tables))
    (status,) = [row.status for row in checked.ledger if row.check == check]
    return status, [finding.severity for finding in checked.findings if finding.check == check]


def _one(subject: str, amount: str, relation: str = "total") -> list[dict[str, object]]:
    return _claims(f"2024年{subject}{amount}万元。", (subject, amount, "万元", relation))


def _managed(amount: str, opening: str = "") -> list[dict[str, object]]:
    """A claim of what is managed by performance only."""
    return _claims(f"{opening}实行绩效目标管理的项目支出{amount}万元。", ("项目支出", amount, "万元", "total"))


def _two(whole: str, first: Claim, second: Claim, text: str = "其中：") -> list[dict[str, object]]:
    listed = "，".join(f"{claim[0]}{claim[1]}万元" for claim in (first, second))
    return _claims(f"支出预算{whole}万元，{text}{listed}。", ("支出预算", whole, "万元", "total"), first, second)


BASIC, PROJECT = ("基本支出", "10", "万元", "part"), ("项目支出", "20", "万元", "part")
POLICE, HOUSING = ("公共安全支出", "27", "万元", "part"), ("住房保障支出", "3", "万元", "part")


def _change(amount: str | None, unit: str | None, relation: str, word: str = "") -> list[dict[str, object]]:
    text = f"支出预算30万元，比2023年{word}{amount or '持平'}{unit or ''}。"
    return _claims(text, ("支出预算", "30", "万元", "total"), ("支出预算", amount, unit, relation))


def _shares(first: str, second: str, housing: str = "3") -> list[dict[str, object]]:
    text = f"支出预算30万元，其中：公共安全支出27万元，占{first}%；住房保障支出{housing}万元，占{second}%。"
    return _claims(
        text,
        ("支出预算", "30", "万元", "total"),
        POLICE,
        (POLICE[0], first, "%", "part"),
        (HOUSING[0], housing, "万元", "part"),
        (HOUSING[0], second, "%", "part"),
    )


def _list(count: str, text: str) -> list[dict[str, object]]:
    return _claims(text, ("内设机构", count, "个", "total"))


DEPARTMENT = _claims(
    "部门支出预算30万元，其中：基本支出10万元，项目支出20万元。", ("部门支出预算", "30", "万元", "total"), BASIC, PROJECT
)
FAR = [claim for place in "甲乙丙" for claim in _one(f"{place}类公用车辆", "1")]
"""Sentences about other things."""


CASES: list[tuple[str, list[dict[str, object]], list[object], str, list[str]]] = [
    ("N01", _one("支出预算", "30.00"), TABLES, "pass", []),  # 300,040.00 within the rounding
    ("N01", _one("支出预算", "30.01"), TABLES, "fail", ["error"]),
    ("N01", _one("住房保障支出", "3.1"), TABLES, "fail", ["error"]),
    ("N01", _one("项目支出", "20"), TABLES, "pass", []),
    ("N01", _one("项目支出", "21"), TABLES, "fail", ["error"]),
    ("N01", _one("项目支出", "21"), [GENERAL], "insufficient_data", []),  # perhaps not the general budget's alone
    ("N01", _one("公共安全支出", "270,040.00"), [GENERAL], "fail", ["error"]),  # the digits of the table, in another unit
    ("N01", _one("公共安全支出", "28"), [GENERAL], "insufficient_data", []),
    ("N01", _one("支出预算", "30.01"), [], "not_applicable", []),
    ("N01", _one("接待任务", "30.01"), TABLES, "not_applicable", []),
    (
        "N01",
        _claims(
            "城乡社区支出5万元，其中项目支出4万元。", ("城乡社区支出", "5", "万元", "total"), ("项目支出", "4", "万元", "part")
        ),
        TABLES,
        "fail",
        ["error"],
    ),
    (
        "N01",
        _claims("公共安全支出（类）27万元，其中项目支出4万元。", ("项目支出", "4", "万元", "part")),
        TABLES,
        "insufficient_data",
        [],
    ),
    ("N02", _two("30", BASIC, PROJECT), TABLES, "pass", []),
    ("N02", _two("31", BASIC, PROJECT), TABLES, "fail", ["error"]),
    ("N02", _two("30", POLICE, HOUSING), TABLES, "pass", []),
    ("N02", _two("36", POLICE, HOUSING), TABLES, "fail", ["error"]),
    ("N02", _two("36", POLICE, HOUSING), [], "insufficient_data", []),  # the list need not be whole
    ("N02", _two("26", POLICE, HOUSING), [], "fail", ["error"]),
    ("N02", _one("支出预算", "30"), TABLES, "not_applicable", []),
    # shares that make 100 % say that the list is whole
    ("N02", _shares("90", "10"), [], "pass", []),
    ("N02", _shares("90", "10", "2.5"), [], "fail", ["warning"]),
    ("N02", _shares("90.0", "9.0", "2.5"), [], "insufficient_data", []),
    # far apart: the parts may be some of the whole, but no more than it
    ("N02", [*_one("部门支出预算", "30"), *FAR, *_one("一般公共预算基本支出", "10"), *_one("项目支出", "20")], [], "pass", []),
    ("N02", [*_one("部门支出预算", "30"), *FAR, *_one("一般公共预算基本支出", "10"), *_one("项目支出", "15")], [], "pass", []),
    (
        "N02",
        [*_one("部门支出预算", "30"), *FAR, *_one("一般公共预算基本支出", "10"), *_one("项目支出", "21")],
        [],
        "fail",
        ["warning"],
    ),
    ("N02", [*DEPARTMENT, *FAR, *_one("项目支出", "20")], [], "pass", []),
    ("N02", [*DEPARTMENT, *FAR, *_one("项目支出", "21")], [], "fail", ["warning"]),
    ("N02", [*_one("政府性基金支出预算", "9"), *FAR, *_one("基本支出", "10"), *_one("项目支出", "21")], [], "not_applicable", []),
    ("N03", _one("一般公共服务支出", "27"), TABLES, "fail", ["error"]),
    ("N03", _one("公共安全支出", "27"), TABLES, "pass", []),
    ("N03", _one("支出预算", "30"), TABLES, "not_applicable", []),
    ("N04", _change("5", "万元", "increase", "增加"), TABLES, "pass", []),
    ("N04", _change("7", "万元", "increase", "增加"), TABLES, "fail", ["error"]),
    ("N04", _change("20.0", "%", "increase", "增长"), TABLES, "pass", []),
    ("N04", _change("2.0", "%", "increase", "增长"), TABLES, "fail", ["error"]),
    ("N04", _change("5", "万元", "increase", "增加"), [], "insufficient_data", []),
    ("N04", _one("支出预算", "30"), TABLES, "not_applicable", []),
    ("N05", _change("5", "万元", "increase", "增加"), TABLES, "pass", []),
    ("N05", _change("5", "万元", "decrease", "减少"), TABLES, "fail", ["error"]),
    ("N05", _change(None, None, "unchanged"), TABLES, "fail", ["error"]),
    ("N05", _change("5", "万元", "increase", "较多"), TABLES, "fail", ["warning"]),
    ("N05", _change("5", "万元", "increase", "增加"), [], "insufficient_data", []),
    ("N05", _one("支出预算", "30"), TABLES, "not_applicable", []),
    ("N06", _list("3", "局机关设办公室、政治处、法制科3个内设机构。"), [], "pass", []),
    ("N06", _list("4", "局机关设办公室、政治处、法制科4个内设机构。"), [], "fail", ["error"]),
    ("N06", _list("4", "局机关有4个内设机构：办公室、政治处、法制科。"), [], "fail", ["error"]),
    ("N06", _list("4", "局机关有4个内设机构：办公室、政治处、法制科和信访科。"), [], "pass", []),
    ("N06", _list("4", "局机关有4个内设机构，包括办公室、政治处等。"), [], "insufficient_data", []),
    ("N06", _list("4", "局机关有4个内设机构。"), [], "not_applicable", []),
    (
        "N08",
        [*_one("公务接待费", "2.5"), *_claims("公务接待费2.50万元。", ("公务接待费", "2.50", "万元", "total"))],
        [],
        "pass",
        [],
    ),
    (
        "N08",
        [*_one("公务接待费", "56.2"), *_claims("公务接待费52.6万元。", ("公务接待费", "52.6", "万元", "total"))],
        [],
        "fail",
        ["error"],
    ),
    ("N08", [*_one("项目支出", "20"), *FAR, *_managed("20")], [], "pass", []),
    ("N08", [*_one("项目支出", "20"), *FAR, *_managed("18")], [], "insufficient_data", []),
    ("N08", [*_one("项目支出", "20"), *FAR, *_managed("22")], [], "fail", ["warning"]),
    ("N08", [*_one("项目支出", "20"), *FAR, *_managed("22", "2023年决算后，")], [], "insufficient_data", []),
    ("N08", [*_one("采购金额", "2"), *_one("采购金额", "3")], [], "not_applicable", []),
    (
        "N08",
        [*_one("公务接待费", "2"), *(c for n in "甲乙丙" for c in _one(n, "1")), *_one("公务接待费", "3")],
        [],
        "insufficient_data",
        [],
    ),
    ("N09", _shares("90.0", "10.0"), [], "pass", []),
    ("N09", _shares("90.0", "1.0"), [], "fail", ["error"]),
    ("N09", _shares("70.0", "1.0"), [], "insufficient_data", []),
    ("N09", _one("支出预算", "30"), [], "not_applicable", []),
    ("N10", _one("住房保章支出", "3"), TABLES, "fail", ["warning"]),
    ("N10", _one("住房保障支出", "3"), TABLES, "pass", []),
    ("N10", _one("支出预算", "30"), TABLES, "not_applicable", []),
]


@pytest.mark.parametrize(("check", "claims", "tables", "status", "severities"), CASES)
def test_claims(check: str, claims: list[dict[str, object]], tables: list[object], status: str, severities: list[str]) -> None:
    assert _of(check, claims, tables) == (status, severities)


def test_a_slip_of_the_pen_for_a_decrease() -> None:
    claims = _claims(
        "2024年“三公”经费6万元，较2023年较少1万元。", ("“三公”经费", "6", "万元", "total"), ("“三公”经费", "1", "万元", "decrease")
    )
    (finding,) = [found for found in check_record(record(claims=claims)).findings if found.check == "N05"]
    assert (finding.severity, finding.expected, finding.actual) == ("warning", "减少", "较少")


def test_a_rate_beside_its_change() -> None:
    text = "公务接待费812.40万元，比上年减少147.60万元，下降1.54%。"
    claims = _claims(
        text,
        ("公务接待费", "812.40", "万元", "total"),
        ("公务接待费", "147.60", "万元", "decrease"),
        ("公务接待费", "1.54", "%", "decrease"),
    )
    (finding,) = [found for found in check_record(record(claims=claims)).findings if found.check == "N09"]
    assert finding.expected == "15.38%"


def test_the_rate_column_of_a_table() -> None:
    columns = [["上年预算数"], ["本年预算数"], ["增减率（%）"]]
    rows = [{"code": None, "name": "公务接待费", "cells": ["960.00", "812.40", "-1.54%"]}]
    table = {"kind": "three_public", "title": "2024年“三公”经费表", "amount_unit": "万元", "columns": columns, "rows": rows}
    assert _of("N09", [], [table]) == ("fail", ["error"])


TOPICS = [
    ("“三公”经费预算数", Topic("three_public")),
    ("2024年部门收入预算", Topic("total", "income")),
    ("支出总预算", Topic("total", "spending")),
    ("一般公共预算财政拨款支出", Topic("total", "spending", "general")),
    ("政府性基金预算拨款", Topic("total", "income", "funds")),
    ("一般公共预算基本支出", Topic("basic", "", "general")),
    ("公务用车购置及运行维护费", Topic("vehicle")),
    ("因公出国（境）费用", Topic("abroad")),
    ("日常公用经费", Topic("public")),
    ("政府采购服务预算", Topic("services")),
    ("公共安全支出（类）", Topic("", name="公共安全")),
    ("一般公共预算当年财政拨款", Topic("", name="一般公共预算当年财政拨款")),
]


@pytest.mark.parametrize(("subject", "topic"), TOPICS)
def test_topics(subject: str, topic: Topic) -> None:
    assert topic_of(subject) == topic


def _form(**fields: object) -> dict[str, object]:
    return {"title": "项目绩效目标表", "fiscal_year": "2024", "amount_unit": "元"} | fields


SERVICE = {"project_name": "公共法律服务专项经费"}
FORMS = [
    ("F10", _form(prior_year_budget="40000.00", **SERVICE), TABLES, "pass"),
    ("F10", _form(prior_year_budget="0.00", **SERVICE), TABLES, "fail"),
    ("F10", _form(prior_year_budget="30000.00", **SERVICE), TABLES, "insufficient_data"),  # the account may pay for more
    ("F10", _form(prior_year_budget="0.00", project_name="某项目"), TABLES, "insufficient_data"),
    ("F10", _form(**SERVICE), TABLES, "not_applicable"),
    ("F11", _form(total_budget="50040.00", **SERVICE), TABLES, "pass"),
    ("F11", _form(total_budget="60000.00", **SERVICE), TABLES, "fail"),
    ("F11", _form(total_budget="30000.00", **SERVICE), TABLES, "insufficient_data"),
    (
        "F11",
        _form(total_budget="60000.00", attributes=[{"label": "中期目标金额", "value": "9"}], **SERVICE),
        TABLES,
        "insufficient_data",
    ),
    ("F11", _form(total_budget="50040.00", **SERVICE), [], "not_applicable"),
    ("F11", _form(kind="overall", total_budget="300040.00"), TABLES, "pass"),
    (
        "F11",
        _form(kind="overall", total_budget="300000.00", funding=[{"label": "基本支出", "amount": "100000.00"}]),
        TABLES,
        "fail",
    ),
]


@pytest.mark.parametrize(("check", "form", "tables", "status"), FORMS)
def test_forms(check: str, form: dict[str, object], tables: list[object], status: str) -> None:
    checked = check_record(record(forms=[form], tables=tables))
    assert [row.status for row in checked.ledger if row.check == check] == [status]


@given(st.integers(min_value=100, max_value=10**7), st.integers(min_value=100, max_value=10**7))
def test_a_rounded_rate_meets_its_figures(now: int, before: int) -> None:
    half = Decimal("0.5")
    rate = (Decimal(now - before) / before * 100).quantize(Decimal("0.01"))
    stated = stated_range(Figure(rate, Decimal("0.005")))
    exact = change_range(Figure(Decimal(now)), Figure(Decimal(before)))
    rounded = change_range(Figure(Decimal(now), half), Figure(Decimal(before), half))
    assert exact is not None and rounded is not None
    assert stated.meets(exact) and stated.meets(rounded)
    assert rounded.low <= exact.low <= exact.high <= rounded.high


def test_nothing_is_no_whole() -> None:
    assert ratio_range(Figure(Decimal(1)), Figure(Decimal(0))) is None


RATES = [("8124000", "9600000", "15.38%"), ("9600000", "8124000", "18.17%"), ("100", "100", "0%")]


@pytest.mark.parametrize(("now", "before", "shown"), RATES)
def test_a_rate_is_that_of_the_figures_as_they_stand(now: str, before: str, shown: str) -> None:
    found = change_range(Figure(Decimal(now), Decimal(50)), Figure(Decimal(before), Decimal(50)))
    assert found is not None
    assert printed_percent(found.absolute.plain) == shown
