"""The JSON API: documents, their records, findings, fields and decisions. Described at /api/openapi.json."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, File, Query, Response, UploadFile
from fastapi import Path as InPath

from extractor.decision import Decision
from extractor.errors import InputError
from extractor.record import Record
from extractor.review import absences, queue
from extractor.review.progress import progress
from extractor.store import Order, State, StoredDocument
from extractor.web.answers import (
    ChangesBody,
    ConflictBody,
    DecideBody,
    DecidedBody,
    DocumentBody,
    DocumentsBody,
    FieldBody,
    FindingBody,
    ProgressBody,
    RefusedBody,
    SessionBody,
    UploadedBody,
)
from extractor.web.deciding import decide
from extractor.web.problems import Problem, ProblemBody
from extractor.web.services import Services, ServicesOf, Sha256
from extractor.web.session import VisitorOf
from extractor.web.uploads import LARGEST, MOST_FILES, Upload, shown_name

__all__ = ["UPLOAD", "router"]

UPLOAD = "/api/documents"
"""Where files are uploaded to: the one path that takes large bodies."""

_REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": ProblemBody, "description": "没有令牌或令牌不对"},
    403: {"model": ProblemBody, "description": "没有 CSRF 凭证，或请求来自别的网站"},
    422: {"model": ProblemBody, "description": "内容不合格"},
}
_MISSING: dict[int | str, dict[str, Any]] = {404: {"model": ProblemBody, "description": "没有这份文件"}}
_UNREAD: dict[int | str, dict[str, Any]] = {409: {"model": ProblemBody, "description": "这份文件没有记录"}}

router = APIRouter(prefix="/api", responses=_REFUSALS)


@router.get("/session", tags=["session"], summary="谁在访问")
def session(services: ServicesOf, visitor: VisitorOf) -> SessionBody:
    """姓名、语言，以及改动数据时要带上的 CSRF 凭证。"""
    return SessionBody(who=visitor.name, language=visitor.language, csrf=visitor.csrf, uploads=services.uploads.is_open)


@router.get("/documents", tags=["documents"], summary="文件队列")
def documents(
    services: ServicesOf,
    state: Annotated[State | None, Query(description="只要这个状态的")] = None,
    search: Annotated[str, Query(max_length=200, description="文件名、填报单位，或 sha256 的开头")] = "",
    order: Annotated[Order, Query(description="存疑多的在前、发现多的在前、按文件名、新加入的在前")] = "doubtful",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
) -> DocumentsBody:
    """读过的文件和各自的计数。"""
    found = services.store.documents(state=state, search=search, order=order, offset=offset, limit=limit)
    return DocumentsBody.model_validate(found)


@router.post(
    "/documents",
    tags=["documents"],
    status_code=202,
    summary="上传文件",
    responses={413: {"model": ProblemBody}, 415: {"model": ProblemBody}, 503: {"model": ProblemBody}},
    form_limits={"max_files": MOST_FILES, "max_fields": 5},
)
def upload(
    services: ServicesOf,
    files: Annotated[list[UploadFile], File(description=f"一个或几个文件，每个至多 {LARGEST >> 20} MB，一次至多 {MOST_FILES} 个")],
) -> UploadedBody:
    """文件在后台逐个读取，用 sha256 查询进展。文件的种类按内容判断；不能读取的当即退回，并说明原因和办法。"""
    if not services.uploads.is_open:
        raise Problem(503, "没有开启上传", "请用 extractor review 启动，并准备好模型（extractor model pull）")
    taken, refused = list[Upload](), list[RefusedBody]()
    for file in files:
        try:
            taken.append(services.uploads.take(file.filename, file.file))
        except InputError as error:
            said, _, remedy = str(error).partition("。")
            refused.append(RefusedBody(name=shown_name(file.filename), error=said, what_to_do=remedy))
    if not taken:
        raise Problem(415, "没有可以读取的文件", refused[0].what_to_do, extra={"refused": [item.model_dump() for item in refused]})
    return UploadedBody(uploads=taken, refused=refused)


@router.get("/uploads", tags=["documents"], summary="上传的进展")
def uploads(services: ServicesOf) -> list[Upload]:
    """最近上传的文件，最新的在前；没有读成的写明原因。"""
    return services.uploads.all()


@router.get("/documents/{sha256}", tags=["documents"], summary="一份文件的状态", responses=_MISSING)
def document(services: ServicesOf, sha256: Sha256) -> DocumentBody:
    """状态和计数；正在等待或读取的上传也在这里。"""
    waiting, stored = services.uploads.get(sha256), services.store.document(sha256)
    if stored is not None:
        return _status(services, stored, waiting)
    if waiting is None:
        services.stored(sha256)  # says that there is none
    assert waiting is not None
    state = "waiting" if waiting.state == "done" else waiting.state
    errors = [waiting.error] if waiting.error else []
    return DocumentBody(sha256=sha256, name=waiting.name, added=waiting.added, state=state, errors=errors, upload=waiting)


def _status(services: Services, stored: StoredDocument, waiting: Upload | None) -> DocumentBody:
    made = DocumentBody(
        sha256=stored.sha256,
        name=stored.name,
        added=stored.added,
        state=stored.state,
        errors=list(stored.errors),
        record=stored.record_sha256,
        entries=len(stored.log),
        upload=waiting,
    )
    if stored.record is None:
        return made
    reviewed = services.reviewed(stored.sha256)[1]
    counts = ProgressBody.model_validate(progress(reviewed))
    return made.model_copy(update={"pages": stored.record.pages, "stale": len(reviewed.stale), "progress": counts})


@router.get("/documents/{sha256}/record", tags=["documents"], summary="记录", response_model=Record, responses=_MISSING | _UNREAD)
def record(
    services: ServicesOf,
    sha256: Sha256,
    as_read: Annotated[bool, Query(description="读到时的样子，不计决定")] = False,
) -> Response:
    """复核后的记录（有效的决定已计入，并重新核对过），或读到时的记录。"""
    made = services.reviewed(sha256)[1]
    return Response((made.base if as_read else made.record).model_dump_json(), media_type="application/json")


@router.get("/documents/{sha256}/findings", tags=["documents"], summary="发现", responses=_MISSING | _UNREAD)
def findings(services: ServicesOf, visitor: VisitorOf, sha256: Sha256) -> list[FindingBody]:
    """核对中发现的问题，以及对它们的决定。"""
    made = services.reviewed(sha256, visitor.language)[1]
    return [FindingBody(finding=item, decision=made.holding.get(("finding", item.id))) for item in made.record.findings]


@router.get("/documents/{sha256}/fields", tags=["documents"], summary="字段，按复核的次序", responses=_MISSING | _UNREAD)
def fields(
    services: ServicesOf,
    sha256: Sha256,
    absent: Annotated[bool, Query(description="也列出记录里没有、可以补录的字段")] = False,
) -> list[FieldBody]:
    """无法辨认和存疑的在前，其次是发现涉及的，再次是抽查的，最后是其余。"""
    made = services.reviewed(sha256)[1]
    return [FieldBody.of(field) for field in (*queue(made), *(absences(made) if absent else ()))]


@router.get("/documents/{sha256}/decisions", tags=["decisions"], summary="决定记录", responses=_MISSING)
def decisions(services: ServicesOf, sha256: Sha256) -> list[Decision]:
    """全部决定，按次序；只增不改。"""
    return list(services.stored(sha256).log)


@router.get("/documents/{sha256}/decisions/{number}", tags=["decisions"], summary="一个决定", responses=_MISSING)
def decision(services: ServicesOf, sha256: Sha256, number: Annotated[int, InPath(ge=1, le=10_000_000)]) -> Decision:
    """按编号。"""
    for entry in services.stored(sha256).log:
        if entry.number == number:
            return entry
    raise Problem(404, f"没有第 {number} 号决定", "请检查编号")


@router.post(
    "/documents/{sha256}/decisions",
    tags=["decisions"],
    status_code=201,
    summary="作出决定",
    responses=_MISSING | {409: {"model": ConflictBody, "description": "别人已先对同一处作了决定，或这份文件没有记录"}},
)
def make_decision(services: ServicesOf, visitor: VisitorOf, sha256: Sha256, body: DecideBody) -> DecidedBody:
    """记入决定，重新核对，并给出因此关闭和新出现的发现。follows 不是最后一个决定时不记入，返回那个决定（409）。"""
    made = decide(services, sha256, body, visitor)
    return DecidedBody(
        decision=made.decision,
        changes=ChangesBody.of(made.changes),
        progress=ProgressBody.model_validate(made.progress),
        field=FieldBody.of(made.field) if made.field else None,
    )
