"""Rows that have column rules but no rules between them.

Some tables rule the header and the frame alone: the lattice then sees one tall
row whose cells hold a stack of figures each. Where figures of several columns
stand on the same baselines, every baseline is a row.

Limitations: a stack of fewer than three figures may be one wrapped number, and
stays one cell.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extract.pdf.settings import AlignedSettings
from extract.records import Box, Cell, Grid, TextLine

_AMOUNT = re.compile(r"[-－]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


def with_unruled_rows(grid: Grid, settings: AlignedSettings) -> Grid:
    """Return the grid with rows split at the baselines of its figures; the same grid if there are none."""
    tall = {cell.row for cell in grid.cells if len(cell.lines) >= settings.fewest_rows and cell.row_span == 1}
    if grid.row_edges is None or not tall:
        return grid
    places: list[list[float]] = [[] for _ in range(grid.row_count)]
    for row in tall:
        places[row] = _baselines([cell for cell in grid.cells if cell.row == row and cell.row_span == 1], settings)
    if not any(places):
        return grid
    first: list[int] = []
    edges: list[float] = []
    for row, baselines in enumerate(places):
        first.append(len(edges))
        edges.append(grid.row_edges[row])
        edges += [round((one + two) / 2, 2) for one, two in itertools.pairwise(baselines)]
    row_count = len(edges)
    first.append(row_count)
    edges.append(grid.row_edges[-1])
    cells: list[Cell] = []
    for cell in grid.cells:
        if cell.row_span > 1 or not places[cell.row]:
            span = first[cell.row + cell.row_span] - first[cell.row]
            cells.append(Cell(first[cell.row], cell.column, span, cell.column_span, cell.lines, cell.box))
        else:
            cells += _split(cell, places[cell.row], first[cell.row], edges)
    return Grid(
        order=grid.order,
        row_count=row_count,
        column_count=grid.column_count,
        cells=tuple(sorted(cells, key=lambda each: (each.row, each.column))),
        origin=grid.origin,
        box=grid.box,
        row_edges=tuple(edges),
        column_edges=grid.column_edges,
        open_sides=grid.open_sides,
    )


def _baselines(cells: Sequence[Cell], settings: AlignedSettings) -> list[float]:
    """Return the middles of the rows hidden in one ruled row, from the top; [] if it is one row."""
    stacks = [
        cell
        for cell in cells
        if len(cell.lines) >= settings.fewest_rows and all(_AMOUNT.fullmatch(line.text) for line in cell.lines)
    ]
    if len(stacks) < 2:
        return []
    size = stacks[0].lines[0].size or 10.0
    middles = sorted(_middle(line) for cell in stacks for line in cell.lines)
    rows: list[list[float]] = []
    for middle in middles:
        if rows and middle - rows[-1][-1] < 0.3 * size:
            rows[-1].append(middle)
        else:
            rows.append([middle])
    if any(two[0] - one[-1] < 0.8 * size for one, two in itertools.pairwise(rows)):
        return []  # figures of different columns stand between each other: not on common baselines
    shared = sum(len(row) > 1 for row in rows)
    return [sum(row) / len(row) for row in rows] if shared >= settings.fewest_rows else []


def _split(cell: Cell, rows: Sequence[float], first: int, edges: Sequence[float]) -> list[Cell]:
    """Return one cell a row; a wrapped label goes with the figures nearest to each of its lines."""
    held: list[list[TextLine]] = [[] for _ in rows]
    for line in cell.lines:
        nearest = min(range(len(rows)), key=lambda at: abs(rows[at] - _middle(line)))
        held[nearest].append(line)
    x0, _, x1, _ = cell.box or (0.0, 0.0, 0.0, 0.0)
    cells = []
    for at, lines in enumerate(held):
        box: Box = (x0, edges[first + at], x1, edges[first + at + 1])
        cells.append(Cell(first + at, cell.column, 1, cell.column_span, tuple(lines), box))
    return cells


def _middle(line: TextLine) -> float:
    return (line.box[1] + line.box[3]) / 2 if line.box else 0.0
