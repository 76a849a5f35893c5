"""Records on the terminal, for a person: fields with their page and confidence, indicators as a table."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from extractor.record import BudgetTable, Form, Leaf, Record
from extractor.run.checking import finding_lines
from extractor.run.report import LOOK_BELOW

__all__ = ["FIELD_NAMES", "print_record"]

FIELD_NAMES = {
    "title": "标题", "table_no": "表号", "fiscal_year": "年度", "amount_unit": "金额单位", "organization": "填报单位",
    "competent_department": "主管部门", "implementing_unit": "实施单位", "project_name": "项目名称", "project_code": "项目编码",
    "total_budget": "项目资金总额", "prior_year_budget": "上年预算数", "execution_weight": "预算执行率权重", "level1": "一级指标",
    "level2": "二级指标", "name": "指标名称", "operator": "性质", "value": "指标值", "unit": "单位", "weight": "权重",
    "is_core": "核心", "explanation": "解释", "note": "备注",
}  # fmt: skip
"""What users call the fields of the record."""

_SCALARS = tuple(FIELD_NAMES)[:12]
_COLUMNS = tuple(FIELD_NAMES)[12:]
_RELATIONS = {"total": "总额", "part": "其中", "increase": "增加", "decrease": "减少", "unchanged": "持平"}
_SHOWN = 56
"""Characters of a long text that are shown."""


def _text(leaf: Leaf | None) -> str:
    if leaf is None:
        return ""
    if leaf.unreadable:
        return "（有墨迹，认不出）"
    flat = leaf.raw.replace("\n", " ")
    return escape(flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…（共 {len(flat)} 字）")


def _money(leaf: Leaf | None) -> str:
    return _text(leaf) + (f" {leaf.unit}" if leaf and leaf.unit and leaf.unit_source != "cell" else "")


def _where(leaf: Leaf | None) -> str:
    if leaf is None or leaf.page is None:
        return ""
    first = leaf.spans[0] if leaf.spans else None
    if first is not None and first.cell is not None:
        table, row, column = first.cell
        return f"表{table} 第{row}行 第{column}列"
    line = leaf.line or (first.line if first else None)
    return f"第{line}行" if line else f"第{leaf.page}页"


def _sure(leaf: Leaf | None) -> Text:
    if leaf is None or not leaf.raw:
        return Text("")
    return Text(f"{leaf.confidence:.2f}", style="bold red" if leaf.confidence < LOOK_BELOW else "")


def _rows(form: Form) -> Iterator[tuple[str, Leaf | None]]:
    for field in _SCALARS:
        if (leaf := getattr(form, field)) is not None:
            yield FIELD_NAMES[field], leaf
    for row in form.funding:
        yield f"资金 · {_text(row.label)}", row.amount
    for narrative in form.narratives:
        yield _text(narrative.label), narrative.text
    for attribute in form.attributes:
        yield _text(attribute.label), attribute.value
    for contact in form.contacts:
        yield "联系人", contact.name
        yield "联系电话", contact.phone


def _fields(form: Form) -> Table:
    table = Table("字段", "值", "位置", "把握", title=f"《{_text(form.title)}》", title_justify="left", expand=False)
    for name, leaf in _rows(form):
        table.add_row(name, _money(leaf), _where(leaf), _sure(leaf))
    return table


def _indicators(form: Form) -> Table:
    used = [field for field in _COLUMNS if any(getattr(row, field) is not None for row in form.indicators)]
    table = Table(*(FIELD_NAMES[field] for field in used), "位置", "把握")
    for row in form.indicators:
        leaves = [getattr(row, field) for field in used]
        least = min((leaf for leaf in leaves if leaf and leaf.raw), key=lambda leaf: leaf.confidence, default=None)
        table.add_row(*map(_text, leaves), _where(row.name), _sure(least))
    return table


def _budget(table: BudgetTable) -> Table:
    """A budget table as it is printed: codes and names before the amounts under their headings."""
    coded, named = (any(getattr(row, part) is not None for row in table.rows) for part in ("code", "name"))
    stub = [*(["编码"] if coded else []), *(["名称"] if named else [])]
    headings = ["/".join(_text(leaf) for leaf in path) for path in table.columns]
    unit = f"（{_text(table.amount_unit)}）" if table.amount_unit else "（没有写明单位）"
    shown = Table(*stub, *headings, "位置", title=f"{_text(table.number)} 《{_text(table.title)}》{unit}", title_justify="left")
    for row in table.rows:
        names = [*([_text(row.code)] if coded else []), *([_text(row.name)] if named else [])]
        place = next((leaf for leaf in (row.name, row.code, *row.cells) if leaf and leaf.raw), None)
        shown.add_row(*names, *map(_text, row.cells), _where(place))
    return shown


def _claims(record: Record) -> Table:
    """The figures of the prose, each with what it is of."""
    shown = Table("所指", "数额", "单位", "年度", "关系", "位置", "把握", title="正文中的数额", title_justify="left")
    for claim in record.claims:
        said = (claim.subject, claim.amount, claim.unit, claim.period)
        shown.add_row(*map(_text, said), _RELATIONS[claim.relation or "total"], _where(claim.sentence), _sure(claim.subject))
    return shown


def _definitions(record: Record) -> Table:
    """The terms that are explained."""
    shown = Table("名词", "解释", "位置", "把握", title="名词解释", title_justify="left")
    for row in record.definitions:
        shown.add_row(_text(row.term), _text(row.text), _where(row.term), _sure(row.term))
    return shown


def _costs(record: Record) -> str:
    made_by = record.provenance
    tokens, seconds = made_by.tokens, made_by.seconds
    return (
        f"{record.source}：{record.pages} 页，{len(record.forms)} 张绩效表，{len(record.tables)} 张预算表；"
        f"用时 {seconds.get('total', 0):.1f} 秒"
        f"（读取 {seconds.get('read', 0):.1f}，模型 {seconds.get('model', 0):.1f}）；"
        f"词元 提示 {tokens.get('prompt', 0)}，生成 {tokens.get('generated', 0)}，约束 {tokens.get('forced', 0)}；"
        f"提问 {made_by.calls} 次，缓存 {made_by.cached_calls} 次；读法 {made_by.reading}，模型 {made_by.model or '无'}"
    )


def print_record(record: Record, console: Console) -> None:
    """Prints one record. Text of the document is never taken as markup."""
    for form in record.forms:
        console.print(Group(_fields(form), _indicators(form)) if form.indicators else _fields(form))
    for table in record.tables:
        console.print(_budget(table))
    if record.claims:
        console.print(_claims(record))
    if record.definitions:
        console.print(_definitions(record))
    for line in finding_lines(record.findings):
        console.print(line, markup=False, highlight=False)
    for rule in record.filling_rules:
        console.print(f"填表要求：{_text(rule.text)}")
    for error in record.errors:
        console.print(f"✗ {error}", markup=False)
    for note in record.notes:
        console.print(f"· {note}", markup=False)
    console.print(_costs(record), markup=False, highlight=False)
