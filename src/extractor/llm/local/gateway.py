"""The embedded model as a gateway: instructor parses and checks, the child decodes."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, Literal, TypeVar

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from openai.types.chat.chat_completion import Choice
from pydantic import BaseModel

from extractor.llm.contract import Lock
from extractor.llm.local.child import Child
from extractor.llm.model import MODEL
from extractor.llm.prompts import Prompt
from extractor.llm.settings import Settings
from extractor.llm.structured import ask, turns
from extractor.llm.usage import Answer, Usage

__all__ = ["LocalGateway"]

M = TypeVar("M", bound=BaseModel)


class LocalGateway:
    """Speaks to one child, a request at a time. `keep_prefixes` is there to measure what keeping them saves."""

    provider = "local"
    model = f"{MODEL.name}@{MODEL.sha256[:12]}"

    def __init__(self, path: Path, settings: Settings, cpu: Lock | None = None, *, keep_prefixes: bool = True) -> None:
        self.child = Child(
            path,
            settings.cache_dir / "model.lock",
            context=settings.context,
            threads=settings.threads,
            timeout=settings.local_timeout,
            lock_timeout=settings.lock_timeout,
            cpu=cpu or nullcontext(),
        )
        self._keep = keep_prefixes

    def fill(self, prompt: Prompt, response: type[M], *, max_tokens: int = 2048) -> Answer[M]:
        """See Gateway. The answer is greedy, and cannot leave the schema."""
        usage = Usage()

        def create(*, messages: list[dict[str, str]], response_format: dict[str, Any], **_: object) -> ChatCompletion:
            nonlocal usage
            start = time.perf_counter()
            schema = response_format["json_schema"]["schema"]
            found = self.child.ask(
                {"op": "fill", "messages": messages, "schema": schema, "max_tokens": max_tokens, "keep": self._keep}
            )
            usage += Usage(1, 0, found["prompt"], found["sampled"], found["forced"], time.perf_counter() - start)
            return self._completion(found)

        # Greedy decoding would answer a repeated question the same way: nothing is asked again.
        return Answer(ask(create, prompt, response, reasks=0), usage)

    def choose(self, prompt: Prompt, questions: Sequence[str], options: Sequence[str]) -> Answer[list[list[float]]]:
        """See Gateway. Nothing is generated; `prompt_tokens` counts all tokens that were evaluated."""
        if not questions or not options:
            return Answer([[] for _ in questions], Usage())
        start = time.perf_counter()
        request = {"op": "choose", "messages": turns(prompt), "questions": list(questions), "options": list(options)}
        found = self.child.ask({**request, "keep": self._keep})
        usage = Usage(calls=1, prompt_tokens=found["prompt"], seconds=time.perf_counter() - start)
        return Answer(found["scores"], usage)

    def close(self) -> None:
        """Ends the child."""
        self.child.close()

    def _completion(self, found: dict[str, Any]) -> ChatCompletion:
        message = ChatCompletionMessage(role="assistant", content=found["text"])
        reason: Literal["stop", "length"] = "stop" if found["finished"] else "length"
        counted = found["sampled"] + found["forced"]
        return ChatCompletion(
            id="local",
            object="chat.completion",
            created=0,
            model=self.model,
            choices=[Choice(index=0, message=message, finish_reason=reason, logprobs=None)],
            usage=CompletionUsage(prompt_tokens=found["prompt"], completion_tokens=counted, total_tokens=found["prompt"] + counted),
        )
