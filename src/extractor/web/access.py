"""Who may ask: the address that is listened on, the names that are answered to, the token and the sessions that showed it."""

from __future__ import annotations

import hmac
import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass, field

from fastapi import Request

from extractor.checks.messages import Language
from extractor.errors import UsageError
from extractor.web.problems import Problem
from extractor.web.session import Keys, Session, Visitor, cookie_name, language_of, name_of

__all__ = ["LOGIN", "LOOPBACK", "SHORTEST_TOKEN", "Access", "is_loopback", "require_safe_host", "unknown"]

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""What a server on this machine alone is called."""

SHORTEST_TOKEN = 16
LOGIN = "/login"

_HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII)


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine reach the address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def require_safe_host(host: str, token: str | None) -> None:
    """Refuses an address that others reach, unless every request needs a token that cannot be guessed. Raises UsageError."""
    if token is not None and len(token) < SHORTEST_TOKEN:
        raise UsageError(f"令牌太短：至少 {SHORTEST_TOKEN} 个字符。可用这条命令生成：openssl rand -hex 16。")
    if token is None and not is_loopback(host):
        raise UsageError(
            f"不设令牌就只能在本机使用，不能监听 {host}。请去掉 --host（默认 127.0.0.1），"
            f"或用环境变量 EXTRACTOR_TOKEN 设置至少 {SHORTEST_TOKEN} 个字符的令牌，此后每次访问都要出示。"
        )


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: whoever shows the token, where there is one. `hosts` are the names that the server goes by."""

    token: str | None = None
    hosts: Collection[str] = LOOPBACK
    language: Language = "zh"
    keys: Keys = field(default_factory=Keys)

    def answers_to(self, host: str) -> bool:
        """Whether the Host header names this server. With a token addresses do too: rebinding takes a name."""
        parts = _HOST.fullmatch(host)
        if parts is None:
            return False
        name = parts["name"].lower()
        return name in {known.lower() for known in self.hosts} or (self.token is not None and _is_address(name.strip("[]")))

    def is_token(self, given: str) -> bool:
        """Whether that is the token, told in constant time."""
        return self.token is not None and hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self.token.encode())

    def visitor(self, request: Request) -> Visitor:
        """Who asks. A token that is wrong is refused at once."""
        bearer = self._bears_token(request)
        kept = self.keys.unseal(request.cookies.get(cookie_name(request), ""))
        session = kept or Session.new()
        fresh = not bearer and (kept is None or kept.is_ageing)
        session = session.renewed() if fresh else session
        return Visitor(session, self.keys.csrf(session), bearer, fresh, name_of(request), language_of(request, self.language))

    def _bears_token(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if self.token is None or scheme.lower() != "bearer":
            return False
        if not self.is_token(given.strip()):
            raise unknown()
        return True


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def unknown() -> Problem:
    """The answer to whoever has not shown the token."""
    return Problem(
        401,
        "没有出示令牌，或令牌不对",
        f"请在请求头写 Authorization: Bearer 令牌，或在浏览器里打开 {LOGIN} 输入",
        headers={"WWW-Authenticate": "Bearer"},
    )
