"""Statutory tables as provinces print them, without a caption: kind, keys and measures."""

from __future__ import annotations

import pytest

from normalize.kinds import classify
from normalize.lines import lines_of
from normalize.tables import Ledger


@pytest.fixture
def read(table):
    """Return kind, lines as (code, name, measure, yuan) and what is left without a reason."""

    def run(text, document_kind="budget", **options):
        made = table(text, **options)
        kind = classify(made, document_kind=document_kind).id
        ledger = Ledger()
        found = lines_of(made, kind, document_id="d", ledger=ledger)
        printed = {(cell.row_no, cell.column_no) for row in made.rows for cell in row.own_cells if cell.text}
        assert printed <= ledger.used | ledger.set_aside.keys()
        return kind, [(line.code, line.name, line.measure, f"{line.amount_yuan:.0f}") for line in found]

    return run


def test_income_beside_expenditure_in_one_amount_column_each(read):
    kind, found = read(
        """
        收入 | < | 支出 | <
        项目 | 2025年预算数 | 项目 | 2025年预算数
        ---
        一、一般公共预算拨款收入 | 1,200.50 | 一、一般公共服务支出 | 1,000.50
        二、政府性基金预算拨款收入 | | 二、外交支出 |
        三、事业收入 | 20.00 | 三、国防支出 |
        四、其他收入 | | 四、教育支出 | 220.00
        本年收入合计 | 1,220.50 | 本年支出合计 | 1,220.50
        """
    )
    assert kind == "B1"
    assert (None, "四、教育支出", "budget", "2200000") in found


def test_units_and_functional_codes_take_turns_in_one_column_of_names(read):
    kind, found = read(
        """
        科目 | < | < | 单位代码 | 单位名称（功能分类科目名称） | 总计 | 基本支出 | < | 项目支出 | <
        类 | 款 | 项 | ^ | ^ | ^ | 小计 | 工资福利支出 | 小计 | 其中：业务工作专项
        ---
        | | | | 合计 | 60.00 | 50.00 | 50.00 | 10.00 | 10.00
        | | | 104001 | 某县审计局本级 | 60.00 | 50.00 | 50.00 | 10.00 | 10.00
        201 | | | | 一般公共服务支出 | 60.00 | 50.00 | 50.00 | 10.00 | 10.00
        201 | 08 | 04 | 104001 | 审计业务 | 10.00 | | | 10.00 | 10.00
        """
    )
    assert kind == "B3"
    assert ("104001", "某县审计局本级", "total", "600000") in found
    assert ("2010804", "审计业务", "project", "100000") in found
    assert [measure for code, _, measure, _ in found if code == "201"] == [
        "total",
        "basic",
        "other",
        "project",
        "other",
    ]


def test_column_numbers_and_serial_numbers_are_no_data(read):
    kind, found = read(
        """
        序号 | 科目 | < | 合计 | 基本支出 | 项目支出
        ^ | 科目编码 | 科目名称 | ^ | ^ | ^
        栏次 | 1 | 2 | 3 | 4 | 5
        ---
        1 | | 合计 | 512.30 | 412.30 | 100.00
        2 | 2011301 | 行政运行 | 412.30 | 412.30 |
        """
    )
    assert kind == "B3"
    assert found[0] == (None, "合计", "total", "5123000")
    assert len(found) == 5


def test_items_in_rows_over_years_and_their_change(read):
    kind, found = read(
        """
        项目 | 本年年初预算数 | 上年预算数 | 本年预算比上年增减情况 | <
        ^ | ^ | ^ | 增减额 | 增减幅度
        ---
        合计 | 12.00 | 15.00 | -3.00 | -20.00%
        1.因公出国（境）费 | | | |
        2.公务接待费 | 2.00 | 3.00 | -1.00 | -33.33%
        3.公务用车购置及运行费 | 10.00 | 12.00 | -2.00 | -16.67%
        """,
        unit="yuan",
    )
    assert kind == "B7"
    assert [measure for _, name, measure, _ in found if name == "2.公务接待费"] == ["budget", "budget", "change"]


def test_rows_of_units_stand_between_rows_of_codes(read):
    kind, found = read(
        """
        单位名称 | 功能科目 | < | < | 功能科目名称 | 合计 | 基本支出 | 项目支出
        ^ | 类 | 款 | 项 | ^ | ^ | ^ | ^
        ---
        合计 | | | | | 900.00 | 700.00 | 200.00
        某某市教育局 | | | | | 900.00 | 700.00 | 200.00
        | 205 | 02 | 04 | 高中教育 | 900.00 | 700.00 | 200.00
        """
    )
    assert kind == "B3"
    assert found[3] == (None, "某某市教育局", "total", "9000000")
    assert found[6] == ("2050204", "高中教育", "total", "9000000")


def test_code_and_name_in_one_cell_with_six_decimals(read):
    kind, found = read(
        """
        科目 | 2025年预算数 | < | <
        ^ | 小计 | 基本支出 | 项目支出
        ---
        201 一般公共服务支出 | 300.123456 | 200.123456 | 100.000000
        2010301 行政运行 | 200.123456 | 200.123456 |
        """,
        title="一般公共预算支出表",
    )
    assert kind == "B5"
    assert found[0] == ("201", "一般公共服务支出", "total", "3001235")
    assert found[3] == ("2010301", "行政运行", "total", "2001235")


def test_indented_codes_and_many_sources(read):
    kind, found = read(
        """
        功能分类科目 | < | 合计 | 上年结转和结余 | 财政拨款收入 | < | 教育收费资金收入 | 事业收入 | 其他收入
        编码 | 名称 | ^ | ^ | 小计 | 一般公共预算 | ^ | ^ | ^
        ---
        205 | 教育支出 | 88.00 | 3.00 | 85.00 | 85.00 | | |
        　02 | 　普通教育 | 88.00 | 3.00 | 85.00 | 85.00 | | |
        　　2050201 | 　　学前教育 | 88.00 | 3.00 | 80.00 | 80.00 | | 5.00 |
        """
    )
    assert kind == "B2"
    assert [code for code, *_ in found[::4]][:3] == ["205", "20502", "2050201"]
    assert [measure for code, _, measure, _ in found if code == "2050201"] == [
        "total", "carry_over", "total", "general_public_budget", "business_income",
    ]  # fmt: skip


def test_income_by_unit(read):
    kind, found = read(
        """
        单位代码 | 单位名称 | 总计 | 一般公共预算 | < | 专户管理的教育收费 | 其他收入
        ^ | ^ | ^ | 小计 | 其中：财政拨款 | ^ | ^
        ---
        030001 | 某某县审计局 | 700.0 | 690.0 | 680.0 | | 10.0
        """
    )
    assert kind == "B2"
    assert found[0] == ("030001", "某某县审计局", "total", "7000000")


def test_basic_expenditure_in_two_lists_side_by_side(read):
    kind, found = read(
        """
        人员经费 | < | < | 公用经费 | < | <
        科目编码 | 科目名称 | 预算数 | 科目编码 | 科目名称 | 预算数
        ---
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 20.00
        30101 | 基本工资 | 50.00 | 30201 | 办公费 | 5.00
        人员经费合计 | < | 81.00 | 公用经费合计 | < | 20.00
        """
    )
    assert kind == "B6"
    assert ("30201", "办公费", "budget", "50000") in found


@pytest.mark.parametrize(
    ("unit", "yuan"), [("yuan", "1234"), ("thousand_yuan", "1234000"), ("hundred_million_yuan", "123400000000")]
)
def test_the_unit_of_the_table_makes_yuan(read, unit, yuan):
    kind, found = read(
        """
        支出功能分类科目 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        ---
        208 | | | 社会保障和就业支出 | 1,234 | 1,200 | 34
        | 05 | | 行政事业单位养老支出 | 1,234 | 1,200 | 34
        | | 05 | 机关事业单位基本养老保险缴费支出 | 1,234 | 1,200 | 34
        """,
        unit=unit,
    )
    assert kind == "B3"
    assert found[6] == ("2080505", "机关事业单位基本养老保险缴费支出", "total", yuan)


def test_expenditure_by_source_beside_income(read):
    kind, _ = read(
        """
        收入 | < | 支出 | < | < | < | <
        项目 | 预算数 | 项目 | 合计 | 一般公共预算财政拨款 | 政府性基金预算财政拨款 | 国有资本经营预算财政拨款
        ---
        一、本年收入 | 50.00 | 一、本年支出 | 50.00 | 50.00 | |
        （一）一般公共预算拨款 | 50.00 | （一）一般公共服务支出 | 40.00 | 40.00 | |
        （二）政府性基金预算拨款 | | （二）外交支出 | | | |
        二、上年结转 | | （三）公共安全支出 | 10.00 | 10.00 | |
        """
    )
    assert kind == "B4"


def test_items_by_unit(read):
    kind, found = read(
        """
        单位名称 | “三公”经费合计 | 因公出国（境）费 | 公务用车购置及运行费 | < | < | 公务接待费
        ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
        ---
        某某局本级 | 9.50 | 0.00 | 8.00 | 0.00 | 8.00 | 1.50
        """
    )
    assert kind == "B7"
    assert [measure for _, _, measure, _ in found] == ["total", "other", "total", "other", "other", "other"]


def test_a_list_of_projects_by_source(read):
    kind, found = read(
        """
        类型 | 项目名称 | 项目单位 | 合计 | 本年拨款 | < | 财政拨款结转结余 | < | 单位资金
        ^ | ^ | ^ | ^ | 一般公共预算 | 政府性基金预算 | 一般公共预算 | 政府性基金预算 | ^
        ---
        合计 | | | 95.00 | 85.00 | | 10.00 | |
        31-部门项目 | 农牧工作经费 | 001001-某某旗农牧局 | 85.00 | 85.00 | | | |
        """
    )
    assert kind == "B10"
    assert [measure for _, _, measure, _ in found[:3]] == ["total", "general_public_budget", "carry_over"]


FUNDS = """
项目 | < | 年初结转和结余 | 本年收入 | 本年支出 | < | < | 年末结转和结余
功能分类科目编码 | 科目名称 | ^ | ^ | 小计 | 基本支出 | 项目支出 | ^
栏次 | | 1 | 2 | 3 | 4 | 5 | 6
---
合计 | < | 0.00 | 5.00 | 5.00 | 0.00 | 5.00 | 0.00
{class} | {class} | 0.00 | 5.00 | 5.00 | 0.00 | 5.00 | 0.00
{section} | 项目 | 0.00 | 5.00 | 5.00 | 0.00 | 5.00 | 0.00
"""


@pytest.mark.parametrize(
    ("section", "budget", "final"), [("21208", "B8", "F8"), ("22301", "B9", "F9"), ("21201", "B3", "F3")]
)
def test_codes_tell_funds_from_the_general_budget(table, section, budget, final):
    text = FUNDS.replace("{class}", section[:3]).replace("{section}", section)
    assert classify(table(text)).id == budget
    assert classify(table(text), document_kind="final_accounts").id == final


def test_three_lists_of_economic_codes_side_by_side(read):
    kind, found = read(
        """
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        ---
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 20.00 | 310 | 资本性支出 | 0.00
        30101 | 基本工资 | 80.00 | 30201 | 办公费 | 20.00 | 31002 | 办公设备购置 | 0.00
        人员经费合计 | < | 80.00 | 公用经费合计 | < | < | < | < | 20.00
        """,
        document_kind="final_accounts",
    )
    assert kind == "F6"
    assert found[-1] == (None, "公用经费合计", "final", "200000")


def test_department_and_government_codes_key_one_row(read):
    kind, found = read(
        """
        部门经济科目编码 | 部门经济科目名称 | 政府经济科目编码 | 政府经济科目名称 | 合计 | 人员经费支出 | 公用经费支出
        ---
        | 合计 | | | 90.00 | 70.00 | 20.00
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 70.00 | 70.00 |
        """
    )
    assert kind == "B6"
    assert found[3] == ("30101", "基本工资", "total", "700000")


def test_counts_beside_money_are_no_amounts(read):
    kind, found = read(
        """
        项目 | 预算数 | 决算数 | 项目 | 决算数
        ---
        一、“三公”经费支出 | — | — | 三、机关运行经费 | 33.00
        （一）支出合计 | 10.00 | 8.00 | 四、国有资产占用情况 | —
        1．因公出国（境）团组数（个） | — | 2 | （一）车辆数合计（辆） | 3
        """,
        document_kind="final_accounts",
        title="机构运行信息表",
    )
    assert kind == "other"
    assert [yuan for *_, yuan in found] == ["330000", "100000", "80000"]


def test_a_heading_in_per_cent_makes_the_columns_below_it_no_amounts(read):
    kind, found = read(
        """
        支出功能分类科目 | < | 2026年预算数 | < | 2026年比2025年增减（%） | <
        科目编码 | 科目名称 | 合计 | 基本支出 | 合计 | 基本支出
        ---
        201 | 一般公共服务支出 | ￥110.00 | 90.00 | 10.00 | 12.50
        """,
        title="一般公共预算支出表",
    )
    assert kind == "B5"
    assert [(measure, yuan) for *_, measure, yuan in found] == [("total", "1100000"), ("basic", "900000")]


def test_uses_of_the_money_are_a_list_beside_the_others(read):
    _, found = read(
        """
        收入 | < | 支出 | < | < | <
        项目 | 2024年预算 | 部门经济分类科目 | 2024年预算 | 支出用途 | 2024年预算
        ---
        一、一般公共预算拨款 | 12.00 | 一、工资福利支出 | 7.00 | 一、基本支出 | 9.00
        二、政府性基金预算拨款 | 1.00 | 二、商品和服务支出 | 6.00 | 二、项目支出 | 4.00
        收入总计 | 13.00 | 支出总计 | 13.00 | 支出总计 | 13.00
        """
    )
    assert [name for _, name, _, _ in found][:3] == ["一、一般公共预算拨款", "一、工资福利支出", "一、基本支出"]


def test_numbers_of_staff_are_no_money_in_a_table_whose_unit_is_borrowed(read):
    assert read(
        """
        单位名称 | 编制数 | < | 年末实有人数 | <
        ^ | 小计 | 行政 | 小计 | 在职
        ---
        某某县气象局 | 30 | 10 | 42 | 28
        合计 | 30 | 10 | 42 | 28
        """,
        unit="yuan",
    ) == ("other", [])
