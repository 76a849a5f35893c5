"""`extractor validate`: records are checked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import FailOption, LanguageOption, ProfileOption, Tongue, failing, rules_of
from extractor.run import validate_records

__all__ = ["validate"]


def validate(
    records: Annotated[list[Path], typer.Argument(help="run 写出的记录（JSON），改正过的也可以。", show_default=False)],
    profile: ProfileOption = None,
    fail_on: FailOption = None,
    language: LanguageOption = Tongue.zh,
    write: Annotated[bool, typer.Option("--write", help="把核对结果写回记录。")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 打印结果。")] = False,
) -> None:
    """不再读取原件，按记录重新核对：发现了什么，什么没有核对、为什么。"""
    rules = rules_of(profile)
    made = validate_records(records, rules, language.value, write=write)
    if as_json:
        typer.echo(json.dumps(made.as_json(), ensure_ascii=False, indent=1))
    else:
        for line in made.lines():
            typer.echo(line)
    raise typer.Exit(failing(made.worst, fail_on))
