"""Procurement and assets: G-01 to G-12, A-01 to A-05."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from normalize.checks.figures import CENT, Figure, number_text, step_of
from normalize.checks.identities import Identity
from normalize.checks.purchase_lists import SOURCES, PurchaseList, label_of
from normalize.checks.sheets import units_of
from normalize.checks.told import remark, spot_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Asset, Finding, Procurement


def procurement_identities(records: Records) -> Iterator[Identity]:
    """Return the identities of procurement tables."""
    for number, group in groupby(records.tables["procurement"], key=lambda row: row.table_no):
        rows: list[Procurement] = list(group)
        yield from _identities_of(PurchaseList(rows, units_of(records)[number]))


def _identities_of(purchases: PurchaseList) -> Iterator[Identity]:
    """Yield quantity times price, sources and totals."""
    for row in purchases.rows:
        yield from _product(purchases, row)
        yield from _sources(purchases, row)
    yield from purchases.totals_of()
    yield from _within_funds(purchases)


def _product(purchases: PurchaseList, row: Procurement) -> Iterator[Identity]:
    if row.is_total or not row.quantity or row.unit_price_yuan is None or row.total_yuan is None:
        return
    product = purchases.figure(row, row.quantity * row.unit_price_yuan, "数量×单价")
    # A rounded price times its quantity misses by half a unit of the last digit for each piece.
    slack = (row.quantity + 1) * purchases.step / 2 if purchases.step > CENT else Decimal(0)
    yield Identity(
        "G-01",
        purchases.figure(row, row.total_yuan, "合计"),
        (product,),
        f"{label_of(row)}：合计与数量乘单价",
        least=slack,
    )


def _sources(purchases: PurchaseList, row: Procurement) -> Iterator[Identity]:
    if row.total_yuan is None:
        return
    parts = [purchases.figure(row, value, name) for name, get in SOURCES if (value := get(row)) is not None]
    total = purchases.figure(row, row.total_yuan, "合计")
    if parts:
        yield Identity("G-02", total, tuple(parts), f"{label_of(row)}：合计与各资金来源之和")
    elif any(get(other) is not None for other in purchases.rows for _, get in SOURCES):
        none = (Figure(Decimal(0), "空白", CENT, "各来源", purchases.unit, row.table_no, row.row_no, tuple(row.pages)),)
        yield Identity(
            "G-02",
            total,
            none,
            f"{label_of(row)}：合计与各资金来源之和",
            shaky=f"资金来源各列均为空白{_forced(purchases, row)}",
        )


def _forced(purchases: PurchaseList, row: Procurement) -> str:
    """Say which value two identities agree on, where the totals force it."""
    if len(purchases.totals) != 1:
        return ""
    for name, get in SOURCES:
        whole = get(purchases.totals[0])
        if whole is None:
            continue
        rest = whole - sum((get(each) or Decimal(0) for each in purchases.rows if not each.is_total), Decimal(0))
        if rest == row.total_yuan:
            return f"；“{name}”一列合计减其余各行恰余{purchases.text(rest)}，与本行合计相同"
    return ""


def _within_funds(purchases: PurchaseList) -> Iterator[Identity]:
    groups: dict[tuple[str, Decimal], list[Procurement]] = {}
    for row in purchases.rows:
        if not row.is_total and row.project_funds_yuan and row.project_name:
            groups.setdefault((row.project_name, row.project_funds_yuan), []).append(row)
    for (name, funds), group in groups.items():
        parts = tuple(purchases.figure(row, row.total_yuan, "合计") for row in group if row.total_yuan is not None)
        if parts:
            whole = purchases.figure(group[0], funds, "预算资金")
            yield Identity("G-05", whole, parts, f"{name}：预算资金与采购之和", relation=">=")


def procurement_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return units of measure that are no words: G-09."""
    for row in records.tables["procurement"]:
        if row.measure_unit and fold(row.measure_unit).replace(".", "").isdigit():
            yield remark(
                "G-09", f"{label_of(row)}：计量单位填为“{row.measure_unit}”，应为文字。", document_id, spot_of(row),
                actual_text=row.measure_unit,
            )  # fmt: skip


def asset_identities(records: Records) -> Iterator[Identity]:
    """Return the identities of tables of assets: A-01, A-02."""
    for _, group in groupby(records.tables["assets"], key=lambda row: row.table_no):
        rows: list[Asset] = list(group)
        wholes = [row for row in rows if row.level == 0 and row.value_yuan is not None]
        parts = tuple(_asset(row, row.value_yuan) for row in rows if row.level == 1 and row.value_yuan is not None)
        blanks = tuple(row.item for row in rows if row.level == 1 and row.value_yuan is None and not row.quantity)
        if len(wholes) == 1 and parts and wholes[0].value_yuan is not None:
            yield Identity(
                "A-01", _asset(wholes[0], wholes[0].value_yuan), parts, f"{wholes[0].item}与各项之和", blanks=blanks
            )
        whole: Asset | None = None
        for row in rows:
            if row.level == 1:
                whole = row
            elif row.level == 2 and whole is not None and whole.value_yuan is not None and row.value_yuan is not None:
                yield Identity(
                    "A-02", _asset(whole, whole.value_yuan), (_asset(row, row.value_yuan),), f"{whole.item}与其中{row.item}",
                    relation=">=",
                )  # fmt: skip


def _asset(row: Asset, value: Decimal) -> Figure:
    return Figure(
        value, number_text(value / 10000), step_of("ten_thousand_yuan", 2), row.item, "ten_thousand_yuan", row.table_no,
        row.row_no, tuple(row.pages), place=(row.table_no, row.row_no, 1, "价值"),
    )  # fmt: skip
