"""A comparison of two runs on the terminal: the verdict, every figure, and what flipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table

from eval.compare import VERDICTS, Comparison, Flip, Side
from eval.estimates import BETTER_LOW
from eval.intervals import Change
from eval.show import figure, spread

__all__ = ["change_table", "flip_lines", "verdict_lines"]

_SHOWN = 60
"""Characters of a text."""


def change_table(comparison: Comparison) -> Table:
    """Every figure before and after, the difference with its interval, and the smallest that could have been seen."""
    head = ("figure", "base", "new", "new − base", "95%", "could see", "documents", "")
    table = Table(*head, title=f"{comparison.suite}: {_name(comparison.base)} → {_name(comparison.new)}; shares in percent")
    for name, change in comparison.figures.items():
        table.add_row(*_row(name, change))
    return table


def _name(side: Side) -> str:
    return f"{side.arm} {side.code[:8]}"


def _row(name: str, change: Change) -> tuple[str, ...]:
    return (
        name,
        figure(name, change.base),
        figure(name, change.new),
        figure(name, change.value, signed=True),
        spread(name, change.low, change.high, signed=True),
        figure(name, change.detectable),
        str(change.documents),
        _direction(name, change),
    )


def _direction(name: str, change: Change) -> str:
    """Better or worse, where the interval leaves 0 out."""
    if change.low is None or change.high is None or change.low <= 0 <= change.high:
        return ""
    return "better" if (change.low > 0) is not (name in BETTER_LOW) else "worse"


def verdict_lines(comparison: Comparison) -> Iterator[str]:
    """What came of it: the verdict and what decided it, McNemar, failures, what the runs differ in."""
    yield f"{VERDICTS[comparison.code]}（退出码 {comparison.code}）：{comparison.why}。"
    yield f"{comparison.documents} 个文档，{comparison.cases} 个案例；最小效应 {100 * comparison.minimum:g} 个百分点（leaf_f1）。"
    change = comparison.figures["leaf_f1"]
    if change.detectable is not None:
        yield f"以 80% 的把握能看出的最小变化：{100 * change.detectable:.2f} 个百分点。"
    flipped = comparison.mcnemar
    chance = "n/a" if flipped.p is None else f"{flipped.p:.2g}"
    yield f"对变错 {flipped.worse}，错变对 {flipped.better}；McNemar 精确检验 p = {chance}（视各值为独立，偏乐观）。"
    base, new = comparison.base, comparison.new
    yield f"失败的案例 {base.failed} → {new.failed}，未读的区域 {base.unread} → {new.unread}。"
    differ = [name for name in ("arm", "provider", "model", "code", "prompts") if getattr(base, name) != getattr(new, name)]
    yield f"两次运行不同的地方：{'、'.join(differ) or '无'}。"


def flip_lines(flips: Sequence[Flip], most: int) -> Iterator[str]:
    """Leaves that are right on one side only, those that got worse first; `most` 0 lists them all."""
    shown = flips[:most] if most else flips
    for flip in shown:
        texts = f"expected {_clip(flip.expected)} before {_clip(flip.before)} after {_clip(flip.after)}"
        yield f"{'✗' if flip.worse else '✓'} {flip.case}  {flip.path}: {texts}{_where(flip)}"
    if len(shown) < len(flips):
        yield f"……另有 {len(flips) - len(shown)} 处；--flips 0 全部列出。"


def _clip(text: str | None) -> str:
    if text is None:
        return "—"
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _where(flip: Flip) -> str:
    if flip.line is not None:
        return f"  (line {flip.line})"
    return f"  (page {flip.page})" if flip.page is not None else ""
