"""The progress bar, on stderr: files done, time left, and where each open file is."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

__all__ = ["ProgressBar"]


class ProgressBar:
    """A `Watcher` that draws. A context manager: the bar goes away when the run ends."""

    def __init__(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._all = self._progress.add_task("文件", total=None)
        self._open: dict[str, TaskID] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> ProgressBar:
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, total: int) -> None:
        """Sets the number of files."""
        self._progress.update(self._all, total=total)

    def step(self, source: str, what: str, done: int, total: int) -> None:
        """Shows where one file is."""
        description = f"  {what} {Path(source).name}".replace("[", "\\[")
        with self._lock:
            if source not in self._open:
                self._open[source] = self._progress.add_task(description, total=total)
        self._progress.update(self._open[source], description=description, completed=done, total=total)

    def end(self, source: str) -> None:
        """Takes one file off the screen and counts it."""
        with self._lock:
            task = self._open.pop(source, None)
        if task is not None:
            self._progress.remove_task(task)
        self._progress.advance(self._all)
