"""What the judgements come to: macro-F1, the planted cell's place, who is taken for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.table import Table

from eval.intervals import Estimate, share, statistic
from eval.misread.suite import Judgement

__all__ = ["confusion", "confusion_table", "failure_lines", "figures", "figures_table", "macro_f1", "right", "spread_line"]

_TRUTHS = ("misread", "misfiled")
_VERDICTS = (*_TRUTHS, "undecided", "unseen")


def _f1(judged: Sequence[Judgement], name: str) -> float | None:
    hit = sum(one.truth == one.verdict == name for one in judged)
    total = sum(one.truth == name for one in judged) + sum(one.verdict == name for one in judged)
    return 2 * hit / total if total else None


def figures(judged: Sequence[Judgement]) -> dict[str, float | None]:
    """Macro-F1 of the two verdicts (undecided is right for neither), and how often the planted cell comes first.

    `diagnosed` is the share that a failed sum speaks of; the other figures are of those: of the rest there is nothing to tell.
    """
    seen = _share([one.verdict != "unseen" for one in judged])
    judged = [one for one in judged if one.verdict != "unseen"]
    scores = {name: _f1(judged, name) for name in _TRUTHS}
    known = [score for score in scores.values() if score is not None]
    out: dict[str, float | None] = {"diagnosed": seen}
    out["macro_f1"] = sum(known) / len(known) if len(known) == len(_TRUTHS) else None
    out |= {f"f1_{name}": score for name, score in scores.items()}
    out["planted_first"] = _share([one.rank == 0 for one in judged])
    for name in _TRUTHS:
        out[f"planted_first_{name}"] = _share([one.rank == 0 for one in judged if one.truth == name])
    out["planted_first_if_told_apart"] = _share([one.rank == 0 for one in judged if one.rivals == 1])
    suggested = [one for one in judged if one.verdict == one.truth == "misread" and one.right_reading is not None and one.suggests]
    out["suggestion_right"] = _share([bool(one.right_reading) for one in suggested])
    return out


def macro_f1(judged: Sequence[Judgement]) -> Estimate:
    """The macro-F1 of what was seen, with its interval over documents: copies and slips of one document are not independent."""
    seen = [one for one in judged if one.verdict != "unseen"]
    documents = sorted({one.document for one in seen})
    without = [figures([one for one in seen if one.document != name])["macro_f1"] for name in documents]
    return statistic(figures(seen)["macro_f1"], without, len(seen))


def right(judged: Sequence[Judgement]) -> Estimate:
    """How often the verdict is right where a sum failed, with its interval over documents."""
    seen = [one for one in judged if one.verdict != "unseen"]
    documents = sorted({one.document for one in seen})
    of = {name: [one.verdict == one.truth for one in seen if one.document == name] for name in documents}
    return share([(sum(hits), len(hits)) for hits in of.values()])


def spread_line(judged: Sequence[Judgement]) -> str:
    """The macro-F1 and the share of right verdicts with their intervals, and how many wrong numbers no failed sum speaks of."""
    found, unseen = macro_f1(judged), sum(one.verdict == "unseen" for one in judged)
    figures_ = f"macro-F1 {_spread(found)}; right {_spread(right(judged))}"
    return f"{figures_}; n = {found.n:.0f} in {found.documents} documents; unseen (no sum failed): {unseen}"


def _spread(found: Estimate) -> str:
    """An interval of no width says only that no document differs from another: that is none."""
    known = found.low is not None and found.high is not None and found.low < found.high
    return f"{_shown(found.value)} [{found.low:.3f}, {found.high:.3f}]" if known else f"{_shown(found.value)} [n/a]"


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def confusion(judged: Sequence[Judgement]) -> Counter[tuple[str, str]]:
    """How often each truth was given each verdict."""
    return Counter((one.truth, one.verdict) for one in judged)


def figures_table(judged: Sequence[Judgement]) -> Table:
    """The figures of all, and of forms and tables."""
    scopes = sorted({one.scope for one in judged})
    table = Table("misread", f"all ({len(judged)})", *(f"{name} ({sum(one.scope == name for one in judged)})" for name in scopes))
    columns = [figures(judged), *(figures([one for one in judged if one.scope == name]) for name in scopes)]
    for name in columns[0]:
        table.add_row(name, *(_shown(column[name]) for column in columns))
    return table


def _shown(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def confusion_table(judged: Sequence[Judgement]) -> Table:
    """Rows are what was planted, by kind of slip; columns what it was taken for, and how often the planted cell came first."""
    verdicts = [name for name in _VERDICTS if any(one.verdict == name for one in judged)]
    table = Table("truth", "slip", *verdicts, "first", "n")
    for truth in _TRUTHS:
        own = [one for one in judged if one.truth == truth]
        for kind in (*sorted({one.kind for one in own}), ""):
            some = [one for one in own if kind in ("", one.kind)]
            counts = Counter(one.verdict for one in some)
            first = sum(one.rank == 0 for one in some)
            table.add_row(truth, kind or "all", *(str(counts[name]) for name in verdicts), str(first), str(len(some)))
    return table


def failure_lines(judged: Sequence[Judgement]) -> Iterator[str]:
    """Each that was not told, or blamed on another cell; not those that no failed sum speaks of."""
    for one in (one for one in judged if one.verdict != "unseen"):
        if one.verdict != one.truth or one.rank != 0:
            place = "absent" if one.rank is None else f"rank {one.rank + 1} of {one.rivals}"
            why = one.diagnosis.why if one.diagnosis is not None else ""
            yield f"{one.case} {one.cells[0]} {one.kind}: {one.truth} taken for {one.verdict}, {place}; {why}"
