"""Page images: drawn once, kept, the same for ever; and never more of them than there are widths."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from extractor.web.images import WIDTHS, PageImages
from tests.web.served import BOX, Served, served


def png(app: Served, query: str = "", page: int = 1) -> bytes:
    response = app.client.get(f"/documents/{app.sha256}/pages/{page}.png{query}")
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "image/png"
    return bytes(response.content)


def test_the_box_of_a_value_lies_where_it_stands(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        picture = cv2.imdecode(np.frombuffer(png(app), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        size = app.client.app.state.services.images.size(app.sha256, 1)  # type: ignore[attr-defined]
        assert size == (400, 300)
        scale = picture.shape[1] / size[0]
        x0, y0, x1, y1 = (round(value * scale) for value in BOX)
        inside = picture[y0 + 2 : y1 - 2, x0 + 2 : x1 - 2]
        assert (inside[:, :, 2] > 200).mean() > 0.9
        assert (inside[:, :, 0] < 60).mean() > 0.7
        assert picture[: y0 - 2].min() == 255


@pytest.mark.parametrize(("asked", "given"), [(1, 400), (400, 400), (401, 800), (1200, 1200), (9999, 2400)])
def test_widths_are_few(tmp_path: Path, asked: int, given: int) -> None:
    with served(tmp_path) as app:
        picture = cv2.imdecode(np.frombuffer(png(app, f"?width={asked}"), np.uint8), cv2.IMREAD_COLOR)
        assert picture is not None
        assert abs(picture.shape[1] - given) <= 1
        assert given in WIDTHS


@pytest.mark.parametrize("query", ["?width=0", "?width=-1", "?width=10001", "?width=x", "?width=1e3"])
def test_other_widths_are_refused(tmp_path: Path, query: str) -> None:
    with served(tmp_path) as app:
        assert app.client.get(f"/documents/{app.sha256}/pages/1.png{query}").status_code == 422


def test_it_is_drawn_once_and_never_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path) as app:
        first = app.client.get(f"/documents/{app.sha256}/pages/1.png")
        assert first.headers["cache-control"] == "private, max-age=31536000, immutable"
        monkeypatch.setattr(PageImages, "_drawn", None)
        assert png(app) == first.content
        again = app.client.get(f"/documents/{app.sha256}/pages/1.png", headers={"if-none-match": f'"x", {first.headers["etag"]}'})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]


def test_it_is_kept_over_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with served(tmp_path) as app:
        made = png(app)
        monkeypatch.setattr(PageImages, "_drawn", None)
        later = PageImages(app.store, tmp_path / "review.db.pages")
        assert later.png(app.sha256, 1, 1200) == made
        later.close()


def test_what_is_kept_is_bounded(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        small = PageImages(app.store, tmp_path / "small", limit=1)
        for width in WIDTHS * 3:
            assert small.png(app.sha256, 1, width)
        assert small.png(app.sha256, 1, 400) == png(app, "?width=400")
        small.close()


@pytest.mark.parametrize("page", ["0", "2", "-1", "1.5", "99999999999", "x", "..%2f1"])
def test_pages_that_are_not_there(tmp_path: Path, page: str) -> None:
    with served(tmp_path) as app:
        response = app.client.get(f"/documents/{app.sha256}/pages/{page}.png")
        assert response.status_code in (404, 422)
        assert "what_to_do" in response.json()


def test_a_lost_source_says_so(tmp_path: Path) -> None:
    with served(tmp_path) as app:
        kept = app.store.file(app.sha256)
        assert kept is not None
        kept.unlink()
        response = app.client.get(f"/documents/{app.sha256}/pages/1.png")
        assert response.status_code == 404
        assert "原件" in response.json()["error"]
