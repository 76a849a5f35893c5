"""The command `extractor review`: opens a store, binds an address, serves the app until it is told to stop."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from extractor.checks import DEFAULT, Profile
from extractor.checks.messages import Language
from extractor.errors import UsageError
from extractor.store import Store, open_store
from extractor.web.access import LOOPBACK, require_safe_host
from extractor.web.app import create_app
from extractor.web.folder import take_in
from extractor.web.reading import UploadReader
from extractor.web.services import Services

__all__ = ["Review", "serve"]

_STORE = "review.db"
_GRACE = 5
"""Seconds for answers that are under way when the server is told to stop."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the user asked for."""

    folder: Path | None = None
    db: str | None = None
    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    hosts: tuple[str, ...] = ()
    language: Language = "zh"
    reading: str = "auto"
    provider: str | None = None
    cache: bool = True
    profile: Profile = DEFAULT


def serve(review: Review, say: Callable[[str], None]) -> None:
    """Serves until interrupted. Raises UsageError where it cannot begin."""
    require_safe_host(review.host, review.token)
    with _bound(review.host, review.port) as listening, _opened(review, say) as store:
        reader = UploadReader(review.reading, review.provider, profile=review.profile, cache=review.cache)
        with closing(reader):
            is_working = _served(review, store, reader, listening, say)
    if is_working:
        # recognition runs in threads of its own, which abort the program if it ends under them; everything is on the disk
        sys.stdout.flush()
        os._exit(0)


def _served(review: Review, store: Store, reader: UploadReader, listening: socket.socket, say: Callable[[str], None]) -> bool:
    """Serves; whether a file was being read that would not stop."""
    app = create_app(
        store, token=review.token, language=review.language, hosts=_names(review), reader=reader, profile=review.profile
    )
    say(f"复核系统已启动：{_address(review.host, listening)}（按 Ctrl+C 结束）")
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=_GRACE
    )
    with suppress(KeyboardInterrupt):  # raised again once everything under way is answered
        uvicorn.Server(config).run(sockets=[listening])
    services: Services = app.state.services
    return services.uploads.is_working


@contextmanager
def _opened(review: Review, say: Callable[[str], None]) -> Iterator[Store]:
    """The store that was named, or the one beside the records of a folder."""
    if review.db is not None and review.folder is not None:
        raise UsageError("文件夹和 --db 只能给一个：文件夹用其中的记录，--db 用数据库。")
    if review.db is None and review.folder is None:
        raise UsageError("没有说复核什么：请给出 extractor run 写出记录的文件夹，或 --db 数据库。")
    if review.folder is not None and not review.folder.is_dir():
        raise UsageError(f"没有这个文件夹：{review.folder}。请核对路径；数据库请用 --db 给出。")
    with closing(open_store(review.db or str((review.folder or Path()) / _STORE))) as store:
        if review.folder is not None:
            found = take_in(review.folder, store)
            for line in found.lines():
                say(line)
        yield store


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """The address, taken before anything else is done. Raises UsageError where it is not to be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise UsageError(f"不能监听 {host}：{error.strerror}。请检查 --host。") from error
    with made:
        try:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(address)
            made.listen()
        except (OSError, OverflowError) as error:
            raise UsageError(f"不能监听 {host}:{port}：{error}。端口可能已被占用，请换一个 --port（0 为自动选取）。") from error
        yield made


def _names(review: Review) -> frozenset[str]:
    """The names that the server answers to: its own, and those it was told."""
    own = {socket.gethostname(), socket.getfqdn()} if review.token is not None else set()
    return LOOPBACK | own | {_bracketed(review.host)} | set(review.hosts)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _address(host: str, listening: socket.socket) -> str:
    """What to type into the browser: for every address of the machine, its name."""
    port = listening.getsockname()[1]
    return f"http://{socket.gethostname() if _is_any(host) else _bracketed(host)}:{port}/"


def _is_any(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
