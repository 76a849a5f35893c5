"""Roles are given one to one, the best overall; types are a soft rule."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.interpret.assign import MISFIT, assign, fit
from extractor.interpret.roles import COLUMN_ROLES, HEADER_ROLES, MATRIX_ROLES, Role
from extractor.normalise.shapes import Shape

NAME = Role("name", "指标名称", frozenset({"text"}), ("指标(名称)?",))
VALUE = Role("value", "指标值", frozenset({"number", "quantity"}), ("指标值",))
OTHER = Role("attribute", "其他", frozenset(), (), many=True)
ROLES = (NAME, VALUE, OTHER)


def given_roles(scores: list[list[float]], roles: tuple[Role, ...] = ROLES) -> list[str]:
    return [choice.role.id for choice in assign(np.array(scores, dtype=float).reshape(-1, len(roles)), roles)]


def test_each_role_is_given_once_to_the_best() -> None:
    assert given_roles([[0, -9, -9], [-1, -2, -9]]) == ["name", "value"]


def test_what_is_pushed_out_takes_the_next_best() -> None:
    assert given_roles([[0, -9, -5], [-1, -9, -5]]) == ["name", "attribute"]


def test_the_sum_counts_not_the_first_come() -> None:
    assert given_roles([[0, -0.5, -9], [-0.1, -8, -9]]) == ["value", "name"]


def test_roles_that_may_repeat_do() -> None:
    assert given_roles([[-9, -9, 0]] * 3) == ["attribute"] * 3


def test_nothing_to_assign() -> None:
    assert given_roles([]) == []


def test_a_margin_says_how_sure() -> None:
    choices = assign(np.array([[0.0, -3.0, -9.0], [-1.0, -9.0, -6.0]]), ROLES)
    assert [choice.margin for choice in choices] == [-3.0, 5.0]


SCORES = st.lists(st.lists(st.integers(-20, 0), min_size=3, max_size=3), min_size=1, max_size=4)


@given(SCORES)
def test_no_other_assignment_is_better(scores: list[list[int]]) -> None:
    slots = [0, 1, *[2] * len(scores)]
    best = max(sum(row[j] for row, j in zip(scores, order, strict=True)) for order in set(permutations(slots, len(scores))))
    picked = given_roles([[float(score) for score in row] for row in scores])
    columns = {"name": 0, "value": 1, "attribute": 2}
    assert sum(row[columns[role]] for row, role in zip(scores, picked, strict=True)) == best
    assert all(picked.count(role.id) <= 1 for role in ROLES if not role.many)


# shapes of a column's cells → penalty for name, value, other
FITS: list[tuple[list[Shape], list[float]]] = [
    (["text", "text"], [0, -MISFIT, 0]),
    (["number", "quantity", "number"], [-MISFIT, 0, 0]),
    (["number", "text"], [-MISFIT / 2, -MISFIT / 2, 0]),
    (["blank", "number"], [-MISFIT, 0, 0]),
    (["blank"], [0, 0, 0]),
    ([], [0, 0, 0]),
]


@pytest.mark.parametrize(("shapes", "penalties"), FITS)
def test_unusual_shapes_cost_a_role(shapes: list[Shape], penalties: list[float]) -> None:
    assert fit(ROLES, [shapes]).tolist() == [penalties]


def test_a_misfit_is_no_veto() -> None:
    scores = np.array([[-0.5, -9.0, -9.0]]) + fit(ROLES, [["number"]])
    assert assign(scores, ROLES)[0].role.id == "name"


# ---- the lists of roles

KNOWN = [
    (HEADER_ROLES, "项目名称", "project_name"),
    (HEADER_ROLES, "主管部门及代码", "competent_department"),
    (HEADER_ROLES, "项目实施单位", "implementing_unit"),
    (HEADER_ROLES, "2024年预算", "total_budget"),
    (HEADER_ROLES, "上年预算数", "prior_year_budget"),
    (HEADER_ROLES, "上一年度资金规模", "prior_year_budget"),
    (HEADER_ROLES, "资金总量(合计)", "total_budget"),
    (HEADER_ROLES, "预算", "total_budget"),
    (HEADER_ROLES, "任务(项目)名称", "project_name"),
    (HEADER_ROLES, "其中：财政拨款", "funding"),
    (HEADER_ROLES, "预算执行率权重(%)：", "execution_weight"),
    (HEADER_ROLES, "立项依据", "narrative"),
    (HEADER_ROLES, "编制单位（盖章）", "organization"),
    (COLUMN_ROLES, "三级指标", "name"),
    (COLUMN_ROLES, "分值(90分)", "weight"),
    (COLUMN_ROLES, "满分", "weight"),
    (COLUMN_ROLES, "度量单位", "unit"),
    (COLUMN_ROLES, "年度指标值", "value"),
    (COLUMN_ROLES, "是否核心", "is_core"),
    (HEADER_ROLES, "项目名称（全称）", "project_name"),
    (HEADER_ROLES, "主管部门（必填）：", "competent_department"),
    (COLUMN_ROLES, "三级指标（逐条填写）", "name"),
    (COLUMN_ROLES, "度量单位（可空）#2", "unit"),
    (MATRIX_ROLES, "全年预算数", "budget"),
    (MATRIX_ROLES, "上年预算数", "prior"),
]


@pytest.mark.parametrize(("roles", "label", "role"), KNOWN)
def test_standard_terms_are_known(roles: tuple[Role, ...], label: str, role: str) -> None:
    assert role in {known.id for known in roles if known.knows(label)}


UNKNOWN = [
    (HEADER_ROLES, "项目名称（全称）及时间", "project_name"),
    (HEADER_ROLES, "（全称）项目名称", "project_name"),
    (HEADER_ROLES, "项目名称（应与年初部门预算批复的口径一致）", "project_name"),
    (HEADER_ROLES, "牵线科室（全称）", "competent_department"),
    (COLUMN_ROLES, "三级指标（逐条填写）条数", "name"),
]


@pytest.mark.parametrize(("roles", "label", "role"), UNKNOWN)
def test_other_terms_are_not_known(roles: tuple[Role, ...], label: str, role: str) -> None:
    assert role not in {known.id for known in roles if known.knows(label)}


@pytest.mark.parametrize("roles", [HEADER_ROLES, COLUMN_ROLES, MATRIX_ROLES])
def test_lists_end_with_a_role_for_anything(roles: tuple[Role, ...]) -> None:
    assert (roles[-1].id, roles[-1].many, roles[-1].shapes) == ("attribute", True, frozenset())
    once = [role.id for role in roles if not role.many and role.id != "attribute"]
    assert len(set(once)) == len(once)
    assert len({role.name for role in roles}) == len(roles)
