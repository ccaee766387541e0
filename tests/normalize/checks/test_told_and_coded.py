"""Accounts told in prose, names of codes, purchases by catalogue, targets and codes of forms: what fails, what keeps silent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from normalize.checks import check
from normalize.checks.across_documents import compare_documents
from normalize.checks.doubts import doubts_of
from normalize.records import Records
from normalize.schema import Amount, Document, Indicator, Line, Procurement, Project, Section, SpendingPlan, Table

ID = "0" * 16


def document(kind: str = "final_accounts", year: int = 2024, text: str = "说明。", **more: Any) -> Records:
    into = Records(year)
    into.tables["documents"].append(
        Document(document_id=more.pop("document_id", ID), source_name="a.pdf", source_sha256="0" * 64, source_format="pdf",
                 source_bytes=1, document_kind=kind, **more)
    )  # fmt: skip
    into.tables["sections"].append(Section(document_id=ID, section_no=1, level=1, text=text, pages=[1]))
    return into


def quoted(into: Records, *rows: tuple[str, str, Any, Any], sentence: str = "一句。") -> Records:
    """Add levels of one sentence: (subject, 万元, measure, parent_no)."""
    for subject, text, measure, parent in rows:
        into.tables["amounts"].append(
            Amount(
                document_id=ID, amount_no=len(into.tables["amounts"]) + 1, section_no=1, subject=subject, measure=measure,
                amount_yuan=Decimal(text) * 10_000, amount_text=f"{text}万元", year=into.fiscal_year, parent_no=parent,
                sentence=sentence,
            )
        )  # fmt: skip
    return into


def table(
    into: Records,
    number: int,
    kind: str,
    columns: Sequence[tuple[str, str]],
    *rows: tuple[str, ...],
    unit: str = "ten_thousand_yuan",
) -> None:
    """Add a table; `columns` are (name, measure), each row a label (code and name) and its amounts, "" for a blank."""
    into.tables["tables"].append(
        Table(document_id=ID, table_no=number, kind=kind, header=[name for name, _ in columns], unit=unit, pages=[2])
    )
    for row_no, (label, *texts) in enumerate(rows, 1):
        code = label.split(" ")[0] if label[0].isdigit() else None
        for (column, measure), text in zip(columns, texts, strict=True):
            if text:
                into.tables["lines"].append(
                    Line(
                        document_id=ID, table_no=number, row_no=row_no, pages=[2], kind=kind, code=code,
                        name=label.rsplit(" ", 1)[-1], column=column, measure=measure, amount_text=text,
                        code_scheme="none" if code is None else "department_economic" if code[0] == "3" else "functional",
                        amount_yuan=Decimal(text) * (1 if unit == "yuan" else 10_000), is_total="合计" in label,
                    )
                )  # fmt: skip


def verdicts(into: Records, check_id: str) -> list[str]:
    return [each.verdict for each in check(into, ID).findings if each.check_id == check_id]


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


def purchases(*rows: tuple[str, str, str], **told: str) -> Records:
    """Rows of (code, item, 万元); `told` are amounts of prose by subject."""
    into = document("budget", text="拟购置固定资产已列入政府采购预算。")
    into.tables["tables"].append(Table(document_id=ID, table_no=1, kind="B13", unit="ten_thousand_yuan", pages=[2]))
    for row_no, (code, item, text) in enumerate(rows, 1):
        into.tables["procurement"].append(
            Procurement(document_id=ID, table_no=1, row_no=row_no, item=item, catalogue_code=code or None,
                        total_yuan=Decimal(text) * 10_000)
        )  # fmt: skip
    return into


BOUGHT = (("A02010105", "台式计算机", "6.00"), ("C23090100", "印刷服务", "4.00"))


@pytest.mark.parametrize(
    ("rows", "goods", "expected"),
    [
        (BOUGHT, "6.00", ["pass"]),
        (BOUGHT, "7.00", ["fail"]),
        ((*BOUGHT, ("", "椅子", "1.00")), "7.00", []),
        ((), "7.00", []),
    ],
)
def test_goods_by_their_codes_are_the_goods_of_prose(rows: Any, goods: str, expected: list[str]) -> None:
    into = quoted(purchases(*rows), ("政府采购预算", "10.00", None, None), ("政府采购货物预算", goods, None, 1))
    assert verdicts(into, "G-08") == expected


@pytest.mark.parametrize(
    ("rows", "whole", "expected"),
    [
        (BOUGHT, "10.00", ["pass"]),
        (BOUGHT, "11.00", ["fail"]),
        ((*BOUGHT, ("", "椅子", "1.00")), "11.00", ["pass"]),
        ((("A", "货物", "6.00"), *BOUGHT), "10.00", []),
    ],
)
def test_rows_without_a_total_add_up_to_the_purchases_of_prose(rows: Any, whole: str, expected: list[str]) -> None:
    assert verdicts(quoted(purchases(*rows), ("政府采购预算", whole, None, None)), "G-04") == expected


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        (("10.00", "6.00", "4.00"), ["pass"] * 3),
        # One subtotal that adds up shows of what the others are made.
        (("10.00", "6.00", "5.00"), ["pass", "pass", "fail"]),
        (("11.00", "6.00", "4.00"), ["fail", "pass", "pass"]),
        (("10.00", "7.00", "5.00"), ["pass", "insufficient"]),
        (("11.00", "7.00", "5.00"), ["insufficient"]),
        # Two lists in one table, and no total above them.
        (("", "6.00", "4.00"), ["pass", "pass"]),
    ],
)
def test_subtotals_of_purchases_add_up_the_items_below_them(sums: tuple[str, str, str], expected: list[str]) -> None:
    whole, first, second = sums
    total = [("", "合计", whole)] if whole else []
    into = purchases(
        *total, ("", "甲局", first), ("A02", "椅子", "2.50"), ("A02", "桌子", "3.50"),
        ("", "乙局", second), ("C23", "印刷", "1.50"), ("C23", "保洁", "2.50"),
    )  # fmt: skip
    rows = into.tables["procurement"]
    rows[:] = [replace(row, is_total=not row.catalogue_code) for row in rows]
    assert verdicts(into, "G-03") == expected


def test_subtotals_may_stand_below_their_items() -> None:
    into = purchases(
        ("A02", "椅子", "2.50"), ("A02", "桌子", "3.50"), ("", "小计", "6.00"),
        ("C23", "印刷", "1.50"), ("C23", "保洁", "2.50"), ("", "小计", "4.00"), ("", "合计", "10.00"),
    )  # fmt: skip
    rows = into.tables["procurement"]
    rows[:] = [replace(row, is_total=not row.catalogue_code) for row in rows]
    assert verdicts(into, "G-03") == ["pass"] * 3


def test_a_subtotal_over_items_and_subtotals_is_not_the_sum_of_those_items_alone() -> None:
    into = purchases(
        ("", "合计", "13.00"), ("", "甲局", "9.00"), ("A02", "椅子", "2.50"), ("A02", "桌子", "2.50"),
        ("", "甲局所属中心", "4.00"), ("C23", "印刷", "1.50"), ("C23", "保洁", "2.50"),
        ("", "乙局", "4.00"), ("C23", "印刷", "3.00"), ("C23", "租赁", "1.00"),
    )  # fmt: skip
    rows = into.tables["procurement"]
    rows[:] = [replace(row, is_total=not row.catalogue_code) for row in rows]
    assert verdicts(into, "G-03") == ["pass"] * 3


@pytest.mark.parametrize(("whole", "doubtful"), [("10.00", False), ("11.00", True), (None, True)])
def test_a_list_that_adds_up_as_a_whole_is_not_read_again_for_its_classes(whole: str | None, doubtful: bool) -> None:
    into = purchases(*BOUGHT)
    for row_no, each in enumerate(into.tables["procurement"]):
        into.tables["procurement"][row_no] = replace(each, pages=[2])
    quoted(into, ("政府采购" if whole else "政府采购等", whole or "10.00", None, None), ("服务", "3.00", None, 1))
    into.tables["findings"].extend(check(into, ID).findings)
    assert bool(doubts_of(into)) == doubtful


@pytest.mark.parametrize(
    ("text", "said", "expected"), [("6.00", True, ["pass"]), ("6.50", True, ["fail"]), ("6.50", False, [])]
)
def test_assets_to_be_bought_are_among_the_goods(text: str, said: bool, expected: list[str]) -> None:
    into = quoted(purchases(*BOUGHT), ("拟购置固定资产", text, None, None))
    if not said:
        into.tables["sections"].clear()
    assert verdicts(into, "G-10") == expected


@pytest.mark.parametrize(
    ("code", "item", "expected"),
    [
        ("A02010105", "印刷服务", ["fail"]),
        ("A02010105", "台式计算机", []),
        ("A02010105", "办公电脑更新", []),
        ("A02010100", "台式计算机", []),
        ("A02", "印刷服务", []),
    ],
)
def test_a_catalogue_code_carries_its_own_name(code: str, item: str, expected: list[str]) -> None:
    assert verdicts(purchases((code, item, "1.00")), "G-07") == expected


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
