"""Running text in grids: numbered paragraphs are prose, and a text as high as a table of money stands for itself."""

from __future__ import annotations

import pytest

from extractor.document import Document
from extractor.segment import segment
from tests.layouts import document, line, only, ruled

TOLD = """
序号 | 事项 | 内容
1 | 收入 | 2025年收入预算为40万元，比上年增加10万元。
2 | 支出 | 2025年支出预算为40万元，比上年增加10万元。
3 | 车辆 | 2025年未安排购置车辆，与上年持平，均为0万元。
"""


def made(drawn: str, title: str = "某局公开事项说明") -> Document:
    return document([line(title), ruled(drawn)])


# title and grid → whether its texts are prose
GRIDS: dict[str, tuple[str, str, bool]] = {
    "numbered paragraphs": ("某局公开事项说明", TOLD, True),
    "under a title of targets": ("某局绩效目标说明表", TOLD, False),
    "labels and texts of a form": ("某局公开事项说明", TOLD.replace("序号", "代码名"), False),
    "words instead of sentences": ("某局公开事项说明", TOLD.replace("。", ""), False),
    "more columns": ("某局公开事项说明", TOLD.replace(" | 20", " | 甲 | 20").replace("事项", "事项 | 单位"), False),
}


@pytest.mark.parametrize("case", GRIDS)
def test_paragraphs_in_a_grid(case: str) -> None:
    title, drawn, is_told = GRIDS[case]
    found = segment(made(drawn, title))
    sentences = [p.piece.text for p in found.prose if "2025年" in p.piece.text]
    assert (len(sentences), len(found.regions)) == ((3, 0) if is_told else (0, 1))


GOAL = "到年底完成全部路段的养护任务，保障道路通畅，群众出行条件得到明显改善，路况指数稳步提高。"
MONEY = f"""
资金安排 | 资金来源 | 金额 | 上年金额 | 年度目标
^ | 上级拨款 | 30.00 | 20.00 | {GOAL}
^ | 自筹收入 | 10.00 | 10.00 | ^
"""


def test_a_text_beside_a_table_of_money_is_told_aside() -> None:
    (table,) = only(made(MONEY, "某局项目绩效目标表")).tables
    assert [column.header.text for column in table.columns] == ["资金来源", "金额", "上年金额"]
    assert [(aside.label.text, aside.value.text) for aside in table.asides] == [("年度目标", GOAL)]


@pytest.mark.parametrize("drawn", [MONEY.replace("| ^\n", f"| {GOAL}\n"), MONEY.replace(GOAL, "见附件")])
def test_texts_of_single_rows_and_words_stay(drawn: str) -> None:
    assert [column.header.text for table in only(made(drawn, "某局项目绩效目标表")).tables for column in table.columns][-1:] != [
        "上年金额"
    ]
