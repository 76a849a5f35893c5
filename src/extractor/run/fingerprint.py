"""How a run makes its records: in a word, to tell whether one would be made the same way, and in full, to be kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from extractor.run.one import Settings
from extractor.run.version import code_version

__all__ = ["described", "fingerprint"]


def fingerprint(settings: Settings) -> str:
    """What a record depends on beside the file: a record made otherwise is made again."""
    gateway = settings.gateway
    made_by = [
        code_version(),
        settings.reading,
        gateway and (gateway.provider, gateway.model),
        asdict(settings.options),
        settings.wording,
    ]
    return hashlib.sha256(json.dumps(made_by, default=str).encode()).hexdigest()[:16]


def described(settings: Settings) -> dict[str, object]:
    """What a store says of a run's settings; checks and language, which change no reading, too."""
    gateway = settings.gateway
    return {
        "code": code_version(),
        "reading": settings.reading,
        "provider": gateway.provider if gateway else None,
        "model": gateway.model if gateway else None,
        "options": asdict(settings.options),
        "profile": settings.profile.model_dump(mode="json"),
        "language": settings.language,
        "wording": settings.wording,
    }
