"""How uploaded files are read: as `extractor run` reads them, with a model that is opened when the first file comes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

from extractor.checks import DEFAULT, Profile
from extractor.interpret import needs_model
from extractor.llm.contract import Gateway
from extractor.llm.gateway import Settings as ModelSettings
from extractor.llm.gateway import open_gateway
from extractor.record import Record
from extractor.run import Settings, described, fingerprint, make_record
from extractor.web.uploads import Step

__all__ = ["UploadReader"]


class UploadReader:
    """Reads one file at a time; used by one thread."""

    def __init__(self, reading: str, provider: str | None, *, profile: Profile = DEFAULT, cache: bool = True) -> None:
        self._reading, self._provider, self._profile, self._cache = reading, provider, profile, cache
        self._cpu = threading.Lock()
        self._gateway: Gateway | None = None

    @property
    def settings(self) -> Mapping[str, object]:
        """For the run's row in the store."""
        return described(self._made())

    def fingerprint(self) -> str:
        """What a record depends on beside its file. Raises NoModelError where there is no model."""
        return fingerprint(self._made())

    def read(self, path: Path, step: Step) -> Record:
        """The record of a file. Raises ExtractorError."""
        return make_record(path, self._made(), step)

    def close(self) -> None:
        """Ends the model."""
        if self._gateway is not None:
            self._gateway.close()

    def _made(self) -> Settings:
        if self._gateway is None and needs_model(self._reading):
            self._gateway = open_gateway(ModelSettings(provider=self._provider), cpu=self._cpu, cache=self._cache)
        return Settings(self._reading, self._gateway, self._cpu, profile=self._profile)
