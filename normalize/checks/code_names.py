"""Codes and their lines: official names, precision and sign, items that repeat their class; B-26, B-30, F-27."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from normalize.checks.figures import UNIT_WORDS
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.checks.told import Spot, remark
from normalize.codes import code_list, names_of
from normalize.folding import fold
from normalize.money import AmountError, parse_number
from normalize.schema import Finding
from normalize.vocabulary import CodeScheme

_SCHEMES: tuple[CodeScheme, ...] = ("functional", "department_economic", "government_economic")
#: Before these years the lists are not sure of the names: functional codes were last renumbered in 2019, economic in 2018.
_SURE_SINCE = {"functional": 2020, "department_economic": 2018, "government_economic": 2018}
_MARKS = re.compile(r"[^一-鿿A-Za-z0-9]")
_WORDS = re.compile(r"[一-鿿]{2}")
_CENTS = 2
#: Tables whose amounts are plans of the year: a carried-over deficit or a change stands elsewhere.
_PLANS = frozenset({"B2", "B3", "B5", "B6"})
_SIGNED = re.compile(r"增减|变化|差额|比上年|较上年|结转|结余|抵[消销]|调[减整]")


def code_findings(sheets: Sequence[Sheet], year: int, document_id: str) -> Iterator[Finding]:
    """Return what is odd about the codes and amounts of tables, sheet by sheet; `year` is that of the document."""
    told: set[tuple[str, str]] = set()
    for sheet in sheets:
        for row in sheet.rows:
            yield from _name(sheet, row, year, told, document_id)
        yield from _amounts(sheet, document_id)
        yield from _repeated(sheet, document_id)


def _name(sheet: Sheet, row: SheetRow, year: int, told: set[tuple[str, str]], document_id: str) -> Iterator[Finding]:
    """The name printed beside a code is that of the state's list: B-26."""
    scheme = next((each for each in _SCHEMES if each == row.scheme), None)
    if scheme is None or not row.code or not row.name or year < _SURE_SINCE[scheme] or (row.code, row.name) in told:
        return
    entries = code_list(scheme).get(row.code, ())
    if not entries or any(each.trust != "high" for each in entries):
        return
    printed = _MARKS.sub("", bare_label(row.name))
    names = [_MARKS.sub("", fold(name)) for name in names_of(row.code, scheme)]
    # A name cut by its cell, or one that a place adds a word to, is the same name.
    if not _WORDS.search(printed) or any(printed in name or name in printed for name in names):
        return
    # 其他…支出 and the like: half of the characters in common is a wording, not another code.
    if any(2 * len(set(printed) & set(name)) >= len(set(name)) for name in names):
        return
    told.add((row.code, row.name))
    official = names_of(row.code, scheme)[0]
    yield remark(
        "B-26", f"科目{row.code}印作“{row.name}”，国家科目名称为“{official}”。", document_id,
        Spot((sheet.number,), row.row_no, row.pages), expected_text=official, actual_text=row.name,
    )  # fmt: skip


def _amounts(sheet: Sheet, document_id: str) -> Iterator[Finding]:
    """Yuan to the cent, and no spending below zero: B-30."""
    for row in sheet.rows:
        for column, figure in row.figures.items():
            if sheet.table.unit == "yuan" and _decimals(figure.text) > _CENTS:
                yield remark(
                    "B-30", f"{figure.label}印作“{figure.text}”元，超过两位小数。", document_id,
                    Spot((sheet.number,), row.row_no, row.pages), actual_text=figure.text,
                )  # fmt: skip
            signed = sheet.kind not in _PLANS or _SIGNED.search(fold(f"{row.name}{column}{sheet.table.title or ''}"))
            if figure.value < 0 and not signed:
                yield remark(
                    "B-30", f"{figure.label}为负数：{figure.text}{UNIT_WORDS[sheet.unit]}。", document_id,
                    Spot((sheet.number,), row.row_no, row.pages), actual_text=figure.text,
                )  # fmt: skip


def _decimals(text: str) -> int:
    try:
        printed = parse_number(text)
    except AmountError:
        return 0
    return printed.decimals if printed is not None else 0


def _repeated(sheet: Sheet, document_id: str) -> Iterator[Finding]:
    """An item that prints the amount of its class, while others of the class print amounts too: F-27."""
    if sheet.kind not in ("B6", "F6"):
        return
    coded = [row for row in sheet.rows if row.scheme == "department_economic" and row.code]
    rows = {row.code or "": row for row in coded}
    if len(rows) != len(coded):
        # One list a unit, one below the other.
        return
    for code, row in rows.items():
        if len(code) != 5 or code[:3] not in rows:
            continue
        whole, part = rows[code[:3]].one("total") or rows[code[:3]].one("final"), row.one("total") or row.one("final")
        if whole is None or part is None or not whole.value or whole.value != part.value:
            continue
        others = [
            figure
            for other, each in rows.items()
            if other != code and len(other) == 5 and other[:3] == code[:3]
            and (figure := each.one("total") or each.one("final")) is not None and figure.value > 0
        ]  # fmt: skip
        if others:
            yield remark(
                "F-27", f"{row.label}与所属的{rows[code[:3]].label}印同一数{part.text}，而该类另有{len(others)}款有数。",
                document_id, Spot((sheet.number,), row.row_no, row.pages), actual_text=part.text,
            )  # fmt: skip
