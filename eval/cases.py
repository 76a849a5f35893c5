"""The suites: labelled documents, each as one or more copies. To add one: a function and its row in `SUITES`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from eval.layouts.folders import SUITES as LAYOUT_SUITES
from eval.layouts.folders import list_cases as list_layout_cases
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


def _docx(case: corpus.Case) -> Copy:
    return Copy(case.source_docx, Truth(case.source_txt.read_text(encoding="utf-8"), cells=case.cells()))


def _layout_pdf(case: corpus.Case) -> Copy:
    """The document says what is printed and, where a page break cuts a text, what its labels say whole."""
    import pymupdf  # noqa: PLC0415

    with pymupdf.open(case.source_pdf) as printed:
        text = "\n".join(page.get_text() for page in printed)
    return Copy(case.source_pdf, Truth("\n".join([text, *corpus.leaves(case.expected()).values()]), case.boxes()))


def _scan(level: str, case: corpus.Case, take: int = 0) -> Copy:
    from golden.degrade import scan  # noqa: PLC0415 - brings the imaging libraries, which text copies do without

    made = scan(case, level, take)
    return Copy(made.pdf, Truth(boxes=made.boxes()))


_TAKES = {f"scan-hard-{take}": partial(_scan, "hard", take=take) for take in range(2, 8)}
"""The hardest scan again, with the paper laid otherwise: more slips of recognition, of the same kind."""

COPIES: dict[str, Callable[[corpus.Case], Copy]] = {
    "text": _text,
    "pdf": _pdf,
    "docx": _docx,
    "scan": partial(_scan, "standard"),
    "scan-easy": partial(_scan, "easy"),
    "scan-hard": partial(_scan, "hard"),
    **_TAKES,
}
"""The copies of a golden case, by kind."""

_DEFAULT_COPIES = ("text", "pdf", "docx", "scan")

_LAYOUT_COPIES: dict[str, Callable[[corpus.Case], Copy]] = {
    "pdf": _layout_pdf,
    "scan": COPIES["scan"],
    "scan-hard": COPIES["scan-hard"],
    **_TAKES,
}
"""The copies of a generated document, by kind."""

_LAYOUT_DEFAULT_COPIES = ("pdf", "scan")


def _labels(case: corpus.Case) -> Part:
    return of_labels(case.expected())


def _golden(documents: Sequence[str], copies: Sequence[str]) -> list[Case]:
    return _cases(corpus.list_cases(), documents, _known("副本", copies or _DEFAULT_COPIES, tuple(COPIES)), COPIES)


def _layouts(suite: str, documents: Sequence[str], copies: Sequence[str]) -> list[Case]:
    kinds = _known("副本", copies or _LAYOUT_DEFAULT_COPIES, tuple(_LAYOUT_COPIES))
    return _cases(list_layout_cases(suite), documents, kinds, _LAYOUT_COPIES)


def _cases(
    there: Sequence[corpus.Case],
    documents: Sequence[str],
    kinds: Sequence[str],
    copies: Mapping[str, Callable[[corpus.Case], Copy]],
) -> list[Case]:
    cases = {case.name: case for case in there}
    names = _known("案例", documents or tuple(cases), tuple(cases))
    return [Case(name, kind, partial(_labels, cases[name]), partial(copies[kind], cases[name])) for name in names for kind in kinds]


def _known(what: str, wanted: Sequence[str], there: Sequence[str]) -> list[str]:
    unknown = [name for name in wanted if name not in there]
    if unknown:
        raise UsageError(f"没有这样的{what}：{'、'.join(unknown)}。可选：{'、'.join(there)}。")
    return list(dict.fromkeys(wanted))


_CI: Sequence[tuple[str, str, str]] = (
    ("golden", "000", "text"),
    ("golden", "000", "pdf"),
    ("golden", "000", "scan"),
    ("golden", "own-selfeval", "text"),
    ("golden", "own-two", "pdf"),
    ("golden", "own-two", "docx"),
    ("golden", "own-wide", "text"),
    ("layouts-dev", "budget-codes-1", "pdf"),
    ("layouts-dev", "half-page-1", "pdf"),
    ("layouts-dev", "monitor-rows-1", "pdf"),
)
"""Few copies, fixed, for every merge: some 15,000 tokens of prompts, of which copies of one document share theirs, and one scan
(an estimated four minutes on two idle cores). None is of the documents that carry the verdict."""


def _ci(documents: Sequence[str], copies: Sequence[str]) -> list[Case]:
    names = _known("案例", documents or [name for _, name, _ in _CI], [name for _, name, _ in _CI])
    kinds = _known("副本", copies or [kind for *_, kind in _CI], [kind for *_, kind in _CI])
    return [case for suite, name, kind in _CI if name in names and kind in kinds for case in SUITES[suite]([name], [kind])]


Suite: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[Case]]
"""The cases of the named documents and copies; none named means all of the suite's own choice. Raises UsageError."""

SUITES: dict[str, Suite] = {
    "golden": _golden,
    **{f"layouts-{name}": partial(_layouts, name) for name in LAYOUT_SUITES},
    "ci": _ci,
}


def select(suite: str, documents: Sequence[str] = (), copies: Sequence[str] = ()) -> list[Case]:
    """The cases of a suite, filtered. Raises UsageError, naming what there is."""
    _known("测试集", [suite], tuple(SUITES))
    return SUITES[suite](documents, copies)
