"""Records → findings, and a ledger of every check. Deterministic; no model is asked, nothing is changed."""

from extractor.checks import weights
from extractor.checks.contract import CATALOGUE, Check, Fault, Result, Subject
from extractor.checks.engine import Checked, check_record, check_run
from extractor.checks.profile import DEFAULT, Profile, load_profile

FAMILIES = (weights,)
"""The modules whose checks are entered on import; to add a family: a module and its place here."""

__all__ = [
    "CATALOGUE",
    "DEFAULT",
    "FAMILIES",
    "Check",
    "Checked",
    "Fault",
    "Profile",
    "Result",
    "Subject",
    "check_record",
    "check_run",
    "load_profile",
]
