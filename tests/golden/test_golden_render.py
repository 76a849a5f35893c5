"""Printing from the labels: the same bytes again, written only on request."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pymupdf
import pytest

from golden import degrade
from golden import render as module
from golden.corpus import ROOT, Case, get_case, list_cases
from golden.layouts import LAYOUTS
from golden.paging import cut_at_page_breaks
from golden.render import Rendered, fonts_missing
from golden.sheet import Labels, Line, Row, Sheet, Span, Table, cell, heading
from golden.text_copy import to_text

EVERY_FILE = ["boxes.json", "cells.json", "source.docx", "source.pdf", "source.txt"]
OWN = [pytest.param(case, id=case.name) for case in list_cases() if case.is_own]


@pytest.fixture
def fonts() -> None:
    pytest.importorskip("docx", reason="pip install .[golden]")
    pytest.importorskip("weasyprint", reason="pip install .[golden]", exc_type=ImportError)
    if missing := fonts_missing():
        pytest.skip(missing)


@pytest.mark.slow
@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("name", ["own-two", "001"])
def test_rendering_again_gives_the_committed_bytes(name: str) -> None:
    case = get_case(name)
    for file, content in module.render(case).files(case).items():
        assert content == (case.folder / file).read_bytes(), file


# the pieces of a paragraph → the leaf and how many boxes it has
CUT_LEAVES = [
    ("a leaf cut by another within it has one box", [("甲", "a"), ("1", "a b"), ("元。", "a")], {"a": 1, "b": 1}),
    ("two places of a leaf in a line have two", [("2021", "y"), ("年支出，比", ""), ("2021", "y")], {"y": 2}),
    ("a leaf over two lines has one for each", [("甲" * 30, "a"), ("1", "a b"), ("乙" * 30, "a")], {"a": 2, "b": 1}),
]


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize(("pieces", "expected"), [case[1:] for case in CUT_LEAVES], ids=[case[0] for case in CUT_LEAVES])
def test_leaves_within_leaves_are_boxed_apart(pieces: list[tuple[str, str]], expected: dict[str, int]) -> None:
    line = Line(tuple(Span(text, tuple(paths.split())) for text, paths in pieces))
    boxes = module.print_sheet(Sheet((line,)), "x").boxes
    assert {path: len(spots) for path, spots in boxes.items()} == expected


@pytest.mark.usefixtures("fonts")
def test_lines_turn_the_paper() -> None:
    turned = [heading("二", landscape=True), heading("三", style="first"), heading("四", landscape=False)]
    pdf = module.print_sheet(Sheet((heading("一"), *turned)), "x").pdf
    with pymupdf.open("pdf", pdf) as document:
        assert [page.rect.width > page.rect.height for page in document] == [False, True, True, False]
        assert [page.get_text().strip() for page in document] == ["一", "二", "三", "四"]


def _stub(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    monkeypatch.setattr(module, "CACHE", cache)
    monkeypatch.setattr(module, "fonts_missing", lambda: None)
    monkeypatch.setattr(module, "render", lambda _: Rendered(b"other", {}, b"other", {}, "other"))


def test_committed_files_are_not_written_by_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _stub(monkeypatch, tmp_path)
    monkeypatch.setattr(degrade, "CACHE", tmp_path)
    before = _everything()
    assert module.main([]) == 1
    assert degrade.main(["own-two", "--level", "easy", "--out", str(tmp_path / "scans")]) == 0
    assert _everything() == before
    assert {path.parent.name for path in tmp_path.glob("*/source.docx")} == set(LAYOUTS)


def _everything() -> dict[Path, tuple[int, bytes]]:
    """Every file under golden/, when it was written and what it holds."""
    files = (path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


# module → arguments of a run without the flag
COMMANDS = [(module, []), (degrade, ["own-two"])]


@pytest.mark.parametrize(("command", "arguments"), COMMANDS, ids=["render", "degrade"])
def test_the_flag_is_off_by_default(command: ModuleType, arguments: list[str]) -> None:
    assert command.options(arguments).write is False
    assert command.options([*arguments, "--write"]).write is True


def test_the_flag_writes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _stub(monkeypatch, tmp_path / "cache")
    monkeypatch.setattr(module, "get_case", lambda name: Case(name, tmp_path / name))
    assert module.main(["own-x", "--write"]) == 0
    assert sorted(path.name for path in (tmp_path / "own-x").iterdir()) == sorted(EVERY_FILE)
    assert not (tmp_path / "cache").exists()


def test_missing_fonts_name_the_package(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert module.main(["own-two"]) == 2
    assert "apt-get install fonts-noto-cjk" in capsys.readouterr().err


@pytest.mark.parametrize("case", OWN)
def test_own_text_copies_are_those_of_the_labels(case: Case) -> None:
    assert to_text(LAYOUTS[case.name](Labels(case.expected()))) == case.source_txt.read_text(encoding="utf-8")


def _table(*rows: Row) -> Sheet:
    return Sheet((Table((1.0, 1.0), rows),))


MERGED = _table(Row((cell("甲", rows=3), cell("一"))), Row((cell("二"),)), Row((cell("三"),)))
MERGED_CUT = _table(Row((cell("甲", rows=2), cell("一"))), Row((cell("二"),)), Row((cell(), cell("三"))))
SPLIT = _table(Row((cell("概况"), cell(Span("第一段。\n第二 段。", ("p",)))), splits=True))
SPLIT_CUT = _table(Row((cell("概况"), cell(Span("第一段。", ("p",))))), Row((cell(), cell(Span("第二 段。", ("p",)))), splits=True))

CUTS = [
    ("nothing to cut", MERGED, [[1], [1], [1]], {}, MERGED),
    ("a merged cell goes on blank", MERGED, [[1], [1], [2]], {}, MERGED_CUT),
    ("a long row becomes two", SPLIT, [[1, 2]], {"p": 4}, SPLIT_CUT),
]


@pytest.mark.parametrize(("sheet", "pages", "lengths", "expected"), [cut[1:] for cut in CUTS], ids=[cut[0] for cut in CUTS])
def test_page_breaks_cut_the_sheet(sheet: Sheet, pages: list[list[int]], lengths: dict[str, int], expected: Sheet) -> None:
    places = {f"0.{row}": found for row, found in enumerate(pages)}
    assert cut_at_page_breaks(sheet, places, lengths) == expected


def test_text_copy_leaves_merged_positions_blank() -> None:
    assert to_text(MERGED) == "甲\t一\n\t二\n\t三\n"
