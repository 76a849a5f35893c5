"""The parent's end: starts the child, asks it, and turns its death into a failed reading.

Only one process on the machine may own the model: two would fight over the processors and the memory. A lock file in the
cache directory sees to that; it is taken with the first request, so a run whose answers are all cached waits for nobody.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from filelock import FileLock, Timeout

from extractor.errors import InvalidAnswerError, ModelCrashedError, ProviderError
from extractor.llm.contract import Lock

__all__ = ["Child"]

_PATIENCE = 3.0
"""Seconds to wait for another run before saying so."""

# -P: the current directory holds the user's files, not modules. -W: importing llama_cpp warns.
_COMMAND = (sys.executable, "-P", "-W", "ignore", "-m", "extractor.llm.local.worker")

# The threads of the model wait for one another after every operation. Spinning while they wait costs most when other processes
# want the same processors (measured on two busy ones: 0.5 tokens a second spinning, 2.5 asleep).
_ENVIRONMENT = {"OMP_WAIT_POLICY": "passive"}


@dataclass
class Child:
    """A child process that is started when it is needed."""

    path: Path
    lock_path: Path
    context: int = 8192
    threads: int = 2
    timeout: float = 900.0
    lock_timeout: float = 1800.0
    cpu: Lock = field(default_factory=nullcontext)
    command: Sequence[str] = _COMMAND
    _process: subprocess.Popen[str] | None = None
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._machine = FileLock(self.lock_path, thread_local=False)
        self._stderr: IO[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The child's answer. Raises ModelCrashedError if it dies, InvalidAnswerError if it refuses the request."""
        with self._turn:
            self._own_machine()
            with self.cpu:
                reply = self._exchange(json.dumps(request) + "\n")
        if "refused" in reply:
            raise InvalidAnswerError(reply["refused"])
        answer: dict[str, Any] = reply["ok"]
        return answer

    def close(self) -> None:
        """Ends the child and lets another run have the model."""
        with self._turn:
            self._stop()
            self._machine.release(force=True)

    def _own_machine(self) -> None:
        if self._machine.is_locked:
            return
        self.lock_path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._machine.acquire(timeout=min(_PATIENCE, self.lock_timeout))
        except Timeout:
            self._wait_for_machine()

    def _wait_for_machine(self) -> None:
        print("另一个进程正在使用本地模型，等待其结束……", file=sys.stderr)  # noqa: T201 - before any progress bar has an owner
        try:
            self._machine.acquire(timeout=max(0.0, self.lock_timeout - _PATIENCE))
        except Timeout as error:
            raise ProviderError(
                f"等了 {self.lock_timeout:.0f} 秒，本地模型仍被另一个进程占用（{self.lock_path}）。"
                "请等那次运行结束后重试，或设置 EXTRACTOR_LOCK_TIMEOUT 等得更久。"
            ) from error

    def _exchange(self, line: str) -> dict[str, Any]:
        watch = threading.Timer(self.timeout, self._kill)
        watch.daemon = True
        watch.start()
        try:
            return self._speak(self._running(), line)
        except (OSError, EOFError) as error:
            raise ModelCrashedError(self._obituary()) from error
        except BaseException:
            self._stop()  # its answer would be taken for that of the next request
            raise
        finally:
            watch.cancel()

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = self._start()
            _read(self._process)
        return self._process

    def _start(self) -> subprocess.Popen[str]:
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the child lives
        return subprocess.Popen(  # noqa: S603 - our own module
            [*self.command, str(self.path), str(self.context), str(self.threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            encoding="utf-8",
            # Ctrl-C reaches the whole process group; only the parent is to decide what it means.
            start_new_session=True,
            env={**_ENVIRONMENT, **os.environ},
        )

    def _speak(self, process: subprocess.Popen[str], line: str) -> dict[str, Any]:
        assert process.stdin is not None
        process.stdin.write(line)
        process.stdin.flush()
        return _read(process)

    def _obituary(self) -> str:
        """What is known of the child's death; the child is gone afterwards."""
        code = self._process.wait() if self._process else 0
        # A signal leaves no words: the last line on stderr is then about something else.
        said = signal.strsignal(-code) if code < 0 else self._last_words()
        self._stop()
        why = f"（退出码 {code}{'，' + said if said else ''}）"
        return f"本地模型进程意外结束{why}，本次读取失败；下次调用会重新启动它。若反复发生，请检查内存，或改用其他模型接口。"

    def _last_words(self) -> str:
        if self._stderr is None:
            return ""
        self._stderr.seek(0)
        lines = self._stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _stop(self) -> None:
        """Ends the child, if there is one, and closes the pipes."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _close(pipe)
        if self._stderr is not None:
            self._stderr.close()
        self._process = self._stderr = None


def _read(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.endswith("\n"):
        raise EOFError
    reply: dict[str, Any] = json.loads(line)
    return reply


def _close(pipe: IO[str] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except BrokenPipeError:
        pass  # what was still to be sent to the dead child is lost with it
