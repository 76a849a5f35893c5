"""Who is asking: the signed cookie of a browser, the name typed once, the language chosen.

The session's cookie holds no secret that is worth anything elsewhere: a random number, when it ends, whether the token was shown,
and a signature under a key that lasts as long as the server.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
import unicodedata
from dataclasses import dataclass, replace
from typing import Annotated, Literal, TypeAlias, cast
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from extractor.checks.messages import Language

__all__ = [
    "Keys",
    "Session",
    "Visitor",
    "VisitorOf",
    "clean_name",
    "cookie_name",
    "language_of",
    "local",
    "name_of",
    "router",
    "set_session",
    "visitor_of",
]

router = APIRouter(include_in_schema=False)

_LASTS = 12 * 3600
_REMEMBERED = 365 * 24 * 3600
_LONGEST_NAME = 40
_NAME, _LANGUAGE = "reviewer", "language"

Cookie: TypeAlias = Literal["reviewer", "language"]


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. `signed_in`: it has shown the token."""

    nonce: str
    ends: int
    signed_in: bool = False

    @classmethod
    def new(cls, *, signed_in: bool = False) -> Session:
        """A session that begins now."""
        return cls(secrets.token_urlsafe(18), int(time.time()) + _LASTS, signed_in)

    @property
    def is_ageing(self) -> bool:
        """Whether more than half of its time is over: then it is renewed."""
        return self.ends - time.time() < _LASTS / 2

    def renewed(self) -> Session:
        """The same session, from now on."""
        return replace(self, ends=int(time.time()) + _LASTS)


class Keys:
    """Signs sessions, and the tokens of their forms."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def _mac(self, *parts: str) -> str:
        return hmac.new(self._key, "\0".join(parts).encode(), hashlib.sha256).hexdigest()

    def seal(self, session: Session) -> str:
        """The cookie's value."""
        parts = (session.nonce, str(session.ends), str(int(session.signed_in)))
        return ".".join((*parts, self._mac("session", *parts)))

    def unseal(self, value: str) -> Session | None:
        """The session of a cookie, None if it is not of ours or over."""
        parts = value.split(".")
        if len(parts) != 4 or not _same(parts[3], self._mac("session", *parts[:3])):
            return None
        session = Session(parts[0], int(parts[1]), parts[2] == "1")
        return session if session.ends > time.time() else None

    def csrf(self, session: Session) -> str:
        """What forms of this session carry."""
        return self._mac("csrf", session.nonce, str(int(session.signed_in)))

    def is_csrf(self, session: Session, given: str) -> bool:
        """Whether a form is of this session, told in constant time."""
        return _same(given, self.csrf(session))


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who sent a request. `bearer`: by the token itself, without a browser; `fresh`: the cookie is to be sent."""

    session: Session
    csrf: str
    bearer: bool = False
    fresh: bool = False
    name: str = ""
    language: Language = "zh"


def visitor_of(request: Request) -> Visitor:
    """The visitor that the guard found."""
    return cast(Visitor, request.state.visitor)


VisitorOf = Annotated[Visitor, Depends(visitor_of)]


def name_of(request: Request) -> str:
    """The name that was typed in this browser."""
    return clean_name(unquote(request.cookies.get(_NAME, ""), errors="replace"))


def language_of(request: Request, default: Language) -> Language:
    """The language chosen in this browser."""
    chosen = request.cookies.get(_LANGUAGE)
    return cast(Language, chosen) if chosen in ("zh", "en") else default


def clean_name(text: str) -> str:
    """A name as it is written into the log: one line, nothing invisible, not endless."""
    shown = "".join(char for char in text if unicodedata.category(char)[0] not in "CZ" or char in " \u3000")
    return " ".join(shown.split())[:_LONGEST_NAME]


def _remember(request: Request, response: Response, cookie: Cookie, value: str) -> None:
    """Keeps a choice in the browser."""
    response.set_cookie(
        cookie, quote(value), max_age=_REMEMBERED, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )


def cookie_name(request: Request) -> str:
    """The session's cookie. Browsers share cookies between ports: two servers on one machine must not take each other's."""
    server = request.scope.get("server")
    return f"extractor_session_{server[1] if server else 0}"


def set_session(request: Request, response: Response, sealed: str) -> None:
    """Sends the session's cookie."""
    response.set_cookie(
        cookie_name(request), sealed, max_age=_LASTS, httponly=True, samesite="strict", secure=request.url.scheme == "https"
    )


def local(address: str) -> str:
    """Where to go on: an address of ours, else the first page."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable() else "/"


def _done(request: Request, going_on: str, said: dict[str, str]) -> Response:
    """Back to the page for people, JSON for scripts."""
    if "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(local(going_on), 303)
    return JSONResponse(said)


@router.post("/reviewer")
def set_name(request: Request, name: Annotated[str, Form()] = "", going_on: Annotated[str, Form(alias="next")] = "/") -> Response:
    """Who decides, typed once in this browser; an empty name is forgotten."""
    cleaned = clean_name(name)
    response = _done(request, going_on, {"who": cleaned})
    _remember(request, response, "reviewer", cleaned)
    return response


@router.post("/language")
def set_language(
    request: Request, language: Annotated[Literal["zh", "en"], Form()], going_on: Annotated[str, Form(alias="next")] = "/"
) -> Response:
    """The language of the pages in this browser."""
    response = _done(request, going_on, {"language": language})
    _remember(request, response, "language", language)
    return response
