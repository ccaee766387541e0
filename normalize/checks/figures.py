"""A printed number with its place and its precision, as the checks compare it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import TypeAlias

import msgspec

from normalize.folding import fold
from normalize.money import UNITS, YUAN, Unit, number_of
from normalize.records import Records
from normalize.schema import Amount, Line

#: Chinese word of each unit, for messages.
UNIT_WORDS: dict[Unit, str] = {unit: word for word, unit in reversed(UNITS.items())}
CENT = Decimal("0.01")

Place: TypeAlias = Hashable
"""What tells one printed number from another: (table_no, row_no, lane, column, …) or ("amount", amount_no)."""


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A number as printed at one place."""

    value: Decimal
    """In yuan, or the plain number where `unit` is None (counts, per cent)."""
    text: str
    """As printed."""
    step: Decimal
    """One unit of the last printed digit, in the measure of `value`."""
    label: str
    """What it is, in the words of the page."""
    unit: Unit | None = None
    table_no: int | None = None
    row_no: int | None = None
    pages: tuple[int, ...] = ()
    place: Place = ()

    @property
    def is_exact(self) -> bool:
        """Tell whether nothing was rounded on the way to the page: yuan printed to the cent, counts."""
        return self.unit is None or self.step <= CENT

    def named(self, label: str) -> Figure:
        """Return the same number under another name."""
        return msgspec.structs.replace(self, label=label)


def step_of(unit: Unit, decimals: int) -> Decimal:
    """Return the yuan in one unit of the last of `decimals` printed digits.

    >>> step_of("ten_thousand_yuan", 2)
    Decimal('100.00')
    """
    return Decimal(YUAN[unit]).scaleb(-decimals)


def printed_decimals(texts: Iterable[str]) -> int:
    """Return the most digits after the point that a table prints.

    A table has one precision: a spreadsheet drops zeros at the end
    (4409294.4 beside 5345895.31), which makes no number less exact.
    """
    return max((printed.decimals for text in texts if (printed := number_of(text))), default=0)


def line_figure(line: Line, unit: Unit, decimals: int, label: str) -> Figure:
    """Return the figure of an amount of a statutory table."""
    return Figure(
        value=line.amount_yuan,
        text=line.amount_text,
        step=step_of(unit, _decimals(line.amount_text, decimals)),
        label=label,
        unit=unit,
        table_no=line.table_no,
        row_no=line.row_no,
        pages=tuple(line.pages),
        place=(line.table_no, line.row_no, line.lane, line.column, line.column_id),
    )


_GENERAL_WIDTH = 11
"""Characters a spreadsheet's general format prints of a number at most, point included, before it rounds."""


def _decimals(text: str, of_table: int) -> int:
    """Return the decimals a number was printed with: those of its table, or its own where its cell was full.

    480544221.6 beside 2567411.17 was rounded to fit (seen in tables printed from spreadsheets).
    """
    bare = fold(text)
    own = printed_decimals([text])
    return own if own < of_table and "," not in bare and len(bare.lstrip("-")) >= _GENERAL_WIDTH else of_table


def quoted_levels(records: Records) -> list[Amount]:
    """Return what prose says that sums of the year are, not by how much they changed."""
    amounts: list[Amount] = records.tables["amounts"]
    return [
        each
        for each in amounts
        if each.table_no is None and each.direction is None and each.year in (None, records.fiscal_year)
    ]


def quoted_figure(amount: Amount, label: str | None = None) -> Figure:
    """Return the figure of an amount quoted in prose; its unit and precision are those of its text."""
    folded = fold(amount.amount_text)
    unit: Unit = "yuan"
    if "亿" in folded:
        unit = "hundred_million_yuan"
    elif "万" in folded:
        unit = "ten_thousand_yuan"
    elif "千元" in folded:
        unit = "thousand_yuan"
    digits = "".join(char for char in folded if char.isdigit() or char == ".")
    return Figure(
        value=amount.amount_yuan,
        text=amount.amount_text,
        step=step_of(unit, len(digits.partition(".")[2])),
        label=label or amount.subject or "金额",
        unit=unit,
        table_no=amount.table_no,
        row_no=amount.row_no,
        pages=tuple(amount.pages),
        place=("amount", amount.amount_no),
    )


def number_text(value: Decimal) -> str:
    """Return a number without zeros at the end and without an exponent.

    >>> number_text(Decimal("1200.00")), number_text(Decimal("-0.50"))
    ('1200', '-0.5')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_unit(value: Decimal, unit: Unit | None) -> Decimal:
    """Return yuan in the unit, exactly; a plain number stays as it is."""
    return value if unit is None else value / YUAN[unit]
