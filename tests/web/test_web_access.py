"""Who is let in, what may be changed, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from extractor.errors import UsageError
from extractor.web.access import Access, is_loopback, require_safe_host
from tests.web.served import BASE, TOKEN, Served, latin, served

HTML = {"accept": "text/html"}
BEARER = {"authorization": f"Bearer {TOKEN}"}
WRONG = {"authorization": "Bearer not-the-token-at-all"}

ADDRESSES = [
    ("127.0.0.1", None, True),
    ("127.8.8.8", None, True),
    ("localhost", None, True),
    ("::1", None, True),
    ("0.0.0.0", None, False),
    ("::", None, False),
    ("192.168.1.5", None, False),
    ("review.example", None, False),
    ("localhost.example", None, False),
    ("127.0.0.1", "short", False),
    ("0.0.0.0", "x" * 15, False),
    ("0.0.0.0", "x" * 16, True),
    ("review.example", TOKEN, True),
]


@pytest.mark.parametrize(("host", "token", "allowed"), ADDRESSES)
def test_other_addresses_need_a_token(host: str, token: str | None, allowed: bool) -> None:
    if allowed:
        require_safe_host(host, token)
    else:
        with pytest.raises(UsageError, match="令牌"):
            require_safe_host(host, token)


@pytest.mark.parametrize(
    ("host", "expected"), [("127.1.2.3", True), ("[::1]", True), ("LOCALHOST", True), ("10.0.0.1", False), ("", False)]
)
def test_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


HOSTS = [
    ("127.0.0.1:8000", None, True),
    ("localhost", None, True),
    ("LocalHost:1", None, True),
    ("[::1]:8000", None, True),
    ("", None, False),
    ("evil.example", None, False),
    ("127.0.0.1.evil.example", None, False),
    ("localhost.evil.example:8000", None, False),
    ("evil.example#127.0.0.1", None, False),
    ("evil@127.0.0.1", None, False),
    ("[::1", None, False),
    ("192.168.1.5:8000", None, False),
    ("192.168.1.5:8000", TOKEN, True),
    ("[fe80::1]:8000", TOKEN, True),
    ("evil.example", TOKEN, False),
    ("review.example:8000", TOKEN, True),
]


@pytest.mark.parametrize(("host", "token", "answered"), HOSTS)
def test_names_that_are_answered_to(host: str, token: str | None, answered: bool) -> None:
    assert Access(token, {"localhost", "127.0.0.1", "[::1]", "review.example"}).answers_to(host) is answered


REQUESTS = [
    # token set, method, path, headers, status
    (False, "GET", "/api/documents", {}, 200),
    (False, "GET", "/api/documents", {"host": "evil.example"}, 400),
    (False, "GET", "/api/documents", {"host": ""}, 400),
    (False, "GET", "/api/documents", WRONG, 200),
    (False, "GET", "/api/documents", {"sec-fetch-site": "cross-site"}, 403),
    (False, "GET", "/api/documents", {"sec-fetch-site": "same-site"}, 403),
    (False, "GET", "/api/documents", {"sec-fetch-site": "same-origin"}, 200),
    (False, "GET", "/api/documents", {"sec-fetch-site": "none"}, 200),
    (False, "GET", "/documents/{sha256}/pages/1.png", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
    (True, "GET", "/api/documents", {}, 401),
    (True, "GET", "/api/documents", WRONG, 401),
    (True, "GET", "/api/documents", {"authorization": "Basic Og=="}, 401),
    (True, "GET", "/api/documents", {"authorization": "Bearer "}, 401),
    (True, "GET", "/api/documents", {"authorization": f"Bearer {TOKEN}x"}, 401),
    (True, "GET", "/api/documents", {"authorization": b"Bearer \xff\xfe"}, 401),
    (True, "GET", "/api/documents", BEARER, 200),
    (True, "GET", "/api/documents", BEARER | {"host": "evil.example"}, 400),
    (True, "GET", "/api/documents", BEARER | {"host": "10.1.1.1:8000"}, 200),
    (True, "GET", "/api/openapi.json", {}, 401),
    (True, "GET", "/api/session", {}, 401),
    (True, "GET", "/documents/{sha256}/pages/1.png", {}, 401),
    (True, "GET", "/static/app.css", {}, 401),
    (True, "GET", "/nothing/here", {}, 401),
    (True, "GET", "/documents/{sha256}", HTML, 303),
    (True, "GET", "/", HTML, 303),
    (True, "POST", "/reviewer", HTML, 401),
    (True, "GET", "/login", HTML, 200),
    (True, "GET", "/login", HTML | WRONG, 401),
    (True, "GET", "/static/login.css", {}, 200),
    (True, "POST", "/api/documents/{sha256}/decisions", {}, 401),
    (True, "POST", "/login", HTML, 403),
]


@pytest.mark.parametrize(("secured", "method", "path", "headers", "status"), REQUESTS)
def test_who_is_let_in(
    tmp_path: Path, secured: bool, method: str, path: str, headers: Mapping[str, str | bytes], status: int
) -> None:
    with served(tmp_path, token=TOKEN if secured else None) as app:
        response = app.client.request(method, path.format(sha256=app.sha256), headers=latin(headers), follow_redirects=False)
        assert response.status_code == status, response.text
        if status >= 400:
            assert {"error", "what_to_do"} <= response.json().keys() if headers.get("accept") is None else True


CHANGES = [
    # headers (csrf: the session's token), status
    ({}, 403),
    ({"x-csrf-token": "0" * 64}, 403),
    ({"x-csrf-token": ""}, 403),
    ({"x-csrf-token": b"\xff"}, 403),
    ({"x-csrf-token": "csrf"}, 201),
    ({"x-csrf-token": "csrf", "origin": BASE}, 201),
    ({"x-csrf-token": "csrf", "origin": "http://127.0.0.1:9999"}, 403),
    ({"x-csrf-token": "csrf", "origin": "http://evil.example"}, 403),
    ({"x-csrf-token": "csrf", "origin": "null"}, 403),
    ({"x-csrf-token": "csrf", "sec-fetch-site": "cross-site"}, 403),
    ({"x-csrf-token": "csrf", "sec-fetch-site": "same-site"}, 403),
    ({"x-csrf-token": "csrf", "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 403),
    ({"x-csrf-token": "csrf", "sec-fetch-site": "same-origin", "origin": BASE}, 201),
]
ACCEPT = {"target": "document", "action": "accept", "follows": 0, "who": "甲"}


@pytest.mark.parametrize(("headers", "status"), CHANGES)
def test_changes_need_the_token_of_the_session(tmp_path: Path, headers: Mapping[str, str | bytes], status: int) -> None:
    with served(tmp_path) as app:
        token = app.csrf()["X-CSRF-Token"]
        sent = {name: token if value == "csrf" else value for name, value in headers.items()}
        response = app.client.post(f"{app.document}/decisions", json=ACCEPT, headers=latin(sent))
        assert response.status_code == status, response.text
        assert len(app.store.log(app.sha256)) == (status == 201)


def test_the_token_of_another_session_is_none(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        other = app.csrf()
        app.client.cookies.clear()
        app.csrf()
        assert app.client.post(f"{app.document}/decisions", json=ACCEPT, headers=other).status_code == 403


def test_whoever_bears_the_token_needs_no_form(tmp_path: Path) -> None:
    with served(tmp_path, token=TOKEN) as app:
        response = app.client.post(f"{app.document}/decisions", json=ACCEPT, headers=BEARER)
        assert response.status_code == 201
        assert "set-cookie" not in response.headers


FORMS = [
    ({"csrf": "csrf", "name": "李"}, None, 200),
    ({"name": "李", "csrf": "csrf"}, None, 200),
    ({"csrf": "other", "name": "李"}, None, 403),
    ({"name": "李"}, None, 403),
    ({"csrf": "csrf", "name": "李"}, {"file": b"x"}, 200),
    ({"name": "李", "csrf": "csrf"}, {"file": b"x"}, 403),  # in a multipart form it comes first
    ({}, {"csrf": b"csrf"}, 403),  # a file is no field
]


@pytest.mark.parametrize(("fields", "files", "status"), FORMS)
def test_forms_carry_the_token_in_a_field(
    tmp_path: Path, fields: Mapping[str, str], files: Mapping[str, bytes] | None, status: int
) -> None:
    with served(tmp_path) as app:
        token = app.csrf()["X-CSRF-Token"]
        sent = {name: token if value == "csrf" else value for name, value in fields.items()}
        content = {name: ("f", token.encode() if value == b"csrf" else value) for name, value in (files or {}).items()}
        response = app.client.post("/reviewer", data=sent, files=content or None)
        assert response.status_code == status, response.text


def test_login_gives_a_session_and_never_the_token(tmp_path: Path) -> None:
    with served(tmp_path, token=TOKEN) as app:
        client = app.client
        asked = client.get(f"/documents/{app.sha256}?tab=all", headers=HTML, follow_redirects=False)
        assert asked.headers["location"] == f"/login?next=/documents/{app.sha256}%3Ftab%3Dall"
        page = client.get(asked.headers["location"], headers=HTML)
        csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
        wrong = client.post("/login", data={"csrf": csrf, "token": "wrong", "next": "/"}, headers=HTML)
        assert wrong.status_code == 401
        assert client.get("/api/documents").status_code == 401
        entered = client.post(
            "/login", data={"csrf": csrf, "token": TOKEN, "next": f"/documents/{app.sha256}"}, headers=HTML, follow_redirects=False
        )
        assert (entered.status_code, entered.headers["location"]) == (303, f"/documents/{app.sha256}")
        cookie = entered.headers["set-cookie"].lower()
        assert all(word in cookie for word in ("httponly", "samesite=strict", "path=/"))
        assert TOKEN not in cookie
        assert len(entered.headers.get_list("set-cookie")) == 1
        assert client.get("/api/documents").status_code == 200
        left = client.post("/logout", headers=app.csrf(), follow_redirects=False)
        assert left.status_code == 303
        assert client.get("/api/documents").status_code == 401


NEXT = [
    ("/", "/"),
    ("/a?b=1", "/a?b=1"),
    ("//evil.example", "/"),
    ("/\\evil.example", "/"),
    ("http://evil.example", "/"),
    ("/a\nb", "/"),
]


@pytest.mark.parametrize(("going_on", "expected"), NEXT)
def test_login_leads_nowhere_else(tmp_path: Path, going_on: str, expected: str) -> None:
    with served(tmp_path, token=TOKEN) as app:
        csrf = app.client.get("/login", headers=HTML).text.split('name="csrf" value="')[1].split('"')[0]
        sent = {"csrf": csrf, "token": TOKEN, "next": going_on}
        response = app.client.post("/login", data=sent, headers=HTML, follow_redirects=False)
        assert response.headers["location"] == expected


def test_a_forged_session_is_none(tmp_path: Path) -> None:
    with served(tmp_path, token=TOKEN) as app:
        name, value = next(iter(dict(app.client.get("/login").cookies).items()))
        nonce, ends, _, mac = value.split(".")
        for forged in (f"{nonce}.{ends}.1.{mac}", f"{nonce}.9{ends}.0.{mac}", "a.b.c.d", "", "…"):
            app.client.cookies.clear()
            headers = {"cookie": f"{name}={forged}".encode()}
            assert app.client.get("/api/documents", headers=latin(headers)).status_code == 401


def test_a_link_from_elsewhere_leaves_the_session_alone(tmp_path: Path) -> None:
    """Browsers keep the strict cookie back: the page asks for itself once more."""
    with served(tmp_path, token=TOKEN) as app:
        headers = HTML | {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
        response = app.client.get(f"/documents/{app.sha256}", headers=headers)
        assert response.status_code == 200
        assert 'http-equiv="refresh"' in response.text
        assert "set-cookie" not in response.headers


def _paths(app: Served) -> list[tuple[str, str]]:
    """Every route of the app, with something in its place holders."""
    from fastapi import FastAPI

    server = app.client.app
    assert isinstance(server, FastAPI)
    found = []
    for context in iter_route_contexts(server.routes):
        path = context.path.format(sha256=app.sha256, page=1, number=1, kind="json") if context.path else None
        found += [(method, path) for method in sorted(context.methods or ()) if path]
    return found


WANTED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
}


def _check(client: TestClient, method: str, path: str, headers: Mapping[str, str]) -> None:
    response = client.request(method, path, headers=dict(headers), follow_redirects=False)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert WANTED.items() <= {name: value for name, value in response.headers.items() if name in WANTED}.items()
    assert response.headers["cache-control"] == "no-store" or path.endswith(".png"), path
    assert "server" not in response.headers
    if response.headers.get("content-type", "").startswith("text/html"):
        assert "<script>" not in response.text
        assert "style=" not in response.text
        assert "<style" not in response.text


def test_every_answer_of_every_route_has_the_headers(tmp_path: Path) -> None:
    with served(tmp_path, raise_errors=False) as app:
        routes = _paths(app)
        assert len(routes) > 15
        for method, path in routes:
            for headers in ({}, HTML, {"host": "evil.example"}, {"origin": "http://evil.example"}):
                _check(app.client, method, path, headers)
        _check(app.client, "GET", "/nothing/here", HTML)
        _check(app.client, "DELETE", "/api/documents", {})
