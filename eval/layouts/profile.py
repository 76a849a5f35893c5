"""What a layout prints: the content is generated to fit it. A layout and its profile stand side by side in one module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from golden.sheet import Layout

__all__ = ["Printed", "Profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """The fields, labels and columns of a layout.

    `fields` are those of a form's single leaves that are printed (organization, project_code, total_budget, …; the others
    are null; `contacts` is a name and a phone, `contact_name` a name alone); `title` may hold {year}, and then gives the
    fiscal year too. `funding` are labels whose amounts sum to the total, `axes` further groups of labels that each sum to it;
    a label with "/" is a part of its first half (基本支出/财政拨款; 基本支出/合计 is the sum of the others; 其中：… is a part of
    the label before it). `narratives` and `attributes` are labels; `attributes` map each to what stands there: text, date,
    phone, amount, percent, score (财政拨款/全年执行数 is the amount of that funding row, 执行率 its percent).
    `columns` are the fields of an indicator that have a column (others are null) and `levels` its level-1 names with their
    level-2 names; `fused`: operator, value and unit share a cell, so a value in words has no operator 定性; `operators` prints
    ≥, ≤, = or 定性 in other words. `one_unit`: several forms are of one filing unit (organization printed once).
    `filling_rules` are printed as they stand.

    `tables` name the budget tables to print, in order: revenue_expenditure, expenditure (all spending by functional code),
    functional (general budget by functional code), economic, three_public, procurement, funds (政府性基金, often blank).
    `headers` are the header paths of a table's amount columns in your own words, read by their words: 合计 / 小计 / 预算数,
    基本支出, 人员, 公用, 项目, 上年 or {last} (last year's), {year}, 增减 (with 率, % or 幅 a percentage), 一般公共预算,
    政府性基金, 其他; of revenue_expenditure 收入 / 支出 in the first part parts the blocks; three_public and procurement with their
    items in the columns are one row, else one row an item. `table_titles` may hold {year}; `table_number` is as 表{n} ("" none);
    `table_units` where tables differ from `amount_unit`. `claims`: prose with figures goes with them (see `eval.layouts.prose`).
    """

    kind: Literal["project", "overall", "budget"]
    title: str = ""
    forms: tuple[int, int] = (1, 1)
    fields: frozenset[str] = frozenset()
    amount_unit: Literal["元", "万元"] = "万元"
    funding: tuple[str, ...] = ()
    axes: tuple[tuple[str, ...], ...] = ()
    narratives: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    tasks: tuple[int, int] = (0, 0)
    columns: frozenset[str] = frozenset({"level1", "level2", "name", "operator", "value", "unit", "weight"})
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    indicators: tuple[int, int] = (5, 12)
    column_attributes: Mapping[str, str] = field(default_factory=dict)
    fused: bool = False
    operators: Mapping[str, str] = field(default_factory=dict)
    one_unit: bool = True
    filling_rules: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    headers: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    table_titles: Mapping[str, str] = field(default_factory=dict)
    table_number: str = "表{n}"
    table_units: Mapping[str, Literal["元", "万元"]] = field(default_factory=dict)
    claims: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A layout of a suite: its name, what it prints, and how."""

    name: str
    profile: Profile
    layout: Layout
