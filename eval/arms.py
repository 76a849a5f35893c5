"""The ways to read that are compared: the tool's own, and naive copying as the one to beat. To add one: a row in `ARMS`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eval import free
from extractor.errors import UsageError
from extractor.interpret import STRATEGIES, needs_model
from extractor.interpret.strategies import Strategy
from extractor.llm.contract import Gateway
from extractor.record import Record
from extractor.run import Settings, make_record

__all__ = ["ARMS", "Bench", "check_arm"]

ARMS: dict[str, Strategy] = {**STRATEGIES, "free": free.read_free}
"""By name; the tool's own readings as they are."""


def check_arm(arm: str) -> None:
    """Raises UsageError where there is no such arm, naming those there are."""
    if arm not in ARMS:
        raise UsageError(f"没有这样的读法：{arm}。可选：{'、'.join(ARMS)}。")


@dataclass
class Bench:
    """Reads files by any arm; the model is opened when it is first needed, and serves all arms after that."""

    open_gateway: Callable[[threading.Lock], Gateway]
    cpu: threading.Lock = field(default_factory=threading.Lock)
    _gateway: Gateway | None = None

    def gateway(self, arm: str) -> Gateway | None:
        """The model, for an arm that asks one. Raises NoModelError if there is none."""
        check_arm(arm)
        if not needs_model(arm):
            return None
        if self._gateway is None:
            self._gateway = self.open_gateway(self.cpu)
        return self._gateway

    def read(self, arm: str, path: Path) -> Record:
        """The record of a file. Raises InputError."""
        gateway = self.gateway(arm)
        with _offered(arm):
            return make_record(path, Settings(arm, gateway, self.cpu))

    def close(self) -> None:
        """Frees the model."""
        if self._gateway is not None:
            self._gateway.close()
            self._gateway = None


@contextmanager
def _offered(arm: str) -> Iterator[None]:
    """`make_record` knows the tool's readings; an arm of the eval is among them only while it is used."""
    added = arm not in STRATEGIES
    STRATEGIES.setdefault(arm, ARMS[arm])
    try:
        yield
    finally:
        if added:
            del STRATEGIES[arm]
