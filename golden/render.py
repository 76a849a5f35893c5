"""Prints every case from its labels: the PDF and the Word copy with their true places and, for our own layouts, the text copy.

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
from golden.corpus import CACHE, Boxes, Case, Cells, get_case, list_cases
from golden.layouts import LAYOUTS
from golden.markup import to_html
from golden.paging import cut_at_page_breaks
from golden.sheet import Labels, Sheet
from golden.text_copy import to_text

__all__ = ["Rendered", "fonts_missing", "main", "options", "print_sheet", "render"]

FONT = "Noto Serif CJK SC"
_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is made of one case."""

    pdf: bytes
    boxes: Boxes
    docx: bytes
    cells: Cells
    text: str

    def files(self, case: Case) -> dict[str, bytes]:
        """File names and their content. The seeds' text copies are given, not made."""
        files = {
            case.source_pdf.name: self.pdf,
            case.boxes_json.name: _places(self.boxes),
            case.source_docx.name: self.docx,
            case.cells_json.name: _places(self.cells),
        }
        return files | ({case.source_txt.name: self.text.encode()} if case.is_own else {})


def _places(places: Boxes | Cells) -> bytes:
    """One leaf a line."""
    return (json.dumps(places, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"') + "\n").encode()


def fonts_missing() -> str | None:
    """What to do where the font is not installed: another would move every box."""
    command = shutil.which("fc-list")
    if command and FONT in subprocess.run([command, ":", "family"], capture_output=True, text=True, check=True).stdout:  # noqa: S603
        return None
    return f"the font {FONT} is not installed: apt-get install fonts-noto-cjk"


def render(case: Case) -> Rendered:
    """The case as printed from its labels. The same labels give the same bytes."""
    return print_sheet(LAYOUTS[case.name](Labels(case.expected())), case.name)


def print_sheet(sheet: Sheet, name: str) -> Rendered:
    """All copies of a sheet. Only the PDF is cut where its pages break: Word breaks its own."""
    from golden.word import to_docx  # noqa: PLC0415  # an optional extra

    docx, cells = to_docx(sheet, name)
    pdf, boxes = _to_pdf(sheet, name)
    return Rendered(pdf, boxes, docx, cells, to_text(sheet))


def _to_pdf(sheet: Sheet, name: str) -> tuple[bytes, Boxes]:
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # the font subsetter would stamp the time into each font
    from weasyprint import HTML  # noqa: PLC0415  # an optional extra, and slow to import
    from weasyprint.pdf import fonts  # noqa: PLC0415

    fonts.harfbuzz_subset = None  # used where the system has it, and cuts fonts into other bytes than fontTools does

    for _ in range(_ROUNDS):
        document = HTML(string=to_html(sheet, name)).render()
        cut = cut_at_page_breaks(sheet, row_pages(document), first_page_lengths(document))
        if cut == sheet:
            return document.write_pdf(pdf_identifier=name.encode()), true_boxes(document)
        sheet = cut
    raise RuntimeError(f"{name}: page breaks did not settle in {_ROUNDS} rounds")


def _write(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _differs(case: Case, files: dict[str, bytes]) -> list[str]:
    return [n for n, content in files.items() if not (case.folder / n).exists() or (case.folder / n).read_bytes() != content]


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The options of a call."""
    parser = argparse.ArgumentParser(prog="python -m golden.render", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="default: all")
    parser.add_argument("--write", action="store_true", help="replace the committed files (off by default)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where committed files differ from what the labels give and were not written."""
    chosen = options(arguments)
    if missing := fonts_missing():
        print(missing, file=sys.stderr)
        return 2
    stale = False
    for case in [get_case(name) for name in chosen.cases] or list_cases():
        files = render(case).files(case)
        changed = _differs(case, files)
        _write(case.folder if chosen.write else CACHE / case.name, files)
        stale |= bool(changed) and not chosen.write
        done = "wrote" if chosen.write else "differs:"
        print(f"{case.name}: {done} {', '.join(changed)}" if changed else f"{case.name}: unchanged")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
