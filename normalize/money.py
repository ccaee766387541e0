"""Read printed amounts: exact, in yuan, with the printed precision kept.

AmountError (ValueError)   neither a number nor a known blank
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import Literal, TypeAlias

from normalize.folding import REMEMBERED, fold

Unit: TypeAlias = Literal["yuan", "thousand_yuan", "ten_thousand_yuan", "million_yuan", "hundred_million_yuan"]

#: Yuan in one of each unit, under the names the tables print.
UNITS: dict[str, Unit] = {
    "元": "yuan",
    "千元": "thousand_yuan",
    "万元": "ten_thousand_yuan",
    "百万元": "million_yuan",
    "亿元": "hundred_million_yuan",
}
YUAN: dict[Unit, int] = {
    "yuan": 1,
    "thousand_yuan": 1_000,
    "ten_thousand_yuan": 10_000,
    "million_yuan": 1_000_000,
    "hundred_million_yuan": 100_000_000,
}

#: Printed where an amount is absent; never the same as a printed zero.
BLANKS = frozenset({"", "-", "--", "---", "/", "\\", "无", "…", "*"})

_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|[-+]?\.[0-9]+")
_MOST = Decimal(10) ** 15
"""Yuan; more is no amount, and a published column has no room for much more."""
_LONGEST = 12
"""Integer digits of the largest number read; a billion 万元 is no department's, and a longer one is a code."""
#: 010001: a unit's code begins with zeros, an amount never does; 01 counts lines.
_CODE = re.compile(r"0\d{3,}")
#: Folding makes plain figures of these; in print they are marks of notes and of lists.
_NO_FIGURES = re.compile("[²³¹⁰-⁹₀-₉①-⓿㈠-㊿]")
#: ¥ stands before the figures: behind the minus or inside the brackets as well.
_SIGN_OF_MONEY = re.compile(r"^([-+]?)¥")
_BRACKETED = re.compile(r"\(([^()]+)\)")
_UNIT_LINE = re.compile(r"(?:单位|金额单位|货币单位|计量单位)[:：]?\s*(?:人民币)?\s*(百万元|千元|万元|亿元|元)")
_UNIT_IN_LABEL = re.compile(r"[(（](?:金额)?(?:单位[:：]?)?(百万元|千元|万元|亿元|元)[)）]")

_CENT = Decimal("0.01")


class AmountError(ValueError):
    """The text is neither a number nor a known blank."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed."""

    value: Decimal
    decimals: int
    """Digits after the point."""


def parse_number(text: str) -> Printed | None:
    """Return the number a cell prints, or None where the cell is blank.

    White space and thousands separators go; brackets around the whole number
    mean a negative one, as in accounting.

    >>> parse_number("11,860.23")
    Printed(value=Decimal('11860.23'), decimals=2)

    Raises:
        AmountError: The text is neither one number nor a known blank.
    """
    read = _read(text)
    if isinstance(read, str):
        raise AmountError(f"{read}: {text!r}")
    return read


def number_of(text: str) -> Printed | None:
    """Return the number the whole text prints, None where it is blank or anything else (a percentage is)."""
    read = _read(text)
    return None if isinstance(read, str) else read


def is_number(text: str) -> bool:
    """Tell whether the whole text is one printed number (a percentage is none)."""
    return isinstance(_read(text), Printed)


@lru_cache(REMEMBERED)
def _read(text: str) -> Printed | str | None:
    """Return the number, None for a blank, or why the text is neither."""
    folded = fold(text).replace("−", "-").replace("，", ",")
    if folded.count("¥") > 1:
        return "not an amount"
    folded = folded.removeprefix("¥")
    if folded in BLANKS:
        return None
    negative = _BRACKETED.fullmatch(folded)
    body = _SIGN_OF_MONEY.sub(r"\1", negative.group(1) if negative else folded)
    if not _NUMBER.fullmatch(body) or _NO_FIGURES.search(text):
        return "not an amount"
    digits = body.replace(",", "")
    if len(digits.partition(".")[0].lstrip("+-")) > _LONGEST:
        return "too long for an amount"
    if _CODE.fullmatch(digits):
        return "a code"
    value = Decimal(digits)
    decimals = len(digits.partition(".")[2])
    return Printed(-value if negative else value, decimals)


def in_yuan(value: Decimal, unit: Unit) -> Decimal:
    """Return the value in yuan, rounded half to even to 0.01.

    >>> in_yuan(Decimal("1.2"), "ten_thousand_yuan")
    Decimal('12000.00')
    """
    return (value * YUAN[unit]).quantize(_CENT, rounding=ROUND_HALF_EVEN)


def is_amount(value: Decimal, unit: Unit) -> bool:
    """Tell whether a number can be an amount in that unit: eight digits are plenty where a table counts in 亿元.

    >>> is_amount(Decimal("123456789.12"), "hundred_million_yuan"), is_amount(Decimal("123456789.12"), "yuan")
    (False, True)
    """
    return abs(value) * YUAN[unit] < _MOST


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return the value with at most so many decimals, rounded half to even: more than a column is published with.

    >>> rounded(Decimal("8.3333"), 2), rounded(Decimal("8.3"), 2)
    (Decimal('8.33'), Decimal('8.3'))
    """
    exponent = value.as_tuple().exponent
    return round(value, decimals) if isinstance(exponent, int) and exponent < -decimals else value


def parse_amount(text: str, *, unit: Unit) -> Decimal | None:
    """Return the amount in yuan, or None where the cell is blank.

    >>> parse_amount("1,234.56", unit="ten_thousand_yuan")
    Decimal('12345600.00')

    Raises:
        AmountError: The text is neither a number nor a known blank.
    """
    printed = parse_number(text)
    return None if printed is None else in_yuan(printed.value, unit)


@lru_cache(REMEMBERED)
def find_unit(text: str) -> Unit | None:
    """Return the unit a unit line, a header or a row label states, or None.

    >>> find_unit("编制单位：某某局　　　　单位：万元")
    'ten_thousand_yuan'
    >>> find_unit("价值（金额单位：万元）")
    'ten_thousand_yuan'
    """
    folded = fold(text)
    for pattern in (_UNIT_LINE, _UNIT_IN_LABEL):
        if found := pattern.search(folded):
            return UNITS[found.group(1)]
    return None
