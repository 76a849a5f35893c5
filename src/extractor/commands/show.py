"""`extractor show`: records on the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from extractor.run import load_record
from extractor.show import print_record

__all__ = ["show"]


def show(
    records: Annotated[list[Path], typer.Argument(help="run 写出的记录（JSON）。", show_default=False)],
) -> None:
    """在终端上显示记录：每个字段的值、位置和把握。"""
    console = Console()
    console = console if console.is_terminal else Console(width=180)
    for path in records:
        print_record(load_record(path), console)
