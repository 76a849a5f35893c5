"""X05 to X12: marks, words, numbering, residue, what was superseded, widths."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks import check_record
from extractor.checks.prose import words
from extractor.record import Finding, Record
from tests.checks.samples import record


def _goal(text: str, year: str = "2024", **parts: object) -> Record:
    narratives = [{"label": "项目概况", "text": text}]
    return record(forms=[{"title": "表", "project_name": "甲", "fiscal_year": year, "narratives": narratives} | parts])


def _judged(made: Record, check: str) -> tuple[str, list[Finding]]:
    checked = check_record(made)
    (row,) = [row for row in checked.ledger if row.check == check]
    return row.status, [finding for finding in checked.findings if finding.check == check]


CASES = [
    ("X05", "建设“三中心”（一期）。", "pass"),
    ("X05", "打造“化解中心；提高水平。", "fail"),
    ("X05", "建设三中心）。", "fail"),
    ("X05", "1)培训；2)宣传。", "not_applicable"),
    ("X05", "建设（一期)。", "pass"),
    ("X05", "没有", "not_applicable"),
    ("X06", "及时帮扶，即使没有申请也要上门。", "pass"),
    ("X06", "对困难对象即使帮扶。", "fail"),
    ("X06", "截止2020年12月，共有车辆1辆。", "fail"),
    ("X06", "报名截止日期为2020年12月。", "pass"),
    ("X06", "依法调节矛盾纠纷。", "fail"),
    ("X06", "人民调节委员会。", "fail"),
    ("X06", "调节室内温度。", "pass"),
    ("X06", "调解水位。", "fail"),
    ("X06", "统一布署。", "fail"),
    ("X06", "安照要求。", "fail"),
    ("X06", "保障治安照明。", "pass"),
    ("X06", "如实反应情况。", "fail"),
    ("X06", "应急反应时间不超过5分钟。", "pass"),
    ("X06", "资金必需专款专用。", "fail"),
    ("X06", "购置必需的设备和生活必需品。", "pass"),
    ("X06", "有效的保护了群众。", "fail"),
    ("X06", "建立有效的保护机制。", "pass"),
    ("X06", "核查台帐。", "fail"),
    ("X06", "购入帐篷。", "pass"),
    ("X06", "融资迅速，校园满意度高，提供完整冶炼记录，确保正常。", "pass"),
    ("X06", "科学立法、严格执法、公正司法、全民守法。", "pass"),
    ("X06", "推进科学立法、严格执法、公正执法、全民守法。", "fail"),
    ("X06", "推进严格执法、公正司法。", "pass"),
    ("X07", "1.培训；2.宣传；3.演练。", "pass"),
    ("X07", "1.培训；3.演练。", "fail"),
    ("X07", "2.培训\n3.演练", "fail"),
    ("X07", "1.甲\n（1）乙；（2）丙\n2.丁：1.戊；2.己\n3.庚", "pass"),
    ("X07", "4.甲：一；2.乙；3.丙", "fail"),
    ("X07", "一是甲；二是乙；四是丁。", "fail"),
    ("X07", "①甲②乙③丙", "pass"),
    ("X07", "金额2.5万元，第（三）项。", "not_applicable"),
    ("X08", "补助调解员。", "pass"),
    ("X08", "张三：同意。呈王某区长阅示。", "fail"),
    ("X08", "培训XX人次。", "fail"),
    ("X09", "《中华人民共和国行政复议法》第三十九条", "fail"),
    ("X09", "《中华人民共和国档案法》第九条", "pass"),
    ("X09", "《某市养犬管理条例》第九条", "pass"),
    ("X09", "没有条款", "not_applicable"),
    ("X10", "帮教社区矫正对象。", "pass"),
    ("X10", "帮教社区服刑人员。", "fail"),
    ("X10", "依据《社区服刑人员管理办法》。", "pass"),
    ("X10", "依据财预〔2011〕285号。", "fail"),
    ("X10", "依据《中华人民共和国合同法》。", "fail"),
    ("X10", "依据《中华人民共和国劳动合同法》。", "pass"),
    ("X10", "依据《行政单位财务规则》（中华人民共和国财政部令第71号）。", "fail"),
    ("X11", "增加的主要原因是人员增加。", "pass"),
    ("X11", "增加，主要原因是。", "fail"),
    ("X11", "开展培训，，提高水平。", "fail"),
    ("X11", "开展培训，", "fail"),
    ("X11", "共计3场；合计5人。", "pass"),
]


@pytest.mark.parametrize(("check", "text", "status"), CASES)
def test_texts(check: str, text: str, status: str) -> None:
    judged, found = _judged(_goal(text), check)
    assert judged == status
    assert bool(found) == (status == "fail")
    assert all(finding.evidence[0].path == "forms[0].narratives[0].text" for finding in found)


@pytest.mark.parametrize(("check", "text"), [("X09", "《行政复议法》第三十九条"), ("X10", "帮教社区服刑人员。")])
def test_what_was_in_force_depends_on_the_year(check: str, text: str) -> None:
    assert _judged(_goal(text, ""), check)[0] == "insufficient_data"
    assert _judged(_goal(text, "2019"), check)[0] == "pass"


def test_every_pattern_of_the_lexicon_is_apart_from_its_remedy() -> None:
    lexicon = words("wording")
    assert not [wrong for wrong, right in lexicon["words"].items() if wrong == right or wrong in right]
    for row in lexicon["confused"]:
        re.compile(row["wrong"])
        assert ("right" in row) != ("hint" in row)


def test_no_word_of_the_lexicon_finds_itself_in_good_words() -> None:
    lexicon = words("wording")
    made = _goal("、".join(dict.fromkeys(lexicon["words"].values())))
    assert _judged(made, "X06") == ("pass", [])


@pytest.mark.parametrize(("level", "value", "status"), [("时效指标", "", "fail"), ("", "及时", "fail"), ("质量指标", "高", "pass")])
def test_a_word_that_its_row_gives_away(level: str, value: str, status: str) -> None:
    rows = [{"name": "办理实效性", "level2": level, "value": value}]
    assert _judged(_goal("开展工作。", indicators=rows), "X06")[0] == status


PLACES = [
    ("某某区司法局", "维护我县稳定。", "fail"),
    ("某某区司法局", "维护我区稳定。", "pass"),
    ("某县开发区", "维护我县稳定。", "pass"),
]


@pytest.mark.parametrize(("unit", "text", "status"), PLACES)
def test_another_place(unit: str, text: str, status: str) -> None:
    assert _judged(_goal(text, organization=unit), "X08")[0] == status


WIDTHS = [(["＝", "="], "fail"), (["=", "="], "pass"), (["≥", "="], "pass"), ([], "not_applicable")]


@pytest.mark.parametrize(("operators", "status"), WIDTHS)
def test_widths(operators: list[str], status: str) -> None:
    rows = [{"name": f"指标{place}", "operator": sign} for place, sign in enumerate(operators)]
    judged, found = _judged(_goal("文字。", indicators=rows), "X12")
    assert judged == status
    assert [finding.evidence[0].path for finding in found] == ["forms[0].indicators[0].operator"] * (status == "fail")


def test_a_sentence_with_several_figures_is_one_text() -> None:
    claims = [{"subject": "车辆", "sentence": "截止 2020 年 12 月，共有车辆 1 辆。"}] * 3
    (found,) = _judged(record(claims=claims), "X06")[1]
    assert found.evidence[0].path == "claims[0].sentence"
    assert found.severity == "info"


@given(st.integers(2, 25), st.data())
def test_a_list_without_one_of_its_numbers(count: int, data: st.DataObject) -> None:
    gone = data.draw(st.integers(1, count - 1))
    whole = [f"{number}.甲" for number in range(1, count + 1)]
    assert _judged(_goal("\n".join(whole)), "X07")[0] == "pass"
    left = [item for item in whole if not item.startswith(f"{gone}.")]
    assert _judged(_goal("；".join(left)), "X07")[0] == ("fail" if len(left) > 1 else "pass")
