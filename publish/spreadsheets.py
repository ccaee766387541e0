"""CSV for spreadsheets: UTF-8 with BOM, one file a table, safe to open.

A text that a spreadsheet would run as a formula gets an apostrophe in front;
a number never does. Nested values are JSON. Null is an empty field.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import repeat
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

import msgspec

from normalize.columns import Column, columns_of

#: First characters that make Excel, LibreOffice or WPS read a field as a formula, or drop to one behind them.
_FORMULA_STARTS = frozenset("=+-@\t\r\n")

#: A printed number is no formula, signed or not: amount_text "-1,234.56" stays itself.
_PRINTED_NUMBER = re.compile(r"[-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?%?")


def safe_text(text: str) -> str:
    """Return the text as it may stand in a CSV field.

    >>> safe_text("=1+1"), safe_text("-1,234.56"), safe_text("教育支出")
    ("'=1+1", '-1,234.56', '教育支出')
    """
    if text[:1] in _FORMULA_STARTS and not _PRINTED_NUMBER.fullmatch(text):
        return "'" + text
    return text


_Fields = Callable[[Sequence[Any]], Sequence[str]]
"""Values of a column, None for null → its fields."""


def _fields_of(column: Column) -> _Fields:
    """Return what turns the values of the column into fields."""
    if column.type is str:
        return lambda values: ["" if each is None else safe_text(each) for each in values]
    if column.type is bool:
        return lambda values: ["" if each is None else "true" if each else "false" for each in values]
    if column.type is Decimal:
        return lambda values: ["" if each is None else f"{each:.{column.of.scale}f}" for each in values]
    if column.type in (int, float):
        return lambda values: ["" if each is None else repr(each) for each in values]
    return _as_json


_ENCODER = msgspec.json.Encoder()


def _as_json(values: Sequence[Any]) -> Sequence[str]:
    """Return each value as JSON: all in one call, for cells have a million parts; JSON itself has no line feed."""
    *lines, _ = _ENCODER.encode_lines(values).decode().split("\n")
    return ["" if value is None else line for value, line in zip(values, lines, strict=True)]


class SpreadsheetWriter:
    """Writes rows, given in their final order, into one CSV file a table."""

    def __init__(self, folder: Path, row_types: Mapping[str, type]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._files: list[IO[str]] = []
        self._tables: dict[str, tuple[Any, list[tuple[str, _Fields]]]] = {}
        for table, row_type in row_types.items():
            file = (folder / f"{table}.csv").open("w", encoding="utf-8", newline="")
            file.write(codecs.BOM_UTF8.decode())
            self._files.append(file)
            writer = csv.writer(file)
            writer.writerow(["fiscal_year", *(column.name for column in columns_of(row_type))])
            self._tables[table] = (writer, [(each.name, _fields_of(each)) for each in columns_of(row_type)])

    def write(self, table: str, fiscal_year: int, rows: Sequence[Any]) -> None:
        """Append rows to a table."""
        writer, columns = self._tables[table]
        fields = (fields_of(list(map(attrgetter(name), rows))) for name, fields_of in columns)
        writer.writerows(zip(repeat(str(fiscal_year), len(rows)), *fields, strict=True))

    def close(self) -> None:
        """Close all files."""
        for file in self._files:
            file.close()


@contextmanager
def spreadsheets(folder: Path, row_types: Mapping[str, type]) -> Iterator[SpreadsheetWriter]:
    """Yield a writer for the folder and close its files at the end."""
    writer = SpreadsheetWriter(folder, row_types)
    try:
        yield writer
    finally:
        writer.close()
