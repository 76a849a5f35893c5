"""What the routes work with: the store, the documents as reviewed, the page images, the uploads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, TypeAlias, cast

from fastapi import Depends, Path, Request

from extractor.checks import DEFAULT, Profile
from extractor.checks.messages import Language
from extractor.record import Record
from extractor.review import Reviewed, reviewed
from extractor.review.progress import progress
from extractor.run.checking import again
from extractor.store import Store, StoredDocument
from extractor.web.images import PageImages
from extractor.web.problems import Problem
from extractor.web.uploads import Uploads

__all__ = ["Read", "Reviews", "Services", "ServicesOf", "Sha256", "services_of"]

_KEPT = 24
"""Documents that are kept as reviewed: those that a few people work on, not all there are."""

_LOCKS = 16

Sha256: TypeAlias = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="文件内容的 sha256")]

_Key: TypeAlias = tuple[str, str, int, Language]


class Reviews:
    """Documents with their decisions put to them. The last few are kept, by what they were made from: none is ever stale."""

    def __init__(self, profile: Profile = DEFAULT, most: int = _KEPT) -> None:
        self._profile, self._most = profile, most
        self._kept: OrderedDict[_Key, Reviewed] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, document: Read, language: Language = "zh") -> Reviewed:
        """The document as reviewed, its findings in `language`."""
        log = document.stored.log
        key = (document.stored.sha256, document.record_sha256, log[-1].number if log else 0, language)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = reviewed(document.record, log, self._profile)
        if language != "zh":
            made = replace(made, record=again(made.record, self._profile, language))
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


@dataclass(frozen=True, slots=True)
class Read:
    """A document that was read: as stored, and its record, which is there."""

    stored: StoredDocument
    record: Record
    record_sha256: str


@dataclass(slots=True)
class Services:
    """One of each, for as long as the server runs."""

    store: Store
    images: PageImages
    uploads: Uploads
    reviews: Reviews
    profile: Profile = DEFAULT
    _locks: list[threading.Lock] = field(default_factory=lambda: [threading.Lock() for _ in range(_LOCKS)])

    def stored(self, sha256: str) -> StoredDocument:
        """A document of the store, read or failed. Raises Problem."""
        found = self.store.document(sha256)
        if found is None:
            raise Problem(404, "没有这份文件", "请检查网址，或回到首页查找")
        return found

    def read(self, sha256: str) -> Read:
        """A document with a record. Raises Problem where there is none, saying why."""
        stored = self.stored(sha256)
        if stored.record is None or stored.record_sha256 is None:
            why = "；".join(stored.errors) or "还没有读完"
            raise Problem(
                409, f"{stored.name}没有记录：{why}", "请改正文件后重新上传，或等它读完", extra={"errors": list(stored.errors)}
            )
        return Read(stored, stored.record, stored.record_sha256)

    def reviewed(self, sha256: str, language: Language = "zh") -> tuple[StoredDocument, Reviewed]:
        """A document and what the decisions make of it. Raises Problem."""
        document = self.read(sha256)
        return document.stored, self.reviews.of(document, language)

    def catch_up(self) -> None:
        """Counts again what was decided when nobody counted: a document was read anew since, or the server died in between."""
        for sha256 in self.store.behind():
            with self.deciding(sha256):
                stored = self.stored(sha256)
                if stored.record is not None:
                    self.store.update_progress(sha256, progress(reviewed(stored.record, stored.log, self.profile)))

    @contextmanager
    def deciding(self, sha256: str) -> Iterator[None]:
        """One decision about a document at a time, so that what is said to have changed is what it changed."""
        with self._locks[int(sha256[:8], 16) % _LOCKS]:
            yield


def services_of(request: Request) -> Services:
    """The services of the app that a request came to."""
    return cast(Services, request.app.state.services)


ServicesOf = Annotated[Services, Depends(services_of)]
