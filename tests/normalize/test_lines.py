"""Which numbers of a table are amounts, of what measure and unit, and what becomes of the others."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.leaf_measures import measures_of
from normalize.lines import lines_of
from normalize.tables import Ledger


def brief(found):
    return [(line.code, line.name, line.measure, str(line.amount_yuan)) for line in found]


def test_two_lists_side_by_side_are_two_lanes(table, lines):
    made = table(
        """
        收入 | < | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        ---
        一、一般公共预算拨款 | 9.00 | 一、一般公共服务支出 | 8.00
        二、事业收入 | | 二、教育支出 | 1.00
        收入总计 | 9.00 | 支出总计 | 9.00
        """
    )
    found, _ = lines(made, "B1")
    assert [(line.lane, line.name, line.is_total) for line in found] == [
        (1, "一、一般公共预算拨款", False),
        (2, "一、一般公共服务支出", False),
        (2, "二、教育支出", False),
        (1, "收入总计", True),
        (2, "支出总计", True),
    ]


def test_basic_expenditure_of_final_accounts_has_a_lane_for_each_list(table, lines):
    made = table(
        """
        人员经费 | < | < | 公用经费 | < | < | < | < | <
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        ---
        301 | 工资福利支出 | 7.00 | 302 | 商品和服务支出 | 2.00 | 307 | 债务利息及费用支出 |
        30101 | 基本工资 | 7.00 | 30201 | 办公费 | 2.00 | 310 | 资本性支出 | 1.00
        人员经费合计 | < | 7.00 | 公用经费合计 | < | < | < | < | 3.00
        """
    )
    found, _ = lines(made, "F6")
    assert [(line.lane, line.code, line.name, line.measure) for line in found[:5]] == [
        (1, "301", "工资福利支出", "final"),
        (2, "302", "商品和服务支出", "final"),
        (1, "30101", "基本工资", "final"),
        (2, "30201", "办公费", "final"),
        (3, "310", "资本性支出", "final"),
    ]
    assert [(line.name, line.is_total) for line in found[5:]] == [("人员经费合计", True), ("公用经费合计", True)]


def test_a_blank_is_no_zero(table, lines):
    made = table("科目名称 | 合计 | 基本支出 | 项目支出 \n --- \n 教育支出 | 0.00 | — | ")
    found, _ = lines(made)
    assert brief(found) == [(None, "教育支出", "total", "0.00")]


def test_column_ids_are_no_part_of_the_column(table, lines):
    made = table(
        """
        科目名称 | 合计 | 基本支出
        栏次 | 1=2+3 | 2
        ---
        教育支出 | 5.00 | 5.00
        """
    )
    found, _ = lines(made)
    assert [(line.column, line.column_id) for line in found] == [("合计", "1=2+3"), ("基本支出", "2")]


def test_percentages_and_counts_are_no_amounts(table, lines):
    made = table(
        """
        项目 | 上年预算数 | 本年预算数 | 增减率（%）
        ---
        公务接待费 | 2.00 | 1.00 | -50.00%
        公务用车保有量（辆） | 4 | 4 | 0
        """
    )
    found, ledger = lines(made, "B7")
    assert [line.amount_text for line in found] == ["2.00", "1.00"]
    assert ledger.set_aside == {(1, 4): "percentage", (2, 1): "label", (2, 2): "count", (2, 3): "count",
                                (2, 4): "percentage"}  # fmt: skip


def test_kinds_of_vehicles_cost_money_where_no_list_of_what_is_held_is_above(table, lines):
    made = table(
        """
        项目 | 2023年预算数 | 2024年预算数
        ---
        公务用车购置及运行费 | 10.00 | 11.00
        其中：一般公务用车 | 4.00 | 5.00
        执法执勤用车 | 6.00 | 6.00
        单价100万元以上设备 | 120.00 | 0.00
        """
    )
    found, ledger = lines(made, "B7")
    assert [str(line.amount_yuan) for line in found[2:7]] == [
        "40000.00",
        "50000.00",
        "60000.00",
        "60000.00",
        "1200000.00",
    ]
    assert "count" not in ledger.set_aside.values()


@pytest.mark.parametrize(
    "header",
    [
        "收入 | < | 支出 | < \n 项目 | 预算数 | 项目 | 预算数",
        "收入项目 | 预算数 | 支出项目 | 预算数",
        "项目 | 预算数 | 项目 | 预算数",
    ],
)
def test_the_sum_of_expenditure_is_not_named_after_that_of_income(table, lines, header):
    found, _ = lines(
        table(f"{header} \n --- \n 一、事业收入 | 110.00 | 一、教育支出 | 110.00 \n 收入总计 | | | 110.00"), "B1"
    )
    assert [(line.name, line.lane) for line in found] == [("一、事业收入", 1), ("一、教育支出", 2), (None, 2)]


@pytest.mark.parametrize(
    ("title", "measure"),
    [
        ("2026年预算与2024年决算收支对比表", "budget"),
        ("“三公”经费预决算对比表", "budget"),
        ("一般公共预算财政拨款项目支出决算表", "final"),
    ],
)
def test_columns_are_of_the_accounts_where_the_title_speaks_of_them_alone(table, lines, title, measure):
    found, _ = lines(table("科目名称 | 金额 \n --- \n 教育支出 | 5.00", title=title), "other")
    assert [line.measure for line in found] == [measure]


def test_the_unit_of_a_column_comes_before_the_tables(table, lines):
    found, _ = lines(table("项目名称 | 金额（元） \n --- \n 系统维护 | 1,234.50"), "B10")
    assert found[0].amount_yuan == Decimal("1234.50")


def test_without_any_unit_nothing_is_published(table, lines):
    found, ledger = lines(table("科目名称 | 合计 \n --- \n 教育支出 | 5.00", unit=None))
    assert found == []
    assert ledger.set_aside[1, 2] == "not_understood"


def test_a_title_inside_the_rules_is_no_row_of_data(table, lines):
    made = table(
        """
        表11 | | | |
        上年结转资金支出表 | < | < | < | <
        | | | | 单位：万元
        单位编码 | 单位名称 | 项目名称 | 金额 | 备注
        125001 | 某某局 | 技改补助 | 9.00 |
        """
    )
    found, ledger = lines(made, "other")
    assert [(line.row_no, line.code, line.column, line.amount_text) for line in found] == [
        (5, "125001", "金额", "9.00")
    ]
    assert ledger.set_aside[3, 5] == "unit_line"


def test_an_amount_over_several_rows_is_one_line(table, lines):
    made = table(
        """
        项目名称 | 内容 | 金额
        ---
        系统维护 | 硬件 | 5.00
        ^ | 软件 | ^
        """
    )
    found, _ = lines(made, "B10")
    assert [(line.row_no, line.name) for line in found] == [(1, "系统维护")]


def test_header_words_left_among_the_rows_still_head_their_columns(table, lines):
    made = table(
        """
        2025年预算数 | < | 2026年预算数 | <
        合计 | 公务接待费 | 合计 | 公务接待费
        9.00 | 4.00 | 8.00 | 3.00
        """
    )
    found, _ = lines(made, "B7")
    assert [line.column for line in found] == [
        "2025年预算数/合计",
        "2025年预算数/公务接待费",
        "2026年预算数/合计",
        "2026年预算数/公务接待费",
    ]


def test_such_header_words_printed_again_on_a_later_page_are_no_data(table, lines):
    made = table(
        """
        科目编码 | 科目名称 | 2025年预算数 | 总计
        205 | 教育支出 | 1.00 | 2.00
        科目编码 | 科目名称 | 2025年预算数 | 总计
        208 | 社会保障和就业支出 | 3.00 | 4.00
        """
    )
    found, ledger = lines(made, "B5")
    assert [(line.row_no, line.code) for line in found] == [(2, "205")] * 2 + [(4, "208")] * 2
    assert ledger.set_aside[3, 3] == "repeated_header"


def test_a_row_of_column_numbers_is_no_data(table, lines):
    made = table("科目名称 | 合计 | 基本支出 | 项目支出 \n --- \n 栏次 | 1 | 2 | 3 \n 教育支出 | 5.00 | 5.00 | ")
    found, ledger = lines(made)
    assert [line.amount_text for line in found] == ["5.00", "5.00"]
    assert ledger.set_aside[1, 2] == "column_number"


def test_a_form_outside_the_statutory_set_gives_its_money_and_leaves_its_scores(table, lines):
    made = table(
        """
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数（B） | 分值 | 执行率 | 得分
        ^ | 年度资金总额 | 180.61 | 180.03 | 180.00 | 10 | 99.98% | 9.9
        """
    )
    found, ledger = lines(made, "other")
    assert [(line.name, line.column, line.measure) for line in found] == [
        ("年度资金总额", "年初预算数", "budget"),
        ("年度资金总额", "全年预算数", "budget"),
        ("年度资金总额", "全年执行数（B）", "final"),
    ]
    assert ledger.set_aside[2, 6] == "count"
    assert ledger.set_aside[2, 7] == "percentage"


@pytest.mark.parametrize("kind", ["B11", "B12", "B13", "B15"])
def test_tables_with_records_of_their_own_make_no_lines(table, lines, kind):
    found, ledger = lines(table("项目名称 | 金额 \n --- \n 系统维护 | 5.00"), kind)
    assert found == []
    assert not ledger.used


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.decimals(0, 10**6, places=2)), min_size=3, max_size=3), min_size=1, max_size=8
    )
)
def test_every_printed_number_is_used_or_set_aside(table, rows):
    body = "\n".join(
        f"{2010101 + index} | 某某事务 | " + " | ".join("" if value is None else f"{value:,}" for value in row)
        for index, row in enumerate(rows)
    )
    made = table(f"科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 \n --- \n {body}")
    ledger = Ledger()
    found = lines_of(made, "B3", document_id="d", ledger=ledger)
    printed = [cell for row in made.rows for cell in row.own_cells if cell.text]
    assert all((cell.row_no, cell.column_no) in ledger.used | ledger.set_aside.keys() for cell in printed)
    assert len(found) == sum(value is not None for row in rows for value in row)


@pytest.mark.parametrize(
    ("paths", "measures"),
    [
        ([("预算数",)], ["budget"]),
        ([("金额",)], ["budget"]),
        ([("部门预算", "合计"), ("部门预算", "一般公共预算拨款", "小计")], ["total", "general_public_budget"]),
        ([("合计",), ("本年收入", "小计"), ("上年结转结余", "小计")], ["total", "total", "carry_over"]),
        ([("总计",), ("财政拨款", "合计"), ("财政拨款", "一般公共预算"), ("其他资金",)],
         ["total", "total", "general_public_budget", "other"]),
        ([("2026年预算数", "总计"), ("2026年预算数", "项目支出"), ("2025年预算数",)], ["total", "project", "budget"]),
        ([("一般公共预算拨款", "小计"), ("一般公共预算拨款", "其中：专项资金")], ["total", "other"]),
        ([("基本支出", "小计"), ("基本支出", "工资福利支出"), ("项目支出", "小计")], ["basic", "other", "project"]),
        ([("事业收入（不含专户资金）",), ("财政专户管理资金",), ("用事业基金弥补收支差额",)],
         ["business_income", "special_account", "other"]),
        ([("合计",), ("财政专户管理资金",), ("事业收入",)], ["total", "special_account", "business_income"]),
        ([("合计",), ("单位资金",), ("国有资本经营预算",)], ["total", "unit_funds", "state_capital"]),
        ([("合计",), ("基本支出", "小计"), ("基本支出", "人员经费"), ("项目支出",)],
         ["total", "basic", "personnel", "project"]),
        ([("2025年执行数",), ("2026年预算数",), ("增减额",)], ["final", "budget", "change"]),
        # A column whose header is blank, as where a sheet is filled up to the width of the page.
        ([("合计",), (" ",), ("项目支出",)], ["total", "budget", "project"]),
    ],
)  # fmt: skip
def test_a_column_measures_what_its_headers_say(paths, measures):
    assert measures_of(paths) == measures


@pytest.mark.parametrize(
    ("paths", "measures"),
    [
        ([("合计",), ("因公出国（境）费",), ("公务接待费",)], ["total", "other", "other"]),
        ([("预算数", "合计"), ("预算数", "公务接待费")], ["budget", "budget"]),
        ([("上年", "“三公”经费", "小计"), ("上年", "会议费"), ("增减变化", "会议费")], ["total", "other", "change"]),
        ([("公务接待费", "预算数"), ("公务接待费", "决算数")], ["budget", "final"]),
    ],
)
def test_items_of_spending_are_budget_or_account_only_where_a_heading_says_so(paths, measures):
    assert measures_of(paths, by_item=True) == measures


def test_more_than_any_amount_in_its_unit_is_left(table):
    made = table("项目 | 金额\n---\n基本支出 | 123456789.12\n项目支出 | 1.50", unit="hundred_million_yuan")
    ledger = Ledger()
    assert [f"{line.amount_yuan:.0f}" for line in lines_of(made, "B3", document_id="d", ledger=ledger)] == ["150000000"]
    assert ledger.set_aside == {(1, 2): "not_understood", (1, 1): "label"}


def test_a_reason_told_in_a_column_of_amounts_is_prose(table, lines):
    told = "接待费比上年减少2000元，公务用车费增加7000元，因工作人员交通费用改为补助、新增人员所致。"
    found, ledger = lines(
        table(f"项目 | 预算数合计 | 公共财政拨款 \n --- \n 合计 | 4.9 | 4.9 \n 增减原因 | {told} | <"), "B7"
    )
    assert len(found) == 2
    assert ledger.set_aside[2, 2] == "prose"
