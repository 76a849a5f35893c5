"""What a file is, by its first bytes: an extension may lie."""

from __future__ import annotations

import zipfile
from enum import Enum
from pathlib import Path

from extractor.errors import UnsupportedInputError

__all__ = ["Kind", "kind_of"]

_SAVE_AS = "请用 Word / WPS / Excel 打开后另存为 PDF，再读取"
_IMAGE = "请转换为 PNG、JPEG、TIFF 或 PDF 后再读取"


class Kind(Enum):
    """The kinds that have a reader."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"


_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")

_UNSUPPORTED: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（doc/xls/ppt/wps）", _SAVE_AS),
    (b"{\\rtf", "RTF 文件", _SAVE_AS),
    (b"GIF8", "GIF 图片", _IMAGE),
    (b"BM", "BMP 图片", _IMAGE),
    (b"RIFF", "WebP 图片或音视频文件", _IMAGE),
    (b"\x00\x00\x00\x0cjP", "JPEG 2000 图片", _IMAGE),
    (b"Rar!", "RAR 压缩包", "请解压后逐个读取"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请解压后逐个读取"),
    (b"\x1f\x8b", "gzip 压缩包", "请解压后逐个读取"),
    (b"\x7fELF", "可执行文件", "请检查是否选错了文件"),
    (b"MZ", "可执行文件", "请检查是否选错了文件"),
    (b"<!doctype html", "网页", "请用浏览器打开后打印为 PDF，再读取"),
    (b"<html", "网页", "请用浏览器打开后打印为 PDF，再读取"),
)
"""First bytes (in lower case where they are letters of a text format), what it is, what to do."""

_ZIPPED: tuple[tuple[str, str, str], ...] = (
    ("word/", "Word 文档（docx）", _SAVE_AS),
    ("xl/", "Excel 工作簿（xlsx）", _SAVE_AS),
    ("ppt/", "演示文稿（pptx）", _SAVE_AS),
    ("OFD.xml", "OFD 版式文件", "请用 OFD 阅读器打开后另存为或打印为 PDF，再读取"),
    ("", "ZIP 压缩包", "请解压后逐个读取"),
)
"""A name inside the archive, what it is, what to do; the last row takes the rest."""


def kind_of(path: Path, head: bytes) -> Kind:
    """The kind of the file that begins with `head`. Raises UnsupportedInputError naming the way out."""
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(_IMAGES):
        return Kind.IMAGE
    if head.startswith(b"PK\x03\x04"):
        raise _unsupported(path, *_zipped(path))
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise _unsupported(path, "HEIC/AVIF 图片", _IMAGE)
    lowered = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:16].lower()
    for magic, what, remedy in _UNSUPPORTED:
        if head.startswith(magic) or lowered.startswith(magic):
            raise _unsupported(path, what, remedy)
    return Kind.TEXT


def _unsupported(path: Path, what: str, remedy: str) -> UnsupportedInputError:
    return UnsupportedInputError(f"{path.name}：是{what}，暂不能直接读取。{remedy}。")


def _zipped(path: Path) -> tuple[str, str]:
    """What kind of zip it is, by the names it lists; a broken directory still is a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        names = []
    return next((what, remedy) for start, what, remedy in _ZIPPED if not start or any(n.startswith(start) for n in names))
