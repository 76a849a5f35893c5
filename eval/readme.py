"""The README's table of scores, written from the accepted runs between two markers: never by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from eval.estimates import by_document
from eval.intervals import Estimate, share
from eval.show import figure, spread
from eval.store import RunFile
from extractor.errors import UsageError

__all__ = ["BEGIN", "END", "README", "is_current", "table", "written"]

README = Path(__file__).resolve().parents[1] / "README.md"
BEGIN = "<!-- eval: written by `python -m eval readme` from eval/baselines -->"
END = "<!-- eval: end -->"

_HASH = 8
"""Characters of a hash."""


def _share(name: str) -> Callable[[RunFile], Estimate]:
    return lambda made: share(list(by_document(made.results, lambda result: result.scores.get(name, (0, 0))).values()))


def _interval(name: str) -> Callable[[RunFile], str]:
    of = _share(name)

    def cell(made: RunFile) -> str:
        found = of(made)
        return (
            figure(name, found.value) if found.low is None else f"{figure(name, found.value)} {spread(name, found.low, found.high)}"
        )

    return cell


def _copies(made: RunFile) -> str:
    return ", ".join(sorted({result.copy_kind for result in made.results}))


def _failed(made: RunFile) -> str:
    """Copies of which nothing was read, and regions left unread in others."""
    regions = sum(len(result.errors) for result in made.results)
    return f"{len(made.failed)}" + (f" + {regions} regions" if regions else "")


_COLUMNS: dict[str, Callable[[RunFile], str]] = {
    "suite": lambda made: made.parameters.suite,
    "arm": lambda made: f"`{made.parameters.arm}`",
    "copies": _copies,
    "documents": lambda made: str(len({result.document for result in made.results})),
    "leaves": lambda made: f"{sum(result.ratios['leaf_recall'].n for result in made.results):,}",
    "leaf F1": _interval("leaf_f1"),
    "exact numbers": _interval("numeric_exact"),
    "whole indicator rows": _interval("indicator_row_f1"),
    "made up": _interval("made_up"),
    "failed": _failed,
}
"""The table's columns: scores in percent with their 95 % interval over documents."""


def table(runs: Iterable[RunFile]) -> str:
    """The table, and under it what made each of its rows."""
    runs = list(runs)
    if not runs:
        return "No run has been accepted yet."
    head = [_row(_COLUMNS), _row("---" for _ in _COLUMNS)]
    rows = [_row(cell(made) for cell in _COLUMNS.values()) for made in runs]
    note = "In percent, with 95 % intervals over documents; `leaves` are the labelled ones of all copies."
    return "\n".join([*head, *rows, "", note, "", *map(_made_by, runs)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _made_by(made: RunFile) -> str:
    prompts = ", ".join(f"{name} `{hash_[:_HASH]}`" for name, hash_ in sorted(made.prompts.items())) or "none"
    named = f"{made.parameters.suite} `{made.parameters.arm}` ({_copies(made)})"
    return f"- {named}: {made.finished[:10]}, {made.model or 'no model'}, code `{made.code[:_HASH]}`, prompts: {prompts}"


def written(text: str, runs: Iterable[RunFile]) -> str:
    """The README with the table as it should be. Raises UsageError where the markers are not there once each, in order."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end) or BEGIN in rest or END in after:
        raise UsageError(f"README.md 里要有一对标记，各占一行：{BEGIN} 与 {END}。")
    return f"{before}{BEGIN}\n{table(runs)}\n{END}{after}"


def is_current(runs: Iterable[RunFile], readme: Path = README) -> bool:
    """Whether the README says what the accepted runs say."""
    text = readme.read_text(encoding="utf-8")
    return written(text, runs) == text
