"""收支总表: income and expenditure side by side, each list with its items, carry-over and total.

What a row is follows from its label. Items are summed on the outermost level
of their numbering (一、 before （一） before 1、); an unnumbered list of
expenditure is summed over the names of functional classes. Rows of 其中 are
parts of the row above and are not summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from normalize.checks.figures import Figure
from normalize.checks.identities import Identity, either
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.codes import code_list, names_of
from normalize.folding import fold
from normalize.numbering import parse_ordinal

Part: TypeAlias = Literal["item", "inner", "year", "carry", "carry_item", "grand"]

_YEAR = re.compile(r"本年(?:财政拨款)?(?:收入|支出)(?:合计|小计|总计)?|当年(?:收入|支出)(?:合计|小计)?")
_SUBTOTAL = re.compile(r"(?:收入|支出)?小计")
_GRAND = re.compile(r"(?:收入|支出|收支|支出用途)?(?:总计|合计|总额)|(?:本年)?(?:收入|支出)总计")
_CARRY = re.compile(
    r"^(?:上年|年初|年末|年终|结转|结余分配|使用非财政|用事业基金|动用|转入|结转下年|下年|历年)"
    r"|结转下年|结转结余|(?:结转|结余)$|转下年"
)
_INCOME = re.compile(r"收入(?:总计|合计|总额)")
_SPENDING = re.compile(r"支出(?:总计|合计|总额)")
_FISCAL = re.compile("财政拨款")
_FUND = re.compile("一般公共|公共财政|政府性基金|国有资本")
_RANK_NONE = 99


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list with what it is."""

    row: SheetRow
    part: Part
    rank: int
    """Depth of its numbering, smaller is higher; 99 where it has none."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """One of the lists of a 收支总表, in one amount column."""

    lane: int
    column: str
    entries: tuple[Entry, ...]

    def figure(self, entry: Entry) -> Figure | None:
        """Return the number an entry prints in the column."""
        return entry.row.figures.get(self.column)

    def first(self, part: Part) -> Figure | None:
        """Return the number of the first row that is this, None where there is none or it prints nothing."""
        return next((self.figure(each) for each in self.entries if each.part == part), None)

    @property
    def year(self) -> Figure | None:
        """本年收入合计 or 本年支出合计."""
        return self.first("year")

    @property
    def grand(self) -> Figure | None:
        """收入总计 or 支出总计."""
        return self.first("grand")

    @property
    def items(self) -> tuple[Entry, ...]:
        """The outermost items of the year."""
        return tuple(each for each in self.entries if each.part == "item")


def lists_of(sheet: Sheet) -> tuple[ListOf, ...]:
    """Return the lists of a table, each amount column apart."""
    if len(sheet.lanes) == 1 and (halves := _one_above_other(sheet.lane(sheet.lanes[0]))):
        return tuple(
            ListOf(lane, column, tuple(_entries(rows, column)))
            for lane, rows in enumerate(halves, start=1)
            for column in sheet.columns(sheet.lanes[0])
        )
    return tuple(
        ListOf(lane, column, tuple(_entries(sheet.lane(lane), column)))
        for lane in sheet.lanes
        for column in sheet.columns(lane)
    )


def _one_above_other(rows: Sequence[SheetRow]) -> tuple[Sequence[SheetRow], Sequence[SheetRow]] | None:
    """Return income and expenditure printed one above the other, each begun or ended by its total; None elsewhere."""
    labels = [bare_label(row.name) for row in rows]
    spending = [at for at, label in enumerate(labels) if _SPENDING.fullmatch(label)]
    income = [at for at, label in enumerate(labels) if _INCOME.fullmatch(label) and spending and at < spending[0]]
    if not income or (income[-1] == 0 and spending[-1] == len(rows) - 1):
        return None  # where income begins with its total and expenditure ends with it, nothing parts them
    at = spending[0] if income[-1] == 0 else income[-1] + 1
    return rows[:at], rows[at:]


def _entries(rows: Sequence[SheetRow], column: str) -> Iterator[Entry]:
    labels = [bare_label(row.name) for row in rows]
    # 收入合计 is the total of the year where a 总计 stands below it, and the grand total where none does.
    has_grand = any("总计" in label for label in labels)
    has_year = any(_YEAR.fullmatch(label) for label in labels)
    # A 小计 alone in its list is the total of the year; several, or one beside 本年收入合计, close groups of items.
    closes_year = not has_year and sum(bool(_SUBTOTAL.fullmatch(label)) for label in labels) == 1
    has_year = has_year or closes_year
    parts: list[tuple[SheetRow, Part, int]] = []
    after_carry = False
    for row, label in zip(rows, labels, strict=True):
        rank = _rank(row.name)
        subtotal = bool(_SUBTOTAL.fullmatch(label))
        if _YEAR.fullmatch(label) or (subtotal and closes_year):
            part: Part = "year"
            after_carry = False
        elif subtotal:
            part = "carry_item" if after_carry else "inner"
        elif _GRAND.fullmatch(label):
            part = "year" if has_grand and not has_year and "合计" in label else "grand"
            after_carry = False
        elif _CARRY.search(label):
            # 其中：财政拨款资金结转 is a part of 上年结转 above it.
            part = "carry_item" if fold(row.name).startswith("其中") else "carry"
            after_carry = True
        else:
            part = "carry_item" if after_carry else "item"
        parts.append((row, part, rank))
    yield from _levelled(parts, column)


def _levelled(parts: Sequence[tuple[SheetRow, Part, int]], column: str) -> Iterator[Entry]:
    """Push items below the outermost numbering, and 其中, inwards."""
    items = [(row, rank) for row, part, rank in parts if part == "item"]
    ranks = [rank for row, rank in items if rank < _RANK_NONE]
    outermost = min(ranks, default=_RANK_NONE)
    # 科学技术支出 / 技术研究与开发 / 科技成果转化与扩散: classes, their 款 and 项, without codes or numbers.
    classes = {row.name for row, _ in items if bare_label(row.name) in _class_names()} if not ranks else set()
    funds = set() if ranks else _funds_of_fiscal([row for row, _ in items], column)
    for row, part, rank in parts:
        inner = (
            fold(row.name).startswith("其中")
            or (rank != outermost if ranks else bool(classes) and row.name not in classes)
            or row.row_no in funds
        )
        yield Entry(row, "inner" if part == "item" and inner else part, rank)


def _funds_of_fiscal(items: Sequence[SheetRow], column: str) -> set[int]:
    """Return the rows of the funds below 财政拨款 that are its parts: they add up to it.

    财政拨款 / 一般公共预算 / 政府性基金预算, without numbers, may be a whole and
    its parts; where the funds do not add up, each is an item of its own.
    """
    start = next((at for at, row in enumerate(items) if _FISCAL.match(bare_label(row.name))), None)
    if start is None:
        return set()
    funds = [row for row in items[start + 1 :] if _FUND.match(bare_label(row.name))]
    whole = items[start].figures.get(column)
    parts = tuple(figure for row in funds if (figure := row.figures.get(column)) is not None)
    if whole is None or not parts or not Identity("", whole, parts, "").closes:
        return set()
    return {row.row_no for row in funds}


def _rank(name: str) -> int:
    ordinal = parse_ordinal(re.sub(r"^其中[:：]?", "", name.strip()))
    return ordinal.rank if ordinal else _RANK_NONE


@cache
def _class_names() -> frozenset[str]:
    """Return every name a functional class has had."""
    codes = [code for code in code_list("functional") if len(code) == 3]
    return frozenset(fold(name) for code in codes for name in names_of(code, "functional"))


#: Checks by kind: items of income, income with carry-over, items of expenditure, both sides equal.
_CHECKS = {
    "B1": ("B-01", "B-02", "B-03", "B-04"),
    "B4": ("B-11", "B-11", "B-11", "B-11"),
    "F1": ("F-02", "F-03", "F-04", "F-01"),
    "F4": ("F-10", "F-10", "F-10", "F-10"),
}


def list_identities(sheet: Sheet) -> Iterator[Identity]:
    """Return the sums within the lists of a 收支总表 and between them."""
    if sheet.kind not in _CHECKS:
        return
    income_sum, carried, spending_sum, balance = _CHECKS[sheet.kind]
    lists = lists_of(sheet)
    for each in lists:
        yield from _item_sum(income_sum if each.lane == 1 else spending_sum, each)
        yield from _carry_sum(carried if each.lane == 1 else spending_sum, each)
    yield from _balance(balance, lists)


def _item_sum(check_id: str, each: ListOf) -> Iterator[Identity]:
    items = [entry for entry in each.items if each.figure(entry)]
    parts = tuple(figure for entry in items if (figure := each.figure(entry)) is not None)
    if not parts:
        return
    wholes = [figure for figure in (each.year, each.grand) if figure is not None]
    if each.year is not None:
        wholes = wholes[:1]
    side = "收入" if each.lane == 1 else "支出"
    carried = tuple(_carried(each))
    yield from either(
        [
            Identity(check_id, whole, parts, f"{whole.label}与各项{side}之和", inferred=len(parts) == 1)
            for whole in wholes
        ]
        + [
            Identity(check_id, whole, (*parts, *carried), f"{whole.label}与各项{side}及结转结余之和")
            for whole in wholes
            if carried and each.year is None
        ]
    )


def _carried(each: ListOf) -> Iterator[Figure]:
    for entry in each.entries:
        figure = each.figure(entry)
        if entry.part == "carry" and figure is not None:
            yield figure


def _carry_sum(check_id: str, each: ListOf) -> Iterator[Identity]:
    if each.year is None or each.grand is None:
        return
    carried = tuple(_carried(each))
    yield Identity(check_id, each.grand, (each.year, *carried), f"{each.grand.label}与本年合计及结转结余之和")


def _balance(check_id: str, lists: Sequence[ListOf]) -> Iterator[Identity]:
    income = next((each for each in lists if each.lane == 1 and each.grand is not None), None)
    if income is None or income.grand is None:
        return
    for lane in sorted({each.lane for each in lists} - {1}):
        spending = next((each for each in lists if each.lane == lane and each.grand is not None), None)
        if spending is not None and spending.grand is not None:
            yield Identity(check_id, income.grand, (spending.grand,), "收入总计与支出总计")
