"""The page: everything it shows, put into the template. All text goes through autoescape: documents may hold anything."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.compare import VERDICTS, Comparison
from eval.estimates import BETTER_LOW, estimates
from eval.intervals import Change
from eval.leaves import Verdict
from eval.metrics import Ratio
from eval.report.misses import misses
from eval.report.plots import calibration, capture
from eval.report.tables import checks, documents, failures, fields, figures, spent
from eval.report.words import CARDS, FIGURES, VERDICT_NAMES, copy_name, figure_name
from eval.show import figure, spread
from eval.store import RunFile

__all__ = ["MISSES", "render"]

MISSES = 12
"""Misses of a case that are shown with their place."""
_FLIPS = 60


def render(made: RunFile, run: Path, comparison: Comparison | None = None, most: int = MISSES) -> str:
    """The run of RUN.json at `run` as HTML; what flipped, where it is compared with a base."""
    return (
        _environment()
        .get_template("report.html")
        .render(
            made=made,
            found=estimates(made),
            documents=documents(made),
            kinds=list(dict.fromkeys(result.copy_kind for result in made.results)),
            fields=fields(made),
            figures=figures(made),
            checks=checks(made),
            spent=spent(made),
            failures=list(failures(made)),
            misses=list(misses(made, run, most)),
            calibration=calibration(made.results),
            capture=capture(made.results),
            comparison=comparison,
            cards=CARDS,
            hints=FIGURES,
            flips_shown=_FLIPS,
        )
    )


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("eval.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"percent": _percent, "amount": _amount, "copy_name": copy_name, "figure_name": figure_name}
    made.globals |= {
        "figure": figure,
        "spread": spread,
        "direction": _direction,
        "verdicts": VERDICTS,
        "verdict_name": _verdict_name,
    }
    return made


def _percent(value: float | Ratio | None) -> str:
    number = value.value if isinstance(value, Ratio) else value
    return "n/a" if number is None else f"{100 * number:.1f}"


def _amount(value: float) -> str:
    return f"{value:,.1f}" if isinstance(value, float) and not value.is_integer() else f"{value:,.0f}"


def _verdict_name(verdict: Verdict) -> str:
    return VERDICT_NAMES[verdict]


def _direction(name: str, change: Change) -> str:
    """better or worse, where the interval leaves 0 out."""
    if change.low is None or change.high is None or change.low <= 0 <= change.high:
        return ""
    return "better" if (change.low > 0) is not (name in BETTER_LOW) else "worse"
