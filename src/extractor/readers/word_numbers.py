"""Numbers that Word prints before paragraphs (一、 1. （一）): they stand in no text, but the reader of the page sees them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from extractor.readers.word_xml import number_of, w, within

__all__ = ["Numbering"]

_CHINESE = "〇一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_MOST_STYLES = 20
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "chineseLegalSimplified"}
)


def _chinese(number: int) -> str:
    """十二 and the like; above 99 digit by digit, which no list reaches."""
    tens, ones = divmod(number, 10)
    if number > 99 or number < 1:
        return "".join(_CHINESE[int(digit)] for digit in str(number))
    head = "" if not tens else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones else "")


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _shown(number: int, kind: str) -> str:
    if kind in _COUNTING:
        return _chinese(number)
    if kind.startswith("decimalEnclosedCircle"):
        return _circled(number)
    if kind in {"lowerLetter", "upperLetter"}:
        return _letter(number).upper() if kind == "upperLetter" else _letter(number)
    return f"{number:02}" if kind == "decimalZero" else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document. Paragraphs must be asked for in order: each one counts."""

    document: WordDocument
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _lists: dict[str, str] = field(default_factory=dict)
    _restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _styles: dict[str, BaseOxmlElement] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        styles = self.document.styles.element
        self._styles = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
        part = next((rel.target_part for rel in self.document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        root: BaseOxmlElement | None = getattr(part, "element", None)
        if root is None:
            return
        for abstract in root.iter(w("abstractNum")):
            self._levels[abstract.get(w("abstractNumId"), "")] = {
                int(v.get(w("ilvl"), "0")): _level(v) for v in abstract.iter(w("lvl"))
            }
        for number in root.iter(w("num")):
            abstract_id = within(number, "abstractNumId")
            name = number.get(w("numId"), "")
            self._lists[name] = "" if abstract_id is None else abstract_id.get(w("val"), "")
            for override in number.iter(w("lvlOverride")):
                if (start := within(override, "startOverride")) is not None:
                    self._restarts[name, int(override.get(w("ilvl"), "0"))] = number_of(start, 1)

    def label(self, paragraph: BaseOxmlElement) -> str:
        """The number before the paragraph; nothing where it has none, or a bullet."""
        found = self._properties(paragraph)
        if found is None:
            return ""
        list_id, depth = found
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts[self._lists[list_id]]
        if (start := self._restarts.pop((list_id, depth), None)) is not None:  # lists of one kind go on unless one begins anew
            counts[depth] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return (
            "" if levels[depth].kind in {"bullet", "none"} else _PLACE.sub(lambda m: _count(m, counts, levels), levels[depth].text)
        )

    def _properties(self, paragraph: BaseOxmlElement) -> tuple[str, int] | None:
        """The list and the level of a paragraph, its own or its style's; list 0 takes the number away."""
        own = within(paragraph, "pPr", "numPr")
        chain = [own] if own is not None else self._of_style(within(paragraph, "pPr", "pStyle"))
        list_id = next((i.get(w("val"), "") for n in chain if (i := within(n, "numId")) is not None), "")
        depth = next((number_of(i, 0) for n in chain if (i := within(n, "ilvl")) is not None), 0)
        return None if list_id in {"", "0"} else (list_id, depth)

    def _of_style(self, named: BaseOxmlElement | None) -> list[BaseOxmlElement]:
        found = list[BaseOxmlElement]()
        for _ in range(_MOST_STYLES):  # styles may be based on one another in a circle
            style = None if named is None else self._styles.get(named.get(w("val"), ""))
            if style is None:
                break
            numbered = within(style, "pPr", "numPr")
            found += [numbered] if numbered is not None else []
            named = within(style, "basedOn")
        return found


def _level(element: BaseOxmlElement) -> _Level:
    kind, text = within(element, "numFmt"), within(element, "lvlText")
    return _Level(
        "decimal" if kind is None else kind.get(w("val"), "decimal"),
        "" if text is None else text.get(w("val"), ""),
        number_of(within(element, "start"), 1),
    )


def _count(match: re.Match[str], counts: dict[int, int], levels: dict[int, _Level]) -> str:
    depth = int(match[1]) - 1
    level = levels.get(depth)
    return _shown(counts.get(depth, level.start), level.kind) if level else ""
