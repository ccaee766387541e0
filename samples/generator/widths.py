"""Give each column of a table a width in which its longest unbreakable word fits."""

from __future__ import annotations

import re

from samples.generator.content import Table

#: Runs that a line break does not divide: digits with their marks, Latin words, one CJK character.
_WORD = re.compile(r"[!-,./-~]+-?|[^!-~\s]")

#: Width of an ASCII character in the sample font, in em (digits are 0.555, capitals up to 0.73).
_LATIN = 0.62

#: Least width of a column with longer text, in em; headers set one character a line are rare in print.
_NARROWEST = 2.0


def column_widths(table: Table, available: float, *, font_size: float, inset: float) -> tuple[float, tuple[float, ...]]:
    """Return a font size and the column widths, in points.

    The font size is the one asked for, or smaller where the words would not fit.
    Amounts that run into their neighbour would be a defect of the sample, not a
    feature of a disclosure.
    """
    ems = [1.0] * len(table.columns)
    for each in table.placed():
        text = each.cell.text
        if each.cell.column_span == 1 and text:
            words = max(_em(word) for word in _WORD.findall(text))
            ems[each.column] = max(ems[each.column], words, min(_em(text), _NARROWEST))
    padding = 2 * inset + 1.0
    room = available - padding * len(ems)
    if room <= 0:
        raise ValueError(f"{len(ems)} columns do not fit into {available} points")
    size = min(font_size, room / sum(ems))
    least = [em * size + padding for em in ems]
    return size, _share(least, [column.share for column in table.columns], available)


def _em(word: str) -> float:
    return sum(_LATIN if " " < character < "\x7f" else 1.0 for character in word)


def _share(least: list[float], shares: list[float], available: float) -> tuple[float, ...]:
    """Divide the width by shares, but give no column less than its least."""
    fixed: set[int] = set()
    while True:
        rest = available - sum(least[index] for index in fixed)
        total = sum(share for index, share in enumerate(shares) if index not in fixed)
        widths = [least[index] if index in fixed else rest * shares[index] / total for index in range(len(least))]
        short = {index for index in range(len(least)) if index not in fixed and widths[index] < least[index]}
        if not short or len(fixed | short) == len(least):
            return tuple(widths) if not short else tuple(least)
        fixed |= short
