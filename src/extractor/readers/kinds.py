"""What a file is, by its first bytes: an extension may lie."""

from __future__ import annotations

import mmap
import zipfile
from enum import Enum
from pathlib import Path

from extractor.errors import EncryptedInputError, InputError, UnsupportedInputError

__all__ = ["Kind", "kind_of"]

_TO_PDF = "请用相应的软件打开后另存为 PDF，再读取"
_IMAGE = "请转换为 PNG、JPEG、TIFF 或 PDF 后再读取"
_UNPACK = "请解压后逐个读取"


def _save_as(suffix: str, program: str) -> str:
    """What to do with a file that an office program can save anew."""
    command = f"soffice --headless --convert-to {suffix} {{name}}"
    return f"请用 {program} 打开后另存为 {suffix} 或 PDF，再读取；也可用 LibreOffice 转换：{command}"


_TO_WORD = _save_as("docx", "Word / WPS")
_TO_EXCEL = _save_as("xlsx", "Excel / WPS")


class Kind(Enum):
    """The kinds that have a reader."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    WORD = "word"
    EXCEL = "excel"


_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")

_UNSUPPORTED: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "RTF 文件", _TO_WORD),
    (b"GIF8", "GIF 图片", _IMAGE),
    (b"BM", "BMP 图片", _IMAGE),
    (b"RIFF", "WebP 图片或音视频文件", _IMAGE),
    (b"\x00\x00\x00\x0cjP", "JPEG 2000 图片", _IMAGE),
    (b"Rar!", "RAR 压缩包", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", _UNPACK),
    (b"\x1f\x8b", "gzip 压缩包", _UNPACK),
    (b"\x7fELF", "可执行文件", "请检查是否选错了文件"),
    (b"MZ", "可执行文件", "请检查是否选错了文件"),
    (b"<!doctype html", "网页", "请用浏览器打开后打印为 PDF，再读取"),
    (b"<?xml", "XML 文件（如 Word / Excel 2003 XML）", "请用 Word / Excel / WPS 打开后另存为 docx、xlsx 或 PDF，再读取"),
    (b"mime-version:", "网页归档（mht）", "请用 Word / WPS 打开后另存为 docx 或 PDF，再读取"),
    (b"<html", "网页", "请用浏览器打开后打印为 PDF，再读取"),
)
"""First bytes (in lower case where they are letters of a text format), what it is, what to do."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STREAMS: tuple[tuple[str, str, str], ...] = (
    ("WordDocument", "旧版 Word / WPS 文字文件（doc、wps）", _TO_WORD),
    ("Workbook", "旧版 Excel / WPS 表格文件（xls、et）", _TO_EXCEL),
    ("Book", "旧版 Excel 文件（xls）", _TO_EXCEL),
    ("PowerPoint Document", "旧版演示文稿（ppt、dps）", _TO_PDF),
    ("", "旧版 Office 文件（doc、xls、wps、et 等）", _TO_WORD),
)
"""A stream of an OLE container, what it is, what to do; the last row takes the rest."""

_ENCRYPTED = "EncryptedPackage"

_ZIPPED: tuple[tuple[str, Kind | tuple[str, str]], ...] = (
    ("OFD.xml", ("OFD 版式文件", "请用 OFD 阅读器（数科、福昕、WPS）打开后另存为或打印为 PDF，再读取")),
    ("word/document.xml", Kind.WORD),
    ("xl/workbook.xml", Kind.EXCEL),
    ("xl/workbook.bin", ("Excel 二进制工作簿（xlsb）", _TO_EXCEL)),
    ("word/", Kind.WORD),
    ("xl/", Kind.EXCEL),
    ("ppt/", ("演示文稿（pptx）", _TO_PDF)),
    (
        "content.xml",
        ("OpenDocument 文件（odt、ods）", "请用 LibreOffice / WPS 打开后另存为 docx（文档）、xlsx（表格）或 PDF，再读取"),
    ),
    ("", ("ZIP 压缩包", _UNPACK)),
)
"""How a name inside the archive begins, what the file is, what to do; the last row takes the rest."""


def kind_of(path: Path, head: bytes) -> Kind:
    """The kind of the file that begins with `head`. Raises an InputError naming the way out."""
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(_IMAGES):
        return Kind.IMAGE
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(_OLE):
        raise _legacy(path)
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise _unsupported(path, "HEIC/AVIF 图片", _IMAGE)
    lowered = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:16].lower()
    for magic, what, remedy in _UNSUPPORTED:
        if head.startswith(magic) or lowered.startswith(magic):
            raise _unsupported(path, what, remedy)
    return Kind.TEXT


def _unsupported(path: Path, what: str, remedy: str) -> UnsupportedInputError:
    return UnsupportedInputError(f"{path.name}：是{what}，暂不能直接读取。{remedy.replace('{name}', path.name)}。")


def _legacy(path: Path) -> InputError:
    """What an OLE container is, by the names of its streams: also what encrypted new files are wrapped in."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _has_stream(content, _ENCRYPTED):
            return EncryptedInputError(f"{path.name}：文件有打开密码。请用密码打开并取消加密后另存，再读取。")
        what, remedy = next((what, remedy) for stream, what, remedy in _STREAMS if not stream or _has_stream(content, stream))
    return _unsupported(path, what, remedy)


def _has_stream(content: mmap.mmap, name: str) -> bool:
    """Whether the directory names such a stream: the name in UTF-16, ended by a zero."""
    return content.find(f"{name}\0".encode("utf-16-le")) >= 0


def _zipped(path: Path) -> Kind:
    """What kind of zip it is, by the names it lists. A zip cut short has lost its list, but still begins with its first part."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError):
        names = []
        with path.open("rb") as file:
            head = file.read(1 << 20)
        names = [start for start, _ in _ZIPPED if start and start.encode() in head]
    found = next(found for start, found in _ZIPPED if any(name.startswith(start) for name in [*names, ""]))
    if isinstance(found, Kind):
        return found
    raise _unsupported(path, *found)
