"""Budget tables as printed: headers from paths, blocks side by side."""

from __future__ import annotations

from typing import Any

import pytest

from golden.layouts.budget_tables import Name, Plan, budget_table
from golden.sheet import Labels, Sheet
from golden.text_copy import to_text

CODES: dict[str, Any] = {
    "columns": [["2020 年"], ["2021 年", "小计"], ["2021 年", "基本支出"]],
    "rows": [{"code": "", "name": "合计", "cells": ["3", "2", ""]}, {"code": "204", "name": "司法", "cells": ["1", "2", "3"]}],
}
BY_CODE = Plan((1,) * 5, ((Name("code", ("科目", "编码")), Name("name", ("科目", "名称")), 0, 1, 2),))

BLOCKS: dict[str, Any] = {
    "columns": [["收入", "预算数"], ["支出", "预算数"]],
    "rows": [
        {"code": None, "name": "拨款", "cells": ["5", ""]},
        {"code": None, "name": "收入合计", "cells": ["5", ""]},
        {"code": None, "name": "教育", "cells": ["", "2"]},
        {"code": None, "name": "司法", "cells": ["", "3"]},
        {"code": None, "name": "支出合计", "cells": ["", "5"]},
    ],
}
SIDE_BY_SIDE = Plan((1,) * 4, ((Name("name", ("收入", "项目")), 0), (Name("name", ("支出", "项目")), 1)), ((0, 2), (0, 1, 2)))

PRINTED = [
    ("codes", CODES, BY_CODE, "科目\t\t2020 年\t2021 年\t\n编码\t名称\t\t小计\t基本支出\n合计\t\t3\t2\t\n204\t司法\t1\t2\t3\n"),
    (
        "blocks",
        BLOCKS,
        SIDE_BY_SIDE,
        "收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n拨款\t5\t教育\t2\n\t\t司法\t3\n收入合计\t5\t支出合计\t5\n",
    ),
]


@pytest.mark.parametrize(("labels", "plan", "text"), [case[1:] for case in PRINTED], ids=[case[0] for case in PRINTED])
def test_printed(labels: dict[str, Any], plan: Plan, text: str) -> None:
    (table,) = Labels({"tables": [labels]}).each("tables")
    assert to_text(Sheet((budget_table(table, plan),))) == text


def test_a_header_cell_over_several_columns_is_part_of_all_their_paths() -> None:
    (table,) = Labels({"tables": [CODES]}).each("tables")
    spans = [span for row in budget_table(table, BY_CODE).rows[:2] for made in row.cells for span in made.spans]
    assert {span.text: span.paths for span in spans if span.paths} == {
        "2020 年": ("tables[0].columns[0][0]",),
        "2021 年": ("tables[0].columns[1][0]", "tables[0].columns[2][0]"),
        "小计": ("tables[0].columns[1][1]",),
        "基本支出": ("tables[0].columns[2][1]",),
    }


def test_blank_amounts_of_the_other_block_stand_nowhere() -> None:
    (table,) = Labels({"tables": [BLOCKS]}).each("tables")
    paths = {
        path for row in budget_table(table, SIDE_BY_SIDE).rows for made in row.cells for span in made.spans for path in span.paths
    }
    assert {path for path in paths if path.startswith("tables[0].rows[0]")} == {
        "tables[0].rows[0].name",
        "tables[0].rows[0].cells[0]",
    }


def test_a_plan_for_other_rows_is_refused() -> None:
    (table,) = Labels({"tables": [BLOCKS]}).each("tables")
    with pytest.raises(ValueError, match="5 rows, the plan has lines for 4"):
        budget_table(table, Plan(SIDE_BY_SIDE.widths, SIDE_BY_SIDE.blocks, ((0, 2), (0, 1))))
