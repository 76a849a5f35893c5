"""python -m eval.kills: a run into a store is killed again and again, at moments drawn by chance, and loses and repeats nothing.

Every kill is SIGKILL, at a moment drawn evenly over the time that the undisturbed run takes. The same command is given again
until one gets through; then the store has to hold what the undisturbed run's holds, and the next store is begun.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from eval.kept import Kept, differences, kept
from extractor.cli import run_app
from extractor.llm.fake import FakeGateway
from extractor.llm.prompts import Prompt
from extractor.run import Settings, code_version, make_record, run_batch
from extractor.store import open_store

__all__ = ["Trial", "app", "sources", "trials"]

app = typer.Typer(add_completion=False, help=__doc__)

FILES = 20
_TEXT = Path(__file__).resolve().parents[1] / "golden" / "own-two" / "source.txt"
_FORK = multiprocessing.get_context("fork")
_ANSWERING = 0.002
"""Seconds that the scripted model takes to answer."""

PHASES = ("打开数据库", "一份未完", "完成 1–9 份", f"完成 10–{FILES - 1} 份", "全部完成，未收尾")
"""When a kill came."""


@dataclass(slots=True)
class Trial:
    """One store: the phases it was killed in, and what it differs in when a run got through."""

    phases: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)


def sources(folder: Path) -> list[Path]:
    """Small files that differ in a name and an amount."""
    text = _TEXT.read_text(encoding="utf-8")
    paths = []
    for number in range(FILES):
        path = folder / f"{number:02}.txt"
        made = text.replace("农村公路日常保洁", f"第{number + 1}标段日常保洁").replace("96,000", f"{96_000 + number:,}")
        path.write_text(made, encoding="utf-8")
        paths.append(path)
    return paths


class _Telling:
    """A watcher that tells the parent."""

    def __init__(self, line: Connection) -> None:
        self._line = line

    def begin(self, total: int) -> None:
        self._line.send_bytes(b"begin")

    def step(self, source: str, what: str, done: int, total: int) -> None:
        """Nothing to tell."""

    def end(self, source: str) -> None:
        self._line.send_bytes(b"end")


def _answer(prompt: Prompt) -> dict[str, str]:
    """Names nothing: what labels and columns mean, the lexicon decides."""
    del prompt
    time.sleep(_ANSWERING)
    return {}


def _settings() -> Settings:
    return Settings("auto", FakeGateway(_answer), threading.Lock())


def _work(paths: Sequence[Path], db: Path, line: Connection) -> None:
    """What `extractor run … --db` does, in the child process."""
    line.send_bytes(b"start")
    store = open_store(str(db))
    report = run_batch(paths, None, _settings(), jobs=2, watcher=_Telling(line), store=store)
    store.close()
    raise SystemExit(report.exit_code)


@dataclass(slots=True)
class _Run:
    """A run in a process of its own."""

    process: ForkProcess
    line: Connection

    @classmethod
    def start(cls, paths: Sequence[Path], db: Path) -> _Run:
        """Comes back when the run is about to open the store."""
        ours, theirs = _FORK.Pipe(duplex=False)
        process = _FORK.Process(target=_work, args=(paths, db, theirs))
        process.start()
        theirs.close()
        assert ours.recv_bytes() == b"start"
        return cls(process, ours)

    def killed(self, delay: float) -> bool:
        """Kills it after `delay`, unless it has ended by then; whether it was killed."""
        self.process.join(delay)
        self.process.kill()
        return not self.ended()

    def ended(self) -> bool:
        """Waits for the end: whether it came by itself. A run that fails is a fault of ours."""
        self.process.join()
        code = self.process.exitcode
        if code is None or code > 0:
            raise RuntimeError(f"the run ended with exit code {code}")
        return code == 0

    def phase(self) -> str:
        """How far it had come."""
        told = Counter[bytes]()
        while True:
            try:
                told[self.line.recv_bytes()] += 1
            except EOFError:
                break
        done = told[b"end"]
        return PHASES[0] if not told[b"begin"] else PHASES[1 + (done >= 1) + (done >= 10) + (done >= FILES)]


def _undisturbed(paths: Sequence[Path], db: Path) -> tuple[Kept, float]:
    """What a store should hold, and how long a run takes."""
    run = _Run.start(paths, db)
    start = time.perf_counter()
    assert run.ended()
    return kept(db), time.perf_counter() - start


def trials(folder: Path, count: int, seed: int) -> Iterator[Trial]:
    """Stores whose runs are killed, `count` kills in all."""
    chance = random.Random(seed)
    paths = sources(folder)
    code_version()  # once for all children: the sources may change while this runs
    make_record(paths[0], _settings())  # so that no child spends its time on loading tables
    expected, seconds = _undisturbed(paths, folder / "undisturbed.db")
    left = count
    while left:
        trial, db = Trial(), folder / f"{left}.db"
        while left:
            run = _Run.start(paths, db)
            if not run.killed(chance.uniform(0, seconds)):
                break
            trial.phases.append(run.phase())
            left -= 1
        else:
            assert _Run.start(paths, db).ended()
        trial.different = differences(expected, kept(db))
        yield trial


def _table(done: Sequence[Trial]) -> Table:
    table = Table("被杀时", "次数", title="杀死运行的时刻")
    phases = Counter(phase for trial in done for phase in trial.phases)
    for phase in PHASES:
        table.add_row(phase, str(phases[phase]))
    table.add_row("合计", str(phases.total()), style="bold")
    return table


@app.command()
def main(
    count: Annotated[int, typer.Option(min=1, help="杀死的次数。")] = 100,
    seed: Annotated[int, typer.Option(help="随机数的种子。")] = 6,
) -> None:
    """在随机时刻杀死写入数据库的运行，再运行一次，与未受打扰的运行比较；有差别则以 1 结束。"""
    with tempfile.TemporaryDirectory() as folder:
        done = list(trials(Path(folder), count, seed))
    Console().print(_table(done))
    wrong = [line for trial in done for line in trial.different]
    for line in wrong:
        typer.echo(line)
    most = max(len(trial.phases) for trial in done)
    typer.echo(f"{len(done)} 个数据库，各 {FILES} 份文件，一个最多被杀 {most} 次；与未受打扰的运行相比有 {len(wrong)} 处差别。")
    raise typer.Exit(1 if wrong else 0)


if __name__ == "__main__":
    run_app(app)
