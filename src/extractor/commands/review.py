"""`extractor review`: the review app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.commands.options import AUTO, ProfileOption, Provider, Reading, Tongue, rules_of

__all__ = ["review"]


def review(
    folder: Annotated[Path | None, typer.Argument(help="run 写出记录的文件夹。", show_default=False)] = None,
    db: Annotated[
        str | None, typer.Option(metavar="URL", help="数据库（sqlite:///文件.db，或文件路径），代替文件夹。", show_default=False)
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 为自动选取。")] = 8000,
    host: Annotated[str, typer.Option(help="监听的地址。本机以外的地址必须设令牌。")] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(envvar="EXTRACTOR_TOKEN", help="访问令牌，至少 16 个字符；设了它，每次访问都要出示。", show_default=False),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="访问时还可以用的主机名（可给多次），如反向代理的域名。", show_default=False)
    ] = None,
    provider: Annotated[Provider | None, typer.Option(help="读取上传的文件用的模型，同 run。")] = None,
    reading: Annotated[Reading, typer.Option(help="读取上传的文件用的读法，同 run。")] = AUTO,
    profile: ProfileOption = None,
    language: Annotated[Tongue, typer.Option(help="界面的语言，页面上可以切换。")] = Tongue.zh,
) -> None:
    """打开复核系统：在浏览器里对照原件复核，按 Ctrl+C 结束。"""
    from extractor.web.serve import Review, serve  # noqa: PLC0415 - only who serves pays for its imports

    asked = Review(
        folder=folder,
        db=db,
        host=host,
        port=port,
        token=token or None,
        hosts=tuple(allow_host or ()),
        language=language.value,
        reading=reading.value,
        provider=provider.value if provider else None,
        profile=rules_of(profile),
    )
    serve(asked, typer.echo)
