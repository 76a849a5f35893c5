"""Prints every case from its labels: the digital PDF, the true boxes and, for our own layouts, the text copy.

python -m golden.render [CASE…]            into the cache, and says what differs from the committed files
python -m golden.render [CASE…] --write    over the committed files
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from golden.boxes import first_page_lengths, row_pages, true_boxes
from golden.corpus import CACHE, Boxes, Case, get_case, list_cases
from golden.layouts import LAYOUTS
from golden.markup import to_html
from golden.paging import cut_at_page_breaks
from golden.sheet import Labels
from golden.text_copy import to_text

__all__ = ["Rendered", "fonts_missing", "main", "render"]

FONT = "Noto Serif CJK SC"
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is made of one case."""

    pdf: bytes
    boxes: Boxes
    text: str

    def files(self, case: Case) -> dict[str, bytes]:
        """File names and their content. The seeds' text copies are given, not made."""
        boxes = json.dumps(self.boxes, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n"
        files = {case.source_pdf.name: self.pdf, case.boxes_json.name: boxes.encode()}
        return files | ({case.source_txt.name: self.text.encode()} if case.is_own else {})


def fonts_missing() -> str | None:
    """What to do where the font is not installed: another would move every box."""
    command = shutil.which("fc-list")
    if command and FONT in subprocess.run([command, ":", "family"], capture_output=True, text=True, check=True).stdout:  # noqa: S603
        return None
    return f"the font {FONT} is not installed: apt-get install fonts-noto-cjk"


def render(case: Case) -> Rendered:
    """The case as printed from its labels. The same labels give the same bytes."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # the font subsetter would stamp the time into each font
    from weasyprint import HTML  # noqa: PLC0415  # an optional extra, and slow to import

    sheet = LAYOUTS[case.name](Labels(case.expected()))
    text = to_text(sheet)
    for _ in range(_ROUNDS):
        document = HTML(string=to_html(sheet, case.name)).render()
        cut = cut_at_page_breaks(sheet, row_pages(document), first_page_lengths(document))
        if cut == sheet:
            return Rendered(document.write_pdf(pdf_identifier=case.name.encode()), true_boxes(document), text)
        sheet = cut
    raise RuntimeError(f"{case.name}: page breaks did not settle in {_ROUNDS} rounds")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _differs(case: Case, files: dict[str, bytes]) -> list[str]:
    return [n for n, content in files.items() if not (case.folder / n).exists() or (case.folder / n).read_bytes() != content]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where committed files differ from what the labels give and were not written."""
    parser = argparse.ArgumentParser(prog="python -m golden.render", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="default: all")
    parser.add_argument("--write", action="store_true", help="replace the committed files (off by default)")
    options = parser.parse_args(arguments)
    if missing := fonts_missing():
        print(missing, file=sys.stderr)
        return 2
    stale = False
    for case in [get_case(name) for name in options.cases] or list_cases():
        files = render(case).files(case)
        changed = _differs(case, files)
        _write(case.folder if options.write else CACHE / case.name, files)
        stale |= bool(changed) and not options.write
        done = "wrote" if options.write else "differs:"
        print(f"{case.name}: {done} {', '.join(changed)}" if changed else f"{case.name}: unchanged")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
