"""The header above columns that no rule parts: which heading stands over which columns.

A heading stands in the middle of its columns (or begins with them), so of all
ways to part the columns among the headings above, the one that leaves each
nearest to its middle is meant. Rules under a heading tell its columns outright.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extract.pdf.aligned_pieces import WORD_GAP, WRAPPED, Piece, Row, joined, letters_joined

_WIDE_LETTERS = 1.5
"""Em between the letters of a heading that is stretched over its cell."""

_SAME_PLACE = 0.6
"""Em; lines of one heading share their middle or their left end that nearly."""

_SAME_HEIGHT = 0.3
"""Em; headings of one level share their height that nearly."""

_EXACT = 0.12
"""Em; headings in the middle of one row differ in height by less."""

_LEFT_OVER = 1.0
"""Em of distance from the middle that it costs to leave a column without the heading that it could have."""


class Rule(NamedTuple):
    """A horizontal line or the edge of a fill; points."""

    y: float
    x0: float
    x1: float


@dataclass(slots=True)
class Heading:
    """One cell of the header, its lines from the top down."""

    lines: list[Piece]
    first: int = -1
    """Its first column, from 0; -1 until it is placed."""
    last: int = -1

    @property
    def x0(self) -> float:
        """Left end of the widest line."""
        return min(each.x0 for each in self.lines)

    @property
    def x1(self) -> float:
        """Right end of the widest line."""
        return max(each.x1 for each in self.lines)

    @property
    def centre(self) -> float:
        """Middle from left to right."""
        return (self.x0 + self.x1) / 2

    @property
    def top(self) -> float:
        """Upper end of the first line."""
        return self.lines[0].top

    @property
    def bottom(self) -> float:
        """Lower end of the last line."""
        return self.lines[-1].bottom

    @property
    def middle(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2


def find_headings(rows: Sequence[Row], rules: Sequence[Rule], inner: Sequence[float]) -> list[Heading]:
    """Return the cells of a header; `inner`: where one column ends and the next begins, as far as is known."""
    lines: list[list[Piece]] = []
    for number, row in enumerate(rows):
        words: list[Piece] = []
        for each in row.pieces:
            lone = words and min(len(words[-1].text), len(each.text)) == 1
            near = words and each.x0 - words[-1].x1 <= (_WIDE_LETTERS if lone else WORD_GAP) * each.size
            if near and sum(at < words[-1].centre for at in inner) == sum(at < each.centre for at in inner):
                words[-1] = joined(words[-1], each)
            else:
                words.append(each)
        below = [each for lower in rows[number + 1 :] for each in lower.pieces]
        lines.append(letters_joined(words, below) if not _have_columns(words, inner, below) else words)
    chains: list[list[Piece]] = []
    for line in lines:
        for each in line:
            above = [chain for chain in chains if _goes_on(chain[-1], each, rules)]
            if above:
                min(above, key=lambda chain: abs(chain[-1].centre - each.centre)).append(each)
            else:
                chains.append([each])
    return [Heading(part) for chain in chains for part in _levels(chain, chains)]


def _have_columns(words: Sequence[Piece], inner: Sequence[float], below: Sequence[Piece]) -> bool:
    """Tell whether the single characters of a line with nothing below it each stand in a column of their own."""
    single = [each for each in words if len(each.text) == 1]
    places = {sum(at < each.centre for at in inner) for each in single}
    if not single:
        return False
    left, right = single[0].x0, single[-1].x1
    return len(places) == len(single) and not any(each.x0 < right and each.x1 > left for each in below)


def _goes_on(above: Piece, piece: Piece, rules: Sequence[Rule]) -> bool:
    size = piece.size
    if not 0 < piece.baseline - above.baseline < WRAPPED * size or min(above.x1, piece.x1) <= max(above.x0, piece.x0):
        return False
    if min(abs(above.centre - piece.centre), abs(above.x0 - piece.x0)) > _SAME_PLACE * size:
        return False
    return not any(above.middle < each.y < piece.middle and each.x0 < piece.centre < each.x1 for each in rules)


def _levels(chain: list[Piece], chains: Sequence[list[Piece]]) -> list[list[Piece]]:
    """Part a chain of lines where the headings on both sides stand exactly as high as its lower end alone."""
    size = chain[0].size

    def middle(lines: Sequence[Piece]) -> float:
        return (lines[0].top + lines[-1].bottom) / 2

    for at in range(1, len(chain)):
        lower = chain[at:]
        level = [each for each in chains if each is not chain and abs(middle(each) - middle(lower)) < _EXACT * size]
        left = max((each for each in level if each[0].x1 < lower[0].x0), key=lambda each: each[0].x1, default=None)
        right = min((each for each in level if each[0].x0 > lower[0].x1), key=lambda each: each[0].x0, default=None)
        centred = abs(chain[at - 1].centre - lower[0].centre) < _SAME_PLACE * size
        if right is None or (left is None and centred):
            continue
        # Nothing else stands between: they are next to one another.
        low, high = (left[0].x1 if left else lower[0].x0), right[0].x0
        between = [each for each in chains if each is not chain and low < each[0].centre < high]
        between = [each for each in between if each[-1].bottom > lower[0].top]
        if not between:
            return [*_levels(chain[:at], chains), lower]
    return [chain]


def place_headings(headings: list[Heading], edges: Sequence[float], rules: Sequence[Rule]) -> list[list[Heading]]:
    """Return for each column the headings over it, from the top; each knows its first and last column."""
    count = len(edges) - 1
    over: list[list[Heading]] = [[] for _ in range(count)]
    upper: list[Heading] = []
    for each in sorted(headings, key=lambda each: -each.middle):
        columns = _columns_under(each, edges)
        if any(over[at] for at in columns):
            upper.append(each)
            continue
        each.first, each.last = columns[0], columns[-1]
        for at in columns:
            over[at].insert(0, each)
    _spread(over, edges)
    while upper:
        height = max(each.middle for each in upper)
        size = upper[0].lines[0].size
        level = sorted(
            (each for each in upper if height - each.middle < _SAME_HEIGHT * size), key=lambda each: each.centre
        )
        upper = [each for each in upper if all(each is not other for other in level)]
        _place_level(level, over, edges, rules)
    return over


def _spread(over: list[list[Heading]], edges: Sequence[float]) -> None:
    """Let headings reach over columns beside them that have none, where that leaves them in the middle (编码 of 类 款 项)."""
    for at, column in enumerate(over):
        if not column or column[0].last != at:
            continue
        heading = column[0]
        size = heading.lines[0].size
        low, high = heading.first, heading.last
        while low > 0 and not over[low - 1]:
            low -= 1
        while high < len(over) - 1 and not over[high + 1]:
            high += 1
        ranges = [(a, b) for a in range(low, heading.first + 1) for b in range(heading.last, high + 1)]
        fitting = [
            (a, b) for a, b in ranges if abs((edges[a] + edges[b + 1]) / 2 - heading.centre) < _OFF_CENTRE * size
        ]
        if fitting:
            heading.first, heading.last = max(fitting, key=lambda each: each[1] - each[0])
            for each in range(heading.first, heading.last + 1):
                over[each] = [heading]


_OFF_CENTRE = 0.8
"""Em between a heading and the middle of columns without headings that it is taken to stand over, at most."""


def _columns_under(heading: Heading, edges: Sequence[float]) -> list[int]:
    """Return the column the middle of a heading is in, and those next to it that it covers for the most part."""
    count = len(edges) - 1
    own = sum(heading.centre > each for each in edges[1:-1])
    covered = [
        at
        for at in range(count)
        if min(heading.x1, edges[at + 1]) - max(heading.x0, edges[at]) > 0.5 * (edges[at + 1] - edges[at])
    ]
    columns = sorted({own, *covered})
    return list(range(columns[0], columns[-1] + 1))


def _place_level(
    level: list[Heading], over: list[list[Heading]], edges: Sequence[float], rules: Sequence[Rule]
) -> None:
    """Part the columns among the headings of one level; those left over keep what they have."""
    size = level[0].lines[0].size
    height = level[0].middle
    bottom = max(each.bottom for each in level)
    step = min(min((over[at][0].middle - height for at in _nearest(each, over, edges)), default=0.0) for each in level)
    below = [column[0].middle - height > max(0.75 * step, 0.5 * size) if column else True for column in over]
    under = [each for each in rules if height < each.y]
    drawn = [
        bool(column)
        and any(
            bottom - 2 < each.y < column[0].middle and each.x0 - 2 < (edges[at] + edges[at + 1]) / 2 < each.x1 + 2
            for each in under
        )
        for at, column in enumerate(over)
    ]
    if any(drawn):
        below = drawn
    taken = _parted(level, [at for at, free in enumerate(below) if free], edges, must=any(drawn))
    for heading, own in zip(level, taken, strict=True):
        columns = own or _columns_under(heading, edges)[:1]
        if not own and over[columns[0]]:  # nothing is free below: one text with what stands there
            over[columns[0]][0].lines[:0] = heading.lines
            continue
        heading.first, heading.last = columns[0], columns[-1]
        for at in columns:
            over[at].insert(0, heading)


def _nearest(heading: Heading, over: list[list[Heading]], edges: Sequence[float]) -> list[int]:
    """Return the columns with headings that are next to the middle of a heading above them."""
    headed = [at for at, column in enumerate(over) if column]
    return sorted(headed, key=lambda at: abs((edges[at] + edges[at + 1]) / 2 - heading.centre))[:2]


def _parted(level: list[Heading], free: list[int], edges: Sequence[float], *, must: bool) -> list[list[int]]:
    """Return for each heading a run of free columns, so that all stand as near to the middle of theirs as can be."""
    size = level[0].lines[0].size
    price = (3.0 if must else _LEFT_OVER) * size
    # best[h][f]: least cost where the first h headings have taken among the first f free columns
    best: list[list[tuple[float, list[list[int]]]]] = [[(price * at, []) for at in range(len(free) + 1)]]
    for number, heading in enumerate(level):
        row: list[tuple[float, list[list[int]]]] = [(best[number][0][0] + 100 * size, [*best[number][0][1], []])]
        for stop in range(1, len(free) + 1):
            cost, chosen = row[stop - 1]
            options = [(cost + price, chosen)]
            start = stop - 1
            while start >= 0 and free[stop - 1] - free[start] == stop - 1 - start:
                left, right = edges[free[start]], edges[free[stop - 1] + 1]
                off = min(
                    abs((left + right) / 2 - heading.centre), max(abs(heading.x0 - left) - 0.5 * size, 0.0) + 0.2 * size
                )
                # A heading that reaches beyond its columns is not theirs.
                off += max(0.0, left - heading.x0 - size) + max(0.0, heading.x1 - right - size)
                before, taken = best[number][start]
                options.append((before + off, [*taken, free[start:stop]]))
                start -= 1
            row.append(min(options, key=lambda each: each[0]))
        best.append(row)
    return best[-1][-1][1]


def levels_of(over: list[list[Heading]]) -> int:
    """Return how many headings stand over one another at most."""
    return max((len(column) for column in over), default=0)


def spans_of(over: list[list[Heading]]) -> list[tuple[int, int, int, int, tuple[Piece, ...]]]:
    """Return (row, column, row span, column span, lines) of each cell of the header, every slot covered once."""
    depth = levels_of(over)
    cells: list[tuple[int, int, int, int, tuple[Piece, ...]]] = []
    for at, column in enumerate(over):
        if not column:
            cells.append((0, at, depth, 1, ()))
        for level, each in enumerate(column):
            if each.first == at:
                down = depth - level if level == len(column) - 1 else 1
                cells.append((level, at, down, each.last - each.first + 1, tuple(each.lines)))
    return sorted(cells, key=lambda each: each[:2])
