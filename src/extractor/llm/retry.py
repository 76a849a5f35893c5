"""The one retry policy: what is worth asking again, how long to wait, and when to give up.

The SDK's own retries are switched off and instructor only ever re-asks about shape, so attempts do not multiply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import tenacity
from openai import APIConnectionError, APIStatusError

__all__ = ["Policy", "is_transient", "retry_after"]

T = TypeVar("T")

TRANSIENT = frozenset({408, 409, 429})
"""Worth asking again, like all of 5xx. Never 400, 401, 403 or 404: the same request would fail the same way."""


@dataclass(frozen=True)
class Policy:
    """Seconds and attempts. `total` bounds the whole call: a wait that would end after it is not begun."""

    attempts: int = 6
    first: float = 1.0
    longest: float = 30.0
    total: float = 180.0

    def call(self, function: Callable[[], T]) -> T:
        """The function's value; its last error when attempts or time are used up."""
        return tenacity.Retrying(
            retry=tenacity.retry_if_exception(is_transient),
            wait=self._wait,
            stop=tenacity.stop_any(tenacity.stop_after_attempt(self.attempts), tenacity.stop_before_delay(self.total)),
            reraise=True,
        )(function)

    def _wait(self, state: tenacity.RetryCallState) -> float:
        """Exponential with full jitter, but never less than the server asked for."""
        asked = retry_after(state.outcome.exception() if state.outcome else None)
        return max(asked, tenacity.wait_random_exponential(multiplier=self.first, max=self.longest)(state))


def is_transient(error: BaseException) -> bool:
    """Whether the same request may succeed later: timeouts, connection errors, and some statuses."""
    if isinstance(error, APIStatusError):
        return error.status_code in TRANSIENT or error.status_code >= 500
    return isinstance(error, APIConnectionError)


def retry_after(error: BaseException | None) -> float:
    """Seconds that the server asked to wait (a number or a date); 0.0 if it did not say."""
    if not isinstance(error, APIStatusError):
        return 0.0
    value = error.response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        return _until(value)


def _until(value: str) -> float:
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
