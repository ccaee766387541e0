from collections.abc import Iterable
from itertools import chain, product

from hypothesis import given
from hypothesis import strategies as st

from extract.pdf.aligned_header import Rule
from extract.pdf.aligned_pieces import Piece
from extract.pdf.aligned_rows import Entry, rows_by_height, rows_by_rules

COLUMNS, LINES, PITCH = 4, 8, 12.0
EDGES = [50.0 * at for at in range(COLUMNS + 1)]
BODY = (0.0, LINES * PITCH)


@st.composite
def bodies(draw: st.DrawFn) -> list[list[Entry]]:
    """Rows of print; each entry is a line over one to three columns, a little off its row's height."""
    rows = []
    for at in range(LINES):
        row: list[Entry] = []
        column = 0
        while column < COLUMNS:
            last = min(column + draw(st.integers(0, 2)), COLUMNS - 1)
            if draw(st.booleans()):
                baseline = (at + 1) * PITCH - 2 + draw(st.floats(-1, 1))
                box = (EDGES[column] + 5, baseline - 9, EDGES[last + 1] - 5, baseline + 1)
                row.append(Entry(column, last, [Piece(*box, baseline, 10.0, draw(st.sampled_from(["1.00", "项目"])))]))
            column = last + 1
        rows.append(row)
    return rows


@st.composite
def rules(draw: st.DrawFn) -> list[Rule]:
    """Rules at the ends of rows, over some of the columns."""
    sides = st.tuples(st.integers(0, COLUMNS - 1), st.integers(1, COLUMNS)).filter(lambda each: each[0] < each[1])
    drawn = draw(st.lists(st.tuples(st.integers(1, LINES - 1), sides), max_size=12))
    return [Rule(at * PITCH, EDGES[left], EDGES[right]) for at, (left, right) in drawn]


def lines_of(entries: Iterable[Entry]) -> list[Piece]:
    return sorted(line for each in entries for line in each.lines)


def share_no_slot(entries: Iterable[Entry]) -> bool:
    slots = [
        slot
        for each in entries
        for slot in product(range(each.row, each.row + each.row_span), range(each.first, each.last + 1))
    ]
    return len(slots) == len(set(slots))


@given(bodies(), rules())
def test_rows_between_rules_hold_each_line_once_and_share_no_slot(rows: list[list[Entry]], drawn: list[Rule]) -> None:
    printed = lines_of(chain(*rows))
    found, steps = rows_by_rules(rows, drawn, EDGES, BODY)
    assert lines_of(found) == printed
    assert share_no_slot(found)
    assert steps == sorted(steps)


@given(bodies().filter(any))
def test_rows_side_by_side_hold_each_line_once_and_share_no_slot(rows: list[list[Entry]]) -> None:
    printed = lines_of(chain(*rows))
    found, _ = rows_by_height(rows, {1, 2}, BODY, [])
    assert lines_of(found) == printed
    assert share_no_slot(found)
