"""The guard in front of everything: which hosts are answered, who may ask, what may be changed, and the headers of every answer.

Anything that a program on this machine or a page in another tab could ask for is either refused here or harmless.
"""

from __future__ import annotations

import logging
from urllib.parse import quote, urlsplit

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.web.access import LOGIN, Access, unknown
from extractor.web.bodies import Bounds, bounded, form_token
from extractor.web.problems import Problem, answer, is_api, unexpected
from extractor.web.session import Visitor, set_session

__all__ = ["Guard"]

_LOG = logging.getLogger(__name__)

_OPEN = frozenset({LOGIN, "/static/login.css"})
"""What is answered without the token: where it is typed, and what that looks like."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OF_OURS = frozenset({"same-origin", "none"})

_AGAIN = '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0"><title>…</title></html>'
"""Asks for the same page once more. With a link from elsewhere browsers keep a strict cookie back: its visitor would look like a
new one, and be signed out."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: with that browsers send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_UNKEPT = "no-store"
"""Where the answer says nothing else: records are not left in the caches of browsers."""


def _foreign() -> Problem:
    return Problem(403, "请求来自别的网站，已拒绝", "请在本系统的页面里操作")


def _forged() -> Problem:
    return Problem(
        403,
        "请求没有带上本页的凭证，或页面已过期",
        "请刷新页面后重做；程序请先读 /api/session，把其中的 csrf 放进请求头 X-CSRF-Token",
    )


class Guard:
    """Lets a request through to `app`, or answers it."""

    def __init__(self, app: ASGIApp, access: Access, bounds: Bounds) -> None:
        self._app, self._access, self._bounds = app, access, bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(Request(scope, receive), receive, _Shielded(send))
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, request: Request, receive: Receive, send: _Shielded) -> None:
        response: Response | None
        try:
            response, receive = await self._judged(request, receive, send)
            if response is None:
                await self._app(request.scope, receive, send)
                return
        except Problem as problem:
            response = answer(request, problem)
        except Exception:  # noqa: BLE001 - whatever it is, nobody is shown a traceback
            _LOG.exception("%s %s", request.method, request.url.path)
            response = answer(request, unexpected())
        if not send.has_begun:
            await response(request.scope, receive, send)

    async def _judged(self, request: Request, receive: Receive, send: _Shielded) -> tuple[Response | None, Receive]:
        """An answer instead of the app's, or what the app receives. Raises Problem."""
        if not self._access.answers_to(request.headers.get("host", "")):
            raise Problem(400, "网址里的主机名不是本系统的", "请用启动时显示的网址访问；别名请用 --allow-host 指定")
        visitor = self._access.visitor(request)
        request.state.visitor = visitor
        if _check_origin(request):
            return HTMLResponse(_AGAIN), receive
        if visitor.fresh:
            send.cookie = _cookie(request, self._access.keys.seal(visitor.session))
        if not self._may_enter(request, visitor):
            return _to_login(request), receive
        receive = bounded(request, receive, self._bounds.of(request))
        if request.method not in _SAFE and not visitor.bearer:
            receive = await self._checked(request, receive, visitor)
        return None, receive

    def _may_enter(self, request: Request, visitor: Visitor) -> bool:
        entered = self._access.token is None or visitor.bearer or visitor.session.signed_in
        return entered or request.url.path in _OPEN

    async def _checked(self, request: Request, receive: Receive, visitor: Visitor) -> Receive:
        """What changes something carries the token of its session."""
        given = request.headers.get("x-csrf-token")
        if given is None:
            given, receive = await form_token(request, receive)
        if not self._access.keys.is_csrf(visitor.session, given):
            raise _forged()
        return receive


def _check_origin(request: Request) -> bool:
    """Refuses what another site asks for: only a link to a page of ours may be followed from elsewhere. Whether it is one."""
    followed = request.headers.get("sec-fetch-site", "none") not in _OF_OURS
    if followed and not _is_followed_link(request):
        raise _foreign()
    origin = request.headers.get("origin")
    if request.method not in _SAFE and origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise _foreign()
    return followed


def _is_followed_link(request: Request) -> bool:
    return (
        request.method in _SAFE
        and request.headers.get("sec-fetch-mode") == "navigate"
        and request.headers.get("sec-fetch-dest") == "document"
    )


def _to_login(request: Request) -> Response:
    """People are asked for the token, programs are told."""
    if request.method not in _SAFE or is_api(request):
        raise unknown()
    wanted = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return RedirectResponse(f"{LOGIN}?next={quote(wanted, safe='/')}", 303)


def _cookie(request: Request, sealed: str) -> str:
    made = Response()
    set_session(request, made, sealed)
    return made.headers["set-cookie"]


class _Shielded:
    """Sends an answer with the headers that every answer has."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.cookie: str | None = None
        self.has_begun = False

    async def __call__(self, message: Message) -> None:
        """Sends one message."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
            headers.setdefault("Cache-Control", _UNKEPT)
            if self.cookie is not None and not _sets_session(headers, self.cookie):
                headers.append("Set-Cookie", self.cookie)
        await self._send(message)


def _sets_session(headers: MutableHeaders, cookie: str) -> bool:
    """Whether the answer brings a session of its own: that of a login."""
    name = cookie.partition("=")[0]
    return any(other.startswith(f"{name}=") for other in headers.getlist("set-cookie"))
