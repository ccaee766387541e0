"""The second reading: pdfminer's characters and pdfplumber's tables, by way of our page records.

Parser and table finder are others' and independent of the first reading;
lines, paragraphs and their order are made by the same code, so that a
difference between two readings is one of characters or of cells.

Limitations: clipped, invisible and white print is read; no open sides are known.
"""

from __future__ import annotations

import importlib.metadata
import logging
import warnings
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from extract.boxes import lattice_of_boxes
from extract.pdf.assembly import Seen, assemble
from extract.pdf.characters import Measured, is_blank, place_characters, usual_turn
from extract.pdf.edges import Edges
from extract.pdf.frame import Frame
from extract.pdf.lattice import Lattice
from extract.pdf.library import Floats
from extract.pdf.paths import Drawing
from extract.pdf.settings import PdfSettings
from extract.records import Page

ENGINE = "pdfplumber"
"""Name of this engine in `Page.engine`."""

READER = f"pdfplumber {importlib.metadata.version('pdfplumber')}"

_FAILURES = (PDFException, PSException, MalformedPDFException, PdfminerException)

_UNMAPPED = "(cid:"
"""What pdfminer prints for a glyph without a character."""


def read_pages(path: Path, numbers: Sequence[int]) -> Generator[Page]:
    """Yield the pages of these numbers (from 1); a page that pdfplumber fails on is unreadable."""
    with _quiet():
        try:
            document = pdfplumber.open(path)
        except _FAILURES:
            yield from (_unreadable(number) for number in numbers)
            return
        with document:
            for number in numbers:
                yield _read_page(document, number)


def _read_page(document: Any, number: int) -> Page:
    try:
        page = document.pages[number - 1]
        seen = _seen(page.filter(_is_visible))
        page.close()
    except (*_FAILURES, IndexError):
        return _unreadable(number)
    return assemble(number, seen, PdfSettings(), ENGINE)[0]


def _unreadable(number: int) -> Page:
    return Page(number, issue="unreadable", engine=ENGINE)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pdfminer's remarks on odd files from the terminal."""
    logger = logging.getLogger("pdfminer")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)


def _seen(page: Any) -> Seen:
    """Return characters, tables and pictures in points of the page as shown."""
    left, top, right, bottom = page.cropbox
    frame = Frame(float(right - left), float(bottom - top), (1.0, 0.0, 0.0, 1.0, -float(left), -float(top)))
    measured = _measured(page)
    characters = place_characters(measured, frame)
    turn = usual_turn(characters)
    if turn:
        frame = frame.turned(turn)
        characters = place_characters(measured, frame)
    pictures = _boxes(page.images, frame)
    nothing = np.zeros((0, 4))
    return Seen(
        frame, characters, Drawing(nothing, nothing, nothing, pictures), _edges(page, frame), _lattices(page, frame)
    )


def _is_visible(thing: dict[str, Any]) -> bool:
    """Tell whether a path shows on white paper; white borders and fills split cells."""
    if thing["object_type"] not in ("line", "rect", "curve"):
        return True
    paints = [thing[key] for painted, key in _PAINTS if thing.get(painted)]
    return any(not _is_white(paint) for paint in paints)


_PAINTS = (("stroke", "stroking_color"), ("fill", "non_stroking_color"))


def _is_white(paint: Any) -> bool:
    parts = paint if isinstance(paint, tuple | list) else (paint,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    if len(numbers) == _CMYK:
        return max(numbers) <= 1 - _WHITE
    return bool(numbers) and min(numbers) >= _WHITE


_CMYK = 4
_WHITE = 0.98
"""Least share of white in every channel of a paint nobody sees on paper."""


def _measured(page: Any) -> Measured:
    """Return pdfminer's characters; its space has the y of `Measured` upwards, ours downwards: mirror the matrices."""
    glyphs = [(_character(each["text"]), each) for each in page.chars]
    printing = [(character, each) for character, each in glyphs if not is_blank(character)]
    blanks = np.cumsum([is_blank(character) for character, _ in glyphs], dtype=np.int64)
    kept = [at for at, (character, _) in enumerate(glyphs) if not is_blank(character)]
    number = np.array(kept, dtype=np.int64)
    chars = [each for _, each in printing]
    boxes = _array([(each["x0"], each["top"], each["x1"], each["bottom"]) for each in chars], 4)
    matrix = _array([each["matrix"] for each in chars], 6)
    origin = np.stack([page.mediabox[0] + matrix[:, 4], page.mediabox[1] + page.height - matrix[:, 5]], axis=1)
    a, b, c, d = matrix[:, :4].T
    sideways = np.abs(b) > np.abs(a)
    extent = np.where(sideways, boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    scale = np.hypot(c, d)
    return Measured(
        number=number,
        code=np.array([ord(character) for character, _ in printing], dtype=np.int64),
        after_blank=np.diff(blanks[number], prepend=0) > 0,
        loose=boxes,
        origin=origin,
        matrix=np.stack([a, -b, c, -d], axis=1),
        font_size=extent / np.where(scale > 0, scale, 1.0),
    )


def _character(text: str) -> str:
    """Return one character; the first of a ligature, and the replacement character for an unmapped glyph."""
    return "\ufffd" if not text or text.startswith(_UNMAPPED) else text[0]


def _array(rows: list[Any], width: int) -> Floats:
    return np.array(rows, dtype=np.float64).reshape(-1, width)


def _boxes(objects: list[dict[str, Any]], frame: Frame) -> Floats:
    boxes = _array([(each["x0"], each["top"], each["x1"], each["bottom"]) for each in objects], 4)
    return np.stack(frame.boxes(*boxes.T), axis=1)


def _lattices(page: Any, frame: Frame) -> list[Lattice]:
    lattices = []
    for table in page.find_tables():
        boxes = np.stack(frame.boxes(*_array(table.cells, 4).T), axis=1)
        lattice = lattice_of_boxes([tuple(box) for box in boxes.tolist()])
        if lattice is not None:
            lattices.append(lattice)
    return sorted(lattices, key=lambda each: (each.box[1], each.box[0]))


def _edges(page: Any, frame: Frame) -> Edges:
    boxes = _boxes(page.edges, frame)
    lying = boxes[(boxes[:, 2] - boxes[:, 0]) > (boxes[:, 3] - boxes[:, 1])]
    return Edges((lying[:, 1] + lying[:, 3]) / 2, lying[:, 0], lying[:, 2])
