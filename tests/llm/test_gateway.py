from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretStr

from extractor.errors import InvalidAnswerError, ModelCrashedError, NoModelError, ProviderError, UsageError
from extractor.llm import model
from extractor.llm.cache import CachedGateway
from extractor.llm.contract import Gateway
from extractor.llm.fake import FakeGateway
from extractor.llm.gateway import Settings, open_gateway
from extractor.llm.local.child import Child
from extractor.llm.openai import OpenAIGateway
from extractor.llm.prompts import Message, Prompt

PROMPT = Prompt("p", "h", (Message("user", "?"),))


class Colour(BaseModel):
    colour: str


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "EXTRACTOR_BASE_URL", "EXTRACTOR_MODEL", "EXTRACTOR_PROVIDER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EXTRACTOR_CACHE_DIR", str(tmp_path))
    yield


def test_neither_endpoint_nor_model() -> None:
    with pytest.raises(NoModelError, match=r"model pull.*EXTRACTOR_BASE_URL"):
        open_gateway(Settings())


def test_a_model_of_the_wrong_size_is_none(tmp_path: Path) -> None:
    place = model.path(tmp_path)
    place.parent.mkdir()
    place.write_bytes(b"half")
    with pytest.raises(NoModelError, match="model pull"):
        open_gateway(Settings())


def test_an_endpoint_is_the_default_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXTRACTOR_MODEL", "m")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9")
    with closing(open_gateway(Settings())) as gateway:
        assert (gateway.provider, gateway.model) == ("openai", "m")
        assert isinstance(gateway, CachedGateway)
    with closing(open_gateway(Settings(), cache=False)) as gateway:
        assert isinstance(gateway, CachedGateway), "kept for the run alone"
        assert isinstance(gateway._inner, OpenAIGateway)


def test_a_key_that_happens_to_be_there_sends_nothing_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "k")
    with pytest.raises(NoModelError):
        open_gateway(Settings())


@pytest.mark.parametrize("given", [{}, {"model": "m"}, {"base_url": "http://127.0.0.1:9"}])
def test_half_an_endpoint_is_named(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="EXTRACTOR_MODEL"):
        open_gateway(Settings(provider="openai", **given))


def test_the_key_does_not_show() -> None:
    assert "secret" not in repr(Settings(api_key=SecretStr("secret")))


def test_extractor_names_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "http://a")
    monkeypatch.setenv("EXTRACTOR_BASE_URL", "http://b")
    assert Settings().base_url == "http://b"
    assert Settings(base_url="http://c").base_url == "http://c"


def test_the_fake_is_a_gateway() -> None:
    gateway: Gateway = FakeGateway({"p": {"colour": "blue"}})
    assert gateway.fill(PROMPT, Colour).value == Colour(colour="blue")
    with pytest.raises(InvalidAnswerError):
        gateway.fill(Prompt("q", "h", PROMPT.messages), Colour)


WORKERS = {
    "dies at once": "import sys; print('out of memory', file=sys.stderr); sys.exit(3)",
    "dies when asked": "import sys; print('{\"ok\": {}}', flush=True); sys.stdin.readline(); sys.exit(3)",
    "never answers": "import time; time.sleep(60)",
}


ECHO = """
import json, sys
print('{"ok": {}}', flush=True)
for line in sys.stdin:
    print(json.dumps({"ok": json.loads(line)}), flush=True)
"""


@pytest.fixture
def child(tmp_path: Path) -> Iterator[Child]:
    made = Child(tmp_path / "model", tmp_path / "model.lock", timeout=30.0, lock_timeout=0.2)
    yield made
    made.close()


@pytest.mark.parametrize("worker", WORKERS)
def test_death_is_a_failed_reading_and_the_next_call_starts_anew(child: Child, worker: str) -> None:
    child.timeout = 0.5 if worker == "never answers" else 30.0
    child.command = [sys.executable, "-c", WORKERS[worker]]
    with pytest.raises(ModelCrashedError, match="退出码"):
        child.ask({"op": "x"})
    assert child.pid is None
    child.timeout = 30.0
    child.command = [sys.executable, "-c", ECHO]
    assert child.ask({"a": 1}) == {"a": 1}


def test_an_interruption_does_not_shift_the_answers(child: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    child.command = [sys.executable, "-c", ECHO]
    assert child.ask({"n": 1}) == {"n": 1}

    def interrupted(*_: object) -> dict[str, object]:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(child, "_speak", interrupted)
        child.ask({"n": 2})
    assert child.pid is None
    assert child.ask({"n": 3}) == {"n": 3}


def test_a_refusal_is_no_crash(child: Child) -> None:
    child.command = [sys.executable, "-c", ECHO.replace('"ok": json', '"refused": json')]
    with pytest.raises(InvalidAnswerError, match="too long"):
        child.ask({"why": "too long"})


def test_a_second_owner_waits_says_so_and_gives_up(child: Child, capsys: pytest.CaptureFixture[str]) -> None:
    child.command = [sys.executable, "-c", ECHO]
    child.ask({"op": "x"})
    second = Child(child.path, child.lock_path, lock_timeout=0.1)
    with pytest.raises(ProviderError, match="EXTRACTOR_LOCK_TIMEOUT"):
        second.ask({"op": "x"})
    assert "等待" in capsys.readouterr().err
    child.close()
    second.command = child.command
    assert second.ask({"op": "x"}) == {"op": "x"}
    second.close()


def test_work_holds_the_processor_lock(tmp_path: Path) -> None:
    lock = threading.Lock()
    child = Child(tmp_path / "m", tmp_path / "l", cpu=lock)
    child.command = [sys.executable, "-c", ECHO]
    lock.acquire()
    asked = threading.Thread(target=child.ask, args=({"op": "x"},))
    asked.start()
    asked.join(0.2)
    assert asked.is_alive()
    lock.release()
    asked.join(10)
    assert not asked.is_alive()
    assert not lock.locked()
    child.close()
