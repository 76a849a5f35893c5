"""What a caller may choose about reading, with the bounds that keep one file from taking the machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["ReadOptions"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Bounds and settings of one reading; part of the record's provenance.

    `max_unpacked` and `max_ratio` bound what a zipped office file may grow to, `max_cells` its cells, blank ones too.
    `accept_repaired` reads a damaged PDF as far as it goes; `ocr="always"` does not trust any text layer.
    """

    max_pages: int = 2000
    max_pixels: int = 120_000_000
    max_bytes: int = 1 << 30
    max_unpacked: int = 100 << 20
    max_ratio: int = 300
    max_cells: int = 300_000
    dpi: int = 200
    threads: int = 2
    accept_repaired: bool = False
    ocr: Literal["auto", "always"] = "auto"
