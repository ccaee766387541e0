"""Rows of a table without vertical rules: what stands between two rules, or side by side at one height."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TypeAlias

from extract.pdf.aligned_header import Rule
from extract.pdf.aligned_pieces import WRAPPED, Piece, Row, joined, joined_words

_TIGHTER = 0.85
"""Lines of one text stand nearer than this part of the least distance between rows."""


_FEW = 0.7
"""Share of the rows that have a label of their own where labels stand beside several rows each, at most."""

_MOST_ROWS = 200
"""More rows than a page holds: no labels are looked for that stand beside several."""


@dataclass(slots=True)
class Entry:
    """The text of one cell of the body: its columns, its lines from the top down, its rows once they are known."""

    first: int
    last: int
    lines: list[Piece]
    row: int = 0
    row_span: int = 1

    @property
    def top(self) -> float:
        """Upper end of the first line."""
        return min(each.top for each in self.lines)

    @property
    def bottom(self) -> float:
        """Lower end of the last line."""
        return max(each.bottom for each in self.lines)

    @property
    def middle(self) -> float:
        """Middle from top to bottom."""
        return (self.top + self.bottom) / 2


def entries_of(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Entry]]:
    """Return for each row of print one entry a column."""
    return [_entries(row, edges) for row in rows]


def _entries(row: Row, edges: Sequence[float]) -> list[Entry]:
    inner = edges[1:-1]
    found: list[Entry] = []
    for each in row.pieces:
        size = each.size
        first = bisect_right(inner, each.x0 + 0.25 * size)
        last = max(first, bisect_right(inner, each.x1 - 0.25 * size))
        if found and first <= found[-1].last:
            before = found[-1]
            before.lines = [joined(before.lines[0], each)]
            before.last = max(before.last, last)
        else:
            found.append(Entry(first, last, [each]))
    for entry in found:
        entry.lines = joined_words(entry.lines, 1e6)
    return found


def row_step(entries: Sequence[Sequence[Entry]], figures: set[int]) -> float | None:
    """Return the least usual distance between baselines of figures in one column; None where there is none."""
    steps: list[float] = []
    baselines: dict[int, list[float]] = {column: [] for column in figures}
    for row in entries:
        for entry in row:
            if entry.first in figures and entry.lines[0].is_figure:
                baselines[entry.first].append(entry.lines[0].baseline)
    for at in baselines.values():
        steps += [two - one for one, two in pairwise(at)]
    if not figures:  # a table of words: lines that nearly all columns begin are rows
        most = max((len(row) for row in entries), default=0)
        at = [row[0].lines[0].baseline for row in entries if len(row) >= max(2, most - 1)]
        steps = [two - one for one, two in pairwise(at)]
    steps.sort()
    return steps[len(steps) // 10] if steps else None


def has_a_rule_a_row(
    entries: Sequence[Sequence[Entry]], figures: set[int], rules: Sequence[Rule], body: tuple[float, float]
) -> bool:
    """Tell whether no two figures of one column stand between two neighbouring rules of the body."""
    ys = sorted({each.y for each in rules if body[0] - 2 < each.y < body[1] + 2})
    inside = [each for each in ys if body[0] + 1 < each < body[1] - 1]
    if not inside:
        return False
    seen: dict[tuple[int, int], int] = {}
    for row in entries:
        for entry in row:
            if entry.first in figures and entry.lines[0].is_figure:
                key = (entry.first, bisect_right(inside, entry.middle))
                seen[key] = seen.get(key, 0) + 1
    if not seen:
        return len(inside) >= 3
    return sum(count > 1 for count in seen.values()) <= 0.1 * len(seen)


def rows_by_rules(
    entries: Sequence[Sequence[Entry]], rules: Sequence[Rule], edges: Sequence[float], body: tuple[float, float]
) -> tuple[list[Entry], list[float]]:
    """Return the entries with their rows, and the row edges: rules part rows, per column those drawn over it."""
    ys = [body[0], *sorted(each.y for each in rules if body[0] + 1 < each.y < body[1] - 1), body[1]]
    steps = [ys[0], *(two for one, two in pairwise(ys) if two - one > 2)]
    steps[-1] = body[1]
    drawn = [
        [
            at in (0, len(steps) - 1)
            or any(abs(each.y - y) <= 2 and each.x0 <= (left + right) / 2 <= each.x1 for each in rules)
            for left, right in pairwise(edges)
        ]
        for at, y in enumerate(steps)
    ]
    cells = _Cells()
    for row in entries:
        for entry in row:
            at = min(max(bisect_right(steps, entry.middle) - 1, 0), len(steps) - 2)
            first, last = at, at + 1
            while first > 0 and not any(drawn[first][entry.first : entry.last + 1]):
                first -= 1
            while last < len(steps) - 1 and not any(drawn[last][entry.first : entry.last + 1]):
                last += 1
            cells.put(Entry(entry.first, entry.last, entry.lines, first, last - first))
    return cells.entries(), steps


class _Cells:
    """Entries no two of which share a slot."""

    def __init__(self) -> None:
        self._of_slot: dict[tuple[int, int], Entry] = {}

    def put(self, entry: Entry) -> None:
        """Add an entry, made one with those it shares a slot with."""
        while other := next((self._of_slot[slot] for slot in _slots(entry) if slot in self._of_slot), None):
            for slot in _slots(other):
                del self._of_slot[slot]
            top = min(entry.row, other.row)
            bottom = max(entry.row + entry.row_span, other.row + other.row_span)
            lines = sorted([*other.lines, *entry.lines], key=lambda each: (round(each.baseline), each.x0))
            entry = Entry(min(entry.first, other.first), max(entry.last, other.last), lines, top, bottom - top)
        self._of_slot.update(dict.fromkeys(_slots(entry), entry))

    def entries(self) -> list[Entry]:
        """Return the entries as they were added."""
        return list({id(each): each for each in self._of_slot.values()}.values())


def _slots(entry: Entry) -> Iterator[tuple[int, int]]:
    return product(range(entry.row, entry.row + entry.row_span), range(entry.first, entry.last + 1))


def rows_by_height(
    entries: Sequence[Sequence[Entry]],
    figures: set[int],
    body: tuple[float, float],
    rules: Sequence[Rule],
) -> tuple[list[Entry], list[float]]:
    """Return the entries with their rows, and the row edges: what overlaps in height is one row, wrapped text one entry."""
    step = row_step(entries, figures)
    whole = _wrapped_together([entry for row in entries for entry in row], figures, step, rules)
    sparse = _sparse_columns(whole, figures)
    rows = _side_by_side([each for each in whole if each.first not in sparse])
    labels_in = Counter(each.first for each in whole)
    if sparse and (len(rows) > _MOST_ROWS or len(rows) < max(labels_in[column] for column in sparse)):
        sparse = set()
        rows = _side_by_side(whole)
    bounds = [(min(each.top for each in row), max(each.bottom for each in row)) for row in rows]
    steps = [body[0], *((one[1] + two[0]) / 2 for one, two in pairwise(bounds)), body[1]]
    cells = _Cells()
    for at, row in enumerate(rows):
        for entry in row:
            cells.put(Entry(entry.first, entry.last, entry.lines, at, 1))
    for column in sorted(sparse):
        labels = sorted((each for each in whole if each.first == column), key=lambda each: each.top)
        for label, (first, last) in zip(labels, _runs(labels, bounds), strict=True):
            cells.put(Entry(label.first, label.last, label.lines, first, last - first))
    return cells.entries(), steps


def _side_by_side(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Return the entries that overlap in height, from the top down."""
    rows: list[list[Entry]] = []
    low = -1.0
    for entry in sorted(entries, key=lambda each: each.top):
        if rows and low - entry.top > 0.35 * entry.lines[0].size:
            rows[-1].append(entry)
            low = max(low, entry.bottom)
        else:
            rows.append([entry])
            low = entry.bottom
    return rows


def _wrapped_together(
    entries: list[Entry], figures: set[int], step: float | None, rules: Sequence[Rule]
) -> list[Entry]:
    """Return the entries, the lines of wrapped texts in one."""
    amounts = sorted(each.lines[0].baseline for each in entries if each.first in figures and each.lines[0].is_figure)
    widest: dict[int, float] = {}
    for each in entries:
        if each.first == each.last:
            widest[each.first] = max(widest.get(each.first, 0.0), each.lines[0].x1)
    found: list[Entry] = []
    open_: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda each: each.lines[0].baseline):
        before = open_.get(entry.first)
        if (
            before is not None
            and entry.first == entry.last == before.last
            and not (entry.first in figures and entry.lines[0].is_figure)
            and _is_wrapped(before.lines[-1], entry.lines[0], amounts, step, widest[entry.first], rules)
        ):
            before.lines.append(entry.lines[0])
            continue
        found.append(entry)
        open_[entry.first] = entry
    return found


def _is_wrapped(
    above: Piece, line: Piece, amounts: Sequence[float], step: float | None, widest: float, rules: Sequence[Rule]
) -> bool:
    """Tell whether a line goes on with the text above it: near, the line above full, no figures of its own."""
    size = line.size
    pitch = line.baseline - above.baseline
    if pitch > WRAPPED * size or any(
        above.middle < each.y < line.middle and each.x0 < line.centre < each.x1 for each in rules
    ):
        return False
    if min(above.x1, line.x1) <= max(above.x0, line.x0):
        return False
    full = above.x1 + 1.4 * size > widest
    level = 0.2 * size

    def figure_at(low: float, high: float) -> bool:
        return bisect_right(amounts, high) > bisect_right(amounts, low)

    own, upper = (
        figure_at(line.baseline - level, line.baseline + level),
        figure_at(above.baseline - level, above.baseline + level),
    )
    between = figure_at(above.baseline + level, line.baseline - level)
    if between and not own and not upper:
        return True
    if not full or (own and upper):
        return False
    return step is None or pitch < _TIGHTER * step


def _sparse_columns(entries: Sequence[Entry], figures: set[int]) -> set[int]:
    """Return the columns of labels, from the left, that stand beside several rows each.

    In a table with figures a label must stand between the heights of two rows: a list that is shorter than the one
    beside it has blanks too.
    """
    counts: dict[int, int] = {}
    for each in entries:
        counts[each.first] = counts.get(each.first, 0) + 1
    most = max(counts.values(), default=0)
    sparse: set[int] = set()
    if most > _MOST_ROWS:
        return set()
    for column in sorted(counts)[:-1]:
        few, between = counts[column] <= _FEW * most, _stands_between(entries, column)
        if column in figures or not (few and between if figures else few or (between and counts[column] < most)):
            break
        sparse.add(column)
    return sparse


def _stands_between(entries: Sequence[Entry], column: int) -> bool:
    """Tell whether a text of the column is level with no other."""
    middles = sorted(each.middle for each in entries if each.first != column)

    def is_level(entry: Entry) -> bool:
        near = 0.3 * entry.lines[0].size
        return bisect_right(middles, entry.middle + near) > bisect_right(middles, entry.middle - near)

    return not all(is_level(each) for each in entries if each.first == column)


def _runs(labels: Sequence[Entry], bounds: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Return for each label the rows beside it (first, beyond the last), so that each is nearest to its run's middle.

    Labels set at the top of their runs stand beside the first row of each.
    """
    count = len(bounds)
    own = [min(range(count), key=lambda at: abs(sum(bounds[at]) / 2 - each.middle)) for each in labels]
    level = [
        abs(sum(bounds[at]) / 2 - each.middle) < 0.25 * each.lines[0].size for at, each in zip(own, labels, strict=True)
    ]
    if all(level) and own and own[0] == 0:
        return list(pairwise([*own, count]))
    # least[k][n]: cost of giving the first n rows to the first k labels, and where each of their runs ends
    least: list[list[_Ends]] = [[(0.0, (0,)), *[_NO_WAY] * count]]
    for label in labels:
        least.append([_NO_WAY, *(_cheapest(least[-1], bounds, stop, label) for stop in range(1, count + 1))])
    return list(pairwise(least[-1][count][1]))


_Ends: TypeAlias = tuple[float, tuple[int, ...]]
_NO_WAY: _Ends = (1e9, (0,))


def _cheapest(before: Sequence[_Ends], bounds: Sequence[tuple[float, float]], stop: int, label: Entry) -> _Ends:
    """Return the best way to end the run of a label before row `stop`, given those of the labels above it."""
    return min(
        (cost + abs((bounds[start][0] + bounds[stop - 1][1]) / 2 - label.middle), (*ends, stop))
        for start, (cost, ends) in enumerate(before[:stop])
    )
