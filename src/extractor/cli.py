"""The command line. Expected errors print one message and no traceback; results go to stdout, everything else to stderr."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from extractor import __version__
from extractor.commands.export import export
from extractor.commands.golden import golden_app
from extractor.commands.model import model_app
from extractor.commands.review import review
from extractor.commands.run import run
from extractor.commands.show import show
from extractor.commands.validate import validate
from extractor.errors import ExtractorError

__all__ = ["app", "main", "run_app"]

app = typer.Typer(no_args_is_help=True, add_completion=False, help="绩效目标表数字化与复核：每个值都指向它在原件上的位置。")
for _command in (run, review, export, validate, show):
    app.command()(_command)
app.add_typer(golden_app, name="golden")
app.add_typer(model_app, name="model")


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"extractor {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="显示版本。")] = False,
) -> None:
    pass


def run_app(commands: typer.Typer) -> None:
    """Runs a command line of ours: what is expected to go wrong prints one message and ends with 2."""
    try:
        commands()
    except ExtractorError as error:
        typer.echo(f"错误：{error}", err=True)
        sys.exit(2)


def main() -> None:
    """Runs the command line."""
    run_app(app)
