"""The words of the checks of money: `money.toml` beside this module."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

__all__ = ["MONEY_WORDS"]

MONEY_WORDS: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("money.toml").read_text("utf-8"))
