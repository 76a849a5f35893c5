"""F: money within a form."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import CATALOGUE, Subject, check_record
from extractor.checks.messages import message
from extractor.checks.profile import DEFAULT
from extractor.checks.views import View
from extractor.record import Record
from tests.checks.samples import record


def _form(budget: str | None = "10", **parts: object) -> dict[str, Any]:
    return {"title": "表", "fiscal_year": "2024", "amount_unit": "万元", "total_budget": budget} | parts


def _funds(*pairs: tuple[str, str], budget: str | None = "10", **parts: object) -> dict[str, Any]:
    return _form(budget, funding=[{"label": label, "amount": amount} for label, amount in pairs], **parts)


def _text(text: str, budget: str | None = "10", label: str = "项目概况", **parts: object) -> dict[str, Any]:
    return _form(budget, narratives=[{"label": label, "text": text}], **parts)


def _row(name: str, operator: str, value: str, unit: str, **parts: str) -> dict[str, str]:
    return {"name": name, "operator": operator, "value": value, "unit": unit} | parts


def _matrix(*pairs: tuple[str, str]) -> dict[str, Any]:
    return _form(attributes=[{"label": label, "value": value} for label, value in pairs])


COST = {"level1": "成本指标"}

CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    # check, form, status, severities
    ("F01", _funds(("上级补助", "4"), ("区级资金", "6"), ("其他资金", "")), "pass", []),
    ("F01", _funds(("上级补助", "4"), ("区级资金", "7"), ("其他资金", "")), "fail", ["error"]),
    ("F01", _funds(("上级补助", "4"), ("区级资金", "5"), ("其他资金", "")), "fail", ["warning"]),
    ("F01", _funds(("上级补助", "4"), ("区级资金", "5"), ("其他资金", "0")), "fail", ["error"]),
    ("F01", _funds(("上级补助", "4"), ("区级资金", "6"), ("其他资金", "无")), "pass", []),
    ("F01", _funds(("上级补助", ""), ("区级资金", "")), "insufficient_data", []),
    ("F01", _funds(("上级补助", "4"), ("区级资金", "若干")), "insufficient_data", []),
    ("F01", _funds(("区级支出", "10"), ("补助街镇", "10")), "fail", ["error"]),
    ("F01", _funds(("财政拨款", "10"), ("其中：上级补助", "4"), ("其他资金", "0")), "pass", []),
    ("F01", _funds(("财政拨款", "10"), ("其中：上级补助", "14"), ("其他资金", "0")), "fail", ["error"]),
    ("F01", _funds(("其中：部门预算支出", "4")), "not_applicable", []),
    ("F01", _funds(("支出/合计", "10"), ("支出/基本支出", "6"), ("支出/其中：人员类", "6"), ("支出/项目支出", "4")), "pass", []),
    ("F01", _funds(("支出/合计", "10"), ("支出/基本支出", "6"), ("支出/其中：人员", "7"), ("支出/项目", "4")), "fail", ["error"]),
    ("F01", _funds(("财政拨款", "7")), "fail", ["warning"]),
    ("F01", _funds(("是否追加", "0"), ("追加后数额", "0.00")), "not_applicable", []),
    ("F01", _funds(("其他", "7"), ("其他", "3")), "pass", []),
    ("F01", _funds(("财政拨款", "8"), ("中央资金", "3"), ("省级资金", "5"), ("自筹", "2")), "pass", []),
    ("F01", _funds(("一般公共预算", "6"), ("其他资金", "4"), ("基本支出", "3"), ("项目支出", "7")), "pass", []),
    ("F01", _funds(("一般公共预算", "6"), ("其他资金", "4"), ("基本支出", "3"), ("项目支出", "8")), "fail", ["error"]),
    # two axes at once, not said to be two: each makes the total by itself
    ("F01", _funds(("上级补助", "6"), ("本级资金", "4"), ("会议费", "3"), ("培训费", "7")), "pass", []),
    ("F01", _funds(("上级补助", "6"), ("本级资金", "4"), ("会议费", "3"), ("培训费", "8")), "fail", ["error"]),
    ("F01", _funds(("上级补助", "6"), ("本级资金", "4"), ("会议费", "3"), ("培训费", "6")), "fail", ["warning"]),
    ("F01", _funds(("上级补助", "6"), ("本级资金", "4"), ("会议费", "3"), ("培训费", "2"), ("其他", "5")), "pass", []),
    ("F01", _funds(("财政拨款", "8"), ("其他资金", "2"), ("中央", "5"), ("省级", "3"), ("自筹", "2")), "pass", []),
    ("F01", _funds(("财政拨款", "8"), ("其他资金", "2"), ("中央", "5"), ("省级", "4"), ("自筹", "2")), "fail", ["error"]),
    ("F01", _funds(("财政拨款", "10"), ("其他资金", "0"), ("省级资金", "10"), ("市级资金", "0")), "pass", []),
    ("F01", _funds(("2024年", "4"), ("2025年", "6"), ("财政拨款", "10"), ("其他资金", "0")), "pass", []),
    ("F01", _funds(("第一季度", "4"), ("第二季度", "6"), ("财政拨款", "10")), "pass", []),
    ("F01", _funds(("甲", "6"), ("乙", "4"), ("丙", "3"), ("丁", "7")), "pass", []),
    ("F01", _funds(("甲", "6"), ("乙", "4"), ("丙", "3"), ("丁", "8")), "fail", ["error"]),
    ("F01", _funds(("资金来源/上级", "6"), ("资金来源/本级", "4"), ("资金用途/设备", "3"), ("资金用途/人员", "7")), "pass", []),
    (
        "F01",
        _funds(("资金来源/上级", "6"), ("资金来源/本级", "4"), ("资金用途/设备", "3"), ("资金用途/人员", "8")),
        "fail",
        ["error"],
    ),
    # twice the total, but of one kind: no second axis
    ("F01", _funds(("中央资金", "10"), ("省级资金", "10")), "fail", ["error"]),
    ("F01", _funds(("中央资金", "6"), ("省级资金", "4"), ("单位自筹", "6"), ("社会资金", "4")), "fail", ["error"]),
    ("F01", _funds(("中央资金", "5"), ("省级资金", "5"), ("市级资金", "1")), "fail", ["error"]),
    # one axis in words of two
    ("F01", _funds(("人员经费", "3"), ("公用经费", "2"), ("设备购置费", "5")), "pass", []),
    ("F01", _funds(("人员经费", "3"), ("公用经费", "2"), ("设备购置费", "6")), "fail", ["error"]),
    # the whole is wrong, and both axes say so
    ("F01", _funds(("上级补助", "5"), ("本级资金", "4"), ("基本支出", "2"), ("项目支出", "7")), "fail", ["error", "error"]),
    ("F01", _funds(("上级补助", "5"), ("本级资金", "5"), ("基本支出", "0"), ("项目支出", "0")), "fail", ["error"]),
    # rows that sum up others, above them or below
    ("F01", _funds(("财政拨款", "8"), ("中央", "5"), ("省级", "3"), ("其他", "2"), ("自筹", "1"), ("捐赠", "1")), "pass", []),
    ("F01", _funds(("中央", "5"), ("省级", "3"), ("财政资金小计", "8"), ("自筹", "2")), "pass", []),
    # nothing is nothing, however many decimals it is printed with
    ("F01", _funds(("上级补助", "0.00"), ("区级资金", "10.004"), ("其他资金", "0.00"), budget="10.001"), "fail", ["error"]),
    ("F01", _funds(("上级补助", "0.00"), ("区级资金", "10.004"), ("其他资金", "0.00"), budget="10.00"), "pass", []),
    (
        "F01",
        _funds(("基本支出/合计", "4"), ("基本支出/财政拨款", "4"), ("项目支出/合计", "6"), ("项目支出/财政拨款", "6")),
        "pass",
        [],
    ),
    (
        "F01",
        _funds(("基本支出/合计", "4"), ("基本支出/财政拨款", "3.5"), ("项目支出/合计", "6"), ("项目支出/财政拨款", "6")),
        "fail",
        ["error"],
    ),
    ("F01", _funds(("甲", "3.33"), ("乙", "3.33"), ("丙", "3.33")), "pass", []),
    ("F01", _matrix(("资金总额/执行数", "9"), ("财政拨款/执行数", "5"), ("其他资金/执行数", "4")), "pass", []),
    ("F01", _matrix(("资金总额/执行数", "9"), ("财政拨款/执行数", "5"), ("其他资金/执行数", "3")), "fail", ["error"]),
    ("F01", _matrix(("资金总额/执行率", "90%"), ("财政拨款/执行率", "80%")), "not_applicable", []),
    ("F01", _form(), "not_applicable", []),
    ("F02", _text("5人*2万元=10万元"), "pass", []),
    ("F02", _text("5人*2万元=11万元"), "fail", ["error"]),
    ("F02", _text("5人*3天=16元"), "insufficient_data", []),
    ("F02", _text("全年工作日254天，100元/天，全年补贴25400元"), "pass", []),
    ("F02", _text("全年工作日254天，100元/天，全年补贴25600元"), "fail", ["warning"]),
    ("F02", _text("聘请50人，400元/人，其中设备9000元"), "not_applicable", []),
    ("F02", _text("2*10000=20000元；3*10000=30000元。合计6万元"), "fail", ["error"]),
    ("F02", _text("2*10000=20000元；3*10000=30000元。合计5万元"), "pass", []),
    ("F02", _text("预计支付6万元：1.值班2*10000=20000元；2.代理3*10000=30000元"), "fail", ["error"]),
    ("F02", _text("人民币贰拾万元整（210000元）"), "fail", ["error"]),
    ("F02", _text("人民币贰拾万元整（200000元）"), "pass", []),
    ("F02", _text("1学时=45分钟，2024年开展3次"), "not_applicable", []),
    ("F03", _text("合计10万元"), "pass", []),
    ("F03", _text("合计8万元"), "fail", ["error"]),
    ("F03", _text("培训费合计8万元"), "fail", ["warning"]),
    ("F03", _text("项目期三年，共需30万元"), "not_applicable", []),
    ("F03", _text("合计100000元"), "pass", []),
    ("F03", _text("项目预算控制在12万元以内"), "fail", ["error"]),
    ("F03", _text("项目预算控制在128600元以内", budget="12.86"), "pass", []),
    ("F03", _text("项目预算控制在128600元以内", budget="12.85"), "fail", ["error"]),
    ("F03", _text("项目预算128600元左右", budget="12.85"), "pass", []),
    # a total that its items make to the yuan is exact, whatever it is written in
    ("F03", _text("甲2*30000=60000元；乙2*20100=40200元，合计10.02万元", budget="10.02"), "pass", []),
    ("F03", _text("甲2*30000=60000元；乙2*20100=40200元，合计10.02万元", budget="10.0203"), "fail", ["error"]),
    ("F03", _text("甲3*20033=60099元；乙2*20051=40102元，合计10.02万元", budget="10.0203"), "pass", []),
    ("F03", _text("合计12万元", budget=""), "insufficient_data", []),
    ("F03", _text("一类合计3万元，二类合计4万元"), "insufficient_data", []),
    ("F03", _text("一类合计3万元，二类合计7万元"), "pass", []),
    ("F03", _text("为群众挽回经济损失共计300万元"), "not_applicable", []),
    ("F03", _text("2023年共计12万元"), "not_applicable", []),
    ("F03", _text("共计12万元", label="立项依据"), "not_applicable", []),
    ("F03", _text("合计6万元", funding=[{"label": "区级", "amount": "6"}]), "pass", []),
    ("F03", _text("合计6万元", funding=[{"label": "区级", "amount": "6"}, {"label": "市级", "amount": "4"}]), "pass", []),
    ("F03", _text("合计6万元", funding=[{"label": "区级", "amount": "6"}, {"label": "市级", "amount": "0"}]), "fail", ["error"]),
    ("F03", _text("合计12万元", funding=[{"label": "区级", "amount": "12"}]), "fail", ["error"]),
    ("F03", _text("补助2*30000=60000元；培训2*20000=40000元"), "pass", []),
    ("F03", _text("补助2*30000=60000元；培训2*30000=60000元"), "fail", ["error"]),
    ("F03", _text("补助2*30000=60000元；培训2*10000=20000元"), "fail", ["warning"]),
    ("F04", _text("93名专职调解员（临聘人员），49792元/年/人*90人=4481280元"), "fail", ["error"]),
    ("F04", _text("90名专职调解员（临聘人员），49792元/年/人*90人=4481280元"), "pass", []),
    ("F04", _text("60名调解员，其中专职20人*2000元=40000元"), "not_applicable", []),
    ("F04", _text("新建2个站点，购置设备5个*1000元=5000元"), "not_applicable", []),
    ("F04", _text("12名调解员，13名律师，20人*2000元=40000元"), "not_applicable", []),
    ("F04", _text("全区60名人民调解员开展工作，全区65名人民调解员领取补贴"), "fail", ["warning"]),
    ("F04", _text("全区60名人民调解员开展工作，全区60名人民调解员领取补贴"), "pass", []),
    (
        "F04",
        _form(
            indicators=[
                _row("律师值班", "≥", "260", "人次", note="每个工作日有1名律师值班"),
                _row("值班费用", "=", "100", "元/天", note="全年工作日254天"),
            ]
        ),
        "fail",
        ["warning"],
    ),
    ("F05", _text("工资（按13个月算）按48000元/年/人标准"), "fail", ["warning"]),
    ("F05", _text("工资（按12个月算）按48000元/年/人标准"), "pass", []),
    ("F05", _text("工资（按13个月算）按4000元/月/人标准"), "not_applicable", []),
    ("F06", _form(indicators=[_row("案件补贴", "=", "1500", "元/件"), _row("援助案件", "≥", "60", "件")]), "pass", []),
    ("F06", _form(indicators=[_row("案件补贴", "=", "1500", "元/件"), _row("援助案件", "≥", "70", "件")]), "fail", ["warning"]),
    ("F06", _form(indicators=[_row("案件补贴", "=", "1500", "元/件")]), "insufficient_data", []),
    ("F06", _form(indicators=[_row("案件补贴", "≤", "1500", "元/件"), _row("援助案件", "≥", "70", "件")]), "insufficient_data", []),
    ("F06", _form(indicators=[_row("项目总成本", "≤", "12", "万元", **COST)]), "fail", ["warning"]),
    ("F06", _form(indicators=[_row("项目总成本", "≤", "10", "万元", **COST)]), "pass", []),
    ("F06", _form(indicators=[_row("项目总成本", "≤", "6", "万元", **COST)]), "fail", ["info"]),
    ("F06", _form(indicators=[_row("挽回损失", "≥", "300", "万元")]), "not_applicable", []),
    ("F07", _text("经测算所需经费12万元"), "fail", ["info"]),
    ("F07", _text("经测算所需经费10万元"), "pass", []),
    ("F07", _text("培训需4万元，补贴需6万元"), "pass", []),
    ("F07", _text("培训需4万元，合计10万元"), "pass", []),
    ("F07", _text("经测算所需经费10万元", budget=""), "insufficient_data", []),
    ("F07", _text("开展工作"), "not_applicable", []),
    ("F08", _form(project_name="法律援助", indicators=[_row("援助案件", "≥", "100", "件")]), "pass", []),
    ("F08", _form(project_name="法律援助", indicators=[_row("援助案件", "≥", "1000", "件")]), "fail", ["info"]),
    ("F08", _form("", project_name="法律援助"), "insufficient_data", []),
    ("F08", _form(project_name="修路"), "not_applicable", []),
    ("F09", _text("惠民演出90场*1000元/场=90000元", indicators=[_row("惠民演出", "≥", "90", "场")]), "pass", []),
    ("F09", _text("惠民演出90场*1000元/场=90000元", indicators=[_row("惠民演出", "≥", "95", "场")]), "fail", ["info"]),
    (
        "F09",
        _text("案件评析300元/次。值班50天*400元/天=20000元", indicators=[_row("重大案件评析", "≥", "5", "次")]),
        "fail",
        ["warning"],
    ),
    ("F09", _text("开展演出", indicators=[_row("惠民演出", "≥", "95", "场")]), "not_applicable", []),
    ("F12", _text("第一季度资金支付达到20%", indicators=[_row("一季度资金使用率", "≥", "25", "%")]), "fail", ["error"]),
    ("F12", _text("第一季度资金支付达到25%", indicators=[_row("一季度资金使用率", "≥", "25", "%")]), "pass", []),
    ("F12", _text("资金支付：6月底50%，年底100%", indicators=[_row("上半年预算执行率", "≥", "60", "%")]), "fail", ["error"]),
    ("F12", _text("第四季度资金支付100%", indicators=[_row("四季度资金使用率", "=", "100", "%")]), "pass", []),
    ("F12", _text("第一季度资金支付达到20%", indicators=[_row("一季度资金使用率", "≥", "四成", "")]), "insufficient_data", []),
    ("F12", _text("第一季度完成培训20%", indicators=[_row("一季度资金使用率", "≥", "25", "%")]), "not_applicable", []),
    ("F13", _form("10.123456"), "pass", []),
    ("F13", _form("10.1234567"), "fail", ["warning"]),
    ("F13", _funds(("其他", "-3")), "fail", ["warning"]),
    ("F13", _form(""), "not_applicable", []),
]


def _id(case: object) -> str | None:
    return case if isinstance(case, str) else None


@pytest.mark.parametrize(("check", "form", "status", "severities"), CASES, ids=_id)
def test_money(check: str, form: dict[str, Any], status: str, severities: list[str]) -> None:
    checked = check_record(record(forms=[form]))
    assert [row.status for row in checked.ledger if row.check == check] == [status]
    assert [finding.severity for finding in checked.findings if finding.check == check] == severities


@pytest.mark.parametrize(("check", "form"), [(check, form) for check, form, _, severities in CASES if severities])
def test_every_fault_has_its_sentence_in_both_languages(check: str, form: dict[str, Any]) -> None:
    made = record(forms=[form])
    result = CATALOGUE[check].judge(Subject(View("forms[0]", made.forms[0]), made), DEFAULT)
    for fault in result.faults:
        assert message(CATALOGUE[check], fault, "zh")
        assert message(CATALOGUE[check], fault, "en")
        assert fault.evidence


def test_money_without_a_unit_is_said_so_and_not_compared() -> None:
    made = record(forms=[_funds(("上级", "4"), ("区级", "5"), amount_unit=None)])
    bare: Record = made.model_copy(deep=True)
    for leaf in (bare.forms[0].total_budget, *(row.amount for row in bare.forms[0].funding)):
        assert leaf is not None
        leaf.unit = None
    checked = check_record(bare)
    assert [row.status for row in checked.ledger if row.check == "F01"] == ["insufficient_data"]
    assert len([finding for finding in checked.findings if finding.check == "F13"]) == 3


def test_a_cell_that_cannot_be_read_is_no_blank() -> None:
    made = record(forms=[_funds(("上级", "4"), ("区级", ""))])
    amount = made.forms[0].funding[1].amount
    assert amount is not None
    amount.unreadable = True
    checked = check_record(made)
    assert [row.status for row in checked.ledger if row.check == "F01"] == ["unreadable"]


def test_the_projects_of_a_file_fit_into_its_overall_form() -> None:
    overall = _funds(("基本支出", "4"), ("项目支出", "6"), kind="overall")
    for budget, severities in (("5", []), ("7", ["warning"])):
        checked = check_record(record(forms=[overall, _form(budget)]))
        assert [finding.severity for finding in checked.findings if finding.check == "F01"] == severities


def test_a_wrong_total_of_right_items_is_one_finding() -> None:
    checked = check_record(record(forms=[_text("甲2*30000=60000元；乙2*20000=40000元。合计12万元")]))
    assert [finding.check for finding in checked.findings] == ["F03"]


AMOUNTS = st.integers(0, 10**6).filter(lambda amount: amount == 0 or amount > 6)
"""So much that leaving one out, for another one sums it up, is never off by as little as 3. Not all zero: such rows say nothing."""


@given(st.lists(AMOUNTS, min_size=2, max_size=6).filter(any), st.integers(-3, 3))
def test_parts_close_exactly_when_they_sum_up(parts: list[int], off: int) -> None:
    pairs = [(f"来源{n}", str(part)) for n, part in enumerate(parts)]
    checked = check_record(record(forms=[_funds(*pairs, budget=str(sum(parts) + off))]))
    found = [finding for finding in checked.findings if finding.check == "F01"]
    assert not found if off == 0 else len(found) == 1 or sum(parts) + off in parts


@given(st.text(max_size=60))
def test_no_prose_is_a_defect_of_a_check(text: str) -> None:
    checked = check_record(record(forms=[_text(text, indicators=[_row(text, "≥", text, text, note=text)])]))
    assert [row for row in checked.ledger if row.status == "error"] == []
