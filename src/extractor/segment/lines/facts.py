"""Facts told in a sentence that says nothing else: 项目名称为“校舍修缮”，主管部门为教育局，项目编码AB123456。"""

from __future__ import annotations

import re
from itertools import pairwise

from extractor.document import Piece
from extractor.normalise.labels import reads_like_label
from extractor.segment.lines.labelled import SHORT

__all__ = ["told_facts"]

_STOP = re.compile(r"[，,；;。]")
_LEADS = r"(?:申报(?=项目)|计划|具体|本|该)?"
_SAID = re.compile(
    rf"\s*{_LEADS}(?P<label>[\u4e00-\u9fff]{{2,10}}?)(?:为|是)\s*(?P<open>[“\"])?(?P<value>\S.*?)(?(open)[”\"])\s*", re.DOTALL
)
_BARE = re.compile(rf"\s*{_LEADS}(?P<label>[\u4e00-\u9fff]{{2,10}})(?P<value>[0-9A-Za-z][0-9A-Za-z\-—./年月日]{{5,}})\s*")
_MIN_FACTS = 2


def told_facts(piece: Piece) -> list[tuple[Piece, Piece]]:
    """Label and value of each clause of a sentence; none where one of them says anything else."""
    points = [0, *(match.end() for match in _STOP.finditer(piece.text)), len(piece)]
    clauses = [clause for a, b in pairwise(points) if (clause := piece.slice(a, b).strip("，,；;。 \t\r\n\u3000"))]
    found: list[tuple[Piece, Piece]] = []
    for clause in clauses:
        match = _SAID.fullmatch(clause.text) or _BARE.fullmatch(clause.text)
        if match is None or not reads_like_label(match["label"]) or len(match["value"]) > SHORT:
            return []
        found.append((clause.slice(*match.span("label")), clause.slice(*match.span("value"))))
    return found if len(found) >= _MIN_FACTS else []
