"""The one gateway to language models: opens the provider that is asked for, or the one that is there.

To add a provider, write a class with the members of `contract.Gateway` and a row in `_PROVIDERS`.
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.errors import NoModelError, UsageError
from extractor.llm import model
from extractor.llm.cache import CachedGateway
from extractor.llm.contract import Gateway, Lock
from extractor.llm.settings import Settings

__all__ = ["Settings", "open_gateway"]


def open_gateway(settings: Settings, *, cpu: Lock | None = None, cache: bool = True) -> Gateway:
    """The configured endpoint if there is one, else the local model. Raises NoModelError if there is neither.

    Answers are kept on disk; with `cache` false, only as long as the gateway lives.
    """
    provider = settings.provider or ("openai" if settings.endpoint else "local")
    gateway = _PROVIDERS[provider](settings, cpu)
    address = settings.base_url or "" if provider == "openai" else ""
    directory = settings.cache_dir / "responses" if cache else None
    return CachedGateway(gateway, directory, settings.cache_bytes, address=address)


def _local(settings: Settings, cpu: Lock | None) -> Gateway:
    from extractor.llm.local.gateway import LocalGateway  # noqa: PLC0415 - only who uses a provider pays for its imports

    found = model.status(settings.cache_dir)
    if not found.present or found.sound is False:
        raise NoModelError(
            "没有可用的语言模型。两种办法：① 运行 extractor model pull 下载本地模型（约 1.1 GB，数据不出本机）；"
            "② 设置 EXTRACTOR_BASE_URL、EXTRACTOR_MODEL 和 EXTRACTOR_API_KEY，使用兼容 OpenAI 的接口。"
            "也可以用 --reading rules，不用模型只按规则读取。"
        )
    return LocalGateway(found.path, settings, cpu)


def _openai(settings: Settings, cpu: Lock | None) -> Gateway:
    del cpu  # the work is done elsewhere
    from extractor.llm.openai import OpenAIGateway  # noqa: PLC0415

    if not settings.endpoint:
        raise UsageError(
            "选择了 openai 接口，但没有配置完整：请设置 EXTRACTOR_MODEL（模型名），"
            "以及 EXTRACTOR_BASE_URL（接口地址）或 EXTRACTOR_API_KEY（密钥）。"
        )
    return OpenAIGateway(settings)


_PROVIDERS: dict[str, Callable[[Settings, Lock | None], Gateway]] = {"local": _local, "openai": _openai}
