"""The main job: files in, records out."""

from extractor.run.batch import Watcher, run_batch
from extractor.run.checking import SEVERITIES, checked
from extractor.run.fingerprint import described, fingerprint
from extractor.run.one import Settings, make_record
from extractor.run.progress import ProgressBar
from extractor.run.report import Outcome, RunReport, leaves, load_record
from extractor.run.validate import Validated, validate_records
from extractor.run.version import code_version

__all__ = [
    "SEVERITIES",
    "Outcome",
    "ProgressBar",
    "RunReport",
    "Settings",
    "Validated",
    "Watcher",
    "checked",
    "code_version",
    "described",
    "fingerprint",
    "leaves",
    "load_record",
    "make_record",
    "run_batch",
    "validate_records",
]
