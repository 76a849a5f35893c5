"""Runs as tables on the terminal, and what went wrong as one line a leaf."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval.estimates import RATES, by_check, estimates
from eval.intervals import Estimate
from eval.leaves import Judged, Verdict
from eval.metrics import METRICS, Ratio, Scores, by_field
from eval.run import judged_cases
from eval.store import Costs, Result, RunFile

__all__ = [
    "arms_table",
    "checks_table",
    "fields_table",
    "figure",
    "figures_table",
    "miss_lines",
    "records_table",
    "show",
    "spread",
    "summary",
]

_SHOWN = 40
"""Characters of a long text around the first difference."""

_COSTS: dict[str, Callable[[Costs], float]] = {
    "calls": lambda costs: costs.calls,
    "cached calls": lambda costs: costs.cached_calls,
    "prompt tokens": lambda costs: costs.tokens.get("prompt", 0),
    "generated tokens": lambda costs: costs.tokens.get("generated", 0),
    "forced tokens": lambda costs: costs.tokens.get("forced", 0),
    "seconds read": lambda costs: costs.seconds.get("read", 0.0),
    "seconds model": lambda costs: costs.seconds.get("model", 0.0),
    "seconds total": lambda costs: costs.seconds.get("wall", 0.0),
}
_BASELINE = "free"


def show(table: Table) -> None:
    """Prints a table; into a pipe in full width."""
    console = Console()
    Console(width=None if console.is_terminal else 200).print(table)


def _percent(ratio: Ratio) -> str:
    return "n/a" if ratio.value is None else f"{100 * ratio.value:.1f}"


def _number(value: float) -> str:
    return f"{value:.1f}" if isinstance(value, float) else f"{value:,}"


def summary(made: RunFile) -> Table:
    """A row for each case and one for all, percentages by metric."""
    title = f"{made.parameters.suite} · {made.parameters.arm} · {made.model or '—'} · {made.code}"
    table = Table("case", *METRICS, "failures", "generated", "seconds", title=title)
    for result in made.results:
        table.add_row(result.case, *_scores(result.ratios), _failures([result]), *_spent(result.costs))
    table.add_section()
    table.add_row("all", *_scores(made.totals), _failures(made.results), *_spent(made.costs))
    table.add_row("n", *(str(made.totals[name].n) for name in METRICS), "", "", "")
    return table


def _scores(scores: Mapping[str, Ratio]) -> list[str]:
    return [_percent(scores.get(name, Ratio())) for name in METRICS]


def _failures(results: Sequence[Result]) -> str:
    """Cases of which nothing was read, and regions that were left unread in others."""
    failed, regions = sum(r.failure is not None for r in results), sum(len(r.errors) for r in results)
    return f"{failed}+{regions}" if failed or regions else ""


def _spent(costs: Costs) -> tuple[str, str]:
    return _number(costs.tokens.get("generated", 0)), _number(costs.seconds.get("wall", 0.0))


def figure(name: str, value: float | None, *, signed: bool = False) -> str:
    """A value as it is printed: shares in percent, costs as they are."""
    if value is None:
        return "n/a"
    sign = "+" if signed else ""
    return f"{value:{sign},.2f}" if name in RATES else f"{100 * value:{sign}.1f}"


def spread(name: str, low: float | None, high: float | None, *, signed: bool = False) -> str:
    """An interval as it is printed."""
    return "n/a" if low is None else f"[{figure(name, low, signed=signed)}, {figure(name, high, signed=signed)}]"


def figures_table(made: RunFile) -> Table:
    """Every figure with its 95 % interval over documents."""
    table = Table("figure", "value", "95%", "n", "documents", title="over all documents; shares in percent")
    for name, found in estimates(made).items():
        table.add_row(name, *_estimate(name, found))
    return table


def _estimate(name: str, found: Estimate) -> tuple[str, ...]:
    return figure(name, found.value), spread(name, found.low, found.high), f"{found.n:,.0f}", str(found.documents)


def checks_table(made: RunFile) -> Table | None:
    """Finding precision and recall by check; None where no case says what there is to find."""
    checks = by_check(made.results)
    table = Table("check", "precision", "95%", "raised", "recall", "95%", "there", title="findings by check")
    for check, (precision, recall) in checks.items():
        table.add_row(check, *_estimate("", precision)[:3], *_estimate("", recall)[:3])
    return table if checks else None


def records_table(scored: Sequence[tuple[str, Scores]]) -> Table:
    """A row for each record that was scored by itself."""
    table = Table("record", *METRICS, title="score")
    for name, scores in scored:
        table.add_row(name, *_scores(scores))
    return table


def fields_table(path: Path) -> Table:
    """Leaf F1 by field over a whole run, the worst first."""
    fields = by_field(leaf for _, judged in judged_cases(path) for leaf in judged)
    table = Table("field", "leaf_f1", "hits", "n", title="by field")
    for field, ratio in sorted(fields.items(), key=lambda item: item[1].value or 0.0):
        table.add_row(field, _percent(ratio), str(ratio.hits), str(ratio.n))
    return table


def arms_table(runs: Sequence[RunFile]) -> Table:
    """Arms side by side: metrics in percent with n, costs with their ratio to the baseline where that was run."""
    base = next((made for made in runs if made.parameters.arm == _BASELINE), None)
    table = Table("", *(made.parameters.arm for made in runs), title=runs[0].parameters.suite)
    for name in METRICS:
        table.add_row(name, *(f"{_percent(made.totals[name])} ({made.totals[name].n})" for made in runs))
    table.add_row("failures", *(_failures(made.results) or "0" for made in runs))
    table.add_section()
    for name, cost in _COSTS.items():
        table.add_row(name, *(_cost(cost(made.costs), cost(base.costs) if base else 0) for made in runs))
    return table


def _cost(value: float, base: float) -> str:
    return f"{_number(value)} ({value / base:.2f}×)" if base else _number(value)


def miss_lines(path: Path, verdicts: Sequence[Verdict] = (), cases: Sequence[str] = ()) -> Iterator[str]:
    """Each leaf that is not matched: case, verdict, path, what was expected, what was read, where."""
    for case, judged in judged_cases(path):
        if cases and case.document not in cases and case.id not in cases:
            continue
        for leaf in judged:
            if leaf.verdict is not Verdict.MATCHED and (not verdicts or leaf.verdict in verdicts):
                yield _miss(case.id, leaf)


def _miss(case: str, leaf: Judged) -> str:
    read = leaf.leaf.raw if leaf.leaf else ""
    path = leaf.path or f"→ {leaf.read_path}"
    moved = f" ← {leaf.read_path}" if leaf.path and leaf.read_path and leaf.path != leaf.read_path else ""
    expected, found = _around_difference(leaf.expected, read)
    said = {
        Verdict.WRONG: f"expected {expected!r} read {found!r}",
        Verdict.MISSED: f"expected {expected!r}",
        Verdict.INVENTED: f"read {found!r}",
    }
    return f"{case}  {leaf.verdict:8}  {path}{moved}: {said[leaf.verdict]}{_where(leaf)}"


def _around_difference(expected: str, read: str) -> tuple[str, str]:
    """Both texts from a little before where they part, so that long ones can be compared at a glance."""
    at = next((i for i, (a, b) in enumerate(zip(expected, read, strict=False)) if a != b), min(len(expected), len(read)))
    start = max(0, at - 8) if max(len(expected), len(read)) > _SHOWN and expected and read else 0
    return _clip(expected, start), _clip(read, start)


def _clip(text: str, start: int) -> str:
    end = start + _SHOWN
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _where(leaf: Judged) -> str:
    found = leaf.leaf
    if found is None or not found.raw:
        return ""
    first = found.spans[0] if found.spans else found
    if first.line is not None:
        return f"  (line {first.line})"
    return f"  (page {first.page})" if first.page is not None else "  (no place)"
