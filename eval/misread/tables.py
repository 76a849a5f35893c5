"""What the judgements come to: macro-F1, the planted cell's place, who is taken for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from eval.misread.suite import Judgement

__all__ = ["confusion", "figures"]

_TRUTHS = ("misread", "misfiled")


def _f1(judged: Sequence[Judgement], name: str) -> float | None:
    hit = sum(one.truth == one.verdict == name for one in judged)
    total = sum(one.truth == name for one in judged) + sum(one.verdict == name for one in judged)
    return 2 * hit / total if total else None


def figures(judged: Sequence[Judgement]) -> dict[str, float | None]:
    """Macro-F1 of the two verdicts (undecided is right for neither), and how often the planted cell comes first."""
    scores = {name: _f1(judged, name) for name in _TRUTHS}
    known = [score for score in scores.values() if score is not None]
    out: dict[str, float | None] = {"macro_f1": sum(known) / len(known) if len(known) == len(_TRUTHS) else None}
    out |= {f"f1_{name}": score for name, score in scores.items()}
    out["planted_first"] = _share([one.rank == 0 for one in judged])
    for name in _TRUTHS:
        out[f"planted_first_{name}"] = _share([one.rank == 0 for one in judged if one.truth == name])
    out["planted_first_if_told_apart"] = _share([one.rank == 0 for one in judged if one.rivals == 1])
    out["suggestion_right"] = _share(
        [bool(one.right_reading) for one in judged if one.verdict == one.truth == "misread" and one.right_reading is not None]
    )
    return out


def _share(hits: Sequence[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def confusion(judged: Sequence[Judgement]) -> Counter[tuple[str, str]]:
    """How often each truth was given each verdict."""
    return Counter((one.truth, one.verdict) for one in judged)
