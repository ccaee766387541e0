"""Logical tables written as text, for tests of the mappers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from normalize.headers import is_column_ids
from normalize.money import Unit
from normalize.tables import Fragment, LeafColumn, LogicalTable, TableCell, TableRow


def _cells(lines: list[list[str]], *, header: bool) -> list[list[TableCell]]:
    """Return the cell that covers each slot; `<` goes on to the left cell, `^` to the one above."""
    spans: dict[tuple[int, int], list[int]] = {}
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            at = owner[row, column - 1] if text == "<" else owner[row - 1, column] if text == "^" else (row, column)
            owner[row, column] = at
            span = spans.setdefault(at, [1, 1])
            span[0], span[1] = max(span[0], row - at[0] + 1), max(span[1], column - at[1] + 1)
    made = {
        (row, column): TableCell(
            0 if header else row + 1, column + 1, lines[row][column], *spans[row, column], row + 1 if header else None
        )
        for row, column in spans
    }
    return [[made[owner[row, column]] for column in range(len(texts))] for row, texts in enumerate(lines)]


def _split(text: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in text.strip().splitlines() if line.strip()]


def _table(
    text: str,
    *,
    title: str | None = None,
    unit: Unit | None = "ten_thousand_yuan",
    above: tuple[str, ...] = (),
    pages: tuple[int, ...] = (1,),
) -> LogicalTable:
    head, _, body = text.partition("---")
    if not body:
        head, body = "", head
    printed, data = _split(head), _split(body)
    header = _cells(printed, header=True) if printed else []
    width = max(len(line) for line in [*printed, *data])
    columns = []
    for number in range(width):
        cells = [row[number] for row in header]
        names = [cell for index, cell in enumerate(cells) if not is_column_ids(printed[index])]
        ids = [cell.text for index, cell in enumerate(cells) if is_column_ids(printed[index])]
        path = tuple(dict.fromkeys(cell.text for cell in names if cell.text))
        columns.append(LeafColumn(number + 1, path, ids[0] if ids else None))
    rows = tuple(TableRow(number, tuple(cells), pages) for number, cells in enumerate(_cells(data, header=False), 1))
    unique = {id(cell): cell for row in header for cell in row}
    return LogicalTable(
        table_no=1,
        title=title,
        above=above,
        below=(),
        unit=unit,
        columns=tuple(columns),
        header=tuple(unique.values()),
        rows=rows,
        fragments=(Fragment(pages[0], None, 1, len(rows), len(printed), title),),
    )


@pytest.fixture(scope="session")
def table() -> Callable[..., LogicalTable]:
    """Make a table of text: header lines, ---, data lines; cells between |, `<` and `^` merge."""
    return _table
