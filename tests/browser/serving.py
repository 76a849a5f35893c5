"""The review app on a free port of this machine, over a store of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from extractor.store import Store, open_store
from extractor.web.app import create_app
from extractor.web.reading import UploadReader
from tests.browser.documents import Read

__all__ = ["TOKEN", "Site", "serving"]

TOKEN = "a-token-of-24-characters"


@dataclass(frozen=True, slots=True)
class Site:
    """The running app: where it is, its store, and the documents in it."""

    address: str
    store: Store
    documents: Sequence[str]

    def url(self, path: str = "/") -> str:
        """An address of the app."""
        return f"{self.address}{path}"

    def document(self, query: str = "", number: int = 0) -> str:
        """The address of a document's page."""
        return self.url(f"/documents/{self.documents[number]}{f'?{query}' if query else ''}")


@contextmanager
def serving(folder: Path, reads: Sequence[Read] = (), *, token: str | None = None, pictures: Path | None = None) -> Iterator[Site]:
    """The app over a new store with these documents. Uploaded files are read by rules. Page images that are drawn are kept in
    `pictures`, so that the next app need not draw them.
    """
    if pictures is not None:
        (folder / "review.db.pages").symlink_to(pictures)
    with (
        closing(open_store(str(folder / "review.db"))) as store,
        closing(UploadReader("rules", None)) as reader,
        socket.create_server(("127.0.0.1", 0)) as listening,
    ):
        documents = [read.put(store) for read in reads]
        app = create_app(store, token=token, reader=reader)
        config = uvicorn.Config(app, log_level="warning", access_log=False, ws="none", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", store, documents)
        finally:
            server.should_exit = True
            thread.join()
