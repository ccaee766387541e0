"""Every engine behind one call: read these pages of a file down to the text of the cells."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
from camelot.io import read_pdf
from pypdfium2 import raw

from extract.documents import reread
from extract.pdf.opening import opened

Reader = Callable[[Path, Sequence[int]], int]
"""(file, page numbers) → characters in cells, so that no engine can put work off."""


def ours(path: Path, numbers: Sequence[int]) -> int:
    """Read with the reader of this project."""
    pages = reread(path, numbers, "pdfium")
    return sum(len(cell.text) for page in pages for grid in page.grids for cell in grid.cells)


def plumber(path: Path, numbers: Sequence[int]) -> int:
    """Read with pdfplumber as its users do."""
    count = 0
    with pdfplumber.open(path) as document:
        for number in numbers:
            page = document.pages[number - 1]
            count += sum(len(cell or "") for table in page.extract_tables() for row in table for cell in row)
            page.close()
    return count


def camelot_vector(path: Path, numbers: Sequence[int]) -> int:
    """Read with camelot, rules taken from the drawn paths alone."""
    return _camelot(path, numbers, "vector")


def camelot_raster(path: Path, numbers: Sequence[int]) -> int:
    """Read with camelot as it comes: drawn paths, and rules seen on the rendered page."""
    return _camelot(path, numbers, "combined")


def _camelot(path: Path, numbers: Sequence[int], engine: str) -> int:
    pages = ",".join(map(str, numbers))
    tables = read_pdf(str(path), pages=pages, flavor="lattice", suppress_stdout=True, engine=engine)
    return sum(len(cell) for table in tables for row in table.data for cell in row)


def floor(path: Path, numbers: Sequence[int]) -> int:
    """Let pdfium load each page and its text, and nothing else: no reader on it can be faster."""
    count = 0
    with opened(path) as document:
        for number in numbers:
            page = raw.FPDF_LoadPage(document, number - 1)
            text = raw.FPDFText_LoadPage(page)
            count += raw.FPDFText_CountChars(text)
            raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)
    return count


READERS: dict[str, Reader] = {
    "ours": ours,
    "pdfplumber": plumber,
    "camelot vector": camelot_vector,
    "camelot raster": camelot_raster,
    "floor": floor,
}


def quieten() -> None:
    """Keep the peers' remarks on odd files out of the figures."""
    warnings.simplefilter("ignore")
    for name in ("pdfminer", "camelot"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
