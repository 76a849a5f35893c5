"""What the user named on the command line: files, folders, things that are not there; each content once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Inputs", "Job", "collect"]

SUFFIXES = frozenset(
    {
        ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx",
        ".doc", ".xls", ".xlsb", ".ofd", ".wps", ".et", ".rtf",
    }
)  # fmt: skip
"""What is taken from a folder (of the last row, to say how to convert it); a file named by itself is taken whatever its name."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read and the file its record goes to."""

    source: Path
    sha256: str
    target: Path


@dataclass(slots=True)
class Inputs:
    """Jobs in order; `same` maps a repeated file to the one it repeats; `missing` and `ignored` are named in the summary."""

    jobs: list[Job] = field(default_factory=list)
    same: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def _is_hidden(inside: Path) -> bool:
    """Whether a file in a folder is none of the user's: hidden, in a hidden folder, or the lock file of an office program."""
    return any(part.startswith((".", "~$")) for part in inside.parts)


def _files(path: Path, found: Inputs) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p.relative_to(path)))
    found.ignored += [str(p) for p in files if p.suffix.lower() not in SUFFIXES]
    taken = [p for p in files if p.suffix.lower() in SUFFIXES]
    if not taken:
        found.missing[str(path)] = f"{path}：文件夹里没有可读取的文件（{'、'.join(sorted(SUFFIXES))}）。"
    return taken


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _targets(stems: Iterable[str], out: Path) -> list[Path]:
    """`<stem>.json`; a second input of one stem gets a number. Names that differ only in case count as one."""
    used: set[str] = set()
    targets = []
    for stem in stems:
        name, number = stem, 1
        while name.lower() in used or name.lower() == "run":
            number += 1
            name = f"{stem}-{number}"
        used.add(name.lower())
        targets.append(out / f"{name}.json")
    return targets


def collect(paths: Sequence[Path], out: Path) -> Inputs:
    """The jobs for `paths`, folders searched through. Unreadable files stay jobs: their reader says what is wrong."""
    found = Inputs()
    first: dict[str, Path] = {}
    sources: list[tuple[Path, str]] = []
    for path in [file for named in paths for file in _files(named, found)]:
        try:
            sha256 = _sha256(path)
        except OSError as error:
            reason = "文件不存在，请检查路径" if isinstance(error, FileNotFoundError) else f"打不开：{error.strerror}"
            found.missing[str(path)] = f"{path}：{reason}。"
            continue
        if sha256 in first:
            found.same[str(path)] = str(first[sha256])
            continue
        first[sha256] = path
        sources.append((path, sha256))
    targets = _targets((path.stem for path, _ in sources), out)
    found.jobs = [Job(path, sha256, target) for (path, sha256), target in zip(sources, targets, strict=True)]
    return found
