"""Findings → sentences for a person. From templates always; a model may word them anew, if every number it says stands."""

from extractor.explain.sentences import blamed_text, explain
from extractor.explain.verify import unsupported
from extractor.explain.wording import reword

__all__ = ["blamed_text", "explain", "reword", "unsupported"]
