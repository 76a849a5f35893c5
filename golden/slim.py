"""A printed PDF with only the glyphs it shows: a font whose glyphs keep their numbers holds tables for all the others too."""

from __future__ import annotations

import io

import pymupdf

__all__ = ["slim"]


def slim(pdf: bytes) -> bytes:
    """The same pages, every CJK font cut down to a bare CID-keyed CFF of the glyphs that are drawn."""
    with pymupdf.open("pdf", pdf) as document:
        drawn = _drawn(document)
        for descriptor, stream in _fonts(document):
            name = document.xref_get_key(descriptor, "FontName")[1].lstrip("/").rpartition("+")[2]
            document.update_stream(stream, _bare(document.xref_stream(stream), drawn[name]), compress=True)
            # bare, its glyphs go by their CID and no longer by their place, so that they may be renumbered
            document.xref_set_key(stream, "Subtype", "/CIDFontType0C")
        made: bytes = document.tobytes(garbage=3, deflate=True, use_objstms=1, no_new_id=True)
    return made


def _drawn(document: pymupdf.Document) -> dict[str, set[int]]:
    """The glyph numbers of each font, by the font's name."""
    found: dict[str, set[int]] = {}
    for page in document:
        for piece in page.get_texttrace():
            found.setdefault(piece["font"].rpartition("+")[2], set()).update(char[1] for char in piece["chars"])
    return found


def _fonts(document: pymupdf.Document) -> list[tuple[int, int]]:
    """The descriptor and the stream of each embedded OpenType font."""
    found = []
    for number in range(1, document.xref_length()):
        kind, value = document.xref_get_key(number, "FontFile3")
        stream = int(value.split()[0]) if kind == "xref" else 0
        if stream and document.xref_get_key(stream, "Subtype")[1] == "/OpenType":
            found.append((number, stream))
    return found


def _bare(font: bytes, glyphs: set[int]) -> bytes:
    """Its CFF table with these glyphs."""
    from fontTools import subset  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with WeasyPrint, an optional extra
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    opened = TTFont(io.BytesIO(font), recalcTimestamp=False)
    options = subset.Options(desubroutinize=True, layout_features=[], notdef_outline=True, hinting=False)
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(gids=sorted(glyphs))
    cutter.subset(opened)
    table: bytes = opened.getTableData("CFF ")
    return table
