"""Findings → sentences for a person. From templates always; a model may word them anew, if every number it says stands."""

from extractor.explain.sentences import explain
from extractor.explain.verify import unsupported
from extractor.explain.wording import reword

__all__ = ["explain", "reword", "unsupported"]
