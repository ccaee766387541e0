"""Lists of purchases: their sums, their codes, and what prose says of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace
from records_writing import ID, document, quoted, verdicts

from normalize.checks import check
from normalize.checks.doubts import doubts_of
from normalize.records import Records
from normalize.schema import Procurement, Table


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
