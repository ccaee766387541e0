"""Where a cell ends whose label is printed in its middle: spreadsheets centre a label in all its rows, over pages too.

A label is printed once, on the page that the middle of its cell falls on; the
other pages show a blank. Between the label of one page and that of another a
blank may belong to either. The sums beside the labels tell which where they
can be parted at one seam only; else the heights, where both labels stand in
the middle of their cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, TypeAlias

from normalize.drafts import Draft, DraftPiece
from normalize.money import is_number

_TOLERANCE = 3.0
"""Greatest distance of a label from the middle of its cell, in points; printed spreadsheets stay below one."""

_HALF_LINE = 9.0
"""Half the height of a line at most, in points."""

_FEWEST = 3
"""Pages of a table on which a blank one can stand between two labels."""

_Seam: TypeAlias = Literal["apart", "joined", "open"]
"""What a column of sums says of a seam: one number ends and another begins, one goes on, or either."""

_Edges: TypeAlias = tuple[list[Draft], list[Draft]]
"""For each column what covers it in the first row of a page, and in the last."""

_Part = tuple[int, Draft]
"""Number of the piece, and the cell that stands at its beginning, its end or all the way down."""


def ends_at_seams(pieces: Sequence[DraftPiece], column_count: int) -> frozenset[tuple[int, int]]:
    """Return (piece after the seam, column) where a blank is not the rest of the cell before, but the next label's.

    Limitations: silent without layout, where a label is cut itself, and where
    one label alone is printed: its blanks go on with it. Where sums leave it
    open, silent too where one of the two labels stands elsewhere than in the
    middle, and where both stand in the middle of their own page's part (a word
    processor centres each part by itself).
    """
    found: set[tuple[int, int]] = set()
    if len(pieces) < _FEWEST:
        return frozenset()
    edges = [_edges(piece) for piece in pieces]
    anew = [bool(number and piece.piece.header_rows) for number, piece in enumerate(pieces)]
    doubtful = [
        (column, run) for column in range(column_count) for run in _runs(edges, anew, column) if _is_doubtful(run)
    ]
    if not doubtful:
        return frozenset()
    sums = next((column for column in range(column_count) if _holds_sums(pieces, column)), None)
    seams = [_seam_of_sums(edges, number, sums) for number in range(len(pieces))] if sums is not None else None
    for column, run in doubtful:
        is_label = sums is not None and column < sums
        found.update((number, column) for number in _ends(run, seams if is_label else None))
    return frozenset(found)


def _edges(piece: DraftPiece) -> _Edges | None:
    """Return what covers each column in the first and in the last row of data; None without data."""
    rows = piece.piece.data_rows
    return (piece.covering(rows[0]), piece.covering(rows[-1])) if rows else None


def _is_doubtful(run: Sequence[_Part]) -> bool:
    """Tell whether a page between two labels shows a blank."""
    labels = [at for at, (_, draft) in enumerate(run) if draft.text]
    return len(labels) > 1 and labels[-1] - labels[0] >= len(labels)


def _holds_sums(pieces: Sequence[DraftPiece], column: int) -> bool:
    """Tell whether a column prints numbers alone, some in a cell over several rows: sums beside their parts."""
    spans = False
    for piece in pieces:
        for row in piece.piece.data_rows:
            draft = piece.covering(row)[column]
            if draft.text and not is_number(draft.text):
                return False
            spans = spans or bool(draft.text and draft.spans)
    return spans


def _seam_of_sums(edges: Sequence[_Edges | None], number: int, column: int) -> _Seam:
    """Tell whether the sum of a column ends before a piece; a cell without its number has it on another page."""
    before, after = edges[number - 1] if number else None, edges[number]
    if before is None or after is None:
        return "open"
    above, upper = (row[column] for row in before)
    lower, below = (row[column] for row in after)
    if upper.text and lower.text:
        return "apart"
    if (not upper.text and upper is not above) or (not lower.text and lower is not below):
        return "joined"
    return "open"


def _runs(edges: Sequence[_Edges | None], anew: Sequence[bool], column: int) -> Iterator[list[_Part]]:
    """Yield the cells of a column that meet at page ends: the last of a page, those that fill one, the first of one.

    `anew`: which pieces begin below a header of their own.
    """
    run: list[_Part] = []
    for number, edge in enumerate(edges):
        if edge is None or anew[number]:
            yield run
            run = []
        if edge is not None:
            first, last = edge[0][column], edge[1][column]
            run.append((number, first))
            if first is not last:
                yield run
                run = [(number, last)]
    yield run


def _ends(run: Sequence[_Part], sums: Sequence[_Seam] | None) -> Iterator[int]:
    """Yield the piece at which a blank between two labels begins the second one's cell."""
    labels = [at for at, (_, draft) in enumerate(run) if draft.text]
    if len(labels) < 2 or any(draft.height is None for _, draft in run):
        return
    tops = list(accumulate((draft.height or 0.0 for _, draft in run), initial=0.0))

    def is_centred(begin: int, label: int, stop: int) -> bool:
        """Tell whether the label of one part stands in the middle of the parts from one up to another."""
        within = run[label][1].middle or 0.0
        below = tops[label] + within - (tops[begin] + tops[stop]) / 2
        # A line that a page's end would cut is printed whole on the next page: what is left of the page makes the cell
        # look higher than it is, and the label itself may stand at the top of the next page.
        higher = _HALF_LINE * (stop - begin - 1)
        moved = 2 * within if label > begin and within <= _HALF_LINE else 0.0
        return -_TOLERANCE - higher <= below <= _TOLERANCE + moved

    for number, (upper, lower) in enumerate(pairwise(labels)):
        between = [sums[run[at][0]] for at in range(upper + 1, lower + 1)] if sums is not None else ["open"]
        if between.count("apart") == 1 and "open" not in between:
            if (begin := upper + 1 + between.index("apart")) < lower:
                yield run[begin][0]
            continue
        if lower - upper < 2 or all(is_centred(label, label, label + 1) for label in (upper, lower)):
            continue  # nothing between them, or centred on each page by itself, as word processors do
        above = labels[number - 1] + 1 if number else 0
        below = labels[number + 2] if number + 2 < len(labels) else len(run)
        ends = [
            end
            for end in range(upper, lower)
            if any(is_centred(begin, upper, end + 1) for begin in range(above, upper + 1))
            and any(is_centred(end + 1, lower, stop) for stop in range(lower + 1, below + 1))
        ]
        if len(ends) == 1 and ends[0] < lower - 1:
            yield run[ends[0] + 1][0]
