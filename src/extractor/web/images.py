"""Pages as pictures: drawn once from the kept file, then kept on disk beside the database."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Annotated, Any, cast

import diskcache
from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi import Path as InPath

from extractor.errors import UsageError
from extractor.readers.pictures import has_pictures, pictures_of
from extractor.store import Store
from extractor.web.problems import Problem

__all__ = ["WIDTHS", "PageImages", "router"]

WIDTHS = (400, 800, 1200, 1600, 2400)
"""Pixels: pictures are made in these widths only, so that nobody fills the disk by asking for every other one."""

_DRAWN = 1
"""To be raised when pages are drawn in another way."""

_LIMIT = 2 << 30
"""Bytes that are kept; beyond that the pictures looked at longest ago go."""

_FOREVER = "private, max-age=31536000, immutable"

router = APIRouter(tags=["documents"])


class PageImages:
    """The pictures of kept files. A picture is kept whole or not at all: its row is written after it."""

    def __init__(self, store: Store, folder: Path, limit: int = _LIMIT) -> None:
        self._store = store
        self._drawing = threading.Lock()
        try:
            self._kept = diskcache.Cache(str(folder), size_limit=limit, eviction_policy="least-recently-used")
        except OSError as error:
            raise UsageError(f"不能写入页面图像的文件夹 {folder}：{error.strerror}。请检查磁盘和权限。") from error

    def close(self) -> None:
        """Closes the files."""
        self._kept.close()

    def source(self, sha256: str) -> Path:
        """The kept file of a document. Raises Problem."""
        path = self._store.file(sha256)
        if path is None:
            raise Problem(404, "没有保存原件，不能显示页面", "请把原件再读取一次：extractor run 原件 --db 数据库")
        return path

    def has_pictures(self, sha256: str) -> bool:
        """Whether the document has pages to look at; text, Word and Excel have lines and cells instead."""
        path = self._store.file(sha256)
        return path is not None and has_pictures(path)

    def size(self, sha256: str, page: int) -> tuple[float, float]:
        """Width and height of a page in points: the space in which the boxes of its values are."""
        key = f"{sha256}/{page}/size/{_DRAWN}"
        kept = self._kept.get(key)
        if kept is None:
            with pictures_of(self.source(sha256)) as pictures:
                kept = json.dumps(pictures.size(page))
            self._kept.set(key, kept)
        width, height = json.loads(cast(str, kept))
        return width, height

    def png(self, sha256: str, page: int, width: int) -> bytes:
        """The picture of a page, in the next of the widths."""
        wide = _at_least(width)
        key = f"{sha256}/{page}/{wide}/{_DRAWN}"
        kept: Any = self._kept.get(key)
        if kept is None:
            with self._drawing:  # of several who ask for a page at once one draws it
                kept = self._kept.get(key)
                if kept is None:
                    kept = self._drawn(sha256, page, wide, key)
        return cast(bytes, kept)

    def _drawn(self, sha256: str, page: int, width: int, key: str) -> bytes:
        with pictures_of(self.source(sha256)) as pictures:
            made = pictures.page(page, width)
        self._kept.set(key, made)
        return made


def _at_least(width: int) -> int:
    """The smallest width that is as wide, else the largest."""
    return next((known for known in WIDTHS if known >= width), WIDTHS[-1])


def _images(request: Request) -> PageImages:
    return cast(PageImages, request.app.state.services.images)


@router.get(
    "/documents/{sha256}/pages/{page}.png",
    response_class=Response,
    responses={
        200: {"content": {"image/png": {}}, "description": "页面的图像"},
        404: {"description": "没有这一页，或原件没有保存"},
    },
    summary="一页的图像",
)
def page_png(
    request: Request,
    images: Annotated[PageImages, Depends(_images)],
    sha256: Annotated[str, InPath(pattern=r"^[0-9a-f]{64}$", description="文件内容的 sha256")],
    page: Annotated[int, InPath(ge=1, le=100_000, description="页码，从 1 起")],
    width: Annotated[
        int, Query(ge=1, le=10_000, description=f"宽（像素），取不小于它的 {'、'.join(map(str, WIDTHS))} 之一")
    ] = 1200,
) -> Response:
    """页面以 PNG 给出，与记录中的位置（PDF 点）一致。同一网址的内容永不改变。"""
    tag = f'"{sha256[:16]}-{page}-{_at_least(width)}-{_DRAWN}"'
    headers = {"ETag": tag, "Cache-Control": _FOREVER}
    if tag in (given.strip() for given in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(images.png(sha256, page, width), media_type="image/png", headers=headers)
