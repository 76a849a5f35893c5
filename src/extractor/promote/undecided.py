"""What still keeps a reviewed document from being a golden case: each reason in Chinese, with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.names import describe
from extractor.promote.labels import Labels, texts_of
from extractor.promote.places import spans_of, unproved, wrong_places
from extractor.promote.printed import Printed
from extractor.record import Finding
from extractor.review import Reviewed, undecided
from extractor.run.report import leaves

__all__ = ["not_reviewed", "not_standing"]

_SHOWN = 5


def _few(items: Iterable[str]) -> str:
    listed = list(items)
    return "、".join(listed[:_SHOWN]) + (f" 等 {len(listed)} 处" if len(listed) > _SHOWN else "")


def not_reviewed(reviewed: Reviewed, record_sha256: str) -> Iterator[str]:
    """What nobody has decided."""
    record, held = reviewed.record, reviewed.holding
    closing = held.get(("document", ""))
    if closing is None or closing.action != "accept":
        yield "还没有标为复核完成：请在复核页面看完后标记"
    elif closing.record != record_sha256:
        yield "标为复核完成之后又重新读取过：请核对后再标记一次"
    if record.errors:
        yield f"有内容没有读出来：{_few(record.errors)}"
    stale = [entry.subject for entry in reviewed.stale if entry.target == "field"]
    if stale:
        yield f"重新读取后文字已变，须再作决定：{_few(describe(record, path) for path in stale)}"
    fields, _ = undecided(reviewed)
    if fields:
        yield f"待看的字段没有决定：{_few(describe(record, path) for path, _ in fields)}"
    findings = [finding for finding in record.findings if ("finding", finding.id) not in held]
    if findings:
        yield f"发现没有决定（接受或驳回）：{_few(f'{finding.check} {finding.message}' for finding in findings)}"
    yield from _misread(reviewed)
    unread = [path for path, leaf in leaves(record) if leaf.unreadable]
    if unread:
        yield f"有认不出的字段，标注无法写全：{_few(describe(record, path) for path in unread)}"


def _misread(reviewed: Reviewed) -> Iterator[str]:
    """An accepted finding is the document's fault: where the diagnosis says the reading's, a person has to have seen the field."""
    for finding in reviewed.record.findings:
        path = _blamed(finding)
        held = reviewed.holding.get(("finding", finding.id))
        if path and held is not None and held.action == "accept" and ("field", path) not in reviewed.holding:
            name = describe(reviewed.record, path)
            yield f"发现“{finding.message}”判断为{name}读错，却被接受：请先对照原件确认或更正该字段"


def _blamed(finding: Finding) -> str | None:
    return finding.diagnosis.path if finding.diagnosis is not None and finding.diagnosis.verdict == "misread" else None


def not_standing(labels: Labels, reviewed: Reviewed, printed: Printed) -> Iterator[str]:
    """Labels that do not stand where they say, or that only a picture shows and nobody looked at."""
    back = {to: at for at, to in labels.moved.items()}
    texts, spans = texts_of(labels.tree), {path: spans_of(leaf) for path, leaf in labels.leaves.items()}
    for path, what in wrong_places(texts, spans, printed):
        yield f"{describe(reviewed.record, back[path])}：{what}"
    unseen = [back[path] for path in unproved(texts, spans, printed) if ("field", back[path]) not in reviewed.holding]
    if unseen:
        names = _few(describe(reviewed.record, path) for path in unseen)
        yield f"扫描件上的字段要逐个对照原件决定（接受或更正），还没有决定：{names}"
