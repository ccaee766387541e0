"""Statutory tables of codes and amounts, with the published lines they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeAlias

from normalize.money import Unit, in_yuan
from normalize.schema import Line
from normalize.vocabulary import CodeScheme, Measure
from samples.generator.content import Cell, Row, Table, header_paths

Codes: TypeAlias = Literal["split", "single"]
"""Code printed in columns of 类, 款 and 项, or in one column."""

#: Digits of a code at the end of each level.
_LEVELS = (3, 5, 7)


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a row: a label with the amounts beside it."""

    name: str | None
    """None for a row without a label."""
    amounts: tuple[Decimal | None, ...]
    """One for each amount column of the lane; None where the cell is blank."""
    code: str | None = None
    is_total: bool = False


def printed(amount: Decimal | None) -> str:
    """Return the amount with separators and two decimals, "" for a blank.

    >>> printed(Decimal("1234567.5"))
    '1,234,567.50'
    """
    return "" if amount is None else f"{amount:,.2f}"


def split_code(code: str, width: int) -> tuple[str, ...]:
    """Return the code in `width` columns of 类, 款 and 项.

    >>> split_code("20701", 3)
    ('207', '01', '')
    """
    edges = (0, *_LEVELS[:width])
    return tuple(code[start:stop] for start, stop in pairwise(edges))


def coded_rows(entries: Sequence[Entry], codes: Codes, *, levels: int) -> tuple[Row, ...]:
    """Return the printed rows: code in one or in `levels` columns, name, amounts; a total spans code and name."""
    width = levels if codes == "split" else 1
    rows: list[Row] = []
    for entry in entries:
        amounts = tuple(Cell(printed(amount)) for amount in entry.amounts)
        if entry.code is None:
            rows.append((Cell(entry.name or "", column_span=width + 1, align="center"), *amounts))
        else:
            texts = split_code(entry.code, levels) if codes == "split" else (entry.code,)
            rows.append((*(Cell(text) for text in texts), Cell(entry.name or ""), *amounts))
    return tuple(rows)


def lanes(left: Sequence[Entry], right: Sequence[Entry]) -> tuple[Row, ...]:
    """Return rows of two lists side by side; the shorter one is filled up with blanks."""
    width = [len(side[0].amounts) for side in (left, right)]
    rows: list[Row] = []
    for number in range(max(len(left), len(right))):
        cells: list[Cell] = []
        for side, columns in zip((left, right), width, strict=True):
            entry = side[number] if number < len(side) else Entry("", (None,) * columns)
            align: Literal["center"] | None = "center" if entry.is_total else None
            cells += [Cell(entry.name or "", align=align), *(Cell(printed(amount)) for amount in entry.amounts)]
        rows.append(tuple(cells))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Lane:
    """Where one list of a table stands, for its lines."""

    entries: Sequence[Entry]
    first_column: int
    """0-based column of the first amount."""
    measures: tuple[Measure, ...]
    scheme: CodeScheme = "none"


def stated_lines(table: Table, *, table_no: int, kind: str, unit: Unit, lanes: Sequence[Lane]) -> Iterator[Line]:
    """Yield a line for each printed amount, row by row."""
    paths = header_paths(table)
    ids = _column_ids(table)
    count = max(len(lane.entries) for lane in lanes)
    for number in range(count):
        for lane_no, lane in enumerate(lanes, 1):
            if number >= len(lane.entries):
                continue
            entry = lane.entries[number]
            for offset, amount in enumerate(entry.amounts):
                if amount is None:
                    continue
                column = lane.first_column + offset
                yield Line(
                    document_id="",
                    table_no=table_no,
                    row_no=number + 1,
                    kind=kind,
                    lane=lane_no,
                    code_scheme=lane.scheme if entry.code else "none",
                    code=entry.code,
                    code_level=None if entry.code is None else _LEVELS.index(len(entry.code)) + 1,
                    name=entry.name,
                    column="/".join(paths[column]),
                    column_id=ids.get(column),
                    measure=lane.measures[offset],
                    amount_yuan=in_yuan(amount, unit),
                    amount_text=printed(amount),
                    is_total=entry.is_total,
                )


def _column_ids(table: Table) -> dict[int, str]:
    if not table.numbered:
        return {}
    row = table.header[1] - 1
    return {each.column: each.cell.text for each in table.placed() if each.row == row}
