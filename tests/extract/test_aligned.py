"""Tables without rules between their columns: what stands over, beside and below what."""

from __future__ import annotations

import pytest
from pdf_writing import rule, text

UNIT = text(60, 740, "单位名称：湾城水务局") + text(460, 740, "单位：万元")
ROWS = [
    ("201", "一般公共服务支出", "1,200.50", "1,000.00", "200.50"),
    ("20103", "政府办公厅事务", "1,200.50", "1,000.00", "200.50"),
    ("2010301", "行政运行", "1,000.00", "1,000.00", ""),
    ("2010302", "一般行政管理事务", "200.50", "", "200.50"),
]


def wide(words: str) -> float:
    """Return the width of words at 10 points."""
    return sum(10.0 if ord(each) > 0xFF else 5.0 for each in words)


def middle(x: float, y: float, words: str) -> str:
    """Print words with their middle at x."""
    return text(x - wide(words) / 2, y, words)


def body(rows: list[tuple[str, ...]], top: float, step: float = 18.0) -> str:
    """Print rows of code, name and amounts flush right."""
    content = ""
    for at, (code, name, *amounts) in enumerate(rows):
        y = top - step * at
        content += text(62, y, code) + text(120, y, name)
        content += "".join(text(x - wide(each), y, each) for x, each in zip((330, 430, 530), amounts, strict=True))
    return content


def shown(grid):
    """Return (row, column, row span, column span, text) of the cells that print something."""
    return [(c.row, c.column, c.row_span, c.column_span, c.whole_text) for c in grid.cells if c.lines]


HEADER = [
    (0, 0, 1, 2, "功能分类科目"),
    (0, 2, 2, 1, "合计"),
    (0, 3, 1, 2, "本年支出"),
    (1, 0, 1, 1, "科目编码"),
    (1, 1, 1, 1, "科目名称"),
    (1, 3, 1, 1, "基本支出"),
    (1, 4, 1, 1, "项目支出"),
]


def two_levels() -> str:
    """Print a header of two levels, each heading in the middle of its columns."""
    upper = middle(165, 714, "功能分类科目") + middle(435, 714, "本年支出")
    lower = middle(85, 696, "科目编码") + middle(195, 696, "科目名称")
    return upper + lower + middle(305, 705, "合计") + middle(385, 696, "基本支出") + middle(490, 696, "项目支出")


@pytest.mark.parametrize(
    "rules",
    [
        "",
        rule(56, 728, 536, 728, 1) + rule(56, 690, 536, 690) + rule(56, 612, 536, 612, 1),
        "".join(rule(56, y, 536, y) for y in (728, 690, 672, 654, 636, 612)),
        "0.85 g 56 690 480 38 re f 0.95 g 56 654 480 18 re f 56 612 480 24 re f 0 g ",
    ],
    ids=["no rules", "three lines", "rules between rows", "tinted rows"],
)
def test_headings_over_several_columns_span_them(page_of, rules):
    (grid,) = page_of(rules + UNIT + two_levels() + body(ROWS, 678)).grids
    assert shown(grid)[: len(HEADER)] == HEADER
    read = [tuple(cell.whole_text for cell in row) for row in grid.slots[2:]]
    assert read == ROWS


def test_a_label_of_two_lines_goes_with_the_amounts_beside_their_middle(page_of):
    content = UNIT + two_levels() + body(ROWS[:2], 678)
    content += text(120, 640, "机关事业单位基本养老保险") + text(120, 627, "缴费支出") + text(290, 633.5, "80.00")
    content += text(62, 633.5, "2080505") + text(390, 633.5, "80.00") + body(ROWS[2:], 608)
    (grid,) = page_of(content).grids
    texts = [tuple(cell.whole_text for cell in row) for row in grid.slots[2:]]
    assert [row[1] for row in texts] == [
        "一般公共服务支出",
        "政府办公厅事务",
        "机关事业单位基本养老保险缴费支出",
        "行政运行",
        "一般行政管理事务",
    ]


def test_columns_nearer_than_a_letter_are_columns_where_one_holds_figures_alone(page_of):
    rows = [("2010301", "12.00", "3.00"), ("2010302", "1,345.00", "1,444.00"), ("2010399", "1,999.00", "17.00")]
    content = UNIT + text(62, 716, "编码") + text(128, 716, "基本") + text(168, 716, "项目")
    for at, (code, *amounts) in enumerate(rows):
        y = 700 - 18 * at
        content += text(62, y, code)
        content += "".join(text(x - wide(each), y, each) for x, each in zip((145, 189), amounts, strict=True))
    (grid,) = page_of(content).grids
    assert [tuple(cell.whole_text for cell in row) for row in grid.slots] == [("编码", "基本", "项目"), *rows]


def test_a_form_of_words_has_labels_beside_several_rows(page_of):
    rules = rule(56, 728, 536, 728, 1) + rule(56, 708, 536, 708) + rule(56, 630, 536, 630, 1)
    words = (
        text(70, 714, "一级指标") + text(170, 714, "二级指标") + text(290, 714, "三级指标") + text(450, 714, "指标值")
    )
    rows = [
        ("数量指标", "检修闸门数量", "≥12座"),
        ("质量指标", "检修合格率", "≥98%"),
        ("社会效益指标", "供水保障程度", "提升"),
        ("满意度指标", "用水户满意度", "≥90%"),
    ]
    for at, texts in enumerate(rows):
        words += "".join(text(x, 694 - 18 * at, each) for x, each in zip((160, 270, 440), texts, strict=True))
    words += text(62, 685, "产出指标") + text(62, 658, "效益指标") + text(62, 640, "满意度指标")
    (grid,) = page_of(rules + words).grids
    labels = [row[0].whole_text for row in grid.slots[1:]]
    assert labels == ["产出指标", "产出指标", "效益指标", "满意度指标"]
    assert [tuple(cell.whole_text for cell in row[1:]) for row in grid.slots[1:]] == rows


def test_a_table_goes_on_over_the_page_without_its_header(page_of):
    (grid,) = page_of(rule(56, 700, 536, 700) + body(ROWS[2:] + ROWS[:2], 780)).grids
    assert grid.row_count == 4
    assert grid.column_count == 5


def test_sentences_with_figures_between_rules_are_no_table(page_of):
    rules = rule(56, 728, 536, 728) + rule(56, 640, 536, 640)
    prose = [
        "2024 年本部门收入预算 1,200.50 万元，其中一般公共预算 1,000.00 万元，",
        "比 2023 年增加 120.00 万元，增长 11.11%，主要原因是人员经费增加。",
        "支出预算 1,200.50 万元，其中基本支出 1,000.00 万元，项目支出 200.50 万元，",
        "比 2023 年增加 120.00 万元，主要用于 3 个项目。",
    ]
    page = page_of(rules + "".join(text(60, 710 - 18 * at, each) for at, each in enumerate(prose)))
    assert not page.grids


def test_what_stands_beside_a_table_is_kept(page_of):
    (page) = page_of(UNIT + two_levels() + body(ROWS, 678) + text(60, 540, "注：金额四舍五入。"))
    assert [each.text for each in page.paragraphs] == ["单位名称：湾城水务局  单位：万元", "注：金额四舍五入。"]
