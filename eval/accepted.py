"""The accepted runs (eval/baselines): what a new run is compared with, and what the README's table says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from eval.store import Parameters, RunFile, load_run, save
from extractor.errors import UsageError

__all__ = ["BASELINES", "accept", "baseline_of", "baselines"]

BASELINES = Path(__file__).parent / "baselines"


def _path(asked: Parameters, folder: Path) -> Path:
    """Named by what was asked for, so that there is one for each suite, arm and choice of copies."""
    return folder / f"{'.'.join([asked.suite, asked.arm, *sorted(asked.copies)])}.json"


def accept(run: Path, *, force: bool = False, folder: Path = BASELINES) -> Path:
    """Puts a run there, in the order of its cases and without what is only of that day's making. Raises UsageError."""
    made = load_run(run)
    path = _path(made.parameters, folder)
    if made.parameters.cases:
        raise UsageError(f"{run} 只读了一部分案例（--cases），不能作基准。请用整个测试集运行。")
    if path.exists() and not force:
        raise UsageError(f"已有基准 {path}。要替换请加 --force，并在提交说明里写明为什么。")
    results = [result.model_copy(update={"resumed": False}) for result in sorted(made.results, key=lambda result: result.case)]
    asked = made.parameters.model_copy(update={"copies": sorted(made.parameters.copies)})
    save(path, made.model_copy(update={"parameters": asked, "results": results, "prompts": dict(sorted(made.prompts.items()))}))
    return path


def baselines(folder: Path = BASELINES) -> Iterator[RunFile]:
    """All of them, by name. Raises UsageError where one cannot be read."""
    for path in sorted(folder.glob("*.json")):
        yield load_run(path)


def baseline_of(asked: Parameters, folder: Path = BASELINES) -> RunFile:
    """The one for the same suite, arm and copies. Raises UsageError where there is none."""
    path = _path(asked, folder)
    if not path.exists():
        raise UsageError(f"没有基准 {path}。请先运行 python -m eval run，看过结果后用 python -m eval accept 收下。")
    return load_run(path)
