"""The sheets of what came of reading and checking: documents, findings, the ledger, decisions, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks import CATALOGUE
from extractor.decision import Decision
from extractor.export.columns import Content, Sheet, as_written, column, file_columns, link_column
from extractor.export.values import Shown, decimal
from extractor.export.words import (
    ACTIONS,
    DOCUMENT_KINDS,
    NOTE_KINDS,
    SEVERITY_NAMES,
    STANDINGS,
    STATUSES,
    TARGETS,
    VERDICTS,
)
from extractor.record import Evidence, Finding, LedgerRow
from extractor.review.changes import changes
from extractor.run.checking import counts, not_checked

__all__ = ["DECISIONS", "DOCUMENTS", "FINDINGS", "LEDGER", "NOTES"]


def _count(document: Shown, severity: str) -> int:
    return counts(document.record.findings).get(severity, 0)


def _decided(document: Shown, *actions: str) -> int:
    return sum(entry.action in actions for entry in document.fields.values())


DOCUMENTS: Sheet[Shown] = Sheet(
    "documents",
    ("文件", "Documents"),
    ("每份文件一行", "one row for each document"),
    lambda document: [document],
    (
        *file_columns(lambda row: row),
        column("kind", "类别", "kind", 12, lambda row: row.say(DOCUMENT_KINDS, row.record.kind)),
        as_written("entity", "单位", "entity", 26, lambda row: row.value(row.root, "entity")),
        as_written("fiscal_year", "年度", "fiscal year", 8, lambda row: row.value(row.root, "fiscal_year")),
        column("pages", "页数", "pages", 6, lambda row: row.record.pages),
        column("forms", "绩效表", "forms", 8, lambda row: len(row.record.forms)),
        column("tables", "预算表", "budget tables", 8, lambda row: len(row.record.tables)),
        column("claims", "正文数额", "figures in prose", 10, lambda row: len(row.record.claims)),
        column("values", "字段数", "values", 8, lambda row: sum(bool(value.leaf.raw) for value in row.values())),
        column("left", "待看字段", "left to look at", 10, lambda row: sum(value.is_to_look_at for value in row.values())),
        column("decided", "已复核字段", "values decided", 12, lambda row: len(row.fields)),
        column("corrected", "其中更正或剔除", "of these changed", 14, lambda row: _decided(row, "correct", "reject")),
        column("errors", "错误", "errors", 6, lambda row: _count(row, "error")),
        column("warnings", "警告", "warnings", 6, lambda row: _count(row, "warning")),
        column("infos", "提示", "infos", 6, lambda row: _count(row, "info")),
        column("not_checked", "未能核对的项", "checks not done", 12, lambda row: len(not_checked(row.record.ledger))),
        column("unread", "未读取的部分", "parts not read", 12, lambda row: len(row.record.errors)),
        column("stale", "不再适用的决定", "decisions that no longer apply", 14, lambda row: len(row.exported.reviewed.stale)),
        column("closed_by", "复核完成人", "review closed by", 12, lambda row: row.closing.who if row.closing else None),
        column("closed_at", "复核完成时间", "review closed at", 20, lambda row: row.closing.at if row.closing else None),
        column("sha256", "sha256", "sha256", 20, lambda row: row.record.sha256),
        link_column(lambda row: row.exported.link_to("")),
    ),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding, whether it is still there after the corrections, and what was decided about it."""

    document: Shown
    finding: Finding
    standing: str
    decision: Decision | None

    @property
    def first(self) -> Evidence | None:
        """The first place that it speaks of."""
        return self.finding.evidence[0] if self.finding.evidence else None


_JUDGED = {"accept": "confirmed", "reject": "dismissed"}


def _findings(document: Shown) -> Iterator[_Found]:
    """The findings of the record, then those that the corrections closed."""
    reviewed = document.exported.reviewed
    changed = changes(reviewed.base, reviewed.record)
    opened = {finding.id for finding in changed.opened}
    for finding in document.record.findings:
        decision = document.findings.get(finding.id)
        judged = _JUDGED.get(decision.action) if decision else None
        yield _Found(document, finding, judged or ("opened" if finding.id in opened else "open"), decision)
    yield from (_Found(document, finding, "closed", None) for finding in changed.closed)


def _figure(text: str | None) -> Content:
    """What a check expected or found: a number where it is one and nothing else."""
    number = decimal(text)
    return text if number is None else number


def _places(row: _Found) -> str:
    page = row.document.words(("第{}页", "page {}"))
    parts = (
        f"{row.document.described(item.path)}：{item.raw}" + (f"（{page.format(item.page)}）" if item.page is not None else "")
        for item in row.finding.evidence
    )
    return "；".join(parts)


def _title(check: str) -> str:
    return CATALOGUE[check].title if check in CATALOGUE else check


def _authority(check: str) -> str | None:
    return CATALOGUE[check].authority if check in CATALOGUE else None


def _verdict(row: _Found) -> str | None:
    found = row.finding.diagnosis
    return row.document.say(VERDICTS, found.verdict) if found else None


def _suggested(row: _Found) -> str | None:
    return row.finding.diagnosis.reading if row.finding.diagnosis else None


FINDINGS: Sheet[_Found] = Sheet(
    "findings",
    ("发现", "Findings"),
    ("每个发现一行，更正后消失的也在内", "one row for each finding, those that corrections closed among them"),
    _findings,
    (
        *file_columns(lambda row: row.document),
        column("severity", "级别", "severity", 8, lambda row: row.document.say(SEVERITY_NAMES, row.finding.severity)),
        column("standing", "处理", "standing", 12, lambda row: row.document.say(STANDINGS, row.standing)),
        column("message", "问题", "finding", 70, lambda row: row.finding.message),
        column("expected", "应为", "expected", 16, lambda row: _figure(row.finding.expected)),
        column("actual", "实为", "actual", 16, lambda row: _figure(row.finding.actual)),
        column("difference", "相差", "difference", 16, lambda row: _figure(row.finding.difference)),
        column("verdict", "判断", "verdict", 12, _verdict),
        column("suggested", "可能的原字", "suggested reading", 14, _suggested),
        column("explanation", "说明", "explanation", 50, lambda row: row.finding.explanation),
        column("page", "页", "page", 6, lambda row: row.first.page if row.first else None),
        column("where", "涉及", "where", 40, _places),
        column("decided_by", "复核人", "decided by", 10, lambda row: row.decision.who if row.decision else None),
        column("decided_at", "复核时间", "decided at", 20, lambda row: row.decision.at if row.decision else None),
        column("why", "复核理由", "reason", 24, lambda row: row.decision.why or None if row.decision else None),
        column("check", "核对项", "check", 10, lambda row: row.finding.check),
        column("title", "核对内容", "title of the check", 24, lambda row: _title(row.finding.check)),
        column("authority", "依据", "authority", 24, lambda row: _authority(row.finding.check)),
        column("finding", "发现编号", "finding id", 20, lambda row: row.finding.id),
        column("path", "路径", "path", 30, lambda row: row.first.path if row.first else None),
        link_column(lambda row: row.document.exported.link_to(row.first.path if row.first else "")),
    ),
)


@dataclass(frozen=True, slots=True)
class _Asked:
    document: Shown
    row: LedgerRow


LEDGER: Sheet[_Asked] = Sheet(
    "ledger",
    ("核对台账", "Ledger"),
    ("每项核对、每个对象一行：做了没有，为什么", "one row for each check and subject: done or not, and why"),
    lambda document: (_Asked(document, row) for row in document.record.ledger),
    (
        *file_columns(lambda row: row.document),
        column("status", "结果", "status", 10, lambda row: row.document.say(STATUSES, row.row.status)),
        column("check", "核对项", "check", 10, lambda row: row.row.check),
        column("title", "核对内容", "title of the check", 30, lambda row: _title(row.row.check)),
        column("subject", "对象", "subject", 36, lambda row: row.document.described(row.row.scope)),
        column("reason", "原因或说明", "reason", 60, lambda row: row.row.reason),
        column("authority", "依据", "authority", 30, lambda row: _authority(row.row.check)),
        column("path", "路径", "path", 20, lambda row: row.row.scope),
    ),
)


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry of the log, and whether it holds."""

    document: Shown
    entry: Decision
    standing: str


def _standing(document: Shown, entry: Decision, stale: frozenset[int]) -> str:
    if entry.action in ("comment", "undo"):
        return "said" if entry.action == "comment" else "undo"
    if entry.number in stale:
        return "stale"
    held = document.exported.reviewed.holding.get((entry.target, entry.subject))
    return "holds" if held is not None and held.number == entry.number else "over"


def _decisions(document: Shown) -> Iterator[_Said]:
    stale = frozenset(entry.number for entry in document.exported.reviewed.stale)
    return (_Said(document, entry, _standing(document, entry, stale)) for entry in document.exported.reviewed.log)


def _about(row: _Said) -> str:
    """What a decision is about, in words; a finding that is gone by its id."""
    if row.entry.target != "finding":
        return row.document.described(row.entry.subject)
    known = (*row.document.record.findings, *row.document.exported.reviewed.base.findings)
    return next((finding.message for finding in known if finding.id == row.entry.subject), row.entry.subject)


def _decision_pages(row: _Said) -> Content:
    pages = list(dict.fromkeys(item.page for item in row.entry.evidence if item.page is not None))
    return pages[0] if len(pages) == 1 else "、".join(map(str, pages)) or None


def _decision_path(row: _Said) -> str:
    return row.entry.subject if row.entry.target == "field" else ""


DECISIONS: Sheet[_Said] = Sheet(
    "decisions",
    ("复核记录", "Decisions"),
    ("复核日志的每一条一行，只增不改", "one row for each entry of the review log, which only grows"),
    _decisions,
    (
        *file_columns(lambda row: row.document),
        column("number", "序号", "number", 6, lambda row: row.entry.number),
        column("at", "时间", "at", 20, lambda row: row.entry.at),
        column("who", "复核人", "who", 12, lambda row: row.entry.who),
        column("target", "对象类别", "target", 10, lambda row: row.document.say(TARGETS, row.entry.target)),
        column("about", "对象", "about", 44, _about),
        column("action", "决定", "action", 10, lambda row: row.document.say(ACTIONS, row.entry.action)),
        column("old", "原来的文字", "old", 20, lambda row: row.entry.old),
        column("new", "改为", "new", 20, lambda row: row.entry.new),
        column("why", "理由", "reason", 30, lambda row: row.entry.why or None),
        column("standing", "效力", "standing", 14, lambda row: row.document.say(STANDINGS, row.standing)),
        column("pages", "看过的页", "pages looked at", 10, _decision_pages),
        column("follows", "接续", "follows", 6, lambda row: row.entry.follows),
        column("subject", "路径或编号", "subject", 30, lambda row: row.entry.subject),
        column("record", "所看记录的 sha256", "sha256 of the record seen", 20, lambda row: row.entry.record),
        column("sha256", "文件的 sha256", "sha256 of the file", 20, lambda row: row.entry.document),
        link_column(lambda row: row.document.exported.link_to(_decision_path(row))),
    ),
)


@dataclass(frozen=True, slots=True)
class _Note:
    document: Shown
    kind: str
    text: str
    page: int | None = None
    path: str | None = None


def _notes(document: Shown) -> Iterator[_Note]:
    record = document.record
    yield from (_Note(document, "errors", text) for text in record.errors)
    yield from (_Note(document, "notes", text) for text in record.notes)
    yield from (_Note(document, "repairs", repair.what, path=repair.path) for repair in record.repairs)
    yield from (_Note(document, "pages_skipped", skipped.why, skipped.page) for skipped in record.pages_skipped)
    for entry in document.exported.reviewed.stale:
        yield _Note(document, "stale", f"#{entry.number} {entry.who}：{entry.old or ''} → {entry.new or ''}", path=entry.subject)


NOTES: Sheet[_Note] = Sheet(
    "notes",
    ("备注与错误", "Notes and errors"),
    (
        "没有读取的部分、要人留意的地方、版面处理、略过的页",
        "parts not read, what to look at, repairs of the layout, pages skipped",
    ),
    _notes,
    (
        *file_columns(lambda row: row.document),
        column("kind", "种类", "kind", 16, lambda row: row.document.say(NOTE_KINDS, row.kind)),
        column("text", "内容", "text", 90, lambda row: row.text),
        column("page", "页", "page", 6, lambda row: row.page),
        column("path", "路径", "path", 30, lambda row: row.path),
    ),
)
