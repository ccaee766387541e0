"""Edges → lattices: rectangles of slots, merged into cells where no rule is drawn.

A lattice is a connected set of edges. Its distinct x and y cut it into slots; a
cell is a rectangle of slots with no rule inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import msgspec
import numpy as np

from extract.pdf.edges import Edges, clusters
from extract.pdf.library import Flags, Floats, Ints
from extract.pdf.settings import LatticeSettings
from extract.records import Side


class Slots(msgspec.Struct, frozen=True, gc=False):
    """A cell as a rectangle of slots."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled region and its cells."""

    columns: Floats
    """column_count + 1 distances from the page's left, ascending."""
    rows: Floats
    """row_count + 1 distances from the page's top, ascending."""
    cells: tuple[Slots, ...]
    """Sorted by (row, column); cover every slot once."""
    owner: Ints
    """For each slot (row, column) the index of its cell."""
    open_sides: frozenset[Side]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Outer rectangle."""
        return float(self.columns[0]), float(self.rows[0]), float(self.columns[-1]), float(self.rows[-1])

    @property
    def rounded_box(self) -> tuple[float, float, float, float]:
        """Outer rectangle as in the grid's record."""
        left, top, right, bottom = self.box
        return round(left, 2), round(top, 2), round(right, 2), round(bottom, 2)


def find_lattices(horizontal: Edges, vertical: Edges, height: float, settings: LatticeSettings) -> list[Lattice]:
    """Return the ruled regions of a page of some height with at least two cells, from the top down."""
    lattices = []
    for lying, standing in _components(horizontal, vertical, settings.touch):
        lattice = _lattice(lying, standing, settings)
        if lattice is not None and len(lattice.cells) > 1:
            lattices.append(lattice)
    if not lattices:
        return _row_over_page(vertical, height, settings)
    return sorted(lattices, key=lambda each: (each.box[1], each.box[0]))


def _row_over_page(vertical: Edges, height: float, settings: LatticeSettings) -> list[Lattice]:
    """Return the one row of a page that shows but the middle of a row: rules between its columns, none across."""
    tall = vertical.take(np.flatnonzero(vertical.stop - vertical.start >= settings.whole_page * height))
    if not len(tall) or np.ptp(tall.start) > settings.touch or np.ptp(tall.stop) > settings.touch:
        return []
    columns = _centres(tall.at, settings.same_border)
    if len(columns) < 3:
        return []
    rows = np.array([tall.start.min(), tall.stop.max()])
    cells, owner = merged_cells(np.zeros((2, len(columns) - 1), np.bool_), np.ones((1, len(columns)), np.bool_))
    return [Lattice(columns, rows, cells, owner, frozenset(("top", "bottom")))]


def _components(horizontal: Edges, vertical: Edges, touch: float) -> list[tuple[Edges, Edges]]:
    """Return sets of edges that meet, directly or through others; edges that meet none are left out."""
    if not len(horizontal) or not len(vertical):
        return []
    meets = (
        (vertical.at[None, :] >= horizontal.start[:, None] - touch)
        & (vertical.at[None, :] <= horizontal.stop[:, None] + touch)
        & (horizontal.at[:, None] >= vertical.start[None, :] - touch)
        & (horizontal.at[:, None] <= vertical.stop[None, :] + touch)
    )
    count = len(horizontal)
    label = np.where(meets.any(axis=1), np.arange(count), count)
    while True:
        of_vertical = np.where(meets, label[:, None], count).min(axis=0)
        spread = np.minimum(label, np.where(meets, of_vertical[None, :], count).min(axis=1))
        if (spread == label).all():
            break
        label = spread
    components = [
        (horizontal.take(np.flatnonzero(label == each)), vertical.take(np.flatnonzero(of_vertical == each)))
        for each in np.unique(label[label < count]).tolist()
    ]
    return _with_lone_verticals(components, vertical.take(np.flatnonzero(of_vertical == count)), touch)


def _with_lone_verticals(components: list[tuple[Edges, Edges]], lone: Edges, touch: float) -> list[tuple[Edges, Edges]]:
    """Give each vertical edge that meets no horizontal one to the nearest table that is exactly as high.

    Label columns look like that on a page that shows only the middle of their merged cells.
    """
    if not len(lone) or not components:
        return components
    tops = np.array([standing.start.min() for _, standing in components])
    bottoms = np.array([standing.stop.max() for _, standing in components])
    as_high = (np.abs(lone.start[:, None] - tops) <= touch) & (np.abs(lone.stop[:, None] - bottoms) <= touch)
    lefts = np.array([standing.at.min() for _, standing in components])
    rights = np.array([standing.at.max() for _, standing in components])
    apart = np.maximum(lefts - lone.at[:, None], lone.at[:, None] - rights)
    nearest = np.where(as_high, apart, np.inf).argmin(axis=1)
    taken = as_high.any(axis=1)
    return [
        (lying, standing.joined(lone.take(np.flatnonzero(taken & (nearest == number)))))
        for number, (lying, standing) in enumerate(components)
    ]


def _lattice(horizontal: Edges, vertical: Edges, settings: LatticeSettings) -> Lattice | None:
    rows = _with_open_ends(_centres(horizontal.at, settings.same_border), vertical, settings)
    columns = _with_open_ends(_centres(vertical.at, settings.same_border), horizontal, settings)
    if len(rows) < 2 or len(columns) < 2:
        return None
    above = _drawn(horizontal, rows, columns, settings.covered)
    left = _drawn(vertical, columns, rows, settings.covered).T
    # A line that separates nothing is no border: the end of a stub, or an open side guessed twice.
    keep_rows, keep_columns = np.asarray(above.any(axis=1)), np.asarray(left.any(axis=0))
    keep_rows[[0, -1]] = keep_columns[[0, -1]] = True
    if not (keep_rows.all() and keep_columns.all()):
        rows, columns = rows[keep_rows], columns[keep_columns]
        above = _drawn(horizontal, rows, columns, settings.covered)
        left = _drawn(vertical, columns, rows, settings.covered).T
    cells, owner = merged_cells(above, left)
    return Lattice(columns, rows, cells, owner, _open_sides(above, left))


def _centres(at: Floats, tolerance: float) -> Floats:
    """Return the centre of each cluster of parallel edges."""
    number = clusters(at, tolerance)
    total = np.bincount(number, weights=at)
    centres: Floats = total / np.bincount(number)
    return centres


def _with_open_ends(at: Floats, crossing: Edges, settings: LatticeSettings) -> Floats:
    """Add the end of the crossing edges where they run on past the last parallel one.

    A row cut by the end of the page often lacks its lower rule; three-line
    tables lack the outer vertical ones.
    """
    before = crossing.start[crossing.start < at[0] - settings.open_reach]
    after = crossing.stop[crossing.stop > at[-1] + settings.open_reach]
    enough = min(2, len(crossing))
    if len(before) >= enough:
        at = np.concatenate([[before.min()], at])
    if len(after) >= enough:
        at = np.concatenate([at, [after.max()]])
    return at


def _drawn(edges: Edges, lines: Floats, steps: Floats, covered: float) -> Flags:
    """Tell for each line and each interval between steps whether enough of it is drawn: (lines, steps - 1)."""
    nearest = np.abs(edges.at[:, None] - lines[None, :]).argmin(axis=1)
    overlap = np.minimum(edges.stop[:, None], steps[None, 1:]) - np.maximum(edges.start[:, None], steps[None, :-1])
    total = np.zeros((len(lines), len(steps) - 1))
    np.add.at(total, nearest, np.maximum(overlap, 0.0))
    drawn: Flags = total >= covered * (steps[1:] - steps[:-1])
    return drawn


def merged_cells(above: Flags, left: Flags) -> tuple[tuple[Slots, ...], Ints]:
    """Return cells and the owner of each slot, from rules above (rows + 1, columns) and left (rows, columns + 1)."""
    row_count, column_count = left.shape[0], above.shape[1]
    if above[1:-1].all() and left[:, 1:-1].all():
        owner = np.arange(row_count * column_count).reshape(row_count, column_count)
        rows, columns = np.divmod(owner.ravel(), column_count)
        return tuple(map(Slots, rows.tolist(), columns.tolist(), repeat(1), repeat(1))), owner
    owner = np.full((row_count, column_count), -1, dtype=np.int64)
    rule_above, rule_left = above.tolist(), left.tolist()
    merged: list[Slots] = []
    # A slot without a rule on its right or below begins a merged cell, unless it lies in one.
    for row, column in np.argwhere(~(left[:, 1:] & above[1:])).tolist():
        if owner[row, column] >= 0:
            continue
        right = column + 1
        while right < column_count and not rule_left[row][right] and owner[row, right] < 0:
            right += 1
        below = row + 1
        while (
            below < row_count
            and not any(rule_above[below][column:right])
            and not any(rule_left[below][column + 1 : right])
        ):
            below += 1
        owner[row:below, column:right] = len(merged)
        merged.append(Slots(row, column, below - row, right - column))
    return numbered(merged, owner)


def numbered(merged: list[Slots], owner: Ints) -> tuple[tuple[Slots, ...], Ints]:
    """Return the merged cells and those of one slot (-1 in `owner`) sorted by (row, column), and the owner of each slot."""
    rows, columns = np.nonzero(owner < 0)
    cells = [*merged, *map(Slots, rows.tolist(), columns.tolist(), repeat(1), repeat(1))]
    owner[rows, columns] = np.arange(len(merged), len(cells))
    begins = np.array([each.row * owner.shape[1] + each.column for each in merged], dtype=np.int64)
    order = np.argsort(np.concatenate([begins, rows * owner.shape[1] + columns]))
    number = np.empty(len(cells), dtype=np.int64)
    number[order] = np.arange(len(cells))
    return tuple(map(cells.__getitem__, order.tolist())), number[owner]


def _open_sides(above: Flags, left: Flags) -> frozenset[Side]:
    """Name the outer sides of which less than half is drawn."""
    sides: dict[Side, Flags] = {"top": above[0], "bottom": above[-1], "left": left[:, 0], "right": left[:, -1]}
    return frozenset(side for side, drawn in sides.items() if np.count_nonzero(drawn) < 0.5 * len(drawn))
