"""Statutory tables as provinces print them, from grids with their rules to published rows."""

from __future__ import annotations

import pytest

ACCOUNTS = "某某县审计局2023年度部门决算"


def figures(tables, row_no):
    return [
        (line.code, line.name, line.column_id, line.measure, str(line.amount_yuan))
        for line in tables["lines"]
        if line.row_no == row_no
    ]


def failed(tables):
    return [each.check_id for each in tables["findings"] if each.verdict == "fail"]


def test_the_parts_of_a_code_stand_beside_the_numbers_of_the_columns(read_page):
    tables = read_page(
        """
        > 收入决算表
        > 公开02表
        > 金额单位：元
        项 目 | < | < | < | 本年收入合计 | 财政拨款收入 | 其他收入
        功能分类科目编码 | < | < | 科目名称 | ^ | ^ | ^
        类 | 款 | 项 | 栏次 | 1 | 2 | 3
        ^ | ^ | ^ | 合计 | 612.50 | 600.00 | 12.50
        201 | < | < | 一般公共服务支出 | 612.50 | 600.00 | 12.50
        2010801 | < | < | 行政运行 | 612.50 | 600.00 | 12.50
        """,
        ACCOUNTS,
    )
    [made] = tables["tables"]
    assert (made.kind, made.header_rows, made.row_count) == ("F2", 3, 3)
    assert made.header[:4] == [
        "项目/功能分类科目编码/类",
        "项目/功能分类科目编码/款",
        "项目/功能分类科目编码/项",
        "项目/科目名称",
    ]
    assert figures(tables, 1)[0] == (None, "合计", "1", "total", "612.50")
    assert figures(tables, 3)[2] == ("2010801", "行政运行", "3", "other", "12.50")


def test_a_header_of_other_words_below_figures_heads_a_table_of_its_own(read_page):
    tables = read_page(
        """
        > 一般公共预算支出表
        > 单位：千元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00
        二、一般公共预算基本支出 | < | < | < | <
        科目编码 | 科目名称 | 合计 | 人员经费 | 公用经费
        301 | 工资福利支出 | 15.00 | 15.00 |
        302 | 商品和服务支出 | 5.00 | | 5.00
        """
    )
    assert [(made.kind, made.unit, made.row_count) for made in tables["tables"]] == [
        ("B5", "thousand_yuan", 1),
        ("B6", "thousand_yuan", 2),
    ]
    assert [(line.code, line.measure, int(line.amount_yuan)) for line in tables["lines"] if line.table_no == 2] == [
        ("301", "total", 15000),
        ("301", "personnel", 15000),
        ("302", "total", 5000),
        ("302", "operating", 5000),
    ]


def test_the_same_header_again_begins_no_other_table(read_page):
    tables = read_page(
        """
        > 部门支出总表
        > 单位：元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        204 | 公共安全支出 | 3.00 | 2.00 | 1.00
        合计 | | | |
        """
    )
    assert [made.row_count for made in tables["tables"]] == [3]


def test_title_department_and_unit_may_be_rows_of_the_sheet(read_page):
    tables = read_page(
        """
        部门收入总表 | < | < | <
        | | | 单位：万元
        部门：某某县审计局 | < | < | <
        科目编码 | 科目名称 | 合计 | 事业收入
        ** | ** | 1 | 2
        201 | 一般公共服务支出 | 10.00 | 1.00
        """
    )
    [made] = tables["tables"]
    assert (made.kind, made.title, made.unit) == ("B2", "部门收入总表", "ten_thousand_yuan")
    assert figures(tables, 1) == [
        ("201", "一般公共服务支出", "1", "total", "100000.00"),
        ("201", "一般公共服务支出", "2", "business_income", "10000.00"),
    ]


def test_the_sum_of_operating_costs_stands_below_the_last_of_three_lists(read_page):
    tables = read_page(
        """
        > 一般公共预算财政拨款基本支出决算表
        > 单位：万元
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额 | 科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 20.00 | 307 | 债务利息及费用支出 | 0.00
        30101 | 基本工资 | 80.00 | 30201 | 办公费 | 20.00 | 310 | 资本性支出 | 1.00
        人员经费合计 | < | 80.00 | 公用经费合计 | < | < | < | < | 21.00
        """,
        ACCOUNTS,
    )
    assert tables["tables"][0].kind == "F6"
    assert failed(tables) == []


def test_captions_of_a_sheet_may_stand_side_by_side(read_page):
    tables = read_page(
        """
        收入决算表 | < | < | <
        | | | 公开02表
        部门：某某县审计局 | < | 2023年度 | 金额单位：千元
        科目编码 | 科目名称 | 本年收入合计 | 事业收入
        栏次 | < | 1 | 2
        201 | 一般公共服务支出 | 10.00 | 1.00
        """,
        ACCOUNTS,
    )
    [made] = tables["tables"]
    assert (made.kind, made.title, made.unit, made.row_count) == ("F2", "收入决算表", "thousand_yuan", 1)
    assert figures(tables, 1)[0] == ("201", "一般公共服务支出", "1", "total", "10000.00")


def test_items_below_a_heading_over_groups_keep_their_names(read_page):
    tables = read_page(
        """
        > 收入预算总表
        > 单位：万元
        项目名称 | | 金额
        收入总计 | < | 98.00
        一般公共预算资金 | 小计 | 90.00
        ^ | 财政拨款补助 | 90.00
        其他资金 | 小计 | 8.00
        ^ | 经营收入 | 8.00
        """
    )
    assert [(line.name, line.is_total) for line in tables["lines"]] == [
        ("收入总计", True),
        ("小计", True),
        ("财政拨款补助", False),
        ("小计", True),
        ("经营收入", False),
    ]


def test_the_code_of_a_department_may_stand_under_department_or_unit(read_page):
    tables = read_page(
        """
        > 部门收入总表
        > 单位：元
        部门（单位）代码 | 部门（单位）名称 | 合计 | 一般公共预算 | 单位资金
        101 | 某某旗审计局 | 12.00 | 10.00 | 2.00
        101001 | 某某旗审计局本级 | 12.00 | 10.00 | 2.00
        """
    )
    assert [(line.code_scheme, line.code) for line in tables["lines"]][::3] == [("unit", "101"), ("unit", "101001")]


def test_a_service_is_named_by_its_project_and_not_by_the_catalogue(read_page):
    tables = read_page(
        """
        > 部门政府购买服务支出预算表
        > 单位：万元
        购买服务项目 | 购买服务指导目录对应项目 | 预算数
        审计外包 | 审计服务 | 10.00
        """
    )
    assert [(line.kind, line.name) for line in tables["lines"]] == [("B14", "审计外包")]


def test_funds_below_fiscal_money_are_its_parts_where_nothing_is_numbered(read_page):
    tables = read_page(
        """
        > 部门收支总体情况表
        > 单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 功能分类 | 预算数
        财政拨款（补助） | 500.00 | 201 一般公共服务支出 | 400.00
        一般公共预算 | 500.00 | 202 外交支出 |
        政府性基金预算 | | 208 社会保障和就业支出 | 120.00
        事业收入 | 20.00 | 221 住房保障支出 |
        小 计 | 520.00 | 小 计 | 520.00
        收 入 总 计 | 520.00 | 支 出 总 计 | 520.00
        """
    )
    assert failed(tables) == []
    assert {"B-01", "B-03", "B-04"} <= {each.check_id for each in tables["findings"] if each.verdict == "pass"}


@pytest.mark.parametrize("number", ["公开表5", "部门公开表5", "财决公开05表", "预算公开表五", "2026年度"])
def test_neither_a_tables_number_nor_a_bare_year_is_its_title(read_page, number):
    tables = read_page(
        f"""
        > 一般公共预算支出表
        > {number}
        > 单位：万元
        科目编码 | 科目名称 | 2025年执行数 | 合计 | 基本支出 | 项目支出
        206 | 科学技术支出 | 90.00 | 100.00 | 60.00 | 40.00
        """
    )
    [made] = tables["tables"]
    assert (made.kind, made.title) == ("B5", "一般公共预算支出表")


def test_a_code_may_stand_in_brackets_behind_its_name(read_page):
    tables = read_page(
        """
        > 一般公共预算基本支出情况表（按支出经济分类科目）
        > 单位：万元
        部门预算支出经济科目名称（编码） | 政府预算支出经济科目名称（编码） | 2026年预算
        合计 | | 400.00
        工资福利支出[301] | | 400.00
        基本工资[30101] | 工资奖金津补贴[50101] | 400.00
        """
    )
    assert [(line.code, line.name) for line in tables["lines"]] == [
        (None, "合计"),
        ("301", "工资福利支出"),
        ("30101", "基本工资"),
    ]
    assert [each.code for each in tables["lines"][2].classifications] == ["30101", "50101"]


def test_two_codes_in_parts_stand_side_by_side(read_page):
    tables = read_page(
        """
        > 支出经济分类汇总表
        > 单位：万元
        部门预算经济分类 | < | < | 政府预算经济分类 | < | < | 总计
        类 | 款 | 科目名称 | 类 | 款 | 科目名称 | ^
        301 | 01 | 基本工资 | 501 | 01 | 工资奖金津补贴 | 300.00
         | 02 | 津贴补贴 | | 01 | 工资奖金津补贴 | 100.00
        302 | 01 | 办公费 | 502 | 01 | 办公经费 | 220.00
        """
    )
    assert [[(each.code, each.name) for each in line.classifications] for line in tables["lines"]] == [
        [("30101", "基本工资"), ("50101", "工资奖金津补贴")],
        [("30102", "津贴补贴"), ("50101", "工资奖金津补贴")],
        [("30201", "办公费"), ("50201", "办公经费")],
    ]


def test_the_parts_of_a_code_may_be_named_in_the_row_of_the_sum(read_page):
    tables = read_page(
        """
        > 一般公共预算财政拨款项目支出决算表
        > 单位：万元
        项目 | < | < | < | 本年收入 | 本年支出
        支出功能分类科目编码 | < | < | 科目名称（项目） | ^ | ^
        类 | 款 | 项 | 合计 | 50.00 | 50.00
        201 | 08 | 04 | 审计业务 | 50.00 | 50.00
        """,
        ACCOUNTS,
    )
    assert [(line.code, line.name) for line in tables["lines"][::2]] == [(None, "合计"), ("2010804", "审计业务")]


def test_vehicles_and_equipment_are_counted_where_their_rows_name_no_unit(read_page):
    tables = read_page(
        """
        > 机构运行信息表
        > 单位：万元
        项目 | 行次 | 决算数 | 项目 | 行次 | 决算数
        栏次 | | 1 | 栏次 | | 2
        一、“三公”经费支出 | 1 | 8.00 | 四、国有资产占用情况 | 24 | —
        2.公务用车购置及运行维护费 | 4 | 8.00 | （一）车辆数合计（辆） | 25 | 3
        （2）公务用车运行维护费 | 6 | 8.00 | 5.执法执勤用车 | 26 | 3
        三、机关运行经费 | 23 | 33.00 | （二）单价100万元（含）以上设备（不含车辆） | 27 | 1
        """,
        ACCOUNTS,
    )
    assert [str(line.amount_yuan) for line in tables["lines"] if line.lane == 2] == []
    assert [(each.text, each.reason) for each in tables["set_aside"] if each.reason == "count"] == [
        ("3", "count"),
        ("3", "count"),
        ("1", "count"),
    ]


def test_income_and_expenditure_by_project_is_no_summary_of_the_year(read_page):
    tables = read_page(
        """
        > 项目收入支出决算表
        > 单位：万元
        支出功能分类科目编码 | 科目名称（二级项目名称） | 二级项目代码 | 资金来源 | < | 支出数
        ^ | ^ | ^ | 合计 | 本年财政拨款 | ^
        2010804 | 审计业务 | | 30.00 | 30.00 | 28.00
         | 审计专项 | 150000220000000000001 | 30.00 | 30.00 | 28.00
        """,
        ACCOUNTS,
    )
    assert [made.kind for made in tables["tables"]] == ["other"]
    assert [line.measure for line in tables["lines"] if line.row_no == 1] == ["total", "other", "final"]


def test_units_stand_above_functions_in_one_column_of_codes(read_page):
    tables = read_page(
        """
        > 部门支出总表
        > 单位：元
        单位代码/科目编码 | 单位名称/科目名称 | 合计 | 基本支出 | 项目支出
        301 | 某某市审计局 | 52.00 | 40.00 | 12.00
        301001 | 某某市审计局本级 | 52.00 | 40.00 | 12.00
        201 | 一般公共服务支出 | 52.00 | 40.00 | 12.00
        2010801 | 行政运行 | 40.00 | 40.00 |
        """
    )
    assert [(line.code_scheme, line.code, line.name) for line in tables["lines"] if line.measure == "total"] == [
        ("unit", "301", "某某市审计局"),
        ("unit", "301001", "某某市审计局本级"),
        ("functional", "201", "一般公共服务支出"),
        ("functional", "2010801", "行政运行"),
    ]
