"""Bodies of requests: counted while they come, and looked into for the token of a form before anything reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.types import Message, Receive

from extractor.web.problems import Problem

__all__ = ["FIELD", "Bounds", "bounded", "form_token"]

FIELD = "csrf"
"""The form field with the token. In a multipart form it comes first."""

_FIRST_PART = 4096
_FORM = b"application/x-www-form-urlencoded"
_MULTIPART = b"multipart/form-data"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bytes that the body of a request may have; `paths` are the exceptions."""

    usual: int = 1 << 20
    paths: Mapping[str, int] = field(default_factory=dict)

    def of(self, request: Request) -> int:
        """The bound of a request."""
        return self.paths.get(request.url.path, self.usual)


def _too_large(most: int) -> Problem:
    return Problem(413, f"提交的内容超过上限 {most / 2**20:.0f} MB", "请分几次提交，或压缩、拆分文件")


def bounded(request: Request, receive: Receive, most: int) -> Receive:
    """`receive`, refusing a body that says it is too large before it is read, and any other as soon as it is."""
    said = request.headers.get("content-length")
    if said is not None and not (said.isascii() and said.isdigit()):
        raise Problem(400, "请求头 Content-Length 不是数字", "请检查发送请求的程序")
    if said is not None and int(said) > most:
        raise _too_large(most)
    count = 0

    async def counted() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > most:
            raise _too_large(most)
        return message

    return counted


async def form_token(request: Request, receive: Receive) -> tuple[str, Receive]:
    """The token in a form ("" where there is none), and a `receive` that gives the body from its beginning."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    if kind == _FORM:
        return await _from_fields(receive)
    if kind == _MULTIPART and b"boundary" in options:
        return await _from_first_part(receive, options[b"boundary"])
    return "", receive


def _again(seen: list[Message], receive: Receive) -> Receive:
    """What was taken already, then the rest."""
    waiting = iter(seen)

    async def replayed() -> Message:
        return next(waiting, None) or await receive()

    return replayed


async def _from_fields(receive: Receive) -> tuple[str, Receive]:
    seen: list[Message] = []
    while not seen or seen[-1].get("more_body", False):
        seen.append(await receive())
    text = b"".join(message.get("body", b"") for message in seen).decode("utf-8", "replace")
    return _only(text), _again(seen, receive)


def _only(text: str) -> str:
    try:
        found = parse_qs(text, max_num_fields=100).get(FIELD, [])
    except ValueError:
        return ""
    return found[0] if len(found) == 1 else ""


class _FirstPart:
    """Listens to a parser until the first part of a form has ended."""

    def __init__(self, boundary: bytes) -> None:
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._header_name,
                "on_header_value": self._header_value,
                "on_header_end": self._header_end,
                "on_part_data": self._part_data,
                "on_part_end": self._part_end,
            },
        )
        self._name, self._value, self._data = bytearray(), bytearray(), bytearray()
        self._field: str | None = None
        self.is_over = False

    def feed(self, chunk: bytes) -> None:
        """More of the body."""
        self._parser.write(chunk)

    @property
    def token(self) -> str:
        """The part's text if it is the token."""
        return self._data.decode("utf-8", "replace") if self.is_over and self._field == FIELD else ""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        if not self.is_over and self._name.lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._field = options.get(b"name", b"").decode("utf-8", "replace") if b"filename" not in options else None
        self._name, self._value = bytearray(), bytearray()

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if not self.is_over:
            self._data += data[start:end]

    def _part_end(self) -> None:
        self.is_over = True


async def _from_first_part(receive: Receive, boundary: bytes) -> tuple[str, Receive]:
    """Reads no further than a first part that can be a token; files come after it."""
    first, seen, taken = _FirstPart(boundary), list[Message](), 0
    while not first.is_over and taken < _FIRST_PART:
        message = await receive()
        seen.append(message)
        chunk = message.get("body", b"")
        try:
            first.feed(chunk[: _FIRST_PART - taken])
        except FormParserError:
            break
        taken += len(chunk)
        if not message.get("more_body", False):
            break
    return first.token, _again(seen, receive)
