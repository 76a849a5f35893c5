"""What became of each input, and the closing summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.record import Amount, Form, Indicator, Leaf, Provenance, Record, SkippedPage
from extractor.run import Outcome, RunReport, leaves, load_record
from extractor.run.report import LOOK_BELOW


def record(*forms: Form, notes: list[str] | None = None, errors: list[str] | None = None) -> Record:
    made_by = Provenance(reader="text", reading="rules", tokens={"prompt": 7, "generated": 2}, seconds={"total": 1.0})
    return Record(
        source="a.txt", sha256="0", pages=1, forms=list(forms), notes=notes or [], errors=errors or [], provenance=made_by
    )


SURE = Form(title=Leaf(raw="绩效目标表"), organization=Leaf(raw="区司法局", confidence=LOOK_BELOW))
UNSURE = Form(title=Leaf(raw="绩效目标表"), organization=Leaf(raw="区司法局", confidence=LOOK_BELOW - 0.01))
BLANK = Form(title=Leaf(raw="绩效目标表"), organization=Leaf(raw="", confidence=0.1))
INK = Form(title=Leaf(raw="绩效目标表"), organization=Leaf(raw="", confidence=0.0, unreadable=True))

STATES: dict[str, tuple[Record, str, list[str]]] = {
    "sure of all": (record(SURE), "clean", []),
    "unsure of a field": (record(SURE, UNSURE), "look", ["forms[1].organization"]),
    "a blank needs no look": (record(BLANK), "clean", []),
    "ink that gave no text does": (record(INK), "look", ["forms[0].organization"]),
    "a note": (record(SURE, notes=["第1页：倾斜"]), "look", []),
    "no form": (record(), "look", []),
    "an error": (record(SURE, errors=["未读取"]), "failed", []),
}


@pytest.mark.parametrize("case", STATES)
def test_states(case: str) -> None:
    made, state, look_at = STATES[case]
    outcome = Outcome.of("a.txt", "out/a.json", made)
    assert (outcome.state, outcome.look_at) == (state, look_at)


def test_leaves_have_the_paths_of_findings() -> None:
    form = Form(
        funding=[Amount(label=Leaf(raw="区级资金"), amount=Leaf(raw="5"))],
        indicators=[Indicator(), Indicator(weight=Leaf(raw="9"))],
    )
    found = {path: leaf.raw for path, leaf in leaves(record(form))}
    assert found == {
        "forms[0].funding[0].label": "区级资金",
        "forms[0].funding[0].amount": "5",
        "forms[0].indicators[1].weight": "9",
    }


def report() -> RunReport:
    skipped = record(UNSURE)
    skipped.pages_skipped = [SkippedPage(page=2, why="空白页")]
    outcomes = [
        Outcome.of("a.txt", "out/a.json", record(SURE), resumed=True),
        Outcome.of("b.txt", "out/b.json", skipped),
        Outcome("c.pdf", "failed", errors=["c.pdf：文件受损。"]),
    ]
    return RunReport(outcomes, {"d.txt": "a.txt"}, {"e.txt": "e.txt：文件不存在。"}, ["f.md"], 12.3)


def test_the_summary_names_everything() -> None:
    lines = list(report().lines())
    assert [line.strip()[:7] for line in lines] == [
        "✓ a.txt", "◦ b.txt", "· 略过的页：", "✗ c.pdf", "✗ c.pdf", "同一文件，只读", "✗ e.txt", "文件夹中有 1", "共 3 个文件",
    ]  # fmt: skip
    assert "沿用上次结果" in lines[0]
    assert "空白页" in lines[2]
    assert lines[-1] == "共 3 个文件：1 个无需复核，1 个需要看一看，1 个未读全或失败，1 个找不到；用时 12 秒。"


def test_tokens_of_earlier_runs_are_not_spent_again() -> None:
    told = report().as_json()
    assert told["tokens"] == {"prompt": 7, "generated": 2}
    assert told["counts"] == {"clean": 1, "look": 1, "failed": 1, "missing": 1}


CODES = [
    (RunReport(), 0),
    (RunReport([Outcome("a", "clean"), Outcome("b", "look")]), 0),
    (RunReport([Outcome("a", "clean"), Outcome("b", "failed")]), 1),
    (RunReport(missing={"a": "没有"}), 1),
    (RunReport(same={"a": "b"}, ignored=["c"]), 0),
]


@pytest.mark.parametrize(("made", "code"), CODES)
def test_exit_codes(made: RunReport, code: int) -> None:
    assert made.exit_code == code


def test_a_record_comes_back_from_its_file(tmp_path: Path) -> None:
    made = record(INK, UNSURE)
    (tmp_path / "a.json").write_text(made.model_dump_json(), encoding="utf-8")
    assert load_record(tmp_path / "a.json") == made


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"source": "a"', '{"schema_version": "1", "unknown": 1}'])
def test_what_is_no_record_is_a_mistake_in_usage(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"a\.json"):
        load_record(tmp_path / "a.json")
