"""Rules → edges: collinear pieces of the same rule joined into one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pdf.library import Floats, Ints
from extract.pdf.settings import LatticeSettings


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges along one axis; arrays of one length."""

    at: Floats
    """Distance across: y of horizontal edges, x of vertical ones."""
    start: Floats
    stop: Floats

    def __len__(self) -> int:
        return len(self.at)

    def take(self, which: Ints) -> Edges:
        """Return some of the edges."""
        return Edges(self.at[which], self.start[which], self.stop[which])

    def joined(self, other: Edges) -> Edges:
        """Return these edges and the others."""
        return Edges(
            np.concatenate([self.at, other.at]),
            np.concatenate([self.start, other.start]),
            np.concatenate([self.stop, other.stop]),
        )


def find_edges(rules: Floats, settings: LatticeSettings) -> tuple[Edges, Edges]:
    """Return (horizontal, vertical) edges of thin boxes (n, 4)."""
    wide, high = rules[:, 2] - rules[:, 0], rules[:, 3] - rules[:, 1]
    # Dots of a dotted rule are as wide as high: they count both ways until it shows which way they line up.
    dot = np.maximum(wide, high) <= settings.largest_dot
    lying = (wide > high) | dot
    standing = (high > wide) | dot
    horizontal = rules[lying]
    vertical = rules[standing]
    return (
        _joined((horizontal[:, 1] + horizontal[:, 3]) / 2, horizontal[:, 0], horizontal[:, 2], settings),
        _joined((vertical[:, 0] + vertical[:, 2]) / 2, vertical[:, 1], vertical[:, 3], settings),
    )


def _joined(at: Floats, start: Floats, stop: Floats, settings: LatticeSettings) -> Edges:
    """Join pieces that lie on one line with gaps no wider than dashes have."""
    if not len(at):
        return Edges(at, start, stop)
    # Shift each line beyond the one before it: then one order and one running maximum, the furthest stop so far, do.
    shift = clusters(at, settings.same_line) * (stop.max() - start.min() + settings.join_gap + 1.0)
    order = np.argsort(start + shift, kind="stable")
    at, start, stop, shift = at[order], start[order], stop[order], shift[order]
    reach = np.maximum.accumulate(stop + shift)
    breaks = np.ones(len(at), dtype=np.bool_)
    breaks[1:] = start[1:] + shift[1:] > reach[:-1] + settings.join_gap
    first = np.flatnonzero(breaks)
    starts = start[first]
    stops = np.maximum.reduceat(stop, first)
    centre = np.add.reduceat(at, first) / np.add.reduceat(np.ones(len(at)), first)
    long = stops - starts >= settings.shortest_edge
    return Edges(centre[long], starts[long], stops[long])


def clusters(values: Floats, tolerance: float) -> Ints:
    """Return for each value the number of its cluster, ascending; clusters are further than `tolerance` apart."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(values, kind="stable")
    number = np.zeros(len(values), dtype=np.int64)
    ascending = values[order]
    number[order[1:]] = np.cumsum(ascending[1:] - ascending[:-1] > tolerance)
    return number
