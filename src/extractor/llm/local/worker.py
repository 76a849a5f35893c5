"""The child process: owns the model, answers one request at a time, ends when its parent does.

    python -m extractor.llm.local.worker MODEL CONTEXT THREADS

Requests and replies are lines of JSON on stdin and stdout. A reply is {"ok": …}, or {"refused": why} where the request
cannot be answered as it is. Anything unexpected ends the process, with the traceback on stderr: the parent starts a new one.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from queue import SimpleQueue
from typing import Any, ClassVar, TextIO

from extractor.llm.local.batch import Item
from extractor.llm.local.chat import encode
from extractor.llm.local.decode import SchemaError, decode, matcher
from extractor.llm.local.engine import Engine
from extractor.llm.local.prefixes import PROMPT, ContextFullError, Prefixes
from extractor.llm.local.score import paths, room, score
from extractor.llm.prompts import Message

__all__ = ["Worker", "main"]

LEAST_ANSWER = 64
"""An answer must have room for at least so many tokens, or the prompt counts as too long."""


class Worker:
    """The model and what it remembers."""

    def __init__(self, path: str, context: int, threads: int) -> None:
        self._engine = Engine(path, context, threads)
        self._prefixes = Prefixes(self._engine)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request."""
        self._prefixes.keep = request.get("keep", True)
        try:
            return {"ok": self._OPERATIONS[request["op"]](self, request)}
        except ContextFullError as full:
            size = self._engine.context
            return {"refused": f"提示词加上回答需要 {full} 个词元，超出本地模型的上限 {size}：请把该区域分小，或改用其他模型接口。"}
        except SchemaError as error:
            return {"refused": f"字段结构无法用于约束解码：{error}。"}

    def _fill(self, request: dict[str, Any]) -> dict[str, Any]:
        guide = matcher(self._engine, request["schema"])
        fixed, rest = self._encoded(request)
        left = self._engine.context - len(fixed) - len(rest)
        bound = max(LEAST_ANSWER, min(request["max_tokens"], left))
        evaluated = self._prefixes.enter(fixed, len(rest) + bound)
        found = decode(self._engine, len(fixed), rest, guide, bound)
        counts = {"prompt": evaluated + len(rest), "sampled": found.sampled, "forced": found.forced}
        return {"text": found.text, "finished": found.finished, **counts}

    def _choose(self, request: dict[str, Any]) -> dict[str, Any]:
        fixed, rest = self._encoded(request)
        asked = paths(self._engine, request["questions"], request["options"])
        evaluated = self._prefixes.enter(fixed, len(rest) + room(asked))
        self._engine.evaluate([Item(t, len(fixed) + i, (PROMPT,)) for i, t in enumerate(rest)])
        scores, more = score(self._engine, len(fixed) + len(rest), asked)
        width = len(request["options"])
        rows = [scores[at : at + width] for at in range(0, len(scores), width)]
        return {"scores": rows, "prompt": evaluated + len(rest) + more}

    def _encoded(self, request: dict[str, Any]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        return encode(self._engine, [Message(**turn) for turn in request["messages"]])

    _OPERATIONS: ClassVar = {"fill": _fill, "choose": _choose}


def main(arguments: list[str]) -> None:
    """Answers requests until stdin ends."""
    path, context, threads = arguments
    replies = _own_stdout()
    requests: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    worker = Worker(path, int(context), int(threads))
    _send(replies, {"ok": "ready"})
    while True:
        _send(replies, worker.answer(json.loads(requests.get())))


def _own_stdout() -> TextIO:
    """The pipe to the parent; whatever else writes to stdout goes to stderr, as libraries in C may do."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return replies


def _listen(requests: SimpleQueue[str]) -> None:
    """Ends the process with its parent, even in the middle of an answer: the parent's death closes stdin."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _send(replies: TextIO, reply: dict[str, Any]) -> None:
    replies.write(json.dumps(reply) + "\n")
    replies.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
