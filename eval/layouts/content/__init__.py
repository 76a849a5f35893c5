"""Makes documents: labels whose arithmetic closes, what holds in them and, where asked for, anomalies planted on purpose."""

from __future__ import annotations

from eval.layouts.content.generate import Generated, generate

__all__ = ["Generated", "generate"]
