"""What keys the row of an amount: codes in one column or three, labels without codes, totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from normalize.row_keys import is_total_label


def test_a_code_over_three_columns_is_one_code(table, lines):
    made = table(
        """
        项目 | < | < | < | 支出预算 | < | <
        功能分类科目编码 | < | < | 功能分类科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        ---
        201 | | | 一般公共服务支出 | 30.00 | 20.00 | 10.00
        201 | 03 | | 政府办公厅（室）及相关机构事务 | 30.00 | 20.00 | 10.00
        201 | 03 | 01 | 行政运行 | 20.00 | 20.00 |
        合计 | < | < | < | 30.00 | 20.00 | 10.00
        """,
        unit="yuan",
    )
    found, _ = lines(made)
    assert [line.code for line in found] == ["201"] * 3 + ["20103"] * 3 + ["2010301"] * 2 + [None] * 3
    assert [line.code_level for line in found[:8]] == [1, 1, 1, 2, 2, 2, 3, 3]
    assert [line.measure for line in found[:3]] == ["total", "basic", "project"]
    assert [line.is_total for line in found] == [False] * 8 + [True] * 3
    assert found[0].column == "支出预算/合计"
    assert found[-1].name == "合计"


def test_a_total_set_in_letters_apart_is_a_total(table, lines):
    found, _ = lines(table("类 | 款 | 科目名称 | 合计 \n --- \n 合 | 计 | | 5.00 \n 208 | | 社会保障和就业支出 | 5.00"))
    assert [(line.name, line.is_total) for line in found] == [("合计", True), ("社会保障和就业支出", False)]


def test_blank_classes_come_from_the_rows_above(table, lines):
    made = table(
        """
        类 | 款 | 项 | 科目名称 | 合计 | 项目支出
        ---
        208 | | | 社会保障和就业支出 | 2.00 |
        | 05 | | 行政事业单位养老支出 | 2.00 |
        | | 05 | 机关事业单位基本养老保险缴费支出 | 2.00 |
        """
    )
    found, _ = lines(made)
    assert [line.code for line in found] == ["208", "20805", "2080505"]


def test_two_digits_below_a_class_are_its_section(table, lines):
    made = table(
        """
        功能科目编码 | 功能科目名称 | 合计
        ---
        208 | 社会保障和就业支出 | 2.00
        05 | 行政事业单位离退休 | 2.00
        2080505 | 机关事业单位基本养老保险缴费支出 | 2.00
        """
    )
    found, _ = lines(made)
    assert [line.code for line in found] == ["208", "20805", "2080505"]


@pytest.mark.parametrize("label", ["[2080501]行政单位离退休", "2080501行政单位离退休", "2080501-行政单位离退休"])
def test_a_code_glued_to_its_name_is_told_apart(table, lines, label):
    found, _ = lines(table(f"功能科目名称 | 小计 | 基本支出 \n --- \n {label} | 3.00 | 3.00"))
    assert {(line.code, line.name) for line in found} == {("2080501", "行政单位离退休")}


def test_the_functional_code_speaks_for_a_row_with_three_classifications(table, lines):
    made = table(
        """
        政府支出经济分类科目 | 支出功能分类科目 | 部门支出经济分类科目 | 合计 | 基本支出
        ---
        50101-工资奖金津补贴 | 2010801-行政运行 | 30101-基本工资 | 3.000001 | 3.000001
        """
    )
    found, _ = lines(made)
    assert (found[0].code_scheme, found[0].code, found[0].name) == ("functional", "2010801", "行政运行")
    assert {(each.scheme, each.code) for each in found[0].classifications} == {
        ("functional", "2010801"),
        ("government_economic", "50101"),
        ("department_economic", "30101"),
    }
    assert found[0].amount_yuan == Decimal("30000.01")


def test_the_department_code_comes_before_the_governments(table, lines):
    made = table(
        """
        政府经济科目编码 | 政府经济科目名称 | 部门经济科目编码 | 部门经济科目名称 | 合计
        ---
        50201 | 办公经费 | 30211 | 差旅费 | 3.00
        """
    )
    found, _ = lines(made, "B6")
    assert (found[0].code, found[0].name) == ("30211", "差旅费")


def test_a_row_without_label_has_no_name(table, lines):
    made = table(
        """
        “三公”经费预算数 | < | < | 机关运行经费预算数
        合计 | 因公出国（境）费 | 公务接待费 | ^
        ---
        12.00 | 10.00 | 2.00 | 443.18
        """
    )
    found, _ = lines(made, "B7")
    assert {line.name for line in found} == {None}
    assert [line.measure for line in found] == ["budget"] * 4


def test_unit_rows_among_functional_codes_keep_their_own_scheme(table, lines):
    made = table(
        """
        功能科目编码 | 功能科目名称 | 合计
        ---
        125003 | 某某监察支队 | 8.00
        2080505 | 机关事业单位基本养老保险缴费支出 | 2.00
        """
    )
    found, _ = lines(made)
    assert [(line.code_scheme, line.code, line.name) for line in found] == [
        ("unit", "125003", "某某监察支队"),
        ("functional", "2080505", "机关事业单位基本养老保险缴费支出"),
    ]


def test_codes_printed_behind_the_amount_key_the_row_too(table, lines):
    made = table(
        """
        预算单位代码 | 预算单位名称 | 预算项目名称 | 金额 | 功能分类科目代码 | 功能分类科目名称 | 备注
        ---
        125001 | 某某局 | 技改补助 | 9.00 | 2150510 | 工业和信息产业支持 | 延续
        """
    )
    found, _ = lines(made, "other")
    assert [(line.code, line.name) for line in found] == [("2150510", "工业和信息产业支持")]
    assert [(each.code, each.name) for each in found[0].classifications] == [
        ("125001", "某某局"), (None, "技改补助"), ("2150510", "工业和信息产业支持"),
    ]  # fmt: skip


def test_labels_without_codes_that_key_a_row_together_are_all_told(table, lines):
    made = table(
        """
        项目名称 | < | 人数 | 金额
        ---
        收入总计 | < | | 7.00
        一般公共预算资金 | 小计 | | 7.00
        ^ | 财政拨款 | 60人 | 7.00
        """
    )
    found, _ = lines(made, "B2")
    assert [(line.name, [each.name for each in line.classifications]) for line in found] == [
        ("收入总计", []),
        ("小计", ["一般公共预算资金", "小计"]),
        ("财政拨款", ["一般公共预算资金", "财政拨款"]),
    ]
    assert {each.code for line in found for each in line.classifications} == {None}


def test_codes_of_projects_are_no_classification(table, lines):
    made = table(
        """
        项目编码 | 项目名称 | 单位编码 | 合计
        ---
        410000240000001 | 系统维护 | 114001 | 9.00
        410000240000002 | 410000240000002-机房 | 114001 | 8.00
        """
    )
    found, ledger = lines(made, "B10")
    assert [(line.code_scheme, line.code) for line in found] == [("unit", "114001")] * 2
    assert ledger.set_aside[1, 1] == "label"


def test_a_project_name_that_begins_with_its_code_stays_whole(table, lines):
    found, _ = lines(table("项目名称 | 合计 \n --- \n 11000026T000003742166-就业服务 | 9.00"), "B10")
    assert (found[0].code, found[0].name) == (None, "11000026T000003742166-就业服务")


@pytest.mark.parametrize("label", ["合计", "总 计", "本年收入合计", "某某局小计", "人员经费合计", "合计（本年）"])
def test_totals_are_known_by_their_label(label):
    assert is_total_label(label)


@pytest.mark.parametrize("label", ["一般公共服务支出", "统计信息事务", "审计业务", "会计事务"])
def test_classes_and_sections_are_no_totals(label):
    assert not is_total_label(label)


def test_the_name_beside_a_units_code_is_the_units_where_no_function_is_printed(table, lines):
    made = table(
        """
        功能科目 | < | < | 单位代码 | 功能科目名称 | 总计
        类 | 款 | 项 | ^ | ^ | ^
        ---
        | | | 412 | 某某市商务局 | 9.00
        201 | 13 | 01 | 412001 | 行政运行 | 9.00
        """
    )
    found, _ = lines(made)
    assert [(line.code, line.name) for line in found] == [("412", "某某市商务局"), ("2011301", "行政运行")]


def test_labels_behind_the_amounts_key_the_row_where_none_stand_before(table, lines):
    found, _ = lines(
        table(
            """
            合计 | 基本支出 | 科目编码 | 科目名称
            ---
            9.00 | 6.00 | 216.02 | 商业流通事务
            9.00 | 6.00 | 216.02.01 | 行政运行
            """
        )
    )
    assert [(line.code, line.name) for line in found] == [("21602", "商业流通事务")] * 2 + [("2160201", "行政运行")] * 2
