"""python -m eval.load: how long the store and the review app take to answer with ten thousand documents in the store.

The app is asked within this process, one request after another: what is measured is the server's work, not a network.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from fastapi.testclient import TestClient
from rich.console import Console
from rich.progress import track
from rich.table import Table

from eval.load_fill import Filled, fill
from extractor.cli import run_app
from extractor.errors import ExtractorError
from extractor.store import State, Store, open_store
from extractor.web.app import create_app

__all__ = ["Timing", "app", "asked", "timed"]

app = typer.Typer(add_completion=False, help=__doc__)

BOUND = 300.0
"""Milliseconds within which queue and document pages, and pictures once drawn, have to be there at the median."""

_DRAWING = "页面图像：首次"
"""Told, but not bound: each picture is drawn once."""

_ADDRESS = "http://127.0.0.1"
_DEEP = 9_000
_WORDS = ("财政局", "0042", "司法局-00", "没有这样的名字")
_STATES: tuple[State, ...] = ("open", "begun", "done", "failed")

Question = tuple[str, Callable[[], object]]
"""A kind of question and one of it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds that the questions of one kind took."""

    what: str
    taken: tuple[float, ...]

    def at(self, percent: float) -> float:
        """The time within which so many of them were answered."""
        return float(np.percentile(self.taken, percent))


def asked(questions: Sequence[Question], seed: int) -> list[Timing]:
    """Asks all of them in an order drawn by chance, so that none profits from its own kind having just been asked."""
    order = list(questions)
    random.Random(seed).shuffle(order)
    taken: dict[str, list[float]] = {what: [] for what, _ in questions}
    for what, question in track(order, description="提问", console=Console(stderr=True), transient=True):
        taken[what].append(timed(question))
    return [Timing(what, tuple(times)) for what, times in taken.items()]


def timed(question: Callable[[], object]) -> float:
    """Milliseconds to the answer."""
    start = time.perf_counter()
    question()
    return 1000 * (time.perf_counter() - start)


def _picks(chance: random.Random, filled: Filled, times: int) -> list[str]:
    return [chance.choice(filled.every) for _ in range(times)]


def _of_store(store: Store, filled: Filled, times: int, chance: random.Random) -> Iterator[Question]:
    for turn in range(times):
        yield "库：队列首页", store.documents
        yield "库：队列深处", partial(store.documents, order="findings", offset=_DEEP)
        yield "库：搜索", partial(store.documents, search=_WORDS[turn % len(_WORDS)])
        yield "库：按状态", partial(store.documents, state=_STATES[turn % len(_STATES)])
    for sha256 in _picks(chance, filled, times):
        yield "库：一份文件", partial(store.document, sha256)
    for sha256 in filled.largest[:times]:
        yield "库：最大的文件", partial(store.document, sha256)


def _get(client: TestClient, path: str) -> Callable[[], object]:
    def ask() -> None:
        got = client.get(path)
        if got.status_code != 200:
            raise ExtractorError(f"{path} 的回答是 {got.status_code}，没有可量的。")

    return ask


def _of_app(client: TestClient, filled: Filled, times: int, chance: random.Random) -> Iterator[Question]:
    get = partial(_get, client)
    for turn in range(times):
        yield "网页：队列首页", get("/")
        yield "网页：队列深处", get(f"/?order=findings&offset={_DEEP}")
        yield "网页：搜索", get(f"/?search={_WORDS[turn % len(_WORDS)]}")
        yield "接口：队列", get(f"/api/documents?state={_STATES[turn % len(_STATES)]}")
    for sha256 in _picks(chance, filled, times):
        yield "网页：一份文件", get(f"/documents/{sha256}")
    for sha256 in filled.largest[:times]:
        yield "网页：最大的文件", get(f"/documents/{sha256}")


def _of_pages(client: TestClient, filled: Filled) -> list[Timing]:
    """Each page picture twice: drawn, then from the disk."""
    paths = [f"/documents/{sha256}/pages/1.png" for sha256 in filled.drawn]
    return [Timing(what, tuple(timed(_get(client, path)) for path in paths)) for what in (_DRAWING, "页面图像：再次")]


def _table(timings: Sequence[Timing], title: str) -> Table:
    table = Table("问什么", "次数", "中位", "p5–p95", "最长", title=title)
    for made in timings:
        spread = f"{made.at(5):.1f}–{made.at(95):.1f}"
        table.add_row(made.what, str(len(made.taken)), f"{made.at(50):.1f}", spread, f"{max(made.taken):.1f}")
    return table


@contextmanager
def _opened(db: Path | None, documents: int, fields: int, seed: int) -> Iterator[Store]:
    """A store with the documents in it; one that is there already is taken as it is."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(db or Path(folder) / "load.db"))
        try:
            if not store.names():
                seconds = timed(lambda: _filled(store, documents, fields, seed)) / 1000
                typer.echo(f"填入 {documents:,} 份文件：{seconds:.0f} 秒，每份 {1000 * seconds / documents:.1f} 毫秒。")
            yield store
        finally:
            store.close()


def _filled(store: Store, documents: int, fields: int, seed: int) -> None:
    console = Console(stderr=True)
    for _ in track(fill(store, documents, fields, seed), "填入", total=documents, console=console, transient=True):
        pass


@app.command()
def main(
    documents: Annotated[int, typer.Option(min=1, help="文件数。")] = 10_000,
    fields: Annotated[int, typer.Option(min=1, help="字段总数。")] = 300_000,
    times: Annotated[int, typer.Option(min=1, help="每种问题的次数。")] = 100,
    seed: Annotated[int, typer.Option(help="随机数的种子。")] = 6,
    db: Annotated[Path | None, typer.Option(help="留下数据库以便再测；已有文件的就用它。", show_default=False)] = None,
) -> None:
    """填满一个数据库，量它和复核网页的回答要多久；网页的中位数超过 300 毫秒则以 1 结束。"""
    console = Console()
    with _opened(db, documents, fields, seed) as store:
        filled, chance = Filled(store), random.Random(seed)
        size = store.place.path.stat().st_size / 1e6
        typer.echo(f"{len(filled.every):,} 份文件，{filled.fields:,} 个字段，{size:.0f} MB。")
        timings = asked(list(_of_store(store, filled, times, chance)), seed)
        console.print(_table(timings, "数据库（毫秒）"))
        shutil.rmtree(f"{store.place.path}.pages", ignore_errors=True)  # drawn when this was last measured
        with TestClient(create_app(store), base_url=_ADDRESS) as client:
            timings = asked(list(_of_app(client, filled, times, chance)), seed) + _of_pages(client, filled)
        console.print(_table(timings, "复核网页（毫秒）"))
    slow = [made.what for made in timings if made.what != _DRAWING and made.at(50) > BOUND]
    within = f"中位数都在 {BOUND:.0f} 毫秒以内（{_DRAWING}不限）。"
    typer.echo(f"中位数超过 {BOUND:.0f} 毫秒：{'、'.join(slow)}。" if slow else within)
    raise typer.Exit(1 if slow else 0)


if __name__ == "__main__":
    run_app(app)
