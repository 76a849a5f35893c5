"""Names of files after documents, and files that are whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import UsageError
from extractor.export import EXPORTS
from extractor.export.files import Stems, replacing
from extractor.run.inputs import collect
from tests.export.reviewed_documents import document, exported

NAMES = [
    (["某局.pdf", "某局.docx", "别局.pdf"], ["某局", "某局-2", "别局"]),
    (["a.scan.pdf", "A.SCAN.png"], ["a.scan", "A.SCAN-2"]),
    (["run.pdf"], ["run-2"]),
    (["../../etc/passwd.pdf", "..", "", "."], ["_.._etc_passwd", "_", "_-2", "_-3"]),
    (["a\x00b\n.pdf", 'c:\\d|"e".pdf'], ["a_b_", "c__d__e_"]),
    (["CON.pdf", "nul", "com1.x.pdf", "console.pdf"], ["_CON", "_nul", "_com1.x", "console"]),
    (["a\u202efdp.exe"], ["a_fdp"]),
]


@pytest.mark.parametrize(("names", "stems"), NAMES)
def test_names_become_names_of_files(names: list[str], stems: list[str]) -> None:
    made = Stems()
    assert [made.take(name) for name in names] == stems


def test_names_are_those_of_run(tmp_path: Path) -> None:
    """The same inputs in the same order: an exported record is called as `run` calls it."""
    names = ["某局.pdf", "某局.txt", "a.scan.pdf", "A.scan.txt", "run.txt"]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(str(number))
    stems = Stems()
    jobs = collect([tmp_path / name for name in names], tmp_path).jobs
    assert [job.target.stem for job in jobs] == [stems.take(name) for name in names]


@given(st.lists(st.text(max_size=300), max_size=6))
def test_every_name_can_be_a_file_in_one_folder(names: list[str]) -> None:
    stems = Stems()
    made = [stems.take(name) for name in names]
    assert len({stem.lower() for stem in made}) == len(made)
    for stem in made:
        assert stem.strip(" .") == stem != ""
        assert not set(stem) & set('/\\:*?"<>|\x00\n')
        assert len(f"{stem}.json".encode()) < 240


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(UsageError, match="不能写入"), replacing(path) as partial:
        partial.write_text("half")
        raise OSError("disk full")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json", "log"])
def test_a_folder_that_is_not_there_is_named(kind: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不能写入"):
        EXPORTS[kind]([exported(document())], tmp_path / "没有")
