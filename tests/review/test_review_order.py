"""What a reviewer looks at, in which order, and how many of the fields that seem right."""

from __future__ import annotations

from fractions import Fraction

import pytest
from scipy.stats import hypergeom

from extractor.record import Record
from extractor.review import DISCOVERY, REASONS, Sample, absences, queue, reviewed
from extractor.review.order import open_findings
from extractor.run import leaves
from tests.review.samples import decision, leaf_at, read_record, spoilt

TOTAL, WEIGHT = "forms[0].total_budget", "forms[0].indicators[0].weight"


_GROUPS = {"unreadable": 0, "doubtful": 0, "finding": 0, "sample": 1, "rest": 2, "blank": 2}


def doubtful(case: str = "own-wide") -> Record:
    """A reading that is unsure of two fields and saw ink without text in a third."""
    made = spoilt(read_record(case), "forms[0].indicators[1].value", confidence=0.55)
    made = spoilt(made, WEIGHT, confidence=0.3)
    return spoilt(made, "forms[0].indicators[2].value", raw="", value=None, unreadable=True)


def test_the_doubtful_come_first_the_least_sure_of_them_at_the_head() -> None:
    found = queue(reviewed(doubtful(), ()))
    assert [(field.path, field.why) for field in found[:3]] == [
        ("forms[0].indicators[2].value", "unreadable"),
        (WEIGHT, "doubtful"),
        ("forms[0].indicators[1].value", "doubtful"),
    ]
    groups = [_GROUPS[field.why] for field in found]
    assert groups == sorted(groups)
    assert set(groups) == {0, 1, 2}


def test_every_field_comes_once_with_its_name() -> None:
    record = doubtful()
    found = queue(reviewed(record, ()))
    assert sorted(field.path for field in found) == sorted(path for path, _ in leaves(record))
    assert all(field.name and field.leaf is not None for field in found)


def test_the_rest_are_in_document_order() -> None:
    record = read_record("002")
    number = {path: at for at, (path, _) in enumerate(leaves(record))}
    found = queue(reviewed(record, ()))
    for group in ({"sample"}, {"rest", "blank"}):
        places = [number[field.path] for field in found if field.why in group]
        assert places == sorted(places)
        assert len(places) > 50


def test_what_an_open_finding_names_is_looked_at() -> None:
    record = read_record("002")
    found = reviewed(record, ())
    named = {field.path: field.findings for field in queue(found) if field.why == "finding"}
    finding = open_findings(found)[0]
    path = next(item.path for item in finding.evidence)
    assert finding.id in named[path]
    refused = [
        decision(record, number, item.id, "reject", target="finding") for number, item in enumerate(open_findings(found), start=1)
    ]
    assert "finding" not in {field.why for field in queue(reviewed(record, refused))}


def test_a_decided_field_keeps_its_place() -> None:
    record = doubtful()
    leaf = leaf_at(record, WEIGHT)
    assert leaf is not None
    after = reviewed(record, [decision(record, 1, WEIGHT, "correct", old=leaf.raw, new="15")])
    before = [field.path for field in queue(reviewed(record, ())) if field.why == "doubtful"]
    found = [field for field in queue(after) if field.why == "doubtful"]
    assert [field.path for field in found] == before
    assert found[0].decision is not None
    assert found[0].leaf is not None
    assert found[0].leaf.raw == "15"


def test_the_sample_stays_the_same_whatever_is_decided() -> None:
    record = read_record("own-wide")
    first = [field.path for field in queue(reviewed(record, ())) if field.why == "sample"]
    log = [
        decision(record, number, path, "accept", old=leaf.raw if (leaf := leaf_at(record, path)) else None)
        for number, path in enumerate(first[:9], start=1)
    ]
    assert [field.path for field in queue(reviewed(record, log)) if field.why == "sample"] == first
    other = record.model_copy(update={"sha256": "1" * 64})
    assert [field.path for field in queue(reviewed(other, ())) if field.why == "sample"] != first


def test_fields_that_may_have_been_missed() -> None:
    record = read_record("own-wide")
    found = absences(reviewed(record, ()))
    assert all(field.why == "absent" and field.leaf is None for field in found)
    assert "forms[0].prior_year_budget" in {field.path for field in found}


def test_reasons_are_said_in_both_languages() -> None:
    assert all(row["zh"] and row["en"] for row in REASONS.values())


# ---- the size of the sample


@pytest.mark.parametrize("population", [1, 5, 19, 20, 21, 40, 59, 100, 280, 1324, 50_000])
def test_the_sample_would_show_five_wrong_in_a_hundred(population: int) -> None:
    size, wrong = DISCOVERY.size(population), -(-population // 20)
    assert 0 < size <= population
    assert hypergeom.pmf(0, population, wrong, size) <= 0.05 + 1e-9
    assert size == 1 or hypergeom.pmf(0, population, wrong, size - 1) > 0.05 - 1e-9


@pytest.mark.parametrize(("population", "size"), [(0, 0), (1, 1), (19, 19), (20, 19), (100, 45), (1_000_000, 59)])
def test_sizes(population: int, size: int) -> None:
    assert DISCOVERY.size(population) == size


def test_a_stricter_rule_draws_more() -> None:
    paths = [f"claims[{number}].amount" for number in range(500)]
    strict = Sample(share=Fraction(1, 100))
    assert len(strict.drawn(paths, "a")) > len(DISCOVERY.drawn(paths, "a"))
    assert DISCOVERY.drawn(paths, "a") <= strict.drawn(paths, "a") <= set(paths)
