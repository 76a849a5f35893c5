"""extractor: budget performance forms become grounded, checked records."""

__version__ = "0.1.0"
