"""A reviewed document becomes a golden case, and nothing that is not reviewed to the end does. Nothing is recognised here."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.decision import Action, Subject, Target
from extractor.errors import UsageError
from extractor.promote import check_case, promote
from extractor.promote.labels import labels_of, record_of
from extractor.promote.places import spans_in
from extractor.record import Diagnosis, Finding, Leaf, Record, Span
from extractor.review import is_doubtful, reviewed
from extractor.review.paths import Slot
from extractor.run import Settings, checked, leaves, make_record
from extractor.store import Store, open_store
from golden.corpus import get_case, read_boxes
from tests.review.samples import decision, leaf_at, spoilt

WEIGHT = "forms[0].indicators[0].weight"


@cache
def record_of_file(path: Path) -> Record:
    return make_record(path, Settings("rules", None, threading.Lock()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "review.db"))
    yield opened
    opened.close()


class Reviewer:
    """Decides about one document of a store, as the pages do."""

    def __init__(self, store: Store, record: Record, source: Path) -> None:
        self.store, self.record = store, record
        store.keep_source(source, record.sha256)
        store.add_record(store.begin_run({}), source.name, record, "f" * 16)
        document = store.document(record.sha256)
        assert document is not None
        self.seen = document.record_sha256
        self.last: dict[Subject, int] = {}

    def decide(self, subject: str, action: Action, target: Target = "field", new: str | None = None) -> None:
        leaf = leaf_at(self.record, subject) if target == "field" else None
        follows = self.last.get((target, subject), 0)
        made = decision(self.record, 0, subject, action, target=target, old=leaf.raw if leaf else None, new=new, follows=follows)
        self.last[target, subject] = self.store.decide(made.model_copy(update={"record": self.seen})).number

    def now(self) -> Record:
        document = self.store.document(self.record.sha256)
        assert document is not None
        return reviewed(self.record, document.log).record

    def decide_all(self, refused: frozenset[str] = frozenset()) -> None:
        """Looks at the doubtful, and takes every finding for true but those of the checks in `refused`."""
        decided = {subject for _, subject in self.last}
        for path, leaf in leaves(self.record):
            if path not in decided and is_doubtful(leaf):
                self.decide(path, "accept")
        for finding in self.now().findings:
            self.decide(finding.id, "reject" if finding.check in refused else "accept", "finding")
        self.decide("", "accept", "document")


COPIES = ["source_txt", "source_pdf", "source_docx"]


@pytest.mark.parametrize("copy", COPIES)
@pytest.mark.parametrize("name", ["001", "own-wide"])
def test_a_reviewed_document_becomes_a_case(name: str, copy: str, store: Store, tmp_path: Path) -> None:
    source: Path = getattr(get_case(name), copy)
    reviewer = Reviewer(store, record_of_file(source), source)
    reviewer.decide_all()
    promote(store, source.name, tmp_path / "new")
    found = check_case(tmp_path / "new")
    assert found.wrong == []
    assert found.labels > 150
    expected = json.loads((tmp_path / "new/expected.json").read_text(encoding="utf-8"))
    assert expected == labels_of(record_of_file(source), ()).tree
    assert (tmp_path / "new" / source.name).read_bytes() == source.read_bytes()
    anomalies = json.loads((tmp_path / "new/anomalies.json").read_text(encoding="utf-8"))
    assert {entry["id"] for entry in anomalies} == {finding.id for finding in reviewer.record.findings}
    assert "审核员" in (tmp_path / "new/notes.md").read_text(encoding="utf-8")


def test_a_correction_is_the_label(store: Store, tmp_path: Path) -> None:
    source = get_case("own-wide").source_pdf
    right = leaf_at(record_of_file(source), WEIGHT)
    assert right is not None
    reviewer = Reviewer(store, spoilt(record_of_file(source), WEIGHT, raw="99", value="99", confidence=0.3), source)
    reviewer.decide(WEIGHT, "correct", new=right.raw)
    reviewer.decide_all()
    promote(store, reviewer.record.sha256, tmp_path / "new")
    expected = json.loads((tmp_path / "new/expected.json").read_text(encoding="utf-8"))
    assert expected["forms"][0]["indicators"][0]["weight"] == right.raw
    assert f"“99” → “{right.raw}”" in (tmp_path / "new/notes.md").read_text(encoding="utf-8")


def test_a_correction_that_the_paper_does_not_show_is_refused(store: Store, tmp_path: Path) -> None:
    source = get_case("own-wide").source_pdf
    reviewer = Reviewer(store, record_of_file(source), source)
    reviewer.decide(WEIGHT, "correct", new="16.5")
    reviewer.decide("forms[0].project_code", "correct", new="ABC")
    reviewer.decide_all()
    with pytest.raises(UsageError) as refused:
        promote(store, source.name, tmp_path / "new")
    said = str(refused.value)
    assert "的权重：原件该处是“15”，不是“16.5”" in said
    assert "的项目编码：“ABC”没有标明在原件上的位置" in said
    assert not (tmp_path / "new").exists()


def test_what_is_undecided_is_named(store: Store, tmp_path: Path) -> None:
    source = get_case("001").source_pdf
    record = spoilt(record_of_file(source), WEIGHT, confidence=0.3)
    record = spoilt(record, "forms[0].indicators[1].weight", raw="", value=None, unreadable=True)
    Reviewer(store, record, source)
    with pytest.raises(UsageError) as refused:
        promote(store, source.name, tmp_path / "new")
    said = str(refused.value)
    for reason in ("还没有标为复核完成", "待看的字段没有决定", "的权重", "发现没有决定", "有认不出的字段"):
        assert reason in said


def test_a_document_that_was_read_again_is_marked_again(store: Store, tmp_path: Path) -> None:
    source = get_case("own-two").source_pdf
    reviewer = Reviewer(store, record_of_file(source), source)
    reviewer.decide_all()
    other = reviewer.record.model_copy(update={"notes": ["另一次读取"]})
    store.add_record(store.begin_run({}), source.name, other, "e" * 16)
    with pytest.raises(UsageError, match="标为复核完成之后又重新读取过"):
        promote(store, source.name, tmp_path / "new")


def test_a_row_that_is_none_is_no_label(store: Store, tmp_path: Path) -> None:
    source = get_case("own-wide").source_pdf
    record = record_of_file(source)
    reviewer = Reviewer(store, record, source)
    row = "forms[0].indicators[1]"
    for path, leaf in leaves(record):
        if path.startswith(f"{row}.") and leaf.raw:
            reviewer.decide(path, "reject")
    reviewer.decide("forms[0].title", "reject")
    reviewer.decide_all()
    promote(store, source.name, tmp_path / "new")
    expected = json.loads((tmp_path / "new/expected.json").read_text(encoding="utf-8"))
    whole = labels_of(record, ()).tree
    assert expected["forms"][0]["title"] is None
    assert expected["forms"][0]["indicators"] == [whole["forms"][0]["indicators"][0], *whole["forms"][0]["indicators"][2:]]
    boxes = json.loads((tmp_path / "new/boxes.json").read_text(encoding="utf-8"))
    names = json.loads(get_case("own-wide").boxes_json.read_text(encoding="utf-8"))
    assert boxes["forms[0].indicators[1].name"][0]["page"] == names["forms[0].indicators[2].name"][0]["page"]


def test_refused_findings_are_kept_apart(store: Store, tmp_path: Path) -> None:
    source = get_case("001").source_pdf
    reviewer = Reviewer(store, record_of_file(source), source)
    reviewer.decide_all(frozenset({"W01"}))
    promote(store, source.name, tmp_path / "new")
    refused = json.loads((tmp_path / "new/refused.json").read_text(encoding="utf-8"))
    assert {entry["check"] for entry in refused} == {"W01"}
    assert check_case(tmp_path / "new").wrong == []
    (tmp_path / "new/refused.json").unlink()
    assert any("不平而没有列入" in fault and "W01" in fault for fault in check_case(tmp_path / "new").wrong)


# ---- scans


def scanned() -> tuple[Record, Path]:
    """The labels of 000 as read from its scan, at their boxes."""
    case = get_case("000")
    record = record_of(case.expected(), "scan.pdf").model_copy(
        update={"sha256": hashlib.sha256(case.scan_pdf.read_bytes()).hexdigest(), "pages": 4}
    )
    for path, spans in spans_in(dict(read_boxes(case.scan_boxes_json))).items():  # type: ignore[arg-type]
        slot = Slot.at(record, path)
        assert slot is not None
        assert slot.leaf is not None
        slot.put(_placed(slot.leaf, spans) if slot.leaf.raw else slot.leaf)
    return checked(record), case.scan_pdf


def _placed(leaf: Leaf, spans: list[Span]) -> Leaf:
    only = spans[0] if len(spans) == 1 else None
    update = {"page": spans[0].page, "box": only.box if only else None, "spans": None if only else spans}
    return leaf.model_copy(update=update)


def test_a_scan_is_as_good_as_who_looked_at_it(store: Store, tmp_path: Path) -> None:
    record, source = scanned()
    reviewer = Reviewer(store, record, source)
    reviewer.decide_all()
    with pytest.raises(UsageError, match=r"扫描件上的字段要逐个对照原件决定.*等 280 处"):
        promote(store, source.name, tmp_path / "new")
    for path, leaf in leaves(record):
        if leaf.raw:
            reviewer.decide(path, "accept")
    promote(store, source.name, tmp_path / "new")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "anomalies.json", "expected.json", "notes.md", "scan.boxes.json", "scan.pdf",
    ]  # fmt: skip
    assert json.loads((tmp_path / "new/expected.json").read_text(encoding="utf-8")) == {
        "tables": [], "claims": [], "filling_rules": [], **get_case("000").expected(),
    }  # fmt: skip


def test_an_accepted_finding_that_the_reading_is_blamed_for_needs_a_look(store: Store, tmp_path: Path) -> None:
    source = get_case("001").source_pdf
    record = record_of_file(source)

    def blamed(finding: Finding) -> Finding:
        made = Diagnosis(verdict="misread", path=finding.evidence[0].path, reading="1")
        return finding.model_copy(update={"diagnosis": made}) if finding.check == "W01" else finding

    record = record.model_copy(update={"findings": [blamed(finding) for finding in record.findings]})
    reviewer = Reviewer(store, record, source)
    reviewer.decide_all()
    with pytest.raises(UsageError, match="读错，却被接受"):
        promote(store, source.name, tmp_path / "new")


# ---- cases that are wrong, and the command line


def case_of(tmp_path: Path, **changed: object) -> Path:
    """A copy of a golden case, with labels or places changed."""
    folder = tmp_path / "case"
    folder.mkdir()
    for path in get_case("own-two").folder.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name, value in changed.items():
        (folder / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    return folder


def test_golden_cases_are_right(tmp_path: Path) -> None:
    found = check_case(case_of(tmp_path))
    assert (found.labels, found.wrong, found.open) == (57, [], [])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("label", "source.pdf：forms[0].total_budget：原件该处是"),
        ("label", "source.docx：forms[0].total_budget：原件该处是"),
        ("label", "source.txt：forms[0].total_budget：原件中没有"),
        ("name", "expected.json：forms.0.budget"),
        ("place", "source.pdf：forms[0].title：“专项经费绩效目标登记卡”没有标明在原件上的位置"),
        ("nowhere", "source.pdf：forms[0].title：“专项经费绩效目标登记卡”标的位置不在原件上"),
        ("extra", "boxes.json 有 forms[9].title，标注里没有"),
        ("anomaly", "没有检查 Z99"),
        ("sum", "不平而没有列入 anomalies.json：W01"),
    ],
)
def test_what_is_wrong_with_a_case_is_told(change: str, fault: str, tmp_path: Path) -> None:
    case = get_case("own-two")
    labels, boxes = case.expected(), dict(case.boxes())
    form = labels["forms"][0]
    changes: dict[str, Callable[[], object]] = {
        "label": lambda: form.update(total_budget="77,777"),
        "name": lambda: form.update(budget="1"),
        "place": lambda: boxes.pop("forms[0].title"),
        "nowhere": lambda: boxes.update({"forms[0].title": [{"page": 7, "box": [0.0, 0.0, 9.0, 9.0]}]}),
        "extra": lambda: boxes.update({"forms[9].title": boxes["forms[0].title"]}),
        "sum": lambda: form["indicators"][0].update(weight="20"),
        "anomaly": lambda: None,
    }
    changes[change]()
    listed = json.loads((case.folder / "anomalies.json").read_text(encoding="utf-8"))
    anomalies = [entry | {"check": "Z99"} for entry in listed] if change == "anomaly" else listed
    found = check_case(case_of(tmp_path, expected=labels, boxes=boxes, anomalies=anomalies))
    assert [line for line in found.wrong if fault in line], found.wrong


def test_the_commands(store: Store, tmp_path: Path) -> None:
    source = get_case("own-two").source_pdf
    reviewer = Reviewer(store, record_of_file(source), source)
    url, new = str(tmp_path / "review.db"), str(tmp_path / "new")
    runner = CliRunner()
    refused = runner.invoke(app, ["golden", "promote", "source.pdf", "--db", url, "--to", new])
    assert isinstance(refused.exception, UsageError)
    reviewer.decide_all()
    done = runner.invoke(app, ["golden", "promote", "source", "--db", url, "--to", new])
    assert (done.exit_code, "个标注" in done.output) == (0, True), done.output
    assert runner.invoke(app, ["golden", "check", new]).exit_code == 0
    again = runner.invoke(app, ["golden", "promote", "source", "--db", url, "--to", new])
    assert "已经存在" in str(again.exception)
    unknown = runner.invoke(app, ["golden", "promote", "没有", "--db", url, "--to", str(tmp_path / "b")])
    assert "数据库里没有文件 没有" in str(unknown.exception)
    labels = json.loads((tmp_path / "new/expected.json").read_text(encoding="utf-8"))
    labels["forms"][0]["title"] = "别的标题"
    (tmp_path / "new/expected.json").write_text(json.dumps(labels), encoding="utf-8")
    wrong = runner.invoke(app, ["golden", "check", new])
    assert (wrong.exit_code, "错误：source.pdf：forms[0].title" in wrong.output) == (1, True)
