"""Wide sheets printed on two pages side by side."""

from __future__ import annotations

import pytest

from extract.records import Cell, Extracted, Grid, Page, Paragraph, Source, TextLine
from normalize.walk import normalize_document

LEFT = [
    ["科目编码", "科目名称", "合计", "一般公共预算"],
    ["201", "一般公共服务支出", "100.00", "80.00"],
    ["20108", "审计事务", "100.00", "80.00"],
    ["", "合计", "100.00", "80.00"],
]
RIGHT = [["事业收入", "单位资金"], ["10.00", "10.00"], ["10.00", "10.00"], ["10.00", "10.00"]]


def page(number: int, rows: list[list[str]], *, top: float = 100.0, lines: tuple[str, ...] = ()) -> Page:
    width, height = 100.0, 16.0
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            box = (50 + column * width, top + row * height, 50 + (column + 1) * width, top + (row + 1) * height)
            cells.append(Cell(row, column, 1, 1, (TextLine(text, box, 6.0),) if text else (), box))
    x = tuple(50 + width * each for each in range(len(rows[0]) + 1))
    y = tuple(top + height * each for each in range(len(rows) + 1))
    grid = Grid(len(lines), len(rows), len(rows[0]), tuple(cells), "ruled", (x[0], y[0], x[-1], y[-1]), y, x)
    boxes = [(150.0, 40.0 + 14 * each, 450.0, 52.0 + 14 * each) for each in range(len(lines))]
    above = tuple(
        Paragraph(order, (TextLine(text, box, 10.0),), box)
        for order, (text, box) in enumerate(zip(lines, boxes, strict=True))
    )
    return Page(number, 600.0, 842.0, above, (grid,), engine="pdfium")


def read(*pages: Page):
    return normalize_document(Extracted(Source("a.pdf", "0" * 64, 1, "pdf"), pages, "pdfium")).tables


def test_the_right_half_takes_its_labels_from_the_left_half():
    tables = read(page(1, LEFT, lines=("部门收入总表", "单位：万元")), page(2, RIGHT))
    assert [(made.kind, made.unit) for made in tables["tables"]] == [("B2", "ten_thousand_yuan")] * 2
    assert [(line.code, line.name, line.measure, int(line.amount_yuan), line.is_total) for line in tables["lines"] if line.table_no == 2][::2] == [
        ("201", "一般公共服务支出", "business_income", 100000, False),
        ("20108", "审计事务", "business_income", 100000, False),
        (None, "合计", "business_income", 100000, True),
    ]  # fmt: skip
    assert not [each for each in tables["findings"] if each.verdict == "fail"]


@pytest.mark.parametrize(
    "other",
    [
        page(2, RIGHT, top=180.0),
        page(2, RIGHT[:3]),
        page(2, RIGHT, lines=("收费收入表", "单位：万元")),
        page(3, RIGHT),
        page(2, [["项目", "金额"], ["会议", "1.00"], ["培训", "2.00"], ["差旅", "3.00"]]),
    ],
)
def test_other_tables_keep_to_themselves(other):
    tables = read(page(1, LEFT, lines=("部门收入总表", "单位：万元")), other)
    assert not [line for line in tables["lines"] if line.table_no == 2 and line.code]


def test_a_right_half_is_told_of_where_the_left_half_had_to_borrow_its_unit():
    stated = page(1, LEFT, lines=("部门支出总表", "单位：万元"))
    tables = read(stated, page(2, LEFT, lines=("部门收入总表",)), page(3, RIGHT))
    assert [made.unit for made in tables["tables"]] == ["ten_thousand_yuan"] * 3
    assert [each.table_nos for each in tables["findings"] if each.check_id == "D-05"] == [[2], [3]]
