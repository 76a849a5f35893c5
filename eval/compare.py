"""Two runs over the same cases: what changed, leaf by leaf and figure by figure, and whether that is a regression.

The verdict is by leaf F1 alone, the difference new less base and its interval over documents:

- 1, a regression: the whole interval lies below 0, and the difference is a drop of at least the minimum effect;
- 0, none: the interval holds no drop as large as the minimum effect, or not one leaf changed;
- 3, cannot tell: anything else, or too few documents for an interval.

The other figures, McNemar's test (which takes leaves for independent, and so is too sure) and the flips are there to be read.
A suite of `NO_VERDICT` is never a regression: its documents are too few, and the tool is developed on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel, ConfigDict
from scipy.stats import binomtest

from eval.estimates import changes
from eval.intervals import Change
from eval.outcomes import Outcome
from eval.store import Result, RunFile
from extractor.errors import UsageError

__all__ = ["MINIMUM", "NO_VERDICT", "VERDICTS", "Comparison", "Flip", "McNemar", "Side", "compare", "decide"]

MINIMUM = 0.005
"""A drop of leaf F1 that matters, unless another is given."""

NO_VERDICT = frozenset({"golden"})
VERDICTS: Mapping[int, str] = {0: "没有退步", 1: "退步", 3: "不能判断"}
"""What the exit codes say."""

_NAMED = 8


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Side(_Model):
    """Which run it was."""

    arm: str
    finished: str
    code: str
    provider: str | None
    model: str | None
    prompts: dict[str, str]
    failed: int
    unread: int

    @classmethod
    def of(cls, made: RunFile, results: Sequence[Result]) -> Side:
        """What names a run, and what failed in it: cases, and regions of others."""
        return cls(
            arm=made.parameters.arm,
            finished=made.finished,
            code=made.code,
            provider=made.provider,
            model=made.model,
            prompts=made.prompts,
            failed=sum(result.failure is not None for result in results),
            unread=sum(len(result.errors) for result in results),
        )


class Flip(_Model):
    """A leaf that is right in one run only. What is read rightly reads as `expected`; None is read as nothing."""

    case: str
    path: str
    worse: bool
    expected: str | None
    before: str | None
    after: str | None
    page: int | None
    line: int | None


class McNemar(_Model):
    """Leaves that were right and are not, that were not and are, and how likely so uneven a split is by chance."""

    worse: int
    better: int
    p: float | None


class Comparison(_Model):
    """All of it. `code` is the exit code, `why` what decided it."""

    suite: str
    base: Side
    new: Side
    cases: int
    documents: int
    minimum: float
    figures: dict[str, Change]
    mcnemar: McNemar
    flips: list[Flip]
    code: int
    why: str


def compare(base: RunFile, new: RunFile, minimum: float = MINIMUM, *, common: bool = False) -> Comparison:
    """`new` against `base`. Raises UsageError where they are not of the same cases and labels; `common`: of those both have."""
    before, after = _paired(base, new, common=common)
    figures = changes(before, after)
    flips = [flip for one, other in zip(before, after, strict=True) for flip in _flips(one, other)]
    changed = bool(flips) or figures["leaf_f1"].value != 0
    verdict = decide(figures["leaf_f1"], minimum, regress=new.parameters.suite not in NO_VERDICT)
    code, why = verdict if changed else (0, "没有一个值的对错变了")
    return Comparison(
        suite=new.parameters.suite,
        base=Side.of(base, before),
        new=Side.of(new, after),
        cases=len(after),
        documents=len({result.document for result in after}),
        minimum=minimum,
        figures=figures,
        mcnemar=_mcnemar(flips),
        flips=sorted(flips, key=lambda flip: not flip.worse),
        code=code,
        why=why,
    )


def _paired(base: RunFile, new: RunFile, *, common: bool) -> tuple[list[Result], list[Result]]:
    """The results of the same cases, in the order of `new`."""
    if base.parameters.suite != new.parameters.suite:
        raise UsageError(f"两次运行的测试集不同：{base.parameters.suite} 与 {new.parameters.suite}，不能比较。")
    ours, theirs = ({result.case: result for result in made.results} for made in (base, new))
    alone = sorted(ours.keys() ^ theirs.keys())
    if alone and not common:
        raise UsageError(f"这些案例只有一次运行有：{_names(alone)}。请用同样的 --cases、--copies 重跑，或加 --common 只比共有的。")
    both = [case for case in theirs if case in ours]
    if not both:
        raise UsageError("两次运行没有共同的案例，不能比较。")
    changed = [case for case in both if ours[case].labels != theirs[case].labels]
    if changed:
        raise UsageError(f"两次运行之间标注变了的案例：{_names(changed)}。请先用 python -m eval score 把两次都按现在的标注重评。")
    return [ours[case] for case in both], [theirs[case] for case in both]


def _names(cases: Sequence[str]) -> str:
    more = f" 等 {len(cases)} 个" if len(cases) > _NAMED else ""
    return f"{'、'.join(cases[:_NAMED])}{more}"


def _flips(base: Result, new: Result) -> Iterator[Flip]:
    """A leaf that only one side has is one that reads nothing where nothing stands on the other: right there."""
    before, after = ({leaf.key: leaf for leaf in result.leaves} for result in (base, new))
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if _right(one) != _right(other):
            yield _flip(new.case, key, one, other)


def _right(leaf: Outcome | None) -> bool:
    return leaf is None or leaf.right


def _flip(case: str, key: str, before: Outcome | None, after: Outcome | None) -> Flip:
    wrong, right = (after, before) if _right(before) else (before, after)
    assert wrong is not None
    place = wrong if wrong.page is not None or right is None else right
    return Flip(
        case=case,
        path=key,
        worse=wrong is after,
        expected=wrong.expected,
        before=wrong.read if wrong is before else wrong.expected,
        after=wrong.read if wrong is after else wrong.expected,
        page=place.page,
        line=place.line,
    )


def _mcnemar(flips: Sequence[Flip]) -> McNemar:
    worse = sum(flip.worse for flip in flips)
    p = float(binomtest(worse, len(flips), 0.5).pvalue) if flips else None
    return McNemar(worse=worse, better=len(flips) - worse, p=p)


def decide(change: Change, minimum: float, *, regress: bool = True) -> tuple[int, str]:
    """The exit code and why; see the module."""
    points = f" {100 * minimum:g} 个百分点"
    if change.value is None or change.low is None or change.high is None:
        return 3, f"有评分的文档只有 {change.documents} 个，给不出 95% 区间"
    if change.low > -minimum:
        return 0, f"区间排除了{points}或更大的退步"
    if change.high < 0 and change.value <= -minimum and regress:
        return 1, f"整个区间低于 0，且退步达到{points}"
    if not regress:
        return 3, f"区间没有排除{points}的退步；这个测试集文档太少，不作退步的结论"
    return 3, f"区间没有排除{points}的退步，也没有证实它"
