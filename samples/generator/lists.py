"""The lists of a Hebei-style disclosure, from the records they state: units, purchases, assets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from normalize.schema import Asset, Institution, Procurement
from samples.generator.content import Cell, Column, Row, Table

_WAN = 10_000
_SINGLE = ("采购物品名称", "政府采购目录序号", "计量单位", "数量", "单价")
_SOURCES = ("合计", "一般公共预算拨款", "基金预算拨款", "国有资本经营预算拨款", "财政专户核拨", "其他来源收入")

PROCUREMENT_COLUMNS = (
    Column(1.6),
    Column(0.9, "right"),
    Column(1.5),
    Column(1.3, "center"),
    Column(0.6, "center"),
    Column(0.7, "right"),
    Column(0.8, "right"),
    *(Column(1.0, "right") for _ in _SOURCES),
)


def in_wan(amount: Decimal | None) -> str:
    """Return yuan as printed in 万元, "" for a blank.

    >>> in_wan(Decimal(186000))
    '18.60'
    """
    return "" if amount is None else f"{amount / _WAN:.2f}"


def institution_table(rows: Sequence[Institution]) -> Table:
    """Return the table of units (B0)."""
    header = _row("单位名称", "单位性质", "单位规格", "经费保障形式")
    return Table(
        columns=(Column(2.2), Column(1, "center"), Column(1, "center"), Column(1.2, "center")),
        rows=(header, *(_row(each.name, each.nature, each.rank, each.funding) for each in rows)),
        title="部门机构设置情况",
    )


def procurement_table(rows: Sequence[Procurement], *, department_line: str | None) -> Table:
    """Return the procurement list of thirteen columns (B13), in 万元."""
    project, money = (
        Cell("政府采购项目来源", column_span=2),
        Cell("政府采购金额（当年部门预算安排资金）", column_span=6),
    )
    return Table(
        columns=PROCUREMENT_COLUMNS,
        rows=(
            (project, *(Cell(text, row_span=2) for text in _SINGLE), money),
            _row("项目名称", "预算资金", *_SOURCES),
            *(_purchase(each) for each in rows),
        ),
        header=(0, 2),
        title="部门政府采购预算",
        department_line=department_line,
        unit_line="单位：万元",
    )


def _purchase(each: Procurement) -> Row:
    return _row(
        each.project_name,
        in_wan(each.project_funds_yuan),
        each.item,
        each.catalogue_code,
        each.measure_unit,
        "" if each.quantity is None else f"{each.quantity:.2f}",
        in_wan(each.unit_price_yuan),
        in_wan(each.total_yuan),
        in_wan(each.general_public_budget_yuan),
        in_wan(each.government_fund_yuan),
        in_wan(each.state_capital_yuan),
        in_wan(each.special_account_yuan),
        in_wan(each.other_yuan),
    )


def asset_table(rows: Sequence[Asset], *, department_line: str | None) -> Table:
    """Return the table of assets (B15), values in 万元."""
    as_of = next((each.as_of for each in rows if each.as_of), None)
    year, month, day = as_of.split("-") if as_of else ("", "", "")
    return Table(
        columns=(Column(2.4), Column(1, "right"), Column(1.6, "right")),
        rows=(
            _row("项目", "数量", "价值（金额单位：万元）"),
            *(_row(each.item, _quantity(each.quantity), in_wan(each.value_yuan)) for each in rows),
        ),
        title="部门固定资产占用情况表",
        department_line=department_line,
        unit_line=f"截止时间：{year}年{month}月{day}日" if as_of else None,
    )


def _quantity(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"


def _row(*texts: str | None) -> Row:
    return tuple(Cell(text or "") for text in texts)
