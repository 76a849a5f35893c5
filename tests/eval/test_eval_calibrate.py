"""The weights of confidence: fitted to what the samples say, never below zero, judged on documents left out."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest

from eval.calibrate import Sample, fit, samples, toml, worth
from eval.show_calibrate import worth_table
from eval.store import Parameters, RunFile, save
from extractor.checks.views import At
from extractor.confidence import COEFFICIENTS, FEATURES, NUMBERS, WORDS, Weighed, probability
from extractor.errors import UsageError
from extractor.record import Leaf

_OCR_ALONE = 0.5


def _made(kind: str, seed: int = 0) -> list[Sample]:
    """Values that are wrong where their characters are doubtful, and numbers also where no sum closes; roles say nothing."""
    random, out = np.random.default_rng(seed), list[Sample]()
    for number in range(600):
        doubtful, open_ = random.random() < 0.3, random.random() < 0.5
        features = dict.fromkeys(FEATURES[kind], 1.0) | {"ocr": 0.0 if doubtful else 4.0}
        if kind == NUMBERS:
            features |= {"closes": float(not open_)}
        wrong = bool(random.random() < (0.05 + 0.3 * doubtful + 0.3 * (open_ and kind == NUMBERS)))
        leaf = Leaf(raw="1", ocr=_OCR_ALONE if doubtful else 0.98, role=0.9)
        item = Weighed(At(f"claims[{number}].amount", leaf), kind, features)
        out.append(Sample(str(number % 6), item, kind == NUMBERS, not wrong, True))
    return out


SAMPLES = [*_made(NUMBERS), *_made(WORDS)]


def test_weights_say_what_the_samples_do() -> None:
    weights = fit(SAMPLES)
    assert weights[NUMBERS].of["closes"] > 1
    assert weights[NUMBERS].of["ocr"] > 0.2
    assert all(weight >= 0 for of_kind in weights.values() for weight in of_kind.of.values())
    likely = np.mean([probability(sample.item, weights) for sample in SAMPLES])
    assert likely == pytest.approx(np.mean([sample.right for sample in SAMPLES]), abs=0.02)


def test_what_speaks_against_is_not_believed() -> None:
    turned = [Sample(one.document, one.item, one.numeric, not one.right, True) for one in SAMPLES]
    weights = fit(turned)
    assert weights[NUMBERS].of["closes"] == pytest.approx(0.25)
    assert weights[NUMBERS].of["ocr"] == pytest.approx(0.1)


def test_misplaced_values_tell_of_roles_only() -> None:
    wrong = [Sample(one.document, one.item, one.numeric, False, False) for one in SAMPLES]
    placed = {kind: weights.constant for kind, weights in fit(SAMPLES).items()}
    both = {kind: weights.constant for kind, weights in fit([*SAMPLES, *wrong]).items()}
    assert both == pytest.approx(placed, abs=0.5)


def test_they_are_judged_on_documents_left_out_beside_the_score_alone() -> None:
    found = worth(SAMPLES)
    fitted, alone = found.fitted["confidence_auroc"], found.ocr_only["confidence_auroc"]
    assert found.numbers == len(SAMPLES) / 2
    assert fitted.value is not None
    assert alone.value is not None
    assert fitted.value > alone.value
    assert fitted.documents == 6
    assert worth_table({"all": found}).row_count == 2


def test_toml_is_what_the_package_reads() -> None:
    data = tomllib.loads(toml(COEFFICIENTS))
    assert {kind: (table["constant"], table["weights"]) for kind, table in data.items()} == {
        kind: (weights.constant, dict(weights.of)) for kind, weights in COEFFICIENTS.items()
    }


def test_other_suites_are_refused(tmp_path: Path) -> None:
    save(tmp_path / "a.json", RunFile(finished="", parameters=Parameters(suite="layouts-test", arm="rules"), code="", results=[]))
    with pytest.raises(UsageError, match="layouts-dev"):
        samples([tmp_path / "a.json"])
