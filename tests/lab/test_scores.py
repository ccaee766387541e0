"""The comparison of readers counts what it says it counts."""

from __future__ import annotations

from benchmarks.seams.documents import TrueDocument, TrueRow, documents
from benchmarks.seams.score import score

CUT = TrueRow(("2080505", "机关事业单位基本养老保险缴费支出", "518.69"), cut=True)
WHOLE = TrueRow(("2210201", "住房公积金", "120.00"), cut=False)
OTHER = TrueRow(("2210203", "购房补贴", "80.00"), cut=False)
TRUTH = TrueDocument("two tables", b"", ((CUT, WHOLE), (OTHER,)))


def test_a_perfect_reading_has_every_cell_and_nothing_false() -> None:
    found = score(TRUTH, [[CUT.texts, WHOLE.texts], [OTHER.texts]])
    assert (found.cells_exact, found.cut_rows_joined) == (found.cells, found.cut_rows) == (9, 1)
    assert (found.false_joins, found.false_merges, found.tables_split) == (0, 0, 0)


def test_a_cut_row_left_in_two_is_not_joined_and_loses_its_cut_cell() -> None:
    halves = [("2080505", "机关事业单位基本", "518.69"), ("", "养老保险缴费支出", "")]
    found = score(TRUTH, [[*halves, WHOLE.texts], [OTHER.texts]])
    assert (found.cells_exact, found.cut_rows_joined, found.false_joins) == (8, 0, 0)


def test_a_row_glued_to_its_neighbour_is_a_false_join() -> None:
    glued = ("22102012210203", "住房公积金购房补贴", "120.0080.00")
    found = score(TRUTH, [[CUT.texts, glued]])
    assert found.false_joins == 2


def test_two_tables_in_one_are_a_false_merge_and_one_in_two_is_split() -> None:
    merged = score(TRUTH, [[CUT.texts, WHOLE.texts, OTHER.texts]])
    split = score(TRUTH, [[CUT.texts], [WHOLE.texts], [OTHER.texts]])
    assert (merged.false_merges, merged.tables_split) == (1, 0)
    assert (split.false_merges, split.tables_split) == (0, 1)


def test_the_documents_hold_cut_rows_and_several_tables() -> None:
    made = list(documents(3))
    assert any(row.cut for document in made for table in document.tables for row in table)
    assert all(len(document.tables) > 1 for document in made)
