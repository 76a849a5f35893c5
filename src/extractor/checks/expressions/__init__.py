"""Arithmetic in prose: quantities with units, expressions, equations, and whether they hold."""

from extractor.checks.expressions.numbers import Quantity
from extractor.checks.expressions.parser import Equation, Node, Operation, Parsed, parse
from extractor.checks.expressions.tokens import Kind, Token, tokenise
from extractor.checks.expressions.units import MONEY, Unit
from extractor.checks.expressions.values import Reading, Verdict, judge, quantities, read

__all__ = [
    "MONEY",
    "Equation",
    "Kind",
    "Node",
    "Operation",
    "Parsed",
    "Quantity",
    "Reading",
    "Token",
    "Unit",
    "Verdict",
    "judge",
    "parse",
    "quantities",
    "read",
    "tokenise",
]
