"""What a run leaves behind: RUN.json with scores and costs, and beside it, in a folder of that name, every record as read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.metrics import Ratio, Scores, total
from extractor.errors import UsageError
from extractor.record import Record

__all__ = ["Costs", "Parameters", "Result", "RunFile", "Stored", "folder_of", "load_run", "load_stored", "save"]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Parameters(_Model):
    """What was asked for. `cases` and `copies` are empty where the suite's own choice was taken."""

    suite: str
    arm: str
    cases: list[str] = []
    copies: list[str] = []
    cache: bool = True


class Costs(_Model):
    """Tokens, calls and seconds of a case, or of several added up. `wall` is measured around the whole, failed or not."""

    calls: int = 0
    cached_calls: int = 0
    tokens: dict[str, int] = {}
    seconds: dict[str, float] = {}

    @classmethod
    def of(cls, record: Record | None, wall: float) -> Costs:
        """What a record says it cost."""
        seconds = {"wall": round(wall, 3)}
        if record is None:
            return cls(seconds=seconds)
        made = record.provenance
        return cls(calls=made.calls, cached_calls=made.cached_calls, tokens=dict(made.tokens), seconds={**made.seconds, **seconds})

    def __add__(self, other: Costs) -> Costs:
        tokens = {name: self.tokens.get(name, 0) + other.tokens.get(name, 0) for name in {**self.tokens, **other.tokens}}
        both = {**self.seconds, **other.seconds}
        seconds = {name: round(self.seconds.get(name, 0.0) + other.seconds.get(name, 0.0), 3) for name in both}
        return Costs(
            calls=self.calls + other.calls, cached_calls=self.cached_calls + other.cached_calls, tokens=tokens, seconds=seconds
        )


class Stored(_Model):
    """One case as read. `record` is None where it failed; `failure` says why, `trace` where, if that was a defect of ours."""

    case: str
    fingerprint: str
    record: Record | None = None
    failure: str | None = None
    trace: str | None = None
    wall: float = 0.0


class Result(_Model):
    """One case as scored: per metric hits and n. `errors` names the regions that were not read."""

    case: str
    document: str
    copy_kind: str
    scores: dict[str, tuple[int, int]]
    failure: str | None = None
    errors: list[str] = []
    costs: Costs = Costs()
    resumed: bool = False

    @property
    def ratios(self) -> Scores:
        """The scores as ratios."""
        return {name: Ratio(*pair) for name, pair in self.scores.items()}


class RunFile(_Model):
    """RUN.json. `code` is the hash of the package's sources and prompts, so that a run says what it measured without git."""

    schema_version: str = "1"
    finished: str
    parameters: Parameters
    provider: str | None = None
    model: str | None = None
    code: str
    prompts: dict[str, str] = {}
    results: list[Result]

    @property
    def totals(self) -> Scores:
        """The metrics over all cases."""
        return total(result.ratios for result in self.results)

    @property
    def costs(self) -> Costs:
        """What all cases cost."""
        return _sum(result.costs for result in self.results)

    @property
    def failed(self) -> list[Result]:
        """The cases of which nothing was read."""
        return [result for result in self.results if result.failure is not None]


def _sum(costs: Iterable[Costs]) -> Costs:
    summed = Costs()
    for cost in costs:
        summed += cost
    return summed


def folder_of(run: Path) -> Path:
    """Where the records of a run stand, for RUN.json as for the folder itself."""
    return run.with_suffix("") if run.suffix == ".json" else run


def save(path: Path, model: BaseModel) -> None:
    """Whole or not at all. Raises UsageError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.part")
        partial.write_text(model.model_dump_json(indent=1), encoding="utf-8")
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"不能写入 {path}：{error.strerror}。请换一个 --out。") from error


def load_run(run: Path) -> RunFile:
    """RUN.json, named by itself or by its folder. Raises UsageError."""
    path = folder_of(run).with_name(f"{folder_of(run).name}.json")
    try:
        return RunFile.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"没有这次运行：{path}。请先用 python -m eval run --out {path} 运行。") from error
    except (OSError, ValidationError) as error:
        raise UsageError(f"{path} 读不出来（{type(error).__name__}），它不是 python -m eval run 写的，或是旧版本写的。") from error


def load_stored(folder: Path, case: str) -> Stored | None:
    """What was read of a case; None if that is not there, or of an older form."""
    try:
        return Stored.model_validate_json((folder / f"{case}.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
