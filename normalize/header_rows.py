"""Header rows that stand among a table's data rows: column numbers, and heads the header finder left behind.

A table whose first rows hold header words alone gets them as header; its row
numbers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from normalize.folding import fold
from normalize.headers import CODE_PARTS, column_numbers, is_column_ids
from normalize.lexicon import is_header_cell
from normalize.money import find_unit, is_number
from normalize.tables import Ledger, LogicalTable, TableRow

_MARK = re.compile(r"[*※]+|栏次|行次|-+|[A-Za-z甲乙丙丁]")
_MOST_HEADER_ROWS = 4
"""Rows at the top that may be header; the deepest seen has four (三公 over two years)."""


_MOST_CAPTION_ROWS = 4
"""Rows of one text above the header: number, title, department, unit."""


def is_column_number_row(row: TableRow) -> bool:
    """Tell whether a row numbers the columns: 栏次 1 2 3, ** 1 2, 甲 乙 1 2, or 1 2 3 … from edge to edge.

    Stricter than `is_column_ids`, for 1 | 1 and 1 | 2 among the rows may be data.
    """
    texts = [text for cell in row.own_cells if (text := fold(cell.text)) and text != "合计"]
    if not is_column_ids(texts):
        return len(texts) > 1 and all(re.fullmatch(r"[*※]+", text) for text in texts)
    numbers = column_numbers(texts)
    rising = all(before < after for before, after in pairwise(numbers))
    marked = next((text for text in texts if text not in CODE_PARTS), "")
    whole = len(numbers) == len(row.cells) >= 3
    return rising and (_MARK.fullmatch(marked) is not None or whole or len(numbers) >= 4)


def promote_header(table: LogicalTable, ledger: Ledger) -> LogicalTable:
    """Return the table with the header words of its first rows moved into the column paths.

    Rows of texts alone are header where no column has one yet; below a header
    they must be header words throughout and fill most columns.
    """
    headed = any(column.path for column in table.columns)
    captions = [] if headed else list(takewhile(_is_caption, table.rows[:_MOST_CAPTION_ROWS]))
    start = len(captions)
    found: list[TableRow] = []
    for row in table.rows[start : start + _MOST_HEADER_ROWS]:
        texts = [cell.text for cell in row.own_cells if cell.text.strip()]
        filled = sum(bool(cell.text.strip()) for cell in row.cells)
        words = sum(map(is_header_cell, texts))
        if len(texts) < 2 or any(is_number(text) for text in texts) or filled < 0.6 * len(row.cells):
            break
        if words < (len(texts) if headed else 0.6 * len(texts)):
            break
        found.append(row)
    rest = table.rows[start + len(found) :]
    if not found or not any(is_number(cell.text) for row in rest for cell in row.own_cells):
        return table
    for row in captions:
        for cell in row.own_cells:
            if cell.text.strip():
                ledger.leave(cell, "unit_line" if find_unit(cell.text) else "title")
    paths = {column.column_no: list(column.path) for column in table.columns}
    for row in found:
        for cell in row.own_cells:
            if not cell.text.strip():
                continue
            ledger.leave(cell, "header")
            for column_no in range(cell.column_no, cell.column_no + cell.column_span):
                if column_no in paths:
                    paths[column_no].append(cell.text)
    columns = tuple(replace(column, path=tuple(paths[column.column_no])) for column in table.columns)
    return replace(table, columns=columns, rows=_without_reprints(rest, found, ledger))


def _without_reprints(rows: Sequence[TableRow], header: Sequence[TableRow], ledger: Ledger) -> tuple[TableRow, ...]:
    """Leave out the rows in which a later page prints the header again."""
    known = {_texts(row) for row in header}
    kept = []
    for row in rows:
        if _texts(row) not in known:
            kept.append(row)
            continue
        for cell in row.own_cells:
            if cell.text.strip():
                ledger.leave(cell, "repeated_header")
    return tuple(kept)


def _texts(row: TableRow) -> tuple[str, ...]:
    return tuple(fold(cell.text) for cell in row.own_cells if cell.text.strip())


def _is_caption(row: TableRow) -> bool:
    """Tell whether a row prints one text alone, as a title, a number or a unit inside the rules does."""
    texts = [cell.text for cell in row.own_cells if cell.text.strip()]
    return len(texts) == 1 and not is_number(texts[0])
