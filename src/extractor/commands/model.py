"""`extractor model`: the local model."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import DownloadColumn, Progress

from extractor.llm import model as local_model

__all__ = ["model_app"]

model_app = typer.Typer(no_args_is_help=True, help="本地模型：下载、检查、位置。")


@model_app.command()
def pull(
    source: Annotated[
        str | None, typer.Option(help="path、hub、modelscope、packages 之一，或模型文件的路径；不给则依次尝试。")
    ] = None,
) -> None:
    """下载本地模型（约 1.1 GB）并核对其 sha256。"""
    with Progress(*Progress.get_default_columns(), DownloadColumn(), console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("模型", total=None)
        place = local_model.pull(
            source, lambda name, done, total: progress.update(task, description=name, completed=done, total=total)
        )
    typer.echo(str(place))


@model_app.command()
def status() -> None:
    """本地模型是否就绪，内容是否正确。"""
    found = local_model.status(verify=True)
    if not found.present:
        typer.echo(f"未安装：{found.path}。请运行 extractor model pull。")
        raise typer.Exit(1)
    typer.echo(f"{'就绪' if found.sound else '内容不对，请重新运行 extractor model pull'}：{found.path}")
    raise typer.Exit(0 if found.sound else 1)


@model_app.command()
def path() -> None:
    """本地模型文件的位置。"""
    typer.echo(str(local_model.path()))
