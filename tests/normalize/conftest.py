"""Tables written as text: logical ones for tests of the mappers, pages for tests of the whole walk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from extract.records import Cell, Extracted, Grid, Page, Paragraph, Source, TextLine
from normalize.headers import is_column_ids
from normalize.lines import lines_of
from normalize.money import Unit
from normalize.schema import Line
from normalize.tables import Fragment, LeafColumn, Ledger, LogicalTable, TableCell, TableRow
from normalize.walk import normalize_document

Slot = tuple[int, int]


def _spans(lines: Sequence[Sequence[str]]) -> tuple[dict[Slot, Slot], dict[Slot, list[int]]]:
    """Return the slot where each slot's cell begins, and rows and columns each cell covers.

    `<` goes on to the left cell, `^` to the one above.
    """
    spans: dict[Slot, list[int]] = {}
    owner: dict[Slot, Slot] = {}
    for row, texts in enumerate(lines):
        for column, text in enumerate(texts):
            at = owner[row, column - 1] if text == "<" else owner[row - 1, column] if text == "^" else (row, column)
            owner[row, column] = at
            span = spans.setdefault(at, [1, 1])
            span[0], span[1] = max(span[0], row - at[0] + 1), max(span[1], column - at[1] + 1)
    return owner, spans


def _cells(lines: list[list[str]], *, header: bool) -> list[list[TableCell]]:
    """Return the cell that covers each slot."""
    owner, spans = _spans(lines)
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


_WIDTH, _LINE = 500.0, 16.0
"""Points: of a table from rule to rule, of a row."""


def _grid(lines: list[list[str]], order: int, top: float) -> Grid:
    count = len(lines[0])
    _, spans = _spans(lines)
    x = [50 + _WIDTH / count * number for number in range(count + 1)]
    y = [top + _LINE * number for number in range(len(lines) + 1)]
    cells = []
    for (row, column), (height, width) in sorted(spans.items()):
        text, box = lines[row][column], (x[column], y[row], x[column + width], y[row + height])
        cells.append(Cell(row, column, height, width, (TextLine(text, box, 6.0),) if text else (), box))
    return Grid(order, len(lines), count, tuple(cells), "ruled", (x[0], y[0], x[-1], y[-1]), tuple(y), tuple(x))


def _read_page(text: str, heading: str = "某某市某某局2026年部门预算") -> dict[str, list[Any]]:
    lines = [line.strip() for line in text.strip().splitlines()]
    above = [heading, *(line[1:].strip() for line in lines if line.startswith(">"))]
    boxes = [(150.0, 20.0 + 14 * number, 450.0, 32.0 + 14 * number) for number in range(len(above))]
    paragraphs = tuple(
        Paragraph(number, (TextLine(line, box, 10.0 if number else 16.0),), box)
        for number, (line, box) in enumerate(zip(above, boxes, strict=True))
    )
    rows = _split("\n".join(line for line in lines if not line.startswith(">")))
    page = Page(1, 600.0, 842.0, paragraphs, (_grid(rows, len(above), boxes[-1][3] + 4),), engine="pdfium")
    records = normalize_document(Extracted(Source("a.pdf", "0" * 64, 1, "pdf"), (page,), "pdfium"))
    assert records.tables["coverage"][0].numbers_unaccounted == 0
    return records.tables


@pytest.fixture(scope="session")
def read_page() -> Callable[..., dict[str, list[Any]]]:
    """Read one page of lines: `>` begins a line above the rules, the rest are rows; return the records."""
    return _read_page


@pytest.fixture(scope="session")
def lines() -> Callable[..., tuple[list[Line], Ledger]]:
    """What `lines_of` makes of a table, and which of its cells it used or left."""

    def run(made: LogicalTable, kind: str = "B3") -> tuple[list[Line], Ledger]:
        ledger = Ledger()
        return lines_of(made, kind, document_id="d", ledger=ledger), ledger

    return run
