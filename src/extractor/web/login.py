"""The page on which the token is typed, once per browser and half a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader

from extractor.checks.messages import Language
from extractor.web.access import LOGIN, Access
from extractor.web.session import Session, Visitor, VisitorOf, cookie_name, local, set_session

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "tag": "zh-CN",
        "title": "绩效目标表复核",
        "token": "访问令牌",
        "hint": "令牌由启动本系统的人给出。",
        "enter": "进入",
        "wrong": "令牌不对，请核对后重新输入。",
    },
    "en": {
        "tag": "en",
        "title": "Form review",
        "token": "Access token",
        "hint": "Whoever started this server knows the token.",
        "enter": "Enter",
        "wrong": "That is not the token. Please check it and try again.",
    },
}

_PAGES = Environment(loader=PackageLoader("extractor.web"), autoescape=True)


def _page(visitor: Visitor, going_on: str, *, wrong: bool) -> Response:
    page = _PAGES.get_template("login.html")
    made = page.render(words=_WORDS[visitor.language], csrf=visitor.csrf, action=LOGIN, going_on=local(going_on), wrong=wrong)
    return HTMLResponse(made, 401 if wrong else 200)


@router.get(LOGIN)
def ask(visitor: VisitorOf, going_on: Annotated[str, Query(alias="next")] = "/") -> Response:
    """Asks for the token."""
    return _page(visitor, going_on, wrong=False)


@router.post(LOGIN)
def enter(
    request: Request,
    visitor: VisitorOf,
    token: Annotated[str, Form()] = "",
    going_on: Annotated[str, Form(alias="next")] = "/",
) -> Response:
    """Takes the token; the browser is given a session instead."""
    access: Access = request.app.state.access
    if not access.is_token(token.strip()):
        return _page(visitor, going_on, wrong=True)
    response = RedirectResponse(local(going_on), 303)
    set_session(request, response, access.keys.seal(Session.new(signed_in=True)))
    return response


@router.post("/logout")
def leave(request: Request) -> Response:
    """Forgets the session in this browser."""
    response = RedirectResponse(LOGIN, 303)
    response.delete_cookie(cookie_name(request), httponly=True, samesite="strict")
    return response
