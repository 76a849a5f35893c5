"""Exports over the web are those of the command: one file by itself, several in a ZIP, the same bytes for the same decisions."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from extractor.export import EXPORTS
from extractor.web.services import Reviews
from tests.web.served import TRUE, served


@pytest.mark.parametrize("kind", EXPORTS)
def test_every_kind_comes_as_a_file(tmp_path: Path, kind: str) -> None:
    with served(tmp_path) as app:
        app.decide()
        first, again = (app.client.get(f"/api/export/{kind}?sha256={app.sha256}") for _ in range(2))
        assert first.status_code == 200, first.text
        assert first.headers["content-disposition"].startswith("attachment")
        assert first.content == again.content
        assert app.client.get(f"/api/export/{kind}").content == first.content


def test_the_decision_is_in_it(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        app.decide()
        exported = app.client.get(f"/api/export/json?sha256={app.sha256}").text
        assert f'"raw": "{TRUE}"' in exported or f'"raw":"{TRUE}"' in exported


def test_several_files_come_in_a_zip(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        content = app.client.get("/api/export/csv").content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert len(archive.namelist()) > 1
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_failed_is_said_so(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        app.store.add_failure(1, "坏.pdf", "1" * 64, "test", ["坏.pdf：PDF 已损坏。"])
        refused = app.client.get(f"/api/export/json?sha256={'1' * 64}")
        assert (refused.status_code, "已损坏" in refused.json()["error"]) == (409, True)


def test_documents_are_replayed_once_for_each_decision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path) as app:
        services = app.client.app.state.services  # type: ignore[attr-defined]
        first = services.reviews.of(services.read(app.sha256))
        assert services.reviews.of(services.read(app.sha256)) is first
        app.decide()
        second = services.reviews.of(services.read(app.sha256))
        assert second is not first
        assert len(second.log) == 1
        small = Reviews(most=1)
        assert small.of(services.read(app.sha256)).log == second.log
        small.of(services.read(app.sha256), "en")
        assert len(small._kept) == 1


def test_findings_are_told_in_the_chosen_language(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        app.client.post("/language", data={"language": "en"}, headers=app.csrf())
        assert app.client.get("/api/session").json()["language"] == "en"
        messages = [item["finding"]["message"] for item in app.client.get(f"{app.document}/findings").json()]
        assert any("should be 100" in message or "weights" in message.lower() for message in messages), messages
        refused = app.client.post("/language", data={"language": "xx"}, headers=app.csrf())
        assert refused.status_code == 422


def test_what_nobody_counted_is_counted_on_the_next_start(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        services = app.client.app.state.services  # type: ignore[attr-defined]
        entry = app.decide().json()["decision"]
        app.store.decide(
            services.stored(app.sha256).log[0].model_copy(update={"action": "accept", "follows": entry["number"], "new": None})
        )
        assert app.store.behind() == [app.sha256]
        services.catch_up()
        assert app.store.behind() == []
