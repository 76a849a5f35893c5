from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import openai
import pytest
from pydantic import BaseModel, SecretStr

from extractor.errors import ExtractorError, InvalidAnswerError, ProviderError
from extractor.llm.openai import OpenAIGateway
from extractor.llm.prompts import Message, Prompt
from extractor.llm.retry import Policy, is_transient, retry_after
from extractor.llm.settings import Settings
from extractor.llm.usage import Usage

from .faulty import FaultyServer, Reply, completion, failure

PROMPT = Prompt("p", "h", (Message("system", "抽取"), Message("user", "天空是蓝色的")))
QUICK = Policy(attempts=4, first=0.001, longest=0.002, total=5.0)


class Colour(BaseModel):
    颜色: str  # noqa: PLC2401 - as response models are: the model does better with Chinese names


GOOD = completion('{"颜色": "蓝色"}')
BAD = completion('{"colour": "blue"}')


def gateway(server: FaultyServer, policy: Policy = QUICK, timeout: float = 5.0) -> OpenAIGateway:
    return OpenAIGateway(Settings(base_url=server.url, api_key=SecretStr("k"), model="m", timeout=timeout), policy)


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.delenv(name, raising=False)
    yield


SUCCEEDS: list[tuple[str, Sequence[Reply], int]] = [
    ("at once", [GOOD], 1),
    ("429 twice", [failure(429), failure(429), GOOD], 3),
    ("408, 409, 503", [failure(408), failure(409), failure(503), GOOD], 4),
    ("connection dropped", [Reply(drop=True), GOOD], 2),
    ("answer outside the schema, then inside", [BAD, GOOD], 2),
    ("in a code block", [BAD, completion('好的：\n```json\n{"颜色": "蓝色"}\n```')], 2),
    ("schema not supported", [failure(400, "response_format json_schema is not supported"), GOOD], 2),
    ("schema not processable", [failure(422, "unknown field response_format"), BAD, GOOD], 3),
    ("max_tokens renamed", [failure(400, "use 'max_completion_tokens' instead of 'max_tokens'"), GOOD], 2),
    ("temperature refused", [failure(400, "unsupported value: temperature"), GOOD], 2),
]


@pytest.mark.parametrize(("replies", "requests"), [case[1:] for case in SUCCEEDS], ids=[case[0] for case in SUCCEEDS])
def test_gets_there(replies: Sequence[Reply], requests: int) -> None:
    with FaultyServer(replies) as server:
        answer = gateway(server).fill(PROMPT, Colour)
    assert answer.value == Colour(颜色="蓝色")
    assert len(server.requests) == requests
    assert server.requests[0]["response_format"]["json_schema"]["schema"]["additionalProperties"] is False


FAILS: list[tuple[str, Sequence[Reply], int, type[ExtractorError], str]] = [
    ("400", [failure(400)], 1, ProviderError, "400"),
    ("401", [failure(401)], 1, ProviderError, "密钥"),
    ("403", [failure(403)], 1, ProviderError, "权限"),
    ("404", [failure(404)], 1, ProviderError, "EXTRACTOR_BASE_URL"),
    ("429 for ever", [failure(429)], 4, ProviderError, "限流"),
    ("500 for ever", [failure(500)], 4, ProviderError, "500"),
    ("dropped for ever", [Reply(drop=True)], 4, ProviderError, "连不上"),
    ("garbage in the answer", [completion("蓝色")], 3, InvalidAnswerError, "结构"),
    ("outside the schema for ever", [BAD], 3, InvalidAnswerError, "颜色"),
    ("cut off", [completion('{"颜色": "', "length")], 1, InvalidAnswerError, "截断"),
    ("garbage in the body", [Reply(b"<html>")], 1, ProviderError, "JSON"),
    ("no choices", [Reply(b"{}")], 2, InvalidAnswerError, "没有文本"),
    ("choices of another type", [Reply(b'{"choices": "x"}')], 2, InvalidAnswerError, "没有文本"),
    ("a list", [Reply(b"[]")], 2, InvalidAnswerError, "没有文本"),
    ("content of another type", [completion({"颜色": "蓝色"})], 2, InvalidAnswerError, "没有文本"),
]


@pytest.mark.parametrize(("replies", "requests", "error", "why"), [c[1:] for c in FAILS], ids=[c[0] for c in FAILS])
def test_fails(replies: Sequence[Reply], requests: int, error: type[ExtractorError], why: str) -> None:
    with FaultyServer(replies) as server:
        with pytest.raises(error, match=why):
            gateway(server).fill(PROMPT, Colour)
        assert len(server.requests) == requests


def test_timeout_is_retried_then_reported() -> None:
    with FaultyServer([Reply(delay=30.0)]) as server:
        with pytest.raises(ProviderError, match="超时"):
            gateway(server, Policy(attempts=2, first=0.001, longest=0.002), timeout=0.2).fill(PROMPT, Colour)
        assert len(server.requests) == 2
        server._done.set()


def test_usage_adds_up_over_re_asks() -> None:
    with FaultyServer([BAD, GOOD]) as server:
        usage = gateway(server).fill(PROMPT, Colour).usage
    assert (usage.calls, usage.prompt_tokens, usage.generated_tokens, usage.forced_tokens) == (2, 14, 6, 0)


def test_adaptations_are_remembered() -> None:
    with FaultyServer([failure(400, "use max_completion_tokens"), GOOD]) as server:
        one = gateway(server)
        one.fill(PROMPT, Colour, max_tokens=9)
        one.fill(PROMPT, Colour, max_tokens=9)
    assert [request.get("max_completion_tokens") for request in server.requests] == [None, 9, 9]
    assert "max_tokens" not in server.requests[2]


def test_without_the_schema_the_prompt_says_it() -> None:
    with FaultyServer([failure(400, "json_schema unsupported"), GOOD]) as server:
        gateway(server).fill(PROMPT, Colour)
    assert "response_format" not in server.requests[1]
    assert "颜色" in json.dumps(server.requests[1]["messages"], ensure_ascii=False)


def test_choose_answers_with_the_option() -> None:
    with FaultyServer([completion('{"表头\\"一": "甲", "表头二": "乙"}')]) as server:
        answer = gateway(server).choose(PROMPT, ['表头"一', "表头二", '表头"一'], ["甲", "乙", "丙"])
    assert answer.value == [[0.0, -10.0, -10.0], [-10.0, 0.0, -10.0], [0.0, -10.0, -10.0]]
    schema = server.requests[0]["response_format"]["json_schema"]["schema"]
    assert schema["required"] == ['表头"一', "表头二"]
    assert schema["$defs"]["Option"]["enum"] == ["甲", "乙", "丙"]


def test_choose_of_nothing_asks_nothing() -> None:
    with FaultyServer([failure(500)]) as server:
        one = gateway(server)
        assert one.choose(PROMPT, [], ["甲"]).value == []
        assert one.choose(PROMPT, ["甲"], []).value == [[]]
        assert one.choose(PROMPT, [], []).usage == Usage()
    assert server.requests == []


def test_waits_as_long_as_the_server_says() -> None:
    with FaultyServer([failure(429, Retry_After="3600")]) as server:
        with pytest.raises(ProviderError, match="429"):
            gateway(server).fill(PROMPT, Colour)
        # An hour is over the bound on the whole call: no second request, and no waiting.
        assert len(server.requests) == 1


def status_error(status: int, **headers: str) -> openai.APIStatusError:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    response = httpx2.Response(status, headers=named, request=httpx2.Request("POST", "http://127.0.0.1"))
    return openai.APIStatusError("no", response=response, body=None)


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("2.5", 2.5, 2.5),
        ("-1", 0.0, 0.0),
        ("soon", 0.0, 0.0),
        ("", 0.0, 0.0),
        (timedelta(hours=2), 7000.0, 7200.0),
        (timedelta(hours=-2), 0.0, 0.0),
    ],
)
def test_retry_after(value: str | timedelta, least: float, most: float) -> None:
    said = value if isinstance(value, str) else format_datetime(datetime.now(UTC) + value, usegmt=True)
    assert least <= retry_after(status_error(429, retry_after=said)) <= most


@pytest.mark.parametrize(
    ("status", "transient"),
    [(status, False) for status in (400, 401, 403, 404, 422)] + [(status, True) for status in (408, 409, 429, 500, 502, 599)],
)
def test_what_is_worth_asking_again(status: int, transient: bool) -> None:
    assert is_transient(status_error(status)) is transient


def test_a_bug_is_not_transient() -> None:
    assert not is_transient(KeyError("x"))
