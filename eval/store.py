"""What a run leaves behind: RUN.json, and beside it, in a folder of that name, every record as read.

RUN.json is enough to compare runs, to test and to report on them: it holds scores, costs and every leaf's verdict, and a hash of
the labels it was scored against. The folder is only needed to score again and to show what was read rightly.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.findings import Found, Raised
from eval.leaves import Verdict
from eval.metrics import Ratio, Scores, total
from eval.outcomes import Matched, Outcome
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
    """One case as scored.

    `labels` is the hash of what it was scored against; `forms` how many forms those have. `scores` are, per metric, hits and n.
    `raised` and `found` are findings and anomalies, None where the labels name none. `errors` are the regions not read.
    `matched` and `others` are all leaves: see `leaves`.
    """

    case: str
    document: str
    copy_kind: str
    labels: str
    forms: int
    scores: dict[str, tuple[int | float, int]]
    failure: str | None = None
    errors: list[str] = []
    costs: Costs = Costs()
    resumed: bool = False
    raised: list[Raised] | None = None
    found: list[Found] | None = None
    matched: list[Matched] = []
    others: list[Outcome] = []

    @property
    def leaves(self) -> list[Outcome]:
        """Every leaf that was scored."""
        return [Outcome(verdict=Verdict.MATCHED, **leaf._asdict()) for leaf in self.matched] + self.others

    @property
    def ratios(self) -> Scores:
        """The scores as ratios."""
        return {name: Ratio(*pair) for name, pair in self.scores.items()}


class RunFile(_Model):
    """RUN.json. `code` is the hash of the package's sources and prompts, so that a run says what it measured without git."""

    schema_version: Literal["2"] = "2"
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


def _text(model: BaseModel) -> str:
    """A run with one line for each case, so that it stays small and its changes can be read; anything else indented."""
    if not isinstance(model, RunFile):
        return model.model_dump_json(indent=1)
    head = json.dumps(model.model_dump(mode="json", exclude={"results"}), ensure_ascii=False, indent=1)
    cases = ",\n  ".join(result.model_dump_json(exclude_defaults=True) for result in model.results)
    return f'{head[:-2]},\n "results": [\n  {cases}\n ]\n}}\n'


def save(path: Path, model: BaseModel) -> None:
    """Whole or not at all. Raises UsageError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_name(f".{path.name}.part")
        partial.write_text(_text(model), encoding="utf-8")
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
        raise UsageError(
            f"{path} 读不出来（{type(error).__name__}），它不是 python -m eval run 写的，或是旧版本写的。"
            "请用原来的 --out 重新运行，已有的记录不会重读。"
        ) from error


def load_stored(folder: Path, case: str) -> Stored | None:
    """What was read of a case; None if that is not there, or of an older form."""
    try:
        return Stored.model_validate_json((folder / f"{case}.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None
