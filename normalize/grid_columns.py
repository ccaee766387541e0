"""Lay the columns of a table's grids over each other.

Continuations lose columns, gain some, or are printed at another scale. The
grid with the most columns is the measure; the edges of the others are matched
to its edges, and an edge that matches none splits a column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.records import Grid
from normalize.chain import ChainSettings, edges_match
from normalize.free_columns import placed_in_gaps


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Where one grid's columns lie among the table's."""

    starts: tuple[int, ...]
    """For each grid column its first table column, from 0; one more entry closes the last."""

    def span(self, column: int, column_span: int) -> tuple[int, int]:
        """Return (first table column, number of table columns) of a cell."""
        first = self.starts[column]
        return first, max(1, self.starts[column + column_span] - first)


def lay_over(grids: Sequence[Grid], settings: ChainSettings | None = None) -> tuple[int, list[ColumnMap]]:
    """Return the number of the table's columns and each grid's place among them."""
    settings = settings or ChainSettings()
    if any(grid.column_edges is None for grid in grids):
        return max(grid.column_count for grid in grids), [
            ColumnMap(tuple(range(grid.column_count + 1))) for grid in grids
        ]
    edges = [grid.column_edges for grid in grids if grid.column_edges is not None]
    # Of grids that were found by their print, the one with the most rows shows best where its columns end.
    measure = max(grids, key=lambda each: (each.column_count, each.row_count if each.origin == "aligned" else 0))
    widest = measure.column_edges or edges[0]
    union = list(widest)
    placed: list[list[float] | None] = []
    for grid, own in zip(grids, edges, strict=True):
        if edges_match(own, widest, settings):
            placed.append(None)
            continue
        matched = placed_in_gaps(grid, union) or _match(own, union, settings.edge_tolerance)
        placed.append(matched)
        union = sorted({*union, *matched})
    position = {edge: number for number, edge in enumerate(union)}
    maps = [ColumnMap(tuple(position[edge] for edge in (matched or widest))) for matched in placed]
    return len(union) - 1, maps


def _match(own: Sequence[float], union: Sequence[float], tolerance: float) -> list[float]:
    """Return for each own edge the nearest free edge of the union within the tolerance, else itself."""
    matched: list[float] = []
    for edge in own:
        free = [other for other in union if not matched or other > matched[-1]]
        nearest = min(free, key=lambda other: abs(other - edge), default=edge)
        matched.append(
            nearest if abs(nearest - edge) <= tolerance else max(edge, matched[-1] + 0.01 if matched else edge)
        )
    return matched
