"""Problems in one short sentence: nothing that the finding does not say, and both its figures."""

from __future__ import annotations

import copy
import random
import re
from typing import Any

import pytest

from eval.layouts.folders import list_cases as list_layouts
from eval.perfect import record_of_labels
from extractor.checks.messages import names_in
from extractor.explain import unsupported
from extractor.export.checklist.sentences import SENTENCES, sentence, template_of
from extractor.record import Finding
from extractor.run.checking import checked
from golden.corpus import leaves, list_cases
from tests.checks.samples import record as record_of
from tests.export.reviewed_documents import document


def findings_of_wrong_figures() -> list[Finding]:
    """What is found in the golden cases, and in documents with a wrong digit."""
    found = [finding for case in list_cases() for finding in document(case.name).findings]
    chance = random.Random(4)
    for case in [case for case in list_layouts("dev") if case.name.startswith(("budget", "unit"))]:
        for _ in range(3):
            labels = case.expected()
            path = chance.choice([path for path, text in leaves(labels).items() if re.fullmatch(r"[\d,]+\.\d\d", text)])
            found += checked(record_of_labels(with_digit(labels, path))).findings
    return found


def with_digit(labels: Any, path: str) -> Any:  # noqa: ANN401 - labels are JSON
    made = node = copy.deepcopy(labels)
    steps = [name or int(number) for name, number in re.findall(r"(\w+)|\[(\d+)\]", path.replace("[", ".[")) if name or number]
    steps = [int(step) if isinstance(step, str) and step.isdigit() else step for step in steps]
    for step in steps[:-1]:
        node = node[step]
    node[steps[-1]] = f"9{node[steps[-1]]}"
    return made


def test_sentences_say_nothing_that_the_finding_does_not() -> None:
    found = findings_of_wrong_figures()
    shortened = 0
    for finding in found:
        said = sentence(finding, "zh")
        assert [why for why in unsupported(said, finding) if why != "没有说出判断"] == [], said
        assert len(said) <= 241
        for figure in (finding.expected, finding.actual):
            if figure and re.fullmatch(r"[\d,.]+[万亿]?元", figure) and figure in finding.message:
                assert figure in said
        shortened += said != finding.message
    assert shortened > 20


def test_short_sentences_fill_the_names_of_their_checks() -> None:
    for check, shorter in SENTENCES.items():
        for short in shorter:
            own = names_in(template_of(check))
            split = {name for pattern in short.split.values() for name in re.compile(pattern).groupindex}
            assert set(short.split) <= own
            assert names_in(short.text) <= own | split | {"direction"}


def change(said: str, relation: str) -> Finding:
    text = f"2024年部门支出预算812.40万元，比2023年支出预算960.00万元{said}。"
    amount, unit = re.fullmatch(r"..([\d.]+)(.+)", said).groups()  # type: ignore[union-attr]
    named = [("812.40", "万元", "2024", "total"), ("960.00", "万元", "2023", "total"), (amount, unit, "2024", relation)]
    keys = ("amount", "unit", "period", "relation")
    claims = [{"subject": "支出预算", "sentence": text, **dict(zip(keys, one, strict=True))} for one in named]
    (finding,) = [found for found in checked(record_of(fiscal_year="2024", claims=claims)).findings if found.check == "N04"]
    return finding


CHANGES = [
    ("减少1.54%", "decrease", "“支出预算”812.40万元比960.00万元减少{expected}，文中写的减少1.54%不对。"),
    ("减少47.60万元", "decrease", "“支出预算”812.40万元比960.00万元减少{expected}，文中写的减少47.60万元不对，相差 100万元。"),
    ("增加1.54%", "increase", "“支出预算”812.40万元比960.00万元减少{expected}，文中写的增加1.54%不对。"),
]


@pytest.mark.parametrize(("said", "relation", "expected"), CHANGES)
def test_a_change_is_told_with_both_figures_and_the_right_one(said: str, relation: str, expected: str) -> None:
    finding = change(said, relation)
    assert sentence(finding, "zh") == expected.format(expected=finding.expected)
