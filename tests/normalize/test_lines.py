from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.leaf_measures import measures_of
from normalize.lines import lines_of
from normalize.row_keys import is_total_label
from normalize.tables import Ledger


@pytest.fixture
def lines():
    def run(made, kind="B3"):
        ledger = Ledger()
        return lines_of(made, kind, document_id="d", ledger=ledger), ledger

    return run


def brief(found):
    return [(line.code, line.name, line.measure, str(line.amount_yuan)) for line in found]


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


def test_a_blank_is_no_zero(table, lines):
    made = table("科目名称 | 合计 | 基本支出 | 项目支出 \n --- \n 教育支出 | 0.00 | — | ")
    found, _ = lines(made)
    assert brief(found) == [(None, "教育支出", "total", "0.00")]


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


@pytest.mark.parametrize("label", ["合计", "总 计", "本年收入合计", "某某局小计", "人员经费合计", "合计（本年）"])
def test_totals_are_known_by_their_label(label):
    assert is_total_label(label)


@pytest.mark.parametrize("label", ["一般公共服务支出", "统计信息事务", "审计业务", "会计事务"])
def test_classes_and_sections_are_no_totals(label):
    assert not is_total_label(label)


def test_more_than_any_amount_in_its_unit_is_left(table):
    made = table("项目 | 金额\n---\n基本支出 | 123456789.12\n项目支出 | 1.50", unit="hundred_million_yuan")
    ledger = Ledger()
    assert [f"{line.amount_yuan:.0f}" for line in lines_of(made, "B3", document_id="d", ledger=ledger)] == ["150000000"]
    assert ledger.set_aside == {(1, 2): "not_understood", (1, 1): "label"}
