"""What a document says is shown as text, however hostile, and however long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.library import FORMULA, HOSTILE, LONG, ORDER, Library, library
from tests.web.markup import faults

OFFICE = ("text", "word", "excel")
LARGEST = 150_000


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    with library(folder) as found:
        yield found


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("text", [HOSTILE, FORMULA, ORDER])
def test_it_is_shown_as_it_stands_there(shelf: Library, kind: str, text: str) -> None:
    page = shelf.page(shelf.address(kind, "?tab=all"))
    assert faults(page) == []
    source = page.by_id("viewer")
    assert source is not None
    assert text in source.text


@pytest.mark.parametrize("kind", OFFICE)
def test_markup_in_a_name_runs_nowhere(shelf: Library, kind: str) -> None:
    for rest in (
        "?tab=all&field=forms[0].project_name",
        "/text?field=forms[0].project_name",
        "/parts/panel?field=forms[0].project_name",
    ):
        page = shelf.page(shelf.address(kind, rest))
        assert faults(page) == []
        assert HOSTILE in page.text


def test_a_hostile_file_name_and_reason_are_text(shelf: Library) -> None:
    for address in ("/", "/failed", f"/documents/{shelf.documents['failed']}"):
        page = shelf.page(address)
        assert faults(page) == []
        assert "<script>alert('x')</script>" in page.text


@pytest.mark.parametrize(
    "query", ["q=%3Cscript%3Ealert(1)%3C/script%3E", "q=%22%3E%3Cb%3E&sure=%22", "field=%3Cb%3E&finding=%22%27"]
)
def test_what_an_address_says_is_text_too(shelf: Library, query: str) -> None:
    assert faults(shelf.page(shelf.address("text", f"?tab=all&{query}"))) == []


@pytest.mark.parametrize("kind", ["text", "word"])
def test_a_hundred_thousand_characters_are_cut_and_all_of_them_within_reach(shelf: Library, kind: str) -> None:
    record = shelf.store.document(shelf.documents[kind]).record  # type: ignore[union-attr]
    long = next(
        f"forms[0].narratives[{number}].text"
        for number, item in enumerate(record.forms[0].narratives)  # type: ignore[union-attr]
        if item.text and len(item.text.raw) > 50_000
    )
    for rest in (f"?tab=all&field={long}", f"/parts/panel?field={long}", "/parts/page/1", "/parts/list?tab=all"):
        part = shelf.page(shelf.address(kind, rest))
        assert len(part.text) < LARGEST
        ends = [item for item in part.all() if "到头了" in "".join(child for child in item.children if isinstance(child, str))]
        assert {item.attributes.get("id") for item in ends} <= {"entry-new"}, "the whole text is for correcting it only"
    page = shelf.page(shelf.address(kind, f"?tab=all&field={long}"))
    panel = page.by_id("raw")
    assert panel is not None
    links = [link.attributes["href"] for place in (panel, page.by_id("viewer")) for link in place.with_class("more")]  # type: ignore[union-attr]
    assert len(links) == 2
    for link in links:
        assert LONG in shelf.page(link).with_class("full-text")[0].text
