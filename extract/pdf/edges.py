"""Rules → edges: collinear pieces of the same rule joined into one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pdf.library import Flags, Floats, Ints
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
    lying, standing = wide > high, high > wide
    dot = np.flatnonzero(np.maximum(wide, high) <= settings.largest_dot)
    if len(dot):
        # Dots of a dotted rule are as wide as high: they count the way they line up, both ways where rules cross.
        x, y = (rules[dot, 0] + rules[dot, 2]) / 2, (rules[dot, 1] + rules[dot, 3]) / 2
        lying[dot] = _in_line(y, x, settings.join_gap + settings.largest_dot)
        standing[dot] = _in_line(x, y, settings.join_gap + settings.largest_dot)
    horizontal = rules[lying]
    vertical = rules[standing]
    return (
        _joined((horizontal[:, 1] + horizontal[:, 3]) / 2, horizontal[:, 0], horizontal[:, 2], settings),
        _joined((vertical[:, 0] + vertical[:, 2]) / 2, vertical[:, 1], vertical[:, 3], settings),
    )


def _in_line(at: Floats, along: Floats, reach: float) -> Flags:
    """Tell which dots have another within reach on the same line.

    Those of crossing rules, each begun at a place of its own, stand so densely that all would seem to be one line.
    """
    beside = np.zeros(len(at), dtype=np.bool_)
    # Each line shifted beyond the one before it: then one sort does.
    step = along.max() - along.min() + 2 * reach
    # Dots of one line can fall on both sides of a rounding's edge: look with two roundings.
    for shift in (0.0, 0.5):
        place = np.floor(at / _SAME_DOTS + shift) * step + along
        order = place.argsort()
        place = place[order]
        near = place[1:] - place[:-1] <= reach
        beside[order[1:]] |= near
        beside[order[:-1]] |= near
    return beside


_SAME_DOTS = 0.2
"""Points; dots of one rule are drawn level."""


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
