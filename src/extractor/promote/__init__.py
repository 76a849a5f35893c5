"""Reviewed documents become golden cases; golden cases are checked."""

from extractor.promote.case import Checked, check_case
from extractor.promote.labels import record_of
from extractor.promote.promotion import Promoted, promote

__all__ = ["Checked", "Promoted", "check_case", "promote", "record_of"]
