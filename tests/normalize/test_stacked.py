from collections import Counter

import pytest

from extract.plaintext import read_plaintext
from extract.records import Cell, Extracted, Grid, Page, Paragraph, Source, TextLine
from normalize.records import Records
from normalize.stacked import parted
from normalize.walk import normalize_document

FORM = """项目编码\t518-0101-YCN-{code}\t项目名称\t{name}
绩效目标\t做好{name}\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t完成{name}\t>=3次
"""


def records(text: str) -> Records:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text"))


def test_a_form_that_follows_another_without_a_gap_is_a_table_of_its_own() -> None:
    told = records(
        "项目绩效目标表\n\n" + FORM.format(code="AA01", name="道路养护") + FORM.format(code="AA02", name="桥梁检测")
    )
    assert [row.project_name for row in told.tables["projects"]] == ["道路养护", "桥梁检测"]
    assert [(row.project_no, row.level3) for row in told.tables["indicators"]] == [
        (1, "完成道路养护"),
        (2, "完成桥梁检测"),
    ]


def test_a_header_printed_again_in_a_dump_without_gaps_shows_a_page_end() -> None:
    head = "科目编码\t科目名称\t合计\n"
    told = records("支出表\n\n单位：万元\n\n" + head + "201\t公共服务\t3.00\n" + head + "202\t外交\t4.00\n")
    assert [table.row_count for table in told.tables["tables"]] == [2]
    [seam] = told.tables["seams"]
    assert (seam.decision, seam.header_repeated) == ("new_row", True)


def test_a_blank_line_alone_shows_none() -> None:
    head = "科目编码\t科目名称\t合计\n"
    told = records("支出表\n\n单位：万元\n\n" + head + "201\t公共服务\t3.00\n\n202\t外交\t4.00\n")
    assert Counter(seam.decision for seam in told.tables["seams"]) == {}
    assert [table.row_count for table in told.tables["tables"]] == [2]


HEAD = "科目编码 | 科目名称 | 合计"
OTHER_HEAD = "项目名称 | 实施单位 | 金额"


def ruled(order: int, *rows: str) -> Grid:
    """Return a grid of rules, each row's cells parted by |; a text alone covers its row."""
    cells = []
    for row, texts in enumerate(line.split(" | ") for line in rows):
        width = 3 if len(texts) == 1 else 1
        cells += [Cell(row, column, 1, width, (TextLine(text),)) for column, text in enumerate(texts)]
    return Grid(order, len(rows), 3, tuple(cells), "ruled")


@pytest.mark.parametrize(
    ("between", "starts"),
    [
        ("项目支出明细表", "项目支出明细表"),
        ("二、项目支出情况", "二、项目支出情况"),
        ("注：本表反映部门支出的科目", "项目名称"),
        ("备注1：见附表", "项目名称"),
        ("合计15.00", "项目名称"),
        ("本表合计：15.00万元", "项目名称"),
        ("数据来源于预算管理系统", "项目名称"),
    ],
)
def test_a_second_list_begins_with_its_title_and_not_with_what_closes_the_first(between: str, starts: str) -> None:
    rows = [HEAD, "201 | 公共服务 | 15.00", between, OTHER_HEAD, "道路养护 | 某某所 | 15.00"]
    first, second = parted(ruled(0, *rows), paged=True)
    assert (first.row_count, second.row_count) == ((2, 3) if starts == between else (3, 2))
    assert second.beginning[0][0].text == starts


def test_a_list_below_one_that_had_to_borrow_its_unit_borrows_it_too() -> None:
    def line(number: int, text: str) -> Paragraph:
        return Paragraph(number, (TextLine(text),))

    stated = Page(1, None, None, (line(0, "支出表"), line(1, "单位：万元")), (ruled(2, HEAD, "201 | 公共服务 | 3.00"),))
    bare = [HEAD, "201 | 公共服务 | 15.00", OTHER_HEAD, "道路养护 | 某某所 | 15.00"]
    other = Page(2, None, None, (line(0, "收入表"),), (ruled(1, *bare),))
    told = normalize_document(Extracted(Source("a.pdf", "0" * 64, 1, "pdf"), (stated, other), "pdfium"))
    assert [table.unit for table in told.tables["tables"]] == ["ten_thousand_yuan"] * 3
    assert [each.table_nos for each in told.tables["findings"] if each.check_id == "D-05"] == [[2], [3]]
