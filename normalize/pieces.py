"""Tell the rows of a grid apart: captions inside the rules, header, reprinted header, data."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.records import Cell, Grid
from normalize.captions import PlacedGrid
from normalize.folding import fold
from normalize.headers import (
    caption_row_count,
    indicator_header_rows,
    leading_header_rows,
)
from normalize.lexicon import is_form_label, is_header_cell, is_indicator_header
from normalize.money import is_number
from normalize.row_keys import is_total_label
from normalize.seam_texts import bracket_open

_REMARK = re.compile(r"\([^()]{1,8}\)")
"""What a header word says in brackets below itself: (90分), (万元)."""


@dataclass(frozen=True)
class Piece:
    """One grid of a chain with its rows told apart."""

    placed: PlacedGrid
    caption_rows: tuple[int, ...] = ()
    """Title and unit printed as rows inside the rules."""
    header_rows: tuple[int, ...] = ()
    """First printing of header rows, column ids included."""
    repeated_rows: tuple[int, ...] = ()
    """Header rows printed before, with a total repeated among them."""
    data_rows: tuple[int, ...] = ()
    rest_rows: tuple[int, ...] = ()
    """The first row, where it is the rest of a header row that the page before ends with."""

    @property
    def grid(self) -> Grid:
        """The grid itself."""
        return self.placed.grid

    @cached_property
    def labels(self) -> frozenset[str]:
        """The form labels among its data."""
        texts = (text for row in self.data_rows for text in self.grid.row_texts[row])
        return frozenset(fold(text).rstrip(":") for text in texts if is_form_label(text))


def first_piece(placed: PlacedGrid) -> Piece:
    """Return the piece a table begins with."""
    grid = placed.grid
    captions = caption_rows(grid)
    leading = range(len(captions), leading_header_rows(grid))
    headers = sorted({*leading, *indicator_header_rows(grid, len(captions))})
    headers, repeated = _drop_reprints(grid, headers)
    rest = {*captions, *headers, *repeated}
    data = tuple(row for row in range(grid.row_count) if row not in rest)
    return Piece(placed, captions, tuple(headers), tuple(repeated), data)


def _drop_reprints(grid: Grid, headers: list[int]) -> tuple[list[int], list[int]]:
    """Tell header rows apart from their reprints further down the same grid."""
    first: list[int] = []
    again: list[int] = []
    seen: set[tuple[str, ...]] = set()
    for row in headers:
        key = row_key(grid, row)
        (again if key and key in seen and row - 1 not in first else first).append(row)
        seen.add(key)
    for row in range(max(first, default=-1) + 1, grid.row_count):
        key = row_key(grid, row)
        if row not in again and len(key) > 1 and key in seen and all(is_header_cell(text) for text in key):
            again.append(row)
    return first, sorted(again)


def next_piece(pieces: Sequence[Piece], placed: PlacedGrid) -> Piece:
    """Return the piece a table goes on with, its reprinted header told apart."""
    grid = placed.grid
    captions = caption_rows(grid)
    repeated = repeated_rows(pieces, grid, len(captions))
    start = len(captions) + len(repeated)
    cut = cuts_header(pieces[-1].grid, grid, start)
    rest_rows = (start,) if cut else ()
    start += len(rest_rows)
    known = header_texts(pieces)
    # A chain whose first page held only captions or a part of the header goes on with it here.
    unfinished = not any(piece.data_rows for piece in pieces)
    leading = list(range(start, leading_header_rows(grid))) if unfinished or not known else []
    headers = sorted({*leading, *indicator_header_rows(grid, start)})
    again = [row for row in headers if row_key(grid, row) in known]
    again += [row for row in range(start, grid.row_count) if row not in headers and _is_reprint(grid, row, known)]
    headers = [row for row in headers if row not in again]
    rest = {*captions, *repeated, *rest_rows, *headers, *again}
    data = tuple(row for row in range(grid.row_count) if row not in rest)
    return Piece(placed, captions, tuple(headers), tuple(sorted({*repeated, *again})), data, rest_rows)


def cuts_header(before: Grid, after: Grid, row: int) -> bool:
    """Tell whether a header row that a page ends with goes on in a row of the next page.

    Every text of that row makes a header word with what stands above it, and
    one of the words is cut: 一级 | 指标, 分值权重（90 | 分）, or before its remark:
    分值权重 | （90分）. A row of data below a whole header completes none of its words.
    """
    if row >= after.row_count:
        return False
    pairs = [(_above(before, after, cell), cell.whole_text) for cell in after.beginning[row] if cell.row_span == 1]
    pairs = [(upper, lower) for upper, lower in pairs if lower]
    upper_texts = [cell.whole_text for cell in before.beginning[-1]]
    if not pairs or any(is_number(text) for text in (*upper_texts, *(lower for _, lower in pairs))):
        return False
    if not all(is_header_cell(upper + lower) for upper, lower in pairs):
        return False
    if not any(
        upper and (not is_header_cell(upper) or bracket_open(upper, lower) or _REMARK.fullmatch(fold(lower)))
        for upper, lower in pairs
    ):
        return False
    rests = dict(pairs)
    whole = [text + rests.get(text, "") for text in upper_texts if text]
    return is_indicator_header(whole) or sum(map(is_header_cell, whole)) >= max(2, 0.6 * len(whole))


def cuts_total(before: Grid, after: Grid, row: int) -> bool:
    """Tell whether all that a row prints is the rest of totals' names that a page ends with: 收入 | 总计.

    Such a rest looks like a row of header words.
    """
    if row >= after.row_count:
        return False
    pairs = [(_above(before, after, cell), cell.whole_text) for cell in after.beginning[row] if cell.whole_text]
    return bool(pairs) and all(
        upper and not is_total_label(upper) and is_total_label(upper + lower) for upper, lower in pairs
    )


def with_header_at_end(piece: Piece) -> Piece:
    """Return the piece with its last row a header row: the rest of its words on the next page has shown it."""
    last = piece.grid.row_count - 1
    data = tuple(row for row in piece.data_rows if row != last)
    return replace(piece, header_rows=tuple(sorted({*piece.header_rows, last})), data_rows=data)


def _above(before: Grid, after: Grid, cell: Cell) -> str:
    """Return the text of the cell in a grid's last row that stands above a cell of the next page."""
    column = cell.column
    if before.column_edges is not None and after.column_edges is not None:
        middle = (after.column_edges[column] + after.column_edges[column + cell.column_span]) / 2
        column = bisect_right(before.column_edges, middle) - 1
    return before.slots[-1][column].whole_text if 0 <= column < before.column_count else ""


def _is_reprint(grid: Grid, row: int, known: list[tuple[str, ...]]) -> bool:
    key = row_key(grid, row)
    return len(key) > 1 and key in known and all(is_header_cell(text) for text in key)


def repeated_rows(pieces: Sequence[Piece], grid: Grid, start: int) -> list[int]:
    """Return the rows from `start` on that reprint the table's header, with a total reprinted among them."""
    known = header_texts(pieces)
    if not known:
        return []
    row = start
    while row < grid.row_count and _matches_header(row_key(grid, row), known):
        row += 1
    if row == start:
        return []
    row += _reprinted_totals(pieces[0], grid, row)
    return list(range(start, row))


def _matches_header(key: tuple[str, ...], known: list[tuple[str, ...]]) -> bool:
    if not key:
        return False
    return any(key == other or (len(key) > 1 and _overlap(key, other) >= 0.75) for other in known)


def _overlap(key: tuple[str, ...], other: tuple[str, ...]) -> float:
    rest = list(other)
    shared = 0
    for text in key:
        if text in rest:
            rest.remove(text)
            shared += 1
    return shared / len(key)


def _reprinted_totals(first: Piece, grid: Grid, row: int) -> int:
    """Count rows that repeat, number for number, the total right under the first header."""
    count = 0
    for original in first.data_rows:
        here = row + count
        if here >= grid.row_count:
            break
        key, known = row_key(grid, here), row_key(first.grid, original)
        has_number = any(any(character.isdigit() for character in text) for text in key)
        if key != known or not has_number or not re.match("合计|总计|.*合计$", key[0]):
            break
        count += 1
    return count


def row_key(grid: Grid, row: int) -> tuple[str, ...]:
    """Return the folded texts that begin in a row, blanks apart."""
    return tuple(folded for text in grid.row_texts[row] if (folded := fold(text)))


def caption_rows(grid: Grid) -> tuple[int, ...]:
    """Return the rows at the top that print number, title or unit inside the rules."""
    return tuple(range(caption_row_count(grid)))


def caption_texts(grid: Grid) -> list[str]:
    """Return what those rows print."""
    return [text for row in caption_rows(grid) for text in grid.row_texts[row] if text]


def header_texts(pieces: Sequence[Piece]) -> list[tuple[str, ...]]:
    """Return the folded texts of each header row printed so far."""
    return [key for piece in pieces for row in piece.header_rows if (key := row_key(piece.grid, row))]
