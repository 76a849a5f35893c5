"""What an amount in a form's head can be."""

from extractor.interpret.roles import HEADER_ROLES

__all__ = ["MONEY_ROLES"]

MONEY_ROLES = tuple(role for role in HEADER_ROLES if role.id in ("total_budget", "funding", "attribute"))
