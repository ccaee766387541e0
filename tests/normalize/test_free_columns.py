"""Columns without rules: a page shows but where its print ends."""

from __future__ import annotations

from extract.records import Cell, Grid, TextLine
from normalize.chain import ChainSettings, compare_columns
from normalize.grid_columns import lay_over


def grid(edges, rows, origin="aligned"):
    """Return a grid of rows of (left, right) ends of print, None for a blank cell."""
    cells = []
    for at, ends in enumerate(rows):
        for column, place in enumerate(ends):
            lines = () if place is None else (TextLine("1", (place[0], 20.0 * at, place[1], 20.0 * at + 10), 10.0),)
            box = (edges[column], 20.0 * at, edges[column + 1], 20.0 * at + 20)
            cells.append(Cell(at, column, 1, 1, lines, box))
    count = len(edges) - 1
    heights = tuple(20.0 * at for at in range(len(rows) + 1))
    return Grid(0, len(rows), count, tuple(cells), origin, (edges[0], 0.0, edges[-1], heights[-1]), heights, edges)


LONG = grid((50.0, 110.0, 290.0, 540.0), [((52, 90), (115, 285), (480, 535)), ((52, 90), (115, 200), (470, 535))])
SHORT = grid((50.0, 103.0, 330.0, 540.0), [((52, 88), (115, 160), (500, 535))])
NARROW = grid((50.0, 200.0, 540.0), [((52, 88), (500, 535))])


def test_pages_whose_gaps_meet_have_one_set_of_columns():
    assert compare_columns(LONG, SHORT, ChainSettings()) == "align"
    assert compare_columns(SHORT, LONG, ChainSettings()) == "align"
    count, maps = lay_over([LONG, SHORT])
    assert count == 3
    assert [each.starts for each in maps] == [(0, 1, 2, 3), (0, 1, 2, 3)]


def test_a_page_that_prints_nothing_in_a_column_lacks_it():
    assert compare_columns(LONG, NARROW, ChainSettings()) == "nest"
    assert lay_over([LONG, NARROW])[0] == 3


def test_rules_are_taken_at_their_word():
    ruled = grid((50.0, 103.0, 330.0, 540.0), [((52, 88), (115, 160), (500, 535))], origin="ruled")
    other = grid((50.0, 110.0, 290.0, 540.0), [((52, 90), (115, 285), (480, 535))], origin="ruled")
    assert compare_columns(other, ruled, ChainSettings()) == "differ"
