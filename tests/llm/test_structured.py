from __future__ import annotations

import enum
from typing import Any

import pytest
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, Field

from extractor.errors import InvalidAnswerError, ProviderError
from extractor.llm.prompts import Message, Prompt
from extractor.llm.structured import TruncatedAnswerError, ask, binding

PROMPT = Prompt("p", "h", (Message("user", "?"),))


class Kind(enum.StrEnum):
    a = "required"
    b = "properties"


class Leaf(BaseModel):
    name: str | None = None


class Root(BaseModel):
    properties: str
    kind: Kind = Kind.a
    leaves: list[Leaf] = Field(default_factory=list)


def test_binding_closes_every_object_and_requires_every_field() -> None:
    bound = binding(Root.model_json_schema())
    assert bound["required"] == ["properties", "kind", "leaves"]
    assert bound["additionalProperties"] is False
    leaf = bound["$defs"]["Leaf"]
    assert (leaf["required"], leaf["additionalProperties"]) == (["name"], False)
    assert "default" not in leaf["properties"]["name"]
    # A document's own strings may be called like parts of a schema.
    assert bound["$defs"]["Kind"]["enum"] == ["required", "properties"]
    assert bound["properties"]["properties"]["type"] == "string"


def test_binding_leaves_literals_alone() -> None:
    literal = {"enum": [{"properties": {"default": 1}}], "const": {"default": 2}}
    assert binding(literal) == literal


def completion(content: str, finish: str = "stop") -> ChatCompletion:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return ChatCompletion.model_validate({"id": "", "object": "chat.completion", "created": 0, "model": "", "choices": [choice]})


def test_the_schema_reaches_create_bound() -> None:
    seen: list[Any] = []

    def create(**request: object) -> ChatCompletion:
        seen.append(request["response_format"])
        return completion('{"properties": "x", "kind": "required", "leaves": [{"name": null}]}')

    value = ask(create, PROMPT, Root, reasks=0)
    assert value.leaves == [Leaf(name=None)]
    assert seen[0]["type"] == "json_schema"
    assert seen[0]["json_schema"]["schema"] == binding(Root.model_json_schema())


@pytest.mark.parametrize(
    ("content", "finish", "error", "why"),
    [
        ("not json", "stop", InvalidAnswerError, "JSON"),
        ("{}", "stop", InvalidAnswerError, "properties"),
        ('{"properties": "x", "kind": "other"}', "stop", InvalidAnswerError, "kind"),
        ('{"properties": "', "length", TruncatedAnswerError, "截断"),
    ],
)
def test_wrong_answers(content: str, finish: str, error: type[Exception], why: str) -> None:
    with pytest.raises(error, match=why):
        ask(lambda **_: completion(content, finish), PROMPT, Root, reasks=0)


def test_asks_again_about_shape_only() -> None:
    calls = 0

    def create(**_: object) -> ChatCompletion:
        nonlocal calls
        calls += 1
        return completion("{}")

    with pytest.raises(InvalidAnswerError):
        ask(create, PROMPT, Root, reasks=2)
    assert calls == 3


@pytest.mark.parametrize(("raised", "expected"), [(ProviderError("out"), ProviderError), (KeyError("bug"), KeyError)])
def test_errors_come_out_by_cause_and_at_once(raised: Exception, expected: type[Exception]) -> None:
    calls = 0

    def create(**_: object) -> ChatCompletion:
        nonlocal calls
        calls += 1
        raise raised

    with pytest.raises(expected) as caught:
        ask(create, PROMPT, Root, reasks=2)
    assert caught.value is raised
    assert calls == 1
