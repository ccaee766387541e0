import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.plaintext import read_plaintext
from extract.records import Cell, Grid, Page, TextLine
from normalize.assemble import Assembled, assemble
from normalize.captions import lay_out
from normalize.chain import chain


def assembled(text: str) -> list[Assembled]:
    chains = chain(lay_out(read_plaintext(text.encode())).grids)
    return [assemble(each, number) for number, each in enumerate(chains, start=1)]


def ruled(text: str, edges: tuple[float, ...]) -> Grid:
    """A grid with the given column edges; rows by line, cells by |, `^` goes on to the cell above."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip().splitlines()]
    spans: dict[tuple[int, int], int] = {}
    owner: dict[tuple[int, int], int] = {}
    for row, texts in enumerate(rows):
        for column, each in enumerate(texts):
            owner[row, column] = owner[row - 1, column] if each == "^" else row
            spans[owner[row, column], column] = row - owner[row, column] + 1
    cells = tuple(
        Cell(row, column, span, 1, (TextLine(rows[row][column]),) if rows[row][column] else (),
             (edges[column], 100.0 + 20 * row, edges[column + 1], 100.0 + 20 * (row + span)))
        for (row, column), span in sorted(spans.items())
    )  # fmt: skip
    return Grid(0, len(rows), len(rows[0]), cells, "ruled", column_edges=edges)


def on_pages(*grids: Grid) -> Assembled:
    pages = [Page(number, 595.0, 842.0, (), (grid,)) for number, grid in enumerate(grids, start=1)]
    [only] = chain(lay_out(pages).grids)
    return assemble(only, 1)


HEADER = "科目编码\t科目名称\t合计\t基本支出\n"


def test_rows_are_numbered_without_headers_and_blank_rows() -> None:
    [one] = assembled(
        HEADER + "201\t公共服务\t3.00\t1.00\n\t\t\t\n202\t外交\t4.00\t4.00\n\n" + HEADER + "203\t国防\t5.00\t\n"
    )
    assert [(row.row_no, row.text(1)) for row in one.table.rows] == [(1, "201"), (2, "202"), (3, "203")]
    assert one.table.header_rows == 1
    assert [column.name for column in one.table.columns] == ["科目编码", "科目名称", "合计", "基本支出"]


def test_a_header_over_several_columns_is_in_the_path_of_each() -> None:
    [one] = assembled("科目编码\t支出预算\t\t\n\t合计\t基本支出\t项目支出\n栏次\t1=2+3\t2\t3\n201\t3.00\t1.00\t2.00\n")
    assert [column.path for column in one.table.columns] == [
        ("科目编码",), ("支出预算", "合计"), ("支出预算", "基本支出"), ("支出预算", "项目支出"),
    ]  # fmt: skip
    assert [column.column_id for column in one.table.columns] == [None, "1=2+3", "2", "3"]


def test_a_column_lost_on_the_next_page_moves_nothing() -> None:
    head = "采购项目\t数量\t单价\t合计\t其他资金\n"
    [one] = assembled(head + "甲\t1.00\t2.00\t2.00\t\n\n" + "采购项目\t数量\t单价\t合计\n" + "乙\t3.00\t1.00\t3.00\n")
    assert [cell.text for cell in one.table.rows[1].cells] == ["乙", "3.00", "1.00", "3.00", ""]


def test_a_label_over_rows_of_two_pages_is_one_cell() -> None:
    edges = (50.0, 150.0, 300.0, 400.0)
    one = on_pages(
        ruled("一级指标 | 二级指标 | 指标值\n产出指标 | 数量指标 | 3次\n^ | 质量指标 | 95%", edges),
        ruled(
            "一级指标 | 二级指标 | 指标值\n | 时效指标 | 12月\n^ | 成本指标 | 5万元\n效益指标 | 社会效益指标 | 提升",
            edges,
        ),
    )
    assert [row.text(1) for row in one.table.rows] == ["产出指标"] * 4 + ["效益指标"]
    label = one.table.rows[3].cells[0]
    assert (label.row_no, label.row_span) == (1, 4)


def test_a_label_printed_on_the_second_page_names_the_rows_of_the_first_too() -> None:
    edges = (50.0, 150.0, 300.0, 400.0)
    one = on_pages(
        ruled("一级指标 | 二级指标 | 指标值\n | 数量指标 | 3次\n^ | 质量指标 | 95%", edges),
        ruled("产出指标 | 时效指标 | 12月\n^ | 成本指标 | 5万元", edges),
    )
    assert [row.text(1) for row in one.table.rows] == ["产出指标"] * 4


def test_the_remark_of_a_header_word_on_the_next_page_is_no_row() -> None:
    edges = (50.0, 150.0, 300.0, 400.0, 450.0)
    one = on_pages(
        ruled("项目名称 | 甲项目 | ^ | ^\n一级指标 | 二级指标 | 指标值 | 分值权重".replace("^", ""), edges),
        ruled(" | | | （90分）\n产出指标 | 时效指标 | 12月 | 10", edges),
    )
    assert [column.name for column in one.table.columns][-1] == "分值权重（90分）"
    assert [row.text(1) for row in one.table.rows] == ["项目名称", "产出指标"]


def test_columns_merged_on_one_page_lie_over_those_of_the_other() -> None:
    one = on_pages(
        ruled("类 | 款 | 科目名称 | 合计\n208 | 05 | 养老支出 | 3.00", (50.0, 80.0, 110.0, 300.0, 400.0)),
        ruled("科目名称 | 合计\n就业补助 | 4.00", (50.0, 300.0, 400.0)),
    )
    assert [cell.text for cell in one.table.rows[1].cells] == ["就业补助", "就业补助", "就业补助", "4.00"]


def test_a_page_printed_at_another_scale_has_the_same_columns() -> None:
    edges = (50.0, 150.0, 300.0, 400.0)
    smaller = tuple(20 + 0.8 * edge for edge in edges)
    head = "科目编码 | 科目名称 | 合计\n"
    one = on_pages(ruled(head + "201 | 公共服务 | 3.00", edges), ruled(head + "202 | 外交 | 4.00", smaller))
    assert len(one.table.columns) == 3


def test_each_part_of_a_joined_cell_keeps_its_page() -> None:
    edges = (50.0, 150.0, 300.0, 400.0)
    head = "科目编码 | 科目名称 | 合计\n"
    one = on_pages(
        ruled(head + "2080502 | 事业单位离退休 | 3.00\n2080505 | 机关事业单位基本 | 5.00", edges),
        ruled(head + " | 养老保险缴费支出 | \n2080506 | 机关事业单位职业年金缴费支出 | 4.00", edges),
    )
    name = one.table.rows[1].cells[1]
    assert name.text == "机关事业单位基本养老保险缴费支出"
    assert [(part.page, part.text) for part in name.parts] == [(1, "机关事业单位基本"), (2, "养老保险缴费支出")]
    assert one.table.rows[1].pages == (1, 2)
    assert one.table.rows[1].rejoined


NAMES = [
    "公共安全",
    "教育",
    "科学技术",
    "文化旅游",
    "社会保障",
    "卫生健康",
    "节能环保",
    "城乡社区",
    "农林水",
    "交通运输",
]


@given(cuts=st.sets(st.integers(1, 9), max_size=5), repeat=st.booleans())
@pytest.mark.filterwarnings("ignore")
def test_cuts_between_rows_never_change_the_rows(cuts: set[int], *, repeat: bool) -> None:
    rows = [f"{204 + number}\t{name}支出\t{number}.00\t\n" for number, name in enumerate(NAMES)]
    text = HEADER
    for number, row in enumerate(rows):
        text += ("\n" + (HEADER if repeat else "") if number in cuts else "") + row
    [one] = assembled(text)
    assert [[cell.text for cell in row.cells] for row in one.table.rows] == [
        row.rstrip("\n").split("\t") for row in rows
    ]
    assert len(one.seams) == len(cuts)
