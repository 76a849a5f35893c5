from __future__ import annotations

import pymupdf
import pytest

from golden.corpus import get_case
from golden.slim import slim

pytest.importorskip("fontTools", reason="pip install .[golden]")


def test_a_slim_copy_shows_the_same_and_is_smaller() -> None:
    source = get_case("own-two").source_pdf.read_bytes()
    made = slim(source)
    assert len(made) <= len(source)
    with pymupdf.open("pdf", source) as before, pymupdf.open("pdf", made) as after:
        assert [page.get_text("rawdict") for page in after] == [page.get_text("rawdict") for page in before]
        assert [page.get_pixmap().samples for page in after] == [page.get_pixmap().samples for page in before]


def test_slimming_again_changes_nothing() -> None:
    once = slim(get_case("own-two").source_pdf.read_bytes())
    assert slim(once) == once
