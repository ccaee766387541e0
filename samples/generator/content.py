"""A disclosure before it meets a page: blocks and tables, and the records they state.

Nothing here knows of page sizes. A typesetter may break a disclosure anywhere;
the records (`Disclosure.facts`) stay the same, which is what the tests rely on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; a merged cell stands once, at its top-left slot."""

    text: str = ""
    row_span: int = 1
    column_span: int = 1
    align: Align | None = None
    """None for the alignment of its column."""


Row: TypeAlias = tuple[Cell, ...]
"""Cells that begin in a row, from left to right; slots covered from above or the left are left out."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is set."""

    share: float = 1.0
    """Part of the table's width, relative to the other columns."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the slot it begins in."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what is printed around it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    """All printed rows, those of the header included."""
    header: tuple[int, int] = (0, 1)
    """Half-open range of the rows that a typesetter may repeat on the next page.

    It starts at 0 for lists and in the middle of performance forms, whose
    head is printed once and whose indicator header is repeated.
    """
    title: str | None = None
    department_line: str | None = None
    unit_line: str | None = None
    notes: tuple[str, ...] = ()
    numbered: bool = False
    """The last row of the header holds column numbers (1, 2=3+4, 栏次)."""

    def placed(self) -> tuple[Placed, ...]:
        """Return every cell with its slot, by row and column.

        Raises:
            ValueError: The cells do not tile the table.

        """
        return tuple(_place(self.rows, len(self.columns)))

    @property
    def has_full_width_row(self) -> bool:
        """Tell whether one cell fills a row: without outer rules nothing would tell it from a line of text."""
        return any(each.cell.column_span == len(self.columns) for each in self.placed())

    @property
    def repeatable(self) -> bool:
        """Tell whether the header can be printed again: it has rows, and no cell reaches into it or out of it."""
        start, stop = self.header
        return start < stop and not any(
            each.row < edge < each.row + each.cell.row_span for each in self.placed() for edge in (start, stop)
        )


def _place(rows: Sequence[Row], column_count: int) -> Iterator[Placed]:
    free_from = [0] * column_count  # first row of each column that no cell covers yet
    for row_no, row in enumerate(rows):
        cells = iter(row)
        column = 0
        while column < column_count:
            if free_from[column] > row_no:
                column += 1
                continue
            cell = next(cells, None)
            if cell is None:
                raise ValueError(f"row {row_no} ends at column {column} of {column_count}")
            covered = range(column, column + cell.column_span)
            if covered.stop > column_count or any(free_from[each] > row_no for each in covered):
                raise ValueError(f"row {row_no} column {column}: cell overlaps")
            for each in covered:
                free_from[each] = row_no + cell.row_span
            yield Placed(row_no, column, cell)
            column = covered.stop
        if next(cells, None) is not None:
            raise ValueError(f"row {row_no} has more cells than columns")
    if any(stop != len(rows) for stop in free_from):
        raise ValueError("a cell spans beyond the last row")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the narrative."""

    text: str
    """With its ordinal, as printed."""
    level: int = 1
    """0 the document's own title, 1 for 一、, deeper numbers below."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the narrative."""

    text: str
    emphasis: str = ""
    """Part of the text that is set in bold; a converted text prints it between asterisks."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A place where the original begins a new page; a typesetter may ignore it."""


Block: TypeAlias = Heading | Paragraph | Table | PageBreak

Facts: TypeAlias = Mapping[str, tuple[Any, ...]]
"""Rows of `normalize.schema` by table name, with document_id and pages left empty."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A whole document."""

    stem: str
    """File name without its suffix."""
    title: str
    blocks: tuple[Block, ...]
    fiscal_year: int
    facts: Facts = field(default_factory=lambda: MappingProxyType({}))

    @property
    def tables(self) -> tuple[Table, ...]:
        """Tables in printed order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def header_paths(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return for each column the header texts above it, a merged cell once.

    >>> two = Table((Column(), Column()), ((Cell("支出", column_span=2),), (Cell("基本"), Cell("项目"))), header=(0, 2))
    >>> header_paths(two)
    (('支出', '基本'), ('支出', '项目'))
    """
    start, stop = table.header[0], table.header[1] - table.numbered
    paths: list[list[str]] = [[] for _ in table.columns]
    for each in table.placed():
        if start <= each.row < stop and each.cell.text:
            for column in range(each.column, each.column + each.cell.column_span):
                paths[column].append(each.cell.text)
    return tuple(tuple(path) for path in paths)
