"""What reviewers decided, put to the record: pure functions, no store and no page."""

from extractor.review.changes import Changes, changes
from extractor.review.correction import corrected, rejected, unreadable
from extractor.review.log import parse_log, read_log, to_lines, write_log
from extractor.review.order import REASONS, Field, Why, absences, is_doubtful, open_findings, queue
from extractor.review.progress import Progress, progress, undecided
from extractor.review.replay import Reviewed, reviewed
from extractor.review.sampling import DISCOVERY, Sample

__all__ = [
    "DISCOVERY",
    "REASONS",
    "Changes",
    "Field",
    "Progress",
    "Reviewed",
    "Sample",
    "Why",
    "absences",
    "changes",
    "corrected",
    "is_doubtful",
    "open_findings",
    "parse_log",
    "progress",
    "queue",
    "read_log",
    "rejected",
    "reviewed",
    "to_lines",
    "undecided",
    "unreadable",
    "write_log",
]
