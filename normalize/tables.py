"""A logical table: what chain and rejoin hand to the mappers that make records.

Rows are whole again, repeated headers are gone, the text of cells that span
rows is carried down to every row they cover. Row and column numbers are those
of the published tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

import msgspec

from extract.records import Box
from normalize.money import Unit


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of a cell as one page prints it."""

    page: int | None
    box: Box | None
    text: str


class TableCell(msgspec.Struct, frozen=True, gc=False):
    """A cell of a logical table; one that spans rows or columns stands once."""

    row_no: int
    """Top row it covers, from 1; 0 for header cells."""
    column_no: int
    """Leftmost column it covers, from 1."""
    text: str
    """Wrapped and cut lines joined (`extract.wrapping.join_wrapped`)."""
    row_span: int = 1
    column_span: int = 1
    header_row: int | None = None
    """Row within the header block, from 1; None for data."""
    parts: tuple[Part, ...] = ()

    @property
    def is_header(self) -> bool:
        """Tell whether it is a header cell."""
        return self.header_row is not None


@dataclass(frozen=True)
class TableRow:
    """A logical row."""

    row_no: int
    cells: tuple[TableCell, ...]
    """One per column: the cell that covers it (spanning cells repeat, across and down)."""
    pages: tuple[int, ...] = ()
    rejoined: bool = False
    """A page cut the row and its parts were joined."""

    def text(self, column_no: int) -> str:
        """Return the text of the cell that covers the column, from 1."""
        return self.cells[column_no - 1].text

    @cached_property
    def own_cells(self) -> tuple[TableCell, ...]:
        """Each cell that begins in this row, once, from left to right."""
        own: list[TableCell] = []
        before = None
        for cell in self.cells:
            # A cell covers neighbouring columns.
            if cell is not before and cell.row_no == self.row_no:
                own.append(cell)
            before = cell
        return tuple(own)


@dataclass(frozen=True, slots=True)
class LeafColumn:
    """A column with the header texts above it."""

    column_no: int
    path: tuple[str, ...] = ()
    """Header texts from the top down, a merged header once; () without a header."""
    column_id: str | None = None
    """Printed column id: 1, 2=3+4, 栏次 …"""

    @property
    def name(self) -> str:
        """The path joined by /, as published."""
        return "/".join(self.path)


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a table that one page prints."""

    page: int | None
    box: Box | None
    row_first: int
    """First row_no printed (also in part) on it; 0 if it holds header rows alone."""
    row_last: int
    header_rows: int
    """Printed header rows on it."""
    title: str | None = None
    """Title printed above it."""
    column_count: int = 0
    """Columns of its grid; a continuation may have fewer than the table."""


@dataclass(frozen=True, slots=True)
class BlockAbove:
    """Rows of a form with a header of their own, above the header that names the table's columns."""

    columns: tuple[LeafColumn, ...]
    row_first: int
    """Its first row_no."""
    row_last: int
    """Its last row_no; below it the next header is printed."""


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """One or more grids chained over pages, rows rejoined."""

    table_no: int
    title: str | None
    """Caption as printed, without unit line and department line."""
    above: tuple[str, ...]
    """Lines printed between the previous block of prose and the table: title, department, unit."""
    below: tuple[str, ...]
    """Notes printed right under it (注：…)."""
    unit: Unit | None
    columns: tuple[LeafColumn, ...]
    header: tuple[TableCell, ...]
    """Header cells of the first printing, by (header_row, column_no)."""
    rows: tuple[TableRow, ...]
    fragments: tuple[Fragment, ...]
    engine: str = ""
    head_rows: int = 0
    """Rows above the header that names the columns: the head of a form; 0 for a plain table."""
    blocks_above: tuple[BlockAbove, ...] = ()
    """Those of the rows of the head that stand below headers of their own, from the top."""

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages with cells of the table, ascending."""
        return tuple(sorted({each.page for each in self.fragments if each.page is not None}))

    @property
    def header_rows(self) -> int:
        """Printed header rows of the first printing."""
        return max((cell.header_row or 0) + cell.row_span - 1 for cell in self.header) if self.header else 0


CellKey: TypeAlias = tuple[int, int]
"""(row_no, column_no) of a cell's top-left slot."""


@dataclass(slots=True)
class Ledger:
    """Which cells of a table ended in a record, and which were set aside with what reason."""

    used: set[CellKey] = field(default_factory=set)
    set_aside: dict[CellKey, str] = field(default_factory=dict)
    """Reason of `schema.Reason` for each cell left out of records."""

    def use(self, cell: TableCell) -> None:
        """Record that the cell's content is in a record."""
        self.used.add((cell.row_no, cell.column_no))

    def leave(self, cell: TableCell, reason: str) -> None:
        """Record that the cell's content is in no record, and why."""
        self.set_aside.setdefault((cell.row_no, cell.column_no), reason)
