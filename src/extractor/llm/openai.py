"""Any OpenAI-compatible endpoint. The server enforces the schema where it can; where it cannot, instructor asks again.

The first request asks for `response_format: json_schema`. A server that does not take that, or does not keep to it, gets the
schema in the prompt instead. Nothing in an answer is trusted before it was validated.
"""

from __future__ import annotations

import enum
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import openai
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ConfigDict, Field, create_model

from extractor.errors import InvalidAnswerError, ProviderError
from extractor.llm.prompts import Prompt
from extractor.llm.retry import Policy
from extractor.llm.settings import Settings
from extractor.llm.structured import Mode, TruncatedAnswerError, ask
from extractor.llm.usage import Answer, Usage

__all__ = ["OpenAIGateway"]

M = TypeVar("M", bound=BaseModel)

REASKS = 2
"""How often an answer of the wrong shape is sent back, over both ways of asking."""

OTHERS = -10.0
"""The log-likelihood of the options that were not answered: there is no better number without probabilities."""


@dataclass(frozen=True)
class _Adaptation:
    """A 400 whose text matches is answered by sending `instead` of the parameter from now on (nothing, if it is None)."""

    complaint: re.Pattern[str]
    parameter: str
    instead: str | None = None


# Models differ in which of these they take; the first refusal is remembered.
_ADAPTATIONS = (
    _Adaptation(re.compile("max_completion_tokens"), "max_tokens", "max_completion_tokens"),
    _Adaptation(re.compile("temperature"), "temperature"),
)
_NO_SCHEMA = re.compile(r"response_format|json_schema|structured|schema|grammar", re.IGNORECASE)

_ADVICE: Mapping[int, str] = {
    400: "请求被拒绝。请检查模型名和参数",
    401: "密钥无效。请检查 EXTRACTOR_API_KEY 或 OPENAI_API_KEY",
    403: "没有权限。请检查密钥的权限和余额",
    404: "地址或模型名不存在。请检查 EXTRACTOR_BASE_URL 和 EXTRACTOR_MODEL",
    408: "多次重试仍然超时。请稍后再试",
    413: "请求过大。请把该区域分小，或换用上下文更长的模型",
    429: "多次重试仍被限流或余额不足。请稍后再试，或减少并发",
}


class _SchemaRefusedError(ProviderError):
    """The server does not take the schema."""


class OpenAIGateway:
    """Speaks to one endpoint and model."""

    provider = "openai"

    def __init__(self, settings: Settings, policy: Policy | None = None) -> None:
        self.model = settings.model or ""
        self._policy = policy or Policy()
        self._adapted: set[_Adaptation] = set()
        key = settings.api_key.get_secret_value() if settings.api_key else "none"  # local servers want none, the SDK any
        self._client = openai.OpenAI(api_key=key, base_url=settings.base_url, timeout=settings.timeout, max_retries=0)

    def fill(self, prompt: Prompt, response: type[M], *, max_tokens: int = 2048) -> Answer[M]:
        """See Gateway."""
        call = _Call(self, max_tokens)
        try:
            value = ask(call.create, prompt, response, reasks=0)
        except TruncatedAnswerError:
            raise
        except (_SchemaRefusedError, InvalidAnswerError) as error:
            # A refusal was no answer: it leaves both re-asks.
            left = REASKS if isinstance(error, _SchemaRefusedError) else REASKS - 1
            value = ask(call.create, prompt, response, reasks=left, mode=Mode.MD_JSON)
        return Answer(value, call.usage)

    def choose(self, prompt: Prompt, questions: Sequence[str], options: Sequence[str]) -> Answer[list[list[float]]]:
        """See Gateway. One greedy answer: 0.0 for the option it gives, -10.0 for all others."""
        if not questions or not options:
            return Answer([[] for _ in questions], Usage())
        names = list(dict.fromkeys(questions))
        option = enum.Enum("Option", {f"o{i}": text for i, text in enumerate(options)}, type=str)  # type: ignore[misc]
        fields: dict[str, Any] = {f"q{i}": (option, Field(alias=name)) for i, name in enumerate(names)}
        model = create_model("Choices", __config__=ConfigDict(extra="forbid"), **fields)
        answer = self.fill(prompt, model, max_tokens=64 + 64 * len(names))
        chosen = {name: value.value for name, value in answer.value.model_dump(by_alias=True).items()}
        rows = [[0.0 if text == chosen[name] else OTHERS for text in options] for name in questions]
        return Answer(rows, answer.usage)

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def request(self, request: dict[str, Any]) -> ChatCompletion:
        """One completion, retried and adapted as far as that may help. Raises ProviderError."""
        for _ in range(len(_ADAPTATIONS) + 1):
            try:
                sent = self._adapt(request)
                return self._policy.call(lambda sent=sent: self._client.chat.completions.create(**sent))  # type: ignore[misc]
            except openai.BadRequestError as error:
                if not self._learn(str(error)):
                    raise _failure(error, request) from error
            except openai.OpenAIError as error:
                raise _failure(error, request) from error
            except ValueError as error:
                raise ProviderError(f"接口返回的不是 JSON：{error}。请检查 EXTRACTOR_BASE_URL 是否指向接口本身。") from error
        raise ProviderError("接口反复拒绝同一参数。请换用其他模型。")

    def _adapt(self, request: dict[str, Any]) -> dict[str, Any]:
        sent = {"model": self.model, "temperature": 0, **request}
        for adaptation in self._adapted:
            value = sent.pop(adaptation.parameter, None)
            if adaptation.instead is not None:
                sent[adaptation.instead] = value
        return sent

    def _learn(self, complaint: str) -> bool:
        """Whether the complaint is about a parameter that can be left out or renamed; it is remembered."""
        new = {a for a in _ADAPTATIONS if a.complaint.search(complaint)} - self._adapted
        self._adapted |= new
        return bool(new)


class _Call:
    """The requests of one answer, and what they cost together."""

    def __init__(self, gateway: OpenAIGateway, max_tokens: int) -> None:
        self._gateway, self._max_tokens = gateway, max_tokens
        self.usage = Usage()

    def create(self, **request: object) -> ChatCompletion:
        """A completion that has the shape of one. Raises ReadingError."""
        start = time.perf_counter()
        completion = self._gateway.request({**request, "max_tokens": self._max_tokens})
        self.usage += _usage(completion, time.perf_counter() - start)
        return _sound(completion)


def _usage(completion: object, seconds: float) -> Usage:
    counts = getattr(completion, "usage", None)
    prompt, generated = getattr(counts, "prompt_tokens", 0), getattr(counts, "completion_tokens", 0)
    known = [count if isinstance(count, int) else 0 for count in (prompt, generated)]
    return Usage(calls=1, prompt_tokens=known[0], generated_tokens=known[1], seconds=seconds)


def _sound(completion: ChatCompletion) -> ChatCompletion:
    """The completion if it holds a text. The SDK does not validate: any attribute may be missing or of another type."""
    choices = getattr(completion, "choices", None)
    message = getattr(choices[0], "message", None) if isinstance(choices, list) and choices else None
    refusal = getattr(message, "refusal", None)
    if isinstance(refusal, str):
        raise ProviderError(f"模型拒绝回答：{refusal[:200]}")
    if not isinstance(getattr(message, "content", None), str):
        raise InvalidAnswerError("接口的回答里没有文本。请检查 EXTRACTOR_BASE_URL 与 EXTRACTOR_MODEL。")
    return completion


def _failure(error: openai.OpenAIError, request: dict[str, Any]) -> ProviderError:
    """The error as the user should read it."""
    if isinstance(error, openai.APITimeoutError):
        return ProviderError("接口多次超时。请稍后再试，或用 EXTRACTOR_TIMEOUT 放宽时限。")
    if isinstance(error, openai.APIConnectionError):
        return ProviderError(f"连不上接口：{error.__cause__ or error}。请检查网络和 EXTRACTOR_BASE_URL。")
    if not isinstance(error, openai.APIStatusError):
        return ProviderError(f"接口出错：{error}。")
    refused = error.status_code in {400, 422} and "response_format" in request and _NO_SCHEMA.search(str(error))
    advice = _ADVICE.get(error.status_code, "接口多次出错。请稍后再试" if error.status_code >= 500 else "请求失败")
    kind = _SchemaRefusedError if refused else ProviderError
    return kind(f"接口返回 {error.status_code}：{advice}。{str(error)[:300]}")
