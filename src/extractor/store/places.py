"""Where a store is: the database, and beside it the folder of the kept sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from extractor.errors import UsageError
from extractor.store.dialects import is_sqlite_file

__all__ = ["Place", "made_ready", "place_of"]


@dataclass(frozen=True, slots=True)
class Place:
    """A database file and the folder that belongs to it."""

    path: Path

    @property
    def url(self) -> URL:
        """For SQLAlchemy."""
        return URL.create("sqlite", database=str(self.path))

    @property
    def files(self) -> Path:
        """The folder of the kept sources."""
        return self.path.with_name(f"{self.path.name}.files")


def place_of(url: str) -> Place:
    """What a URL or a plain path means. Raises UsageError for what is neither, and for other databases than SQLite."""
    if "://" not in url:
        return _place(url, url)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"数据库地址 {url} 不合格式。请写 sqlite:///文件.db，或直接写文件路径。") from error
    if parsed.get_backend_name() != "sqlite":
        raise UsageError(f"目前只支持 SQLite，不支持 {parsed.get_backend_name()}。请写 sqlite:///文件.db，或直接写文件路径。")
    return _place(parsed.database or "", url)


def _place(path: str, said: str) -> Place:
    if path in ("", ":memory:") or path.startswith("file:"):
        raise UsageError(f"数据库必须是一个文件，而 {said or '（空）'} 不是。请写 sqlite:///文件.db，或直接写文件路径。")
    return Place(Path(path))


def made_ready(place: Place, *, create: bool) -> None:
    """Sees to it that a database can be opened there. Raises UsageError otherwise; what else stands there is not touched."""
    path = place.path
    try:
        if not path.exists():
            if not create:
                raise UsageError(f"没有这个数据库：{path}。请先用 extractor run … --db {path} 建立，或核对路径。")
            path.parent.mkdir(parents=True, exist_ok=True)
        elif path.is_dir():
            raise UsageError(f"{path} 是文件夹，不是数据库文件。请给出文件路径，如 {path / 'review.db'}。")
        elif not is_sqlite_file(path):
            raise UsageError(f"{path} 不是 SQLite 数据库，没有改动它。请换一个路径。")
    except OSError as error:
        raise UsageError(f"打不开数据库 {path}：{error.strerror}。请核对路径和权限。") from error
