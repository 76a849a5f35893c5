"""What the pages show once something is decided: the state, the trail, what closed, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.markup import Element, faults, parsed
from tests.web.served import PATH, READ, TRUE, Served, served


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path / "app") as found:
        yield found


def _page(app: Served, rest: str = "") -> Element:
    answer = app.client.get(f"/documents/{app.sha256}{rest}", headers={"accept": "text/html"})
    assert answer.status_code == 200, answer.text[:300]
    page = parsed(answer.text)
    assert faults(page) == []
    return page


def _panel(app: Served, query: str = f"field={PATH}") -> Element:
    return _page(app, f"/parts/panel?{query}").with_class("panel-body")[0]


def _count(app: Served, name: str) -> int:
    return int(next(item.flat for item in _page(app).find("dd") if item.attributes.get("data-count") == name))


def _row(app: Served, tab: str = "todo") -> Element:
    return next(row for row in _page(app, f"?tab={tab}").with_class("row") if row.attributes.get("data-field") == PATH)


def _undo(panel: Element) -> Element:
    return panel.find("button", data_action="undo")[0]


def test_a_doubtful_value_waits_and_a_decided_one_does_not(app: Served) -> None:
    assert _row(app).attributes["data-left"] == "1"
    assert "存疑" in _row(app).flat
    assert "disabled" in _undo(_panel(app)).attributes
    before = _count(app, "doubtful")
    assert app.decide(action="accept", new=None).status_code == 201
    assert _row(app).attributes["data-left"] == "0"
    assert "已确认" in _row(app).flat
    assert "disabled" not in _undo(_panel(app)).attributes
    assert _count(app, "doubtful") == before - 1
    assert _count(app, "decided") == 1


def test_a_correction_shows_its_trail_and_what_it_closed(app: Served) -> None:
    findings = {row.attributes["data-finding"] for row in _page(app, "?tab=findings").with_class("is-finding")}
    answer = app.decide(why="第1页写得清楚").json()
    closed = [finding["message"] for finding in answer["changes"]["closed"]]
    assert closed
    panel = _panel(app)
    assert panel.attributes["data-follows"] == str(answer["decision"]["number"])
    assert panel.attributes["data-raw"] == TRUE
    history = panel.with_class("history")[0].flat
    assert "甲 更正" in history
    assert f"“{READ}” 改为 “{TRUE}”" in history
    assert "第1页写得清楚" in history
    assert READ in panel.find("s")[0].flat
    changed = _page(app, "?tab=changed")
    assert "已更正" in next(row for row in changed.with_class("row") if row.attributes.get("data-field") == PATH).flat
    moved = changed.with_class("moved")[0].text
    assert all(message[:60] in moved for message in closed)
    assert {row.attributes["data-finding"] for row in _page(app, "?tab=findings").with_class("is-finding")} < findings


def test_a_finding_that_was_closed_is_said_to_be_gone(app: Served) -> None:
    name = next(row.attributes["data-finding"] for row in _page(app, "?tab=findings").with_class("is-finding"))
    assert _panel(app, f"finding={name}").attributes["data-target"] == "finding"
    assert "已经不在" in _panel(app, "finding=none").flat


def test_an_undone_decision_stays_in_the_trail(app: Served) -> None:
    first = app.decide().json()["decision"]["number"]
    second = app.decide(action="undo", new=None, follows=first).json()["decision"]["number"]
    panel = _panel(app)
    assert panel.attributes["data-follows"] == str(second)
    assert [item.attributes["data-number"] for item in panel.find("li") if "data-number" in item.attributes] == [
        str(second),
        str(first),
    ]
    assert "disabled" in _undo(panel).attributes
    assert _row(app).attributes["data-left"] == "1"


def test_a_confirmed_finding_settles_the_fields_that_only_it_speaks_of(app: Served) -> None:
    page = _page(app, "?tab=findings")
    for row in page.with_class("is-finding"):
        answer = app.decide(target="finding", subject=row.attributes["data-finding"], action="accept", new=None)
        assert answer.status_code == 201
    assert all("属实" in row.flat for row in _page(app, "?tab=findings").with_class("is-finding"))
    waiting = [row for row in _page(app).with_class("row") if row.attributes["data-left"] == "1"]
    assert not [row for row in waiting if "state-finding" in row.attributes["class"].split()]


def test_a_finished_review_is_shown_in_the_queue_and_can_be_opened_again(app: Served) -> None:
    assert _page(app).by_id("complete") is not None
    answer = app.decide(target="document", subject="", action="accept", new=None)
    assert answer.status_code == 201
    page = _page(app)
    assert page.by_id("complete") is None
    assert page.by_id("reopen") is not None
    assert page.with_class("document-head")[0].attributes["data-follows"] == str(answer.json()["decision"]["number"])
    queue = parsed(app.client.get("/", headers={"accept": "text/html"}).text)
    row = next(item for item in queue.find("tr") if item.attributes.get("data-sha256") == app.sha256)
    assert row.attributes["data-state"] == "done"
    assert "已复核" in row.flat


def test_what_was_missed_can_be_entered(app: Served) -> None:
    page = _page(app, "?tab=all&show=absent")
    path = next(row.attributes["data-field"] for row in page.with_class("row"))
    assert "未读到" in _panel(app, f"field={path}").flat
    assert app.decide(subject=path, new="补录的内容").status_code == 201
    rows = _page(app, "?tab=changed").with_class("row")
    assert "补录的内容" in next(row.flat for row in rows if row.attributes.get("data-field") == path)
