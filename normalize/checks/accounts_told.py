"""What the prose of final accounts tells, against their tables: F-21 to F-24.

A subject that prose tells with several amounts may mean several cells; it is
held against its cell only where none of its amounts is the one printed there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from normalize.checks.between_tables import total_of
from normalize.checks.figures import Figure, quoted_figure, quoted_levels
from normalize.checks.identities import Identity
from normalize.checks.public_costs import item_of
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount

_OFFICE = re.compile(r"(?:财政拨款的?)?机关运行经费(?:财政拨款)?(?:支出)?(?:决算)?(?:数|总额)?")
_GENERAL = re.compile(r"(?:本年)?一般公共预算(?:财政)?拨款支出(?:决算)?(?:合计|总计|总额)?")
_BASIC = re.compile(r"一般公共预算(?:财政)?拨款基本支出")
_COSTS = re.compile(r"[\"“]?三公[\"”]?经费(?:一般公共预算)?(?:财政拨款)?支出(?:决算)?(?:数|总额|合计)?")
_FUNDS = (
    ("F8", re.compile(r"(?:本年)?政府性基金预算(?:财政)?拨款支出(?:决算)?(?:合计|总计)?")),
    ("F9", re.compile(r"(?:本年)?国有资本经营预算(?:财政)?拨款支出(?:决算)?(?:合计|总计)?")),
)
_CLASS = re.compile(r"(?P<name>.+?)(?:支出)?\(类\)(?:支出)?$")
_ITEM = re.compile(r"\(类\).+\(款\).+\(项\)$")


@dataclass(frozen=True, slots=True)
class _Accounts:
    """The tables of final accounts, each where there is one of its kind."""

    sheets: Mapping[str, Sheet]

    def total(self, kind: str, measure: str = "total") -> Figure | None:
        sheet = self.sheets.get(kind)
        return total_of(sheet, measure) if sheet is not None else None

    def staff_and_office(self) -> dict[str, Figure]:
        """Return 人员经费合计 and 公用经费合计 of F6."""
        rows = [row for row in self.sheets["F6"].rows if row.is_total] if "F6" in self.sheets else []
        found: dict[str, Figure] = {}
        for measure, word in (("personnel", "人员"), ("operating", "公用")):
            named = [row for row in rows if word in row.name and len(row.figures) == 1]
            if len(named) == 1:
                found[measure] = next(iter(named[0].figures.values()))
        return found

    def classes(self) -> dict[str, Figure]:
        """Return the classes of F5 by name, 支出 left out."""
        rows: tuple[SheetRow, ...] = self.sheets["F5"].rows if "F5" in self.sheets else ()
        named = [
            (bare_label(row.name).removesuffix("支出"), figure)
            for row in rows
            if row.scheme == "functional" and len(row.code or "") == 3 and (figure := row.one("total")) is not None
        ]
        return dict(named) if len(dict(named)) == len(named) else {}


def account_identities(records: Records, sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return what prose tells of final accounts against the tables."""
    kinds = [sheet.kind for sheet in sheets]
    accounts = _Accounts(
        {sheet.kind: sheet for sheet in sheets if sheet.kind[0] == "F" and kinds.count(sheet.kind) == 1}
    )
    if not accounts.sheets:
        return
    levels = [each for each in quoted_levels(records) if each.measure != "budget"]
    by_no = {each.amount_no: each for each in records.tables["amounts"]}
    yield from _office(levels, accounts)
    told: dict[tuple[str, str], list[Identity]] = {}
    for each in levels:
        for check_id, figure in _cells(each, by_no.get(each.parent_no or 0), accounts):
            statement = f"文字“{each.subject}”与决算表“{figure.label}”"
            told.setdefault((check_id, str(figure.place)), []).append(
                Identity(check_id, quoted_figure(each), (figure,), statement)
            )
    for group in told.values():
        passed = any(each.closes for each in group)
        yield from (
            replace(each, shaky="同一名称另有一处金额与表一致") if passed and not each.closes else each
            for each in group
        )
    yield from _items(levels, accounts)


def _office(levels: Sequence[Amount], accounts: _Accounts) -> Iterator[Identity]:
    """机关运行经费 is what offices spend of 公用经费: F-21."""
    office = accounts.staff_and_office().get("operating")
    told = [each for each in levels if _OFFICE.fullmatch(fold(each.subject or ""))]
    if office is not None and len({each.amount_yuan for each in told}) == 1:
        yield Identity(
            "F-21", quoted_figure(told[0]), (office,), f"文字“{told[0].subject}”与基本支出公用经费", relation="<="
        )


def _cells(each: Amount, parent: Amount | None, accounts: _Accounts) -> Iterator[tuple[str, Figure]]:
    """Return the cell an amount of prose names, with the check that compares them."""
    subject = fold(each.subject or "")
    above = fold(parent.subject or "") if parent is not None and parent.direction is None else ""
    cell: Figure | None = None
    if subject == "本年收入合计":
        cell = accounts.total("F2")
    elif subject == "本年支出合计":
        cell = accounts.total("F3")
    elif above == "本年支出合计" and subject in ("基本支出", "项目支出"):
        cell = accounts.total("F3", "basic" if subject == "基本支出" else "project")
    elif _GENERAL.fullmatch(subject):
        cell = accounts.total("F5")
    elif _BASIC.fullmatch(subject):
        cell = accounts.total("F5", "basic")
    elif _BASIC.fullmatch(above) and each.measure in ("personnel", "operating"):
        cell = accounts.staff_and_office().get(each.measure)
    elif _GENERAL.fullmatch(above) and (found := _CLASS.fullmatch(subject)):
        cell = accounts.classes().get(found["name"])
    elif _COSTS.fullmatch(subject) and each.measure == "final":
        cell = _costs(accounts)
    if cell is not None:
        yield "F-22", cell
    for kind, pattern in _FUNDS:
        if pattern.fullmatch(subject) and (figure := _spent(accounts.sheets.get(kind))) is not None:
            yield "F-24", figure


def _costs(accounts: _Accounts) -> Figure | None:
    """Return 决算数/合计 of F7, where the table prints it in a column of its one row."""
    sheet = accounts.sheets.get("F7")
    rows = sheet.rows if sheet is not None else ()
    found = [
        figure
        for row in rows
        for column, figure in row.figures.items()
        if "决算" in column and (column.endswith("合计") or "合计" in column) and item_of(column.rsplit("/", 1)[-1]) in (None, "whole")
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _spent(sheet: Sheet | None) -> Figure | None:
    """Return the year's expenditure of F8 or F9: 本年支出/小计 of the total row."""
    if sheet is None:
        return None
    columns = [column for column in sheet.columns(1) if re.search(r"本年支出.*(?:小计|合计)|(?:^|/)本年支出$", column)]
    totals = [row for row in sheet.rows if row.is_total]
    if len(totals) != 1:
        return None
    if len(columns) == 1:
        return totals[0].figures.get(columns[0])
    return totals[0].one("total") if sheet.kind == "F9" else None


def _items(levels: Sequence[Amount], accounts: _Accounts) -> Iterator[Identity]:
    """The items of prose add up to the total of F5, where as many are told as the table lists: F-23."""
    total = accounts.total("F5")
    told = {
        fold(each.subject or ""): each
        for each in levels
        if each.measure == "final" and _ITEM.search(fold(each.subject or ""))
    }
    if total is None or len(told) < 2:
        return
    codes = {row.code for row in accounts.sheets["F5"].rows if row.scheme == "functional" and len(row.code or "") == 7}
    shaky = "" if len(told) == len(codes) else f"文字列有{len(told)}项，决算表有{len(codes)}项"
    parts = tuple(quoted_figure(each) for each in told.values())
    identity = Identity("F-23", total, parts, "一般公共预算支出决算合计与文字各项决算数之和")
    yield replace(identity, shaky=shaky) if not identity.closes else identity
