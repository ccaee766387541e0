"""Cells and rows of a table while it is being built, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from extract.records import Box, Cell
from extract.wrapping import join_wrapped
from normalize.grid_columns import ColumnMap
from normalize.pieces import Piece
from normalize.tables import Part

_WRAPPED = 3
"""Lines of a cell from which the widest one shows how far a line reaches."""


_PADDING = 10.0
"""Points between text and rule that need not be room for a line; small print may stand in as wide a frame."""


class Draft(msgspec.Struct, eq=False):
    """A cell; parts are added at seams."""

    column: int
    """Leftmost table column, from 0."""
    column_span: int
    rows: int
    """Rows of its grid that it covers; after a seam, of the last one."""
    parts: list[Part] = []
    cell: Cell | None = None
    """Its part in the grid that was read last."""
    worded: Cell | None = None
    """The last of its parts that prints something."""
    spanned: bool = False
    """It covers several rows of an earlier grid."""
    header_row: int | None = None
    """Row of the header it begins in: a label beside the header may cover the rows below it too."""
    _text: str | None = None
    """`text`, once it was asked for."""

    @property
    def spans(self) -> bool:
        """Tell whether it covers several rows of a grid."""
        return self.rows > 1 or self.spanned

    @property
    def text(self) -> str:
        """All parts as one text."""
        if self._text is None:
            lines = (line for part in self.parts for line in part.text.split("\n"))
            self._text = join_wrapped(lines) if self.parts else ""
        return self._text

    @property
    def height(self) -> float | None:
        """Height of its last part, in points; None without layout."""
        return self.cell.box[3] - self.cell.box[1] if self.cell is not None and self.cell.box is not None else None

    @property
    def middle(self) -> float | None:
        """Distance of the middle of its text from the top of its last part, in points; None where that prints nothing."""
        if self.cell is None or self.cell.box is None or not (boxes := _line_boxes(self.cell)):
            return None
        return (boxes[0][1] + boxes[-1][3]) / 2 - self.cell.box[1]

    @property
    def room_below(self) -> float:
        """Blank space between its text and the lower rule of its last part, padding apart, in lines; 0 without layout."""
        if self.cell is None or self.cell.box is None or not (boxes := _line_boxes(self.cell)):
            return 0.0
        _, top, _, end = boxes[-1]
        return max(0.0, self.cell.box[3] - end - _PADDING) / max(end - top, 1.0)

    @property
    def line_share(self) -> float | None:
        """Width of its last line as a share of the cell's; None without layout."""
        if self.worded is None or self.worded.box is None or not (boxes := _line_boxes(self.worded)):
            return None
        return _last_line_share(boxes, self.worded.box[2] - self.worded.box[0])

    def absorb(self, other: Draft) -> None:
        """Go on with the part that stands after a seam."""
        self.parts.extend(other.parts)
        self._text = None
        self.spanned, self.rows = self.spans, other.rows
        self.cell, self.worded = other.cell, other.worded or self.worded


@dataclass(slots=True)
class Row:
    """A row: for each table column the cell that covers it."""

    cells: list[Draft]
    pages: list[int]
    block: int
    """Number of header blocks printed before it."""
    rejoined: bool = False


class DraftPiece:
    """One grid of a chain, its cells as drafts in the table's columns."""

    def __init__(self, piece: Piece, columns: ColumnMap, column_count: int) -> None:
        """Place every cell of the piece's grid among the table's columns."""
        self.piece = piece
        self._column_count = column_count
        self._drafts = {id(cell): _draft(cell, piece, columns) for cell in piece.grid.cells}
        self.printed = sorted({*piece.data_rows, *piece.header_rows, *piece.caption_rows, *piece.rest_rows})

    def covering(self, grid_row: int) -> list[Draft]:
        """Return for each table column the draft that covers it; a lost column gets an empty one."""
        cells: list[Draft | None] = [None] * self._column_count
        for cell in self.piece.grid.slots[grid_row]:
            draft = self._drafts[id(cell)]
            for column in range(draft.column, min(draft.column + draft.column_span, self._column_count)):
                cells[column] = draft
        return [draft or Draft(column, 1, 1) for column, draft in enumerate(cells)]

    def beginning(self, grid_row: int) -> list[tuple[Draft, int]]:
        """Return the drafts that begin in a row with the number of grid rows they cover, from left to right."""
        cells = {id(cell): cell for cell in self.piece.grid.slots[grid_row] if cell.row == grid_row}
        return [(self._drafts[key], cell.row_span) for key, cell in cells.items()]

    def header_rows_from(self, grid_row: int) -> int:
        """Count the header rows that follow each other from a row on."""
        rows = 0
        while grid_row + rows in self.printed and grid_row + rows not in self.piece.data_rows:
            rows += 1
        return rows

    def has_own_text(self, grid_row: int) -> bool:
        """Tell whether a row prints something of its own.

        The first row of a page may be the empty rest of the row before, beside
        a label that goes on: the label's text counts where no other row shows it.
        """
        if grid_row != self.printed[0]:
            return any(draft.text for draft, _ in self.beginning(grid_row))
        below = [row for row in self.piece.data_rows if row > grid_row]
        shown = {id(draft) for draft in self.covering(below[0])} if below else set()
        return any(draft.text for draft in self.covering(grid_row) if not draft.spans or id(draft) not in shown)

    def replace(self, replaced: dict[int, Draft]) -> None:
        """Let drafts that go on with an earlier one be that one from here on."""
        for key, draft in self._drafts.items():
            self._drafts[key] = replaced.get(id(draft), draft)

    @property
    def pages(self) -> list[int]:
        """The page of the piece, [] where the source has none."""
        return [] if self.piece.placed.page is None else [self.piece.placed.page]


def _draft(cell: Cell, piece: Piece, columns: ColumnMap) -> Draft:
    column, column_span = columns.span(cell.column, cell.column_span)
    text = cell.text
    if not text.strip():
        return Draft(column, column_span, cell.row_span, cell=cell)
    return Draft(column, column_span, cell.row_span, [Part(piece.placed.page, cell.box, text)], cell, cell)


def _line_boxes(cell: Cell) -> list[Box]:
    return [line.box for line in cell.lines if line.box]


def _last_line_share(boxes: Sequence[Box], width: float) -> float | None:
    """Return how much of a cell of this width its last line fills; None for a list of short lines.

    Where a line above ends early too, the cell holds paragraphs, and a short last line ends none of the cell. Lines
    that wrap show how far a line reaches: in a narrow cell one more character may not fit into a fifth of it.
    """
    shares = [(box[2] - box[0]) / width if width > 0 else 0.0 for box in boxes]
    paragraphs = any(share < 0.8 * max(shares) for share in shares[:-1])
    widest = max(shares) if len(shares) >= _WRAPPED else 1.0
    return None if paragraphs else shares[-1] / widest if widest > 0 else 0.0
