"""Lexicons as data: `lexicon.toml` beside this module."""

import tomllib
from importlib import resources
from typing import Any

__all__ = ["LEXICON"]

LEXICON: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
