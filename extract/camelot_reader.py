"""The third reading: camelot's tables, by way of our page records.

Tables come from camelot's lattice (rules drawn and rules seen on the rendered
page), on pages without rules from its network of aligned text; so does the text
of cells. What stands outside tables is pdfium's text.

Limitations: clipped and white print counts as text of cells; only the tables
are independent of the first reading.
"""

from __future__ import annotations

import importlib.metadata
import logging
import re
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from camelot.io import read_pdf
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException

from extract.pdf.assembly import Seen, assemble
from extract.pdf.lattice import Lattice, merged_cells
from extract.pdf.opening import opened
from extract.pdf.page import PageError, inspect_page
from extract.pdf.settings import PdfSettings
from extract.records import Cell, Grid, Page, TextLine

ENGINE = "camelot"
"""Name of this engine in `Page.engine`."""

READER = f"camelot {importlib.metadata.version('camelot-py')}"

#: What camelot's parsers raise on pages they cannot make sense of.
_FAILURES = (PDFException, PSException, cv2.error, ValueError, IndexError, KeyError, ZeroDivisionError)

_FIGURE = re.compile(r"[-－]?\d[\d,.]*%?")
_FEWEST_ROWS = 3
"""Aligned text in fewer rows is a signature or a heading with its number."""


def read_pages(path: Path, numbers: Sequence[int]) -> Generator[Page]:
    """Yield the pages of these numbers (from 1); a page that camelot fails on is unreadable."""
    with opened(path) as document, _quiet():
        for number in numbers:
            try:
                yield _read_page(path, document, number)
            except (*_FAILURES, PageError):
                yield Page(number, issue="unreadable", engine=ENGINE)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep remarks on odd files and on empty pages from the terminal."""
    loggers = [logging.getLogger(name) for name in ("camelot", "pdfminer")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _read_page(path: Path, document: Any, number: int) -> Page:
    inspection = inspect_page(document, number)
    if inspection.page.issue is not None:
        return replace(inspection.page, engine=ENGINE)
    height = inspection.frame.height
    tables = _tables(path, number, "lattice")
    ruled = bool(tables)
    if not ruled and not len(inspection.horizontal):
        tables = [table for table in _tables(path, number, "network") if _is_table(table)]
    pairs = [(lattice, table) for table in tables if (lattice := _lattice(table, height)) is not None]
    pairs.sort(key=lambda pair: (pair[0].box[1], pair[0].box[0]))
    seen = Seen(
        inspection.frame,
        inspection.characters,
        inspection.drawing,
        inspection.horizontal.take(np.zeros(0, dtype=np.int64)),
        [lattice for lattice, _ in pairs],
    )
    page, _ = assemble(number, seen, PdfSettings(), ENGINE)
    texts = {lattice.rounded_box: _texts(lattice, table) for lattice, table in pairs}
    grids = tuple(_with_texts(grid, texts, ruled=ruled) for grid in page.grids)
    return replace(page, grids=grids)


def _tables(path: Path, number: int, flavor: str) -> list[Any]:
    return list(read_pdf(str(path), pages=str(number), flavor=flavor, suppress_stdout=True))


def _is_table(table: Any) -> bool:
    """Tell whether aligned text is a table: several columns, several rows that end in figures."""
    rows = [[cell.text.strip() for cell in row] for row in table.cells]
    figures = sum(any(_FIGURE.fullmatch(text) for text in row) for row in rows)
    return len(table.cols) > 1 and figures >= _FEWEST_ROWS


def _lattice(table: Any, height: float) -> Lattice | None:
    """Return the lattice of a camelot table, whose y runs upwards; None if it has less than two cells."""
    columns = np.array([table.cols[0][0], *(right for _, right in table.cols)])
    rows = height - np.array([table.rows[0][0], *(bottom for _, bottom in table.rows)])
    above = np.array([[cell.top for cell in row] for row in table.cells] + [[cell.bottom for cell in table.cells[-1]]])
    left = np.array([[*(cell.left for cell in row), row[-1].right] for row in table.cells])
    cells, owner = merged_cells(above, left)
    return Lattice(columns, rows, cells, owner, frozenset()) if len(cells) > 1 else None


def _texts(lattice: Lattice, table: Any) -> list[list[str]]:
    """Return the lines of each cell; camelot puts the text of a merged cell into one of its slots."""
    return [
        [
            line.strip()
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
            for line in table.cells[row][column].text.splitlines()
            if line.strip()
        ]
        for cell in lattice.cells
    ]


def _with_texts(grid: Grid, texts: dict[Any, list[list[str]]], *, ruled: bool) -> Grid:
    lines = texts.get(grid.box)
    if lines is None or len(lines) != len(grid.cells):
        return grid
    cells = tuple(
        Cell(each.row, each.column, each.row_span, each.column_span, tuple(map(TextLine, text)), each.box)
        for each, text in zip(grid.cells, lines, strict=True)
    )
    return replace(grid, cells=cells, origin="ruled" if ruled else "aligned")
