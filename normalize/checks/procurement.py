"""Procurement and assets: G-01 to G-12, A-01 to A-05."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby, islice, pairwise, takewhile

from normalize.checks.figures import CENT, Figure, number_text, printed_decimals, step_of
from normalize.checks.identities import Identity
from normalize.checks.sheets import units_of
from normalize.checks.told import remark, spot_of
from normalize.folding import fold
from normalize.money import YUAN, Unit
from normalize.records import Records
from normalize.schema import Asset, Finding, Procurement

_SOURCES: tuple[tuple[str, Callable[[Procurement], Decimal | None]], ...] = (
    ("一般公共预算", lambda row: row.general_public_budget_yuan),
    ("政府性基金", lambda row: row.government_fund_yuan),
    ("国有资本经营预算", lambda row: row.state_capital_yuan),
    ("财政专户", lambda row: row.special_account_yuan),
    ("其他来源", lambda row: row.other_yuan),
)


def procurement_identities(records: Records) -> Iterator[Identity]:
    """Return the identities of procurement tables."""
    for number, group in groupby(records.tables["procurement"], key=lambda row: row.table_no):
        rows: list[Procurement] = list(group)
        yield from _Table(rows, units_of(records)[number]).identities()


class _Table:
    """One procurement table: its rows, its unit and the step of its amounts."""

    def __init__(self, rows: Sequence[Procurement], unit: Unit) -> None:
        self.rows = rows
        self.unit = unit
        texts = [self._text(row.total_yuan) for row in rows if row.total_yuan is not None]
        # Two decimals of 万元 at least: a price of 3000 is no rounder than one of 0.26.
        self.step = min(step_of(unit, printed_decimals(texts)), step_of(unit, 2))

    def identities(self) -> Iterator[Identity]:
        """Return quantity times price, sources and totals."""
        for row in self.rows:
            yield from self._product(row)
            yield from self._sources(row)
        yield from self._totals()
        yield from self._within_funds()

    def _text(self, value: Decimal) -> str:
        return number_text(value / YUAN[self.unit])

    def _figure(self, row: Procurement, value: Decimal, label: str) -> Figure:
        return Figure(
            value, self._text(value), max(self.step, CENT), label, self.unit, row.table_no, row.row_no, tuple(row.pages),
            place=(row.table_no, row.row_no, 1, label),
        )  # fmt: skip

    def _product(self, row: Procurement) -> Iterator[Identity]:
        if row.is_total or not row.quantity or row.unit_price_yuan is None or row.total_yuan is None:
            return
        product = self._figure(row, row.quantity * row.unit_price_yuan, "数量×单价")
        # A rounded price times its quantity misses by half a unit of the last digit for each piece.
        slack = (row.quantity + 1) * self.step / 2 if self.step > CENT else Decimal(0)
        yield Identity(
            "G-01",
            self._figure(row, row.total_yuan, "合计"),
            (product,),
            f"{_label(row)}：合计与数量乘单价",
            least=slack,
        )

    def _sources(self, row: Procurement) -> Iterator[Identity]:
        if row.total_yuan is None:
            return
        parts = [self._figure(row, value, name) for name, get in _SOURCES if (value := get(row)) is not None]
        total = self._figure(row, row.total_yuan, "合计")
        if parts:
            yield Identity("G-02", total, tuple(parts), f"{_label(row)}：合计与各资金来源之和")
        elif any(get(other) is not None for other in self.rows for _, get in _SOURCES):
            none = (Figure(Decimal(0), "空白", CENT, "各来源", self.unit, row.table_no, row.row_no, tuple(row.pages)),)
            yield Identity(
                "G-02",
                total,
                none,
                f"{_label(row)}：合计与各资金来源之和",
                shaky=f"资金来源各列均为空白{self._forced(row)}",
            )

    def _forced(self, row: Procurement) -> str:
        """Say which value two identities agree on, where the totals force it."""
        totals = [each for each in self.rows if each.is_total]
        if len(totals) != 1:
            return ""
        for name, get in _SOURCES:
            whole = get(totals[0])
            if whole is None:
                continue
            rest = whole - sum((get(each) or Decimal(0) for each in self.rows if not each.is_total), Decimal(0))
            if rest == row.total_yuan:
                return f"；“{name}”一列合计减其余各行恰余{self._text(rest)}，与本行合计相同"
        return ""

    def _totals(self) -> Iterator[Identity]:
        """Compare the total of the table with all its items, and each subtotal with those right below it."""
        details = [row for row in self.rows if not row.is_total]
        totals = [row for row in self.rows if row.is_total]
        if len(totals) == 1:
            yield from self._shown(self._sums(totals[0], details))
        elif totals:
            # Sums stand above what they sum, or all below it.
            rows = self.rows if self.rows[0].is_total or not self.rows[-1].is_total else self.rows[::-1]
            # A subtotal right above another one is of a level between, which nothing printed tells.
            groups = [each for total, items in _groups(rows) for each in self._sums(total, items)]
            first = [each for each in groups if each.whole.row_no == rows[0].row_no]
            if rows[0].is_total and not any(each.closes for each in first):
                groups = [each for each in groups if each not in first]
                yield from self._shown(self._sums(rows[0], details), groups)
            yield from self._shown(groups)

    def _sums(self, total: Procurement, details: Sequence[Procurement]) -> list[Identity]:
        sums: list[Identity] = []
        for name, get in (("合计", _whole), *_SOURCES):
            whole = get(total)
            printed = [row for row in details if get(row) is not None]
            if whole is None or not printed or len(details) < 2:
                continue
            lost = any(get(row) is None and not any(read(row) is not None for _, read in _SOURCES) for row in details)
            sums.append(
                Identity(
                    "G-03",
                    self._figure(total, whole, name),
                    tuple(self._figure(row, get(row) or Decimal(0), name) for row in printed),
                    f"{_label(total)}：{name}与明细之和",
                    shaky="有明细行的资金来源各列均为空白" if lost and name != "合计" else "",
                    inferred=True,
                )
            )
        return sums

    def _shown(self, sums: Sequence[Identity], below: Sequence[Identity] = ()) -> Iterator[Identity]:
        """Return the sums, no longer inferred where it shows of which rows totals are made.

        One of several rows that adds up shows it, and so do several subtotals `below` that all do.
        """
        shown = any(each.closes and not each.is_copy for each in sums)
        shown = shown or (len(below) > 1 and all(each.closes for each in below))
        yield from (replace(each, inferred=not shown) for each in sums)

    def _within_funds(self) -> Iterator[Identity]:
        groups: dict[tuple[str, Decimal], list[Procurement]] = {}
        for row in self.rows:
            if not row.is_total and row.project_funds_yuan and row.project_name:
                groups.setdefault((row.project_name, row.project_funds_yuan), []).append(row)
        for (name, funds), group in groups.items():
            parts = tuple(self._figure(row, row.total_yuan, "合计") for row in group if row.total_yuan is not None)
            if parts:
                whole = self._figure(group[0], funds, "预算资金")
                yield Identity("G-05", whole, parts, f"{name}：预算资金与采购之和", relation=">=")


def _whole(row: Procurement) -> Decimal | None:
    return row.total_yuan


def _label(row: Procurement) -> str:
    return row.item or row.project_name or "合计"


def procurement_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return units of measure that are no words: G-09."""
    for row in records.tables["procurement"]:
        if row.measure_unit and fold(row.measure_unit).replace(".", "").isdigit():
            yield remark(
                "G-09", f"{_label(row)}：计量单位填为“{row.measure_unit}”，应为文字。", document_id, spot_of(row),
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


def _groups(rows: Sequence[Procurement]) -> Iterator[tuple[Procurement, list[Procurement]]]:
    """Yield each total that stands right before items, with those; not one of a level above, of later subtotals too."""
    for at, (total, below) in enumerate(pairwise(rows), start=1):
        if total.is_total and not below.is_total and not _sums_more(total, islice(rows, at, None)):
            yield total, list(takewhile(lambda row: not row.is_total, islice(rows, at, None)))


def _sums_more(total: Procurement, rows: Iterable[Procurement]) -> bool:
    """Tell whether a total is the sum of the items behind it and of those behind subtotals that follow."""
    found = Decimal(0)
    beyond = False
    for row in rows:
        if row.is_total:
            if found == total.total_yuan:
                return beyond
            beyond = True
        else:
            found += row.total_yuan or Decimal(0)
            if found > (total.total_yuan or Decimal(0)):
                return False
    return beyond and found == total.total_yuan
