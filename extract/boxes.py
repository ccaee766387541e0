"""Cells that another engine found, as boxes or as drawn sides → a lattice of ours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.pdf.edges import clusters
from extract.pdf.lattice import Lattice, Slots, numbered
from extract.pdf.library import Floats
from extract.records import Box

_SAME_BORDER = 3.0
"""Points: borders of neighbouring cells nearer than this are one."""


def lattice_of_boxes(boxes: Sequence[Box]) -> Lattice | None:
    """Return the lattice of the cells of one table; slots under no box become empty cells.

    None where there are fewer than two cells.
    """
    array = np.array(boxes, dtype=np.float64).reshape(-1, 4)
    if len(array) < 2:
        return None
    columns, left, right = _borders(array[:, 0], array[:, 2])
    rows, top, bottom = _borders(array[:, 1], array[:, 3])
    owner = np.full((len(rows) - 1, len(columns) - 1), -1, dtype=np.int64)
    found: list[Slots] = []
    for row, column, below, beside in sorted(zip(top, left, bottom, right, strict=True)):
        covered = owner[row:below, column:beside]
        if covered.size and (covered < 0).all():  # a box over another one is no cell of its own
            covered[:] = len(found)
            found.append(Slots(row, column, below - row, beside - column))
    cells, owner = numbered(found, owner)
    return Lattice(columns, rows, cells, owner, frozenset()) if len(cells) > 1 else None


def _borders(low: Floats, high: Floats) -> tuple[Floats, list[int], list[int]]:
    """Return the distinct borders, ascending, and the number of each box's lower and higher one."""
    every = np.concatenate([low, high])
    number = clusters(every, _SAME_BORDER)
    places: Floats = np.bincount(number, weights=every) / np.bincount(number)
    return places, number[: len(low)].tolist(), number[len(low) :].tolist()
