"""Header cells of a table and the path of header texts above each leaf column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from normalize.folding import fold
from normalize.headers import CODE_PARTS, is_column_ids
from normalize.tables import LeafColumn, Part, TableCell


class Placed(Protocol):
    """A cell with its place among the table's columns."""

    column: int
    column_span: int
    parts: list[Part]

    @property
    def text(self) -> str: ...  # noqa: D102


@dataclass(slots=True)
class HeaderCell:
    """One header cell; its text is asked of the cell itself, which may go on over a page end."""

    header_row: int
    """From 1."""
    block: int
    """Header blocks before it: a form heads its indicators in the middle."""
    column_span: int
    row_span: int
    caption: bool
    """A title or a unit printed inside the rules; it names no column."""
    placed: Placed

    @property
    def column(self) -> int:
        """First table column, from 0."""
        return self.placed.column

    @property
    def text(self) -> str:
        """Text as printed, wrapped and cut lines joined."""
        return self.placed.text

    def cell(self) -> TableCell:
        """Return it as a cell of the table."""
        parts = tuple(self.placed.parts)
        return TableCell(0, self.column + 1, self.text, self.row_span, self.column_span, self.header_row, parts)


def header_cells(
    drafts: Sequence[Placed],
    row_spans: Sequence[int],
    *,
    header_row: int,
    table_row: int,
    caption: bool,
    above: Sequence[HeaderCell],
    delimited: bool,
) -> list[HeaderCell]:
    """Return the header cells that begin in one printed row.

    Tab-separated text has no spans: a blank below a header cell belongs to it,
    a blank beside one too where the next row has text below (so that
    政府采购金额 covers its five sources). The latter is settled when the next
    row is known, by `_widen`.
    """
    once = list({id(draft): draft for draft in drafts}.values())
    cells = [
        HeaderCell(header_row, table_row, draft.column_span, span, caption, draft)
        for draft, span in zip(once, row_spans, strict=True)
    ]
    if not delimited:
        return cells
    upper = {column: each for each in above for column in range(each.column, each.column + each.column_span)}
    kept = []
    for cell in cells:
        over = upper.get(cell.column)
        if cell.text:
            kept.append(cell)
            if over is not None and not over.text:
                _widen(above, over)
        elif over is None:
            kept.append(cell)
        elif over.text:
            over.row_span = max(over.row_span, header_row - over.header_row + 1)
    return kept


def _widen(above: Sequence[HeaderCell], blank: HeaderCell) -> None:
    """Give a blank header cell to the nearest text on its left in the same row."""
    row = [each for each in above if each.header_row == blank.header_row and each.column < blank.column and each.text]
    if row:
        left = max(row, key=lambda each: each.column)
        left.column_span = max(left.column_span, blank.column - left.column + 1)


def leaf_columns(header: Sequence[HeaderCell], column_count: int, block: int | None = None) -> tuple[LeafColumn, ...]:
    """Return each column with the header texts above it, a merged header once.

    A form has a block of header in its middle: without `block`, the last block
    that has texts names the columns.
    """
    named = [each for each in header if each.text and not each.caption]
    blocks = {each.block for each in named}
    wanted = max(blocks, default=0) if block is None else block
    cells = sorted((each for each in named if each.block == wanted), key=lambda each: (each.header_row, each.column))
    ids = {
        row
        for row in {each.header_row for each in cells}
        if is_column_ids([each.text for each in cells if each.header_row == row])
    }
    columns = []
    for column in range(column_count):
        over = [each for each in cells if each.column <= column < each.column + each.column_span]
        path: list[str] = []
        for each in over:
            named_part = each.header_row not in ids or fold(each.text) in CODE_PARTS
            if named_part and (not path or path[-1] != each.text):
                path.append(each.text)
        column_id = next(
            (
                each.text
                for each in over
                if each.header_row in ids and fold(each.text) not in ("栏次", "行次", *CODE_PARTS)
            ),
            None,
        )
        columns.append(LeafColumn(column + 1, tuple(path), column_id))
    return (
        tuple(_named_from_left(columns))
        if named and not any(part.box for each in named for part in each.placed.parts)
        else tuple(columns)
    )


def _named_from_left(columns: list[LeafColumn]) -> list[LeafColumn]:
    """Name the blank columns at the right end after the last named one: text dumps split merged cells so."""
    last = max((number for number, each in enumerate(columns) if each.path), default=-1)
    if last < 0:
        return columns
    return [
        each if number <= last else LeafColumn(each.column_no, columns[last].path, each.column_id)
        for number, each in enumerate(columns)
    ]
