"""The amounts of one table, row by row, as the checks look at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from normalize.checks.figures import Figure, line_figure, printed_decimals
from normalize.folding import REMEMBERED, fold
from normalize.money import YUAN, Unit
from normalize.numbering import parse_ordinal
from normalize.records import Records
from normalize.schema import Line, Table

_LABEL_MARKS = re.compile(r"^(?:其中|加|减|附)?[:：]?")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of one list of a table; a table of two lists side by side gives two of them a printed row."""

    row_no: int
    lane: int
    code: str | None
    scheme: str
    name: str
    is_total: bool
    pages: tuple[int, ...]
    figures: Mapping[str, Figure]
    """By column name; a column that prints nothing here is absent."""
    by_measure: Mapping[str, tuple[Figure, ...]]

    @property
    def label(self) -> str:
        """Code and name, for messages."""
        return f"{self.code or ''}{self.name}" or "本行"

    @property
    def bare(self) -> str:
        """The folded name without ordinal and without 其中."""
        return bare_label(self.name)

    def one(self, measure: str) -> Figure | None:
        """Return the one number of a measure, or None where it prints none or several."""
        found = self.by_measure.get(measure, ())
        return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The amounts of one table."""

    table: Table
    unit: Unit
    rows: tuple[SheetRow, ...]

    @property
    def number(self) -> int:
        """The table's number."""
        return self.table.table_no

    @property
    def kind(self) -> str:
        """The table's kind."""
        return self.table.kind

    def lane(self, lane: int) -> tuple[SheetRow, ...]:
        """Return the rows of one list."""
        return tuple(row for row in self.rows if row.lane == lane)

    @property
    def lanes(self) -> tuple[int, ...]:
        """Numbers of the lists, from left to right."""
        return tuple(sorted({row.lane for row in self.rows}))

    def columns(self, lane: int) -> tuple[str, ...]:
        """Return the columns of a list that print an amount somewhere, in header order."""
        printed = {name for row in self.rows if row.lane == lane for name in row.figures}
        known = [name for name in dict.fromkeys(self.table.header) if name in printed]
        return (*known, *sorted(printed - set(known)))


def sheets_of(records: Records) -> tuple[Sheet, ...]:
    """Return the sheets of all tables with amounts, in table order."""
    tables = {each.table_no: each for each in records.tables["tables"]}
    sheets = []
    for number, group in groupby(records.tables["lines"], key=lambda line: line.table_no):
        unit = unit_of(tables[number])
        sheets.append(Sheet(tables[number], unit, tuple(_rows(list(group), unit))))
    return tuple(sheets)


def unit_of(table: Table) -> Unit:
    """Return the unit of a table's amounts, yuan where it is unknown."""
    return next((unit for unit in YUAN if unit == table.unit), "yuan")


def units_of(records: Records) -> dict[int, Unit]:
    """Return the unit of each table by number."""
    return {each.table_no: unit_of(each) for each in records.tables["tables"]}


def _rows(lines: Sequence[Line], unit: Unit) -> Iterator[SheetRow]:
    decimals = printed_decimals(line.amount_text for line in lines)
    in_order = sorted(lines, key=lambda line: (line.row_no, line.lane))
    for (row_no, lane), group in groupby(in_order, key=lambda line: (line.row_no, line.lane)):
        row = list(group)
        first = row[0]
        label = f"{first.code or ''}{first.name or ''}"
        figures: dict[str, Figure] = {}
        measures: dict[str, tuple[Figure, ...]] = {}
        doubled: set[str] = set()
        for line in row:
            column = line.column or ""
            figure = line_figure(line, unit, decimals, _figure_label(label, column))
            # Two columns of one name in one list cannot be told apart.
            if column in figures:
                doubled.add(column)
            figures[column] = figure
            measures[line.measure] = (*measures.get(line.measure, ()), figure)
        yield SheetRow(
            row_no=row_no,
            lane=lane,
            code=first.code,
            scheme=first.code_scheme,
            name=first.name or "",
            is_total=first.is_total,
            pages=tuple(first.pages),
            figures={name: figure for name, figure in figures.items() if name not in doubled},
            by_measure=measures,
        )


def _figure_label(label: str, column: str) -> str:
    leaf = column.rsplit("/", 1)[-1]
    return f"{label}（{leaf}）" if label and leaf else label or leaf


@lru_cache(REMEMBERED)
def bare_label(text: str) -> str:
    """Return a row label as it is compared: folded, without ordinal and 其中.

    >>> bare_label("其中：（一）因公出国（境）费")
    '因公出国(境)费'
    """
    folded = _LABEL_MARKS.sub("", fold(text))
    ordinal = parse_ordinal(folded)
    return _LABEL_MARKS.sub("", fold(ordinal.rest)) if ordinal and ordinal.rest else folded
