"""Records → findings, and a ledger of every check. Deterministic; no model is asked, nothing is changed."""

from extractor.checks import (
    amounts,
    arithmetic,
    claims_amounts,
    claims_changes,
    claims_lists,
    claims_rates,
    claims_sums,
    costed,
    costs,
    counts,
    funding,
    quarters,
    stated,
    tables_across,
    tables_codes,
    tables_columns,
    tables_forms,
    tables_norms,
    tables_rows,
    twins,
    weights,
)
from extractor.checks.contract import CATALOGUE, Check, Fault, Result, Subject
from extractor.checks.engine import Checked, check_record, check_run, sums_of
from extractor.checks.profile import DEFAULT, Profile, load_profile

FAMILIES = (
    weights,
    funding,
    arithmetic,
    stated,
    counts,
    costs,
    costed,
    quarters,
    amounts,
    twins,
    tables_codes,
    tables_columns,
    tables_rows,
    tables_across,
    tables_norms,
    tables_forms,
    claims_amounts,
    claims_sums,
    claims_changes,
    claims_lists,
    claims_rates,
)
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
    "sums_of",
]
