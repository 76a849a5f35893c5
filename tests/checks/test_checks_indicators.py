"""I: indicators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import CATALOGUE, Subject, check_record
from extractor.checks.messages import message
from extractor.checks.profile import DEFAULT
from extractor.checks.views import View
from tests.checks.samples import record

Row = dict[str, Any]


def _row(name: str, target: str = "", **parts: str) -> Row:
    """An indicator from "≥ 90 %": sign, value and unit apart; "-" is a blank cell."""
    found = [piece.replace("-", "") for piece in target.split(" ")] if target else []
    return {"name": name} | dict(zip(("operator", "value", "unit"), found, strict=False)) | parts


def _form(*rows: Row, **parts: object) -> dict[str, Any]:
    return {"title": "表", "project_name": "项目", "indicators": list(rows)} | parts


def _goal(text: str, *rows: Row, label: str = "年度绩效目标") -> dict[str, Any]:
    return _form(*(rows or (_row("培训人次", "≥ 90 人次"),)), narratives=[{"label": label, "text": text}])


def _tasks(*texts: str) -> dict[str, Any]:
    return _form(tasks=[{"name": f"任务{n}", "text": text} for n, text in enumerate(texts)])


def _rule(kind: str, of: str = "", value: str | None = None) -> dict[str, Any]:
    return {"text": "规定", "requirements": [{"kind": kind, "of": of, "value": value}]}


def _cores(*pairs: tuple[str, str]) -> dict[str, Any]:
    return _form(*(_row(f"指标{n}", weight=weight, is_core=core) for n, (weight, core) in enumerate(pairs)))


OUTPUT, QUALITY = {"level1": "产出指标", "level2": "数量指标"}, {"level1": "产出指标", "level2": "质量指标"}
TIME, COST = {"level2": "时效指标"}, {"level1": "成本指标", "level2": "经济成本指标"}
SOCIAL = {"level1": "成本指标", "level2": "社会成本指标"}
RATES = [_row(f"第{n}项合格率", "≥ 90 %") for n in range(6)]
FIELD = "采用日常监督和专项检查相结合的方式开展全覆盖排查整治工作并建立台账逐项销号同时加强督促指导"
SCALE = "能力（优：全面有效。良：较好。差：不足）"

CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    # check, form, status, severities
    ("I02", _form(_row("甲", "定性 优"), _row("乙", "≥ 3 件")), "pass", []),
    ("I02", _form(_row("甲", "定性 优"), _row("乙", "- 及时")), "fail", ["warning"]),
    ("I02", _form(_row("甲", "定性 优"), _row("完工时间", "- 2024年6月底前")), "pass", []),
    ("I02", _form(_row("甲", "≥ -")), "insufficient_data", []),
    ("I02", _form(), "not_applicable", []),
    ("I03", _form(_row("甲", "≥ 3 件"), _row("乙", "定性 优 -")), "pass", []),
    ("I03", _form(_row("甲", "≥ 3 件"), _row("乙", "≥ 3 件"), _row("丙", "- 及时 -")), "fail", ["warning"]),
    ("I03", _form(_row("甲", "≥ 3 件"), _row("乙", "- 100 %"), _row("丙", "- 及时 -")), "pass", []),
    ("I03", _form(_row("甲", "≥ 3 -")), "fail", ["warning"]),
    ("I03", _form(_row("甲", "≥ 及时 -")), "fail", ["error"]),
    ("I03", _form(_row("甲", "≤ 12月底前 -")), "pass", []),
    ("I03", _form(_row("甲", "定性 3 件")), "fail", ["warning"]),
    ("I03", _form(_row("甲", "≥ - 件")), "fail", ["warning"]),
    ("I03", _form(_row("甲")), "not_applicable", []),
    ("I04", _form(_row("甲", "定性 优良差")), "fail", ["error"]),
    ("I04", _form(_row("甲", "定性 优/良/中/差")), "fail", ["error"]),
    ("I04", _form(_row("甲", "定性 好坏")), "fail", ["error"]),
    ("I04", _form(_row("甲", "定性 基本满意")), "not_applicable", []),
    ("I04", _form(_row("甲", "定性 良")), "fail", ["warning"]),
    ("I04", _form(_row(SCALE, "定性 良")), "pass", []),
    ("I04", _form(_row("甲", "- 及时")), "not_applicable", []),
    ("I05", _form(_row("重新犯罪率", "≥ 92 %")), "fail", ["error"]),
    ("I05", _form(_row("安全事故起数", "≥ 1 起")), "fail", ["error"]),
    ("I05", _form(_row("安全事故起数", "＝ 0 起")), "pass", []),
    ("I05", _form(_row("群众投诉次数", "≥ 3 次")), "fail", ["warning"]),
    ("I05", _form(_row("投诉处理率", "≥ 95 %")), "pass", []),
    ("I05", _form(_row("依法化解矛盾纠纷", "≥ 95 件")), "pass", []),
    ("I05", _form(_row("防止群体性事件件数", "≥ 5 件")), "fail", ["warning"]),
    ("I05", _form(_row("工程验收合格率", "≤ 98 %")), "fail", ["error"]),
    ("I05", _form(_row("工程不合格率", "≤ 2 %")), "pass", []),
    ("I05", _form(_row("预算完成率", "≤ 100 %")), "pass", []),
    ("I05", _form(_row("故障修复时间", "≥ 2 小时")), "fail", ["error"]),
    ("I05", _form(_row("人员培训时间", "≥ 60 学时")), "pass", []),
    ("I05", _form(_row("单位改造成本", "≥ 5 万元")), "fail", ["error"]),
    ("I05", _form(_row("办公成本控制", "≥ 92 %")), "fail", ["warning"]),
    ("I05", _form(_row("困难群众救助标准", "≥ 500 元/人", **COST)), "pass", []),
    ("I05", _form(_row("甲", "定性 优")), "not_applicable", []),
    ("I06", _form(_row("核查率", "≥ 95 %")), "pass", []),
    ("I06", _form(_row("核查率", "≥ 100 %")), "fail", ["info"]),
    ("I06", _form(_row("核查率", "＝ 100 %")), "pass", []),
    ("I06", _form(_row("通过率", "≥ 120 %")), "fail", ["info"]),
    ("I06", _form(_row("任务完成率", "≥ 100 %")), "pass", []),
    ("I06", _form(_row("收入增长率", "≥ 120 %")), "not_applicable", []),
    ("I06", _form(_row("受害率", "≤ 0.8 ‰")), "pass", []),
    ("I07", _form(_row("甲", "≥ 3 件"), _row("乙", "≤ 3 元/人·天"), _row("丙", "≤ 3 元/万头")), "pass", []),
    ("I07", _form(_row("阵地建设", "＝ 1 各")), "fail", ["error"]),
    ("I07", _form(_row("挽回损失", "≥ 50 万")), "fail", ["error"]),
    ("I07", _form(_row("种植树木", "≥ 50 万")), "fail", ["warning"]),
    ("I07", _form(_row("办结案件", "≥ 50 案件数")), "fail", ["warning"]),
    ("I07", _form(_row("办结案件", "≥ 50 槑")), "fail", ["warning"]),
    ("I07", _form(_row("培训的次数", "≥ 50 人次")), "fail", ["warning"]),
    ("I07", _form(_row("培训人次", "≥ 50 人次")), "pass", []),
    ("I07", _form(_row("受助人数", "≥ 50 人", explanation="考察受助人次")), "fail", ["warning"]),
    ("I07", _form(_row("办结率", "≥ 50 件")), "fail", ["warning"]),
    ("I07", _form(_row("工作效率", "≥ 50 件/天")), "pass", []),
    ("I07", _form(_row("归档平均值", "≥ 92 %")), "fail", ["warning"]),
    ("I07", _form(_row("救助标准", "≥ 100 元/人/次")), "fail", ["info"]),
    ("I07", _form(_row("制度", "定性 健全 无")), "not_applicable", []),
    ("I08", _form(_row("办结率", "≥ 95 %", **OUTPUT)), "fail", ["warning"]),
    ("I08", _form(_row("办结案件", "≥ 95 件", **OUTPUT)), "pass", []),
    ("I08", _form(_row("走访数量", "≥ 95 人次", **QUALITY)), "fail", ["warning"]),
    ("I08", _form(_row("安全事故起数", "＝ 0 起", **QUALITY)), "pass", []),
    ("I08", _form(_row("走访数量", "≥ 95 人次", **TIME)), "fail", ["warning"]),
    ("I08", _form(_row("成本节约率", "≥ 5 %", **COST)), "pass", []),
    ("I08", _form(_row("采集样本", "≥ 5 个", **COST)), "fail", ["warning"]),
    ("I08", _form(_row("实事完成率", "＝ 100 %", **SOCIAL)), "fail", ["warning"]),
    ("I08", _form(_row("办结率", "≥ 95 %")), "not_applicable", []),
    ("I09", _form(_row("知晓率、首选率、满意率", "≥ 95 %")), "fail", ["warning"]),
    ("I09", _form(_row("评估及时率、报到入矫率", "＝ 100 %")), "fail", ["warning"]),
    ("I09", _form(_row("公益劳动/集中教育、个别教育人次", "≥ 9 人次")), "fail", ["warning"]),
    ("I09", _form(_row("重大决策、规范性文件审查率", "＝ 100 %")), "fail", ["info"]),
    ("I09", _form(_row("派驻公、检、法值班补贴", "＝ 600 元/天")), "pass", []),
    ("I09", _form(_row("家长及学校、主管部门满意度", "≥ 90 %")), "pass", []),
    ("I09", _form(_row("甲、乙", "定性 优")), "not_applicable", []),
    ("I10", _form(_row("社区矫正对象在册人数", "≥ 600 人")), "fail", ["info"]),
    ("I10", _form(_row("接受社区矫正的人员数量", "≤ 600 人")), "pass", []),
    ("I10", _form(_row("接受群众咨询人次", "≥ 600 人次")), "pass", []),
    ("I10", _form(_row("办结率", "≥ 60 %")), "not_applicable", []),
    ("I12", _form(_row("保护公民、法人的")), "fail", ["warning"]),
    ("I12", _form(_row("保护公民权益")), "pass", []),
    ("I12", _tasks(FIELD, FIELD[::-1], "做好工作。"), "fail", ["warning"] * 2),
    ("I12", _tasks(FIELD, FIELD + "。", "做好工作。"), "pass", []),
    ("I12", _form(), "not_applicable", []),
    ("I13", _form(_row("受理案件数", "≥ 100 件"), _row("成功数", "≥ 90 件")), "pass", []),
    ("I13", _form(_row("受理案件数", "≥ 100 件"), _row("成功数", "≥ 190 件")), "fail", ["warning"]),
    ("I13", _form(*RATES, _row("审查率", "＝ 30 %")), "fail", ["warning"]),
    ("I13", _form(*RATES, _row("审查率", "＝ 80 %")), "pass", []),
    ("I13", _form(*RATES, _row("节约率", "≥ 3 %"), _row("差错率", "≤ 3 %")), "pass", []),
    ("I13", _form(), "not_applicable", []),
    ("I14", _goal("全年培训90人次"), "pass", []),
    ("I14", _goal("全年培训120人次"), "fail", ["warning"]),
    ("I14", _goal("培训合格率≥98%"), "fail", ["warning"]),
    ("I14", _goal("惠及1.8万人", _row("受益人口", "≥ 18000 人")), "pass", []),
    ("I14", _goal("培训共90人次，90人次*500元/人次=45000元。讲座共9场，9场*100元/场=900元。"), "not_applicable", []),
    ("I14", _goal("2024年底前完成，第1季度启动，资金500万元"), "not_applicable", []),
    ("I14", _goal("脱漏管现象零发生"), "fail", ["warning"]),
    ("I14", _goal("不发生人员伤亡事故", _row("因灾伤亡人数", "＝ 0 人")), "pass", []),
    ("I14", _goal("不发生森林火灾", _row("森林火灾受害率", "≤ 0.8 ‰")), "fail", ["warning"]),
    ("I14", _goal("法律顾问全覆盖"), "fail", ["warning"]),
    ("I14", _goal("法律顾问全覆盖", _row("法律顾问覆盖率", "＝ 100 %")), "pass", []),
    ("I14", _goal("全年培训120人次", label="实际完成情况"), "not_applicable", []),
    ("I15", _form(_row("覆盖多少村社")), "fail", ["warning"]),
    ("I15", _form(_row("覆盖村社数")), "pass", []),
    ("I15", _form(), "not_applicable", []),
    ("I16", _form(_row("群众满意度"), _row("培训成本")), "pass", []),
    ("I16", _form(_row("群众满意度"), _row("甲", **COST)), "pass", []),
    ("I16", _form(_row("群众满意度")), "fail", ["info"]),
    ("I16", _form(), "not_applicable", []),
    ("I17", _form(_row("甲"), _row("乙")), "pass", []),
    ("I17", _form(_row("甲"), _row("甲")), "fail", ["info"]),
    ("I17", _form(), "not_applicable", []),
    ("I18", _cores(("20", "是"), ("10", "否")), "pass", []),
    ("I18", _cores(("10", "是"), ("20", "否")), "fail", ["info"]),
    ("I18", _cores(("10", "是"), ("10", "否")), "not_applicable", []),
    ("I18", _cores(("10", "是"), ("20", "是")), "not_applicable", []),
]

RULES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[str]]] = [
    # check, form, rule, status, severities
    ("I01", _form(_row("甲", **OUTPUT), _row("乙", **QUALITY)), _rule("min_indicators", "产出", "2"), "pass", []),
    ("I01", _form(_row("甲", **OUTPUT), _row("乙", **QUALITY)), _rule("min_indicators", "产出", "4"), "fail", ["error"]),
    ("I01", _form(_row("甲", **OUTPUT)), _rule("min_indicators", "满意度", "1"), "fail", ["error"]),
    ("I01", _form(_row("甲"), _row("乙")), _rule("min_indicators", "", "5"), "fail", ["error"]),
    ("I01", _form(_row("甲"), _row("乙")), _rule("min_indicators", "产出", "1"), "insufficient_data", []),
    ("I01", _form(_row("甲")), _rule("weight_total", "", "90"), "not_applicable", []),
    ("I01", _form(), _rule("min_indicators", "", "5"), "not_applicable", []),
    (
        "I01",
        _form(_row("甲", **OUTPUT), kind="overall"),
        _rule("min_indicators", "成本", "1") | {"text": "每个项目"},
        "not_applicable",
        [],
    ),
    ("I02", _form(_row("甲", "定性 优")), _rule("not_all_qualitative"), "fail", ["error"]),
]

TEMPLATES: list[tuple[list[Row], str, list[str]]] = [
    # rows, status, severities
    ([_row(f"第{n}项合格率", "≥ 92 %") for n in range(6)], "fail", ["warning"]),
    ([_row(f"第{n}项合格率", "≥ 100 %") for n in range(6)], "pass", []),
    ([_row(f"第{n}项合格率", f"≥ {90 + n} %") for n in range(6)], "pass", []),
    ([_row("做好化解工作", "≥ 92 %")], "fail", ["warning"]),
    ([_row("资金使用的规范性", "＝ 100 %")], "fail", ["warning"]),
    ([_row("群众安全感", "≥ 92 %")], "pass", []),
    ([_row("维护公平正义", "≥ 1 年")], "fail", ["warning"]),
    ([_row("持续发挥作用年限", "≥ 5 年")], "pass", []),
    ([_row("完成时间", "＝ 12 个月")], "fail", ["info"]),
    ([_row("完成时间", "≤ 6 个月")], "pass", []),
    ([_row("甲", "定性 优")], "not_applicable", []),
]


def _id(case: object) -> str | None:
    return case if isinstance(case, str) else None


def _judged(check: str, form: dict[str, Any], rules: Sequence[object] = ()) -> tuple[list[str], list[str]]:
    checked = check_record(record(forms=[form], filling_rules=list(rules)))
    statuses: list[str] = [row.status for row in checked.ledger if row.check == check]
    severities: list[str] = [finding.severity for finding in checked.findings if finding.check == check]
    return statuses, severities


@pytest.mark.parametrize(("check", "form", "status", "severities"), CASES, ids=_id)
def test_indicators(check: str, form: dict[str, Any], status: str, severities: list[str]) -> None:
    assert _judged(check, form) == ([status], severities)


@pytest.mark.parametrize(("check", "form", "rule", "status", "severities"), RULES, ids=_id)
def test_rules_of_the_form(check: str, form: dict[str, Any], rule: dict[str, Any], status: str, severities: list[str]) -> None:
    assert _judged(check, form, [rule]) == ([status], severities)


@pytest.mark.parametrize(("rows", "status", "severities"), TEMPLATES)
def test_templates(rows: list[Row], status: str, severities: list[str]) -> None:
    assert _judged("I11", _form(*rows)) == ([status], severities)


@pytest.mark.parametrize(
    ("check", "parts"),
    [(check, {"forms": [form]}) for check, form, _, severities in CASES if severities]
    + [(check, {"forms": [form], "filling_rules": [rule]}) for check, form, rule, _, severities in RULES if severities]
    + [("I11", {"forms": [_form(*rows)]}) for rows, _, severities in TEMPLATES if severities],
)
def test_every_fault_has_its_sentence_in_both_languages(check: str, parts: dict[str, Any]) -> None:
    made = record(**parts)
    view = View("", made) if CATALOGUE[check].scope == "document" else View("forms[0]", made.forms[0])
    faults = CATALOGUE[check].judge(Subject(view, made), DEFAULT).faults
    assert faults
    for fault in faults:
        assert message(CATALOGUE[check], fault, "zh")
        assert message(CATALOGUE[check], fault, "en")
        assert fault.evidence


def test_a_target_that_cannot_be_read_is_no_blank() -> None:
    made = record(forms=[_form(_row("甲", "≥ - 件"))])
    value = made.forms[0].indicators[0].value
    assert value is not None
    value.unreadable = True
    assert [row.status for row in check_record(made).ledger if row.check == "I03"] == ["unreadable"]


def test_sign_and_number_of_one_cell_are_not_two() -> None:
    made = record(forms=[_form(_row("甲", "≥ 3 件"), _row("乙", "≥ 4 件"), _row("丙", "- 及时 -"))])
    row = made.forms[0].indicators[0]
    assert row.operator is not None and row.value is not None
    row.operator.box, row.value.box = (10.0, 0.0, 20.0, 9.0), (20.0, 0.0, 30.0, 9.0)
    assert not [finding for finding in check_record(made).findings if finding.check == "I03"]


@given(st.text(max_size=40), st.sampled_from(["≥", "≤", "=", "定性", ""]), st.text(max_size=8), st.text(max_size=8))
def test_no_row_is_a_defect_of_a_check(name: str, sign: str, value: str, unit: str) -> None:
    row = {"name": name, "operator": sign, "value": value, "unit": unit, "level2": name, "explanation": unit}
    checked = check_record(record(forms=[_goal(name, row)]))
    assert [row for row in checked.ledger if row.status == "error"] == []


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_part_is_not_more_than_its_whole(whole: int, part: int) -> None:
    form = _form(_row("受理案件数", f"≥ {whole} 件"), _row("成功数", f"≥ {part} 件"))
    assert bool(_judged("I13", form)[1]) == (part > whole)
