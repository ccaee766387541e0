"""Grids: rules in every manner they are drawn."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_writing import rule, ruled, saved, text

from extract.documents import read

XS, YS = [100.0, 200.0, 300.0], [700.0, 680.0, 660.0]


def texts(grid):
    return [[cell.text for cell in row] for row in grid.slots]


def filled(x, y, width, height, colour="0 g"):
    return f"{colour} {x} {y} {width} {height} re f 0 g\n"


WORDS = text(104, 686, "项目") + text(204, 686, "金额") + text(104, 666, "合计") + text(204, 666, "12.50")
READING = [["项目", "金额"], ["合计", "12.50"]]


def test_a_ruled_table_is_read_cell_by_cell(grid_of):
    grid = grid_of(ruled(XS, YS) + WORDS)
    assert texts(grid) == READING
    assert grid.box == (100, 142, 300, 182)
    assert grid.row_edges == (142, 162, 182)
    assert grid.column_edges == (100, 200, 300)
    assert not grid.open_sides


def test_thin_filled_rectangles_are_rules(grid_of):
    lines = "".join(filled(100, y - 0.25, 200, 0.5) for y in YS) + "".join(filled(x - 0.25, 660, 0.5, 40) for x in XS)
    assert texts(grid_of(lines + WORDS)) == READING


def test_stroked_rectangles_around_each_cell_are_one_table(grid_of):
    boxes = "".join(f"{x} {y} 100 20 re S\n" for x in (100, 200) for y in (660, 680))
    assert texts(grid_of(boxes + WORDS)) == READING


def test_a_background_without_borders_is_no_cell(page_of):
    page = page_of(filled(100, 660, 200, 40, "0.8 g") + WORDS)
    assert not page.grids


def test_dashes_and_dots_are_rules(grid_of):
    dashes = "".join(rule(x, y, x + 3, y) for y in YS for x in range(100, 300, 5))
    dots = "".join(filled(x - 0.4, y, 0.8, 0.8) for x in XS for y in range(660, 700, 2))
    assert texts(grid_of(dashes + dots + WORDS)) == READING


def test_double_borders_are_one_border(grid_of):
    grid = grid_of(ruled(XS, YS) + ruled([98.0, 302.0], [702.0, 658.0]) + WORDS)
    assert texts(grid) == READING


def test_white_rules_separate_nothing(grid_of):
    white = "1 G " + rule(100, 690, 300, 690) + rule(150, 660, 150, 700) + "0 G "
    assert texts(grid_of(ruled(XS, YS) + white + WORDS)) == READING


def test_rules_inside_nested_forms_are_placed_by_their_matrices(grid_of):
    inner = ruled([x - 60 for x in XS], [y - 80 for y in YS]) + text(44, 606, "项目")
    forms = {"Inner": inner, "Outer": "q 1 0 0 1 50 60 cm /Inner Do Q"}
    grid = grid_of("q 1 0 0 1 10 20 cm /Outer Do Q", forms=forms)
    assert grid.box == (100, 142, 300, 182)
    assert grid.cells[0].text == "项目"


def test_merged_cells_span_both_ways(grid_of):
    lines = (
        ruled([100, 300], [700, 640]) + rule(200, 640, 200, 680) + rule(100, 680, 300, 680) + rule(200, 660, 300, 660)
    )
    grid = grid_of(lines + text(180, 686, "支出") + text(104, 656, "合计") + text(204, 666, "1") + text(204, 646, "2"))
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells] == [
        (0, 0, 1, 2, "支出"),
        (1, 0, 2, 1, "合计"),
        (1, 1, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
    ]


def test_every_slot_is_covered_once_even_around_a_corner(grid_of):
    # The rule under the first row stops half way: an L of slots, which is no rectangle.
    lines = ruled([100, 300], [700, 660]) + rule(200, 660, 200, 680) + rule(200, 680, 300, 680)
    grid = grid_of(lines + text(104, 686, "合计"))
    covered = [
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(grid.row_count) for column in range(grid.column_count)]


def test_a_row_cut_by_the_page_end_has_an_open_bottom(grid_of):
    lines = "".join(rule(100, y, 300, y) for y in YS[:2]) + "".join(rule(x, 650, x, 700) for x in XS)
    grid = grid_of(lines + WORDS)
    assert texts(grid) == READING
    assert grid.open_sides == {"bottom"}


def test_a_table_without_outer_vertical_rules_has_open_sides(grid_of):
    grid = grid_of("".join(rule(100, y, 300, y) for y in YS) + rule(200, 660, 200, 700) + WORDS)
    assert texts(grid) == READING
    assert grid.open_sides == {"left", "right"}


def test_label_columns_that_show_only_the_middle_of_merged_cells_are_columns(grid_of):
    # The page cuts the merged labels above and below: nothing but vertical rules bounds them.
    lines = ruled([200, 300, 400], [700, 680, 660]) + rule(100, 660, 100, 700) + rule(150, 660, 150, 700)
    words = text(104, 676, "产出") + text(154, 676, "质量") + text(204, 686, "指标1") + text(204, 666, "指标2")
    assert texts(grid_of(lines + words)) == [["产出", "质量", "指标1", ""], ["产出", "质量", "指标2", ""]]


def test_a_lone_rule_between_two_tables_of_one_height_belongs_to_the_nearer(page_of):
    left = ruled([40, 80, 120], [700, 680, 660]) + text(44, 686, "甲")
    right = ruled([220, 300, 400], [700, 680, 660]) + rule(180, 660, 180, 700) + text(224, 686, "乙")
    page = page_of(left + right + text(184, 676, "丙"))
    assert [[cell.text for cell in grid.slots[0]] for grid in page.grids] == [["甲", ""], ["丙", "乙", ""]]


def test_lines_without_any_text_between_them_are_a_drawing(page_of):
    page = page_of(ruled([100, 200, 300], [700, 680, 660]) + text(180, 640, "支出预算图"))
    assert not page.grids
    assert [each.text for each in page.paragraphs] == ["支出预算图"]


def test_frames_underlines_and_header_rules_are_no_tables(page_of):
    frame = ruled([40, 555], [800, 40])
    page = page_of(frame + rule(60, 780, 500, 780) + text(100, 700, "部门预算") + rule(100, 698, 140, 698))
    assert not page.grids
    assert [paragraph.text for paragraph in page.paragraphs] == ["部门预算"]


def test_an_underlined_word_does_not_split_its_cell(grid_of):
    grid = grid_of(ruled(XS, YS) + WORDS + rule(104, 684, 124, 684))
    assert texts(grid) == READING


def test_a_table_in_a_cell_keeps_its_text(page_of):
    outer = ruled([50, 350, 500], [750, 600])
    page = page_of(outer + ruled(XS, YS) + WORDS + text(360, 700, "说明"))
    assert [texts(grid) for grid in page.grids] == [[["", "说明"]], READING]


def test_figures_on_common_baselines_are_rows_even_without_rules_between(grid_of):
    lines = ruled([100, 200, 300, 400], [720, 700, 600])
    words = text(104, 706, "科目") + text(204, 706, "预算") + text(304, 706, "决算")
    for number, name in enumerate(["工资福利支出", "商品和服务支出", "资本性支出"]):
        y = 680 - 30 * number
        words += text(204, y, f"{number}1.00") + text(304, y, f"{number}2.00")
        words += text(104, y + 7, name[:4]) + text(104, y - 7, name[4:])
    grid = grid_of(lines + words)
    assert texts(grid) == [
        ["科目", "预算", "决算"],
        ["工资福利\n支出", "01.00", "02.00"],
        ["商品和服\n务支出", "11.00", "12.00"],
        ["资本性支\n出", "21.00", "22.00"],
    ]


def test_tables_side_by_side_are_read_from_left_to_right(page_of):
    page = page_of(ruled([320, 400, 500], [702, 680, 660]) + text(324, 686, "右") + ruled(XS, YS) + WORDS)
    assert [grid.slots[0][0].text for grid in page.grids] == ["项目", "右"]
    assert [grid.order for grid in page.grids] == [0, 1]


@st.composite
def tables(draw):
    """Rows × columns cut into rectangles, as word processors merge cells."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(2, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            down, across = draw(st.integers(1, 3)), draw(st.integers(1, 3))
            wanted = {(row + i, column + j) for i in range(down) for j in range(across)}
            if not wanted <= free:
                wanted, down, across = {(row, column)}, 1, 1
            free -= wanted
            cells.append((row, column, down, across))
    return cells


def lines_of(cells):
    """Draw every cell as a rectangle of 40 × 20 points a slot, with its number inside."""
    boxes = [(100 + 40 * c, 700 - 20 * (r + down), 40 * across, 20 * down) for r, c, down, across in cells]
    return "".join(
        f"{x} {y} {w} {h} re S\n" + text(x + 4, y + h - 14, str(number)) for number, (x, y, w, h) in enumerate(boxes)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=tables())
def test_any_merging_of_cells_is_found_again(cells, tmp_path):
    grids = read(saved(tmp_path, lines_of(cells)), name="x").pages[0].grids
    if len(cells) == 1:
        assert not grids
        return
    (grid,) = grids
    # Slots without a rule of their own vanish, so compare places, not numbers.
    expected = [(100 + 40 * c, 142 + 20 * r, 40 * across, 20 * down) for r, c, down, across in cells]
    found = [(c.box[0], c.box[1], c.box[2] - c.box[0], c.box[3] - c.box[1]) for c in grid.cells]
    assert found == expected
    assert [cell.text for cell in grid.cells] == [str(number) for number in range(len(cells))]
