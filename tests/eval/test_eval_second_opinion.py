"""The same leaves scored by stickler-eval, where the two definitions coincide.

They do for single leaves of forms and of indicator rows that were paired: right, wrong, missed and invented are its tp, fd, fn and
fa. It counts a row without a partner as one object and not its leaves; so rows are compared as rows, and fields of documents that
have as many rows as their labels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from stickler import StructuredModel  # type: ignore[import-untyped]
from stickler.structured_object_evaluator.models.confidence import (  # type: ignore[import-untyped]
    AUROCMetric,
    ConfidencePair,
    ECEMetric,
)
from stickler.structured_object_evaluator.models.confidence.metrics import (  # type: ignore[import-untyped]
    ErrorCaptureAtBudgetMetric,
)

from eval.arms import Bench
from eval.cases import Case, select
from eval.confidence import STATISTICS, Points
from eval.leaves import Verdict, judge
from eval.tree import Part, of_record
from extractor.errors import NoModelError
from extractor.llm.contract import Gateway
from extractor.normalise.operators import parse_operator
from extractor.normalise.text import key
from extractor.record import Form, Indicator, Leaf

LISTS = {"funding", "narratives", "tasks", "attributes", "indicators", "contacts"}
HEAD = sorted(Form.model_fields.keys() - LISTS - {"kind"})
ROW = sorted(Indicator.model_fields.keys() - LISTS)
READ_ALIKE = ["000", "001", "004", "own-fused", "own-wide"]
"""Documents of which the `rules` arm reads every form and row, rightly or not."""

Counts = tuple[int, int, int, int]
Labels = dict[str, Any]


def schema(name: str, fields: list[str], **lists: Labels) -> Labels:
    leaf = {"type": ["string", "null"], "x-aws-stickler-comparator": "ExactComparator", "x-aws-stickler-threshold": 1.0}
    rows = {field: {"type": "array", "items": row} for field, row in lists.items()}
    head = {"type": "object", "x-aws-stickler-model-name": name, "x-aws-stickler-match-threshold": 0.001}
    return {**head, "properties": {**dict.fromkeys(fields, leaf), **rows}}


@cache
def document() -> Any:  # noqa: ANN401 - the library has no types
    return StructuredModel.from_json_schema(schema("Doc", [], forms=schema("Form", HEAD, indicators=schema("Row", ROW))))


def text(name: str, leaf: Leaf | None) -> str | None:
    """What both compare: folded, operators by what they mean, blank as nothing."""
    said = key(leaf.raw) if leaf else ""
    return (name == "operator" and parse_operator(said)) or said or None


def leaves(part: Part, names: list[str]) -> dict[str, str | None]:
    return {name: text(name, part.leaves.get(name)) for name in names}


def given(part: Part) -> Labels:
    forms = part.lists.get("forms", [])
    return {"forms": [{**leaves(f, HEAD), "indicators": [leaves(r, ROW) for r in f.lists.get("indicators", [])]} for f in forms]}


def theirs(labels: Part, read: Part) -> Labels:
    """Counts by field, and those of rows."""
    made = document()
    compared = made(**given(labels)).compare_with(made(**given(read)), include_confusion_matrix=True)
    forms = compared["confusion_matrix"]["fields"]["forms"]["fields"]
    rows = forms["indicators"]
    found = {f"forms.{name}": counts(forms[name]) for name in HEAD}
    return found | {f"forms.indicators.{name}": counts(rows["fields"][name]) for name in ROW} | {"rows": counts(rows)}


def counts(node: Labels) -> Counts:
    overall = node["overall"]
    return overall["tp"], overall["fd"], overall["fn"], overall["fa"]


def ours(labels: Part, read: Part) -> dict[str, Counts]:
    counted = Counter((leaf.field, leaf.verdict) for leaf in judge(labels, read))
    order = (Verdict.MATCHED, Verdict.WRONG, Verdict.MISSED, Verdict.INVENTED)
    fields = [f"forms.{name}" for name in HEAD] + [f"forms.indicators.{name}" for name in ROW]
    sums = {field: [counted[field, verdict] for verdict in order] for field in fields}
    return {field: (found[0], found[1], found[2], found[3]) for field, found in sums.items()}


def no_gateway(_: object) -> Gateway:
    raise NoModelError("没有模型")


@cache
def read_by_rules(name: str) -> tuple[Part, Part]:
    case: Case = select("golden", [name], ["text"])[0]
    labels = case.labels()
    return labels, of_record(Bench(no_gateway).read("rules", case.open().path), frozenset(labels.lists))


@pytest.mark.parametrize("name", READ_ALIKE)
def test_a_run_scores_the_same_by_field(name: str) -> None:
    labels, read = read_by_rules(name)
    second = theirs(labels, read)
    pairs = sum(len(form.lists["indicators"]) for form in labels.lists["forms"])
    assert second.pop("rows") == (pairs, 0, 0, 0)
    assert ours(labels, read) == second


FIELDS = {"forms": HEAD, "indicators": ROW}


def spoil(part: Part, random: np.random.Generator, share: float) -> Part:
    """The same with a share of its leaves blanked, misread or invented; names stay, so that rows stay what they are."""
    spoiled = Part(part.path)
    kind = part.path.rpartition(".")[2].partition("[")[0]
    for name in dict.fromkeys([*part.leaves, *FIELDS.get(kind, [])]):
        leaf, hit = part.leaves.get(name), random.random() < share
        if hit and name not in {"name", "project_name"}:
            spoiled.leaves[name] = Leaf(raw=str(random.choice(["", f"{leaf.raw}7"])) if leaf else "多读")
        elif leaf is not None:
            spoiled.leaves[name] = leaf
    for name, rows in part.lists.items():
        spoiled.lists[name] = [spoil(row, random, share) for row in rows]
    return spoiled


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.05, 0.2])
def test_damage_scores_the_same_by_field(seed: int, share: float) -> None:
    labels, _ = read_by_rules("004")
    damaged = spoil(labels, np.random.default_rng(seed), share)
    second = theirs(labels, damaged)
    del second["rows"]
    found = ours(labels, damaged)
    assert found == second
    assert sum(sum(counted[1:]) for counted in found.values()) > 0


def drop(rows: list[Part]) -> None:
    del rows[2]


def add(rows: list[Part]) -> None:
    rows.append(Part("forms[0].indicators[99]", {"name": Leaf(raw="虚构指标甲乙"), "value": Leaf(raw="77")}))


ROWS: dict[str, tuple[Callable[[list[Part]], None], int, int]] = {"dropped": (drop, 1, 0), "invented": (add, 0, 1)}


@pytest.mark.parametrize("what", ROWS)
def test_rows_without_a_partner_count_alike(what: str) -> None:
    change, missed, invented = ROWS[what]
    labels, _ = read_by_rules("004")
    read = spoil(labels, np.random.default_rng(0), 0.0)
    change(read.lists["forms"][0].lists["indicators"])
    total = sum(len(form.lists["indicators"]) for form in labels.lists["forms"])
    assert theirs(labels, read)["rows"] == (total - missed, 0, missed, invented)


@pytest.mark.parametrize("seed", range(5))
def test_confidence_is_worth_the_same(seed: int) -> None:
    random = np.random.default_rng(seed)
    confidence = random.permutation(np.linspace(0.005, 0.995, 200))  # no ties: it takes those in the order they come
    wrong = random.random(200) > confidence
    read = Points(confidence, wrong, np.full(200, "a"), np.full(200, False))
    pairs = [ConfidencePair(is_match=not w, confidence=float(c), similarity=1.0) for c, w in zip(confidence, wrong, strict=True)]
    assert STATISTICS["confidence_auroc"](read) == pytest.approx(AUROCMetric().compute(pairs)["value"])
    assert STATISTICS["calibration_error"](read) == pytest.approx(ECEMetric(n_bins=10).compute(pairs)["value"])
    captured = ErrorCaptureAtBudgetMetric([0.05, 0.1, 0.2]).compute(pairs)["budgets"]
    for percent in (5, 10, 20):
        expected = captured[f"{percent / 100:.2f}"]["pct_errors_caught"]
        assert STATISTICS[f"errors_caught_{percent}"](read) == pytest.approx(expected)
