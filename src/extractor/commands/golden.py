"""`extractor golden`: reviewed documents become golden cases, golden cases are checked."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from extractor.promote import check_case, promote
from extractor.store import open_store

__all__ = ["golden_app"]

golden_app = typer.Typer(no_args_is_help=True, help="标准案例：由复核完成的文件生成，并检查。")


@golden_app.command("promote")
def _promote(
    document: Annotated[str, typer.Argument(metavar="SHA256|NAME", help="文件名或文件的 sha256。", show_default=False)],
    db: Annotated[str, typer.Option(metavar="URL", help="数据库（sqlite:///文件.db，或文件路径）。", show_default=False)],
    to: Annotated[Path, typer.Option(metavar="DIR", help="新案例的文件夹，不能已经存在。", show_default=False)],
) -> None:
    """把复核完成的文件变成标准案例；还有没决定的就说明是什么，不写任何文件。"""
    with closing(open_store(db, create=False)) as store:
        made = promote(store, document, to)
    typer.echo(f"{to}：{len(made.labels.leaves)} 个标注，{len(made.anomalies)} 个问题，{len(made.refused)} 个驳回的发现。")


@golden_app.command("check")
def _check(
    folders: Annotated[list[Path], typer.Argument(metavar="DIR…", help="标准案例的文件夹。", show_default=False)],
) -> None:
    """检查标准案例：每个标注都在原件所标之处，不平的合计都列为问题；有错时退出码为 1。"""
    failed = False
    for folder in folders:
        found = check_case(folder)
        failed |= bool(found.wrong)
        typer.echo(f"{folder}：{found.labels} 个标注，{len(found.wrong)} 处错误，{len(found.open)} 个不平的合计")
        for line in found.wrong:
            typer.echo(f"  错误：{line}")
        for line in found.open:
            typer.echo(f"  不平：{line}")
    raise typer.Exit(int(failed))
