"""Word files: blocks in order, merged cells, text boxes, tracked changes, what is left out, and the place of each piece."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from extractor.document import Document, Grid, Line
from extractor.readers import read

from .office import p, run, shown, tbl, tc, tr, word, word_file


def box(*inner: str, kind: str = "both") -> str:
    """A text box as Word writes it: for new programs, and once more for old ones."""
    content = f"<w:txbxContent>{''.join(inner)}</w:txbxContent>"
    graphic = f"<a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic>"
    new = f"<w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    return f"<w:r>{ {'both': both, 'new': new, 'old': old}[kind] }</w:r>"


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


DELETED = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
INSERTED = f"<w:ins>{run('新')}</w:ins>"
MOVED = f"<w:move{{0}}>{run('走')}</w:move{{0}}>"
RUBY = f"<w:r><w:ruby><w:rt>{run('pin')}</w:rt><w:rubyBase>{run('拼')}</w:rubyBase></w:ruby></w:r>"
MARK_DELETED = "<w:rPr><w:del/></w:rPr>"
PAIR = tbl(tr("甲", "乙"))
SMALL = tbl(tr("子一", "子二"), tr("子三", "子四"))
LARGE = tbl(tr("一", "二", "三"), tr("四", "五", "六"))
LARGE_CELLS = [[0, 0, "一"], [0, 1, "二"], [0, 2, "三"], [1, 0, "四"], [1, 1, "五"], [1, 2, "六"]]

LINES = {
    "paragraphs and tables in order": ([p("标题"), PAIR, p("江伟")], ["标题", [[0, 0, "甲"], [0, 1, "乙"]], "江伟"]),
    "empty paragraphs say nothing": ([p(), p("　 "), p("甲")], ["甲"]),
    "a soft line break in a title": ([p("部门预算", "<w:r><w:br/></w:r>", "绩效目标表")], ["部门预算", "绩效目标表"]),
    "tabs between labels": ([p("单位：某局", "<w:r><w:tab/><w:tab/></w:r>", "单位：万元")], ["单位：某局", "单位：万元"]),
    "wide blanks between labels": ([p("单位：某局　　　单位：万元")], ["单位：某局", "单位：万元"]),
    "running text is whole": ([p("第一句。", "<w:r><w:br/></w:r>", "第二  句；")], ["第一句。\n第二  句；"]),
    "hyphens that do not break": ([p("408001", "<w:r><w:noBreakHyphen/></w:r>", "155")], ["408001-155"]),
    "a hyperlink and a smart tag": ([p(f"<w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag>")], ["甲乙"]),
    "a content control": ([f"<w:sdt><w:sdtContent>{p('甲')}{PAIR}</w:sdtContent></w:sdt>"], ["甲", [[0, 0, "甲"], [0, 1, "乙"]]]),
    "a field by its result": ([p("共", field("FORMULA 1+1", "2"), "项")], ["共2项"]),
    "a formula": ([p("<m:oMath><m:r><m:t>≥</m:t></m:r></m:oMath>", "95%")], ["≥95%"]),
    "phonetic guides are not read": ([p(RUBY)], ["拼"]),
    "a check mark of a symbol font": ([p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "是")], ["√是"]),
    "deletions are out, insertions in": ([p("甲", DELETED, INSERTED)], ["甲新"]),
    "moved text stands where it went": ([p("甲", MOVED.format("From")), p(MOVED.format("To"))], ["甲", "走"]),
    "a deleted end joins paragraphs": ([p("甲", properties=MARK_DELETED), p("乙"), p("丙")], ["甲乙", "丙"]),
    "hidden text is out": ([p("甲", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>")], ["甲"]),
    "text that is hidden no more": ([p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明</w:t></w:r>')], ["明"]),
    "a text box once": ([p("锚", box(p("框一"), p("框二")))], ["锚", "框一", "框二"]),
    "a text box of a new program": ([p(box(p("框"), kind="new"))], ["框"]),
    "a text box of an old program": ([p(box(p("框"), kind="old"))], ["框"]),
    "a table in a text box": ([p(box(PAIR))], [[[0, 0, "甲"], [0, 1, "乙"]]]),
    "a text box in a text box": ([p(box(p("外", box(p("内")))))], ["外", "内"]),
}  # fmt: skip


@pytest.mark.parametrize("case", LINES)
def test_body(case: str, tmp_path: Path) -> None:
    body, expected = LINES[case]
    assert shown(word(tmp_path, *body)) == expected


GRIDS = {
    "cells side by side": ([tr(tc("题", span=2)), tr("甲", "乙")], [[0, 0, "题", (1, 2)], [1, 0, "甲"], [1, 1, "乙"]]),
    "cells over one another": (
        [tr(tc("级", merge="restart"), "甲"), tr(tc(merge="continue"), "乙"), tr(tc(merge="continue"), "丙")],
        [[0, 0, "级", (3, 1)], [0, 1, "甲"], [1, 1, "乙"], [2, 1, "丙"]],
    ),
    "a block": (
        [tr(tc("块", span=2, merge="restart"), "甲"), tr(tc(span=2, merge="continue"), "乙")],
        [[0, 0, "块", (2, 2)], [0, 2, "甲"], [1, 2, "乙"]],
    ),
    "a merge that goes on from nothing": ([tr(tc("甲", merge="continue"), "乙")], [[0, 0, "甲"], [0, 1, "乙"]]),
    "a merge that goes on under another width": (
        [tr(tc("甲", span=2, merge="restart")), tr(tc("丙", merge="continue"), "乙")],
        [[0, 0, "甲", (1, 2)], [1, 0, "丙"], [1, 1, "乙"]],
    ),
    "two merges one under the other": (
        [tr(tc("甲", merge="restart")), tr(tc(merge="continue")), tr(tc("乙", merge="restart")), tr(tc(merge="continue"))],
        [[0, 0, "甲", (2, 1)], [2, 0, "乙", (2, 1)]],
    ),
    "what a merged cell hides": ([tr(tc("甲", merge="restart")), tr(tc("藏", merge="continue"))], [[0, 0, "甲", (2, 1)]]),
    "a row that begins late": (
        [tr("甲", "乙"), tr("丙", properties='<w:gridBefore w:val="1"/>')],
        [[0, 0, "甲"], [0, 1, "乙"], [1, 1, "丙"]],
    ),
    "cells merged as of old": (
        [tr(tc("甲", properties='<w:hMerge w:val="restart"/>'), tc(properties="<w:hMerge/>"), "乙")],
        [[0, 0, "甲", (1, 2)], [0, 2, "乙"]],
    ),
    "a deleted row": ([tr("甲"), tr("删", properties="<w:del/>"), tr("乙")], [[0, 0, "甲"], [1, 0, "乙"]]),
    "a row in a content control": ([f"<w:sdt><w:sdtContent>{tr('甲')}</w:sdtContent></w:sdt>"], [[0, 0, "甲"]]),
    "blank cells": ([tr("甲", ""), tr("", "　")], [[0, 0, "甲"], [0, 1, ""], [1, 0, ""], [1, 1, ""]]),
    "paragraphs of a cell": ([tr(tc(p("一"), p(), p("二", "<w:r><w:br/></w:r>", "三")))], [[0, 0, "一\n二\n三"]]),
    "a cell's paragraphs joined by a change": ([tr(tc(p("一", properties=MARK_DELETED), p("二")))], [[0, 0, "一二"]]),
    "a text box in a cell": ([tr(tc(p("甲", box(p("框")))))], [[0, 0, "甲\n框"]]),
    "a small table in a cell": ([tr(tc(p("前"), SMALL, p("后")), "乙")], [[0, 0, "前\n子一\t子二\n子三\t子四\n后"], [0, 1, "乙"]]),
    "a nonsense span": ([tr('<w:tc><w:tcPr><w:gridSpan w:val="x"/></w:tcPr><w:p/></w:tc>', "乙")], [[0, 0, ""], [0, 1, "乙"]]),
}  # fmt: skip


@pytest.mark.parametrize("case", GRIDS)
def test_grid(case: str, tmp_path: Path) -> None:
    rows, expected = GRIDS[case]
    document = word(tmp_path, tbl(*rows), p("完"))
    assert shown(document) == [expected, "完"]
    grid = document.pages[0].blocks[0]
    assert isinstance(grid, Grid) and grid.ruled and grid.box is None


def places(document: Document) -> dict[str, int | tuple[int, int, int] | None]:
    """Where each text stands: the line, or the cell."""
    pieces = [
        piece
        for block in document.pages[0].blocks
        for piece in ([block.piece] if isinstance(block, Line) else [cell.piece for cell in block.cells])
    ]
    return {piece.text: place.line or place.cell for piece in pieces for place in piece.places}


def test_places_count_from_one(tmp_path: Path) -> None:
    merged = tbl(tr(tc("题", span=2)), tr(tc("级", merge="restart"), "甲"), tr(tc(merge="continue"), "乙"))
    document = word(tmp_path, p("一"), p(), tbl(tr("表一")), p("二", box(p("框"))), merged)
    assert places(document) == {
        "一": 1, "表一": (1, 1, 1), "二": 3, "框": 3, "题": (2, 1, 1), "级": (2, 2, 1), "甲": (2, 2, 2), "乙": (2, 3, 2),
    }  # fmt: skip
    page = document.pages[0]
    assert (page.number, page.origin, page.width, document.reader.split()[0]) == (1, "office", 0.0, "python-docx")


def test_a_large_table_in_a_cell_is_a_grid_at_that_cell(tmp_path: Path) -> None:
    document = word(tmp_path, tbl(tr("甲", "乙"), tr("丙", tc(p("丁"), LARGE))))
    assert shown(document) == [[[0, 0, "甲"], [0, 1, "乙"], [1, 0, "丙"], [1, 1, "丁"]], LARGE_CELLS]
    assert {places(document)[text] for text in "丁一六"} == {(1, 2, 2)}


def test_a_table_that_only_frames_another_is_looked_through(tmp_path: Path) -> None:
    document = word(tmp_path, tbl(tr(tc(p("标题"), LARGE, p("联系人")), "")))
    assert shown(document) == ["标题", "联系人", LARGE_CELLS]
    assert (places(document)["标题"], places(document)["六"]) == ((1, 1, 1), (1, 2, 3))


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.sections[0].footer.paragraphs[0].text = "第 1 页"
    made.add_paragraph("正文")
    made.save(str(tmp_path / "a.docx"))
    assert shown(read(tmp_path / "a.docx")) == ["正文"]


def level(depth: int, kind: str, text: str, start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def numbered(text: str, depth: int = 0, list_id: int = 91) -> str:
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def test_automatic_numbers_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    root = made.part.numbering_part.element
    levels = level(0, "chineseCountingThousand", "%1、", 9) + level(1, "decimal", "%2.") + level(2, "bullet", "•")
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    namespace = f'xmlns:w="{root.nsmap["w"]}"'
    for xml in (
        f'<w:abstractNum {namespace} w:abstractNumId="90">{levels}</w:abstractNum>',
        f'<w:num {namespace} w:numId="91"><w:abstractNumId w:val="90"/></w:num>',
        f'<w:num {namespace} w:numId="92"><w:abstractNumId w:val="90"/>{anew}</w:num>',
    ):
        root.append(parse_xml(xml))
    body = [numbered("甲"), numbered("子", 1), numbered("丑", 1), numbered("点", 2)]
    body += [numbered("乙"), numbered("寅", 1), numbered("丙", 0, 92)]
    made.save(str(tmp_path / "numbered.docx"))
    parts = _numbering(tmp_path / "numbered.docx")
    document = read(word_file(tmp_path / "a.docx", *body, numbered("", 0), p("丁"), numbered("戊", 0, 0), parts=parts))
    assert shown(document) == ["九、甲", "1.子", "2.丑", "点", "十、乙", "1.寅", "一、丙", "丁", "戊"]


def test_a_number_may_be_all_that_a_cell_says(tmp_path: Path) -> None:
    made = docx.Document()
    for _ in range(2):
        row = made.add_table(1, 2).rows[0]
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[1].text = "2024年"
        row.cells[1].paragraphs[0].style = "List Number"
        made.add_paragraph(style="List Number")
    made.save(str(tmp_path / "a.docx"))
    assert shown(read(tmp_path / "a.docx")) == [
        [[0, 0, "1."], [0, 1, "2.2024年"]],
        [[0, 0, "4."], [0, 1, "5.2024年"]],
    ]


def _numbering(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {"word/numbering.xml": archive.read("word/numbering.xml")}


NOTED = {
    "revisions": ([p("甲", DELETED)], "含有修订"),
    "hidden text": ([p("甲", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>")], "有 1 段隐藏文字"),
    "pictures": ([p("甲", "<w:r><w:drawing><a:blip/></w:drawing></w:r>")], "有 1 张图片，图片里的文字未读取"),
    "footnotes": ([p("甲", "<w:r><w:footnoteReference/></w:r>")], "有 1 处脚注"),
    "another document in this one": ([p("甲"), "<w:altChunk/>"], "有 1 处插入的其他文档"),
    "signs nobody knows": ([p("甲", '<w:r><w:sym w:font="Marlett" w:char="F031"/></w:r>')], "有 1 个符号"),
}


@pytest.mark.parametrize("case", NOTED)
def test_what_is_left_out_is_noted(case: str, tmp_path: Path) -> None:
    body, note = NOTED[case]
    (found,) = word(tmp_path, *body).pages[0].notes
    assert found.startswith(note)


def test_a_plain_file_has_no_notes(tmp_path: Path) -> None:
    assert word(tmp_path, p("甲", field("PAGE", "1")), PAIR).pages[0].notes == ()
