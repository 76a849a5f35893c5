from __future__ import annotations

import json

import pytest

from eval.cases import select
from eval.layouts.__main__ import main
from eval.layouts.folders import SUITES, folder_of, list_cases
from eval.layouts.make import LEAST, make, plan, problems
from extractor.errors import UsageError
from golden.corpus import Case

DOCUMENTS = [pytest.param(suite, case, id=f"{suite}-{case.name}") for suite in SUITES for case in list_cases(suite)]


@pytest.mark.parametrize("suite", SUITES)
def test_a_suite_has_its_documents_in_ten_layouts_half_of_them_with_anomalies(suite: str) -> None:
    planned = plan(suite)
    assert len(planned) >= LEAST[suite]
    assert len({item.printed.name for item in planned}) >= 10
    assert len({item.name for item in planned}) == len({item.seed for item in planned}) == len(planned)
    with_anomalies = [bool(item.content().anomalies) for item in planned]
    assert with_anomalies == [bool(place % 2) for place in range(len(planned))]


@pytest.mark.parametrize("suite", SUITES)
def test_the_committed_labels_are_those_of_the_plan(suite: str) -> None:
    planned = {item.name: item.content() for item in plan(suite)}
    cases = {case.name: case for case in list_cases(suite)}
    assert cases.keys() == planned.keys()
    for name, case in cases.items():
        assert case.expected() == planned[name].expected, name
        assert json.loads((case.folder / "anomalies.json").read_text(encoding="utf-8")) == planned[name].anomalies, name


@pytest.mark.parametrize(("suite", "case"), DOCUMENTS)
def test_labels_stand_at_their_boxes_and_identities_are_as_stated(suite: str, case: Case) -> None:
    assert suite in SUITES
    assert problems(case) == []


def test_no_two_suites_share_a_layout() -> None:
    names = [{item.printed.name for item in plan(suite)} for suite in SUITES]
    assert not set.intersection(*names)


@pytest.fixture
def fonts() -> None:
    pytest.importorskip("docx", reason="pip install .[golden]")
    pytest.importorskip("weasyprint", reason="pip install .[golden]", exc_type=ImportError)
    from golden.render import fonts_missing

    if missing := fonts_missing():
        pytest.skip(missing)


@pytest.mark.slow
@pytest.mark.usefixtures("fonts")
def test_making_a_document_again_gives_the_committed_bytes() -> None:
    planned = plan("dev")[0]
    for name, content in make(planned).items():
        assert content == (folder_of("dev") / planned.name / name).read_bytes(), name


def test_the_command_checks_what_is_committed(capsys: pytest.CaptureFixture[str]) -> None:
    name = list_cases("dev")[0].name
    assert main(["dev", name, "--check"]) == 0
    assert f"{name}: checked" in capsys.readouterr().out


def test_the_eval_reads_them_as_pdf_and_scan() -> None:
    cases = select("layouts-dev")
    assert {case.kind for case in cases} == {"pdf", "scan"}
    assert len(cases) == 2 * len(list_cases("dev"))
    printed = select("layouts-dev", [cases[0].document], ["pdf"])[0].open()
    assert printed.truth.boxes
    assert printed.truth.text
    assert select("layouts-test", copies=["scan-hard"])


def test_copies_that_a_suite_has_not_are_named() -> None:
    with pytest.raises(UsageError, match="没有这样的副本：text。可选：pdf、scan、scan-hard、scan-hard-2"):
        select("layouts-dev", copies=["text"])
