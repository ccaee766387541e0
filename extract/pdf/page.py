"""One page through the chain, with every intermediate kept for whoever wants to look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from pypdfium2 import raw

from extract.pdf import library
from extract.pdf.annotations import load_page
from extract.pdf.assembly import Seen, assemble
from extract.pdf.characters import Characters, measure_characters, place_characters, usual_turn
from extract.pdf.edges import Edges, find_edges
from extract.pdf.frame import Frame, frame_of
from extract.pdf.lattice import Lattice, find_lattices
from extract.pdf.lines import PlacedLine
from extract.pdf.paths import Drawing, read_drawing
from extract.pdf.settings import PdfSettings
from extract.pdf.tiles import find_tiled
from extract.pdf.underlines import without_underlines
from extract.pdf.visibility import find_unread
from extract.records import Page

ENGINE = "pdfium"
"""Name of this engine in `Page.engine`."""


_USUAL = PdfSettings()


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
    quarter_turns: int
    """How far clockwise the page's print runs from upright; the page is read turned back by as much."""


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
    settings = settings or _USUAL
    page = load_page(document, number)
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
            hidden, faint = find_unread(characters, text_address, objects, drawing, frame, settings.text)
        finally:
            raw.FPDFText_ClosePage(text_page)
    finally:
        raw.FPDF_ClosePage(page)
    characters = replace(characters, hidden=hidden, faint=faint)
    horizontal, vertical = find_edges(drawing.rules, settings.lattice)
    horizontal = without_underlines(horizontal, vertical, characters, settings.lattice)
    lattices = find_lattices(horizontal, vertical, frame.height, settings.lattice)
    lattices += find_tiled(drawing.areas, lattices, characters)
    seen = Seen(frame, characters, drawing, horizontal, lattices)
    assembled, lines = assemble(number, seen, settings, ENGINE)
    return Inspection(assembled, frame, characters, drawing, horizontal, vertical, tuple(lattices), tuple(lines), turn)
