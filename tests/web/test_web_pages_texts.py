"""The strings of the interface: complete in both languages, all there, none too many."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import get_args

from extractor.checks.messages import Language
from extractor.decision import Action
from extractor.names import FIELD_NAMES
from extractor.normalise.lexicon import LEXICON
from extractor.record import Diagnosis, Leaf, Record, Status
from extractor.run import SEVERITIES
from extractor.store import Order, State
from extractor.web.desk import SIGNS, sure_word
from extractor.web.listing import Show, Tab
from extractor.web.texts import LANGUAGES, table, texts

WEB = Path(str(resources.files("extractor.web")))
TEMPLATES = "\n".join(path.read_text("utf-8") for path in sorted((WEB / "templates").rglob("*.html")))
CODE = "\n".join(path.read_text("utf-8") for path in sorted(WEB.glob("*.py")))
SCRIPTS = "\n".join(path.read_text("utf-8") for path in sorted((WEB / "static").glob("*.js")))
KEYS = {f"{section}.{name}" for section, found in table().items() for name in found}
SEVERITY_SIGNS = frozenset(SEVERITIES)

BY_DATA = {
    "state": get_args(State),
    "order": get_args(Order),
    "kind": get_args(Record.model_fields["kind"].annotation),
    "severity": tuple(SEVERITIES),
    "diagnosis": get_args(Diagnosis.model_fields["verdict"].annotation),
    "field": tuple(sign for sign in SIGNS if sign not in SEVERITY_SIGNS),
    "done": get_args(Action),
    "origin": ("inferred",),
    "unit": ("cell", "column", "form"),
    "status": get_args(Status),
    "tabs": get_args(Tab),
    "sure": ("reviewer", "high", "fair", "low", "poor"),
    "finding": ("accepted", "rejected"),
    "names": tuple(FIELD_NAMES),
    "export": ("xlsx", "csv", "json", "html", "checklist", "log"),
    "upload": ("waiting", "reading"),
    "value": (*LEXICON["operators"], "yes", "no"),
}
"""Sections of which a name comes with the data, and the names that may come."""

BUILT = {
    *(f"list.show_{show}" for show in get_args(Show)),
    *(f"list.empty_{tab}" for tab in get_args(Tab) if tab != "ledger"),
    *(f"list.head_{name}" for name in ("look", "sample", "document", "claims", "definitions", "filling_rules")),
    *(f"ledger.caption_{name}" for name in ("undone", "failed", "passed", "other")),
    *(f"list.{name}" for name in ("closed", "opened")),
    *(f"done.{name}" for name in ("finding_accept", "finding_reject", "document_accept")),
    "queue.state", "queue.name", "queue.kind", "queue.pages", "queue.fields", "queue.progress", "queue.added",
    "queue.doubtful", "queue.errors", "queue.warnings", "export.one", "export.all",
}  # fmt: skip
"""Names that templates put together."""

SAID = {f"script.{name}" for name in (*get_args(Action), "finding_accept", "finding_reject")}


def _written(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text))


USED = (
    _written(r"""\bt\("([a-z_]+\.[a-z_0-9]+)"[,)]""", TEMPLATES)
    | _written(r"""texts\("([a-z_]+\.[a-z_]+)"[,)]""", CODE)
    | {f"script.{name}" for name in _written(r"""\btext\("([a-z_]+)\"""", SCRIPTS)}
    | {f"script.{name}" for pair in re.findall(r'text\([^;]*?\? "([a-z_]+)" : "([a-z_]+)"\)', SCRIPTS) for name in pair}
    | {f"script.{name}" for name in _written(r"""refuse\((?:[^,]*\? )?"([a-z_]+)\"""", SCRIPTS)}
    | {f"script.{name}" for name in _written(r"""\? "why_needed" : "([a-z_]+)\"""", SCRIPTS)}
    | _written(r"""\bt\("([a-z_]+\.[a-z_]+)" if""", TEMPLATES)
    | BUILT
    | SAID
    | {f"{section}.{name}" for section, names in BY_DATA.items() for name in names}
)


def _is_complete(said: dict[Language, str]) -> bool:
    fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in said.values()]
    return set(said) == set(LANGUAGES) and all(text.strip() for text in said.values()) and fields[0] == fields[1]


def test_every_string_is_there_in_both_languages_with_the_same_places_to_fill() -> None:
    assert [
        f"{section}.{name}" for section, found in table().items() for name, said in found.items() if not _is_complete(said)
    ] == []


def test_every_string_that_is_used_is_there() -> None:
    assert not USED - KEYS


def test_no_string_is_left_over() -> None:
    assert not KEYS - USED


def test_no_words_stand_in_templates_or_scripts() -> None:
    assert not re.findall(r"[\u4e00-\u9fff]+", re.sub(r"\{#.*?#\}", "", TEMPLATES))
    assert not re.findall(r"[\u4e00-\u9fff]+", SCRIPTS)


def test_fields_are_called_as_everywhere_else() -> None:
    assert {name: texts("zh")(f"names.{name}") for name in FIELD_NAMES} == FIELD_NAMES


def test_every_confidence_has_a_word() -> None:
    words = {sure_word(Leaf(raw="1", confidence=number / 100)) for number in range(101)}
    assert words == {"high", "fair", "low", "poor"}
    assert sure_word(Leaf(raw="1", origin="reviewer")) == "reviewer"
    assert sure_word(Leaf(raw="")) == sure_word(None) == ""
