"""The ledger of a document: every number printed in a table is in a record or set aside with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.records import Box, Page
from extract.wrapping import join_wrapped
from normalize.assemble import Assembled
from normalize.captions import Layout
from normalize.chain import Chain
from normalize.folding import fold
from normalize.headers import is_column_ids
from normalize.nested import TextBox
from normalize.pieces import Piece, caption_texts
from normalize.schema import SetAside
from normalize.tables import Ledger, LogicalTable, TableCell

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z]{2,}")


@dataclass(slots=True)
class Count:
    """Numbers of a document's tables by what became of them."""

    printed: int = 0
    in_records: int = 0
    set_aside: int = 0

    @property
    def unaccounted(self) -> int:
        """Numbers that no mapper understood."""
        return self.printed - self.in_records - self.set_aside


def numbers_in(text: str) -> int:
    """Count the numbers a text prints.

    >>> numbers_in("2026年 1,234.50")
    2
    """
    return len(_NUMBER.findall(fold(text)))


def account(table: LogicalTable, ledger: Ledger, document_id: str, count: Count) -> Iterator[SetAside]:
    """Yield what of a table's cells is in no record, and count its numbers."""
    id_rows = _column_id_rows(table)
    for cell in table.header:
        numbers = numbers_in(cell.text)
        count.printed += numbers
        if cell.header_row in id_rows and numbers:
            count.set_aside += numbers
            yield _of_cell(table, cell, "column_number", document_id)
        else:
            # Header texts are published in tables.header and lines.column.
            count.in_records += numbers
    for row in table.rows:
        for cell in row.own_cells:
            numbers = numbers_in(cell.text)
            key = (cell.row_no, cell.column_no)
            if not numbers:
                if ledger.set_aside.get(key) == "note" and cell.text:
                    yield _of_cell(table, cell, "note", document_id)
                continue
            count.printed += numbers
            if key in ledger.used:
                count.in_records += numbers
                continue
            reason = ledger.set_aside.get(key) or ("prose" if _WORDS.search(cell.text) else "not_understood")
            if reason != "not_understood":
                count.set_aside += numbers
            yield _of_cell(table, cell, reason, document_id)


def outside_tables(pages: Iterable[Page], layout: Layout, document_id: str) -> Iterator[SetAside]:
    """Yield page furniture and print that extract dropped."""
    for each in layout.furniture:
        yield _set_aside(document_id, each.text, each.page, each.box, each.reason)
    for page in pages:
        for dropped in page.dropped:
            yield _set_aside(document_id, dropped.text, page.number, dropped.box, dropped.reason)


def around_table(chain: Chain, assembled: Assembled, document_id: str, count: Count) -> Iterator[SetAside]:
    """Yield captions, notes and reprinted headers of a table; the latter's numbers are counted."""
    table_no = assembled.table.table_no
    for number, piece in enumerate(chain.pieces):
        page = piece.placed.page
        for line in piece.placed.above:
            reason = "unit_line" if line.says == "unit" else "title" if number == 0 else "repeated_title"
            yield _set_aside(document_id, line.text, page, line.box, reason, table_no)
        for line in piece.placed.below:
            yield _set_aside(document_id, line.text, page, line.box, "note", table_no)
        for text, box in _reprinted(piece):
            numbers = numbers_in(text)
            count.printed += numbers
            count.set_aside += numbers
            yield _set_aside(document_id, text, page, box, "repeated_header", table_no)
        if number:
            for text in caption_texts(piece.grid):
                yield _set_aside(document_id, text, page, None, "repeated_title", table_no)


def _reprinted(piece: Piece) -> Iterator[tuple[str, Box | None]]:
    rows = set(piece.repeated_rows)
    for cell in piece.grid.cells:
        if cell.row in rows and cell.lines:
            yield join_wrapped([line.text for line in cell.lines]), cell.box


def _column_id_rows(table: LogicalTable) -> set[int]:
    rows = {cell.header_row for cell in table.header if cell.header_row is not None}
    return {row for row in rows if is_column_ids([cell.text for cell in table.header if cell.header_row == row])}


def _of_cell(table: LogicalTable, cell: TableCell, reason: str, document_id: str) -> SetAside:
    part = cell.parts[0] if cell.parts else None
    pages = sorted({each.page for each in cell.parts if each.page is not None})
    return SetAside(
        document_id=document_id,
        table_no=table.table_no,
        row_no=cell.row_no,
        pages=pages,
        text=cell.text,
        box=_box(part.box) if part else None,
        reason=reason,
    )


def _set_aside(
    document_id: str, text: str, page: int | None, box: Box | None, reason: str, table_no: int | None = None
) -> SetAside:
    return SetAside(
        document_id=document_id,
        table_no=table_no,
        pages=[] if page is None else [page],
        text=text,
        box=_box(box),
        reason=reason,
    )


def _box(box: Box | None) -> TextBox | None:
    return TextBox(*box) if box else None
