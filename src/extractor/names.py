"""What users call the parts and fields of a record, in Chinese and in English."""

from __future__ import annotations

import re

from extractor.record import BudgetTable, Claim, Definition, Form, Indicator, Leaf, Record, TableRow

__all__ = ["FIELD_NAMES", "clipped", "describe"]

FIELD_NAMES = {
    "title": "标题", "table_no": "表号", "fiscal_year": "年度", "amount_unit": "金额单位", "organization": "填报单位",
    "competent_department": "主管部门", "implementing_unit": "实施单位", "project_name": "项目名称", "project_code": "项目编码",
    "total_budget": "项目资金总额", "prior_year_budget": "上年预算数", "execution_weight": "预算执行率权重", "level1": "一级指标",
    "level2": "二级指标", "name": "名称", "operator": "性质", "value": "指标值", "unit": "单位", "weight": "权重",
    "is_core": "核心", "explanation": "解释", "note": "备注", "amount": "金额", "label": "标签", "text": "内容", "code": "编码",
    "phone": "电话", "number": "表号", "subject": "所指", "period": "年度", "sentence": "原句", "entity": "单位",
    "term": "名词",
}  # fmt: skip
"""The fields of the record."""

_PART = re.compile(r"(\w+)\[(\d+)\]")
_SHOWN = 24
_WORD = re.compile(r"[A-Za-z0-9.,]+|.", re.DOTALL)
_LONGEST = 64
"""Characters of a code that is shown whole though it is longer than what else is shown."""


def clipped(text: str, length: int = _SHOWN) -> str:
    """A text on one line, its beginning where it is long. Numbers and codes are shown whole or not at all: a part is another."""
    flat = text.replace("\n", "")
    if len(flat) <= length:
        return flat
    ends = [word.end() for word in _WORD.finditer(flat, 0, _LONGEST)]
    fitting = [end for end in ends if end <= length] or [end for end in ends[:1] if end < _LONGEST]
    shown = flat[: fitting[-1]] if fitting else ""
    return shown if shown == flat else f"{shown}…"


def _raw(leaf: Leaf | None) -> str:
    return clipped(leaf.raw) if leaf and leaf.raw else ""


def _of_part(node: object, number: int) -> str:
    """What a form, table or row is known by."""
    if isinstance(node, Form):
        return f"《{_raw(node.project_name) or _raw(node.title) or f'第{number + 1}张表'}》"
    if isinstance(node, BudgetTable):
        return (
            f"《{_raw(node.number)} {_raw(node.title)}》".replace("《 ", "《")
            if node.title or node.number
            else f"第{number + 1}张预算表"
        )
    if isinstance(node, Indicator):
        return f"指标“{_raw(node.name)}”" if node.name and node.name.raw else f"第{number + 1}个指标"
    if isinstance(node, TableRow):
        return f"“{' '.join(filter(None, (_raw(node.code), _raw(node.name)))) or f'第{number + 1}行'}”"
    if isinstance(node, Claim | Definition):
        return f"正文“{_raw(node.subject)}”" if isinstance(node, Claim) else f"名词解释“{_raw(node.term)}”"
    label = getattr(node, "label", None) or getattr(node, "name", None)
    return f"“{_raw(label)}”" if isinstance(label, Leaf) and label.raw else f"第{number + 1}项"


def _heading(table: BudgetTable, column: int) -> str:
    path = table.columns[column] if column < len(table.columns) else []
    return "/".join(clipped(leaf.raw) for leaf in path) or f"第{column + 1}列"


def describe(record: Record, path: str) -> str:
    """A path as people say it: 《法律援助》指标“案件数”的权重. What is not in the record is given as it is."""
    node: object = record
    said: list[str] = []
    for step in path.split(".") if path else []:
        match = _PART.fullmatch(step)
        if match is None:
            said.append(FIELD_NAMES.get(step, step))
            continue
        name, number = match[1], int(match[2])
        items = getattr(node, name, [])
        if number >= len(items):
            return path
        node = items[number]
        if name == "cells":
            table = _table_of(record, path)
            said.append(f"“{_heading(table, number)}”列" if table else f"第{number + 1}列")
        else:
            said.append(_of_part(node, number))
    return "的".join(said) if said else "整份文件"


def _table_of(record: Record, path: str) -> BudgetTable | None:
    match = re.match(r"tables\[(\d+)\]", path)
    return record.tables[int(match[1])] if match and int(match[1]) < len(record.tables) else None
