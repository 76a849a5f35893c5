"""The pages that people see, and the parts of them that their scripts fetch anew. They only read; decisions go to the API."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import RedirectResponse

from extractor.decision import Target
from extractor.export import EXPORTS
from extractor.review import DISCOVERY, changes
from extractor.store import Order, State, StoredDocument
from extractor.web.desk import Desk, Desks, Found, Row, is_text
from extractor.web.ledger import ledger_of
from extractor.web.listing import SURE, Show, Tab, Wanted, counted, listed
from extractor.web.marks import places
from extractor.web.panel import field_panel, finding_panel
from extractor.web.problems import Problem
from extractor.web.queue_view import COLUMNS, STATES, WAITING, queue_view, share
from extractor.web.rendering import page
from extractor.web.services import Services, ServicesOf, Sha256
from extractor.web.session import VisitorOf
from extractor.web.sheets import text_at
from extractor.web.source_view import excerpt, sizes_of, source_page

__all__ = ["error_page", "router"]

router = APIRouter(include_in_schema=False)

PageNumber: TypeAlias = Annotated[int, InPath(ge=1, le=100_000)]
Picked: TypeAlias = Annotated[str, Query(max_length=500)]


def _wanted(
    tab: Tab = "todo",
    q: Annotated[str, Query(max_length=200)] = "",
    sure: Annotated[str, Query(max_length=5)] = "",
    left: bool = False,
    show: Show = "filled",
    start: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Wanted:
    """What the list of a document is asked for."""
    return Wanted(tab, q.strip(), sure if sure in SURE else "", left, show, start)


WantedOf = Annotated[Wanted, Depends(_wanted)]


def _desks(request: Request) -> Desks:
    """The desks of this app."""
    state = request.app.state
    if not hasattr(state, "desks"):
        state.desks = Desks()
    found: Desks = state.desks
    return found


def _desk(request: Request, services: ServicesOf, visitor: VisitorOf, sha256: Sha256) -> Desk:
    stored, reviewed = services.reviewed(sha256, visitor.language)
    return _desks(request).of(stored, reviewed, visitor.language)


DeskOf = Annotated[Desk, Depends(_desk)]


@router.get("/")
def queue(
    request: Request,
    services: ServicesOf,
    state: State | None = None,
    search: Annotated[str, Query(max_length=200)] = "",
    order: Order = "doubtful",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """The queue of documents."""
    view = queue_view(services.store, state=state, search=search, order=order, offset=offset)
    failures = {row.sha256: services.stored(row.sha256).errors for row in view.page.items if row.state == "failed"}
    waiting = [upload for upload in services.uploads.all() if upload.state in ("waiting", "reading")]
    values = {
        "view": view, "columns": COLUMNS, "states": STATES, "share": share, "waiting": waiting, "failures": failures,
        "can_upload": services.uploads.is_open, "exports": list(EXPORTS),
    }  # fmt: skip
    return page(request, "queue.html", values)


@router.get("/failed")
def failed(request: Request, services: ServicesOf, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    """The documents of which nothing could be read, each with why."""
    view = queue_view(services.store, state="failed", search="", order="added", offset=offset)
    reasons = {row.sha256: services.stored(row.sha256).errors for row in view.page.items}
    refused = [upload for upload in services.uploads.all() if upload.state == "failed" and upload.sha256 not in reasons]
    return page(request, "failed.html", {"view": view, "reasons": reasons, "refused": refused})


def _unread(request: Request, stored: StoredDocument) -> Response:
    return page(request, "unread.html", {"stored": stored})


@router.get("/documents/{sha256}")
def document(
    request: Request,
    services: ServicesOf,
    visitor: VisitorOf,
    sha256: Sha256,
    wanted: WantedOf,
    field: Picked = "",
    finding: Picked = "",
    at: Annotated[int, Query(alias="page", ge=0, le=100_000)] = 0,
    first: Annotated[int | None, Query(ge=0, le=10_000_000)] = None,
) -> Response:
    """A document: its source beside what was read from it. Everything that is selected is in the address."""
    stored = services.stored(sha256)
    if stored.record is None:
        return _unread(request, stored)
    desk = _desk(request, services, visitor, sha256)
    selected = field or finding or ""
    number = at or _page_of(desk, field, finding) or _first_page(desk)
    values = {
        **_head(desk), **_list(desk, wanted), **_panel(desk, services, field, finding), "selected": selected,
        "source": source_page(desk, services, number, start=first, path=field), "exports": list(EXPORTS),
    }  # fmt: skip
    return page(request, "document.html", values)


def _page_of(desk: Desk, field: str, finding: str) -> int | None:
    row, found = desk.row(field) if field else None, desk.finding(finding) if finding else None
    return row.page if row else found.page if found else None


def _first_page(desk: Desk) -> int:
    """Where a reviewer begins: at the page of the first field that waits."""
    return next((row.page for row in desk.rows if row.is_left and row.page), 1)


def _head(desk: Desk) -> dict[str, object]:
    return {
        "desk": desk,
        "counts": counted(desk),
        "complete": desk.reviewed.holding.get(("document", "")),
        "document_follows": desk.follows.get(("document", ""), 0),
    }


def _list(desk: Desk, wanted: Wanted) -> dict[str, object]:
    values: dict[str, object] = {"wanted": wanted, "listing": listed(desk, wanted), "sures": SURE}
    if wanted.tab == "ledger":
        values["ledger"] = ledger_of(desk.reviewed.record, desk.texts)
    if wanted.tab == "changed":
        values["moved"] = changes(desk.reviewed.base, desk.reviewed.record)
    if wanted.tab == "todo":
        values["rule"] = DISCOVERY
        values["sure_of"] = sum(row.state == "rest" or row.is_sample for row in desk.rows)
        values["sampled"] = sum(row.is_sample for row in desk.rows)
    return values


def _panel(desk: Desk, services: Services, field: str, finding: str) -> dict[str, object]:
    """What the panel of the selected field or finding needs."""
    target: Target = "field" if field else "finding"
    subject = field or finding
    row, found = desk.row(field) if field else None, desk.finding(finding) if finding else None
    sizes = sizes_of(desk, services, _pages_of(row, found))
    made: object = field_panel(desk, row, sizes) if row else finding_panel(desk, found, sizes) if found else None
    return {
        "panel": made, "sizes": sizes, "target": target, "subject": subject, "history": desk.history(target, subject),
        "decision": desk.reviewed.holding.get((target, subject)), "follows": desk.follows.get((target, subject), 0),
        "excerpt": excerpt(desk, services, row.leaf if row else None),
    }  # fmt: skip


def _pages_of(row: Row | None, found: Found | None) -> list[int]:
    """The pages that crops are cut from."""
    if row is not None:
        return sorted({at.page for at in places(row.leaf)}) if row.leaf else []
    return sorted({item.page for item in found.finding.evidence if item.page}) if found else []


@router.get("/documents/{sha256}/parts/list")
def part_list(request: Request, desk: DeskOf, wanted: WantedOf) -> Response:
    """The tabs and the list."""
    return page(request, "parts/list.html", {**_head(desk), **_list(desk, wanted), "selected": ""})


@router.get("/documents/{sha256}/parts/head")
def part_head(request: Request, desk: DeskOf) -> Response:
    """The document's name, counts and state."""
    return page(request, "parts/head.html", {**_head(desk), "exports": list(EXPORTS)})


@router.get("/documents/{sha256}/parts/panel")
def part_panel(request: Request, services: ServicesOf, desk: DeskOf, field: Picked = "", finding: Picked = "") -> Response:
    """The selected field or finding."""
    return page(request, "parts/panel.html", {"desk": desk, **_panel(desk, services, field, finding)})


@router.get("/documents/{sha256}/parts/page/{number}")
def part_page(
    request: Request, services: ServicesOf, desk: DeskOf, number: PageNumber, field: Picked = "", first: int | None = None
) -> Response:
    """A page of the source."""
    shown = source_page(desk, services, number, start=first, path=field)
    return page(request, "parts/page.html", {"desk": desk, "source": shown, "selected": field})


@router.get("/documents/{sha256}/text")
def full_text(
    request: Request, services: ServicesOf, desk: DeskOf, field: Picked = "", at: Annotated[str, Query(max_length=40)] = ""
) -> Response:
    """A text that is too long for its place: that of a field, or of a line or cell of the source (`at`: page and line or cell)."""
    row = desk.row(field) if field else None
    text = row.leaf.raw if row and row.leaf else _source_text(desk, services, at) if at else None
    if text is None:
        raise Problem(404, desk.texts("error.not_found"), desk.texts("error.not_found_hint"))
    name = desk.names.full(field) if row else ""
    return page(request, "text.html", {"desk": desk, "text": text, "name": name, "field": field})


def _source_text(desk: Desk, services: Services, at: str) -> str | None:
    file = services.store.file(desk.stored.sha256)
    parts = [int(part) for part in at.split(".") if part.isdecimal()]
    if file is None or len(parts) not in (2, 4):
        return None
    where = parts[1] if len(parts) == 2 else (parts[1], parts[2], parts[3])
    return text_at(file, is_text=is_text(desk.reviewed), spot=(parts[0], where))


@router.get("/documents/{sha256}/next")
def next_document(services: ServicesOf, sha256: Sha256, seen: Annotated[str, Query(max_length=2000)] = "") -> Response:
    """On to a document that waits, the most doubtful first; not to one of `seen` (beginnings of sha256, by commas)."""
    passed = [sha256, *(part for part in seen.split(",") if part)]
    for state in WAITING:
        for row in services.store.documents(state=state, limit=len(passed) + 1).items:
            if not any(row.sha256.startswith(part) for part in passed):
                return RedirectResponse(f"/documents/{row.sha256}", 303)
    return RedirectResponse("/", 303)


def error_page(request: Request, problem: Problem) -> Response:
    """What a person sees when something cannot be done."""
    return page(request, "error.html", {"problem": problem}, status=problem.status_code)
