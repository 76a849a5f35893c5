"""Reviewed records as files for people and programs.

To add a kind: a module with a `Writer` and its row in `EXPORTS`.
"""

from collections.abc import Mapping

from extractor.export.checklist import write_checklist
from extractor.export.contract import Exported, Writer
from extractor.export.csv_files import write_csv
from extractor.export.json_files import write_json
from extractor.export.log_file import write_log
from extractor.export.report import write_html
from extractor.export.xlsx import write_xlsx

__all__ = ["EXPORTS", "Exported", "Writer"]

EXPORTS: Mapping[str, Writer] = {
    "xlsx": write_xlsx,
    "csv": write_csv,
    "json": write_json,
    "html": write_html,
    "checklist": write_checklist,
    "log": write_log,
}
"""Every kind of export, and what writes it."""
