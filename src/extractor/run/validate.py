"""Records checked again, without reading their documents: after a correction, or by the rules of another province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from extractor.checks import DEFAULT, Checked, Profile
from extractor.checks.messages import Language
from extractor.errors import UsageError
from extractor.record import Record
from extractor.run.checking import SEVERITIES, again, counts, finding_lines, not_checked, over_files, worst
from extractor.run.report import load_record

__all__ = ["Validated", "validate_records"]


@dataclass(slots=True)
class Validated:
    """Records with what the checks found in each and between them."""

    records: dict[Path, Record] = field(default_factory=dict)
    across: Checked = field(default_factory=Checked)

    @property
    def worst(self) -> str | None:
        """The worst severity of all."""
        return worst([finding for record in self.records.values() for finding in record.findings] + self.across.findings)

    def as_json(self) -> dict[str, Any]:
        """Findings and ledgers by file, and those that span files."""
        return {
            "records": {
                str(path): record.model_dump(mode="json", include={"findings", "ledger"}) for path, record in self.records.items()
            },
            "findings": [finding.model_dump(mode="json") for finding in self.across.findings],
            "ledger": [row.model_dump(mode="json") for row in self.across.ledger],
        }

    def lines(self) -> Iterator[str]:
        """For a person: each finding, then what was not checked and why."""
        for path, record in self.records.items():
            found = "，".join(f"{number} 个{SEVERITIES[severity]}" for severity, number in counts(record.findings).items())
            done = sum(row.status in ("pass", "fail") for row in record.ledger)
            yield f"{path}：{found or '没有发现问题'}；核对了 {done} 项"
            yield from (f"  {line}" for line in finding_lines(record.findings))
            for item in not_checked(record.ledger):
                yield f"  未核对 {item.check} {item.title}：{item.status}，{item.reason}（{len(item.scopes)} 处）"
        yield from (f"文件之间 {line}" for line in finding_lines(self.across.findings))


def validate_records(
    paths: Sequence[Path], profile: Profile = DEFAULT, language: Language = "zh", *, write: bool = False
) -> Validated:
    """Checks the records in `paths`; `write` puts the result back into them. Raises UsageError for what is no record."""
    records = {path: again(load_record(path), profile, language) for path in paths}
    if write:
        for path, record in records.items():
            try:
                path.write_text(record.model_dump_json(indent=1), encoding="utf-8")
            except OSError as error:
                raise UsageError(f"不能写回 {path}：{error.strerror}。") from error
    return Validated(records, over_files(list(records.values()), profile, language))
