"""Overall forms: amounts under nested headings, yearly tasks, kinds of forms, headings that say nothing, and what was put right."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.document import Document
from extractor.interpret import FormReading, Labelled, leftover
from extractor.interpret.grid import read_grid
from extractor.interpret.namer import LexiconNamer, Question, Scores
from extractor.interpret.roles import HEADER_ROLES, TASK_ROLES, Role
from tests.layouts import document, line, of_text, only, ruled

TITLE = "某区2024年度部门整体绩效目标表"
LONG = "开展农村公路养护，保障道路畅通安全，提升群众满意度。"


def form(made: Document) -> FormReading:
    (found,) = read_grid(only(made), LexiconNamer(), "rules").forms
    return found


def labelled(rows: list[Labelled]) -> list[tuple[str, str | None]]:
    return [(row.label.text if row.label else "", row.value.text if row.value is not None else None) for row in rows]


FUNDS = """
资金情况（万元） | 预算总额 | 基本支出 | < | < | 项目支出 | <
^ | ^ | 小计 | 财政拨款 | 其他资金 | 小计 | 财政拨款
^ | 300 | 200 | 150 | 50 | 100 |
年度总体目标 | 开展农村公路养护，保障道路畅通安全，提升群众满意度。 | < | < | < | < | <
"""


def test_amounts_under_nested_headings() -> None:
    found = form(document([line(TITLE), ruled(FUNDS)]))
    assert (found.kind, found.fields["total_budget"].text, found.fields["amount_unit"].text) == ("overall", "300", "万元")
    assert found.labels["total_budget"].text == "资金情况（万元）/预算总额"
    assert labelled(found.funding) == [
        ("基本支出/小计", "200"),
        ("基本支出/财政拨款", "150"),
        ("基本支出/其他资金", "50"),
        ("项目支出/小计", "100"),
        ("项目支出/财政拨款", ""),
    ]
    assert {row.column.text for row in found.funding if row.column} == {"资金情况（万元）"}
    assert labelled(found.narratives) == [("年度总体目标", LONG)]
    assert found.repairs == []


COPY = """部门整体绩效目标表

资金情况（元）\t预算总额\t基本支出\t\t项目支出\t
\t\t小计\t财政拨款\t小计\t财政拨款
\t\t300\t200\t200\t100\t100
年度总体目标\t开展农村公路养护，保障道路畅通安全，提升群众满意度。\t\t\t\t
"""


def test_a_row_that_was_moved_is_a_repair_of_the_funding() -> None:
    found = form(of_text(COPY))
    assert found.fields["total_budget"].text == "300"
    assert [path for path, _ in found.repairs] == ["funding"]


class Stubborn:
    """A namer that takes every text for the role of one name, the last one by default."""

    def __init__(self, role: str) -> None:
        self.role = role
        self.prompts: dict[str, str] = {}

    def score(self, question: Question) -> Scores:
        at = next((j for j, role in enumerate(question.roles) if role.id == self.role), len(question.roles) - 1)
        scores = np.full((len(question.texts), len(question.roles)), -8.0)
        scores[:, at] = 0.0
        return Scores(scores)


def test_an_amount_under_nested_headings_is_never_prose() -> None:
    (found,) = read_grid(only(document([line(TITLE), ruled(FUNDS)])), Stubborn("narrative"), "map").forms
    assert not any("支出" in (label or "") for label, _ in labelled(found.narratives))


TASKS = f"""
重点任务 | 任务名称 | 主要内容 | 预算金额（万元） | < | 责任科室
^ | ^ | ^ | 总额 | 财政拨款 | ^
^ | 养护 | {LONG} | 100 | 80 | 养护科
^ | 桥梁 | 维修三座 | 20 |  | 桥梁科
^ | 金额合计 |  | 120 | 80 |
年度总体目标 | {LONG} | < | < | < | <
"""


def test_tasks_with_amounts_behind_them() -> None:
    region = only(document([line(TITLE), ruled(TASKS)]))
    reading = read_grid(region, LexiconNamer(), "rules")
    (found,) = reading.forms
    assert labelled(found.tasks) == [("养护", LONG), ("桥梁", "维修三座")]
    assert labelled(found.attributes) == [
        ("养护/预算金额（万元）/总额", "100"),
        ("养护/预算金额（万元）/财政拨款", "80"),
        ("养护/责任科室", "养护科"),
        ("桥梁/预算金额（万元）/总额", "20"),
        ("桥梁/责任科室", "桥梁科"),
    ]
    assert found.fields["total_budget"].text == "120"
    assert labelled(found.funding) == [("预算金额（万元）/财政拨款", "80")]
    assert leftover(region, reading) == []


def test_a_task_merged_over_rows_is_one() -> None:
    drawn = f"重点任务 | 任务名称 | 主要内容\n^ | 养护 | {LONG}\n^ | ^ | 维修三座"
    assert labelled(form(document([line(TITLE), ruled(drawn)])).tasks) == [("养护", f"{LONG}\n维修三座")]


# a task's name as printed → without what counts it
NUMBERED = {
    "任务1：养护": "养护",
    "1.养护": "养护",
    "12、路面": "路面",
    "3.5公里路面养护": "3.5公里路面养护",
    "任务二 养护": "养护",
    "任务 3、养护": "养护",
    "任务书编制": "任务书编制",
    "任务1": "任务1",
    "养护任务1：路面": "养护任务1：路面",
}


@pytest.mark.parametrize("text", NUMBERED)
def test_the_number_before_a_task(text: str) -> None:
    drawn = f"重点任务 | 任务名称 | 主要内容\n^ | {text} | {LONG}\n^ | 桥梁 | 维修三座"
    assert labelled(form(document([line(TITLE), ruled(drawn)])).tasks) == [(NUMBERED[text], LONG), ("桥梁", "维修三座")]


def test_columns_that_nobody_knows_are_names_and_texts_in_order() -> None:
    drawn = f"重点任务 | 甲栏 | 乙栏\n^ | 养护 | {LONG}"
    (found,) = read_grid(only(document([line(TITLE), ruled(drawn)])), Stubborn("other"), "map").forms
    assert labelled(found.tasks) == [("养护", LONG)]


PROJECT = "项目名称 | 公路养护 | <\n主管部门 | 交通局 | <"
UNIT = "单位名称 | 交通局 | <\n年度总体目标 | 养护公路 | <"
# title and grid → kind
KINDS: dict[str, tuple[str, str, str]] = {
    "a project": ("公路养护绩效目标表", PROJECT, "project"),
    "a project in a form called overall": ("项目整体绩效目标表", PROJECT, "project"),
    "no project, an ordinary title": ("公路养护绩效目标表", UNIT, "project"),
    "no project, a title of a whole department": ("部门（单位）整体支出绩效目标表", UNIT, "overall"),
    "tasks": ("年度绩效目标表", f"{UNIT}\n年度任务 | 任务名称 | 主要内容\n^ | 养护 | {LONG}", "overall"),
    "basic expenditure": ("年度绩效目标表", f"{UNIT}\n基本支出 | 100 | <\n项目支出 | 200 | <", "overall"),
}


@pytest.mark.parametrize("name", KINDS)
def test_kinds_of_forms(name: str) -> None:
    title, drawn, kind = KINDS[name]
    assert form(document([line(title), ruled(drawn)])).kind == kind


def role(name: str, roles: tuple[Role, ...] = HEADER_ROLES) -> Role:
    return next(found for found in roles if found.id == name)


# label → its role
KNOWN: dict[str, str] = {
    "项目当年预算（元）*": "total_budget",
    "本年预算数（万元）": "total_budget",
    "支出预算总量": "total_budget",
    "预算支出总额": "total_budget",
    "上年预算（单位：万元）": "prior_year_budget",
    "其中：部门预算支出": "funding",
    "经费支出/财政拨款": "funding",
    "预算（单位）名称": "organization",
}


@pytest.mark.parametrize("label", KNOWN)
def test_standard_terms(label: str) -> None:
    known = {found.id for found in HEADER_ROLES if found.knows(label)}
    assert KNOWN[label] in known
    assert not known & ({"total_budget", "prior_year_budget", "funding"} - {KNOWN[label]})


def test_a_unit_or_a_hint_is_ignored_only_behind_a_label() -> None:
    assert role("amount", TASK_ROLES).knows("预算金额（万元）")
    assert role("total_budget").knows("当年预算（必填）")
    assert not role("total_budget").knows("当年预算（必填）依据")


def test_a_code_before_a_unit_is_split_off_and_noted() -> None:
    found = form(document([line(TITLE), ruled("预算单位名称 | 207-某区交通局 | <\n年度目标 | 养护公路 | <")]))
    assert found.fields["organization"].text == "某区交通局"
    (path, what) = found.repairs[0]
    assert path == "organization" and "“207-某区交通局”" in what and "“207”" in what


def test_headings_of_blocks_are_no_labels() -> None:
    copy = f"公路养护绩效目标表\n\n基本信息\t\t\n项目名称\t公路养护\t\n详细信息\t\t\n项目概况\t{LONG}\t\n其他说明\t\t\n"
    found = form(of_text(copy))
    assert labelled(found.attributes) == []
    assert labelled(found.narratives) == [("项目概况", LONG), ("其他说明", "")]


def test_a_value_beside_two_rows_names_no_group() -> None:
    drawn = "单位名称 | 交通局 | 预算总量 | 100\n^ | ^ | 其中：部门支出 | 80\n年度目标 | 养护公路 | < | <"
    assert labelled(form(document([line(TITLE), ruled(drawn)])).funding) == [("其中：部门支出", "80")]


def test_a_repaired_row_keeps_its_note() -> None:
    rows = ["产出\t里程\t≥168公里\t按台账\t", "\t桥梁\t≥3座\t按台账\t", "\t合格率\t≥95%\t抽查\t", "\t效益\t节约费用\t≥20万元\t决算"]
    copy = "公路养护绩效目标表\n\n一级指标\t指标名称\t目标值\t指标解释\t备注\n" + "\n".join(rows) + "\n"
    found = form(of_text(copy)).indicators
    assert [row.repair is not None for row in found] == [False, False, False, True]
    last = {name: piece.text for name, piece in found[3].fields.items()}
    assert (last["level1"], last["name"], last["value"], last["explanation"]) == ("效益", "节约费用", "20", "决算")


# what is drawn under the head → tasks, funding, attributes
AMOUNTS: dict[str, tuple[str, list[tuple[str, str | None]], list[tuple[str, str | None]], list[tuple[str, str | None]]]] = {
    "of numbered tasks": (
        "年度任务 | 任务名称 | 主要内容 | 预算金额 | <\n^ | ^ | ^ | 小计 | 县级安排\n"
        f"^ | 任务一\\n养护 | {LONG} | 30 | 20\n^ | 任务二\\n巡查 | {LONG} | 10 | ",
        [("养护", LONG), ("巡查", LONG)],
        [("任务一/小计", "30"), ("任务一/县级安排", "20"), ("任务二/小计", "10"), ("任务二/县级安排", "")],
        [],
    ),
    "of tasks without a number": (
        f"年度任务 | 任务名称 | 主要内容 | 预算金额\n^ | 养护 | {LONG} | 30\n^ | 巡查 | {LONG} | 10",
        [("养护", LONG), ("巡查", LONG)],
        [],
        [("养护/预算金额", "30"), ("巡查/预算金额", "10")],
    ),
    "of kinds of tasks": (
        f"类别 | 预算金额 | 任务名称 | 主要内容\n日常工作 | 30 | 养护 | {LONG}\n专门工作 | 0 | 巡查 | {LONG}",
        [("养护", LONG), ("巡查", LONG)],
        [("日常工作", "30"), ("专门工作", "0")],
        [],
    ),
}


@pytest.mark.parametrize("case", AMOUNTS)
def test_amounts_of_tasks(case: str) -> None:
    drawn, tasks, funding, attributes = AMOUNTS[case]
    found = form(document([line(TITLE), ruled(f"填报单位 | 某局\n年度总体目标 | {LONG}"), ruled(drawn, top=300.0)]))
    assert (labelled(found.tasks), labelled(found.funding), labelled(found.attributes)) == (tasks, funding, attributes)


def test_a_matrix_under_headings_of_money_with_marks_where_no_amount_can_stand() -> None:
    drawn = (
        "行次 | 渠道 | 合计 | 基本支出 | < | 项目支出\n^ | ^ | ^ | 人员经费 | 公用经费 | 特定目标类项目\n"
        "1 | 支出总额 | 60 | — | — | —\n2 | 本级财力 | 40 | 30 | | 10\n3 | 上级补助 | 20 | | 20 | "
    )
    found = form(
        document([line(TITLE), ruled("填报单位 | 某局"), line("（二）支出预算（单位：万元）", top=250.0), ruled(drawn, top=300.0)])
    )
    assert (found.fields["total_budget"].text, found.fields["amount_unit"].text) == ("60", "万元")
    assert labelled(found.funding)[:4] == [
        ("本级财力/合计", "40"), ("本级财力/人员经费", "30"), ("本级财力/公用经费", ""), ("本级财力/特定目标类项目", "10"),
    ]  # fmt: skip
    assert len(found.funding) == 8
