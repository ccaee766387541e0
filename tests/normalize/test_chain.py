import pytest

from extract.plaintext import read_plaintext
from normalize.captions import lay_out
from normalize.chain import Chain, chain

FORM = "项目编码\t{code}\t\t项目名称\t{name}\t\n绩效目标\t做好{name}\t\t\t\t\n一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t依据\n"
ROW = "产出指标\t数量指标\t次数\t举办次数\t>=3次\t方案\n"
HEADER = "一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t依据\n"


def chained(text: str) -> list[Chain]:
    return chain(lay_out(read_plaintext(text.encode())).grids)


def test_a_reprinted_header_goes_on_with_the_table() -> None:
    [table] = chained(FORM.format(code="518-0101-YCN-A001", name="展会") + ROW + "\n" + HEADER + ROW)
    assert [piece.repeated_rows for piece in table.pieces] == [(), (0,)]
    assert table.links[0].header_repeated


def test_a_header_left_alone_at_the_page_foot_is_printed_once() -> None:
    [table] = chained(FORM.format(code="518-0101-YCN-A001", name="展会") + "\n" + HEADER + ROW)
    assert [len(piece.data_rows) for piece in table.pieces] == [2, 1]


def test_forms_in_a_row_stay_apart_even_without_titles() -> None:
    tables = chained("\n".join(FORM.format(code=f"518-0101-YCN-A00{n}", name=f"项目{n}") + ROW for n in range(1, 6)))
    assert [len(table.pieces) for table in tables] == [1] * 5


def test_a_list_of_projects_goes_on_under_title_and_header_printed_again() -> None:
    page = "项目支出预算表\n\n单位：万元\n\n项目名称\t合计\t基本支出\n{}\t1.00\t1.00\n\n"
    [table] = chained(page.format("甲项目") + page.format("乙项目"))
    assert table.links[0].title_repeated
    assert [piece.repeated_rows for piece in table.pieces] == [(), (0,)]


def test_another_title_begins_another_table_in_spite_of_like_headers() -> None:
    page = "{}支出预算表\n\n科目编码\t科目名称\t合计\n{}\n\n"
    tables = chained(
        page.format("政府性基金", "212\t城乡社区支出\t1.00") + page.format("国有资本经营", "223\t支出\t2.00")
    )
    assert [table.title for table in tables] == ["政府性基金支出预算表", "国有资本经营支出预算表"]


def test_another_department_begins_another_table_under_one_title() -> None:
    page = "收支总表\n\n部门：{}\n\n项目\t预算数\n收入\t1.00\n\n"
    assert len(chained(page.format("甲县教育局") + page.format("乙县教育局"))) == 2


def test_prose_between_ends_a_table() -> None:
    rows = "项目\t金额\n甲\t1.00\n"
    assert len(chained(rows + "\n以上为今年情况，下面说明去年情况。\n\n" + "乙\t2.00\n丙\t3.00\n")) == 2


def test_a_total_reprinted_with_the_header_is_no_second_row() -> None:
    head = "科目编码\t科目名称\t合计\n\t合计\t9.00\n"
    [table] = chained(head + "201\t甲\t4.00\n\n" + head + "202\t乙\t5.00\n")
    assert table.pieces[1].repeated_rows == (0, 1)
    assert table.pieces[1].data_rows == (2,)


def test_a_header_cut_by_the_page_goes_on() -> None:
    first = "四、收支预算表\n\n收入\t\t支出\t\n\n"
    [table] = chained(first + "项目\t预算数\t项目\t预算数\n一、拨款\t1.00\t一、教育\t1.00\n")
    assert [len(piece.data_rows) for piece in table.pieces] == [0, 1]


def test_the_rest_of_totals_names_on_the_next_page_is_no_header() -> None:
    first = "四、收支预算表\n\n项目\t预算数\t项目\t预算数\n一、拨款\t1.00\t一、教育\t1.00\n"
    [table] = chained(first + "收入\t1.00\t支出\t1.00\n\n总计\t\t总计\t\n")
    assert [piece.data_rows for piece in table.pieces] == [(1, 2), (0,)]


@pytest.mark.parametrize(
    "inside",
    ["部门名称：某市人民代表大会常务委员会", "某市人民代表大会常务委员会", "注：本表不含涉密项目", "财决01表"],
)
def test_the_name_of_an_assembly_a_note_or_a_number_inside_the_rules_is_no_title(inside: str) -> None:
    [table] = chained(f"一般公共预算支出情况\n\n{inside}\t\t\n科目编码\t科目名称\t合计\n201\t公共服务\t3.00\n")
    assert table.title == "一般公共预算支出情况"


def test_the_name_of_a_spreadsheet_s_tab_above_the_rules_is_not_the_title_inside_them() -> None:
    inside = "表11\t\t\n2019年财政拨款结转资金支出表\t\t\n科目编码\t科目名称\t合计\n201\t公共服务\t3.00\n"
    [table] = chained(f"表11-结转支出表\n\n{inside}")
    assert table.title == "2019年财政拨款结转资金支出表"
    [table] = chained(f"附表一结转支出表\n\n{inside}")
    assert table.title == "附表一结转支出表"


def test_a_table_of_the_deputies_work_is_a_title_inside_the_rules() -> None:
    [table] = chained("履职情况\n\n代表工作经费表\t\t\n科目编码\t科目名称\t合计\n201\t公共服务\t3.00\n")
    assert table.title == "代表工作经费表"
