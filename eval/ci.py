"""What CI makes of a run over the suite `ci`: compared with the accepted one, within a budget of tokens."""

from __future__ import annotations

from collections.abc import Iterator

from eval.compare import VERDICTS, Comparison
from eval.store import Parameters, RunFile

__all__ = ["ASKED", "TOKENS", "exit_code", "said"]

ASKED = Parameters(suite="ci", arm="auto")
TOKENS = 8_000
"""Generated tokens that a run may cost."""


def _generated(made: RunFile) -> int:
    return made.costs.tokens.get("generated", 0)


def exit_code(made: RunFile, comparison: Comparison) -> int:
    """1 for a regression, or tokens over the budget; what cannot be told (3) passes, and is said."""
    return int(comparison.code == 1 or _generated(made) > TOKENS)


def said(made: RunFile, comparison: Comparison) -> Iterator[str]:
    """What CI's log should end with."""
    yield f"{VERDICTS[comparison.code]}：{comparison.why}。" + ("不能判断不算失败，请看变化。" if comparison.code == 3 else "")
    over = "，超过了" if _generated(made) > TOKENS else "，不超过"
    yield f"生成 {_generated(made):,} 个词元{over} {TOKENS:,} 的上限；{made.costs.seconds.get('wall', 0.0):.0f} 秒。"
