"""What exports say of themselves, in Chinese and English: `legend.toml` beside this module."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

__all__ = ["LEGEND"]

LEGEND: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("legend.toml").read_text("utf-8"))
"""The sentences of the workbook (`xlsx`) and of the README beside CSV files (`csv`)."""
