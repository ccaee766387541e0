"""A label over several pages is printed once, in the middle of its cell; the pages before and after it show a blank."""

import pytest

from extract.records import Cell, Grid, Page, TextLine
from normalize.assemble import assemble
from normalize.captions import lay_out
from normalize.chain import chain

HEAD = ("项目名称", "三级指标", "本年绩效指标值")
EDGES = (50.0, 150.0, 300.0, 400.0)
ROW, LINE = 40.0, 10.0


def page(number: int, rows: int, label: tuple[str, float] | None) -> Page:
    """A page of one cell over so many rows, its label at a distance from the cell's top in points."""
    top, bottom = 100.0 + ROW, 100.0 + ROW * (rows + 1)
    cells = [Cell(0, column, lines=(TextLine(text),)) for column, text in enumerate(HEAD)]
    lines = ()
    if label is not None:
        middle = top + label[1]
        lines = (TextLine(label[0], (60.0, middle - LINE / 2, 140.0, middle + LINE / 2)),)
    cells.append(Cell(1, 0, rows, 1, lines, (50.0, top, 150.0, bottom)))
    for row in range(1, rows + 1):
        cells.append(Cell(row, 1, lines=(TextLine(f"第{number}页第{row}项数量"),)))
        cells.append(Cell(row, 2, lines=(TextLine(f"{number}{row}"),)))
    return Page(number, 595.0, 842.0, (), (Grid(0, rows + 1, 3, tuple(cells), "ruled", column_edges=EDGES),))


def labels(*pages: Page) -> list[str]:
    """The label beside each row of the table on these pages."""
    [only] = chain(lay_out(pages).grids)
    return [row.text(1) for row in assemble(only, 1).table.rows]


def test_a_blank_page_belongs_to_the_label_that_is_centred_with_it() -> None:
    ends = page(1, 4, None), page(2, 6, ("甲项目", 40.0))
    begins = page(3, 5, None), page(4, 6, ("乙项目", 20.0))
    assert labels(*ends, *begins) == ["甲项目"] * 10 + ["乙项目"] * 11


def test_lines_that_page_ends_push_down_make_a_cell_look_higher_than_it_is() -> None:
    # What the pages show of the cells is up to a line higher for each page end.
    ends = page(1, 4, None), page(2, 6, ("甲项目", 33.0))
    begins = page(3, 5, None), page(4, 6, ("乙项目", 12.0))
    assert labels(*ends, *begins) == ["甲项目"] * 10 + ["乙项目"] * 11


def test_a_label_whose_line_the_page_end_would_cut_stands_at_the_top_of_the_next() -> None:
    ends = page(1, 6, None), page(2, 6, ("甲项目", 6.0))
    begins = page(3, 6, None), page(4, 6, ("乙项目", 6.0))
    assert labels(*ends, *begins) == ["甲项目"] * 12 + ["乙项目"] * 12


def test_a_blank_page_below_a_label_that_goes_on_is_its_own() -> None:
    goes_on = page(1, 4, None), page(2, 6, ("甲项目", 140.0)), page(3, 5, None)
    assert labels(*goes_on, page(4, 3, ("乙项目", 60.0))) == ["甲项目"] * 15 + ["乙项目"] * 3


@pytest.mark.parametrize("heights", [(4, 5, 3), (6, 2, 2)])
def test_labels_centred_on_each_page_by_itself_tell_nothing(heights: tuple[int, int, int]) -> None:
    first, blank, last = heights
    pages = page(1, first, ("甲项目", first * ROW / 2)), page(2, blank, None), page(3, last, ("乙项目", last * ROW / 2))
    assert labels(*pages) == ["甲项目"] * (first + blank) + ["乙项目"] * last


def test_full_pages_on_both_sides_of_a_label_tell_nothing_either() -> None:
    second = page(2, 4, None), page(3, 4, ("乙项目", 80.0)), page(4, 4, None)
    assert labels(page(1, 3, ("甲项目", 60.0)), *second) == ["甲项目"] * 7 + ["乙项目"] * 8


def summed(number: int, label: str, *sums: tuple[int, str]) -> Page:
    """A page whose cell of one label stands beside sums, each over so many rows; labels near the top of their part."""
    rows = sum(count for count, _ in sums)
    plain = page(number, rows, (label, 10.0) if label else None)
    cells = [each for each in plain.grids[0].cells if each.column != 1]
    cells.append(Cell(0, 1, lines=(TextLine("项目总额"),)))
    row = 1
    for count, text in sums:
        cells.append(Cell(row, 1, count, 1, (TextLine(text),) if text else ()))
        row += count
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Page(number, 595.0, 842.0, (), (Grid(0, rows + 1, 3, tuple(cells), "ruled", column_edges=EDGES),))


def test_a_label_ends_where_the_sums_beside_it_can_part_at_one_seam_only() -> None:
    first = summed(1, "甲项目", (4, "10.00"))
    begun = summed(2, "", (3, "20.00")), summed(3, "", (1, ""), (2, "5.00"), (2, ""))
    assert labels(first, *begun, summed(4, "乙项目", (3, "7.00"))) == ["甲项目"] * 4 + ["乙项目"] * 11


def test_a_sum_on_a_page_of_its_own_leaves_open_where_a_label_ends() -> None:
    first = summed(1, "甲项目", (4, "10.00"))
    either = summed(2, "", (3, "")), summed(3, "", (3, "20.00"))
    assert labels(first, *either, summed(4, "乙项目", (3, "7.00"))) == ["甲项目"] * 10 + ["乙项目"] * 3
