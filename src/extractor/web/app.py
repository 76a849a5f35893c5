"""The review app, put together: the store, the guard in front, the pages and the JSON API behind it."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBearer
from fastapi.staticfiles import StaticFiles
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware

from extractor import __version__
from extractor.checks import DEFAULT, Profile
from extractor.checks.messages import Language
from extractor.store import Store
from extractor.web import api, exports, images, login, pages, problems, session
from extractor.web.access import LOOPBACK, Access
from extractor.web.bodies import Bounds
from extractor.web.images import PageImages
from extractor.web.security import Guard
from extractor.web.services import Reviews, Services
from extractor.web.uploads import LARGEST, Reader, Uploads

__all__ = ["create_app"]

_ABOUT = """绩效目标表复核系统的接口：上传、状态、记录、发现、决定、导出。

只读的请求直接发；改动数据的请求要带 CSRF 凭证（先读 `/api/session`），或者用令牌：`Authorization: Bearer 令牌`。
出错时返回 `{"error": 出了什么问题, "what_to_do": 该怎么办}`。"""

_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "operation_spans": False, "auto_configure": False}
"""Nothing leaves the machine, whatever the environment says."""

_LARGEST_UPLOAD = 2 * LARGEST
_TAGS = [
    {"name": "session", "description": "谁在访问"},
    {"name": "documents", "description": "文件、记录、发现、字段"},
    {"name": "decisions", "description": "复核人的决定：只增不改"},
    {"name": "export", "description": "导出"},
]


def create_app(
    store: Store,
    *,
    token: str | None = None,
    language: Language = "zh",
    hosts: Collection[str] = LOOPBACK,
    reader: Reader | None = None,
    profile: Profile = DEFAULT,
) -> FastAPI:
    """The app over a store. Without `token` whoever reaches it is let in: it is for this machine only then.

    `hosts` are the names in addresses that are answered to (tests: base_url="http://127.0.0.1"). `reader` reads uploaded files;
    without one none are taken.
    """
    access = Access(token, hosts, language)
    bounds = Bounds(paths={api.UPLOAD: _LARGEST_UPLOAD})
    app = FastAPI(
        title="extractor",
        description=_ABOUT,
        version=__version__,
        openapi_url="/api/openapi.json",
        openapi_tags=_TAGS,
        docs_url=None,
        redoc_url=None,
        middleware=[Middleware(Guard, access=access, bounds=bounds)],
        lifespan=_lifespan,
        telemetry=_TELEMETRY,
    )
    app.state.access = access
    app.state.services = _services(store, reader, profile)
    _routes(app)
    return app


def _services(store: Store, reader: Reader | None, profile: Profile) -> Services:
    def beside(what: str) -> Path:
        return store.place.path.with_name(f"{store.place.path.name}.{what}")

    return Services(store, PageImages(store, beside("pages")), Uploads(store, beside("uploads"), reader), Reviews(profile), profile)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    threading.Thread(target=services.catch_up, name="counts", daemon=True).start()
    services.uploads.start()
    try:
        yield
    finally:
        services.uploads.stop()
        services.images.close()


def _routes(app: FastAPI) -> None:
    # described in OpenAPI only: the guard in front has looked at the token already
    bearer = HTTPBearer(auto_error=False, description="启动时设的令牌；没有设令牌时不需要")
    for router in (api.router, exports.router, images.router):
        app.include_router(router, dependencies=[Depends(bearer)])
    for router in (session.router, login.router, pages.router):
        app.include_router(router)
    problems.register(app, pages.error_page)
    static = str(resources.files("extractor.web") / "static")
    app.mount("/static", StaticFiles(directory=static), name="static")
