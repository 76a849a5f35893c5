"""The words of exports in Chinese and English: what states, kinds, statuses and actions are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from extractor.checks.messages import Language
from extractor.names import FIELD_NAMES

__all__ = [
    "ACTIONS",
    "DOCUMENT_KINDS",
    "FORM_KINDS",
    "NOTE_KINDS",
    "RELATIONS",
    "SEVERITY_NAMES",
    "STANDINGS",
    "STATES",
    "STATUSES",
    "TABLE_KINDS",
    "TARGETS",
    "TEXT_KINDS",
    "VERDICTS",
    "Words",
    "field_name",
    "say",
]

Words: TypeAlias = Mapping[str, tuple[str, str]]
"""What is said for a key: in Chinese, in English."""

STATES: Words = {
    "read": ("原样读取", "as read"),
    "doubtful": ("待看", "to be looked at"),
    "unreadable": ("无法辨认", "unreadable"),
    "inferred": ("推定（原件未印）", "inferred (not printed)"),
    "blank": ("空白", "blank"),
    "accepted": ("已确认", "accepted"),
    "corrected": ("已更正", "corrected"),
    "rejected": ("已剔除", "rejected"),
}
"""What became of a value, by machine and by person."""

ACTIONS: Words = {
    "accept": ("确认", "accept"), "correct": ("更正", "correct"), "reject": ("剔除", "reject"),
    "unreadable": ("无法辨认", "cannot be read"), "comment": ("批注", "comment"), "undo": ("撤销", "undo"),
}  # fmt: skip
TARGETS: Words = {"field": ("字段", "field"), "finding": ("发现", "finding"), "document": ("整份文件", "document")}
STANDINGS: Words = {
    "holds": ("有效", "in force"), "stale": ("不再适用（该处已不是原来的文字）", "no longer applies (other text stands there now)"),
    "over": ("已被取代或撤销", "superseded or undone"), "said": ("批注", "comment"), "undo": ("撤销", "undo"),
    "open": ("未处理", "open"), "confirmed": ("属实", "confirmed"), "dismissed": ("不是问题", "dismissed"),
    "opened": ("更正后出现", "opened by a correction"), "closed": ("更正后消失", "closed by a correction"),
}  # fmt: skip
"""Whether a decision holds; where a finding stands."""

SEVERITY_NAMES: Words = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}
STATUSES: Words = {
    "pass": ("相符", "pass"), "fail": ("不符", "fail"), "not_applicable": ("不适用", "not applicable"),
    "insufficient_data": ("数据不足", "insufficient data"), "unreadable": ("无法辨认", "unreadable"),
    "error": ("检查出错", "error"),
}  # fmt: skip
VERDICTS: Words = {"misfiled": ("原件有误", "misfiled"), "misread": ("读取有误", "misread"), "undecided": ("不能断定", "undecided")}
RELATIONS: Words = {
    "total": ("总额", "total"), "part": ("其中", "part"), "increase": ("增加", "increase"), "decrease": ("减少", "decrease"),
    "unchanged": ("持平", "unchanged"),
}  # fmt: skip
DOCUMENT_KINDS: Words = {
    "forms": ("绩效表", "forms"), "budget": ("预算", "budget"), "accounts": ("决算", "accounts"),
    "mixed": ("预算与绩效表", "mixed"),
    "other": ("其他", "other"),
}  # fmt: skip
FORM_KINDS: Words = {"project": ("项目", "project"), "overall": ("整体", "overall")}
TABLE_KINDS: Words = {
    "functional": ("功能分类", "functional"), "economic": ("经济分类", "economic"),
    "revenue_expenditure": ("收支", "revenue_expenditure"),
    "three_public": ("三公经费", "three_public"), "procurement": ("政府采购", "procurement"), "other": ("其他", "other"),
}  # fmt: skip
TEXT_KINDS: Words = {
    "narratives": ("文字说明", "narrative"), "tasks": ("年度任务", "task"), "attributes": ("其他栏目", "attribute"),
    "contacts": ("联系人", "contact"), "indicators": ("指标的其他栏目", "attribute of an indicator"),
    "note": ("表下说明", "note of a table"),
    "definitions": ("名词解释", "definition"),
    "filling_rules": ("填表要求", "filling rule"),
}  # fmt: skip
NOTE_KINDS: Words = {
    "errors": ("未读取", "error"), "notes": ("请留意", "note"), "repairs": ("版面处理", "repair"),
    "pages_skipped": ("略过的页", "page skipped"),
    "stale": ("不再适用的复核决定", "decision that no longer applies"),
}  # fmt: skip


def say(words: Words, key: str | None, language: Language) -> str:
    """What `key` is called; a key that has no word is given as it is, none as ""."""
    return words.get(key, (key, key))[language == "en"] if key else ""


def field_name(field: str, language: Language) -> str:
    """What a field of the record is called."""
    return field.replace("_", " ") if language == "en" else FIELD_NAMES.get(field, field)
