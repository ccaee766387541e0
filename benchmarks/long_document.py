"""A document of any length: one page with a table, repeated."""

from __future__ import annotations

from pathlib import Path

from benchmarks.corners.writing import Sheet, saved_pages

_COLUMNS = [60.0, 180.0, 300.0, 420.0, 535.0]
_ROWS = [780.0 - 22.0 * row for row in range(31)]


def write_long_document(path: Path, pages: int) -> None:
    """Write a PDF of so many pages, each with contents of its own."""
    path.write_bytes(saved_pages(_page(number) for number in range(1, pages + 1)))


def _page(number: int) -> Sheet:
    sheet = Sheet()
    sheet.lattice(_COLUMNS, _ROWS)
    for row, y in enumerate(_ROWS[:-1]):
        for column, x in enumerate(_COLUMNS[:-1]):
            words = f"第{number}页第{row + 1}项支出" if column == 0 else f"{(number * 31 + row) * column:,}.00"
            sheet.text(x + 4, y - 15, words, size=9)
    return sheet
