"""Tables without vertical rules, read from words that line up.

Three-line tables have a rule above, one under the header and one below; web
pages rule their rows alone or tint every other one; some tables have no rule at
all. Only strong evidence makes one: several rows of several pieces whose
figures line up, or rules, or the line that tells the unit of money.

Limitations: a table of words alone (no figures) without rules stays paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extract.pdf.aligned_columns import (
    Column,
    edges_between,
    find_columns,
    with_headings,
    without_chance,
)
from extract.pdf.aligned_header import Heading, Rule, find_headings, levels_of, place_headings, spans_of
from extract.pdf.aligned_pieces import Piece, Row, piece_of, rows_of
from extract.pdf.aligned_regions import UNIT_LINE, Region, find_regions, worded_regions
from extract.pdf.aligned_rows import Entry, entries_of, has_a_rule_a_row, rows_by_height, rows_by_rules
from extract.pdf.edges import Edges, find_edges
from extract.pdf.library import Flags, Floats
from extract.pdf.lines import PlacedLine
from extract.pdf.settings import AlignedSettings, LatticeSettings
from extract.records import Cell, Grid, Side, TextLine


class Aligned(NamedTuple):
    """A table found among words that line up, and the print it is made of."""

    grid: Grid
    pieces: tuple[Piece, ...]


def may_line_up(outside: Sequence[PlacedLine], rules: Edges, settings: AlignedSettings) -> bool:
    """Tell whether it is worth looking: rules outside tables, or several lines that end in a figure after a gap."""
    gapped = [each for each in outside if " " in each.line.text]
    if len(rules) > 1:
        return bool(gapped)
    # A unit line, a header and a row: ruled tables have unit lines above them too, and little else outside.
    if len(gapped) < settings.fewest_rows:
        return False
    figures = sum(piece_of(each)._replace(text=each.line.text.split(" ")[-1]).is_figure for each in gapped)
    return figures >= settings.fewest_rows or any(UNIT_LINE.search(each.line.text) for each in outside)


def lone_rules(horizontal: Edges, grids: Sequence[Grid]) -> Edges:
    """Return the horizontal edges outside every grid."""
    outside = np.ones(len(horizontal), dtype=np.bool_)
    for grid in grids:
        if grid.box is not None:
            x0, top, x1, bottom = grid.box
            within: Flags = (horizontal.at > top - 3) & (horizontal.at < bottom + 3)
            outside &= ~(within & (horizontal.stop > x0 - 3) & (horizontal.start < x1 + 3))
    return horizontal.take(np.flatnonzero(outside))


def edges_of_fills(areas: Floats, settings: AlignedSettings, lattice: LatticeSettings) -> Edges:
    """Return upper and lower edges of the filled areas that are as high as rows of a table."""
    high = areas[:, 3] - areas[:, 1]
    bands = areas[(high > settings.lowest_band) & (high < settings.highest_band)]
    upper, lower = bands.copy(), bands.copy()
    upper[:, 3], lower[:, 1] = upper[:, 1], lower[:, 3]
    horizontal, _ = find_edges(np.concatenate([upper, lower]), lattice)
    return horizontal


def find_aligned(pieces: Sequence[PlacedLine], rules: Edges, settings: AlignedSettings) -> list[Aligned]:
    """Return tables found among pieces of print outside every ruled grid."""
    rows = rows_of(piece_of(each) for each in pieces if each.turn == 0)
    drawn = [
        Rule(y, x0, x1)
        for y, x0, x1 in sorted(zip(rules.at.tolist(), rules.start.tolist(), rules.stop.tolist(), strict=True))
    ]
    found: list[Aligned] = []
    taken: set[Piece] = set()
    for region in find_regions(rows, drawn, settings):
        table = _table(region, settings)
        if table is not None:
            found.append(table)
            taken.update(table.pieces)
    left = [row for row in rows if not taken.intersection(row.pieces)]
    for region in worded_regions(left, drawn, settings):
        table = _table(region, settings)
        if table is not None:
            found.append(table)
    return sorted(found, key=lambda each: each.grid.box or ())


def _table(region: Region, settings: AlignedSettings) -> Aligned | None:
    """Return the table of a region if it lines up well enough."""
    columns = find_columns(region.body)
    if len(columns) < 2:
        return None
    size = region.body[0].size
    header, body = _header_and_body(region, columns)
    if not body:
        return None
    rough = edges_between(columns, [], columns[0].x0, columns[-1].x1)
    headings = find_headings(header, region.rules, rough[1:-1])
    columns = without_chance(columns, headings, len(body))
    if not _lines_up(region, columns, body, headings, settings):
        return None
    columns = with_headings(columns, headings)
    ends = [each for rule in region.rules for each in (rule.x0, rule.x1) if rule.y in region.full]
    left = min([columns[0].x0 - 0.3 * size, *ends, *(each.x0 for each in headings)])
    right = max([columns[-1].x1 + 0.3 * size, *ends, *(each.x1 for each in headings)])
    edges = edges_between(columns, _single(headings, columns), left, right)
    if any(two - one < 1.0 for one, two in pairwise(edges)):
        return None
    figures = {at for at, each in enumerate(columns) if each.is_figures}
    top = min([header[0].top if header else body[0].top, *region.full[:1]])
    bottom = max([body[-1].bottom, *region.full[-1:]])
    between = [each for each in region.full if header and header[-1].bottom - 3 < each < body[0].top + 3]
    split = between[-1] if between else (header[-1].bottom + body[0].top) / 2 if header else top
    if bottom - split < size / 2:
        return None
    entries = entries_of(body, edges)
    extent = (split, bottom)
    if has_a_rule_a_row(entries, figures, region.rules, extent):
        cells, steps = rows_by_rules(entries, region.rules, edges, extent)
    else:
        cells, steps = rows_by_height(entries, figures, extent, region.rules)
    over = place_headings(headings, edges, region.rules) if headings else []
    grid = _grid(over, cells, edges, steps, top)
    if grid is None:
        return None
    sides = _open_sides(region, grid)
    pieces = tuple(each for row in [*header, *body] for each in row.pieces)
    return Aligned(replace(grid, open_sides=sides), pieces)


def _header_and_body(region: Region, columns: Sequence[Column]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the header and of the body: a rule below headings of all columns of figures ends the header."""
    header, body = list(region.header), list(region.body)
    figures = [each for each in columns if each.is_figures]
    for height in region.full:
        above = [row for row in header if row.bottom < height + 3]
        if not above or len(above) == len(header):
            continue
        words = [each for row in above for each in row.words]
        if figures and all(any(one.x0 < each.x1 and one.x1 > each.x0 for one in words) for each in figures):
            return above, header[len(above) :] + body
    return header, body


def _single(headings: Sequence[Heading], columns: Sequence[Column]) -> list[Heading]:
    """Return the lowest headings, each over one column at most."""
    return [
        each
        for each in headings
        if sum(each.x0 < column.x1 and each.x1 > column.x0 for column in columns) == 1
        and not any(other.top > each.bottom - 2 and other.x0 < each.x1 and other.x1 > each.x0 for other in headings)
    ]


def _lines_up(
    region: Region,
    columns: Sequence[Column],
    body: Sequence[Row],
    headings: Sequence[Heading],
    settings: AlignedSettings,
) -> bool:
    """Tell whether rows are a table: enough of several pieces, enough figures among them, in line."""
    if len(columns) < 2:
        return False
    several = [row for row in body if len(row.words) > 1]
    lines = _bands(body, region.full)
    beside = sum(len(row.words) - 1 for row in several)
    figures = [column for column in columns if column.is_figures]
    count = sum(sum(each.is_figure for each in column.pieces) for column in figures)
    in_line = sum(len(column.pieces) for column in figures if column.lines_up(settings.line_up * body[0].size))
    if in_line < 0.8 * sum(len(column.pieces) for column in figures):
        return False
    ruled = len(region.full) > 1
    if not figures:
        return (ruled or region.has_unit_line) and len(columns) > 2 and len(several) >= settings.fewest_rows
    if ruled or region.has_unit_line:
        if len(several) < 2 and len(headings) < len(columns):
            return False
        headed = len(columns) > 2 and len(headings) >= len(columns) and len(several) >= settings.fewest_rows
        enough = headed or count >= 0.25 * beside
        return len(several) >= 0.3 * lines and enough and (len(columns) > 2 or len(several) > 1)
    if region.full and len(several) == len(body) > 1 and len(columns) > 3 and len(figures) > 2:
        return True  # the end of a table that the page before began
    if len(several) < settings.fewest_rows or len(several) < 0.6 * len(body):
        return False
    if len(figures) > 1 and len(headings) > 2 and len(several) > settings.fewest_rows:
        return count >= 0.4 * beside
    return count >= 0.7 * beside


def _bands(body: Sequence[Row], heights: Sequence[float]) -> int:
    """Return how many rows the body has, wrapped texts between two rules counted as one where every row is ruled."""
    if len(heights) <= _RULED:
        return len(body)
    return len({sum(each < row.pieces[0].middle for each in heights) for row in body})


_RULED = 3
"""Rules of a table that parts its header and its end alone, at most."""


def _grid(
    over: list[list[Heading]], entries: Sequence[Entry], edges: Sequence[float], steps: Sequence[float], top: float
) -> Grid | None:
    """Return the grid of a header and a body."""
    depth = levels_of(over)
    split = steps[0]
    heights = [top + (split - top) * at / depth for at in range(depth)] + list(steps)
    if any(two <= one for one, two in pairwise(heights)):
        return None
    column_edges = tuple(round(each, 2) for each in edges)
    row_edges = tuple(round(each, 2) for each in heights)
    count = len(column_edges) - 1
    cells: list[Cell] = []
    free = {(row, column) for row in range(len(row_edges) - 1) for column in range(count)}

    def put(row: int, column: int, row_span: int, column_span: int, lines: tuple[TextLine, ...]) -> None:
        slots = {(at, across) for at in range(row, row + row_span) for across in range(column, column + column_span)}
        if not slots <= free:
            return
        free.difference_update(slots)
        box = (column_edges[column], row_edges[row], column_edges[column + column_span], row_edges[row + row_span])
        cells.append(Cell(row, column, row_span, column_span, lines, box))

    for row, column, row_span, column_span, lines in spans_of(over) if over else []:
        put(row, column, row_span, column_span, tuple(each.line for each in lines))
    for entry in entries:
        span = entry.last - entry.first + 1
        put(depth + entry.row, entry.first, entry.row_span, span, tuple(each.line for each in entry.lines))
    for row, column in sorted(free):
        put(row, column, 1, 1, ())
    return Grid(
        order=0,
        row_count=len(row_edges) - 1,
        column_count=count,
        cells=tuple(sorted(cells, key=lambda each: (each.row, each.column))),
        origin="aligned",
        box=(column_edges[0], row_edges[0], column_edges[-1], row_edges[-1]),
        row_edges=row_edges,
        column_edges=column_edges,
    )


def _open_sides(region: Region, grid: Grid) -> frozenset[Side]:
    """Name the sides without a rule: always left and right."""
    assert grid.row_edges is not None
    sides: set[Side] = {"left", "right"}
    if not any(abs(each - grid.row_edges[0]) < 3 for each in region.full):
        sides.add("top")
    if not any(abs(each - grid.row_edges[-1]) < 3 for each in region.full):
        sides.add("bottom")
    return frozenset(sides)
