"""Templates to HTML. Everything that comes from documents is escaped; nothing is marked safe."""

from __future__ import annotations

from functools import lru_cache

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from extractor import __version__
from extractor.checks.messages import Language
from extractor.web.desk import SIGNS
from extractor.web.naming import clipped, local_time
from extractor.web.session import Visitor
from extractor.web.texts import LANGUAGES, texts

__all__ = ["page"]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("extractor.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {"clipped": clipped, "local_time": local_time, "percent": lambda share: f"{float(share):.0%}"}
    made.globals |= {"SIGNS": SIGNS, "LANGUAGES": LANGUAGES, "version": __version__}
    return made


def _here(request: Request) -> str:
    """Where to come back to after a form of the page's head was sent; a part of a page is no place to come back to."""
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def page(request: Request, template: str, values: dict[str, object], *, status: int = 200) -> HTMLResponse:
    """A page, or a part of one, in the visitor's language."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    language: Language = visitor.language if visitor else "zh"
    usual = {"t": texts(language), "visitor": visitor, "here": _here(request)}
    return HTMLResponse(_environment().get_template(template).render(usual | values), status)
