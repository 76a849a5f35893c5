from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from extractor.errors import UsageError
from extractor.llm.prompts import Message, load

TEXT = """A note to the reader.

## system
抽取{{ kind }}字段。

## user
示例
## assistant
{"a": ""}
## user
{% for line in lines %}
{{ line }}
{% endfor %}
"""


def write(directory: Path, text: str) -> Path:
    (directory / "p.md").write_bytes(text.encode())
    return directory


def test_renders_sections_in_order(tmp_path: Path) -> None:
    prompt = load("p", write(tmp_path, TEXT)).render(kind="项目", lines=["甲", "## user", "{{ kind }}"])
    assert prompt.messages == (
        Message("system", "抽取项目字段。"),
        Message("user", "示例"),
        Message("assistant", '{"a": ""}'),
        # What a document says is neither a section nor a template.
        Message("user", "甲\n## user\n{{ kind }}"),
    )
    assert prompt.name == "p"
    assert prompt.hash == hashlib.sha256(TEXT.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, ["kind", "lines"]),
        ({"kind": "x"}, ["缺少变量 lines"]),
        ({"kind": "x", "lines": [], "colour": 1}, ["未使用的变量 colour"]),
        ({"lines": [], "colour": 1}, ["缺少变量 kind", "colour"]),
    ],
)
def test_names_missing_and_unknown_variables(tmp_path: Path, variables: dict[str, object], named: list[str]) -> None:
    template = load("p", write(tmp_path, TEXT))
    with pytest.raises(UsageError) as caught:
        template.render(**variables)
    assert all(part in str(caught.value) for part in named)


def test_undefined_attribute_is_an_error(tmp_path: Path) -> None:
    template = load("p", write(tmp_path, "## user\n{{ form.title }}"))
    with pytest.raises(UsageError, match="title"):
        template.render(form=object())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no section", "## user"),
        ("## user\na\n## assistant\nb", "最后一节"),
        ("## sytem\na\n## user\nb", "sytem"),
        ("## user\n{% if %}", "语法"),
    ],
)
def test_malformed_file(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        load("p", write(tmp_path, text))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nothing\.md"):
        load("nothing", tmp_path)


def test_line_ends_do_not_matter_to_the_text_but_to_the_hash(tmp_path: Path) -> None:
    unix, dos = "## user\na\nb\n", "## user\r\na\r\nb\r\n"
    first, second = load("p", write(tmp_path, unix)), load("p", write(tmp_path, dos))
    assert first.render().messages == second.render().messages
    assert first.hash != second.hash


def test_every_shipped_prompt_parses() -> None:
    directory = Path(__file__).resolve().parents[2] / "prompts"
    for path in directory.glob("*.md"):
        if path.name != "README.md":
            assert load(path.stem).variables is not None
