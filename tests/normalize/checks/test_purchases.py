"""Lists of purchases: their sums, their codes, and what prose says of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace
from records_writing import ID, document, quoted, verdicts

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


def listed(printed: str) -> Records:
    """Rows printed one after the other; those with = are totals."""
    rows = [re.fullmatch(r"(.+?)(=?)(-?[\d.]+)", text) for text in printed.split()]
    into = purchases(*(("", row[1], row[3]) for row in rows if row))
    found = into.tables["procurement"]
    found[:] = [replace(each, is_total=bool(row and row[2])) for each, row in zip(found, rows, strict=True)]
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
        # Without a total nobody says that these are all.
        (BOUGHT, "11.00", ["insufficient"]),
        ((*BOUGHT, ("", "椅子", "1.00")), "11.00", ["pass"]),
        ((("A", "货物", "6.00"), *BOUGHT), "10.00", []),
        ((("", "其中：面向中小企业", "6.00"), *BOUGHT), "10.00", ["pass"]),
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
        (("10.00", "7.00", "5.00"), ["pass"]),
        (("11.00", "7.00", "5.00"), ["insufficient"]),
        # Two lists in one table, and no total above them.
        (("", "6.00", "4.00"), ["pass", "pass"]),
    ],
)
def test_subtotals_of_purchases_add_up_the_items_below_them(sums: tuple[str, str, str], expected: list[str]) -> None:
    whole, first, second = sums
    total = f"合计={whole} " if whole else ""
    into = listed(f"{total}甲局={first} 椅子2.50 桌子3.50 乙局={second} 印刷1.50 保洁2.50")
    assert verdicts(into, "G-03") == expected


def test_subtotals_may_stand_below_their_items() -> None:
    into = listed("椅子2.50 桌子3.50 小计=6.00 印刷1.50 保洁2.50 小计=4.00 合计=10.00")
    assert verdicts(into, "G-03") == ["pass"] * 3


@pytest.mark.parametrize(
    "printed",
    [
        "货物类=6 台式机6 工程类=3 道路1 房屋2 服务类=4 印刷1.5 保洁2.5 合计=13",
        "甲局=9 椅2.5 桌2.5 中心=4 印刷1.5 保洁2.5 乙局=4 租赁3 审计1",
        "合计=13 椅2 桌3 小计=5 印刷1 保洁4 小计=5 租赁1 审计2 小计=3",
        "合计=13.01 甲局=9.01 椅2.50 桌2.50 中心=4 印刷1.5 保洁2.5 乙局=4 租赁3 审计1",
        "合计=9 甲局=5 椅10 退-5 中心=4 印刷1.5 保洁2.5",
        "合计=10 货物=6 椅2.5 桌3.5 服务=4 印刷4 其中：面向中小企业3",
        "甲局=6 椅2.5 桌3.5 乙局=4 印刷1.5 保洁2.5",
        "货物类6 办公设备6 服务类4 物业4",
    ],
)
def test_no_list_that_adds_up_fails_however_its_sums_stand(printed: str) -> None:
    into = listed(printed)
    items = sum(
        each.total_yuan or 0
        for each in into.tables["procurement"]
        if not each.is_total and "其中" not in (each.item or "")
    )
    told = found[1] if (found := re.search(r"合计=([\d.]+)", printed)) else f"{items / 10_000:.2f}"
    quoted(into, ("政府采购预算", told, None, None))
    assert {"fail"}.isdisjoint([*verdicts(into, "G-03"), *verdicts(into, "G-04")])


@pytest.mark.parametrize(
    "printed", ["货物=6 椅2 桌4 服务=4 印刷1.5 保洁2.5 合计=11", "合计=11 货物=6 椅2 桌4 服务=4 印刷1.5 保洁2.5"]
)
def test_a_wrong_total_fails_first_and_last(printed: str) -> None:
    assert verdicts(listed(printed), "G-03").count("fail") == 1


def test_a_subtotal_over_items_and_subtotals_is_not_the_sum_of_those_items_alone() -> None:
    into = listed("合计=13 甲局=9 椅子2.5 桌子2.5 甲局所属中心=4 印刷1.5 保洁2.5 乙局=4 印刷3 租赁1")
    assert verdicts(into, "G-03") == ["pass"] * 3


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
