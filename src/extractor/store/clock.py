"""The time as it is written down."""

from datetime import UTC, datetime

__all__ = ["now"]


def now() -> str:
    """ISO 8601 in UTC, with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
