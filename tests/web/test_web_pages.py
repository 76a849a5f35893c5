"""The pages: for every kind of source and both languages they are whole, and hold nothing that a page of ours may not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.library import Library, library
from tests.web.markup import faults, parsed

KINDS = ("text", "word", "excel", "pdf")
TABS = ("todo", "findings", "changed", "all", "ledger")
LANGUAGES = ("zh", "en")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("library")
    with library(folder) as found:
        yield found


@pytest.fixture(autouse=True)
def _in_chinese(shelf: Library) -> None:
    shelf.client.cookies.clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address",
    ["/", "/?search=甲", "/?state=failed", "/?order=name&offset=50", "/failed", "/documents/{failed}"]
    + [f"/documents/{{{kind}}}?tab={tab}" for kind in KINDS for tab in TABS]
    + [
        "/documents/{pdf}?tab=all&show=blank",
        "/documents/{pdf}?tab=all&show=absent",
        "/documents/{pdf}?tab=all&sure=0.95&q=资金&left=1",
    ],
)
def test_a_page_is_whole(shelf: Library, address: str, language: str) -> None:
    shelf.client.cookies.set("language", language)
    page = shelf.page(address.format(**shelf.documents))
    assert faults(page) == []
    assert page.find("html")[0].attributes["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert len(page.find("h1")) == 1
    assert len(page.find("main", id="main")) == 1
    assert page.find("a", href="#main")
    assert all(table.find("th", scope="col") or table.find("th", scope="row") for table in page.find("table"))
    assert page.by_id("said") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_shown_with_its_place_and_what_can_be_decided(shelf: Library, kind: str) -> None:
    path = "forms[0].indicators[0].weight"
    page = shelf.page(shelf.address(kind, f"?tab=all&field={path}"))
    assert faults(page) == []
    panel = page.with_class("panel-body")[0]
    leaf = shelf.store.document(shelf.documents[kind]).record.forms[0].indicators[0].weight  # type: ignore[union-attr]
    assert panel.attributes["data-subject"] == path
    assert panel.attributes["data-follows"] == "0"
    assert leaf is not None
    assert panel.by_id("raw").flat == leaf.raw  # type: ignore[union-attr]
    marks = [
        mark
        for mark in page.with_class("mark")
        if path in (mark.attributes["data-field"], *mark.attributes.get("data-fields", "").split())
    ]
    assert marks
    assert bool(panel.with_class("crop")) == (kind == "pdf")
    assert bool(panel.with_class("excerpt")) == (kind != "pdf")
    actions = {button.attributes["data-action"] for button in panel.find("button") if "data-action" in button.attributes}
    assert actions == {"accept", "correct", "reject", "unreadable", "undo", "comment"}
    row = next(item for item in page.with_class("row") if item.attributes["data-field"] == path)
    assert row.find("a")[0].attributes["aria-current"] == "true"


@pytest.mark.parametrize("kind", KINDS)
def test_a_finding_is_shown_with_its_figures(shelf: Library, kind: str) -> None:
    record = shelf.store.document(shelf.documents[kind]).record  # type: ignore[union-attr]
    assert record is not None
    for finding in record.findings:
        page = shelf.page(shelf.address(kind, f"?tab=findings&finding={finding.id}"))
        panel = page.with_class("panel-body")[0]
        assert faults(page) == []
        assert finding.message in panel.text
        assert set(panel.attributes["data-paths"].split()) == {item.path for item in finding.evidence}
        actions = {button.attributes["data-action"] for button in panel.find("button") if "data-action" in button.attributes}
        assert actions == {"accept", "reject", "undo", "comment"}


@pytest.mark.parametrize(
    "part", ["list?tab=todo", "head", "panel?field=forms[0].title", "panel?finding=none", "panel", "page/1", "page/9"]
)
@pytest.mark.parametrize("kind", KINDS)
def test_a_part_is_a_part_of_the_page(shelf: Library, kind: str, part: str) -> None:
    made = shelf.page(shelf.address(kind, f"/parts/{part}"))
    assert faults(made) == []
    assert not made.find("html")


def test_the_box_of_a_value_is_where_the_value_is(shelf: Library) -> None:
    page = shelf.page(shelf.address("pdf", "?field=forms[0].indicators[0].weight"))
    record = shelf.store.document(shelf.documents["pdf"]).record  # type: ignore[union-attr]
    leaf = record.forms[0].indicators[0].weight  # type: ignore[union-attr]
    assert leaf is not None
    assert leaf.box is not None
    mark = page.find("a", data_field="forms[0].indicators[0].weight", tabindex="-1")[0].find("rect")[0].attributes
    x, y, width, height = (float(mark[name]) for name in ("x", "y", "width", "height"))
    assert x <= leaf.box[0] <= leaf.box[2] <= x + width
    assert y <= leaf.box[1] <= leaf.box[3] <= y + height
    crop = page.with_class("crop")[0]
    left, top, wide, high = map(float, crop.attributes["viewbox"].split())
    assert left <= leaf.box[0] <= leaf.box[2] <= left + wide
    assert top <= leaf.box[1] <= leaf.box[3] <= top + high


def test_every_check_of_the_ledger_is_named_with_what_came_of_it(shelf: Library) -> None:
    record = shelf.store.document(shelf.documents["pdf"]).record  # type: ignore[union-attr]
    page = shelf.page(shelf.address("pdf", "?tab=ledger"))
    ledger = page.with_class("ledger")[0]
    assert {item.flat for item in ledger.with_class("check-id")} == {row.check for row in record.ledger}  # type: ignore[union-attr]
    for status, name in (("pass", "相符"), ("fail", "不符")):
        count = sum(row.status == status for row in record.ledger)  # type: ignore[union-attr]
        assert f"{name} {count} 项" in ledger.text


def test_the_audit_sample_is_explained(shelf: Library) -> None:
    page = shelf.page(shelf.address("pdf"))
    told = page.with_class("explain")[0].flat
    drawn = [row for row in page.with_class("row") if "state-sample" in row.attributes["class"].split()]
    assert f"抽出 {len(drawn)} 个" in told
    assert "5%" in told
    assert "95%" in told


def test_a_document_that_failed_says_why(shelf: Library) -> None:
    for address in ("/", "/failed", "/documents/{failed}"):
        assert "打不开。请重新导出。" in shelf.page(address.format(**shelf.documents)).text


def test_on_to_the_next_document_that_waits(shelf: Library) -> None:
    waiting = [shelf.documents[kind] for kind in KINDS]
    seen = [waiting[0]]
    for _ in waiting[1:]:
        query = ",".join(one[:12] for one in seen)
        answer = shelf.client.get(
            f"/documents/{seen[-1]}/next?seen={query}", headers={"accept": "text/html"}, follow_redirects=False
        )
        assert answer.status_code == 303
        seen.append(answer.headers["location"].removeprefix("/documents/"))
    assert sorted(seen) == sorted(waiting)
    last = shelf.client.get(
        f"/documents/{seen[-1]}/next?seen={','.join(seen)}", headers={"accept": "text/html"}, follow_redirects=False
    )
    assert last.headers["location"] == "/"


@pytest.mark.parametrize("address", ["/documents/" + "0" * 64, "/nothing", "/documents/" + "0" * 64 + "/parts/panel"])
def test_what_is_not_there_is_said_on_a_page_of_ours(shelf: Library, address: str) -> None:
    page = shelf.page(address, 404)
    assert faults(page) == []
    assert page.find("a", href="/")


def test_pages_may_not_be_kept_and_may_not_run_anything_else(shelf: Library) -> None:
    answer = shelf.client.get("/", headers={"accept": "text/html"})
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert parsed(answer.text).find("script")
