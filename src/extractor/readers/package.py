"""Office files are zips of XML parts: unpacked within bounds and packed again as what they claimed to be, for libraries to read.

What a zip says of its sizes may be a lie, and what is in it a bomb, so every part is measured while it is read. Pictures, fonts,
macros and embedded files are emptied: none of them is read, and none costs anything.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import tostring

from defusedxml.ElementTree import fromstring

from extractor.errors import DamagedInputError, EncryptedInputError, TooLargeInputError
from extractor.readers.options import ReadOptions

__all__ = ["BROKEN_XML", "Package", "damaged", "open_package"]

_READ = (".xml", ".rels", ".vml")
_CHUNK = 1 << 16
_MOST_PARTS = 20_000
_SMALL = 10 << 20
"""Bytes: parts up to this size may shrink to anything; large ones of nothing but blanks are bombs."""

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""The namespaces of "strict" files say the same as those that all programs write."""

_VARIANTS = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""A template or a file with macros holds a document like any other."""

_TYPES = "[Content_Types].xml"

BROKEN_XML = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    OSError,
)
"""What zipfile, lxml, python-docx and openpyxl raise on files that are not what they should be."""


@dataclass(frozen=True, slots=True)
class Package:
    """The file, safe to read: parts of known size, without what is not read. `macros` and `embedded` say what was left out."""

    stream: io.BytesIO
    macros: bool = False
    embedded: int = 0

    @property
    def notes(self) -> list[str]:
        """What was left out, for a person."""
        notes = ["文件带有宏：宏未运行，也未读取"] if self.macros else []
        return notes + ([f"有 {self.embedded} 个嵌入的文件（如插入的 Excel 表），未读取"] if self.embedded else [])


def damaged(path: Path, what: str, error: BaseException) -> DamagedInputError:
    """The error for a file that a library could not read."""
    while error.__cause__ is not None:  # openpyxl wraps what went wrong
        error = error.__cause__
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return DamagedInputError(f"{path.name}：{what}已损坏，打不开。请用 Word / WPS / Excel 打开检查后另存，或重新下载。（{reason}）")


def open_package(path: Path, what: str, options: ReadOptions) -> Package:
    """The parts of `path` that are read. Raises an InputError for damage, encryption, and more than the bounds allow."""
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            return _packed(archive, path, options)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged(path, what, error) from error


def _packed(archive: zipfile.ZipFile, path: Path, options: ReadOptions) -> Package:
    entries = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if len(entries) > _MOST_PARTS:
        raise TooLargeInputError(f"{path.name}：压缩包里有 {len(entries)} 个部件，超过上限 {_MOST_PARTS}。请另存后再读取。")
    stream, room = io.BytesIO(), options.max_unpacked
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as target:
        for name, info in entries.items():
            data = _part(archive, info, room, path, options) if name.lower().endswith(_READ) else b""
            room -= len(data)
            data = _plain(name, data)
            target.writestr(name, _kept_relations(name, data, entries) if name.endswith(".rels") else data)
    stream.seek(0)
    lowered = [name.lower() for name in entries]
    return Package(stream, any("vbaproject.bin" in name for name in lowered), sum("/embeddings/" in name for name in lowered))


def _plain(name: str, data: bytes) -> bytes:
    """The part as the libraries know it."""
    data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    return _VARIANTS.sub(_WORD, data) if name == _TYPES else data


def _kept_relations(name: str, data: bytes, there: Container[str]) -> bytes:
    """Without what points to parts that are not there: office programs pass over it, the libraries do not."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (SyntaxError, ValueError):
        return data  # the library says what is wrong
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "").partition("#")[0])).lstrip("/")
        if relation.get("TargetMode") != "External" and target not in there:
            root.remove(relation)
    return tostring(root)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo, room: int, path: Path, options: ReadOptions) -> bytes:
    if info.flag_bits & 1:
        raise EncryptedInputError(f"{path.name}：文件有密码。请用密码打开后另存为不加密的文件，再读取。")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise zipfile.BadZipFile(f"compression {info.compress_type} of {info.filename}")
    with archive.open(info) as stream:
        data = _bounded(stream, room)
    if data is None:
        raise TooLargeInputError(
            f"{path.name}：解压后超过上限 {options.max_unpacked >> 20} MB，可能是恶意文件，未读取。请拆分后再读取。"
        )
    if len(data) > max(_SMALL, options.max_ratio * info.compress_size):
        raise TooLargeInputError(
            f"{path.name}：压缩比异常（{info.filename} 解压后是原来的 {len(data) // max(1, info.compress_size)} 倍），"
            "可能是恶意文件，未读取。请用 Word / WPS / Excel 打开后另存，再读取。"
        )
    return data


def _bounded(stream: IO[bytes], room: int) -> bytes | None:
    """All that the stream gives; None where that is more than `room`."""
    chunks = list[bytes]()
    while chunk := stream.read(_CHUNK):
        room -= len(chunk)
        if room < 0:
            return None
        chunks.append(chunk)
    return b"".join(chunks)
