"""Asking for an object: instructor over any `create`, its errors translated by cause, schemas made to bind."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar, cast

import instructor
from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException
from openai.types.chat import ChatCompletion
from pydantic import BaseModel, ValidationError

from extractor.errors import InvalidAnswerError, ReadingError
from extractor.llm.prompts import Prompt

__all__ = ["Create", "Mode", "TruncatedAnswerError", "ask", "binding", "turns"]

M = TypeVar("M", bound=BaseModel)
Create: TypeAlias = Callable[..., ChatCompletion]
Mode = instructor.Mode

# Names and values that look like parts of a schema but are the document's own.
_LITERAL = frozenset({"enum", "const", "default", "examples"})
_NAMED = frozenset({"properties", "$defs"})

# instructor logs every failure as an error, which without this ends up on the user's screen: we raise instead.
logging.getLogger("instructor").addHandler(logging.NullHandler())


class TruncatedAnswerError(InvalidAnswerError):
    """The bound on tokens cut the answer off: asking again would not help."""


def turns(prompt: Prompt) -> list[dict[str, str]]:
    """The messages as an endpoint takes them."""
    return [{"role": message.role, "content": message.content} for message in prompt.messages]


def binding(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with every field required and no others allowed.

    A default would let the decoder leave the field out, and an object is open unless it says otherwise.
    """
    bound: dict[str, Any] = {key: _bound_part(key, part) for key, part in schema.items() if key != "default"}
    if "properties" in schema:
        bound |= {"required": list(schema["properties"]), "additionalProperties": False}
    return bound


def _bound_part(key: str, part: object) -> object:
    if key in _LITERAL:
        return part
    if key in _NAMED and isinstance(part, dict):
        return {name: _bound_part("", value) for name, value in part.items()}
    if isinstance(part, list):
        return [_bound_part("", value) for value in part]
    return binding(part) if isinstance(part, dict) else part


def ask(create: Create, prompt: Prompt, response: type[M], *, reasks: int, mode: instructor.Mode = Mode.JSON_SCHEMA) -> M:
    """An object of `response`; an answer of another shape is sent back at most `reasks` times. Raises ReadingError."""

    def bound(**request: object) -> ChatCompletion:
        return create(**{key: _bound_format(value) if key == "response_format" else value for key, value in request.items()})

    patched = cast(Callable[..., M], instructor.patch(create=bound, mode=mode))
    try:
        value = patched(response_model=response, messages=turns(prompt), max_retries=reasks)
    except IncompleteOutputException as error:
        raise TruncatedAnswerError("模型的回答超出了长度上限而被截断，未予采用。") from error
    except InstructorRetryException as error:
        raise _cause(error) from error
    # instructor returns a subclass with the raw response inside, which would not equal the same object made by hand.
    return response.model_validate_json(value.model_dump_json(by_alias=True))


def _bound_format(wanted: Any) -> dict[str, Any]:  # noqa: ANN401 - as instructor built it
    schema = {**wanted["json_schema"], "schema": binding(wanted["json_schema"]["schema"]), "strict": True}
    return {**wanted, "json_schema": schema}


def _cause(error: InstructorRetryException) -> BaseException:
    """What instructor wrapped: our own error as it is, a wrong shape as InvalidAnswerError; anything else is a bug."""
    cause = error.__cause__
    if isinstance(cause, ReadingError):
        return cause
    if isinstance(cause, ValueError):  # pydantic's, json's and instructor's errors of shape are ValueErrors
        return InvalidAnswerError(f"模型的回答不符合要求的结构：{_brief(cause)}。")
    return cause or error


def _brief(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, first['loc'])) or '整个回答'}：{first['msg']}（共 {error.error_count()} 处）"
    return str(error)[:200]
