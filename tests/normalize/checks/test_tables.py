"""Checks over records written out as literals: what they state, and where they keep silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec.structs import replace
from records_by_hand import ID, add_row, add_table, fails, quoted, records, summary, told

from normalize.checks import check
from normalize.checks.across_columns import column_sums
from normalize.records import Records
from normalize.schema import Asset, Indicator, Procurement, Project, SpendingPlan


def spending(*rows: tuple[str, str, str, str], unit: str = "ten_thousand_yuan") -> Records:
    into = records()
    add_table(into, 1, "B3", ["科目编码", "科目名称", "合计", "基本支出", "项目支出"], unit)
    for row_no, (label, total, basic, project) in enumerate(rows, 1):
        printed = {"合计": ("total", total), "基本支出": ("basic", basic), "项目支出": ("project", project)}
        add_row(into, 1, "B3", row_no, label, {column: each for column, each in printed.items() if each[1]})
    return into


GOOD = (
    ("合计", "70.00", "40.00", "30.00"),
    ("201 一般公共服务支出", "60.00", "30.00", "30.00"),
    ("20101 人大事务", "60.00", "30.00", "30.00"),
    ("2010101 行政运行", "30.00", "30.00", ""),
    ("2010102 一般行政管理事务", "30.00", "", "30.00"),
    ("221 住房保障支出", "10.00", "10.00", ""),
)


def test_a_table_whose_rows_and_columns_close_is_certified() -> None:
    checked = check(spending(*GOOD), ID)
    assert told(checked, "fail", "insufficient") == []
    assert checked.certificates[1].certified
    assert checked.certificates[1].identities >= 8


def test_a_wrong_number_fails_in_its_row_and_in_its_column() -> None:
    wrong = [row if row[0][:7] != "2010102" else (row[0], "31.00", "", "30.00") for row in GOOD]
    checked = check(spending(*wrong), ID)
    assert told(checked, "fail") == [("B-08", 5), ("B-09", 3)]
    assert not checked.certificates[1].certified


def test_two_failures_that_agree_on_a_number_point_at_it() -> None:
    wrong = [row if row[0][:7] != "2010102" else (row[0], "31.00", "", "30.00") for row in GOOD]
    messages = [each.message for each in check(spending(*wrong), ID).findings if each.verdict == "fail"]
    assert all("2个等式都指向所印“31.00”，若为30万元则均相符" in each for each in messages)


def test_column_numbers_certify_nothing() -> None:
    into = records()
    add_table(into, 1, "other", ["项目", "合计", "甲", "乙"])
    add_row(into, 1, "other", 1, "某项", {"合计": ("total", "3"), "甲": ("other", "1"), "乙": ("other", "2")})
    checked = check(into, ID)
    assert not checked.certificates[1].certified


def test_an_empty_table_certifies_nothing() -> None:
    checked = check(spending(("合计", "0.00", "0.00", "0.00"), ("201 甲", "0.00", "0.00", "0.00")), ID)
    assert 1 not in checked.certificates


def test_the_header_tree_says_which_columns_add_up() -> None:
    header = ["单位", "总计", "本年/小计", "本年/一般公共预算", "本年/其中：专项", "本年/其他", "结转", "上年预算数"]
    assert [(each.whole, each.parts) for each in column_sums(header, header[1:])] == [
        ("总计", (("本年/小计",), ("结转",))),
        ("本年/小计", (("本年/一般公共预算",), ("本年/其他",))),
    ]


def test_groups_that_split_the_whole_anew_each_add_up_to_it() -> None:
    by_kind = ["按支出性质分/基本支出", "按支出性质分/项目支出"]
    by_item = ["按经济分类分/工资福利支出", "按经济分类分/商品和服务支出"]
    found = column_sums(["科目", "合计", *by_kind, *by_item], ["合计", *by_kind, *by_item])
    assert [each.parts for each in found] == [tuple((name,) for name in group) for group in (by_kind, by_item)]


def test_meetings_and_training_are_not_among_the_three_public_costs() -> None:
    header = ["“三公”经费合计", "因公出国（境）费", "公务接待费", "公务用车/小计", "会议费"]
    [each] = column_sums(header, header)
    assert each.parts == (("因公出国（境）费",), ("公务接待费",), ("公务用车/小计",))


INCOME = [
    ("一、财政拨款收入", "90.00"), ("1、一般公共预算", "80.00"), ("2、政府性基金", "10.00"), ("二、事业收入", "5.00"),
    ("本年收入合计", "95.00"), ("上年结转", "5.00"), ("其中：财政拨款结转", "5.00"), ("收入总计", "100.00"),
]  # fmt: skip
SPENT = [("一、教育支出", "60.00"), ("二、住房保障支出", "40.00"), ("本年支出合计", "100.00"), ("支出总计", "100.00")]


def test_income_is_summed_on_its_outermost_numbering_and_balances() -> None:
    assert told(check(summary(INCOME, SPENT), ID), "fail", "insufficient") == []


def test_a_total_that_leaves_an_item_out_fails() -> None:
    spent = [*SPENT[:1], ("二、住房保障支出", "41.00"), *SPENT[2:]]
    assert told(check(summary(INCOME, spent), ID), "fail") == [("B-03", 3)]


def test_income_and_expenditure_that_differ_fail() -> None:
    spent = [("一、教育支出", "60.00"), ("本年支出合计", "60.00"), ("支出总计", "60.00")]
    assert told(check(summary(INCOME, spent), ID), "fail") == [("B-04", 8)]


def a_project(**more: Any) -> Records:
    into = records()
    add_table(into, 1, "B11", [], title="1、信息化建设绩效目标表")
    into.tables["projects"].append(
        Project(document_id=ID, project_no=1, table_no=1, row_no=1, project_name="信息化建设",
                budget_yuan=Decimal(1_500_000), fiscal_yuan=Decimal(1_500_000), **more)
    )  # fmt: skip
    return into


def indicator(into: Records, **more: Any) -> None:
    into.tables["indicators"].append(
        Indicator(document_id=ID, table_no=1, row_no=9, project_no=1, project_name="信息化建设", **more)
    )


def test_a_cost_is_bounded_from_above() -> None:
    into = a_project()
    indicator(into, level1="产出指标", level2="成本指标", level3="项目成本", target_text=">=150万元", operator=">=",
              target_value=Decimal(150), target_unit="万元")  # fmt: skip
    assert [each.check_id for each in fails(into)] == ["P-12"]


def test_money_raised_is_no_cost_whatever_class_it_stands_in() -> None:
    into = a_project()
    indicator(into, level1="产出指标", level2="成本指标", level3="自筹资金到位", target_text=">=50万元", operator=">=",
              target_value=Decimal(50), target_unit="万元")  # fmt: skip
    assert fails(into) == []


def test_a_target_in_another_unit_than_its_description_is_told() -> None:
    into = a_project()
    indicator(into, level1="效益指标", level2="经济效益指标", level3="产值", description="每家贡献2000万元以上",
              target_text=">=2000元", operator=">=", target_value=Decimal(2000), target_unit="元")  # fmt: skip
    assert [each.check_id for each in fails(into)] == ["P-10"]


def test_a_plan_that_stops_short_of_the_whole_is_told() -> None:
    into = a_project()
    for month, share, state in ((3, None, "blank"), (10, Decimal(15), "printed"), (12, None, "column_missing")):
        into.tables["spending_plan"].append(
            SpendingPlan(
                document_id=ID, project_no=1, table_no=1, month=month, cumulative_percent=share, cell_state=state
            )
        )
    assert sorted(each.check_id for each in fails(into)) == ["P-05", "P-06"]


def test_a_plan_is_cumulative() -> None:
    into = a_project()
    for month, share in ((6, 80), (10, 50), (12, 100)):
        into.tables["spending_plan"].append(
            SpendingPlan(
                document_id=ID,
                project_no=1,
                table_no=1,
                month=month,
                cumulative_percent=Decimal(share),
                cell_state="printed",
            )
        )
    assert [each.check_id for each in fails(into)] == ["P-04"]


def purchases(*rows: tuple[str, str | None, str | None, str, str | None]) -> Records:
    """Rows of (item, quantity, price, total, general budget), the first the total."""
    into = records()
    add_table(into, 1, "B13", [])
    for row_no, (item, quantity, price, total, general) in enumerate(rows, 1):
        into.tables["procurement"].append(
            Procurement(
                document_id=ID, table_no=1, row_no=row_no, item=item, is_total=row_no == 1,
                quantity=None if quantity is None else Decimal(quantity),
                unit_price_yuan=None if price is None else Decimal(price) * 10_000, total_yuan=Decimal(total) * 10_000,
                general_public_budget_yuan=None if general is None else Decimal(general) * 10_000,
            )
        )  # fmt: skip
    return into


def test_quantity_times_price_may_miss_by_half_a_digit_a_piece() -> None:
    good = purchases(
        ("合计", None, None, "2.24", "2.24"),
        ("打印机", "3", "0.33", "1.00", "1.00"),
        ("电脑", "1", "1.24", "1.24", "1.24"),
    )
    assert fails(good) == []
    bad = purchases(
        ("合计", None, None, "2.34", "2.34"),
        ("打印机", "3", "0.33", "1.10", "1.10"),
        ("电脑", "1", "1.24", "1.24", "1.24"),
    )
    assert [each.check_id for each in fails(bad)] == ["G-01"]


def test_a_source_lost_with_its_column_is_insufficient_and_the_value_it_would_have_is_named() -> None:
    checked = check(
        purchases(
            ("合计", None, None, "3.00", "3.00"),
            ("打印机", "1", "1.00", "1.00", "1.00"),
            ("电脑", "2", "1.00", "2.00", None),
        ),
        ID,
    )
    assert told(checked, "fail") == []
    [finding] = [each for each in checked.findings if each.check_id == "G-02" and each.verdict == "insufficient"]
    assert "恰余2" in finding.message


def test_assets_add_up_or_are_told() -> None:
    into = records()
    add_table(into, 1, "B15", [])
    for row_no, (item, level, value) in enumerate(
        (("资产总额", 0, "851.99"), ("2、车辆", 1, "96.67"), ("4、其他", 1, "755.42")), 1
    ):
        into.tables["assets"].append(
            Asset(document_id=ID, table_no=1, row_no=row_no, item=item, level=level, value_yuan=Decimal(value) * 10_000)
        )
    assert [each.check_id for each in fails(into)] == ["A-01"]


def test_a_blank_that_the_row_proves_zero_contradicts_what_stands_below_it() -> None:
    # 30.00 of 20101 stands one column to the left: its row closes all the same.
    shifted = [row if row[0][:6] != "20101 " else (row[0], "60.00", "60.00", "") for row in GOOD]
    assert ("B-09", 3) in told(check(spending(*shifted), ID), "fail")


def test_a_blank_that_no_row_proves_is_no_zero() -> None:
    # 20101 prints no total either: nothing says that its blank is zero.
    blank = [row if row[0][:6] != "20101 " else (row[0], "", "30.00", "") for row in GOOD]
    assert ("B-09", 3) not in told(check(spending(*blank), ID), "fail")


def test_one_column_that_adds_up_shows_of_which_rows_a_total_is_made() -> None:
    wrong = purchases(
        ("合计", None, None, "5.00", "3.00"),
        ("打印机", None, None, "1.00", "1.00"),
        ("电脑", None, None, "2.00", "2.00"),
    )
    assert ("G-03", 1) in told(check(wrong, ID), "fail")
    unproved = purchases(
        ("合计", None, None, "5.00", None), ("打印机", None, None, "1.00", None), ("电脑", None, None, "2.00", None)
    )
    assert ("G-03", 1) not in told(check(unproved, ID), "fail")


def test_money_stated_in_the_purpose_is_that_of_the_form() -> None:
    for fiscal, expected in (("150", ["pass", "pass"]), ("140", ["fail", "pass"]), (None, ["pass"])):
        sentence = "预算数150万元，其中：财政资金140万元。"
        into = a_project(purpose=sentence)
        quoted(into, ("预算数", "150", "budget", None, None), sentence=sentence)
        if fiscal is not None:
            quoted(into, ("财政资金", fiscal, None, 1, None), sentence=sentence)
        into.tables["amounts"] = [replace(each, table_no=1, section_no=None) for each in into.tables["amounts"]]
        assert sorted(each.verdict for each in check(into, ID).findings if each.check_id == "P-03") == expected


def test_funds_that_do_not_add_up_to_fiscal_money_are_income_beside_it() -> None:
    spent = [("教育支出", "16.00"), ("支出合计", "16.00")]
    beside = [("财政拨款收入", "10.00"), ("政府性基金收入", "5.00"), ("事业收入", "1.00"), ("收入合计", "16.00")]
    within = [("财政拨款收入", "15.00"), ("一般公共预算", "10.00"), ("政府性基金", "5.00"), ("事业收入", "1.00"),
              ("收入合计", "16.00")]  # fmt: skip
    for income in (beside, within):
        assert ("B-01", len(income)) in told(check(summary(income, spent), ID), "pass")
        assert told(check(summary(income, spent), ID), "fail", "insufficient") == []


def test_subtotals_of_groups_are_not_the_total_of_the_year() -> None:
    grouped = [("教育支出", "3.00"), ("科学技术支出", "4.00"), ("小计", "7.00"), ("卫生健康支出", "5.00"),
               ("住房保障支出", "4.00"), ("小计", "9.00"), ("支出总计", "16.00")]  # fmt: skip
    income = [("财政拨款收入", "15.00"), ("事业收入", "1.00"), ("小计", "16.00"), ("收入总计", "16.00")]
    checked = check(summary(income, grouped), ID)
    assert told(checked, "fail", "insufficient") == []
    assert ("B-03", 7) in told(checked, "pass")


def test_expenditure_below_income_is_a_list_of_its_own() -> None:
    headed = [("一、收入总计", "9.00"), ("1.财政拨款收入", "8.00"), ("2.其他收入", "1.00"),
              ("二、支出总计", "9.00"), ("1.基本支出", "6.00"), ("（1）人员经费", "5.00"), ("2.项目支出", "3.00")]  # fmt: skip
    closed = [*headed[1:3], ("收入总计", "9.00"), *headed[4:], ("支出总计", "9.00")]
    for rows in (headed, closed):
        checked = check(summary(rows, []), ID)
        assert {"B-01", "B-03", "B-04"} <= {check_id for check_id, _ in told(checked, "pass")}
        assert told(checked, "fail") == []
