"""Prompts are files: `prompts/<name>.md`, a section per message, Jinja2 inside, versioned by the hash of their bytes.

A section starts with a line "## system", "## user" or "## assistant" (user and assistant may repeat: worked examples); what
stands above the first one is a note to the reader and is not sent. Variables are checked both ways: one that is missing and
one that the prompt does not use are both mistakes, and are named.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Literal, TypeAlias

import jinja2
from jinja2 import meta

from extractor.errors import UsageError

__all__ = ["Message", "Prompt", "Role", "Template", "directory", "load"]

Role: TypeAlias = Literal["system", "user", "assistant"]
ROLES: tuple[Role, ...] = ("system", "user", "assistant")

_HEADING = re.compile(r"^## *(\S.*?) *$", re.MULTILINE)
# Prompts are plain text for a model: escaping for HTML would change them.
_JINJA = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False)  # noqa: S701


@dataclass(frozen=True)
class Message:
    """One turn of the conversation."""

    role: Role
    content: str


@dataclass(frozen=True)
class Prompt:
    """A rendered prompt; `hash` is of the template's file, so it says which version of the wording was used."""

    name: str
    hash: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Template:
    """A prompt file as read."""

    name: str
    hash: str
    sections: tuple[tuple[Role, str], ...]

    @property
    def variables(self) -> frozenset[str]:
        """The variables that `render` wants, no more and no fewer."""
        return frozenset().union(*(meta.find_undeclared_variables(_JINJA.parse(text)) for _, text in self.sections))

    def render(self, **variables: object) -> Prompt:
        """The prompt with its variables filled in. Raises UsageError naming missing and unknown variables."""
        self._check(set(variables))
        try:
            turns = tuple(Message(role, _JINJA.from_string(text).render(**variables).strip()) for role, text in self.sections)
        except jinja2.TemplateError as error:
            raise UsageError(f"提示词 {self.name} 无法渲染：{error}。请检查 prompts/{self.name}.md。") from error
        return Prompt(self.name, self.hash, turns)

    def _check(self, given: set[str]) -> None:
        missing, unknown = sorted(self.variables - given), sorted(given - self.variables)
        faults = [f"缺少变量 {', '.join(missing)}"] if missing else []
        faults += [f"有未使用的变量 {', '.join(unknown)}"] if unknown else []
        if faults:
            raise UsageError(f"提示词 {self.name} {'；'.join(faults)}。请核对 prompts/{self.name}.md 与调用处。")


def load(name: str, folder: Path | None = None) -> Template:
    """The prompt file `<name>.md`, from the installed package or the checkout, or from `folder`."""
    return _parse(name, (folder or directory()) / f"{name}.md")


@lru_cache(maxsize=1)
def directory() -> Path:
    """The folder of the prompts: inside the package in a wheel, at the root of a checkout."""
    installed = Path(str(resources.files("extractor"))) / "prompts"
    return installed if installed.is_dir() else Path(__file__).resolve().parents[3] / "prompts"


def _parse(name: str, path: Path) -> Template:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不到提示词 {path}：{error}。") from error
    _, *parts = _HEADING.split(text)
    sections = tuple((_role(path, title), body.strip()) for title, body in zip(parts[::2], parts[1::2], strict=True))
    if not sections or sections[-1][0] != "user":
        raise UsageError(f"提示词 {path} 的最后一节必须是 ## user。")
    _check_syntax(path, sections)
    return Template(name, hashlib.sha256(data).hexdigest()[:16], sections)


def _role(path: Path, title: str) -> Role:
    role = next((known for known in ROLES if known == title), None)
    if role is None:
        raise UsageError(f"提示词 {path} 有不认识的小节“## {title}”，只能是 {'、'.join(ROLES)}；正文中的标题请用 ###。")
    return role


def _check_syntax(path: Path, sections: tuple[tuple[Role, str], ...]) -> None:
    for _, text in sections:
        try:
            _JINJA.parse(text)
        except jinja2.TemplateSyntaxError as error:
            raise UsageError(f"提示词 {path} 的模板语法有误（该节第 {error.lineno} 行）：{error.message}。") from error
