"""The words of a suite: what its bureaus are called, do, plan and promise. Content puts numbers between them.

A suite fills one `Vocabulary`; nothing here holds words of its own. In every text these marks are filled in:
{bureau} the filing unit, {project} the project's name, {year} / {last} / {next} the fiscal year and its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Bureau", "Cost", "Measure", "Project", "Vocabulary"]

Level2 = Literal["数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "可持续", "满意度"]
"""What a level-2 indicator measures. A profile's printed level-2 name is matched to the one it contains (经济效益指标 → 经济效益,
可持续影响 → 可持续); a profile with other names (效果指标) gets the 社会效益 measures."""


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator without its number: name, direction, and the range its number is drawn from.

    `operator` is ≥, ≤, = or 定性. A number is low + n·step, at most high, printed with the step's decimals ("0.5" → 3.5). A
    qualitative one has `words` to draw from (优, 良好, 逐步提升, 2025年12月底前 …) and no range; its unit is blank.
    """

    kind: Level2
    name: str
    operator: Literal["≥", "≤", "=", "定性"]
    unit: str = ""
    low: str = "0"
    high: str = "0"
    step: str = "1"
    words: tuple[str, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """A thing that a project pays for: `prices` in yuan for one `unit` of it; written 购置执法记录仪50台*400元/台=20000元."""

    item: str
    unit: str
    quantities: tuple[int, int]
    prices: tuple[int, int]
    step: int = 10
    """Prices are multiples of it."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project of a bureau: its measures (at least one each of 数量, 质量, 时效, 社会效益, 满意度), 2–5 costs.

    `goals` are whole texts for a goal cell; `texts` are whole texts for other narratives (概况, 依据 …), see Vocabulary.texts.
    """

    name: str
    measures: tuple[Measure, ...]
    costs: tuple[Cost, ...]
    goals: tuple[str, ...]
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bureau:
    """A filing unit, the department above it, the sections or subordinate units that carry out its projects, and these."""

    name: str
    department: str
    units: tuple[str, ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of a suite.

    bureaus        at least six, of different provinces and kinds of work (民政, 水利, 卫生, 教育 …), 2–5 projects each.
    measures       indicators any project or a whole department may have; at least three for each Level2.
    texts          whole texts for narratives: the key is a word of the label (概况, 依据, 必要, 可行, 进度, 测算 …), the
                   longest key that the label contains wins, "" is for all others. Beside the marks above they may hold
                   {costs} (the arithmetic: A50台*400元/台=20000元；B…), {total} (their sum in figures, equal to the budget in
                   another unit), {capital} (the budget in capitals: 贰拾万元整), {quarters} (第一季度30%、第二季度…),
                   {basis} (one of bases). Texts for 测算 should hold {costs} and {total}.
    overall_goals  whole texts for the yearly goal of a department (overall forms).
    tasks          (name, text) of a department's main tasks of the year; at least eight.
    values         what stands in attributes that are text: the key is a word of the label (项目类型 → 一次性项目 …).
    people         persons' names, at least twelve; area_codes the telephone prefixes (0571).
    code_patterns  shapes of project codes: # a digit, @ a capital letter, {year} the year (5#####{year}@#########).
    functional     code → name of 3-, 5- and 7-digit functional codes, every 7-digit one with its two parents; at least 25
                   of 7 digits in at least 6 classes (208 社会保障和就业, 210 卫生健康, 221 住房保障 among them).
    economic       code → name of 3- and 5-digit economic codes (301, 302, 303, 310; at least 20 of 5 digits).
    funds          functional codes of 政府性基金 with their parents, code → name; may be empty.
    claims         prose of a budget document by topic (总体收支, 基本支出, 三公经费, 政府采购, 绩效 …): each topic has several
                   versions, a version is one paragraph. <…> marks a subject as it stands in the text (the brackets are
                   dropped); a figure's subject is the last <…> before it. Every other number in prose must be a date or
                   a document number. Figures, printed with units:
                   {income} {spend} {basic} {project} {personnel} {public} {operation} (机关运行经费)
                   {three_public} {abroad} {vehicle} {purchase} {running} {reception}
                   {procurement} {goods} {works} {services}: this year's amounts;
                   {spend.prior} last year's; {spend.change} 增加12.30万元 / 减少… / 持平 (so write 较上年{spend.change});
                   {spend.rate} 增长3.1% / 下降… / 持平; {spend.cause} a clause from causes that fits the direction;
                   {classes} a list 教育支出12.30万元，占…%；… of this year's functional classes (subjects are their names);
                   {staff} 43人, {posts} 50名, {vehicles} 3辆, {units} 7个.
    causes         "up", "down", "same" → clauses (主要原因是人员增加).
    notes          what the note of an empty table says (本单位{year}年无政府性基金预算安排，此表为空。).
    bases          documents a project may rest on: 《…管理办法》（×政发〔2023〕12号).
    """

    bureaus: tuple[Bureau, ...]
    measures: tuple[Measure, ...]
    texts: Mapping[str, tuple[str, ...]]
    overall_goals: tuple[str, ...]
    tasks: tuple[tuple[str, str], ...]
    values: Mapping[str, tuple[str, ...]]
    people: tuple[str, ...]
    area_codes: tuple[str, ...]
    code_patterns: tuple[str, ...]
    functional: Mapping[str, str]
    economic: Mapping[str, str]
    funds: Mapping[str, str]
    claims: Mapping[str, tuple[str, ...]]
    causes: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]
    bases: tuple[str, ...]
    years: tuple[int, ...] = (2022, 2023, 2024, 2025)
