"""The layouts of the suite print all of what is generated for them, and its words keep their contract."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from eval.layouts.content.generate import generate
from eval.layouts.dev import LAYOUTS, VOCABULARY
from eval.layouts.profile import Printed
from eval.layouts.vocabulary import Bureau
from golden.corpus import leaves
from golden.sheet import Labels, Line, Sheet, Span, Table

SEEDS = range(12)
NEEDED = {"数量", "质量", "时效", "社会效益", "满意度"}


def spans_of(sheet: Sheet) -> Iterator[tuple[Span, bool]]:
    """Every span, and whether it stands in a cell."""
    for block in sheet.blocks:
        if isinstance(block, Line):
            yield from ((span, False) for span in block.spans)
        else:
            yield from ((span, True) for row in block.rows for cell in row.cells for span in cell.spans)


@pytest.mark.parametrize("printed", LAYOUTS, ids=lambda printed: printed.name)
@pytest.mark.parametrize("planted", [0, 3])
def test_a_layout_prints_every_leaf_and_nothing_else(printed: Printed, planted: int) -> None:
    for seed in SEEDS:
        record = generate(printed.profile, VOCABULARY, seed, planted=planted).expected
        shown = {path for span, _ in spans_of(printed.layout(Labels(record))) for path in span.paths}
        assert shown == leaves(record).keys()


@pytest.mark.parametrize("printed", LAYOUTS, ids=lambda printed: printed.name)
def test_blank_leaves_stand_in_cells_where_they_have_a_box(printed: Printed) -> None:
    for seed in SEEDS:
        record = generate(printed.profile, VOCABULARY, seed).expected
        in_cells = {path for span, in_cell in spans_of(printed.layout(Labels(record))) if in_cell for path in span.paths}
        assert {path for path, text in leaves(record).items() if not text} <= in_cells


@pytest.mark.parametrize("printed", LAYOUTS, ids=lambda printed: printed.name)
def test_rows_fill_their_tables(printed: Printed) -> None:
    for seed in SEEDS:
        sheet = printed.layout(Labels(generate(printed.profile, VOCABULARY, seed).expected))
        for table in (block for block in sheet.blocks if isinstance(block, Table)):
            area = sum(cell.columns * cell.rows for row in table.rows for cell in row.cells)
            assert area == len(table.widths) * len(table.rows)
            assert all(column + cell.columns <= len(table.widths) for _, column, cell in table.placed())


def test_names_are_unique() -> None:
    names = [printed.name for printed in LAYOUTS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("bureau", VOCABULARY.bureaus, ids=lambda bureau: bureau.name)
def test_every_project_has_the_measures_a_form_needs(bureau: Bureau) -> None:
    for project in bureau.projects:
        assert {measure.kind for measure in project.measures} >= NEEDED
        assert len({measure.name for measure in project.measures}) == len(project.measures)
        assert 2 <= len(project.costs) <= 5


@pytest.mark.parametrize("codes", [VOCABULARY.functional, VOCABULARY.funds, VOCABULARY.economic], ids=["功能", "基金", "经济"])
def test_every_code_has_its_parents(codes: dict[str, str]) -> None:
    assert all(code[:-2] in codes for code in codes if len(code) > 3)


def test_goals_promise_no_number_that_no_indicator_has() -> None:
    goals = [goal for bureau in VOCABULARY.bureaus for project in bureau.projects for goal in project.goals]
    assert not [goal for goal in goals if re.search(r"\d|零|全部|全覆盖", goal)]
