"""What is bought, against prose and by the codes of the catalogue, and what assets a purchase makes.

G-04, G-07, G-08, G-10, A-05.

The catalogue of 2022 is complete, that of 2013 is known in part; a code that
neither names says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from normalize.checks.figures import CENT, Figure, number_text, quoted_figure, quoted_levels, step_of
from normalize.checks.identities import Identity
from normalize.checks.sheets import units_of
from normalize.checks.told import remark, spot_of
from normalize.codes import procurement_name, read_list
from normalize.folding import fold
from normalize.money import YUAN, Unit
from normalize.records import Records
from normalize.schema import Amount, Asset, Finding, Procurement

_LETTERS = {"货物": "A", "工程": "B", "服务": "C"}
_PROCUREMENT = re.compile(r"政府采购")
_WHOLE = re.compile(r"(?:部门|单位)?政府采购(?:预算|支出)?(?:总额|总预算|金额)?")
_PLANNED = re.compile(r"拟?(?:购置|采购|新增)固定资产(?:金额|总额)?")
#: 已列入政府采购预算: only then are the assets among the goods of the table.
_IN_TABLE = re.compile(r"列入[^,。;]{0,8}政府采购")
_NEW_SINCE = 2023
"""Year of budgets from which on codes are those of the catalogue of 2022: a letter and eight digits."""


def purchase_identities(records: Records) -> Iterator[Identity]:
    """Return the purchases against prose, as a whole and by class."""
    rows: list[Procurement] = records.tables["procurement"]
    if len({row.table_no for row in rows}) != 1:
        return
    unit = units_of(records)[rows[0].table_no]
    levels = quoted_levels(records)
    totals = [row for row in rows if row.is_total]
    items = [row for row in rows if not row.is_total]
    if not totals:
        yield from _whole(levels, items, unit, "采购表各行之和")
    elif len(totals) == 1 or (totals[0] is rows[0] and totals[0].total_yuan == max(_amounts(totals), default=None)):
        yield from _whole(levels, totals[:1], unit, "采购表合计")
    if all(row.catalogue_code and row.catalogue_code[0] in "ABC" for row in items) and _add_up(items):
        yield from _classes(levels, items, unit, records)


def _amounts(rows: Iterable[Procurement]) -> Iterator[Decimal]:
    return (row.total_yuan for row in rows if row.total_yuan is not None)


def _add_up(rows: Sequence[Procurement]) -> bool:
    """Tell whether each row states an amount, and none (A货物, B工程, C服务) the sum of others."""
    return bool(rows) and all(
        row.total_yuan is not None and row.catalogue_code not in _LETTERS.values() for row in rows
    )


def _whole(levels: Sequence[Amount], rows: Sequence[Procurement], unit: Unit, name: str) -> Iterator[Identity]:
    if _add_up(rows):
        for each in levels:
            if each.parent_no is None and _WHOLE.fullmatch(fold(each.subject or "")):
                yield Identity("G-04", quoted_figure(each), _figures(rows, unit), f"文字“{each.subject}”与{name}")


def _classes(levels: Sequence[Amount], rows: Sequence[Procurement], unit: Unit, records: Records) -> Iterator[Identity]:
    by_no = {each.amount_no: each for each in levels}
    for each in levels:
        parent = by_no.get(each.parent_no or 0)
        letter = next((letter for word, letter in _LETTERS.items() if word in (each.subject or "")), None)
        if letter and parent is not None and _PROCUREMENT.search(parent.subject or ""):
            yield Identity(
                "G-08",
                quoted_figure(each),
                _of_class(rows, letter, unit),
                f"文字“{each.subject}”与采购表{letter}类之和",
            )
        if _PLANNED.fullmatch(fold(each.subject or "")) and _stated_in_table(each, records):
            yield Identity(
                "G-10",
                quoted_figure(each),
                _of_class(rows, "A", unit),
                f"文字“{each.subject}”与采购表货物之和",
                relation="<=",
            )


def _stated_in_table(each: Amount, records: Records) -> bool:
    return any(
        _IN_TABLE.search(fold(section.text))
        for section in records.tables["sections"]
        if section.section_no == each.section_no
    )


def _of_class(rows: Sequence[Procurement], letter: str, unit: Unit) -> tuple[Figure, ...]:
    parts = _figures([row for row in rows if (row.catalogue_code or "").startswith(letter)], unit)
    return parts or (Figure(Decimal(0), "0", CENT, letter, unit, rows[0].table_no, place=(rows[0].table_no, letter)),)


def _figures(rows: Iterable[Procurement], unit: Unit) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            row.total_yuan or Decimal(0), number_text((row.total_yuan or Decimal(0)) / YUAN[unit]),
            max(step_of(unit, 2), CENT), row.item or "", unit, row.table_no, row.row_no, tuple(row.pages),
            place=(row.table_no, row.row_no, 1, "合计"),
        )
        for row in rows
    )  # fmt: skip


def purchase_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return codes that the catalogue gives to something else, and assets of a quantity without value."""
    for row in records.tables["procurement"]:
        yield from _name(row, records.fiscal_year, document_id)
    assets: list[Asset] = records.tables["assets"]
    for each in assets:
        if each.quantity is not None and each.value_yuan is not None and bool(each.quantity) != bool(each.value_yuan):
            yield remark(
                "A-05", f"{each.item}：数量{number_text(each.quantity)}，价值{number_text(each.value_yuan)}元，一为零一不为零。",
                document_id, spot_of(each),
            )  # fmt: skip


def _name(row: Procurement, year: int, document_id: str) -> Iterator[Finding]:
    """The item printed is word for word the name of another code: G-07."""
    code, item = row.catalogue_code or "", fold(row.item or "")
    if len(code) < 3 or not item:
        return
    new = year >= _NEW_SINCE and re.fullmatch(r"[ABC]\d{8}", code) is not None
    own = procurement_name(code, edition=2022 if new else 2013)
    others = _codes_by_name(2022 if new else 2013).get(item, ())
    if own is None or fold(own) == item or not others:
        return
    # A wider code than that of the item (A0202 for 复印机) is not another one.
    if any(each.startswith(code.rstrip("0")) or code.startswith(each.rstrip("0")) for each in others):
        return
    yield remark(
        "G-07", f"采购品目编码{code}在目录中为“{own}”，表中名称“{row.item}”的编码为{others[0]}。", document_id, spot_of(row),
        expected_text=own, actual_text=row.item,
    )  # fmt: skip


@cache
def _codes_by_name(edition: int) -> Mapping[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for entry in read_list(f"procurement_{edition}.csv"):
        name = fold(entry["name"])
        codes[name] = (*codes.get(name, ()), entry["code"])
    return codes
