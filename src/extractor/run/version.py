"""Which code and prompts made a record."""

import hashlib
from functools import lru_cache
from pathlib import Path

import extractor
from extractor.llm.prompts import directory

__all__ = ["code_version"]


@lru_cache(maxsize=1)
def code_version() -> str:
    """The hash of everything a record depends on beside the file, the settings and the model: sources, tables and prompts."""
    package = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.toml"), *directory().glob("*.md")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
