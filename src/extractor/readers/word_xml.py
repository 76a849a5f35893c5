"""The names of WordprocessingML, and how its elements nest: wrappers that say nothing of their own are looked through."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import nsmap
from docx.oxml.xmlchemy import BaseOxmlElement

__all__ = ["W", "branch", "children", "is_on", "number_of", "w", "within"]

W = f"{{{nsmap['w']}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return W + name


_WRAPPERS = frozenset(map(w, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))) | {_MC + "Choice", _MC + "Fallback"}
_ALTERNATIVES = _MC + "AlternateContent"


def children(element: BaseOxmlElement, *wanted: str) -> Iterator[BaseOxmlElement]:
    """The elements of the wanted names (`p`, `tbl`) right under `element` or in wrappers there, in order."""
    names = {w(name) for name in wanted}
    for child in element:
        if child.tag in names:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, *wanted)
        elif child.tag == _ALTERNATIVES:
            yield from children(branch(child), *wanted)


def branch(alternatives: BaseOxmlElement) -> BaseOxmlElement:
    """The one branch of mc:AlternateContent that counts: the first with text or tables; all say the same in other words."""
    branches: list[BaseOxmlElement] = [child for child in alternatives if child.tag in _WRAPPERS]
    telling = (child for child in branches if next(child.iter(w("t"), w("tbl")), None) is not None)
    return next(telling, branches[0] if branches else alternatives)


def within(element: BaseOxmlElement, *names: str) -> BaseOxmlElement | None:
    """The element at the end of a path of names; None where the path breaks off."""
    found: BaseOxmlElement | None = element
    for name in names:
        found = None if found is None else found.find(w(name))
    return found


def is_on(element: BaseOxmlElement | None) -> bool:
    """Whether a switch is there and not set to off."""
    return element is not None and element.get(w("val"), "1") not in {"0", "false", "off", "none"}


def number_of(element: BaseOxmlElement | None, otherwise: int) -> int:
    """The number in the `val` of an element; `otherwise` where there is none, or no number."""
    text = "" if element is None else element.get(w("val"), "")
    return int(text) if text.lstrip("-").isdecimal() else otherwise
