"""Explanations of findings: from templates always; what a model says beside them is verified before it is used."""

from __future__ import annotations

import pytest

from extractor.errors import ProviderError
from extractor.explain import unsupported
from extractor.llm.fake import FakeGateway
from extractor.record import Candidate, Correction, Diagnosis, Finding
from extractor.run.checking import checked, explained
from extractor.run.wording import worded
from tests.checks.samples import record

FORM = {
    "title": "某省项目绩效目标表",
    "project_name": "水库除险",
    "execution_weight": "10",
    "indicators": [{"name": "除险数量", "weight": "30"}, {"name": "合格率", "weight": "50"}],
}


def finding(**more: object) -> Finding:
    made = explained(checked(record(forms=[FORM])))
    found = next(item for item in made.findings if item.check == "W02")
    return found.model_copy(update=more)


def test_an_explanation_says_what_where_by_which_rule_and_what_to_do() -> None:
    text = finding().explanation or ""
    for part in ("指标权重合计 80", "90", "第1行《水库除险》的预算执行率权重（10）", "依据：", "请退回填报单位"):
        assert part in text


def test_english() -> None:
    made = explained(checked(record(forms=[FORM]), language="en"), "en")
    text = next(item.explanation or "" for item in made.findings if item.check == "W02")
    assert "Indicator weights (80)" in text
    assert "Where: line 1" in text


WEIGHT = "forms[0].indicators[0].weight"
TOTAL = "forms[0].total_budget"
MISREAD = Diagnosis(verdict="misread", path=WEIGHT, reading="40")


UNREAD = Candidate(corrections=[Correction(path=TOTAL, raw="", reading="5")], slip="x", score=1.0)
BLANK = Diagnosis(verdict="misread", path=TOTAL, reading="5", candidates=[UNREAD])


SENTENCES = [
    # diagnosis, what the explanation says of it, what it does not say
    (Diagnosis(verdict="misfiled", why="2 个数取自电子文本"), "文件本身有误——2 个数取自电子文本，不是读取造成的。", "重新辨认"),
    (Diagnosis(verdict="misfiled"), "文件本身有误，不是读取造成的。", "——"),
    (MISREAD, "读作“30”，若为“40”则各数相符。", "没有读到"),
    (BLANK, "没有读到内容，若为“5”则各数相符。", "读作"),
    (Diagnosis(verdict="misread", why="一张表被读成了两张"), "读取可能有误——一张表被读成了两张。", "“”"),
    (Diagnosis(verdict="undecided", why="未能重新辨认"), "还是读取有误——未能重新辨认。", "各数相符"),
]


@pytest.mark.parametrize(("diagnosis", "said", "unsaid"), SENTENCES)
def test_a_diagnosis_is_said_with_why(diagnosis: Diagnosis, said: str, unsaid: str) -> None:
    made = record(forms=[FORM]).model_copy(update={"findings": [finding(diagnosis=diagnosis)]})
    text = explained(made).findings[0].explanation or ""
    assert said in text
    assert unsaid not in text


TEXTS = [
    # text, diagnosis, whether it may be used
    ("指标权重合计80，加预算执行率权重10为90，不足100。", None, True),
    ("指标权重合计 80 分，加执行率权重 10 只有 90，应为 100。", None, False),
    ("指标权重合计86，加预算执行率权重10为90，应为100。", None, False),
    ("指标权重合计80，只占应有的80%，应为100。", None, False),
    ("两项指标权重合计80，加10为90，应为100。", None, False),
    ("依据财预〔2020〕99号，指标权重合计80，加10应为100。", None, False),
    ("按检查T05，指标权重合计80，加10应为100。", None, False),
    ("第7页的指标权重合计80，加10为90，应为100。", None, False),
    ("指标权重合计80，加10为90，应为100，文件本身有误。", None, False),
    ("“30”可能读取有误，若为“40”则合计100。", MISREAD, True),
    ("权重30填错了，文件有误，应为40，合计才是100。", MISREAD, False),
    ("权重30若为40则合计100。", MISREAD, False),
]


@pytest.mark.parametrize(("text", "diagnosis", "usable"), TEXTS)
def test_a_text_says_only_what_the_finding_says(text: str, diagnosis: Diagnosis | None, *, usable: bool) -> None:
    assert (unsupported(text, finding(diagnosis=diagnosis)) == []) is usable, unsupported(text, finding(diagnosis=diagnosis))


RULED = [
    # words with a document number, where the rule is 财预〔2021〕101号; whether they may be used
    ("依据财预〔2021〕101号，请核实。", True),
    ("不符合财预〔2021〕101号，请核实。", True),
    ("请以符合财预〔2021〕101号的规定填写。", True),
    ("依据国财预〔2021〕101号，请核实。", False),
    ("依据预〔2021〕101号，请核实。", False),
    ("依据财预〔2021〕10号，请核实。", False),
    ("依据财预〔2020〕101号，请核实。", False),
]


@pytest.mark.parametrize(("text", "usable"), RULED)
def test_a_document_number_is_the_rules_own(text: str, *, usable: bool) -> None:
    assert (unsupported(text, finding(check="I14", evidence=[], diagnosis=None)) == []) is usable


def test_both_are_kept_and_a_rejected_text_is_marked() -> None:
    base = explained(checked(record(forms=[FORM])))
    gateway = FakeGateway({"word_finding": {"说明": "权重合计达到 99，应为 100。"}})
    made = worded(base, gateway)
    found = next(item for item in made.findings if item.check == "W02")
    assert found.explanation == next(item.explanation for item in base.findings if item.check == "W02")
    assert found.wording is not None
    assert found.wording.rejected == ["数字 99 不在发现之中"]
    assert made.provenance.calls == sum(item.severity != "info" for item in made.findings)


COMPLETED = [
    # what the model says, whether the template's verdict is put behind it, whether it is shown
    ("权重合计 80，加 10 为 90，应为 100", True, True),
    ("权重合计 80，应为 100，文件本身有误。", False, True),
    ("权重合计 85，应为 100。", False, False),
    ("权重合计 80，应为 100，可能读取有误。", False, False),
]


@pytest.mark.parametrize(("text", "completed", "shown"), COMPLETED)
def test_a_verdict_that_is_left_out_is_put_behind(text: str, *, completed: bool, shown: bool) -> None:
    told = finding(diagnosis=Diagnosis(verdict="misfiled", why="2 个数取自电子文本"))
    base = explained(checked(record(forms=[FORM])).model_copy(update={"findings": [told]}))
    (found,) = worded(base, FakeGateway({"word_finding": {"说明": text}})).findings
    assert found.wording is not None
    assert (found.wording.completed, not found.wording.rejected) == (completed, shown)
    assert ("判断：文件本身有误——2 个数取自电子文本" in found.wording.text) is completed


def test_an_outage_leaves_the_template_and_a_note() -> None:
    made = worded(explained(checked(record(forms=[FORM]))), FakeGateway({"word_finding": ProviderError("不可用")}))
    assert all(item.explanation and item.wording is None for item in made.findings)
    assert any("没有得到模型的说明" in note for note in made.notes)
