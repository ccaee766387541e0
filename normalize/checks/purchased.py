"""What is bought, against prose and by the codes of the catalogue, and what assets a purchase makes.

G-04, G-07, G-08, G-10, A-05.

The catalogue of 2022 is complete, that of 2013 is known in part; a code that
neither names says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from normalize.checks.figures import CENT, Figure, number_text, quoted_figure, quoted_levels
from normalize.checks.identities import Identity
from normalize.checks.purchase_lists import PurchaseList
from normalize.checks.sheets import units_of
from normalize.checks.told import remark, spot_of
from normalize.codes import procurement_name, read_list
from normalize.folding import fold
from normalize.lexicon import is_purchase_class
from normalize.records import Records
from normalize.schema import Amount, Asset, Finding, Procurement

_LETTERS = {"货物": "A", "工程": "B", "服务": "C"}
_CODED = re.compile(r"[ABC]\d")
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
    purchases = PurchaseList(rows, units_of(records)[rows[0].table_no])
    levels = quoted_levels(records)
    yield from _whole(levels, purchases)
    # A row for the whole of a class states its sum already, and prose often that of one source alone.
    coded = all(_CODED.match(row.catalogue_code or "") for row in purchases.items)
    if coded and _are_apart(purchases.items):
        yield from _classes(levels, purchases, records)


def _are_apart(rows: Sequence[Procurement]) -> bool:
    """Tell whether each row states an amount, and none (货物类, A货物) the sum of some others."""
    classes = [is_purchase_class(row.item or row.project_name or "") for row in rows]
    return bool(rows) and all(row.total_yuan is not None for row in rows) and (all(classes) or not any(classes))


def _whole(levels: Sequence[Amount], purchases: PurchaseList) -> Iterator[Identity]:
    row = purchases.whole
    told: tuple[Figure, ...]
    if row is not None and row.total_yuan is not None:
        told, name = (purchases.figure(row, row.total_yuan, "合计", name="采购表合计"),), "采购表合计"
    elif not purchases.totals and _are_apart(purchases.items):
        told, name = _figures(purchases, purchases.items), "采购表各行之和"
    else:
        return
    for each in levels:
        if each.parent_no is None and _WHOLE.fullmatch(fold(each.subject or "")):
            identity = Identity("G-04", quoted_figure(each), told, f"文字“{each.subject}”与{name}")
            yield identity if len(told) == 1 else replace(identity, shaky="采购表没有合计行，所列未必是全部")


def _classes(levels: Sequence[Amount], purchases: PurchaseList, records: Records) -> Iterator[Identity]:
    by_no = {each.amount_no: each for each in levels}
    for each in levels:
        parent = by_no.get(each.parent_no or 0)
        letter = next((letter for word, letter in _LETTERS.items() if word in (each.subject or "")), None)
        if letter and parent is not None and _PROCUREMENT.search(parent.subject or ""):
            yield Identity(
                "G-08",
                quoted_figure(each),
                _of_class(purchases, letter),
                f"文字“{each.subject}”与采购表{letter}类之和",
            )
        if _PLANNED.fullmatch(fold(each.subject or "")) and _stated_in_table(each, records):
            yield Identity(
                "G-10",
                quoted_figure(each),
                _of_class(purchases, "A"),
                f"文字“{each.subject}”与采购表货物之和",
                relation="<=",
            )


def _stated_in_table(each: Amount, records: Records) -> bool:
    return any(
        _IN_TABLE.search(fold(section.text))
        for section in records.tables["sections"]
        if section.section_no == each.section_no
    )


def _of_class(purchases: PurchaseList, letter: str) -> tuple[Figure, ...]:
    parts = _figures(purchases, [row for row in purchases.items if (row.catalogue_code or "").startswith(letter)])
    number = purchases.rows[0].table_no
    return parts or (Figure(Decimal(0), "0", CENT, letter, purchases.unit, number, place=(number, letter)),)


def _figures(purchases: PurchaseList, rows: Iterable[Procurement]) -> tuple[Figure, ...]:
    return tuple(purchases.figure(row, row.total_yuan or Decimal(0), "合计", name=row.item or "") for row in rows)


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
