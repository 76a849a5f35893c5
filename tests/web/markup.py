"""Pages taken apart: which elements there are, what they are called, what text they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
INTERACTIVE = frozenset({"a", "button", "input", "select", "textarea", "summary"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.all()

    def find(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            item
            for item in self.all()
            if item.tag == tag and all(item.attributes.get(name) == value for name, value in wanted.items())
        ]

    def by_id(self, name: str) -> Element | None:
        return next((item for item in self.all() if item.attributes.get("id") == name), None)

    def with_class(self, name: str) -> list[Element]:
        return [item for item in self.all() if name in item.attributes.get("class", "").split()]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def flat(self) -> str:
        return " ".join(self.text.split())


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.at = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(made)
        if tag not in VOID:
            self.at = made

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.at.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.at))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.at.tag == tag, f"</{tag}> closes <{self.at.tag}>"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def parsed(html: str) -> Element:
    """The tree of a page. Fails where elements are not closed in order."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder.at is builder.root, f"<{builder.at.tag}> is not closed"
    return builder.root


def name_of(element: Element, page: Element) -> str:
    """What assistive technology calls a control."""
    given = element.attributes.get("aria-label") or element.attributes.get("title", "")
    if element.tag in ("input", "select", "textarea"):
        labels = [label for label in page.find("label") if label.attributes.get("for") == element.attributes.get("id", "-")]
        at = element.parent
        while at is not None:
            labels += [at] if at.tag == "label" else []
            at = at.parent
        return given or " ".join(label.flat for label in labels)
    return given or element.flat


def faults(page: Element) -> list[str]:
    """What no page of ours may hold: markup that runs, controls without a name, ids used twice."""
    found: list[str] = []
    ids = [item.attributes["id"] for item in page.all() if "id" in item.attributes]
    found += [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    for item in page.all():
        if item.tag == "script" and not item.attributes.get("src", "").startswith("/static/"):
            found.append("inline script")
        if item.tag in ("style", "iframe", "object", "embed", "base", "img"):
            found.append(f"<{item.tag}>")
        found += [f"{name} in <{item.tag}>" for name in item.attributes if name == "style" or name.startswith("on")]
        address = item.attributes.get("href", "/") or item.attributes.get("action", "/")
        if not address.startswith(("/", "#")) or address.startswith("//"):
            found.append(f"leads away: {address}")
        if item.tag in INTERACTIVE and item.attributes.get("type") != "hidden" and not name_of(item, page).strip():
            found.append(f"no name: <{item.tag} {item.attributes}>")
    return found
