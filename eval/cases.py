"""The suites: labelled documents, each as one or more copies. To add one: a function and its row in `SUITES`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from eval.places import Truth
from eval.tree import Part, of_labels
from extractor.errors import UsageError
from golden import corpus

__all__ = ["COPIES", "SUITES", "Case", "Copy", "Suite", "select"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to read and what is known of it."""

    path: Path
    truth: Truth


@dataclass(frozen=True, slots=True)
class Case:
    """One copy of one document. Copies are made, where need be, when they are opened; `document` is what clusters."""

    document: str
    kind: str
    labels: Callable[[], Part]
    open: Callable[[], Copy]

    @property
    def id(self) -> str:
        """Its name within the suite, fit for a file."""
        return f"{self.document}.{self.kind}"


def _text(case: corpus.Case) -> Copy:
    return Copy(case.source_txt, Truth.of_text(case.source_txt.read_text(encoding="utf-8")))


def _pdf(case: corpus.Case) -> Copy:
    return Copy(case.source_pdf, Truth(case.source_txt.read_text(encoding="utf-8"), case.boxes()))


def _scan(level: str, case: corpus.Case) -> Copy:
    from golden.degrade import scan  # noqa: PLC0415 - brings the imaging libraries, which text copies do without

    made = scan(case, level)
    return Copy(made.pdf, Truth(boxes=made.boxes()))


COPIES: dict[str, Callable[[corpus.Case], Copy]] = {
    "text": _text,
    "pdf": _pdf,
    "scan": partial(_scan, "standard"),
    "scan-easy": partial(_scan, "easy"),
    "scan-hard": partial(_scan, "hard"),
}
"""The copies of a golden case, by kind."""

_DEFAULT_COPIES = ("text", "pdf", "scan")


def _labels(case: corpus.Case) -> Part:
    return of_labels(case.expected())


def _golden(documents: Sequence[str], copies: Sequence[str]) -> list[Case]:
    cases = {case.name: case for case in corpus.list_cases()}
    names = _known("案例", documents or tuple(cases), tuple(cases))
    kinds = _known("副本", copies or _DEFAULT_COPIES, tuple(COPIES))
    return [Case(name, kind, partial(_labels, cases[name]), partial(COPIES[kind], cases[name])) for name in names for kind in kinds]


def _known(what: str, wanted: Sequence[str], there: Sequence[str]) -> list[str]:
    unknown = [name for name in wanted if name not in there]
    if unknown:
        raise UsageError(f"没有这样的{what}：{'、'.join(unknown)}。可选：{'、'.join(there)}。")
    return list(dict.fromkeys(wanted))


Suite: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[Case]]
"""The cases of the named documents and copies; none named means all of the suite's own choice. Raises UsageError."""

SUITES: dict[str, Suite] = {"golden": _golden}


def select(suite: str, documents: Sequence[str] = (), copies: Sequence[str] = ()) -> list[Case]:
    """The cases of a suite, filtered. Raises UsageError, naming what there is."""
    _known("测试集", [suite], tuple(SUITES))
    return SUITES[suite](documents, copies)
