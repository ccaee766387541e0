"""Columns that no rule parts: stretches of the page's width between which no row prints anything."""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from extract.pdf.aligned_header import Heading
from extract.pdf.aligned_pieces import WORD_GAP, Piece, Row

_PAD = 0.5
"""Em between print and the edge of its column, at most."""

_STRAY = 0.04
"""Share of rows that may print across the gap between two columns."""


@dataclass(slots=True)
class Column:
    """A stretch of the page's width, and what the body prints in it."""

    x0: float
    x1: float
    pieces: list[Piece] = field(default_factory=list)

    @property
    def is_figures(self) -> bool:
        """Nearly all of it are figures."""
        figures = sum(each.is_figure for each in self.pieces)
        return figures >= 0.8 * len(self.pieces) and figures > 0

    def ends_together(self, tolerance: float) -> bool:
        """Tell whether most of its print ends at one place on the right."""
        ends = [each.x1 for each in self.pieces]
        usual = median(ends)
        return sum(abs(each - usual) < tolerance for each in ends) >= 0.8 * len(ends)

    def lines_up(self, tolerance: float) -> bool:
        """Tell whether most of its figures share their right end, their left end or their middle; codes may be indented."""
        figures = [each for each in self.pieces if each.is_figure]
        if all(each.text.isdecimal() and len(each.text) > 2 for each in figures):
            return True
        for places in (
            [each.x1 for each in figures],
            [each.x0 for each in figures],
            [each.centre for each in figures],
        ):
            usual = median(places)
            if sum(abs(each - usual) < tolerance for each in places) >= 0.8 * len(places):
                return True
        return False


_COLUMN_NUMBER = re.compile(r"\d{1,2}|\*+|栏次|行次|[甲乙丙]|\d{1,2}=[\d+-]+")


def numbers_columns(row: Row) -> bool:
    """Tell whether a row numbers the columns: it stands in the middle of each, whatever is below at one end."""
    return all(_COLUMN_NUMBER.fullmatch(each.text) for each in row.pieces)


def find_columns(rows: Sequence[Row]) -> list[Column]:
    """Return the columns of a body's rows, from left to right."""
    rows = [row for row in rows if not numbers_columns(row)] or rows
    pieces = sorted((each for row in rows for each in row.pieces), key=lambda each: each.x0)
    size = median(each.size for each in pieces)
    stray = int(_STRAY * len(rows))
    columns: list[Column] = []
    ends: list[float] = []  # of the last column's pieces, in order
    for each in pieces:
        near = columns and each.x0 <= columns[-1].x1 + 0.05 * size
        if near and stray and each.x0 > columns[-1].x0:
            near = _bridged(ends, each, stray)
        if near:
            columns[-1].x1 = max(columns[-1].x1, each.x1)
            columns[-1].pieces.append(each)
            insort(ends, each.x1)
        else:
            columns.append(Column(each.x0, each.x1, [each]))
            ends = [each.x1]
    parted: list[Column] = []
    for column in columns:
        if parted and _is_one(parted[-1], column, size):
            parted[-1] = Column(parted[-1].x0, column.x1, parted[-1].pieces + column.pieces)
        else:
            parted.append(column)
    return parted


def _bridged(ends: Sequence[float], piece: Piece, stray: int) -> bool:
    """Tell whether more than a few stray pieces reach as far right as this one begins, or none ends before it.

    `ends`: right ends of the pieces, ascending.
    """
    before = bisect_right(ends, piece.x0 - 0.05 * piece.size)
    return len(ends) - before > stray or before <= 2 * stray


def _is_one(left: Column, right: Column, size: float) -> bool:
    """Tell whether two columns are words with a blank between them."""
    if _are_indented_codes(left, right, size):
        return True
    if right.x0 - left.x1 > WORD_GAP * size:
        return False
    return not any(each.is_figures and len(each.pieces) > 1 for each in (left, right))


def _are_indented_codes(left: Column, right: Column, size: float) -> bool:
    """Tell whether two columns are codes of two levels, the lower set further right: no row prints both."""
    if right.x0 - left.x1 > _DEEPEST_INDENT * size:
        return False
    if not all(each.text.isdecimal() and len(each.text) > 2 for each in (*left.pieces, *right.pieces)):
        return False
    if max(len(each.text) for each in left.pieces) >= max(len(each.text) for each in right.pieces):
        return False
    heights = {round(each.baseline) for each in left.pieces}
    return not any(round(each.baseline) in heights for each in right.pieces)


_DEEPEST_INDENT = 2.0
"""Em between the end of a code and the place where those of the next level begin, at most."""


def without_chance(columns: list[Column], headings: Sequence[Heading], rows: int) -> list[Column]:
    """Return the columns, those that one row of many fills, without a heading of their own, joined with the one before."""
    kept: list[Column] = []
    for column in columns:
        lone = len(column.pieces) <= max(1, 0.05 * rows) and rows >= 4
        headed = any(each.x0 < column.x1 and each.x1 > column.x0 for each in headings)
        if kept and lone and not headed:
            kept[-1] = Column(kept[-1].x0, column.x1, kept[-1].pieces + column.pieces)
        else:
            kept.append(column)
    return kept


def with_headings(columns: list[Column], headings: Sequence[Heading]) -> list[Column]:
    """Return the columns as wide as their headings, and those of which the page shows but the heading.

    Headings stand in the middle of their columns, short amounts at the right end: the two need not overlap. So the
    lowest headings and the columns are matched in their order.
    """
    leaves = sorted((each for each in headings if not _is_over_others(each, headings)), key=lambda each: each.centre)
    if not leaves:
        return list(columns)
    size = leaves[0].lines[0].size
    found = [Column(each.x0, each.x1, each.pieces) for each in columns]
    for heading, at in _matched(leaves, columns, size):
        over = [column for column in columns if heading.x0 < column.x1 and heading.x1 > column.x0]
        if at is None:
            if not over:
                found.append(Column(heading.x0, heading.x1))
        elif len(over) <= 1:
            found[at].x0, found[at].x1 = min(found[at].x0, heading.x0), max(found[at].x1, heading.x1)
    return sorted(found, key=lambda each: each.x0)


def _is_over_others(heading: Heading, headings: Sequence[Heading]) -> bool:
    """Tell whether a heading stands above others, on one of them or in the middle between two."""
    size = heading.lines[0].size
    below = [each for each in headings if each.top > heading.bottom - 0.3 * size]
    if any(each.x0 < heading.x1 and each.x1 > heading.x0 for each in below):
        return True
    left = [each for each in below if each.centre < heading.centre]
    right = [each for each in below if each.centre > heading.centre]
    if not left or not right:
        return False
    if any(each.middle < heading.middle - 0.4 * size for each in headings):
        return False
    one, two = max(left, key=lambda each: each.centre), min(right, key=lambda each: each.centre)
    beside = [each for each in headings if one.centre < each.centre < two.centre and each is not heading]
    return not beside and abs((one.centre + two.centre) / 2 - heading.centre) < 0.35 * (two.centre - one.centre)


def _matched(leaves: Sequence[Heading], columns: Sequence[Column], size: float) -> list[tuple[Heading, int | None]]:
    """Return each of the lowest headings with the number of its column, None where no row prints below it."""
    alone, bare = 4.0 * size, 2.0 * size
    are_figures = [each.is_figures for each in columns]

    def cost(heading: Heading, at: int) -> float:
        column = columns[at]
        overlap = min(heading.x1, column.x1) - max(heading.x0, column.x0)
        if overlap > 0:
            return 0.0
        # Figures at the right end of their column have the heading on their left.
        return 0.1 * -overlap if heading.x1 <= column.x0 and are_figures[at] else 0.3 * size - overlap

    without = [
        0.1 * size if any(each.x0 < column.x1 and each.x1 > column.x0 for each in leaves) else bare
        for column in columns
    ]
    least: list[list[tuple[float, tuple[int | None, ...]]]] = [
        [(each, ()) for each in accumulate(without, initial=0.0)]
    ]
    for number, heading in enumerate(leaves):
        row = [(least[number][0][0] + alone, (*least[number][0][1], None))]
        for at in range(len(columns)):
            options = [
                (least[number][at][0] + cost(heading, at), (*least[number][at][1], at)),
                (least[number][at + 1][0] + alone, (*least[number][at + 1][1], None)),
                (row[at][0] + without[at], row[at][1]),
            ]
            row.append(min(options, key=lambda each: each[0]))
        least.append(row)
    return list(zip(leaves, least[-1][-1][1], strict=True))


def edges_between(columns: Sequence[Column], headings: Sequence[Heading], left: float, right: float) -> list[float]:
    """Return the column edges; `left` and `right` are the outer ones."""
    size = next((each.size for column in columns for each in column.pieces), 10.0)
    inner = []
    for one, two in pairwise(columns):
        end = max([one.x1, *(each.x1 for each in headings if one.x0 < each.centre < one.x1 and each.x1 < two.x0)])
        start = min([two.x0, *(each.x0 for each in headings if two.x0 < each.centre < two.x1 and each.x0 > end)])
        gap = start - end
        if two.pieces and not two.is_figures:
            inner.append(start - min(_PAD * size, gap / 2))
        elif one.is_figures and one.pieces and one.ends_together(0.3 * size):
            inner.append(end + min(_PAD * size, gap / 2))
        else:
            inner.append((end + start) / 2)
    return [min(left, columns[0].x0), *inner, max(right, columns[-1].x1)]
