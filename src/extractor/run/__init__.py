"""The main job: files in, records out."""

from extractor.run.batch import Watcher, run_batch
from extractor.run.one import Settings, make_record
from extractor.run.progress import ProgressBar
from extractor.run.report import Outcome, RunReport, leaves, load_record
from extractor.run.version import code_version

__all__ = [
    "Outcome",
    "ProgressBar",
    "RunReport",
    "Settings",
    "Watcher",
    "code_version",
    "leaves",
    "load_record",
    "make_record",
    "run_batch",
]
