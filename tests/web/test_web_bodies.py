"""Bodies are counted while they come: what is too large is refused before it is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import pytest
from fastapi import Request
from starlette.types import Message, Receive

from extractor.web.bodies import Bounds, bounded, form_token
from extractor.web.problems import Problem

MOST = 100


class Sender:
    """Sends a body in pieces, and knows how much of it was taken."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._chunks, self.taken = chunks, 0

    async def __call__(self) -> Message:
        chunk = self._chunks[self.taken]
        self.taken += 1
        return {"type": "http.request", "body": chunk, "more_body": self.taken < len(self._chunks)}


def request(headers: Mapping[str, str], path: str = "/x") -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": path, "headers": raw, "query_string": b"", "server": ("127.0.0.1", 80)}
    return Request(scope)


async def drained(receive: Receive) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message["body"])
        if not message["more_body"]:
            return body


LENGTHS = [("101", 413), ("1e3", 400), ("-5", 400), ("１０１", 400), ("99999999999999999999", 413)]


@pytest.mark.parametrize(("length", "status"), LENGTHS)
def test_a_body_that_says_it_is_too_large_is_not_read(length: str, status: int) -> None:
    sender = Sender([b"x" * 10])
    asked = request({})
    asked.scope["headers"] = [(b"content-length", length.encode("latin-1", "replace"))]
    with pytest.raises(Problem) as refused:
        bounded(asked, sender, MOST)
    assert refused.value.status_code == status
    assert sender.taken == 0


def test_a_body_that_grows_too_large_is_read_no_further() -> None:
    sender = Sender([b"x" * 40] * 10)
    with pytest.raises(Problem, match="413"):
        asyncio.run(drained(bounded(request({}), sender, MOST)))
    assert sender.taken == 3


def test_a_body_within_the_bound_comes_through() -> None:
    assert asyncio.run(drained(bounded(request({"content-length": "100"}), Sender([b"x" * 50] * 2), MOST))) == b"x" * 100


def test_one_path_takes_more() -> None:
    bounds = Bounds(10, {"/upload": 1000})
    assert [bounds.of(request({}, path)) for path in ("/upload", "/upload/", "/x")] == [1000, 10, 10]


FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=B"
TOKEN_PART = b'--B\r\nContent-Disposition: form-data; name="csrf"\r\n\r\nT\r\n'
FILE_PART = b'--B\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n' + b"z" * 20_000 + b"\r\n"
END = b"--B--\r\n"

TOKENS = [
    (FORM, [b"csrf=T&a=b"], "T"),
    (FORM, [b"a=b&cs", b"rf=T"], "T"),
    (FORM, [b"a=b"], ""),
    (FORM, [b"csrf=T&csrf=U"], ""),
    (FORM, [b"&".join([b"a=b"] * 200) + b"&csrf=T"], ""),
    (FORM, [b"csrf=%ff%fe"], "\ufffd\ufffd"),
    ("application/json", [b'{"csrf": "T"}'], ""),
    ("text/plain", [b"csrf=T"], ""),
    ("", [b"csrf=T"], ""),
    (PARTS, [TOKEN_PART + FILE_PART + END], "T"),
    (PARTS, [bytes([byte]) for byte in TOKEN_PART + END], "T"),
    (PARTS, [FILE_PART + TOKEN_PART + END], ""),
    (PARTS, [TOKEN_PART.replace(b'name="csrf"', b'name="csrf"; filename="x"') + END], ""),
    (PARTS, [TOKEN_PART.replace(b"T\r\n", b"T" * 5000 + b"\r\n") + END], ""),
    (PARTS, [b"no form at all"], ""),
    ("multipart/form-data", [TOKEN_PART + END], ""),
]


@pytest.mark.parametrize(("kind", "chunks", "expected"), TOKENS)
def test_the_token_in_a_form_is_found_and_the_body_is_left_whole(kind: str, chunks: Sequence[bytes], expected: str) -> None:
    async def found() -> tuple[str, bytes]:
        token, receive = await form_token(request({"content-type": kind}), Sender(chunks))
        return token, await drained(receive)

    assert asyncio.run(found()) == (expected, b"".join(chunks))


def test_files_are_not_read_to_find_the_token() -> None:
    sender = Sender([TOKEN_PART, FILE_PART[:100], *[b"z" * 1000] * 50])
    asyncio.run(form_token(request({"content-type": PARTS}), sender))
    assert sender.taken <= 2
