"""Which model answers, from the environment: EXTRACTOR_* and, for the key and the address, OPENAI_* too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from platformdirs import user_cache_path
from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.errors import UsageError

__all__ = ["Settings"]


def _threads() -> int:
    """At most four: the model gains little from more, and readers want the rest."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, 4)


def _variable(location: tuple[int | str, ...]) -> str:
    """The environment variable of a field, which goes by its name or, where it has aliases, by one of them."""
    name = str(location[0])
    return name if name.isupper() else f"EXTRACTOR_{name.upper()}"


class Settings(BaseSettings):
    """How to reach a model. Arguments win over the environment; EXTRACTOR_ names win over OPENAI_ names.

    Raises UsageError for values that cannot be used. Values are not repeated: one may be a key.
    """

    model_config = SettingsConfigDict(env_prefix="EXTRACTOR_", validate_by_name=True, extra="ignore", env_ignore_empty=True)

    provider: Literal["local", "openai"] | None = None
    base_url: str | None = Field(default=None, validation_alias=AliasChoices("EXTRACTOR_BASE_URL", "OPENAI_BASE_URL"))
    api_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("EXTRACTOR_API_KEY", "OPENAI_API_KEY"))
    model: str | None = None
    timeout: float = Field(default=120.0, gt=0, description="seconds for one request to an endpoint")
    local_timeout: float = Field(default=900.0, gt=0, description="seconds for one answer of the local model, then it is restarted")
    lock_timeout: float = Field(default=1800.0, ge=0, description="seconds to wait for another run that uses the local model")
    threads: int = Field(default_factory=_threads, ge=1)
    context: int = Field(default=8192, ge=512, description="tokens the local model can see at once")
    cache_dir: Path = Field(default_factory=lambda: user_cache_path("extractor"))
    cache_bytes: int = Field(default=1 << 30, gt=0, description="bound of the response cache")

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as pydantic has it
        try:
            super().__init__(**given)
        except ValidationError as error:
            faults = "；".join(f"{_variable(fault['loc'])}（{fault['msg']}）" for fault in error.errors(include_input=False))
            raise UsageError(f"模型的配置不能用：{faults}。请改正这些环境变量，或取消设置。") from None

    @property
    def endpoint(self) -> bool:
        """Whether an endpoint is configured. A key alone is not enough: it may be there for another program, and documents
        must not leave the machine because of it.
        """
        return self.model is not None and (self.base_url is not None or self.api_key is not None)
