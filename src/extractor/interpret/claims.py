"""Figures stated in prose: code enumerates every one, the model points at the phrase each is the amount of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from extractor.document import Piece
from extractor.interpret.header import sureness
from extractor.interpret.phrases import Phrase, phrases
from extractor.llm.contract import Gateway
from extractor.llm.prompts import load
from extractor.llm.usage import Usage
from extractor.normalise.lexicon import LEXICON
from extractor.normalise.quantities import find_quantities
from extractor.normalise.text import key
from extractor.segment.lines.prose import Paragraph

__all__ = ["ClaimReading", "ClaimsReading", "figured", "read_claims", "tells_budget"]

_WORDS = LEXICON["prose"]
_UNCHANGED, _PART = re.compile(_WORDS["unchanged"]), re.compile(_WORDS["part"])
_BUDGET = re.compile(_WORDS["budget"])
_CHANGES = {"decrease": re.compile(_WORDS["decrease"]), "increase": re.compile(_WORDS["increase"])}
_SINCE = rf"(?:{_WORDS['since']})\s*"
_YEAR = re.compile(rf"(?P<since>{_SINCE})?(?P<year>(?:19|20)\d{{2}})\s*(?:年|财年)")
_SENTENCE_END = re.compile(r"(?<=[。！？])|\n")
_COUNTER = re.compile(r"\d{1,2}\s*(?:、|[.．](?!\d)|[.．](?=(?:19|20)\d{2}\s*年))\s*")
"""What only counts the points of an account (1．, 2、): no word of the sentence behind it."""
_CLAUSE = re.compile(r"[，,；;。：:！？\n]")
_NO_NUMBER = re.compile(r"[^\d.,]")
_COLON = re.compile(r"\s*[：:]")
_LONGEST = 1_000
"""Characters of a sentence. Every claim carries its own, and is compared with the others of it."""
_MONEY = frozenset(LEXICON["money"])
_NO_COUNT = frozenset({*_MONEY, "万", "%", "‰", "百分点", "个百分点"})
Scored: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DUMMY = "⓪0万元"
"""An amount that is not in the sentence: what the model says of it is its bias towards a phrase."""
_PRIOR = 2.0
"""Log-odds that the phrase right before an amount has over others where the reading takes rules as evidence."""
_BEFORE = -20.0
"""What it costs a phrase to stand behind the amount."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """An amount with its unit, or a word such as 持平, at offsets of the sentence."""

    start: int
    end: int
    number: tuple[int, int] | None
    unit: tuple[int, int] | None
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """One figure of the prose; `sure` is how far its subject stood above the next phrase, 0 to 1."""

    subject: Piece | None
    amount: Piece | None
    unit: Piece | None
    period: Piece | None
    relation: str
    sentence: Piece
    sure: float


@dataclass(slots=True)
class ClaimsReading:
    """The claims of a document, and what they cost."""

    claims: list[ClaimReading] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    prompts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Context:
    """What a sentence without a year or subject of its own goes on from."""

    year: Piece | None = None
    subject: Piece | None = None


def _sentences(paragraph: Piece) -> Iterator[Piece]:
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph.text)]
    for start, end in pairwise([0, *ends, len(paragraph.text)]):
        for first, last in _stretches(paragraph.text, start, end):
            sentence = paragraph.slice(first, last).strip()
            counter = _COUNTER.match(sentence.text)
            if counter:
                sentence = sentence.slice(counter.end())
            if sentence:
                yield sentence


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is, unless it is so long that it is none: then cut at its stops, at least not within a number."""
    while end - start > _LONGEST:
        ends = [match.end() for match in _CLAUSE.finditer(text, start, start + _LONGEST)]
        ends = ends or [match.end() for match in _NO_NUMBER.finditer(text, start, start + _LONGEST)]
        cut = ends[-1] if ends else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _figures(text: str) -> list[_Figure]:
    found = [_Figure(q.number[0], q.end, q.number, q.unit, _counts(text, q.unit)) for q in find_quantities(text)]
    starts = {figure.start for figure in found}
    words = (match for match in _UNCHANGED.finditer(text) if match.end() not in starts)  # 一致0万元 is one figure
    found += [_Figure(*match.span(), None, None) for match in words]
    return sorted(found, key=lambda figure: figure.start)


def _counts(text: str, unit: tuple[int, int] | None) -> bool:
    return unit is not None and key(text[slice(*unit)]) not in _NO_COUNT


def _clause(text: str, end: int, floor: int) -> str:
    """What stands before an amount since the last stop or the amount before it."""
    start = max((match.end() for match in _CLAUSE.finditer(text, floor, end)), default=floor)
    return text[start:end]


def _change(text: str, figure: _Figure, floor: int) -> str | None:
    """increase, decrease or unchanged, where the words before the amount say so."""
    if figure.number is None:
        return "unchanged"
    clause = key(_clause(text, figure.start, floor))
    if _UNCHANGED.search(clause):
        return "unchanged"
    return next((relation for relation, words in _CHANGES.items() if words.search(clause)), None)


def _are_parts(text: str, figures: Sequence[_Figure]) -> list[bool]:
    """Whether each amount stands after 其中, or in a list behind a colon that follows an amount, within its sentence."""
    opens = [match.end() for match in [_PART.search(text)] if match]
    opens += [figure.end for figure in figures if _COLON.match(text, figure.end)][:1]
    return [any(end <= figure.start for end in opens) for figure in figures]


def _years(text: str) -> list[re.Match[str]]:
    """The years of a text that are not what something is compared with."""
    return [match for match in _YEAR.finditer(text) if not match["since"]]


def _year(sentence: Piece, years: Sequence[re.Match[str]], figure: _Figure) -> Piece | None:
    """The last of the years before the amount."""
    place = bisect_right(years, figure.start, key=re.Match.end)
    return sentence.slice(*years[place - 1].span("year")) if place else None


def _marked(text: str, figures: Sequence[_Figure]) -> tuple[str, list[str]]:
    """The sentence with a number before each figure, and the figures as they are asked about."""
    out, at, asked = "", 0, []
    for mark, figure in zip(_CIRCLED, figures, strict=False):
        out += text[at : figure.start] + mark
        at = figure.start
        asked.append(mark + key(text[figure.start : figure.end]))
    return out + text[at:], asked


class _Reader:
    """Reads sentence by sentence.

    `gateway` None goes by position alone; `prior` takes position as evidence, and asks the model only where it leaves a doubt.
    """

    def __init__(self, gateway: Gateway | None, *, prior: bool) -> None:
        self.gateway, self.prior = gateway, prior
        self.made = ClaimsReading()
        self.context = _Context()

    def _ask(
        self, name: str, asked: Sequence[str], options: Sequence[str], **shown: str
    ) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        """Log-scores of every option for every figure, less half of what the model says of a figure that is not there."""
        assert self.gateway is not None
        prompt = load(name).render(**shown)
        answer = self.gateway.choose(prompt, [*asked, _DUMMY], options)
        self.made.usage += answer.usage
        self.made.prompts[prompt.name] = prompt.hash
        scores = np.array(answer.value, dtype=np.float64)
        calibrated: Scored = scores[:-1] - 0.5 * (scores[-1] - scores[-1].mean())
        return calibrated

    def _subjects(self, text: str, figures: Sequence[_Figure], named: Sequence[Phrase]) -> list[tuple[Phrase | None, float]]:
        """For each figure a phrase of the sentence (None: what was spoken of before), and how sure."""
        nearest = [_nearest(figure, floor, named) for figure, floor in _with_floors(figures)]
        options = list(dict.fromkeys(key(phrase.text) for phrase in named))
        doubtful = any(_phrases_before(figure, floor, named) > 1 for figure, floor in _with_floors(figures))
        if self.gateway is None or len(options) < 2 or len(figures) > len(_CIRCLED) or (self.prior and not doubtful):
            return [(phrase, 1.0) for phrase in nearest]
        marked, asked = _marked(text, figures)
        scores = self._ask("claim_subjects", asked, options, phrases="、".join(options), sentence=marked)
        chosen = []
        for row, figure, near in zip(scores, figures, nearest, strict=True):
            before = {key(p.text): p for p in named if p.start < figure.start or p is near}
            total = row + [0.0 if option in before else _BEFORE for option in options]
            if self.prior and near is not None:
                total[options.index(key(near.text))] += _PRIOR
            best = int(total.argmax())
            margin = float(total[best] - np.delete(total, best).max())
            chosen.append((before.get(options[best]), sureness(margin)))
        return chosen

    def _parts(self, text: str, figures: Sequence[_Figure]) -> list[bool]:
        by_position = _are_parts(text, figures)
        if self.gateway is None or len(figures) < 2 or len(figures) > len(_CIRCLED) or (self.prior and any(by_position)):
            return by_position
        marked, asked = _marked(text, figures)
        scores = self._ask("claim_wholes", asked, ("总额", "分项"), sentence=marked)
        lead = scores[:, 1] - scores[:, 0] + (_PRIOR if self.prior else 0.0) * np.where(by_position, 1.0, -1.0)
        return [bool(value > 0) for value in lead]

    def sentence(self, sentence: Piece) -> None:
        """Adds the claims of one sentence. Raises ReadingError."""
        text = sentence.text
        figures = _figures(text)
        if not figures:
            return
        named = phrases(text, [(figure.start, figure.end) for figure in figures])
        subjects, parts = self._subjects(text, figures, named), self._parts(text, figures)
        years = _years(text)
        for (figure, floor), (phrase, sure), part in zip(_with_floors(figures), subjects, parts, strict=True):
            change = _change(text, figure, floor)
            subject = sentence.slice(phrase.start, phrase.end) if phrase else self.context.subject
            unit = sentence.slice(*figure.unit) if figure.unit else None
            period = _year(sentence, years, figure)
            if period is None and not figure.is_count:
                period = self.context.year
            amount = sentence.slice(*figure.number) if figure.number else None
            relation = change or ("part" if part else "total")
            self.made.claims.append(ClaimReading(subject, amount, unit, period, relation, sentence, sure))
            self.context.subject = subject

    def year_of(self, paragraph: Piece) -> None:
        """Remembers the last year that a paragraph is about."""
        own = _years(paragraph.text)
        if own:
            self.context.year = paragraph.slice(*own[0].span("year"))


def _with_floors(figures: Sequence[_Figure]) -> Iterator[tuple[_Figure, int]]:
    """Each figure with the end of the one before it."""
    yield from zip(figures, [0, *(figure.end for figure in figures)], strict=False)


def _phrases_before(figure: _Figure, floor: int, named: Sequence[Phrase]) -> int:
    """How many phrases stand between a figure and the one before it: one alone leaves no doubt."""
    return len(_between(floor, figure.start, named))


def _nearest(figure: _Figure, floor: int, named: Sequence[Phrase]) -> Phrase | None:
    """The last phrase between the figure before and this one; none in a clause that only compares (比 2020 年增加 …).

    A count stands before its noun (7个内设机构).
    """
    counted = _between(figure.end, figure.end + 1, named)
    if counted and figure.is_count:
        return counted[0]
    own = _between(floor, figure.start, named)
    return own[-1] if own else None


def _between(start: int, end: int, named: Sequence[Phrase]) -> Sequence[Phrase]:
    """The phrases that begin within a stretch; they stand in the order of the sentence."""
    return named[bisect_left(named, start, key=_start) : bisect_left(named, end, key=_start)]


def _start(phrase: Phrase) -> int:
    return phrase.start


def tells_budget(prose: Sequence[Paragraph]) -> bool:
    """Whether running text gives an account of a budget: what a department takes in and spends, not what a project needs."""
    return any(_BUDGET.search(key(paragraph.piece.text)) for paragraph in prose if not paragraph.defines)


def figured(prose: Sequence[Paragraph]) -> list[Piece]:
    """The sentences of running text that have an amount, count or percentage."""
    paragraphs = (paragraph.piece for paragraph in prose if not paragraph.defines)
    return [sentence for piece in paragraphs for sentence in _sentences(piece) if any(find_quantities(sentence.text))]


def read_claims(prose: Sequence[Paragraph], gateway: Gateway | None, *, prior: bool = True) -> ClaimsReading:
    """Every amount, count and percentage of the prose as a claim. Raises ReadingError where the model cannot answer."""
    reader = _Reader(gateway, prior=prior)
    for paragraph in prose:
        if paragraph.defines:
            continue
        sentences = list(_sentences(paragraph.piece))
        for number, sentence in enumerate(sentences):
            if number == 0:
                reader.context.subject = None
            reader.sentence(sentence)
            reader.year_of(sentence)
    return reader.made
