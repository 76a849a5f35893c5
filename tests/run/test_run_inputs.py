"""What the user named becomes jobs: folders searched, each content once, every target of its own, nothing dropped unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.run.inputs import Inputs, collect

OUT = Path("out")


def write(folder: Path, *names: str) -> list[Path]:
    """Files that each hold their own name."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(path.relative_to(folder)))
    return paths


def targets(found: Inputs) -> list[str]:
    return [job.target.name for job in found.jobs]


TARGETS = {
    "a record is named as its file": (["a.pdf"], ["a.json"]),
    "only the last suffix goes": (["a.scan.pdf", "2024.1.txt"], ["a.scan.json", "2024.1.json"]),
    "a second input of one stem gets a number": (["a.pdf", "b/a.txt", "c/a.pdf"], ["a.json", "a-2.json", "a-3.json"]),
    "a number that is taken is passed over": (["a-2.pdf", "a.pdf", "b/a.pdf"], ["a-2.json", "a.json", "a-3.json"]),
    "case alone does not tell names apart": (["A.pdf", "b/a.pdf"], ["A.json", "a-2.json"]),
    "run.json is the run's own": (["run.pdf"], ["run-2.json"]),
}


@pytest.mark.parametrize("case", TARGETS)
def test_targets(case: str, tmp_path: Path) -> None:
    names, expected = TARGETS[case]
    found = collect(write(tmp_path, *names), OUT)
    assert targets(found) == expected
    assert {job.target.parent for job in found.jobs} == {OUT}


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "a.pdf")
    found = collect([path, path], OUT)
    assert (targets(found), found.same) == (["a.json"], {str(path): str(path)})


def test_the_same_content_under_another_name_is_read_once(tmp_path: Path) -> None:
    (first,) = write(tmp_path, "a.pdf")
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(first.read_bytes())
    found = collect([first, copy], OUT)
    assert (targets(found), found.same) == (["a.json"], {str(copy): str(first)})


def test_a_folder_gives_what_can_be_read(tmp_path: Path) -> None:
    write(tmp_path, "b.PDF", "a.txt", "deep/c.jpeg", "d.docx", "notes.md", ".hidden.pdf", "~$d.docx", ".state/a.json", ".git/x.txt")
    found = collect([tmp_path], OUT)
    assert [job.source.name for job in found.jobs] == ["a.txt", "b.PDF", "d.docx", "c.jpeg"]
    assert [Path(name).name for name in found.ignored] == ["notes.md"]
    assert found.missing == {}


def test_office_files_are_taken_from_a_folder_old_ones_too(tmp_path: Path) -> None:
    names = ["a.docx", "b.docm", "c.xlsx", "d.xlsm", "e.doc", "f.xls", "g.wps", "h.et", "i.ofd", "j.rtf"]
    write(tmp_path, *names)
    assert [job.source.name for job in collect([tmp_path], OUT).jobs] == names


@pytest.mark.parametrize("names", [[], ["notes.md"], [".hidden.pdf"]])
def test_a_folder_without_anything_to_read_is_missing(names: list[str], tmp_path: Path) -> None:
    write(tmp_path, *names)
    found = collect([tmp_path], OUT)
    assert found.jobs == []
    assert "没有可读取的文件" in found.missing[str(tmp_path)]


def test_a_file_named_by_itself_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    assert targets(collect(write(tmp_path, "form", "form.dat"), OUT)) == ["form.json", "form-2.json"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    (there,) = write(tmp_path, "a.pdf")
    gone = tmp_path / "gone.pdf"
    found = collect([gone, there], OUT)
    assert targets(found) == ["a.json"]
    assert found.missing == {str(gone): f"{gone}：文件不存在，请检查路径。"}


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write(tmp_path, "a.pdf")

    def denied(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    found = collect([path], OUT)
    assert (found.jobs, list(found.missing)) == ([], [str(path)])
    assert "打不开" in found.missing[str(path)]


def test_a_name_that_differs_only_in_its_folder_keeps_both_sources(tmp_path: Path) -> None:
    paths = write(tmp_path, "2023/form.txt", "2024/form.txt")
    found = collect([tmp_path], OUT)
    assert [job.source for job in found.jobs] == paths
    assert targets(found) == ["form.json", "form-2.json"]
