"""Accounts told in prose, names of codes, targets and codes of forms: what fails, what keeps silent."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace
from records_writing import ID, document, quoted, table, verdicts

from normalize.checks.across_documents import compare_documents
from normalize.records import Records
from normalize.schema import Indicator, Project, SpendingPlan, Table

SPENT = (("合计", "total"), ("基本支出", "basic"), ("项目支出", "project"))
F5 = (
    ("合计", "30.00", "20.00", "10.00"),
    ("201 一般公共服务支出", "30.00", "20.00", "10.00"),
    ("20101 人大事务", "30.00", "20.00", "10.00"),
    ("2010101 行政运行", "20.00", "20.00", ""),
    ("2010104 人大会议", "10.00", "", "10.00"),
)
ITEM = "一般公共服务支出（类）人大事务（款）{}（项）"


@pytest.mark.parametrize(
    ("subject", "text", "parent", "expected"),
    [
        ("一般公共预算财政拨款支出", "30.00", None, ["pass"]),
        ("一般公共预算财政拨款支出", "31.00", None, ["fail"]),
        ("一般公共预算财政拨款基本支出", "21.00", None, ["fail"]),
        ("一般公共服务支出（类）", "29.00", 1, ["pass", "fail"]),
        ("一般公共服务支出（类）", "30.00", 1, ["pass", "pass"]),
        ("财政拨款支出", "99.00", None, []),
    ],
)
def test_accounts_in_prose_are_those_of_the_tables(
    subject: str, text: str, parent: int | None, expected: list[str]
) -> None:
    into = document()
    if parent:
        quoted(into, ("一般公共预算财政拨款支出", "30.00", "general_public_budget", None))
    quoted(into, (subject, text, None, parent))
    table(into, 1, "F5", SPENT, *F5)
    assert sorted(verdicts(into, "F-22"), reverse=True) == expected


def test_a_name_told_with_two_amounts_contradicts_nothing_if_one_is_printed() -> None:
    into = document()
    quoted(into, *(("一般公共预算财政拨款支出", text, None, None) for text in ("30.00", "4.00")))
    table(into, 1, "F5", SPENT, *F5)
    assert sorted(verdicts(into, "F-22")) == ["insufficient", "pass"]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((("行政运行", "20.00"), ("人大会议", "10.00")), ["pass"]),
        ((("行政运行", "21.00"), ("人大会议", "10.00")), ["fail"]),
        ((("行政运行", "19.00"), ("人大会议", "10.00"), ("代表工作", "3.00")), ["insufficient"]),
        ((("行政运行", "20.00"),), []),
    ],
)
def test_items_of_prose_add_up_to_the_accounts(items: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    into = document()
    quoted(into, *((ITEM.format(name), text, "final", None) for name, text in items))
    table(into, 1, "F5", SPENT, *F5)
    assert verdicts(into, "F-23") == expected


@pytest.mark.parametrize(("told", "expected"), [("5.00", ["pass"]), ("5.01", ["fail"]), (None, [])])
def test_running_costs_are_within_operating_costs(told: str | None, expected: list[str]) -> None:
    into = document()
    if told:
        quoted(into, ("机关运行经费支出", told, None, None))
    table(into, 1, "F6", (("决算数", "final"),), ("人员经费合计", "15.00"), ("公用经费合计", "5.00"))
    assert verdicts(into, "F-21") == expected


@pytest.mark.parametrize(("told", "expected"), [("8.00", ["pass"]), ("9.00", ["fail"]), (None, [])])
def test_a_fund_in_prose_is_that_of_its_table(told: str | None, expected: list[str]) -> None:
    into = document()
    if told:
        quoted(into, ("政府性基金预算财政拨款支出", told, None, None))
    columns = (("年初结转和结余", "carry_over"), ("本年收入", "other"), ("本年支出/小计", "total"))
    table(into, 1, "F8", columns, ("合计", "1.00", "9.00", "8.00"))
    assert verdicts(into, "F-24") == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("302 商品和服务支出", "9.00"), ("30201 办公费", "4.00"), ("30299 其他商品和服务支出", "9.00")), ["fail"]),
        ((("302 商品和服务支出", "9.00"), ("30299 其他商品和服务支出", "9.00")), []),
        ((("302 商品和服务支出", "9.00"), ("30299 其他商品和服务支出", "9.00")) * 2, []),
    ],
)
def test_an_item_does_not_repeat_its_class(rows: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    into = document()
    table(into, 1, "F6", (("决算数", "final"),), *rows)
    assert verdicts(into, "F-27") == expected


@pytest.mark.parametrize(
    ("label", "year", "expected"),
    [
        ("201 住房保障支出", 2024, ["fail"]),
        ("201 一般公共服务支出", 2024, []),
        ("201 一般公共服务", 2024, []),
        ("201 住房保障支出", 2016, []),
        ("2019987 某项", 2024, []),
        ("201 90,000.00", 2024, []),
    ],
)
def test_codes_carry_their_names(label: str, year: int, expected: list[str]) -> None:
    into = document("budget", year)
    table(into, 1, "B5", SPENT, (label, "30.00", "20.00", "10.00"))
    assert verdicts(into, "B-26") == expected


def test_yuan_have_two_decimals_and_spending_is_not_negative() -> None:
    into = document("budget")
    table(into, 1, "B5", SPENT, ("201 一般公共服务支出", "30.005", "20.005", "10.00"), unit="yuan")
    table(into, 2, "B3", SPENT, ("201 一般公共服务支出", "-5.00", "-5.00", ""))
    assert verdicts(into, "B-30") == ["fail"] * 4
    into = document("budget")
    table(into, 1, "B5", (("比上年增减额", "change"),), ("201 一般公共服务支出", "-5.12345"))
    assert verdicts(into, "B-30") == []


def form(goals: str = "", plan: str = "100", code: str | None = None, **indicator: Any) -> Records:
    into = document("budget", department_code="471")
    into.tables["tables"].append(Table(document_id=ID, table_no=1, kind="B11", unit="ten_thousand_yuan", pages=[2]))
    into.tables["projects"].append(
        Project(document_id=ID, project_no=1, table_no=1, row_no=1, project_name="甲项目", goals=goals, project_code=code,
                unit_code=indicator.pop("unit_code", None))
    )  # fmt: skip
    into.tables["spending_plan"].append(
        SpendingPlan(
            document_id=ID, project_no=1, table_no=1, month=12, cumulative_percent=Decimal(plan), cell_state="printed"
        )
    )
    if indicator:
        into.tables["indicators"].append(
            Indicator(
                document_id=ID,
                table_no=1,
                row_no=2,
                project_no=1,
                project_name="甲项目",
                target_text="某值",
                **indicator,
            )
        )
    return into


TARGET: dict[str, Any] = {"level3": "服务企业数量", "operator": ">=", "target_unit": "家"}


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        ("通过实施，服务企业数量不少于220家，满意度95%。", ["fail"]),
        ("通过实施，服务企业数量不少于240家。", []),
        ("通过实施，服务企业220家。", []),
        ("服务企业数量220家，其中新增服务企业数量240家。", []),
    ],
)
def test_numbers_of_the_goals_are_the_targets(goals: str, expected: list[str]) -> None:
    assert verdicts(form(goals, **TARGET, target_value=Decimal(240)), "P-11") == expected


@pytest.mark.parametrize(
    ("name", "value", "plan", "expected"),
    [
        ("资金支付率", "101", "100", ["fail"]),
        ("预算执行率", "95", "90", ["fail"]),
        ("预算执行率", "100", "100", []),
        ("方案执行率", "120", "100", []),
    ],
)
def test_no_more_is_paid_than_all_or_than_planned(name: str, value: str, plan: str, expected: list[str]) -> None:
    into = form(plan=plan, level3=name, operator=">=", target_value=Decimal(value), target_unit="%")
    assert verdicts(into, "P-19") == expected


@pytest.mark.parametrize(("date", "expected"), [("2023-11", ["fail"]), ("2024-03", []), ("2025-06", []), (None, [])])
def test_targets_are_not_due_before_the_year(date: str | None, expected: list[str]) -> None:
    assert verdicts(form(level3="完成时间", operator="<=", target_date=date), "P-23") == expected


@pytest.mark.parametrize(
    ("unit", "code", "expected"),
    [
        ("472001", None, ["fail"]),
        ("471001", "472-0101-YCN-95DS", ["fail"]),
        ("471001", "471-0101-YCN-95DS", []),
        (None, "11000026T000003742841", []),
    ],
)
def test_codes_begin_with_that_of_the_department(unit: str | None, code: str | None, expected: list[str]) -> None:
    assert verdicts(form(code=code, unit_code=unit), "P-22") == expected


@pytest.mark.parametrize(
    ("text", "sentence", "expected"),
    [
        ("20.00", "年初预算为20.00万元。", ["pass"]),
        ("22.00", "年初预算为22.00万元。", ["fail"]),
        ("22.00", "全年预算为22.00万元。", []),
    ],
)
def test_the_budget_told_in_accounts_is_that_of_the_budget(text: str, sentence: str, expected: list[str]) -> None:
    same = {"department": "某县某局", "scope": "department"}
    accounts = quoted(
        document(document_id="1" * 16, **same), (ITEM.format("行政运行"), text, "budget", None), sentence=sentence
    )
    budget = document("budget", **same)
    table(budget, 1, "B5", SPENT, *F5)
    assert [each.verdict for each in compare_documents([accounts, budget]) if each.check_id == "X-03"] == expected
    assert not [each for each in compare_documents([accounts]) if each.check_id == "X-03"]


@pytest.mark.parametrize(
    ("general", "staff", "expected"),
    [("30.00", "15.00", ["pass", "pass"]), ("30.00", "14.00", ["fail", "pass"]), ("29.00", "14.00", ["pass"])],
)
def test_costs_of_staff_are_the_same_in_summary_and_detail(general: str, staff: str, expected: list[str]) -> None:
    into = document("budget")
    columns = (("支出/合计", "total"), ("支出/人员经费", "personnel"), ("支出/项目支出", "project"))
    table(into, 1, "B1", columns, ("一、教育支出", "30.00", staff, "15.00"), ("支出合计", "30.00", staff, "15.00"))
    into.tables["lines"] = [replace(each, lane=2) for each in into.tables["lines"]]
    table(into, 2, "B5", SPENT, ("合计", general, "15.00", "15.00"))
    table(into, 3, "B6", (("合计", "total"), ("人员经费", "personnel")), ("合计", "15.00", "15.00"))
    assert sorted(verdicts(into, "B-16")) == expected
