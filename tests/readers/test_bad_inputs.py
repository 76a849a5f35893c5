"""Files that cannot be read: a clear message each, in bounded time and memory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image, ImageFile

from extractor.errors import (
    DamagedInputError,
    EmptyInputError,
    EncryptedInputError,
    InputError,
    MissingInputError,
    TooLargeInputError,
    UnsupportedInputError,
)
from extractor.readers import ReadOptions, read

from .samples import form_pdf, grids, new_page


def png_header(width: int, height: int) -> bytes:
    """A PNG of this size whose pixels would be a bomb: only the header is honest."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" * (width + 1) * min(height, 100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def zipped(path: Path, name: str) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")


def ole(stream: str = "") -> Callable[[Path], object]:
    """A file as of old Office programs, with a stream of that name."""
    directory = f"{stream}\0".encode("utf-16-le") if stream else b""
    return lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + directory)


def encrypted(path: Path) -> None:
    with pymupdf.open() as document:
        new_page(document)
        document.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner")


def truncated(path: Path) -> None:
    data = form_pdf(path).read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


def many_pages(path: Path, count: int = 10_000) -> None:
    with pymupdf.open() as document:
        for _ in range(count):
            new_page(document)
        document.save(path)


def bomb_in_pdf(path: Path) -> None:
    with pymupdf.open() as document:
        page = new_page(document)
        page.insert_image(page.rect, stream=png_header(40, 40).replace(struct.pack(">II", 40, 40), struct.pack(">II", 40, 40)))
        xref = page.get_images()[0][0]
        document.xref_set_key(xref, "Width", "30000")
        document.xref_set_key(xref, "Height", "30000")
        document.save(path)


def large_tiff(path: Path) -> None:
    small, large = Image.new("1", (100, 100), 1), Image.new("1", (12_000, 11_000), 1)
    small.save(path, format="TIFF", save_all=True, append_images=[large], compression="group4")


def cut_image(path: Path) -> None:
    Image.effect_noise((400, 400), 60).save(path, format="PNG")
    path.write_bytes(path.read_bytes()[:20_000])


def no_pages(path: Path) -> None:
    body = [b"%PDF-1.4\n", b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"]
    offsets = [len(body[0]), len(body[0] + body[1])]
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(b"".join(body))
    tail = b"xref\n0 3\n0000000000 65535 f \n" + table + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF" % start
    path.write_bytes(b"".join(body) + tail)


MADE = {
    "encrypted PDF": (encrypted, EncryptedInputError, "密码"),
    "truncated PDF": (truncated, DamagedInputError, "损坏"),
    "10,000 pages": (many_pages, TooLargeInputError, "10000 页"),
    "a huge image in a PDF": (bomb_in_pdf, TooLargeInputError, "30000×30000"),
    "PDF without pages": (no_pages, EmptyInputError, "没有页面"),
    "PDF in name only": (lambda path: path.write_bytes(b"%PDF-1.7 nothing"), DamagedInputError, "损坏"),
    "30,000 × 30,000 image": (lambda path: path.write_bytes(png_header(30_000, 30_000)), TooLargeInputError, "30000×30000"),
    "a huge second page of a TIFF": (large_tiff, TooLargeInputError, "第 2 页"),
    "truncated image": (cut_image, DamagedInputError, "损坏"),
    "image in name only": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n"), DamagedInputError, "损坏"),
    "no bytes": (lambda path: path.write_bytes(b""), EmptyInputError, "0 字节"),
    "a folder": (lambda path: path.mkdir(), UnsupportedInputError, "文件夹"),
    "nothing there": (lambda _: None, MissingInputError, "不存在"),
    "Word in name only": (lambda path: zipped(path, "word/document.xml"), DamagedInputError, "Word 文档已损坏"),
    "Excel in name only": (lambda path: zipped(path, "xl/workbook.xml"), DamagedInputError, "Excel 工作簿已损坏"),
    "binary Excel": (lambda path: zipped(path, "xl/workbook.bin"), UnsupportedInputError, "xlsb.*另存为 xlsx"),
    "slides": (lambda path: zipped(path, "ppt/presentation.xml"), UnsupportedInputError, "pptx.*PDF"),
    "OpenDocument": (lambda path: zipped(path, "content.xml"), UnsupportedInputError, "odt.*另存为 docx"),
    "OFD": (lambda path: zipped(path, "OFD.xml"), UnsupportedInputError, "OFD.*PDF"),
    "zip": (lambda path: zipped(path, "a.txt"), UnsupportedInputError, "解压"),
    "a broken zip": (lambda path: path.write_bytes(b"PK\x03\x04" + b"\0" * 50), UnsupportedInputError, "ZIP"),
    "old Office": (ole(), UnsupportedInputError, "旧版 Office"),
    "old Word": (
        ole("WordDocument"),
        UnsupportedInputError,
        "doc、wps.*另存为 docx.*soffice --headless --convert-to docx input.bin",
    ),
    "old Excel": (ole("Workbook"), UnsupportedInputError, "xls、et.*另存为 xlsx.*soffice --headless --convert-to xlsx input.bin"),
    "old slides": (ole("PowerPoint Document"), UnsupportedInputError, "ppt.*PDF"),
    "encrypted Office": (ole("EncryptedPackage"), EncryptedInputError, "密码"),
    "Word of 2003 as XML": (lambda path: path.write_bytes(b"<?xml version='1.0'?><w/>"), UnsupportedInputError, "另存为 docx"),
    "an archived web page": (lambda path: path.write_bytes(b"MIME-Version: 1.0\n"), UnsupportedInputError, "mht.*docx"),
    "a web page": (lambda path: path.write_bytes(b"<!DOCTYPE html><p>x"), UnsupportedInputError, "PDF"),
    "RTF": (lambda path: path.write_bytes(rb"{\rtf1 x}"), UnsupportedInputError, "RTF.*另存为 docx"),
    "GIF": (lambda path: path.write_bytes(b"GIF89a" + b"\0" * 20), UnsupportedInputError, "PNG"),
}


@pytest.mark.parametrize("case", MADE)
def test_bad_input(case: str, tmp_path: Path) -> None:
    make, error, message = MADE[case]
    path = tmp_path / "input.bin"
    make(path)
    with pytest.raises(error, match=message) as raised:
        read(path)
    assert "input.bin" in str(raised.value)


BOUNDS = [
    (ReadOptions(max_bytes=100), TooLargeInputError),
    (ReadOptions(max_pages=1), TooLargeInputError),
]


@pytest.mark.parametrize(("options", "error"), BOUNDS)
def test_bounds_are_the_callers(options: ReadOptions, error: type[InputError], tmp_path: Path) -> None:
    with pytest.raises(error):
        read(form_pdf(tmp_path / "form.pdf", pages=2), options=options)


def test_a_repaired_file_is_read_on_request(tmp_path: Path) -> None:
    path = form_pdf(tmp_path / "form.pdf")
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"xref")])  # the page is whole, only the table of contents is lost
    with pytest.raises(DamagedInputError):
        read(path)
    assert grids(read(path, options=ReadOptions(accept_repaired=True)))


def test_a_damaged_page_is_not_read_in_part(tmp_path: Path) -> None:
    path = form_pdf(tmp_path / "form.pdf")
    with pymupdf.open(path) as document:
        (xref,) = document[0].get_contents()[:1]
        document.update_stream(xref, document.xref_stream(xref), compress=True)
        document.save(tmp_path / "packed.pdf", deflate=True)
    data = bytearray((tmp_path / "packed.pdf").read_bytes())
    at = data.index(b"FlateDecode")
    start = data.index(b"stream", at) + 200
    data[start : start + 8] = b"\xff\x00\xff\x00\xff\x00\xff\x00"
    path.write_bytes(data)
    with pytest.raises(DamagedInputError, match="第 1 页"):
        read(path)


def test_the_extension_may_lie(tmp_path: Path) -> None:
    path = form_pdf(tmp_path / "form.pdf").rename(tmp_path / "form.txt")
    assert grids(read(path))


def test_a_cut_image_is_damaged_whatever_other_libraries_allow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    path = tmp_path / "input.png"
    cut_image(path)
    with pytest.raises(DamagedInputError, match="损坏"):
        read(path)
