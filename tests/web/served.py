"""The app over a store with one reviewed-to-be document: a PDF of ours, and a record that misreads one weight of it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pymupdf
from fastapi.testclient import TestClient
from httpx2 import Response

from eval.perfect import record_of_labels
from extractor.errors import InputError
from extractor.record import Leaf, Record
from extractor.review.paths import Slot
from extractor.run import checked
from extractor.store import Store, open_store
from extractor.web.access import LOOPBACK
from extractor.web.app import create_app
from extractor.web.uploads import Reader, Step
from golden.corpus import get_case

BASE = "http://127.0.0.1:8000"
TOKEN = "a-token-of-24-characters"
PATH = "forms[0].indicators[0].weight"
READ, TRUE = "16", "15"
BOX = (100.0, 50.0, 140.0, 62.0)


@dataclass
class Scripted:
    """Reads uploads without any reader: what it is told to give. Waits at `gate` where it is shut."""

    outcomes: Mapping[str, InputError] = field(default_factory=dict)
    gate: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    @property
    def settings(self) -> Mapping[str, object]:
        return {"reading": "scripted"}

    def fingerprint(self) -> str:
        return "scripted"

    def read(self, path: Path, step: Step) -> Record:
        step("读取", 0, 1)
        assert self.gate.wait(10)
        content = path.read_bytes()
        self.asked.append(content.decode("utf-8", "replace"))
        for words, error in self.outcomes.items():
            if words.encode() in content:
                raise type(error)(f"{path.name}：{error}")
        return misread().model_copy(update={"sha256": hashlib.sha256(content).hexdigest(), "source": path.name})


def misread() -> Record:
    """A record whose weights do not add up, because one was misread."""
    record = checked(record_of_labels(get_case("own-wide").expected())).model_copy(deep=True)
    slot = Slot.at(record, PATH)
    assert slot is not None
    slot.put(Leaf(raw=READ, value=READ, page=1, box=BOX, confidence=0.6))
    return checked(record)


def make_pdf(path: Path, *, rotation: int = 0, text: str = "16") -> Path:
    """One page of 400 × 300 points, with a red box where the weight stands."""
    document = pymupdf.open()
    page = document.new_page(width=400, height=300)
    page.insert_text((102, 60), text)
    page.draw_rect(pymupdf.Rect(*BOX), fill=(1, 0, 0))
    page.set_rotation(rotation)
    document.save(path)
    document.close()
    return path


@dataclass(frozen=True)
class Served:
    """The running app."""

    client: TestClient
    store: Store
    sha256: str
    record: Record

    @property
    def document(self) -> str:
        return f"/api/documents/{self.sha256}"

    def csrf(self) -> dict[str, str]:
        """The header that changes need, for the session of this client."""
        return {"X-CSRF-Token": self.client.get("/api/session").json()["csrf"]}

    def decide(self, **body: object) -> Response:
        asked: dict[str, object] = {"target": "field", "subject": PATH, "action": "correct", "new": TRUE, "follows": 0, "who": "甲"}
        return self.client.post(f"{self.document}/decisions", json=asked | body, headers=self.csrf())


def latin(headers: Mapping[str, str | bytes]) -> dict[bytes, bytes]:
    """Headers as they go over the wire, whatever is in them."""
    return {name.encode(): value if isinstance(value, bytes) else value.encode("latin-1") for name, value in headers.items()}


@contextmanager
def served(
    folder: Path,
    *,
    token: str | None = None,
    hosts: Collection[str] = LOOPBACK,
    reader: Reader | None = None,
    name: str = "甲局.pdf",
    change: Callable[[Record], Record] = lambda record: record,
    raise_errors: bool = True,
) -> Iterator[Served]:
    """The app, started, with one document in its store."""
    folder.mkdir(exist_ok=True)
    source = make_pdf(folder / "source.pdf")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    record = change(misread().model_copy(update={"sha256": sha256, "source": name}))
    store = open_store(str(folder / "review.db"))
    run = store.begin_run({})
    store.keep_source(source, sha256)
    store.add_record(run, name, record, "test")
    app = create_app(store, token=token, hosts=hosts, reader=reader)
    with TestClient(app, base_url=BASE, raise_server_exceptions=raise_errors) as client:
        yield Served(client, store, sha256, record)
    store.close()
