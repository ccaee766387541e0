"""Tables whose cells are filled areas side by side, with white rules or none between them.

Word's coloured table styles look like that. Rules, where there are any, decide;
areas are asked only where there are none.

Limitations: where every second row is left white, the filled rows do not touch.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extract.boxes import lattice_of_boxes
from extract.pdf.characters import Characters
from extract.pdf.lattice import Lattice
from extract.pdf.library import Floats, Ints

_FEWEST = 6
"""Least filled cells of a table; bars of a chart and coloured headings are fewer, or touch no others."""
_MOST = 2_000
"""More areas outside tables are a drawing (maps, shadings in steps)."""
_GAP = 2.0
"""Points; greatest distance between neighbours."""
_COVERED = 0.8
"""Least share of slots that areas fill."""


def find_tiled(areas: Floats, lattices: Sequence[Lattice], characters: Characters) -> list[Lattice]:
    """Return the tables that areas (n, 4) outside ruled tables make up."""
    if not _FEWEST <= len(areas) <= _MOST:
        return []
    x_middle, y_middle = (areas[:, 0] + areas[:, 2]) / 2, (areas[:, 1] + areas[:, 3]) / 2
    outside = np.ones(len(areas), dtype=np.bool_)
    for lattice in lattices:
        left, top, right, bottom = lattice.box
        outside &= (x_middle < left) | (x_middle > right) | (y_middle < top) | (y_middle > bottom)
    if np.count_nonzero(outside) < _FEWEST:
        return []
    tiles = _cells_alone(np.unique(areas[outside].round(1), axis=0))
    tables = []
    group = _groups(tiles)
    for each in np.unique(group):
        members = tiles[group == each]
        lattice_of_members = lattice_of_boxes([tuple(box) for box in members.tolist()])
        if lattice_of_members is None or not _is_table(lattice_of_members, members):
            continue
        if not _goes_on(lattice_of_members, characters):
            tables.append(lattice_of_members)
    return tables


def _goes_on(lattice: Lattice, characters: Characters) -> bool:
    """Tell whether figures of a row right below stand in half of the columns: the areas are but a table's header."""
    bottom = lattice.rows[-1]
    below = (characters.y_middle > bottom) & (characters.y_middle < bottom + (bottom - lattice.rows[-2]))
    figures = below & (characters.code >= ord("0")) & (characters.code <= ord("9"))
    column = np.searchsorted(lattice.columns, characters.x_middle[figures])
    within = (column > 0) & (column < len(lattice.columns))
    return 2 * len(np.unique(column[within])) >= len(lattice.columns) - 1


def _cells_alone(tiles: Floats) -> Floats:
    """Return the areas without backgrounds of many others, and without shaded words in a shaded cell."""
    x0, top, x1, bottom = tiles.T
    within = (
        (x0[:, None] >= x0 - _GAP)
        & (x1[:, None] <= x1 + _GAP)
        & (top[:, None] >= top - _GAP)
        & (bottom[:, None] <= bottom + _GAP)
    )
    # Of two that lie within each other the first stays.
    number = np.arange(len(tiles))
    within &= ~(within.T & (number[:, None] <= number))
    background = within.sum(axis=0) >= _FEWEST
    return np.asarray(tiles[~background & ~within[:, ~background].any(axis=1)])


def _groups(tiles: Floats) -> Ints:
    """Return for each area the number of the set of touching areas it belongs to."""
    x0, top, x1, bottom = tiles.T
    touches = (
        (x0[:, None] <= x1 + _GAP)
        & (x1[:, None] >= x0 - _GAP)
        & (top[:, None] <= bottom + _GAP)
        & (bottom[:, None] >= top - _GAP)
    )
    label: Ints = np.arange(len(tiles))
    while True:
        spread: Ints = np.where(touches, label, len(tiles)).min(axis=1)
        if (spread == label).all():
            return spread
        label = spread


def _is_table(lattice: Lattice, tiles: Floats) -> bool:
    """Tell whether the areas lie side by side in rows and columns, no two over each other."""
    if len(tiles) < _FEWEST or len(lattice.rows) < 3 or len(lattice.columns) < 3:
        return False
    left, top, right, bottom = lattice.box
    filled = ((tiles[:, 2] - tiles[:, 0]) * (tiles[:, 3] - tiles[:, 1])).sum()
    share = filled / ((right - left) * (bottom - top))
    return bool(_COVERED <= share <= 1 / _COVERED) and len(lattice.cells) <= len(tiles) / _COVERED
