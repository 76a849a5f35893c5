"""A document cut into regions: one per form, with the lines around it, and the filling rules the document prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from extractor.document import Document, Piece
from extractor.normalise.text import key
from extractor.segment.blocks import find_blocks
from extractor.segment.cutter import cut, take_title
from extractor.segment.flow import flow
from extractor.segment.lines.labelled import split_counts, split_label, whole_lines
from extractor.segment.lines.prose import Paragraph, paragraphs
from extractor.segment.lines.told import told_lines
from extractor.segment.region import Region, about_targets, amounts_of, is_of_targets, titles_of
from extractor.segment.regroup.abreast import abreast
from extractor.segment.regroup.captioned import under_list
from extractor.segment.regroup.gathered import gathered
from extractor.segment.regroup.halved import halved
from extractor.segment.regroup.inherited import inherited
from extractor.segment.regroup.lent import lent
from extractor.segment.regroup.paged import paged
from extractor.segment.regroup.reheaded import reheaded
from extractor.segment.regroup.spined import spined
from extractor.segment.rows.recounted import recounted

__all__ = ["Segments", "segment"]


@dataclass(frozen=True, slots=True)
class Segments:
    """What `segment` found: the regions of forms and tables in order, the texts of the filling rules, the running text."""

    regions: tuple[Region, ...]
    rules: tuple[Piece, ...]
    prose: tuple[Paragraph, ...] = ()


def _prose(document: Document, rules: Sequence[Piece], regions: Sequence[Region], inside: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """The running text that is neither a filling rule nor what stands behind the labels of a form; `inside` is that in grids."""
    ruled = [text for rule in rules if (text := key(rule.text))]
    labelled = [_labelled(region) for region in regions if region.amounts is None and is_of_targets(region)]
    found = sorted([*paragraphs(document), *map(Paragraph, inside)], key=lambda paragraph: paragraph.piece.page or 0)
    texts = ((p, key(p.piece.text)) for p in found)
    return tuple(p for p, text in texts if not any(rule in text for rule in ruled) and not any(text in lines for lines in labelled))


def _labelled(region: Region) -> str:
    """The lines of a form that say "label：value" or count something, and its sentences of amounts, folded, one after another."""
    lines = [*whole_lines(region.head), *whole_lines(region.tail)]
    labelled = [line for line in lines if split_label(line) or split_counts(line)]
    return "\n".join(key(line.text) for line in (*labelled, *told_lines(region.head).values(), *told_lines(region.tail).values()))


def _each_project(regions: Sequence[Region]) -> list[Region]:
    """The regions, those of several projects as one for each."""
    return abreast(inherited(lent(spined(reheaded(halved(regions))))))


def _whole_tables(regions: Sequence[Region]) -> list[Region]:
    """The regions with a table of amounts that says its title on every page as one, and the note under one that is told."""
    for region in regions:
        take_title(region)
        region.amounts = amounts_of(region)
    whole: list[Region] = []
    for is_amounts, run in groupby(regions, lambda region: region.amounts is not None):
        parts = list(run)
        whole += paged(parts) if is_amounts else parts
    for region in whole:
        region.amounts = amounts_of(region) if region.amounts is not None else None
    return whole


def segment(document: Document) -> Segments:
    """The regions of `document` that hold a grid, in reading order."""
    cutter = cut(flow(document))
    inside = {id(region): recounted(region.rows) for region in cutter.regions if not about_targets(titles_of(region))}
    kept = [region for region in cutter.regions if region.rows and not inside.get(id(region))]
    regions = tuple(_whole_tables(gathered(_each_project(under_list(kept)))))
    for region in regions:
        if region.amounts is None:
            find_blocks(region)
    sentences = [piece for pieces in inside.values() for piece in pieces]
    told = tuple(Paragraph(piece) for region in regions for piece in region.told.values())
    return Segments(regions, tuple(cutter.rules), _prose(document, cutter.rules, regions, sentences) + told)
