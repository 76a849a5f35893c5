"""Options that several commands have."""

from __future__ import annotations

from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

from extractor.checks import DEFAULT, Profile, load_profile
from extractor.interpret import STRATEGIES
from extractor.run import SEVERITIES

__all__ = [
    "AUTO",
    "FailOn",
    "FailOption",
    "LanguageOption",
    "ProfileOption",
    "Provider",
    "Reading",
    "Tongue",
    "failing",
    "rules_of",
]

Reading = Enum("Reading", {name: name for name in STRATEGIES}, type=str)  # type: ignore[misc]

AUTO = Reading("auto")


class FailOn(StrEnum):
    """From which severity on a run ends with exit code 4."""

    error = "error"
    warning = "warning"


class Tongue(StrEnum):
    """The language of what a command writes or shows."""

    zh = "zh"
    en = "en"


class Provider(StrEnum):
    """Where the model runs."""

    local = "local"
    openai = "openai"


ProfileOption = Annotated[Path | None, typer.Option(help="配置文件（TOML）：各省的目标值、关闭的检查。", show_default=False)]
FailOption = Annotated[FailOn | None, typer.Option(help="有这一级或更重的发现时，以退出码 4 结束。", show_default=False)]
LanguageOption = Annotated[Tongue, typer.Option(help="核对结果用中文还是英文。")]


def rules_of(profile: Path | None) -> Profile:
    """The profile of a file, or the usual one. Raises UsageError."""
    return load_profile(profile) if profile else DEFAULT


def failing(found: str | None, fail_on: FailOn | None) -> int:
    """Exit code 4 where something was found that is as bad as `fail_on` or worse."""
    order = list(SEVERITIES)
    return 4 if found and fail_on and order.index(found) <= order.index(fail_on.value) else 0
