"""Which character belongs to which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from extract.pdf.characters import FIRST_IDEOGRAPHIC, Characters, joints
from extract.pdf.lattice import Lattice
from extract.pdf.library import Floats, Ints
from extract.pdf.settings import TextSettings

OUTSIDE = -1
"""Cell number of a character in no cell."""


_CLOSING = np.array([ord(mark) for mark in "）〕】》〉」』，。、；：！？"])
_OPENING = np.array([ord(mark) for mark in "（〔【《〈「『"])


def place(characters: Characters, lattices: Sequence[Lattice], settings: TextSettings) -> Ints:
    """Return for each character the number of its cell, counted through all lattices, or OUTSIDE.

    A character goes where its middle is; a run of characters that crosses a rule
    without a gap stays together in the cell that holds most of it (numbers
    wider than their cell), unless it is as many texts as cells, each filling
    the middle of its own (headings a little wider than their cells).
    """
    cell = np.full(len(characters), OUTSIDE, dtype=np.int64)
    first = np.cumsum([0] + [len(each.cells) for each in lattices])
    # Small lattices first: a table inside the cell of another keeps its text.
    for at in sorted(range(len(lattices)), key=lambda i: _area(lattices[i])):
        lattice = lattices[at]
        column = np.searchsorted(lattice.columns, characters.x_middle) - 1
        row = np.searchsorted(lattice.rows, characters.y_middle) - 1
        inside = (
            (cell == OUTSIDE)
            & (column >= 0)
            & (column < len(lattice.columns) - 1)
            & (row >= 0)
            & (row < len(lattice.rows) - 1)
        )
        cell[inside] = first[at] + lattice.owner[row[inside], column[inside]]
    _keep_runs_whole(characters, cell, lattices, settings)
    return cell


def _area(lattice: Lattice) -> float:
    left, top, right, bottom = lattice.box
    return (right - left) * (bottom - top)


def _keep_runs_whole(characters: Characters, cell: Ints, lattices: Sequence[Lattice], settings: TextSettings) -> None:
    """Move the smaller part of each run that a rule crosses (changes `cell`)."""
    if len(cell) < 2:
        return
    tight = joints(characters, settings.tight)
    if not (tight & (cell[1:] != cell[:-1])).any():
        return
    ideograph = characters.code >= FIRST_IDEOGRAPHIC
    other_script = ideograph[1:] != ideograph[:-1]
    tight &= ~((cell[1:] != cell[:-1]) & other_script & ~joints(characters, settings.tight_between_scripts))
    # Half of a full-width mark is blank; set tight, that half lies over the rule and over the next cell's print.
    blank_half = np.isin(characters.code[:-1], _CLOSING) | np.isin(characters.code[1:], _OPENING)
    tight &= ~((cell[1:] != cell[:-1]) & blank_half)
    crossing = np.flatnonzero(tight & (cell[1:] != cell[:-1]))
    if not len(crossing):
        return
    sides = np.array(
        [
            (each.columns[cell.column], each.columns[cell.column + cell.column_span])
            for each in lattices
            for cell in each.cells
        ]
    )
    done = -1
    for joint in crossing.tolist():
        if joint < done:
            continue
        first = last = joint
        while first > 0 and tight[first - 1]:
            first -= 1
        while last < len(tight) and tight[last]:
            last += 1
        done = last
        if _fill_cells(characters, cell, sides, range(first, last + 1)):
            continue
        votes = Counter(cell[first : last + 1].tolist())
        inside = [(number, votes[number]) for number in votes if number != OUTSIDE]
        if inside:
            cell[first : last + 1] = max(inside, key=lambda each: each[1])[0]


_FILLED = 0.9
"""Least share of a cell's width under a text that touches its neighbours'."""
_OFF_CENTRE = 0.35
"""Greatest distance, in em, of the middle of such a text from the middle of its cell."""
_SHORTEST = 3
"""Characters of the shortest such text: fewer may be the end of one that runs over."""


def _fill_cells(characters: Characters, cell: Ints, sides: Floats, run: range) -> bool:
    """Tell whether a run is several texts, each over the whole width and in the middle of its own cell.

    `sides`: left and right edge of each cell.
    """
    at = np.arange(run.start, run.stop)
    if (cell[at] == OUTSIDE).any() or (characters.turn[at] % 2 == 1).any():
        return False
    for part in np.split(at, np.flatnonzero(np.diff(cell[at])) + 1):
        left, right = sides[cell[part[0]]]
        x0, x1 = characters.x0[part].min(), characters.x1[part].max()
        off = abs((x0 + x1) - (left + right)) / 2
        if len(part) < _SHORTEST or x1 - x0 < _FILLED * (right - left) or off > _OFF_CENTRE * characters.size[part[0]]:
            return False
    return True
