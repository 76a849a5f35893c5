"""Definitions are scored where the labels list them, and count for nothing where they do not."""

from __future__ import annotations

from typing import Any

import pytest

from eval.leaves import Verdict, judge
from eval.tree import of_labels, of_record
from tests.checks.samples import record

TERM = {"term": "基本支出", "text": "指保障运转的支出。"}
OTHER = {"term": "项目支出", "text": "指完成任务的支出。"}

SCORED: list[tuple[dict[str, Any], list[dict[str, str]], list[Verdict]]] = [
    ({"forms": []}, [TERM], []),
    ({"forms": [], "definitions": [TERM]}, [TERM], [Verdict.MATCHED] * 2),
    ({"forms": [], "definitions": [TERM, OTHER]}, [TERM], [Verdict.MATCHED] * 2 + [Verdict.MISSED] * 2),
    ({"forms": [], "definitions": []}, [TERM], [Verdict.INVENTED] * 2),
]


@pytest.mark.parametrize(("labels", "read", "verdicts"), SCORED)
def test_definitions(labels: dict[str, Any], read: list[dict[str, str]], verdicts: list[Verdict]) -> None:
    wanted = of_labels(labels)
    assert [leaf.verdict for leaf in judge(wanted, of_record(record(definitions=read), frozenset(wanted.lists)))] == verdicts
