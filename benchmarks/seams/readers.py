"""Tools that read tables over page ends, behind one face: a path in, tables of texts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pdfplumber

from extract.documents import read
from normalize.walk import normalize_document

Tables = list[list[list[str]]]


def ours(path: Path) -> Tables:
    """Return the rows of our `cells`, headers left out."""
    records = normalize_document(read(path, name=path.name))
    tables: Tables = []
    for table in records.tables["tables"]:
        cells = [each for each in records.tables["cells"] if each.table_no == table.table_no and not each.is_header]
        rows: dict[int, dict[int, str]] = {}
        for cell in cells:
            rows.setdefault(cell.row_no, {})[cell.column_no] = cell.text
        tables.append([[row[column] for column in sorted(row)] for _, row in sorted(rows.items())])
    return tables


def pdfplumber_appended(path: Path) -> Tables:
    """Return pdfplumber's tables; one with as many columns as the table before is appended to it."""
    tables: Tables = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            for found in page.extract_tables():
                rows = [[text or "" for text in row] for row in found]
                if tables and rows and len(tables[-1][-1]) == len(rows[0]):
                    tables[-1].extend(rows)
                elif rows:
                    tables.append(rows)
    return tables


def camelot_by_columns(path: Path) -> Tables:
    """Return camelot's lattice tables, stacked where the number of columns is the same."""
    return _camelot(path, match="column_count")


def camelot_by_header(path: Path) -> Tables:
    """Return camelot's lattice tables, stacked where the first row is the same too."""
    return _camelot(path, match="first_row")


def _camelot(path: Path, *, match: str) -> Tables:
    found = _camelot_pages(path, path.stat().st_mtime_ns)
    if not found.n:
        return []
    return [table.df.to_numpy().tolist() for table in found.stack_contiguous(match=match)]


@lru_cache(maxsize=1)
def _camelot_pages(path: Path, changed: int) -> Any:  # noqa: ARG001  part of the key: paths are used again
    """Read a file once for both ways of stacking; the second one's time is that of stacking alone."""
    from camelot.io import read_pdf  # noqa: PLC0415  half a second that other readers need not pay

    return read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)


READERS: Mapping[str, Callable[[Path], Sequence[Sequence[Sequence[str]]]]] = {
    "gongkai": ours,
    "pdfplumber, same columns appended": pdfplumber_appended,
    "camelot, stacked by columns": camelot_by_columns,
    "camelot, stacked by first row": camelot_by_header,
}
"""Name of each reader as printed."""
