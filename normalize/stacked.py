"""Part grids that hold more than one table, or one table with its header printed again.

A form begins with its own label; where the same label comes again below a
block of indicators, the next form begins, although the rules run on. A header
of other words below rows of figures heads another list. In a text dump without
pages a header printed again is all that shows a page end.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from extract.records import Grid
from normalize.folding import fold
from normalize.headers import (
    NUMBERED_TITLE,
    indicator_header_rows,
    is_banner,
    is_caption_banner,
    is_column_ids,
    leading_header_rows,
)
from normalize.lexicon import is_form_start, is_header_cell, is_level1, is_level2
from normalize.money import is_number
from normalize.row_keys import is_total_label

#: A note, or a total with its number: the end of a list and no beginning.
_CLOSES = re.compile(
    r"^(?:[备附]?注|说明)[\d一二三]?[:：.、]|(?:合计|总计|小计)[:：]?[-+¥(]*[\d.,]*\)?(?:[百千万亿]*元)?$"
)


def parted(grid: Grid, *, paged: bool) -> list[Grid]:
    """Return the grids a grid consists of, in order; mostly itself alone."""
    cuts = {row for row in _starts(grid, paged=paged) if _is_clean(grid, row)}
    edges = [0, *sorted(cuts - {0}), grid.row_count]
    if len(edges) == 2:
        return [grid]
    return [_part(grid, start, end) for start, end in itertools.pairwise(edges)]


def _starts(grid: Grid, *, paged: bool) -> Iterator[int]:
    """Yield the rows with which another form, or a reprinted header, begins."""
    headers = indicator_header_rows(grid, 0)
    labels: set[str] = set()
    for row in range(grid.row_count):
        texts = [text for text in grid.row_texts[row] if text]
        if not texts or not is_form_start(texts[0]) or all(is_header_cell(text) for text in texts):
            continue
        label = fold(texts[0])
        # The form before may have begun, and printed its header, on another page.
        below_another = not labels and any(header > row for header in headers) and _has_indicators(grid, row)
        if below_another or (label in labels and any(header < row for header in headers)):
            yield row
            labels.clear()
        labels.add(label)
    if not headers:
        yield from _other_headers(grid)
    if not paged and grid.origin == "delimited":
        yield from _reprints(grid, headers)


def _has_indicators(grid: Grid, end: int) -> bool:
    """Tell whether the rows above one are of a block of indicators."""
    return any(is_level1(text) or is_level2(text) for texts in grid.row_texts[:end] for text in texts[:3])


def _reprints(grid: Grid, headers: list[int]) -> Iterator[int]:
    first = next(iter(headers), 0 if leading_header_rows(grid) else None)
    if first is None:
        return
    key = [fold(text) for text in grid.row_texts[first]]
    for row in range(first + 1, grid.row_count):
        if [fold(text) for text in grid.row_texts[row]] == key:
            yield row


def _other_headers(grid: Grid) -> Iterator[int]:
    """Yield the rows with which another list begins below figures: its header, or the title right above it."""
    figures = False
    for row in range(grid.row_count - 1):
        words = _words(grid, row)
        if any(map(is_number, words)) and not is_column_ids(words):
            figures = True
        elif figures and _heads_columns(grid, row) and not _is_printed_again(grid, words):
            figures = False
            yield row - 1 if _is_title(grid, row - 1) else row


def _is_printed_again(grid: Grid, words: tuple[str, ...]) -> bool:
    return any(_words(grid, row) == words for row in range(leading_header_rows(grid)))


def _is_title(grid: Grid, row: int) -> bool:
    """Tell whether a title covers the whole row; a note or a total that does closes the list above."""
    if not is_banner(grid, row):
        return False
    text = fold(grid.row_texts[row][0])
    if _CLOSES.search(text):
        return False
    return is_caption_banner(text) or bool(NUMBERED_TITLE.fullmatch(text))


def _words(grid: Grid, row: int) -> tuple[str, ...]:
    return tuple(word for text in grid.row_texts[row] if (word := fold(text)))


def _heads_columns(grid: Grid, row: int) -> bool:
    """Tell whether a row of header words alone fills its columns, and figures follow."""
    words = _words(grid, row)
    if len(words) < 3 or is_total_label(words[0]) or not all(map(is_header_cell, words)):
        return False
    filled = sum(bool(cell.lines) for cell in grid.slots[row])
    below = next(
        (texts for at in range(row + 1, grid.row_count) if not all(map(is_header_cell, texts := _words(grid, at)))), ()
    )
    return filled >= 0.8 * grid.column_count and any(map(is_number, below))


def _is_clean(grid: Grid, row: int) -> bool:
    """Tell whether no cell reaches over the upper edge of a row."""
    return all(cell.row == row for cell in grid.slots[row])


def _part(grid: Grid, start: int, end: int) -> Grid:
    cells = tuple(msgspec.structs.replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end)
    edges = grid.row_edges
    box = grid.box
    if edges is not None and box is not None:
        box = (box[0], edges[start], box[2], edges[end])
    sides = grid.open_sides - ({"top"} if start else set()) - ({"bottom"} if end < grid.row_count else set())
    return Grid(
        grid.order,
        end - start,
        grid.column_count,
        cells,
        grid.origin,
        box,
        None if edges is None else edges[start : end + 1],
        grid.column_edges,
        sides,
    )
