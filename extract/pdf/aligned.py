"""Tables without vertical rules, read from words that line up.

Three-line tables have a rule above, one under the header and one below; some
tables have none at all. Only strong evidence makes one: several rows of several
pieces whose figures line up.

Limitations: a header that wraps in a table without any row rule stays one row a
line; a table of words alone (no figures, no rules) stays paragraphs.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from extract.pdf.edges import Edges
from extract.pdf.library import Flags
from extract.pdf.lines import PlacedLine
from extract.pdf.settings import AlignedSettings
from extract.records import Box, Cell, Grid, Side, TextLine

_FIGURE = re.compile(r"[-－+]?[¥￥]?\d[\d,，]*(?:[.．]\d+)?\s*[%％]?|[-—－]+")


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces of print on one baseline, or between two rules, from left to right."""

    top: float
    bottom: float
    pieces: tuple[TextLine, ...]


def may_line_up(outside: Sequence[PlacedLine], rules: Edges, settings: AlignedSettings) -> bool:
    """Tell whether it is worth looking: rules outside tables, or several lines that end in a figure after a gap."""
    if len(rules) > 1:
        return any(" " in each.line.text for each in outside)
    figures = sum(
        bool(_FIGURE.fullmatch(each.line.text.rpartition(" ")[2])) for each in outside if " " in each.line.text
    )
    return figures >= settings.fewest_rows


def lone_rules(horizontal: Edges, grids: Sequence[Grid]) -> Edges:
    """Return the horizontal edges outside every grid."""
    outside = np.ones(len(horizontal), dtype=np.bool_)
    for grid in grids:
        if grid.box is not None:
            x0, top, x1, bottom = grid.box
            within: Flags = (horizontal.at > top - 3) & (horizontal.at < bottom + 3)
            outside &= ~(within & (horizontal.stop > x0 - 3) & (horizontal.start < x1 + 3))
    return horizontal.take(np.flatnonzero(outside))


def find_aligned(pieces: Sequence[PlacedLine], rules: Edges, settings: AlignedSettings) -> list[Grid]:
    """Return grids found among pieces of print outside every ruled grid, split at wide gaps."""
    grids: list[Grid] = []
    left = sorted((each for each in pieces if each.turn == 0), key=lambda each: each.baseline)
    for whole, ys in _ruled_regions(rules, settings):
        for bands in _tables_apart([each for each in left if _within(each, whole)], ys):
            box = (whole[0], bands[0], whole[2], bands[-1])
            inside = [each for each in left if _within(each, box)]
            grid = _grid(_banded_rows(inside, bands), box, settings, ruled=True)
            if grid is not None:
                grids.append(grid)
                taken = {id(each) for each in inside}
                left = [each for each in left if id(each) not in taken]
    for run in _runs_of_rows(_rows(left), settings):
        grid = _grid(run, None, settings, ruled=False)
        if grid is not None:
            grids.append(grid)
    return grids


def _within(piece: PlacedLine, box: Box) -> bool:
    at = piece.line.box or (0.0, 0.0, 0.0, 0.0)
    x, y = (at[0] + at[2]) / 2, (at[1] + at[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _ruled_regions(rules: Edges, settings: AlignedSettings) -> list[tuple[Box, list[float]]]:
    """Return (box, y of its rules) for each set of at least two rules of equal extent."""
    sets: list[list[int]] = []
    for at in np.argsort(rules.at).tolist():
        for members in sets:
            same = abs(rules.start[members[0]] - rules.start[at]) + abs(rules.stop[members[0]] - rules.stop[at])
            if same < settings.same_extent:
                members.append(at)
                break
        else:
            sets.append([at])
    regions: list[tuple[Box, list[float]]] = []
    for members in sets:
        ys = [float(rules.at[at]) for at in members]
        if len(ys) > 1:
            first = members[0]
            regions.append(((float(rules.start[first]), ys[0], float(rules.stop[first]), ys[-1]), ys))
    return regions


def _tables_apart(pieces: Sequence[PlacedLine], rules: list[float]) -> list[list[float]]:
    """Return the rules of each table: where nothing, or only a title and a unit line, stands between, one ends."""
    tables: list[list[float]] = [rules[:1]]
    for above, below in itertools.pairwise(rules):
        lines = _rows([each for each in pieces if above <= each.baseline <= below + 1])
        words = [each.text for line in lines for each in line.pieces]
        if lines and (len(lines) == 1 or any(_FIGURE.fullmatch(each) for each in words) or len(tables[-1]) == 1):
            tables[-1].append(below)
        else:
            tables.append([below])
    return [each for each in tables if len(each) > 1]


def _rows(pieces: Sequence[PlacedLine]) -> list[_Row]:
    """Return the pieces by baseline."""
    rows: list[list[PlacedLine]] = []
    for each in pieces:
        size = each.line.size or 10.0
        if rows and each.baseline - rows[-1][0].baseline < 0.45 * size:
            rows[-1].append(each)
        else:
            rows.append([each])
    return [_row([each.line for each in row]) for row in rows]


def _row(lines: list[TextLine]) -> _Row:
    ordered = sorted(lines, key=_x0)
    boxes = [each.box for each in lines if each.box is not None]
    return _Row(min(box[1] for box in boxes), max(box[3] for box in boxes), tuple(ordered))


def _banded_rows(pieces: Sequence[PlacedLine], rules: list[float]) -> list[_Row]:
    """Return rows between rules: a band is one row unless each of its lines is a row of its own."""
    rows: list[_Row] = []
    for above, below in itertools.pairwise(rules):
        inside = [each for each in pieces if above <= each.baseline <= below + 1]
        lines = _rows(inside)
        if len(lines) > 1 and sum(len(each.pieces) > 1 for each in lines) < 0.7 * len(lines):
            lines = [_row([each.line for each in inside])]
        rows += lines
    return rows


def _runs_of_rows(rows: list[_Row], settings: AlignedSettings) -> list[list[_Row]]:
    """Return stretches of consecutive rows of several pieces, figures among them, with the header above."""
    runs: list[list[_Row]] = [[]]
    header: _Row | None = None
    for row in rows:
        figures = sum(bool(_FIGURE.fullmatch(each.text.strip())) for each in row.pieces)
        if len(row.pieces) < 2 or not figures or (runs[-1] and row.top - runs[-1][-1].bottom > settings.row_gap):
            runs.append([])
        if len(row.pieces) > 1 and figures:
            if not runs[-1] and header is not None and row.top - header.bottom <= settings.row_gap:
                runs[-1].append(header)
            runs[-1].append(row)
        header = row if len(row.pieces) > 1 and not figures else None
    return [run for run in runs if len(run) >= settings.fewest_rows]


def _grid(rows: list[_Row], box: Box | None, settings: AlignedSettings, *, ruled: bool) -> Grid | None:
    """Return the grid of some rows if they line up well enough."""
    several = [row for row in rows if len(row.pieces) > 1]
    if len(several) < (2 if ruled else settings.fewest_rows) or len(several) < 0.6 * len(rows):
        return None
    columns = _columns(several)
    if len(columns) < 2:
        return None
    figures = [(at, each) for row in several for each in row.pieces if (at := _column_of(each, columns)) is not None]
    figures = [(at, each) for at, each in figures if _FIGURE.fullmatch(each.text.strip())]
    beside = sum(len(row.pieces) - 1 for row in several)
    if len(figures) < (0.3 if ruled else 0.7) * beside or not _line_up(figures, settings):
        return None
    if box is None:
        box = (
            columns[0][0],
            rows[0].top,
            max(_x1(each) for row in rows for each in row.pieces),
            rows[-1].bottom,
        )
    inner = [(one[1] + two[0]) / 2 for one, two in itertools.pairwise(columns)]
    column_edges = tuple(round(each, 2) for each in (box[0], *inner, box[2]))
    between = [(one.bottom + two.top) / 2 for one, two in itertools.pairwise(rows)]
    row_edges = tuple(round(each, 2) for each in (box[1], *between, box[3]))
    cells = [cell for number, row in enumerate(rows) for cell in _cells(number, row, column_edges, row_edges)]
    sides: tuple[Side, ...] = ("left", "right") if ruled else ("top", "bottom", "left", "right")
    return Grid(
        order=0,
        row_count=len(rows),
        column_count=len(columns),
        cells=tuple(cells),
        origin="aligned",
        box=(column_edges[0], row_edges[0], column_edges[-1], row_edges[-1]),
        row_edges=row_edges,
        column_edges=column_edges,
        open_sides=frozenset(sides),
    )


def _columns(rows: list[_Row]) -> list[tuple[float, float]]:
    """Return the extents of columns, from the rows with the usual number of pieces."""
    usual = Counter(len(row.pieces) for row in rows).most_common(1)[0][0]
    extents = sorted((_x0(each), _x1(each)) for row in rows if len(row.pieces) >= usual for each in row.pieces)
    columns: list[tuple[float, float]] = []
    for x0, x1 in extents:
        if columns and x0 <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return _without_stray_headings(columns, rows)


def _without_stray_headings(columns: list[tuple[float, float]], rows: list[_Row]) -> list[tuple[float, float]]:
    """Join neighbours of which no row has both: a heading in the middle of its column, beside short names at the left.

    A heading of single characters (项　目) counts as one. Two columns of figures may take turns (income or
    expenditure) and stay apart.
    """
    used = [[(at, each) for each in row.pieces if (at := _column_of(each, columns)) is not None] for row in rows]
    of_figures = {at for row in used for at, each in row if _FIGURE.fullmatch(each.text.strip())}
    together = {
        (one, two)
        for row in used
        for (one, first), (two, second) in itertools.combinations(row, 2)
        if not (len(first.text) == len(second.text) == 1 and first.text > "⺀" and second.text > "⺀")
    }
    joined: list[list[int]] = []
    for at in range(len(columns)):
        if joined and all((one, at) not in together and not {one, at} <= of_figures for one in joined[-1]):
            joined[-1].append(at)
        else:
            joined.append([at])
    return [(columns[group[0]][0], columns[group[-1]][1]) for group in joined]


def _column_of(piece: TextLine, columns: list[tuple[float, float]]) -> int | None:
    """Return the only column the piece overlaps, None for a piece over several."""
    over = [at for at, (x0, x1) in enumerate(columns) if _x0(piece) < x1 and _x1(piece) > x0]
    return over[0] if len(over) == 1 else None


def _line_up(figures: list[tuple[int, TextLine]], settings: AlignedSettings) -> bool:
    """Tell whether most figures share the right edge, the left edge or the middle of their column."""
    good = 0
    for column in {at for at, _ in figures}:
        lines = [each for at, each in figures if at == column]
        size = lines[0].size or 10.0
        for place in (_x1, _x0, lambda each: (_x0(each) + _x1(each)) / 2):
            usual = median(map(place, lines))
            hits = sum(abs(place(each) - usual) < settings.line_up * size for each in lines)
            if hits >= 0.8 * len(lines):
                good += len(lines)
                break
    return good >= 0.8 * len(figures)


def _cells(number: int, row: _Row, column_edges: tuple[float, ...], row_edges: tuple[float, ...]) -> list[Cell]:
    """Return the cells of a row; a piece over several columns spans them."""
    count = len(column_edges) - 1
    held: dict[int, list[TextLine]] = {}
    span: dict[int, int] = {}
    for each in row.pieces:
        over = [
            at
            for at in range(count)
            if min(_x1(each), column_edges[at + 1]) - max(_x0(each), column_edges[at])
            > 0.25 * min(_x1(each) - _x0(each), column_edges[at + 1] - column_edges[at])
        ] or [0]
        first, last = over[0], over[-1]
        # Pieces of the same band may stand below each other; the widest one decides the cell.
        for start in [start for start, width in span.items() if start < last + 1 and first < start + width]:
            first, last = min(first, start), max(last, start + span.pop(start) - 1)
            held.setdefault(first, [])
            if start != first:
                held[first] = held.pop(start) + held[first]
        held.setdefault(first, []).append(each)
        span[first] = last - first + 1
    cells: list[Cell] = []
    column = 0
    while column < count:
        width = span.get(column, 1)
        lines = sorted(held.get(column, []), key=lambda each: each.box[1] if each.box else 0.0)
        box = (column_edges[column], row_edges[number], column_edges[column + width], row_edges[number + 1])
        cells.append(Cell(number, column, 1, width, tuple(lines), box))
        column += width
    return cells


def _x0(line: TextLine) -> float:
    return line.box[0] if line.box else 0.0


def _x1(line: TextLine) -> float:
    return line.box[2] if line.box else 0.0
