import pytest

from extract.plaintext import read_plaintext
from extract.records import Cell, Grid, Page, Paragraph, TextLine
from normalize.caption_lines import classify_line
from normalize.captions import lay_out


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("单位：万元", "unit"),
        ("编制部门：某局　　　　金额单位：元", "unit"),
        ("编制部门：某市某局", "department"),
        ("518001 澄岭县商务局系统", "department"),
        ("2026年预算单位财务收支预算总表", "title"),
        ("公开05表", "number"),
        ("截止时间：2019年12月31日", "date"),
        ("我部门没有政府性基金预算支出，", "prose"),
        ("具体内容见下表。", "prose"),
    ],
)
def test_a_line_above_a_table_says_one_thing(line: str, says: str) -> None:
    assert classify_line(line) == says


def test_a_caption_ends_where_prose_begins() -> None:
    pages = read_plaintext(
        "六、采购情况\n\n今年安排采购10万元。\n\n采购预算\n\n471 某局\n\n单位：万元\n\n项目\t金额\n甲\t10.00\n".encode()
    )
    layout = lay_out(pages)
    [grid] = layout.grids
    assert grid.title == "采购预算"
    assert [line.text for line in grid.above] == ["采购预算", "471 某局", "单位：万元"]
    assert [placed.paragraph.text for _, placed in layout.prose] == ["六、采购情况", "今年安排采购10万元。"]


def test_department_and_unit_on_one_line_are_two_statements() -> None:
    pages = read_plaintext("收支总表\n\n部门：某局　　单位：万元\n\n项目\t金额\n甲\t10.00\n".encode())
    [grid] = lay_out(pages).grids
    assert [(line.text, line.says) for line in grid.above[1:]] == [("部门：某局", "department"), ("单位：万元", "unit")]


def test_a_note_under_a_table_is_no_prose() -> None:
    pages = read_plaintext("表\n\n项目\t金额\n甲\t10.00\n\n注：本表金额四舍五入。\n\n三、其他情况\n".encode())
    layout = lay_out(pages)
    assert [line.text for line in layout.grids[0].below] == ["注：本表金额四舍五入。"]
    assert [placed.paragraph.text for _, placed in layout.prose] == ["三、其他情况"]


def _line(text: str, top: float, left: float = 100.0) -> Paragraph:
    return Paragraph(
        0, (TextLine(text, (left, top, left + 10 * len(text), top + 10), 10.0),), (left, top, left + 90, top + 10)
    )


def test_a_head_printed_on_every_page_is_furniture_and_a_title_is_not() -> None:
    pages = [
        Page(number, 595.0, 842.0, (_line("某市某局2024年度预算公开材料", 30), _line(f"正文第{number}段。", 300)))
        for number in range(1, 6)
    ]
    layout = lay_out(pages)
    assert [each.reason for each in layout.furniture] == ["running_head"] * 5
    assert len(layout.prose) == 5


def test_a_title_left_behind_at_the_page_foot_names_the_table_on_the_next() -> None:
    cells = (Cell(0, 0, lines=(TextLine("项目"),)), Cell(0, 1, lines=(TextLine("金额"),)))
    pages = [
        Page(1, 595.0, 842.0, (_line("财政拨款收支预算总表", 780),)),
        Page(2, 595.0, 842.0, (), (Grid(0, 1, 2, cells, "ruled"),)),
    ]
    [grid] = lay_out(pages).grids
    assert grid.title == "财政拨款收支预算总表"


def test_an_empty_box_is_no_table() -> None:
    page = Page(1, 595.0, 842.0, (), (Grid(0, 1, 2, (Cell(0, 0), Cell(0, 1)), "ruled"),))
    assert lay_out([page]).grids == ()
