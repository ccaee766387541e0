"""A page with what the reader saw drawn over it, for people who want to know why a table came out as it did.

blue     edges: rules joined
red      cells
green    printed lines
magenta  page numbers
orange   print that was dropped
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extract.pdf.opening import opened
from extract.pdf.page import Inspection, inspect_page
from extract.pdf.stand_in_font import use_fonts_of_the_machine
from extract.records import Box

_SCALE = 2.0
"""Pixels a point: 144 dpi."""

_EDGE, _CELL, _LINE, _NUMBER, _DROPPED = "#2050ff", "#e02020", "#10a030", "#c000c0", "#ff9000"


def draw_page(path: Path, number: int, file: Path) -> None:
    """Write page `number` (from 1) as PNG.

    Raises:
        SourceError: The PDF cannot be opened; see `extract.errors`.
        PageError: pdfium cannot load the page.

    """
    # The picture comes first: reading gives pdfium boxes for fonts that are not in the file.
    use_fonts_of_the_machine()
    document = pdfium.PdfDocument(path)
    try:
        rendered = document[number - 1].render(scale=_SCALE).to_pil().convert("RGB")
    finally:
        document.close()
    with opened(path) as handle:
        inspection = inspect_page(handle, number)
    turned = inspection.quarter_turns
    if turned:  # a table set sideways is read as its reader turns the sheet
        rendered = rendered.rotate(90 * turned, expand=True)
    _draw(rendered, inspection)
    rendered.save(file, format="PNG")


def _draw(picture: Image.Image, inspection: Inspection) -> None:
    pen = ImageDraw.Draw(picture)
    page = inspection.page
    _boxes(pen, (each.line.box for each in inspection.lines), _LINE)
    _boxes(pen, (cell.box for grid in page.grids for cell in grid.cells), _CELL, inset=2)
    _boxes(pen, (each.box for each in page.paragraphs if each.role == "page_number"), _NUMBER)
    _boxes(pen, (each.box for each in page.dropped), _DROPPED)
    across, down = inspection.horizontal, inspection.vertical
    for at, start, stop in zip(across.at, across.start, across.stop, strict=True):
        pen.line([(start * _SCALE, at * _SCALE), (stop * _SCALE, at * _SCALE)], fill=_EDGE, width=2)
    for at, start, stop in zip(down.at, down.start, down.stop, strict=True):
        pen.line([(at * _SCALE, start * _SCALE), (at * _SCALE, stop * _SCALE)], fill=_EDGE, width=2)


def _boxes(pen: ImageDraw.ImageDraw, boxes: Iterable[Box | None], colour: str, *, inset: int = 0) -> None:
    for box in boxes:
        if box is not None:
            x0, top, x1, bottom = (each * _SCALE for each in box)
            right, lower = max(x1 - inset, x0 + inset), max(bottom - inset, top + inset)
            pen.rectangle((x0 + inset, top + inset, right, lower), outline=colour)
