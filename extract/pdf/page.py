"""One page through the chain, with every intermediate kept for whoever wants to look."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pypdfium2 import raw

from extract.pdf import library
from extract.pdf.aligned import find_aligned, lone_rules, may_line_up
from extract.pdf.characters import Characters, measure_characters, place_characters, usual_turn
from extract.pdf.edges import Edges, find_edges
from extract.pdf.frame import Frame, frame_of
from extract.pdf.lattice import Lattice, find_lattices
from extract.pdf.lines import PlacedLine, build_lines
from extract.pdf.order import in_reading_order
from extract.pdf.paragraphs import find_paragraphs, is_page_number
from extract.pdf.paths import Drawing, read_drawing
from extract.pdf.placement import place
from extract.pdf.quality import drop_unreadable, issue_of
from extract.pdf.settings import PdfSettings
from extract.pdf.unruled_rows import with_unruled_rows
from extract.pdf.visibility import find_hidden
from extract.records import Box, Cell, Dropped, Grid, Page, TextLine

ENGINE = "pdfium"
"""Name of this engine in `Page.engine`."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A page and what the reader saw on the way; all coordinates as in `extract.records`."""

    page: Page
    frame: Frame
    characters: Characters
    drawing: Drawing
    horizontal: Edges
    vertical: Edges
    lattices: tuple[Lattice, ...]
    lines: tuple[PlacedLine, ...]
    """All printed lines with the cell they were given to."""


def read_page(document: Any, number: int, settings: PdfSettings | None = None) -> Page:
    """Return page `number` (from 1) of an open raw pdfium document.

    Raises:
        PageError: pdfium cannot load the page.

    """
    return inspect_page(document, number, settings).page


class PageError(ValueError):
    """Pdfium cannot load the page."""


def inspect_page(document: Any, number: int, settings: PdfSettings | None = None) -> Inspection:
    """Return the page with edges, cells and lines.

    Raises:
        PageError: pdfium cannot load the page.

    """
    settings = settings or PdfSettings()
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page:
        raise PageError(f"page {number} cannot be loaded")
    try:
        text_page = raw.FPDFText_LoadPage(page)
        if not text_page:
            raise PageError(f"the text of page {number} cannot be loaded")
        try:
            frame = frame_of(page)
            text_address, page_address = library.address_of(text_page), library.address_of(page)
            measured = measure_characters(text_address, max(raw.FPDFText_CountChars(text_page), 0))
            characters = place_characters(measured, frame)
            turn = usual_turn(characters)
            if turn:
                # A table set sideways on an upright page is read as its reader turns the sheet.
                frame = frame.turned(turn)
                characters = place_characters(measured, frame)
            objects = library.indexed(library.page_object, page_address, range(raw.FPDFPage_CountObjects(page)))
            drawing = read_drawing(objects, frame)
            hidden = find_hidden(characters, text_address, objects, drawing, frame, settings.text)
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)
    return _assemble(number, frame, replace(characters, hidden=hidden), drawing, settings)


def page_count(document: Any) -> int:
    """Return the number of pages of an open raw pdfium document."""
    return int(raw.FPDF_GetPageCount(document))


def metadata_title(document: Any) -> str | None:
    """Return the title in the file's metadata, None if absent."""
    size = raw.FPDF_GetMetaText(document, b"Title", None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace").strip() or None


def _assemble(number: int, frame: Frame, characters: Characters, drawing: Drawing, settings: PdfSettings) -> Inspection:
    chosen, dropped = drop_unreadable(characters, drawing, frame, settings.text)
    issue = issue_of(characters, chosen, drawing, frame)
    horizontal, vertical = find_edges(drawing.rules, settings.lattice)
    lattices = find_lattices(horizontal, vertical, settings.lattice)
    if issue == "garbled_text":
        text = "".join(characters.text[at] for at in chosen.tolist())
        dropped = (*dropped, Dropped(text, "garbled"))
        chosen = chosen[:0]
    cell = place(characters, lattices, settings.text)
    lines = build_lines(characters, cell, chosen, settings.text)
    inside: dict[int, list[TextLine]] = {}
    outside: list[PlacedLine] = []
    for line in lines:
        if line.cell < 0:
            outside.append(line)
        else:
            inside.setdefault(line.cell, []).append(line.line)
    grids, first = [], 0
    for lattice in lattices:
        grid = _grid(lattice, inside, first)
        first += len(lattice.cells)
        if any(cell.lines for cell in grid.cells):  # charts and ornaments cross lines too
            grids.append(with_unruled_rows(grid, settings.aligned))
    rules = lone_rules(horizontal, grids)
    if may_line_up(outside, rules, settings.aligned):
        pieces = build_lines(
            characters, cell, chosen[cell[chosen] < 0], settings.text, split_gap=settings.aligned.split_gap
        )
        numbers = {each.line for each in outside if is_page_number(each.line, (frame.width, frame.height), settings.paragraph)}
        pieces = [each for each in pieces if each.line not in numbers]
        aligned = find_aligned(pieces, rules, settings.aligned)
        taken = {line.box for grid in aligned for each in grid.cells for line in each.lines}
        if taken:
            outside = _without(outside, pieces, taken)
            grids += aligned
    found = find_paragraphs(outside, grids, (frame.width, frame.height), settings.paragraph)
    paragraphs, ordered = in_reading_order(found, grids)
    page = Page(
        number=number,
        width=round(frame.width, 2),
        height=round(frame.height, 2),
        paragraphs=paragraphs,
        grids=ordered,
        dropped=dropped,
        issue=issue,
        engine=ENGINE,
    )
    return Inspection(page, frame, characters, drawing, horizontal, vertical, tuple(lattices), tuple(lines))


def _without(outside: list[PlacedLine], pieces: list[PlacedLine], taken: set[Box | None]) -> list[PlacedLine]:
    """Return the lines outside tables, those of aligned tables left out."""
    rows = {each.baseline for each in pieces if each.line.box in taken}
    return [
        each for each in outside if not any(abs(each.baseline - row) < 0.45 * (each.line.size or 10.0) for row in rows)
    ]


def _grid(lattice: Lattice, inside: dict[int, list[TextLine]], first: int) -> Grid:
    columns = tuple(np.round(lattice.columns, 2).tolist())
    rows = tuple(np.round(lattice.rows, 2).tolist())
    cells = tuple(
        Cell(
            row,
            column,
            row_span,
            column_span,
            tuple(inside.get(first + at, ())),
            (columns[column], rows[row], columns[column + column_span], rows[row + row_span]),
        )
        for at, (row, column, row_span, column_span) in enumerate(lattice.cells)
    )
    return Grid(
        order=0,
        row_count=len(rows) - 1,
        column_count=len(columns) - 1,
        cells=cells,
        origin="ruled",
        box=(columns[0], rows[0], columns[-1], rows[-1]),
        row_edges=rows,
        column_edges=columns,
        open_sides=lattice.open_sides,
    )
