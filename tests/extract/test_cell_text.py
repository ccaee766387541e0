"""Text of cells: which cell, which line, which blanks."""

from __future__ import annotations

import pytest
from pdf_writing import ruled, text

XS, YS = [100.0, 200.0, 300.0], [700.0, 680.0, 660.0]


def first(grid):
    return grid.cells[0].text


def test_wrapped_lines_stand_in_order_from_the_top(grid_of):
    grid = grid_of(ruled(XS, [700, 660]) + text(104, 668, "保险缴费支出") + text(104, 684, "机关事业单位"))
    assert first(grid) == "机关事业单位\n保险缴费支出"


@pytest.mark.parametrize("ascent", [0, 300, 3000])
def test_text_is_placed_by_its_baseline_whatever_height_its_font_claims(grid_of, ascent):
    words = text(104, 686, "项目") + text(204, 686, "1.00") + text(104, 666, "合计") + text(204, 666, "2.00")
    grid = grid_of(ruled(XS, YS) + words, ascent=ascent)
    assert [cell.text for cell in grid.cells] == ["项目", "1.00", "合计", "2.00"]


def test_a_number_wider_than_its_cell_stays_whole(grid_of):
    grid = grid_of(ruled([100, 150, 200], YS) + text(118, 686, "1,234,567.89"))
    assert [cell.text for cell in grid.cells[:2]] == ["1,234,567.89", ""]


def test_headings_a_little_wider_than_their_cells_are_parted_at_the_rule(grid_of):
    headings = text(99.5, 686, "政府性基金预算") + text(168.5, 686, "国有资本经营预算")
    grid = grid_of(ruled([100, 169, 248], YS) + headings)
    assert [cell.text for cell in grid.cells[:2]] == ["政府性基金预算", "国有资本经营预算"]


def test_a_text_that_runs_over_into_half_of_the_next_cell_stays_whole(grid_of):
    grid = grid_of(ruled([100, 169, 248], YS) + text(102, 686, "政府性基金预算国有资本"))
    assert [cell.text for cell in grid.cells[:2]] == ["政府性基金预算国有资本", ""]


def test_a_code_close_to_its_name_is_parted_at_the_rule(grid_of):
    grid = grid_of(ruled(XS, YS) + text(169.5, 686, "245003") + text(200.5, 686, "医疗保险"))
    assert [cell.text for cell in grid.cells[:2]] == ["245003", "医疗保险"]


def test_bold_by_overprinting_is_read_once_and_kept_as_dropped(page_of):
    page = page_of(ruled(XS, YS) + "".join(text(104 + k * 0.2, 686, "合计100") for k in range(6)))
    assert page.grids[0].cells[0].text == "合计100"
    assert {each.reason for each in page.dropped} <= {"overprint"}


def test_doubled_figures_are_not_taken_for_overprint(grid_of):
    assert first(grid_of(ruled(XS, YS) + text(104, 686, "1,111,100.00"))) == "1,111,100.00"


@pytest.mark.parametrize("turned", [False, True])
def test_headings_side_by_side_keep_what_they_have_in_common_where_one_runs_under_the_other(grid_of, turned):
    left, right = text(115, 686, "预算数"), text(95, 686, "政府预算支出经济分类科目")
    clipped = f"q 145 680 100 20 re W n {right} Q\n"  # 预算 stands on 预算, 数 on 支
    words = clipped + left if turned else left + clipped
    grid = grid_of(ruled([100, 145, 245], YS) + words)
    assert [cell.text for cell in grid.cells[:2]] == ["预算数", "政府预算支出经济分类科目"]


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("合　　计", "合 计"),
        ("合计", "合计"),
        ("World Bank", "World Bank"),
        ("2026年", "2026年"),
        ("１２３", "１２３"),
        ("⼀般公共", "⼀般公共"),
    ],
)
def test_blanks_only_where_print_has_a_gap(grid_of, words, reading):
    assert first(grid_of(ruled(XS, YS) + text(104, 686, words))) == reading


def test_a_column_of_single_characters_is_read_downwards(grid_of):
    stacked = "".join(text(104, 690 - 11 * k, each) for k, each in enumerate("产出"))
    assert first(grid_of(ruled([100, 120, 300], [700, 670]) + stacked)) == "产\n出"


def test_text_turned_by_ninety_degrees_is_one_line(grid_of):
    grid = grid_of(ruled([100, 120, 300], [760, 640]) + text(114, 650, "绩效目标2026", matrix="0 1 -1 0"))
    assert first(grid) == "绩效目标2026"


def test_print_outside_the_clipping_path_is_not_read(page_of):
    hidden = "q 100 680 100 20 re W n " + text(104, 686, "可见") + text(104, 666, "裁去") + "Q "
    page = page_of(ruled(XS, YS) + hidden)
    assert [cell.text for cell in page.grids[0].cells] == ["可见", "", "", ""]
    assert [(each.text, each.reason) for each in page.dropped] == [("裁去", "hidden")]


def test_a_clipped_mark_does_not_hide_the_text_beside_it(page_of):
    hidden = "q 100 660 20 5 re W n " + text(104, 686, "1") + "Q "
    page = page_of(ruled(XS, YS) + hidden + text(109, 686, "（一）资金"))
    assert page.grids[0].cells[0].text == "（一）资金"
    assert [(each.text, each.reason) for each in page.dropped] == [("1", "hidden")]


def test_white_print_is_hidden_on_paper_and_read_on_a_dark_header(page_of):
    dark = "0 0 0.5 rg 100 680 200 20 re f 1 g " + text(104, 686, "表头") + text(104, 400, "0.00") + "0 g "
    page = page_of(dark + ruled(XS, YS))
    assert page.grids[0].cells[0].text == "表头"
    assert [(each.text, each.reason) for each in page.dropped] == [("0.00", "hidden")]


def test_invisible_print_is_set_aside(page_of):
    page = page_of(text(104, 686, "看见") + "3 Tr " + text(104, 500, "隐藏"))
    assert [each.text for each in page.paragraphs] == ["看见"]
    assert [(each.text, each.reason) for each in page.dropped] == [("隐藏", "hidden")]


def test_single_characters_of_a_font_that_is_not_in_the_file_are_read(page_of):
    # pdfium drops a text object that its substitute font draws nothing for; the substitute is ours.
    words = "".join(text(100 + 22 * at, 747, each, 22) for at, each in enumerate("审计局信息公开"))
    page = page_of(words)
    assert [each.text for each in page.paragraphs] == ["审计局信息公开"]


def test_print_beyond_the_page_is_set_aside(page_of):
    page = page_of(text(104, 686, "页内") + text(700, 686, "页外"))
    assert [(each.text, each.reason) for each in page.dropped] == [("页外", "outside_page")]


def test_a_page_number_printed_over_a_table_belongs_to_no_cell(page_of):
    words = text(104, 86, "12.00") + text(185, 62, "第3页", 8) + text(210, 62, "共8页", 8)
    page = page_of(ruled(XS, [100, 80, 60]) + words)
    assert [cell.text for cell in page.grids[0].cells] == ["12.00", "", "", ""]
    assert [(each.role, each.lines[0].text) for each in page.paragraphs] == [("page_number", "第3页 共8页")]


def test_a_small_title_over_the_end_of_a_larger_line_is_a_line_of_its_own(page_of):
    page = page_of(text(100, 700, "货物一万元，服务三万元。", 10) + text(150, 696.8, "采购预算表", 3))
    assert [line.text for each in page.paragraphs for line in each.lines] == ["货物一万元，服务三万元。", "采购预算表"]


def test_a_note_mark_stays_on_the_line_of_its_word(page_of):
    page = page_of(text(100, 700, "三公经费", 10) + text(140.2, 703.5, "1", 5) + text(143.5, 700, "是指", 10))
    assert len([line for each in page.paragraphs for line in each.lines]) == 1
