"""Likelihood of options: for every question the log-likelihood of every option, all in a few batches.

The prompt is shared by all; a question's tokens by its options; options share what they begin with. So tokens form a tree,
each evaluated once for all the paths through it. The likelihood of an option includes the closing quote, whatever token
writes it ('"', '",', '"}' …): without it, an option that another one begins with would always win.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.llm.local.batch import SEQUENCES, Item
from extractor.llm.local.engine import Engine, Logits, log_normaliser
from extractor.llm.local.prefixes import PROMPT

__all__ = ["Path", "paths", "room", "score"]

LEAVES = SEQUENCES - 1
"""Sequences that are free for paths: as many as one tree can have."""


@dataclass(frozen=True)
class Path:
    """The tokens of one question and one option of it."""

    question: tuple[int, ...]
    option: tuple[int, ...]


@dataclass
class _Node:
    """A token on the way of `sequences`; `wanted` where the likelihood of what follows it counts."""

    token: int
    depth: int
    wanted: bool = False
    sequences: list[int] = field(default_factory=list)
    children: dict[int, _Node] = field(default_factory=dict)
    logp: float = 0.0
    close: float = 0.0


def paths(engine: Engine, questions: Sequence[str], options: Sequence[str]) -> list[Path]:
    """Question by question, the options in order."""
    ends = [tuple(engine.tokens(json.dumps(option, ensure_ascii=False)[1:-1])) for option in options]
    starts = [tuple(engine.tokens(json.dumps({question: ""}, ensure_ascii=False)[:-2])) for question in questions]
    return [Path(start, end) for start in starts for end in ends]


def room(asked: Sequence[Path]) -> int:
    """A bound on the tokens that one tree takes."""
    return max((len(_nodes(_tree(group)[0])) for group in _groups(asked)), default=0)


def score(engine: Engine, start: int, asked: Sequence[Path]) -> tuple[list[float], int]:
    """The log-likelihood of every path after the `start` tokens in memory, and how many tokens were evaluated."""
    found, evaluated = list[float](), 0
    for group in _groups(asked):
        root, ways = _tree(group)
        nodes = _nodes(root)
        _evaluate(engine, start, nodes, len(group))
        evaluated += len(nodes)
        found += [
            sum(node.logp for node in way[len(path.question) :]) + way[-1].close for path, way in zip(group, ways, strict=True)
        ]
    return found, evaluated


def _groups(asked: Sequence[Path]) -> list[Sequence[Path]]:
    return [asked[at : at + LEAVES] for at in range(0, len(asked), LEAVES)]


def _tree(group: Sequence[Path]) -> tuple[_Node, list[list[_Node]]]:
    """The root of the tree, and for each path the nodes on its way."""
    root, ways = _Node(-1, -1), list[list[_Node]]()
    for number, path in enumerate(group):
        node, way = root, []
        for depth, token in enumerate((*path.question, *path.option)):
            node = node.children.setdefault(token, _Node(token, depth))
            node.wanted = node.wanted or depth >= len(path.question) - 1
            node.sequences.append(1 + number)
            way.append(node)
        ways.append(way)
    return root, ways


def _nodes(root: _Node) -> list[_Node]:
    """All nodes below `root`, parents before children."""
    found, waiting = [], [*reversed(root.children.values())]
    while waiting:
        found.append(waiting.pop())
        waiting += reversed(found[-1].children.values())
    return found


def _evaluate(engine: Engine, start: int, nodes: Sequence[_Node], count: int) -> None:
    """Fills `logp` and `close` of the nodes; the paths' sequences go on from the prompt and are free again afterwards."""

    def use(place: int, row: Logits) -> None:
        norm = log_normaliser(row)
        for child in nodes[place].children.values():
            child.logp = float(row[child.token]) - norm
        nodes[place].close = log_normaliser(row[engine.quotes]) - norm

    for number in range(count):
        engine.copy(PROMPT, 1 + number)
    engine.evaluate([Item(n.token, start + n.depth, tuple(n.sequences), n.wanted) for n in nodes], use)
    for number in range(count):
        engine.cut(1 + number)
