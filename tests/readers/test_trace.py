"""How likely a picture shows a number, from the steps of recognition."""

from __future__ import annotations

from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.readers.trace import Signs, Trace, core

CHARACTERS = ["blank", *"0123456789.,-−元 "]
SIGNS = Signs(CHARACTERS)


def _trace(rows: list[dict[str, float]]) -> Trace:
    """Each step with the probabilities named; the rest is shared by all others."""
    steps = np.full((len(rows), len(CHARACTERS)), 0.0, np.float32)
    for step, named in zip(steps, rows, strict=True):
        step[:] = (1 - sum(named.values())) / (len(CHARACTERS) - len(named))
        for sign, share in named.items():
            step[CHARACTERS.index(sign)] = share
    return Trace(SIGNS.of(steps))


def _likelihood(trace: Trace, text: str) -> float:
    found = trace.likelihood(text)
    assert found is not None
    return found


CORES = [
    ("1,234.50", "1,234.50"), ("１２", "12"), ("98.6万元", "98.6"), ("−7.36", "-7.36"), ("1 151.11", "1151.11"),
    ("726.300.00", "726.300.00"), ("5.00).", "5.00"), ("无", ""), ("", ""), ("2024年45.6万元", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CORES, ids=[text or "blank" for text, _ in CORES])
def test_core(text: str, expected: str | None) -> None:
    assert core(text) == expected


def test_the_runner_up_is_told_from_what_is_out_of_the_question() -> None:
    trace = _trace([{"3": 0.6, "8": 0.35}, {"blank": 0.9}, {"0": 0.95}])
    assert _likelihood(trace, "30") > _likelihood(trace, "80") > _likelihood(trace, "10")
    assert _likelihood(trace, "30") - _likelihood(trace, "80") == pytest.approx(np.log(0.6 / 0.35), abs=0.05)


def test_commas_say_nothing_of_the_value() -> None:
    trace = _trace([{sign: 0.95} for sign in "1234.5"])
    assert _likelihood(trace, "1,234.5") == _likelihood(trace, "1234.5")
    assert _likelihood(trace, "1.234.5") < _likelihood(trace, "1234.5") - 2


def test_what_stands_around_a_number_is_no_digit_of_it() -> None:
    trace = _trace([{"元": 0.95}, {"blank": 0.9}, {"5": 0.95}, {"blank": 0.9}, {"元": 0.95}])
    assert _likelihood(trace, "5") > -1
    assert _likelihood(trace, "5") - _likelihood(trace, "55") > 3
    digits = _trace([{sign: 0.95} for sign in "1515"])
    assert _likelihood(digits, "1515") - _likelihood(digits, "15") > 3


def test_a_minus_of_any_width_is_a_minus() -> None:
    trace = _trace([{"−": 0.5, "-": 0.45}, {"7": 0.95}])
    assert _likelihood(trace, "-7") - _likelihood(trace, "7") > 2


def test_no_number_is_likely_where_nothing_stands() -> None:
    trace = _trace([{"blank": 0.99}] * 4)
    assert _likelihood(trace, "") > _likelihood(trace, "1")


def test_two_numbers_are_none() -> None:
    assert _trace([{"1": 0.9}]).likelihood("2024年45.6万元") is None


def _spelled(steps: npt.NDArray[np.float64], number: str) -> float:
    """The same by trying every path."""
    total, columns = 0.0, "0123456789.,-_~"
    for path in product(range(15), repeat=len(steps)):
        kept = [columns[at] for n, at in enumerate(path) if n == 0 or at != path[n - 1]]
        text = "".join(kept)
        inner = text.strip("~")
        if "~" not in inner and inner.replace("_", "") == number and not inner.startswith("_") and not inner.endswith("_"):
            total += float(np.exp(sum(steps[n, at] for n, at in enumerate(path))))
    return float(np.log(total)) if total else -np.inf


@settings(max_examples=10)
@given(
    st.lists(st.lists(st.floats(0.01, 1.0), min_size=16, max_size=16), min_size=2, max_size=3), st.sampled_from(["7", "11", "-4"])
)
def test_the_sum_over_all_paths(rows: list[list[float]], number: str) -> None:
    probabilities = np.array([[0.05, *row][: len(CHARACTERS)] for row in rows], np.float32)
    steps = SIGNS.of(probabilities / probabilities.sum(axis=1, keepdims=True))
    found, wanted = Trace(steps).likelihood(number), _spelled(steps, number)
    assert found == pytest.approx(wanted, abs=1e-6) or (found == wanted == -np.inf)
