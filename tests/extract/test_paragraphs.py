"""Print outside tables."""

from __future__ import annotations

import pytest
from pdf_writing import rule, ruled, text

LINE = "本部门按照市委市政府的部署开展工作安排各项预算支出"  # 26 characters: 416 pt at 16 pt


def prose(*lines, top=700, pitch=28):
    """Set lines at 16 pt; a leading blank indents by two characters."""
    return "".join(
        text(90 + 32 * line.startswith(" "), top - pitch * k, line.strip(), 16) for k, line in enumerate(lines)
    )


def test_an_indent_begins_a_paragraph(page_of):
    page = page_of(prose(" " + LINE[:24], LINE, LINE[:5] + "。", " " + LINE[:24], LINE[:9] + "。"))
    assert [len(each.lines) for each in page.paragraphs] == [3, 2]
    assert not page.paragraphs[1].ends_open


def test_a_paragraph_cut_by_the_page_shows_it_at_both_ends(page_of):
    page = page_of(prose(LINE[:7] + "。", " " + LINE[:24], LINE, LINE))
    assert [each.starts_flush for each in page.paragraphs] == [True, False]
    assert [each.ends_open for each in page.paragraphs] == [False, True]


def test_a_title_and_a_unit_line_stand_apart_from_prose(page_of):
    page = page_of(
        text(217, 750, "部门收支总表", 22)
        + text(90, 720, "部门：某局", 12)
        + text(440, 720, "单位：万元", 12)
        + prose(" " + LINE[:24], LINE)
    )
    assert [each.text.replace("\n", "") for each in page.paragraphs] == [
        "部门收支总表",
        "部门：某局  单位：万元",
        LINE[:24] + LINE,
    ]


def test_lines_of_contents_are_paragraphs_of_their_own(page_of):
    page = page_of(prose("一、部门职责" + "." * 30 + "1", "二、机构设置" + "." * 30 + "2"))
    assert len(page.paragraphs) == 2


def test_a_table_number_flush_right_is_not_glued_to_the_title_below(page_of):
    page = page_of(
        text(470, 720, "表4", 16) + text(200, 700, "收支总体情况表", 16) + prose(" " + LINE[:24], LINE, top=640)
    )
    assert [each.lines[0].text for each in page.paragraphs] == ["表4", "收支总体情况表", LINE[:24]]
    assert [each.ends_open for each in page.paragraphs] == [False, False, True]


@pytest.mark.parametrize(
    "number", ["12", "- 12 -", "— 12 —", "第 3 页 共 20 页", "3 / 20", "第3页，共20页", "页(3)", "Page 3 of 20"]
)
def test_a_lone_number_at_the_edge_is_the_page_number(page_of, number):
    page = page_of(prose(" " + LINE[:24], LINE) + text(280, 40, number))
    assert [each.role for each in page.paragraphs] == ["text", "page_number"]


def test_a_turned_sheet_keeps_its_margins_for_page_numbers(page_of):
    page = page_of(text(100, 300, LINE) + text(400, 72, "— 5 —"), page="/MediaBox[0 0 842 595]")
    assert [each.role for each in page.paragraphs] == ["text", "page_number"]


def test_a_lone_number_in_the_middle_is_text(page_of):
    page = page_of(text(280, 400, "12"))
    assert [each.role for each in page.paragraphs] == ["text"]


def test_tables_and_paragraphs_are_numbered_in_reading_order(page_of):
    table = ruled([90, 300, 500], [660, 640, 620]) + text(94, 646, "合计")
    page = page_of(prose("表一") + table + prose("注：单位为万元", top=590))
    assert [(type(block).__name__, block.order) for block in page.blocks] == [
        ("Paragraph", 0),
        ("Grid", 1),
        ("Paragraph", 2),
    ]


def test_a_three_line_table_is_read_by_its_columns(page_of):
    rows = [("项目", "预算数", "决算数"), ("基本支出", "120.00", "118.50"), ("项目支出", "80.00", "79.25")]
    words = "".join(
        text(100, 690 - 20 * k, a) + text(300 - 5 * len(b), 690 - 20 * k, b) + text(480 - 5 * len(c), 690 - 20 * k, c)
        for k, (a, b, c) in enumerate(rows)
    )
    page = page_of(rule(90, 704, 500, 704, 1.5) + rule(90, 684, 500, 684) + rule(90, 640, 500, 640, 1.5) + words)
    (grid,) = page.grids
    assert grid.origin == "aligned"
    assert [[cell.text for cell in row] for row in grid.slots] == [list(row) for row in rows]
    assert not page.paragraphs


def test_figures_that_line_up_without_rules_are_a_table(page_of):
    rows = [("项目", "预算数", "决算数"), ("基本支出", "120.00", "118.50"), ("项目支出", "80.00", "79.25")]
    rows.append(("合计", "200.00", "197.75"))
    words = "".join(
        text(100, 690 - 20 * k, a) + text(300 - 5 * len(b), 690 - 20 * k, b) + text(480 - 5 * len(c), 690 - 20 * k, c)
        for k, (a, b, c) in enumerate(rows)
    )
    (grid,) = page_of(words).grids
    assert [[cell.text for cell in row] for row in grid.slots] == [list(row) for row in rows]


def test_three_line_tables_below_each_other_stay_apart(page_of):
    content = ""
    for top in (700, 600):
        content += rule(90, top, 500, top) + rule(90, top - 20, 500, top - 20) + rule(90, top - 60, 500, top - 60)
        for number, (name, amount) in enumerate([("项目", "金额"), ("基本支出", "120.00"), ("项目支出", "80.00")]):
            content += text(100, top - 14 - 20 * number, name) + text(400, top - 14 - 20 * number, amount)
    page = page_of(content)
    assert [(grid.row_count, grid.column_count) for grid in page.grids] == [(3, 2), (3, 2)]


def test_signature_lines_are_no_table(page_of):
    page = page_of(
        text(90, 700, "负责人：甲")
        + text(400, 700, "电话：1234")
        + text(90, 680, "填表人：乙")
        + text(400, 680, "日期：2026")
    )
    assert not page.grids
