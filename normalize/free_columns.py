"""Columns of grids that were found by their print alone.

Where no rule parts two columns, a page shows but where the print of the one
ends and that of the other begins: the edge lies anywhere between. Two pages
have the same columns if they leave gaps that meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.records import Grid

_SLACK = 1.0
"""Points by which print may reach beyond the edge that another page shows."""


def gaps_of(grid: Grid) -> list[tuple[float, float]]:
    """Return for each column edge from where to where it may lie, as the print on both sides tells; points."""
    if grid.column_edges is None:
        return []
    count = grid.column_count
    left, right = list(grid.column_edges[1:]), list(grid.column_edges[:-1])
    for column in range(count):
        boxes = [
            line.box
            for cell in grid.cells
            if cell.column == column and cell.column_span == 1
            for line in cell.lines
            if line.box is not None
        ]
        if boxes:
            left[column], right[column] = min(box[0] for box in boxes), max(box[2] for box in boxes)
    edges = [grid.column_edges[0], *right]
    starts = [*left, grid.column_edges[-1]]
    return [
        (min(low, edge) if at else min(low, starts[0]), max(high, edge) if at < count else max(high, right[-1]))
        for at, (low, high, edge) in enumerate(zip(edges, starts, grid.column_edges, strict=True))
    ]


def placed_in_gaps(grid: Grid, edges: Sequence[float]) -> list[float] | None:
    """Return for each column edge of a grid without vertical rules the one of `edges` that lies in its gap.

    None if the grid has rules, or print where none of `edges` fits.
    """
    if grid.origin != "aligned" or grid.column_edges is None:
        return None
    gaps = gaps_of(grid)
    placed: list[float] = []
    for at, ((low, high), own) in enumerate(zip(gaps, grid.column_edges, strict=True)):
        if at == 0:
            fitting = [edge for edge in edges[:-1] if edge <= high + _SLACK][-1:]
        elif at == len(gaps) - 1:
            fitting = [edge for edge in edges[1:] if edge >= low - _SLACK][:1]
        else:
            fitting = [edge for edge in edges[1:-1] if low - _SLACK <= edge <= high + _SLACK]
        fitting = [edge for edge in fitting if not placed or edge > placed[-1]]
        if not fitting:
            return None
        placed.append(min(fitting, key=lambda edge: abs(edge - own)))
    return placed


def compare_free_columns(first: Grid, second: Grid) -> str | None:
    """Say how the columns of two grids lie, "align" or "nest", as their gaps tell; None if these do not meet.

    Of two grids with as many columns either may print less than the other.
    """
    narrow, wide = sorted((first, second), key=lambda each: each.column_count)
    if wide.column_edges is None or narrow.column_edges is None:
        return None
    if placed_in_gaps(narrow, wide.column_edges):
        return "align" if narrow.column_count == wide.column_count else "nest"
    as_many = narrow.column_count == wide.column_count
    return "align" if as_many and placed_in_gaps(wide, narrow.column_edges) else None
