"""What every module of the project keeps to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("src", "eval", "golden", "tests")
LONGEST = 400
"""Lines of a module."""

MODULES = [
    pytest.param(path, id=str(path.relative_to(ROOT))) for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))
]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def exported(path: Path) -> list[str] | None:
    """The names in `__all__`; None where there is none."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "__all__" for name in node.targets):
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


def public(path: Path) -> Iterator[str]:
    """The functions and classes that a module defines without a leading underscore; a check is reached by the catalogue."""
    for node in tree(path).body:
        if (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            and not node.name.startswith("_")
            and not is_entered(node)
        ):
            yield node.name


def is_entered(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    """Whether a decorator enters it into the catalogue of checks."""
    calls = (item.func for item in node.decorator_list if isinstance(item, ast.Call))
    return any(isinstance(call, ast.Name) and call.id == "check" for call in calls)


def order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions, each by name: as ruff sorts `__all__`."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2), name


def test_there_are_modules() -> None:
    assert len(MODULES) > 100


@pytest.mark.parametrize("path", MODULES)
def test_all_is_sorted_and_says_each_name_once(path: Path) -> None:
    names = exported(path)
    if names is not None:
        assert names == sorted(set(names), key=order)


@pytest.mark.parametrize("path", MODULES)
def test_all_names_what_is_there(path: Path) -> None:
    names = exported(path) or []
    defined = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    imported = {alias.asname or alias.name for node in tree(path).body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert set(names) <= defined | imported | set(public(path))


@pytest.mark.parametrize("path", [module for module in MODULES if str(module.id).startswith("src/")])
def test_a_module_with_a_public_interface_has_all(path: Path) -> None:
    assert exported(path) is not None or not list(public(path))


@pytest.mark.parametrize("path", MODULES)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
