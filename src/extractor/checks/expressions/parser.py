"""Expressions in a stream of tokens, by recursive descent:

statement  = expression (("=" | total) expression)*
expression = term (("+" | "-") term)*
term       = factor (("*" | "/") factor)*
factor     = quantity | "(" expression ")" [unit]

Between an operand and an operator a few words may stand, or a bracket that says something of the operand (12名（返聘人员）*48000).
What is no expression is passed over; nothing is raised on any text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from extractor.checks.expressions.numbers import Quantity
from extractor.checks.expressions.tokens import Kind, Token, readable, tokenise
from extractor.checks.expressions.units import NONE, Unit, read_unit

__all__ = ["Equation", "Node", "Operation", "Parsed", "parse"]

_WORDS_BEFORE = 14
"""Characters of words that may stand between an operand and its operator (12名专职调解员*48000)."""
_WORDS_AFTER = 8
"""Characters of words that may stand between an operator and its operand (*人均48000)."""
_DEEP = 12
"""Brackets within brackets that are followed."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Two operands and a sign: times, divide, plus or minus; `unit` stands behind a bracket ((12+3)人)."""

    sign: Kind
    left: Node
    right: Node
    start: int
    end: int
    unit: Unit = NONE


Node: TypeAlias = Quantity | Operation


@dataclass(frozen=True, slots=True)
class Equation:
    """What is said to be equal. `is_total` where a word says so (共计) and not a sign, so that it may sum up more than this."""

    left: Node
    right: Node
    start: int
    end: int
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text's tokens, the expressions with at least one operator, and its equations; all by their offsets in the text."""

    text: str
    tokens: tuple[Token, ...]
    expressions: tuple[Operation, ...]
    equations: tuple[Equation, ...]

    @property
    def quantities(self) -> Iterator[Quantity]:
        """Every quantity, in order."""
        return (token.quantity for token in self.tokens if token.quantity is not None)


def parse(text: str) -> Parsed:
    """Everything in a text that is arithmetic."""
    tokens = tokenise(text)
    cursor = _Cursor(readable(text), tokens)
    expressions: list[Operation] = []
    equations: list[Equation] = []
    while cursor.at < len(tokens):
        start = cursor.at
        nodes, signs = cursor.statement()
        expressions += [node for node in nodes if isinstance(node, Operation)]
        pairs = zip(nodes, nodes[1:], signs, strict=False)
        equations += [Equation(a, b, a.start, b.end, sign == "total") for a, b, sign in pairs]
        cursor.at = max(cursor.at, start + 1)
    return Parsed(text, tuple(tokens), tuple(expressions), tuple(equations))


class _Cursor:
    """A place in the tokens; a method that finds nothing leaves it where it was."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text, self._tokens, self._depth = text, tokens, 0
        self.at = 0

    def statement(self) -> tuple[list[Node], list[Kind]]:
        """Expressions and what stands between them: equals or total."""
        nodes: list[Node] = []
        signs: list[Kind] = []
        node = self._expression()
        while node is not None:
            nodes.append(node)
            back = self.at
            sign = self._relation(node)
            node = self._operand(self._expression) if sign else None
            if sign and node:
                signs.append(sign)
            else:
                self.at = back
        return nodes, signs

    def _relation(self, node: Node) -> Kind | None:
        """An equals sign; behind an operation also a word for a total, after a comma or not."""
        back = self.at
        self._words_before()
        if self._take("equals"):
            self._take("total")
            return "equals"
        self._take("comma")
        if isinstance(node, Operation) and self._take("total"):
            return "total"
        self.at = back
        return None

    def _expression(self) -> Node | None:
        return self._chain(("plus", "minus"), self._term)

    def _term(self) -> Node | None:
        return self._chain(("times", "divide"), self._factor)

    def _chain(self, signs: tuple[Kind, ...], operand: Callable[[], Node | None]) -> Node | None:
        left = operand()
        while left is not None:
            back = self.at
            self._words_before()
            sign = next((sign for sign in signs if self._take(sign)), None)
            right = self._operand(operand) if sign else None
            if sign is None or right is None:
                self.at = back
                break
            left = Operation(sign, left, right, left.start, right.end)
        return left

    def _operand(self, operand: Callable[[], Node | None]) -> Node | None:
        """What stands behind a sign, words before it or not."""
        back = self.at
        token = self._peek()
        if token and token.kind == "word" and token.end - token.start <= _WORDS_AFTER:
            self.at += 1
        found = operand()
        if found is None:
            self.at = back
        return found

    def _factor(self) -> Node | None:
        token = self._peek()
        if token is not None and token.quantity is not None:
            self.at += 1
            return token.quantity
        return self._group() if token is not None and token.kind == "open" and self._depth < _DEEP else None

    def _group(self) -> Node | None:
        back = self.at
        self.at, self._depth = self.at + 1, self._depth + 1
        inner = self._expression()
        self._depth -= 1
        closing = self._peek()
        if not isinstance(inner, Operation) or not self._take("close") or closing is None:
            self.at = back
            return None
        unit, end = self._unit_behind(closing.end)
        return Operation(inner.sign, inner.left, inner.right, self._tokens[back].start, end, unit)

    def _unit_behind(self, end: int) -> tuple[Unit, int]:
        token = self._peek()
        found = read_unit(self._text, token.start) if token and token.kind == "word" and token.start == end else None
        if token is None or found is None or found[1] != token.end:
            return NONE, end
        self.at += 1
        return found

    def _words_before(self) -> None:
        """Passes a noun and a bracket between an operand and its sign, if a sign follows."""
        back = self.at
        for _ in range(2):
            token = self._peek()
            if token and token.kind == "word" and token.end - token.start <= _WORDS_BEFORE:
                self.at += 1
            self._note()
        token = self._peek()
        if token is None or token.kind not in ("times", "divide", "plus", "minus", "equals"):
            self.at = back

    def _note(self) -> None:
        """Passes a bracket without signs."""
        back = self.at
        if not self._take("open"):
            return
        while (token := self._peek()) and token.kind in ("word", "quantity", "comma", "skipped"):
            self.at += 1
        if not self._take("close"):
            self.at = back

    def _peek(self) -> Token | None:
        return self._tokens[self.at] if self.at < len(self._tokens) else None

    def _take(self, kind: Kind) -> bool:
        token = self._peek()
        if token is None or token.kind != kind:
            return False
        self.at += 1
        return True
