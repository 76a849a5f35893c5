"""Exports over the web: the same files as `extractor export` writes, one by itself, several in a ZIP."""

from __future__ import annotations

import shutil
import tempfile
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from extractor.export import EXPORTS, Exported
from extractor.review import reviewed
from extractor.web.problems import Problem, ProblemBody
from extractor.web.services import Read, Services, ServicesOf
from extractor.web.session import VisitorOf

__all__ = ["router"]

router = APIRouter(prefix="/api/export", tags=["export"])

_ONE_AT_A_TIME = threading.Lock()
_STAMP = (1980, 1, 1, 0, 0, 0)
"""Of the files in a ZIP: the same documents give the same bytes."""


@router.get(
    "/{kind}",
    response_class=FileResponse,
    summary="导出",
    responses={200: {"description": "一个文件，或装有几个文件的 ZIP"}, 404: {"model": ProblemBody}, 409: {"model": ProblemBody}},
)
def export(
    request: Request,
    services: ServicesOf,
    visitor: VisitorOf,
    kind: str,
    sha256: Annotated[list[str] | None, Query(description="只导出这些文件；不给则导出全部读成的文件")] = None,
) -> FileResponse:
    """导出复核后的记录：xlsx、csv、json、html（报告）、checklist（检查表）、log（决定记录）。同样的记录和决定给出同样的内容。"""
    writer = EXPORTS.get(kind)
    if writer is None:
        raise Problem(404, f"没有“{kind}”这种导出", f"可用的有：{'、'.join(EXPORTS)}")
    address = str(request.base_url).rstrip("/")
    documents = [services.read(name) for name in sha256] if sha256 else None
    folder = Path(tempfile.mkdtemp(prefix="extractor-export-"))
    try:
        with _ONE_AT_A_TIME:
            made = writer(_exported(services, documents, address), folder, language=visitor.language)
        path = _one_file(made, folder, kind)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return FileResponse(path, filename=path.name, background=BackgroundTask(shutil.rmtree, folder, ignore_errors=True))


def _exported(services: Services, documents: Sequence[Read] | None, address: str) -> Iterator[Exported]:
    """One document after another: all of them do not fit into memory."""
    for read in _all(services) if documents is None else documents:
        stored = read.stored
        made = reviewed(read.record, stored.log, services.profile)
        yield Exported(stored.name, services.store.file(stored.sha256), made, f"{address}/documents/{stored.sha256}")


def _all(services: Services) -> Iterator[Read]:
    for stored in services.store.each():
        if stored.record is not None and stored.record_sha256 is not None:
            yield Read(stored, stored.record, stored.record_sha256)


def _one_file(made: Sequence[Path], folder: Path, kind: str) -> Path:
    if not made:
        raise Problem(404, "没有可以导出的文件", "请先读取文件：extractor run 文件 --db 数据库，或在首页上传")
    if len(made) == 1:
        return made[0]
    path = folder / f"extractor-{kind}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in made:
            entry = zipfile.ZipInfo(str(file.relative_to(folder)), _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return path
