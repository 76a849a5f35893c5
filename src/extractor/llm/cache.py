"""Answers kept on disk by the content of the question, so that a second run is quick and costs nothing.

The key covers whatever the answer depends on: provider, address, model, messages, schema or questions and options, and the
bound on tokens. Failures are never kept. An entry that cannot be used is dropped and the question asked again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import diskcache
from pydantic import BaseModel, TypeAdapter, ValidationError

from extractor.errors import UsageError
from extractor.llm.contract import Gateway
from extractor.llm.prompts import Prompt
from extractor.llm.structured import turns
from extractor.llm.usage import Answer, Usage

__all__ = ["DECODE_VERSION", "CachedGateway"]

DECODE_VERSION = 1
"""To be raised when decoding or scoring changes what the same question is answered."""

M = TypeVar("M", bound=BaseModel)

_LOG = logging.getLogger(__name__)
_SCORES = TypeAdapter(list[list[float]])
_HIT = Usage(cached_calls=1)
# What reading a damaged file or database raises: an entry's text (ValueError, zlib), its file (OSError), or the database.
_DAMAGE = (ValueError, zlib.error, OSError, sqlite3.Error, diskcache.Timeout)


class _Store(Protocol):
    """What is asked of a store."""

    def get(self, key: str) -> object: ...
    def set(self, key: str, value: str) -> object: ...
    def delete(self, key: str) -> object: ...
    def close(self) -> None: ...


class _Memory(dict[str, str]):
    """A store that lasts as long as the run: forms of one layout still ask once."""

    def set(self, key: str, value: str) -> None:
        self[key] = value

    def delete(self, key: str) -> None:
        self.pop(key, None)

    def close(self) -> None:
        self.clear()


class CachedGateway:
    """A gateway that remembers the answers of another: on disk, or with no directory for this run alone."""

    def __init__(self, inner: Gateway, directory: Path | None, size_limit: int, *, address: str = "") -> None:
        self._inner, self._address = inner, address
        self._store: _Store = _open(directory, size_limit) if directory else _Memory()

    @property
    def provider(self) -> str:
        """The inner gateway's provider."""
        return self._inner.provider

    @property
    def model(self) -> str:
        """The inner gateway's model."""
        return self._inner.model

    def fill(self, prompt: Prompt, response: type[M], *, max_tokens: int = 2048) -> Answer[M]:
        """See Gateway."""
        key = self._key(prompt, schema=response.model_json_schema(), max_tokens=max_tokens)
        found = self._get(key)
        if found is not None:
            try:
                return Answer(response.model_validate_json(found), _HIT)
            except ValidationError:
                self._drop(key)
        answer = self._inner.fill(prompt, response, max_tokens=max_tokens)
        self._put(key, answer.value.model_dump_json(by_alias=True))
        return answer

    def choose(self, prompt: Prompt, questions: Sequence[str], options: Sequence[str]) -> Answer[list[list[float]]]:
        """See Gateway."""
        key = self._key(prompt, questions=list(questions), options=list(options))
        found = self._get(key)
        if found is not None:
            try:
                return Answer(_scores(found, len(questions), len(options)), _HIT)
            except ValueError:
                self._drop(key)
        answer = self._inner.choose(prompt, questions, options)
        self._put(key, json.dumps(answer.value))
        return answer

    def close(self) -> None:
        """Closes the inner gateway and the store."""
        self._inner.close()
        self._store.close()

    def _key(self, prompt: Prompt, **question: object) -> str:
        who = [DECODE_VERSION, self.provider, self._address, self.model]
        text = json.dumps([who, turns(prompt), question], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def _get(self, key: str) -> str | None:
        try:
            found = self._store.get(key)
        except _DAMAGE as error:
            _LOG.warning("缓存条目无法读取，已丢弃：%s", error)
            self._drop(key)
            return None
        return found if isinstance(found, str) else None

    def _put(self, key: str, value: str) -> None:
        try:
            self._store.set(key, value)
        except _DAMAGE as error:
            # The answer itself is good, and a full disk must not lose it.
            _LOG.warning("回答未能写入缓存：%s", error)

    def _drop(self, key: str) -> None:
        try:
            self._store.delete(key)
        except _DAMAGE as error:
            _LOG.warning("缓存条目无法删除：%s", error)


def _scores(text: str, rows: int, columns: int) -> list[list[float]]:
    """The scores if they are as many as asked for. Raises ValueError."""
    found = _SCORES.validate_json(text)
    if len(found) != rows or any(len(row) != columns for row in found):
        raise ValueError("scores of another shape")
    return found


def _open(directory: Path, size_limit: int) -> diskcache.Cache:
    """The store; a database that is none is thrown away and begun anew."""
    try:
        return diskcache.Cache(str(directory), disk=diskcache.JSONDisk, size_limit=size_limit)
    except sqlite3.OperationalError as error:
        raise _unusable(directory, error) from error
    except sqlite3.DatabaseError:
        _LOG.warning("缓存 %s 已损坏，重新建立", directory)
        shutil.rmtree(directory)
        return diskcache.Cache(str(directory), disk=diskcache.JSONDisk, size_limit=size_limit)
    except OSError as error:
        raise _unusable(directory, error) from error


def _unusable(directory: Path, error: Exception) -> UsageError:
    return UsageError(f"缓存目录 {directory} 无法使用：{error}。请用 EXTRACTOR_CACHE_DIR 指定可写的目录，或加 --no-cache。")
