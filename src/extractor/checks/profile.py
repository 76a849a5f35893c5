"""What differs from province to province: targets, and checks that are switched off or weigh less. A TOML file.

[checks]
off = ["W03", "I10"]
[severity]
I06 = "info"
[targets]
weights = [80, 100]
execution_weight = 20
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import UsageError

__all__ = ["DEFAULT", "Profile", "Targets", "load_profile"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Targets(_Model):
    """What sums and splits are held against. `weights`: totals of indicator weights that are in order where none is stated."""

    weights: tuple[Decimal, ...] = (Decimal(90), Decimal(100))
    execution_weight: Decimal = Decimal(10)
    split: dict[str, Decimal] = {"产出": Decimal(50), "效益": Decimal(30), "满意度": Decimal(10)}
    split_tolerance: Decimal = Decimal(10)
    large_change: Decimal = Decimal("0.5")


class Switches(_Model):
    """Checks that are not done."""

    off: frozenset[str] = frozenset()


class Profile(_Model):
    """The rules of one province."""

    name: str = "默认"
    checks: Switches = Switches()
    severity: dict[str, Literal["error", "warning", "info"]] = {}
    targets: Targets = Targets()


DEFAULT = Profile()


def load_profile(path: Path) -> Profile:
    """The profile in a file. Raises UsageError, naming the file and what is wrong with it."""
    try:
        return Profile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UsageError(f"没有这个配置文件：{path}。请核对 --profile。") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} 不是有效的 TOML：{error}。") from error
    except ValidationError as error:
        where = "；".join(f"{'.'.join(map(str, item['loc']))}：{item['msg']}" for item in error.errors())
        raise UsageError(f"{path} 里有不认识的内容：{where}。") from error
