"""Whose document it is."""

from __future__ import annotations

import pytest

from normalize.identity import Identity, identify, statements_of
from normalize.places import place_of
from normalize.prose import ProseParagraph


def _identify(*lines: str, captions: tuple[str, ...] = (), metadata: str | None = None) -> Identity:
    return identify([ProseParagraph(line, (1,)) for line in lines], captions, metadata_title=metadata)


def test_one_title_line_says_it_all() -> None:
    assert _identify("石家庄市工业和信息化局2020年部门预算信息公开情况说明", "按照规定，现公开如下：") == Identity(
        title="石家庄市工业和信息化局2020年部门预算信息公开情况说明",
        place="石家庄市",
        department="石家庄市工业和信息化局",
        fiscal_year=2020,
        document_kind="budget",
        scope="department",
    )


def test_a_title_page_spreads_the_title_over_lines() -> None:
    found = _identify("2026年度", "泉州市人民政府办公室", "（本级）", "单位预算", "目录")
    assert (found.department, found.fiscal_year, found.scope) == ("泉州市人民政府办公室", 2026, "unit")
    wrapped = _identify("上海市普陀区规划和自然", "资源局", "2024年度部门决算", "目 录")
    assert (wrapped.department, wrapped.document_kind) == ("上海市普陀区规划和自然资源局", "final_accounts")


def test_a_label_names_the_body_where_the_title_does_not() -> None:
    found = _identify("上海市2026年市级单位预算", "预算单位：上海市审计局", "目 录")
    assert (found.department, found.place, found.scope) == ("上海市审计局", "上海市", "unit")
    tables = _identify(
        captions=("公开01表", "收支预算总表", "部门：江苏省政协办公厅", "单位：万元", "2018年收支预算总表")
    )
    assert (tables.title, tables.department, tables.fiscal_year) == ("收支预算总表", "江苏省政协办公厅", 2018)


def test_the_shortest_code_beside_the_own_name_is_the_departments() -> None:
    found = _identify(
        "石家庄市工业和信息化局2020年部门预算",
        captions=("471001 石家庄市工业和信息化局系统", "471002 石家庄市工业和信息化局", "471 石家庄市工业和信息化局"),
    )
    assert found.department_code == "471"


def test_the_sentences_name_body_and_year_where_no_title_is_printed() -> None:
    found = _identify(
        "目录",
        "第二部分 2019年度部门预算表",
        "江苏省政协办公厅2019年度收入、支出预算总计1万元。",
        metadata="江苏省政协办公厅2015年度部门预算",
    )
    assert (found.department, found.fiscal_year, found.title) == ("江苏省政协办公厅", 2019, None)


def test_a_collected_book_is_of_the_whole_department() -> None:
    found = _identify("西安市人民政府办公厅（汇总）", "2026年部门预算公开说明", "目 录")
    assert (found.department, found.scope) == ("西安市人民政府办公厅", "department")


def test_what_is_no_budget_is_other() -> None:
    found = _identify("某市本级建设工程抽查情况表", captions=("建设工程抽查情况表",))
    assert (found.document_kind, found.fiscal_year, found.department) == ("other", 0, None)


def test_a_rule_for_units_that_have_budgets_is_no_budget() -> None:
    found = _identify("某市预算单位政府集中采购目录", "市直各预算单位：", "一、政府集中采购目录", "按省级目录执行。")
    assert found.document_kind == "other"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("上海市普陀区人民政府万里街道办事处", "上海市普陀区"),
        ("泉州市市场监管综合监测与技术保障中心", "泉州市"),
        ("江苏省高级人民法院", "江苏省"),
        ("延边朝鲜族自治州教育局", "延边朝鲜族自治州"),
        ("杭州市城市管理局", "杭州市"),
        ("中共重庆市委宣传部", "重庆市"),
        ("国家信访局", "中央"),
        ("教育部", "中央"),
        ("城市管理局", None),
    ],
)
def test_the_place_is_what_the_bodys_name_begins_with(body: str, place: str | None) -> None:
    assert place_of(body) == place


def test_a_form_names_its_body_inside_its_cells(table) -> None:
    form = table("部门名称 | 泉州市人民政府办公室 | 部门预算编码 | 103 \n 资金总额 | 10.00 | 项目支出 | 10.00")
    stated = statements_of([form])
    found = identify([], ("部门整体支出绩效目标表",), stated=stated)
    assert (found.department, found.department_code, found.place) == ("泉州市人民政府办公室", "103", "泉州市")
    assert found.document_kind == "budget"


def test_a_list_by_units_tells_the_code_of_the_department(table) -> None:
    made = table(
        """
        单位编码 | 单位名称 | 合计
        ---
        | 合计 | 9.00
        201 | 中共西安市委宣传部 | 9.00
        201001 | 中共西安市委宣传部 | 9.00
        """
    )
    title = ProseParagraph("中共西安市委宣传部2021年部门综合预算", (1,))
    assert identify([title], (), stated=statements_of([made])).department_code == "201"


@pytest.mark.parametrize(
    ("title", "department", "kind"),
    [
        ("四川省审计厅2025年部门预算编制说明", "四川省审计厅", "budget"),
        ("杭州市西湖区审计局（杭州市西湖区内部审计指导中心）2021年度部门决算", "杭州市西湖区审计局", "final_accounts"),
    ],
)
def test_a_title_may_announce_an_account_or_add_a_second_name(title: str, department: str, kind: str) -> None:
    found = identify([ProseParagraph(title, (1,))], ())
    assert (found.department, found.document_kind) == (department, kind)


def test_a_sheet_alone_says_whether_it_plans_or_accounts() -> None:
    assert _identify(captions=("2021年区本级“三公”经费预算支出表", "单位：万元")).document_kind == "budget"
    assert _identify(captions=("2021年“三公”经费决算支出表", "单位：万元")).document_kind == "final_accounts"


def test_goals_of_projects_are_set_with_the_budget() -> None:
    assert (
        _identify("某某市应急管理局2024年部门预算项目绩效目标", captions=("2024年项目申报表",)).document_kind
        == "budget"
    )


def test_a_title_without_budget_or_accounts_tells_the_year() -> None:
    assert _identify("某某局2020年度部门整体支出绩效评价指标评分表").fiscal_year == 2020


def test_the_columns_tell_a_plan_where_no_line_does() -> None:
    title = "2015年某某市司法局部门“三公”经费情况统计表"
    for heading, kind in (("本年预算数", "budget"), ("本年决算数", "final_accounts"), ("金额", "other")):
        assert identify([], [title], headings=["项目", heading]).document_kind == kind
