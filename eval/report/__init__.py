"""A run as one HTML page that needs no network, and as JUnit XML: what a person and what CI look at."""

from eval.report.files import write_report
from eval.report.junit import to_junit
from eval.report.page import MISSES, render

__all__ = ["MISSES", "render", "to_junit", "write_report"]
