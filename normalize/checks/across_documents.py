"""Documents of one body against each other: X-01 to X-08.

A document says whose it is, which year, and whether it speaks for the
department with its units or for one unit; documents are compared only where
all three are known and agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.checks.between_tables import side_totals, total_of
from normalize.checks.figures import Figure, quoted_figure
from normalize.checks.identities import Identity, judge
from normalize.checks.quoted_codes import code_of
from normalize.checks.sheets import Sheet, bare_label, sheets_of
from normalize.checks.told import findings_of
from normalize.checks.two_lists import lists_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Document, Finding


@dataclass(frozen=True, slots=True)
class Known:
    """A document that may be compared with others."""

    document: Document
    year: int
    records: Records
    sheets: tuple[Sheet, ...]

    @property
    def body(self) -> str:
        """Whose document it is."""
        return fold(f"{self.document.place or ''}{self.document.department or ''}")

    def only(self, kind: str) -> Sheet | None:
        """Return the one table of a kind, None where there is none or several."""
        found = [sheet for sheet in self.sheets if sheet.kind == kind]
        return found[0] if len(found) == 1 else None


def compare_documents(batch: Sequence[Records]) -> Iterator[Finding]:
    """Return the findings across the documents of a batch, each under the later of its two documents."""
    known = [
        Known(document, records.fiscal_year, records, sheets_of(records))
        for records in batch
        for document in records.tables["documents"]
        if document.department and records.fiscal_year and document.status != "failed"
    ]
    for each in known:
        identities = [
            identity
            for other in known
            if other is not each and other.body == each.body
            for identity in _compare(each, other)
        ]
        yield from findings_of(judge(identities), each.document.document_id)


def _compare(each: Known, other: Known) -> Iterator[Identity]:
    same_scope = each.document.scope == other.document.scope
    kinds = (each.document.document_kind, other.document.document_kind)
    if same_scope and kinds == ("final_accounts", "budget") and each.year == other.year:
        yield from _costs(each, other)
        yield from _initial(each, other)
    if same_scope and kinds == ("final_accounts", "final_accounts") and each.year == other.year + 1:
        yield from _carried(each, other)
    if same_scope and kinds == ("budget", "budget") and each.year == other.year + 1:
        yield from _prior(each, other)
    if kinds == ("budget", "budget") and each.year == other.year:
        scopes = (each.document.scope, other.document.scope)
        if scopes == ("department", "unit"):
            yield from _unit_within(each, other)


def _costs(accounts: Known, budget: Known) -> Iterator[Identity]:
    """The budget column of F7 is the budget's B7."""
    stated, planned = accounts.only("F7"), budget.only("B7")
    if stated is None or planned is None:
        return
    whole = next(
        (
            figure
            for row in stated.rows
            for column, figure in row.figures.items()
            if "预算数" in column and "合计" in column
        ),
        None,
    )
    total = total_of(planned)
    if whole is not None and total is not None:
        yield Identity("X-01", whole, (_elsewhere(total),), f"决算“三公”预算数与{budget.year}年预算")


#: 年初预算为…: 全年预算 and 调整预算 are other numbers than those of the budget.
_INITIAL = re.compile(r"年初预算")


def _initial(accounts: Known, budget: Known) -> Iterator[Identity]:
    """The budget that final accounts tell for a code is that of the budget's B5: X-03."""
    planned = budget.only("B5")
    rows = [row for row in planned.rows if row.scheme == "functional" and row.code] if planned is not None else []
    if len({row.code for row in rows}) != len(rows):
        return
    totals = {row.code or "": figure for row in rows if (figure := row.one("total")) is not None}
    names = {row.code or "": bare_label(row.name) for row in rows}
    for amount in accounts.records.tables["amounts"]:
        told = amount.measure == "budget" and amount.table_no is None and amount.direction is None
        code = code_of(amount.subject or "", names) if told and _INITIAL.search(fold(amount.sentence)) else None
        if code in totals:
            yield Identity(
                "X-03",
                quoted_figure(amount),
                (_elsewhere(totals[code]),),
                f"决算文字所列{code}年初预算与{budget.year}年预算",
            )


def _carried(accounts: Known, before: Known) -> Iterator[Identity]:
    """What is carried into a year is what the year before carried out."""
    for kind in ("F1", "F4"):
        now, then = accounts.only(kind), before.only(kind)
        if now is None or then is None:
            continue
        opening = _carry(now, lane=1, word="年初")
        closing = _carry(then, lane=2, word="年末")
        if opening is not None and closing is not None:
            yield Identity("X-04", opening, (_elsewhere(closing),), f"年初结转和结余与{before.year}年年末结转和结余")


def _carry(sheet: Sheet, *, lane: int, word: str) -> Figure | None:
    for each in lists_of(sheet):
        if each.lane == lane:
            for entry in each.entries:
                if entry.part == "carry" and entry.row.bare.startswith(word):
                    return each.figure(entry)
    return None


def _prior(now: Known, before: Known) -> Iterator[Identity]:
    """Last year's total as this year's prose quotes it is last year's budget."""
    summary = before.only("B1")
    if summary is None:
        return
    for word, lane in (("收入预算", 1), ("支出预算", 2)):
        totals = side_totals(summary, lane)
        for amount in now.records.tables["amounts"]:
            quoted = amount.table_no is None and amount.direction is None and amount.year == before.year
            if not quoted or amount.measure != "total" or fold(amount.subject or "") != word or not totals:
                continue
            figure = quoted_figure(amount)
            pairs = [
                Identity("X-02", figure, (_elsewhere(total),), f"所引{before.year}年{word}与该年预算")
                for total in totals
            ]
            yield next((pair for pair in pairs if pair.closes), pairs[0])


def _unit_within(department: Known, unit: Known) -> Iterator[Identity]:
    """A department with its units has at least what its own unit has."""
    whole, part = department.only("B1"), unit.only("B1")
    if whole is None or part is None:
        return
    for lane, side in ((1, "收入"), (2, "支出")):
        wholes, parts = side_totals(whole, lane), side_totals(part, lane)
        if wholes and parts:
            yield Identity(
                "X-08", wholes[-1], (_elsewhere(parts[-1]),), f"部门{side}总计与本级单位{side}总计", relation=">="
            )


def _elsewhere(figure: Figure) -> Figure:
    """Return a figure of another document: its table and pages are not those of the finding."""
    return Figure(figure.value, figure.text, figure.step, figure.label, figure.unit)
