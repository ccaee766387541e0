"""What a reader says a page contains; with `wrapping` the only part of extract that normalize may see.

A page is a list of blocks in reading order. A block is a `Paragraph` or a
`Grid`; every printed character of the page is in exactly one block or in
`Page.dropped`. Coordinates are points from the page's top-left corner as the
page is shown (after /Rotate and CropBox), y growing downwards.

Lines, cells and paragraphs, of which a page has hundreds, are msgspec structs:
frozen like the dataclasses, and made in a tenth of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import msgspec

from extract.wrapping import join_wrapped

Box: TypeAlias = tuple[float, float, float, float]
"""(x0, top, x1, bottom), points from the page's top-left corner."""

Side: TypeAlias = Literal["top", "bottom", "left", "right"]

Origin: TypeAlias = Literal["ruled", "aligned", "delimited", "markup"]
"""How a grid was found: drawn rules, aligned words, tab-separated text, table markup."""

Role: TypeAlias = Literal["text", "page_number"]
"""What a paragraph is on its page; a running head needs several pages and is decided later."""


class TextLine(msgspec.Struct, frozen=True, gc=False):
    """One printed line inside a cell or a paragraph."""

    text: str
    """Characters as printed, full-width forms kept; runs further apart than a space get one."""
    box: Box | None = None
    """None when the source has no layout (plain text, HTML, XLSX)."""
    size: float | None = None
    """Font size in points; the most frequent one on the line."""


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell of a grid; a merged cell stands once, at its top-left slot."""

    row: int
    """0-based row of the grid."""
    column: int
    """0-based column of the grid."""
    row_span: int = 1
    column_span: int = 1
    lines: tuple[TextLine, ...] = ()
    """Printed lines from top to bottom; () for an empty cell."""
    box: Box | None = None
    """The cell's own rectangle (its rules), not that of its text."""

    @property
    def text(self) -> str:
        """Printed lines joined by line feeds, as printed otherwise."""
        return "\n".join([line.text for line in self.lines])

    @property
    def whole_text(self) -> str:
        """Printed lines as one text (`wrapping.join_wrapped`)."""
        return join_wrapped([line.text for line in self.lines]) if self.lines else ""


@dataclass(frozen=True)
class Grid:
    """A ruled or aligned table region of one page."""

    order: int
    """Position among the blocks of the page, in reading order."""
    row_count: int
    column_count: int
    cells: tuple[Cell, ...]
    """Cover every slot exactly once, empty ones too; sorted by (row, column)."""
    origin: Origin
    box: Box | None = None
    row_edges: tuple[float, ...] | None = None
    """row_count + 1 distances from the page's top; None without layout."""
    column_edges: tuple[float, ...] | None = None
    """column_count + 1 distances from the page's left; None without layout."""
    open_sides: frozenset[Side] = field(default_factory=frozenset)
    """Outer sides where no rule is drawn (a row cut by the page end often lacks one)."""

    @cached_property
    def beginning(self) -> tuple[tuple[Cell, ...], ...]:
        """For each row, the cells that begin in it, from left to right."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(tuple(row) for row in rows)

    @cached_property
    def row_texts(self) -> tuple[tuple[str, ...], ...]:
        """For each row, the texts of the cells that begin in it, wrapped lines joined."""
        return tuple(tuple(cell.whole_text for cell in row) for row in self.beginning)

    @cached_property
    def slots(self) -> tuple[tuple[Cell, ...], ...]:
        """For each row, the cell that covers each column (merged cells repeat)."""
        table: list[list[Cell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    table[row][column] = cell
        return tuple(tuple(cell for cell in row if cell is not None) for row in table)


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """Consecutive lines of running text outside every grid."""

    order: int
    """Position among the blocks of the page, in reading order."""
    lines: tuple[TextLine, ...]
    box: Box | None = None
    role: Role = "text"
    ends_open: bool = False
    """The last line reaches the right margin, so that the sentence may go on."""
    starts_flush: bool = False
    """The first line starts at the left margin although paragraphs here are indented."""

    @property
    def text(self) -> str:
        """Printed lines joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Print that is on the page but is no reading of its own, kept so that nothing goes missing."""

    text: str
    reason: Literal["overprint", "hidden", "watermark", "outside_page", "garbled"]
    box: Box | None = None


PageIssue: TypeAlias = Literal["image_only", "garbled_text", "unreadable"]
"""Why a page's text cannot be published: only pictures; fonts without a usable
mapping to characters; the engine failed on it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One printed page; a format without pages is one page with number None."""

    number: int | None
    """1-based; None where the source has no pages."""
    width: float | None = None
    height: float | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    grids: tuple[Grid, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    issue: PageIssue | None = None
    engine: str = ""
    """The engine whose reading this is: pdfium, pdfplumber, camelot, text …"""

    @property
    def blocks(self) -> list[Paragraph | Grid]:
        """Paragraphs and grids in reading order."""
        return sorted([*self.paragraphs, *self.grids], key=lambda block: block.order)


@dataclass(frozen=True, slots=True)
class Source:
    """The file a document was read from."""

    name: str
    """Path relative to the folder that was given, with forward slashes."""
    sha256: str
    size: int
    """Bytes."""
    format: str
    """pdf, text, html, xlsx … by content, not by name."""

    @property
    def document_id(self) -> str:
        """First 16 hexadecimal digits of the source's SHA-256."""
        return self.sha256[:16]


@dataclass(frozen=True, slots=True)
class Extracted:
    """A document as extract hands it on."""

    source: Source
    pages: tuple[Page, ...]
    reader: str
    """Engine and its version, e.g. "pdfium 5.15.2"."""
    metadata_title: str | None = None
    """The title a producer wrote into the file's metadata; often wrong."""
    second_readings: tuple[Page, ...] = ()
    """Other engines' readings of single pages, by `Page.number` and `Page.engine`; no part of `pages`."""
