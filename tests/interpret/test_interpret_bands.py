"""A project told in one cell by its name and the brackets behind it; brackets that say anything else tell nothing."""

from __future__ import annotations

import pytest

from extractor.document import Piece
from extractor.interpret.bands import banded

# a cell → label, value and unit of what it says
BANDS: dict[str, tuple[str, list[tuple[str, str, str | None]]]] = {
    "a sum, its parts and a fact": (
        "项目一：荒山绿化（预算 1,204.50 元，其中：县级补助 1,000.50、自筹 204.00；实施单位：北坡林场）",
        [
            ("项目一", "荒山绿化", None),
            ("预算", "1,204.50", "元"),
            ("县级补助", "1,000.50", "元"),
            ("自筹", "204.00", "元"),
            ("实施单位", "北坡林场", None),
        ],
    ),
    "brackets in the name and in a value": (
        "子项目2:河堤（二期）加固（主管部门：水利局（本级）；投入12万元）",
        [("子项目2", "河堤（二期）加固", None), ("主管部门", "水利局（本级）", None), ("投入", "12", "万元")],
    ),
    "facts alone": ("项目名称：荒山绿化(实施单位：北坡林场)", [("项目名称", "荒山绿化", None), ("实施单位", "北坡林场", None)]),
    "part of the name": ("项目名称：河堤加固（二期）", []),
    "words beside the amounts": ("项目一：荒山绿化（预算100元，按期完成）", []),
    "amounts in no unit": ("项目一：荒山绿化（预算100，其中：自筹20）", []),
    "no brackets": ("项目一：荒山绿化", []),
    "a bracket that is not closed": ("项目一：荒山绿化（预算100元", []),
    "another label": ("实施单位：林场（预算100元）", []),
}


@pytest.mark.parametrize("case", BANDS)
def test_bands(case: str) -> None:
    text, expected = BANDS[case]
    found = banded(Piece(text))
    assert [(said.label.text, said.value.text, said.unit.text if said.unit else None) for said in found] == expected
