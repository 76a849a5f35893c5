"""A sheet as HTML for WeasyPrint: every leaf's element carries its paths, every row its place."""

from __future__ import annotations

from html import escape

from golden.sheet import Block, Cell, Line, Row, Sheet, Span, Table

__all__ = ["to_html"]

# Cells have borders of their own (not collapsed): only then does a cell that a page break cuts get its edges drawn.
_STYLE = """
@page {{ size: A4 {orientation}; margin: 20mm 18mm 18mm 18mm; }}
body {{ margin: 0; font-family: "Noto Serif CJK SC"; font-size: {size}pt; line-height: 1.45; }}
p {{ margin: 0; white-space: pre-wrap; }}
p.title {{ text-align: center; font-size: 17pt; font-weight: bold; margin: 12pt 0 5pt; break-after: avoid; }}
p.subtitle {{ text-align: center; margin-bottom: 4pt; break-after: avoid; }}
p.first {{ break-before: page; }}
p.number {{ margin-top: 16pt; break-after: avoid; }}
p.unit {{ text-align: right; margin-bottom: 3pt; break-after: avoid; }}
p.lead {{ margin-bottom: 3pt; break-after: avoid; }}
p.tail {{ margin-top: 5pt; }}
p.last {{ margin: 3pt 0 12pt; }}
p.chapter {{ font-size: 11pt; font-weight: bold; margin: 7pt 0 2pt; break-after: avoid; }}
p.prose {{ font-size: 11pt; text-align: justify; text-indent: 2em; }}
@page across {{ size: A4 landscape; }}
@page upright {{ size: A4 portrait; }}
section.across {{ page: across; break-before: page; }}
section.upright {{ page: upright; break-before: page; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; }}
table + table {{ margin-top: 20pt; }}
tr {{ break-inside: avoid; }}
tr.splits {{ break-inside: auto; }}
tr.keeps {{ break-after: avoid; }}
td {{ border: 0.75pt solid #000; padding: 3pt 4pt; vertical-align: middle; text-align: center; white-space: pre-wrap;
     overflow-wrap: anywhere; box-decoration-break: clone; }}
table.rows td {{ border-left-style: none; border-right-style: none; }}
table.open td {{ border-style: none; }}
td.left {{ text-align: left; }}
td.text {{ text-align: justify; }}
td.right {{ text-align: right; }}
td.strong {{ font-weight: bold; }}
td.bare-left {{ border-style: none; text-align: left; }}
td.bare-right {{ border-style: none; text-align: right; }}
td.title {{ border-style: none; font-size: 17pt; font-weight: bold; }}
"""


def to_html(sheet: Sheet, title: str) -> str:
    """The sheet as one HTML page."""
    first, *others = sheet.sections()
    style = _STYLE.format(orientation="landscape" if first[0] else "portrait", size=sheet.font_size)
    body = _blocks(first[1]) + "".join(_turned(landscape, blocks) for landscape, blocks in others)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def _turned(landscape: bool, blocks: list[tuple[int, Block]]) -> str:
    return f'<section class="{"across" if landscape else "upright"}">{_blocks(blocks)}</section>'


def _blocks(blocks: list[tuple[int, Block]]) -> str:
    return "".join(_block(block, number) for number, block in blocks)


def _block(block: Block, number: int) -> str:
    return _line(block) if isinstance(block, Line) else _table(block, number)


def _line(line: Line) -> str:
    return f'<p class="{line.style}">{_text(line.spans)}</p>'


def _table(table: Table, number: int) -> str:
    columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.3f}%">' for width in table.widths)
    rows = [_row(row, f"{number}.{index}") for index, row in enumerate(table.rows)]
    head = f"<thead>{''.join(rows[: table.header])}</thead>" if table.header else ""
    return (
        f'<table class="{table.style}"><colgroup>{columns}</colgroup>{head}<tbody>{"".join(rows[table.header :])}</tbody></table>'
    )


def _row(row: Row, place: str) -> str:
    cells = "".join(_cell(cell) for cell in row.cells)
    style = "splits" if row.splits else "keeps" if row.keeps else ""
    return f'<tr data-row="{place}" class="{style}">{cells}</tr>'


def _cell(cell: Cell) -> str:
    blank = " ".join(path for span in cell.spans if not span.text for path in span.paths)
    attributes = f' colspan="{cell.columns}" rowspan="{cell.rows}" class="{cell.style}"'
    if blank:
        attributes += f' data-blank="{escape(blank)}"'
    return f"<td{attributes}>{_text(cell.spans)}</td>"


def _text(spans: tuple[Span, ...]) -> str:
    shown = [span for span in spans if span.text]
    return "".join(_span(span, alone=len(shown) == 1) for span in shown)


def _span(span: Span, *, alone: bool) -> str:
    """A leaf that shares its cell may begin or end inside a line: it is boxed line by line."""
    if not span.paths:
        return escape(span.text)
    return f'<span data-path="{escape(" ".join(span.paths))}" data-alone="{int(alone)}">{escape(span.text)}</span>'
