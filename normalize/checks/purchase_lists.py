"""A list of purchases as its checks see it: which rows are items, and which of them a sum is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby, pairwise

from normalize.checks.figures import CENT, Figure, number_text, printed_decimals, step_of
from normalize.checks.identities import Identity
from normalize.folding import fold
from normalize.money import YUAN, Unit
from normalize.schema import Procurement

SOURCES: tuple[tuple[str, Callable[[Procurement], Decimal | None]], ...] = (
    ("一般公共预算", lambda row: row.general_public_budget_yuan),
    ("政府性基金", lambda row: row.government_fund_yuan),
    ("国有资本经营预算", lambda row: row.state_capital_yuan),
    ("财政专户", lambda row: row.special_account_yuan),
    ("其他来源", lambda row: row.other_yuan),
)
_COLUMNS: tuple[tuple[str, Callable[[Procurement], Decimal | None]], ...] = (
    ("合计", lambda row: row.total_yuan),
    *SOURCES,
)
_GRAND = re.compile("[合总]计")


class PurchaseList:
    """The rows of one procurement table, in printed order."""

    def __init__(self, rows: Sequence[Procurement], unit: Unit) -> None:
        """Take the rows of one table; its amounts are printed in `unit`."""
        self.rows = rows
        self.unit = unit
        self.totals = [row for row in rows if row.is_total]
        self.items = [row for row in rows if not row.is_total and not fold(label_of(row)).startswith("其中")]
        """What is bought; what is told again under 其中 is left out."""
        texts = [self.text(row.total_yuan) for row in rows if row.total_yuan is not None]
        # Two decimals of 万元 at least: a price of 3000 is no rounder than one of 0.26.
        self.step = min(step_of(unit, printed_decimals(texts)), step_of(unit, 2))

    def text(self, value: Decimal) -> str:
        """Return yuan in the unit of the table."""
        return number_text(value / YUAN[self.unit])

    def figure(self, row: Procurement, value: Decimal, label: str, *, name: str | None = None) -> Figure:
        """Return an amount of a row; `label` names the column, `name` what the amount is where that says more."""
        return Figure(
            value, self.text(value), max(self.step, CENT), name or label, self.unit, row.table_no, row.row_no,
            tuple(row.pages), place=(row.table_no, row.row_no, 1, label),
        )  # fmt: skip

    @cached_property
    def whole(self) -> Procurement | None:
        """The total of all items: the only one, 合计 as first or last row, or such a row that they add up to."""
        if len(self.totals) == 1:
            return self.totals[0]
        grand = [row for row in self.totals if _GRAND.fullmatch(fold(row.item or row.project_name or ""))]
        ends = [row for row in (self.rows[0], self.rows[-1]) if row.is_total]
        if len(grand) == 1 and grand[0] in ends:
            return grand[0]
        return next((row for row in ends if not grand and any(each.closes for each in self._of_all(row)[:1])), None)

    def _of_all(self, total: Procurement) -> list[Identity]:
        """Return the sums of all items, without those that the row of the total itself parts (货物 | 工程 | 服务)."""
        items = [row for row in self.items if row.row_no != total.row_no]
        return self.sums(total, items) if len(items) > 1 else []

    def totals_of(self) -> Iterator[Identity]:
        """Yield the sums of the whole list and of its parts: G-03."""
        whole = self._of_all(self.whole) if self.whole is not None else []
        parts = max((_Parts(self, rows) for rows in self._directions()), key=lambda each: each.closing, default=None)
        shown = any(each.closes and not each.is_copy for each in whole)
        shown = shown or (parts is not None and parts.closing > 1 and not parts.open)
        yield from (replace(each, inferred=not shown) for each in whole)
        if parts is not None:
            yield from parts.identities(whole_closes=bool(whole) and whole[0].closes)

    def _directions(self) -> Iterator[list[Procurement]]:
        """Yield the rows that subtotals may sum, subtotals first: they stand above their items, or below."""
        items = {id(row) for row in self.items}
        whole = self.whole.row_no if self.whole is not None else None
        rows = [row for row in self.rows if row.row_no != whole and (row.is_total or id(row) in items)]
        if any(row.is_total for row in rows):
            yield rows
            yield rows[::-1]

    def sums(self, total: Procurement, items: Sequence[Procurement]) -> list[Identity]:
        """Return a total against items, for each column with a sum; the first is that of the whole sum, if printed."""
        sums: list[Identity] = []
        for name, get in _COLUMNS:
            whole = get(total)
            printed = [row for row in items if get(row) is not None]
            if whole is None or not printed:
                continue
            lost = any(get(row) is None and not any(read(row) is not None for _, read in SOURCES) for row in items)
            sums.append(
                Identity(
                    "G-03",
                    self.figure(total, whole, name),
                    tuple(self.figure(row, get(row) or Decimal(0), name) for row in printed),
                    f"{label_of(total)}：{name}与明细之和",
                    shaky="有明细行的资金来源各列均为空白" if lost and name != "合计" else "",
                    inferred=True,
                )
            )
        return sums


class _Parts:
    """Subtotals, each with the items behind it up to the next."""

    def __init__(self, owner: PurchaseList, rows: Sequence[Procurement]) -> None:
        runs = [list(group) for _, group in groupby(rows, key=lambda row: row.is_total)]
        # A subtotal right before another one is of a level between, which nothing printed tells.
        groups = [(run[-1], items) for run, items in pairwise(runs) if run[-1].is_total]
        self.sums: list[tuple[list[Identity], int]] = []
        """The sums of each part, with the number of its items."""
        self.open: list[list[Identity]] = []
        """Those that do not add up."""
        self.closing = 0
        for at, (total, items) in enumerate(groups):
            sums = owner.sums(total, items)
            if not sums:
                continue
            if sums[0].closes:
                self.closing += 1
                self.sums.append((sums, len(items)))
            elif not _sums_more(owner, total, [later for _, later in groups[at:]]):
                self.open.append(sums)

    def identities(self, *, whole_closes: bool) -> Iterator[Identity]:
        """Yield the sums where most add up, and the one that does not where enough others show how they are made."""
        one_of_two = self.closing == len(self.open) == 1 and whole_closes
        if self.closing <= len(self.open) and not one_of_two:
            return
        several = [sums for sums, count in self.sums if count > 1]
        for sums in several:
            yield from (replace(each, inferred=False) for each in sums)
        shown = len(self.open) == 1 and (len(several) > 1 or whole_closes)
        for sums in self.open:
            yield from (replace(each, inferred=not shown) for each in sums)


def _sums_more(owner: PurchaseList, total: Procurement, groups: Sequence[Sequence[Procurement]]) -> bool:
    """Tell whether a total is of a level above: of the items behind it and of those behind subtotals that follow."""
    whole, get = next((value, get) for _, get in _COLUMNS if (value := get(total)) is not None)
    found, count = Decimal(0), 1
    for number, group in enumerate(groups):
        found += sum((get(row) or Decimal(0) for row in group), Decimal(0))
        count += len(group)
        rounding = owner.step * count / 2 if owner.step > CENT else Decimal(0)
        if number and abs(found - whole) <= rounding:
            return True
    return False


def label_of(row: Procurement) -> str:
    """Return what a row is about, in the words of the page."""
    return row.item or row.project_name or "合计"
