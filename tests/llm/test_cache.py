from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import diskcache
import pytest
from pydantic import BaseModel, Field

from extractor.errors import InvalidAnswerError, ReadingError, UsageError
from extractor.llm.cache import CachedGateway
from extractor.llm.fake import FakeGateway, Reply
from extractor.llm.prompts import Message, Prompt
from extractor.llm.usage import Usage

PROMPT = Prompt("p", "h", (Message("user", "天空？"),))
OTHER = Prompt("p", "h", (Message("user", "海？"),))


class Colour(BaseModel):
    colour: str = Field(alias="颜色")


class Shade(BaseModel):
    颜色: str  # noqa: PLC2401 - as response models are: the model does better with Chinese names
    深浅: str = ""  # noqa: PLC2401


ANSWER: Reply = {"颜色": "蓝色"}


class Opener:
    """Opens the cache at one place, each time over a new gateway."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.opened: list[CachedGateway] = []

    def __call__(
        self, replies: Reply, model: str = "fake", address: str = "", limit: int = 1 << 20
    ) -> tuple[CachedGateway, FakeGateway]:
        inner = FakeGateway(lambda _: replies, model)
        gateway = CachedGateway(inner, self.directory, limit, address=address)
        self.opened.append(gateway)
        return gateway, inner


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    made = Opener(tmp_path / "responses")
    yield made
    for gateway in made.opened:
        gateway.close()


def test_the_same_question_is_asked_once(opener: Opener) -> None:
    first, inner = opener(ANSWER)
    answer = first.fill(PROMPT, Colour)
    assert answer.usage == Usage(calls=1)
    second, untouched = opener({"颜色": "绿色"})
    again = second.fill(PROMPT, Colour)
    assert again.value == answer.value
    assert again.usage == Usage(cached_calls=1)
    assert (len(inner.asked), len(untouched.asked)) == (1, 0)


@pytest.mark.parametrize("difference", ["prompt", "schema", "tokens", "model", "address"])
def test_another_question_is_asked(opener: Opener, difference: str) -> None:
    first, _ = opener(ANSWER)
    first.fill(PROMPT, Colour)
    second, inner = opener(ANSWER, "other" if difference == "model" else "fake", "http://b" if difference == "address" else "")
    second.fill(
        OTHER if difference == "prompt" else PROMPT,
        Shade if difference == "schema" else Colour,
        max_tokens=9 if difference == "tokens" else 2048,
    )
    assert len(inner.asked) == 1


def test_the_wording_counts_not_the_name(opener: Opener) -> None:
    first, inner = opener(ANSWER)
    first.fill(PROMPT, Colour)
    first.fill(Prompt("renamed", "other", PROMPT.messages), Colour)
    assert len(inner.asked) == 1


def test_choose_is_kept_exactly(opener: Opener) -> None:
    first, _ = opener({"甲": "乙"})
    rows = first.choose(PROMPT, ["甲"], ["乙", "丙"]).value
    second, inner = opener({"甲": "丙"})
    again = second.choose(PROMPT, ["甲"], ["乙", "丙"])
    assert (again.value, again.usage) == (rows, Usage(cached_calls=1))
    assert second.choose(PROMPT, ["甲"], ["丙", "乙"]).value == [[0.0, -10.0]]
    assert len(inner.asked) == 1


def test_failures_are_not_kept(opener: Opener) -> None:
    first, _ = opener(ReadingError("down"))
    with pytest.raises(ReadingError, match="down"):
        first.fill(PROMPT, Colour)
    second, _ = opener({"颜色": 3})
    with pytest.raises(InvalidAnswerError):
        second.fill(PROMPT, Colour)
    third, _ = opener(ANSWER)
    assert third.fill(PROMPT, Colour).usage.calls == 1


@pytest.mark.parametrize("value", [b"x", b"", b"\x78\x9c\x03\x00\x00\x00\x00\x01", b"x\x9c\xab\xae\x05\x00\x01u\x00\xf9"])
def test_a_damaged_entry_is_asked_again(opener: Opener, value: bytes) -> None:
    first, _ = opener(ANSWER)
    first.fill(PROMPT, Colour)
    first.choose(PROMPT, ["甲"], ["乙"])
    first.close()
    with sqlite3.connect(opener.directory / "cache.db") as database:
        database.execute("update Cache set value = ?", (value,))
    database.close()
    second, inner = opener({"颜色": "绿色"})
    assert second.fill(PROMPT, Colour).value.colour == "绿色"
    assert second.choose(PROMPT, ["甲"], ["乙"]).value == [[-10.0]]
    assert len(inner.asked) == 2
    assert second.fill(PROMPT, Colour).usage == Usage(cached_calls=1)


def test_a_damaged_database_is_begun_anew(opener: Opener) -> None:
    opener.directory.mkdir()
    (opener.directory / "cache.db").write_bytes(b"not a database" * 1000)
    gateway, _ = opener(ANSWER)
    gateway.fill(PROMPT, Colour)
    assert gateway.fill(PROMPT, Colour).usage == Usage(cached_calls=1)


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="EXTRACTOR_CACHE_DIR"):
        CachedGateway(FakeGateway({}), tmp_path / "file" / "responses", 1 << 20)


def test_size_is_bounded(opener: Opener) -> None:
    limit = 1 << 16
    gateway, _ = opener({"颜色": "蓝" * 20_000}, limit=limit)
    for number in range(60):
        gateway.fill(Prompt("p", "h", (Message("user", str(number)),)), Colour)
    assert isinstance(gateway._store, diskcache.Cache)
    assert gateway._store.volume() < 4 * limit
