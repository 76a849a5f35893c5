"""A decision made through the web: filled in with what was looked at, added to the log, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.checks.views import At
from extractor.decision import Action, Decision, Target, holding
from extractor.errors import UsageError
from extractor.record import Evidence, Finding
from extractor.review import Changes, Field, Reviewed, absences, changes, queue
from extractor.review.paths import Slot
from extractor.review.progress import Progress, progress
from extractor.store import ConflictError
from extractor.store.clock import now
from extractor.web.answers import DecideBody
from extractor.web.problems import Problem
from extractor.web.services import Read, Services
from extractor.web.session import Visitor, clean_name

__all__ = ["Decided", "decide"]

_ACTIONS: Mapping[Target, frozenset[Action]] = {
    "field": frozenset({"accept", "correct", "reject", "unreadable", "comment", "undo"}),
    "finding": frozenset({"accept", "reject", "comment", "undo"}),
    "document": frozenset({"accept", "comment", "undo"}),
}
_CONTROLS = frozenset(map(chr, range(32))) - {"\n", "\t"} | {"\x7f"}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in the log, and the document after it."""

    decision: Decision
    changes: Changes
    progress: Progress
    field: Field | None


def decide(services: Services, sha256: str, body: DecideBody, visitor: Visitor) -> Decided:
    """Makes a decision. Raises Problem; 409 with the other decision where somebody else came first."""
    who = _who(body, visitor)
    with services.deciding(sha256):
        document = services.read(sha256)
        before = services.reviews.of(document)
        made = _decision(body, who, document, before)
        try:
            added = services.store.decide(made)
        except ConflictError as error:
            raise Problem(
                409,
                f"{error.existing.who} 刚才对同一处作了决定",
                "请看过那个决定，再决定是否改动",
                extra={"conflict": error.existing.model_dump(mode="json")},
            ) from error
        after = services.reviews.of(services.read(sha256))
        counts = progress(after)
        services.store.update_progress(sha256, counts)
    return Decided(added, changes(before.record, after.record), counts, _field(after, body))


def _who(body: DecideBody, visitor: Visitor) -> str:
    """Who decides: the name typed in the browser, else the one that the request brings. Accounts will come before both."""
    who = visitor.name or clean_name(body.who or "")
    if not who:
        raise Problem(422, "不知道是谁作的决定", "请先在页面上方填写姓名；程序请在请求里写 who")
    return who


def _decision(body: DecideBody, who: str, document: Read, before: Reviewed) -> Decision:
    _check_shape(body)
    log = document.stored.log
    if body.action == "undo" and (body.target, body.subject) not in holding(log):
        raise Problem(422, "这里没有可撤销的决定", "请刷新页面")
    old, evidence = _looked_at(body, before, log)
    return Decision(
        number=0,
        document=document.stored.sha256,
        record=document.record_sha256,
        at=now(),
        who=who,
        target=body.target,
        subject=body.subject,
        action=body.action,
        old=old,
        new=body.new,
        why=body.why.strip(),
        evidence=tuple(evidence if body.evidence is None else body.evidence),
        follows=None if body.action == "comment" else body.follows,
    )


def _check_shape(body: DecideBody) -> None:
    """What no decision can be, whatever the document."""
    if body.action not in _ACTIONS[body.target]:
        raise Problem(422, f"{body.target} 不能 {body.action}", f"可用的有：{'、'.join(sorted(_ACTIONS[body.target]))}")
    if (body.new is not None) != (body.action == "correct"):
        raise Problem(422, "改正（correct）要写改成什么（new），其他决定不写", "请检查 action 和 new")
    if (body.subject != "") != (body.target != "document"):
        raise Problem(422, "subject 与 target 不符", "字段写路径，发现写 id，整份文件不写 subject")
    if body.action == "comment" and not body.why.strip():
        raise Problem(422, "备注是空的", "请写备注的内容（why）")
    if body.action != "comment" and body.follows is None:
        raise Problem(422, "没有写 follows", "请写看到的关于同一处的最后一个决定的编号，没有则写 0")
    if _CONTROLS & {*(body.new or ""), *body.why, *body.subject}:
        raise Problem(422, "文字里有控制字符", "请去掉看不见的字符后重试")


def _looked_at(body: DecideBody, before: Reviewed, log: Iterable[Decision]) -> tuple[str | None, list[Evidence]]:
    """What stands there now, and where. Raises Problem where there is no such thing."""
    if body.target == "document":
        return None, []
    if body.target == "finding":
        return None, _finding(body.subject, before, log).evidence if body.action not in ("undo", "comment") else []
    try:
        slot = Slot.at(before.record, body.subject)
    except UsageError as error:
        raise Problem(422, f"“{body.subject}”不是字段的路径", "请用记录里的路径，如 forms[0].indicators[2].weight") from error
    if slot is None:
        raise Problem(404, f"记录里没有“{body.subject}”", "请刷新页面，文件可能重新读取过")
    if slot.leaf is None:
        return None, []
    return slot.leaf.raw, [At(body.subject, slot.leaf).evidence()]


def _finding(name: str, before: Reviewed, log: Iterable[Decision]) -> Finding:
    """A finding that stands, or stood when it was read: a correction may have closed it meanwhile."""
    for finding in (*before.record.findings, *before.base.findings):
        if finding.id == name:
            return finding
    raise Problem(404, "没有这条发现", "请刷新页面，它可能已经关闭")


def _field(after: Reviewed, body: DecideBody) -> Field | None:
    if body.target != "field":
        return None
    return next((field for field in (*queue(after), *absences(after)) if field.path == body.subject), None)
