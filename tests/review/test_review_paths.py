"""Every leaf of a record is found by its path, and nothing that is none."""

from __future__ import annotations

import pytest

from extractor.errors import UsageError
from extractor.record import Leaf
from extractor.review.paths import Slot, absent, field_of, is_path, natural, steps, within
from extractor.run import leaves
from tests.review.samples import read_record


@pytest.mark.parametrize("case", ["002", "own-wide", "own-selfeval"])
def test_every_leaf_has_its_slot(case: str) -> None:
    record = read_record(case)
    found = list(leaves(record))
    assert len(found) > 50
    for path, leaf in found:
        slot = Slot.at(record, path)
        assert slot is not None, path
        assert slot.leaf is leaf


def test_a_leaf_may_stand_where_a_field_is_missing() -> None:
    record = read_record("002").model_copy(deep=True)
    paths = list(absent(record))
    assert "forms[0].project_name" in paths
    assert "tables[0].rows[0].code" in paths
    for path in paths:
        slot = Slot.at(record, path)
        assert slot is not None, path
        assert slot.leaf is None
        slot.put(Leaf(raw=path))
    assert {path: leaf.raw for path, leaf in leaves(record) if leaf.raw == path} == {path: path for path in paths}


@pytest.mark.parametrize(
    "path",
    [
        "", "forms", "forms[0]", "forms[0].kind", "forms[99].title", "forms[0].funding", "forms[0].funding[99].amount",
        "forms[0].nothing", "forms[0].title.raw", "tables[0].columns", "tables[0].columns[0]", "tables[0].columns[0][99]",
        "tables[0].rows[0].cells", "tables[0].rows[0].cells[99]", "claims[0].relation", "findings[0].message", "source",
        "provenance.model", "filling_rules", "forms[-1].title", "forms[0] .title", "__class__", "forms[0].model_fields",
        "forms[0]title", "[0]", "forms[1e1].title", "forms[٠].title",
    ],
)  # fmt: skip
def test_what_is_no_leaf_has_no_slot(path: str) -> None:
    assert Slot.at(read_record("002"), path) is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("forms[3].indicators[0].weight", "weight"),
        ("forms[0].funding[1].amount", "amount"),
        ("forms[0].attributes[2].value", "text"),
        ("forms[0].indicators[1].attributes[0].value", "text"),
        ("forms[0].indicators[1].value", "value"),
        ("tables[0].rows[1].cells[2]", "amount"),
        ("tables[0].columns[1][0]", "heading"),
        ("claims[4].period", "fiscal_year"),
        ("claims[4].amount", "amount"),
        ("fiscal_year", "fiscal_year"),
        ("filling_rules[0].text", "text"),
    ],
)
def test_a_path_is_read_as_its_field(path: str, field: str) -> None:
    assert field_of(path) == field


def test_what_is_no_path_is_named() -> None:
    assert not is_path("forms[0]..title")
    with pytest.raises(UsageError, match="不是字段的路径"):
        steps("forms[0]..title")


def test_paths_are_in_the_order_of_their_numbers() -> None:
    paths = ["forms[10].title", "forms[9].title", "forms[9].funding[2].label", "claims[0].subject"]
    assert sorted(paths, key=natural) == [paths[3], paths[2], paths[1], paths[0]]


@pytest.mark.parametrize(
    ("path", "whole", "inside"),
    [
        ("forms[1].title", "forms[1]", True),
        ("forms[1]", "forms[1]", True),
        ("forms[10].title", "forms[1]", False),
        ("forms[1].funding[0].label", "forms[1].funding", True),
    ],
)
def test_what_stands_in_what(path: str, whole: str, *, inside: bool) -> None:
    assert within(path, whole) is inside
