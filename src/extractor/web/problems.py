"""What the web says when something cannot be done: what is wrong and what to do, in Chinese, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from extractor.errors import ExtractorError, InputError, MissingInputError, TooLargeInputError, UnsupportedInputError

__all__ = ["ErrorPage", "Problem", "ProblemBody", "answer", "is_api", "register", "unexpected"]

_LOG = logging.getLogger(__name__)


class ProblemBody(BaseModel):
    """An error of the API."""

    error: str = Field(description="出了什么问题")
    what_to_do: str = Field(description="该怎么办")


class Problem(HTTPException):
    """A request that is refused. `extra` are further keys of the JSON answer."""

    def __init__(
        self,
        status: int,
        error: str,
        what_to_do: str,
        *,
        extra: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, error, headers)
        self.error, self.what_to_do, self.extra = error, what_to_do, dict(extra or {})


ErrorPage: TypeAlias = Callable[[Request, Problem], Response]
"""Makes the page that a person sees; the default is plain text."""

_OF_STATUS = {
    400: ("请求的格式不对", "请检查请求的内容"),
    404: ("没有这一页", "请检查网址，或回到首页"),
    405: ("这个网址不接受这种请求", "请检查请求的方法（GET、POST）"),
    413: ("请求的内容太大", "请减少一次提交的内容"),
}
_UNKNOWN = ("请求没有完成", "请重试；仍不行请联系管理员")

_OF_ERROR: Sequence[tuple[type[ExtractorError], int]] = (
    (MissingInputError, 404),
    (TooLargeInputError, 413),
    (UnsupportedInputError, 415),
    (InputError, 422),
    (ExtractorError, 400),
)


def is_api(request: Request) -> bool:
    """Whether the answer is read by a program."""
    return request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", "")


def answer(request: Request, problem: Problem) -> Response:
    """The answer to a request that is refused: JSON for programs, a page for people."""
    if is_api(request):
        body = {"error": problem.error, "what_to_do": problem.what_to_do, **problem.extra}
        return JSONResponse(body, problem.status_code, problem.headers)
    return _shown(request, problem) or PlainTextResponse(
        f"{problem.error}。{problem.what_to_do}。", problem.status_code, problem.headers
    )


def _shown(request: Request, problem: Problem) -> Response | None:
    """The page that people see, where there is one."""
    page: ErrorPage | None = getattr(request.app.state, "error_page", None) if "app" in request.scope else None
    try:
        return page(request, problem) if page is not None else None
    except Exception:  # noqa: BLE001 - the page that tells of an error must not be another one
        _LOG.exception("error page of %s", request.url.path)
        return None


def unexpected() -> Problem:
    """The answer to a defect of ours. It is in the log, with its traceback."""
    return Problem(500, "程序内部错误", "请重试；仍不行请把服务窗口里的记录发给开发者")


def _of_http(error: HTTPException) -> Problem:
    if isinstance(error, Problem):
        return error
    said, remedy = _OF_STATUS.get(error.status_code, _UNKNOWN)
    return Problem(error.status_code, said, remedy, headers=error.headers)


def _of_expected(error: ExtractorError) -> Problem:
    """Messages of ours say what is wrong, then what to do."""
    status = next(status for kind, status in _OF_ERROR if isinstance(error, kind))
    said, _, remedy = str(error).partition("。")
    return Problem(status, said, remedy.rstrip("。") or _UNKNOWN[1])


def _of_values(error: RequestValidationError) -> Problem:
    fields = [".".join(str(part) for part in item["loc"]) for item in error.errors()]
    named = [{"field": field, "why": item["msg"]} for field, item in zip(fields, error.errors(), strict=True)]
    return Problem(
        422, f"请求里有不合格的内容：{'、'.join(dict.fromkeys(fields))}", "请按 /api/openapi.json 改正", extra={"fields": named}
    )


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer(request, _of_http(error))


async def _expected(request: Request, error: Exception) -> Response:
    assert isinstance(error, ExtractorError)
    return answer(request, _of_expected(error))


async def _values(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    is_lost = not is_api(request) and all(item["loc"][0] == "path" for item in error.errors())
    return answer(request, Problem(404, *_OF_STATUS[404]) if is_lost else _of_values(error))


def register(app: FastAPI, error_page: ErrorPage | None = None) -> None:
    """Every error of `app` is answered as said above."""
    app.state.error_page = error_page
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(ExtractorError, _expected)
    app.add_exception_handler(RequestValidationError, _values)
