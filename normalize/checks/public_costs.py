"""The three public costs: 出国, 公务用车 (购置 and 运行), 公务接待, as rows or as columns; B-20, B-21, F-17, F-18."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from normalize.checks.figures import Figure
from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.folding import fold

_ITEMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("abroad", re.compile(r"出国")),
    ("purchase", re.compile(r"购置(?:费|费用|经费)?(?:支出)?(?:预算|决算)?数?$")),
    ("running", re.compile(r"运行(?:维护|维修)?(?:费|支出|经费)|运维费|^运行")),
    ("cars", re.compile(r"公务用车|公车")),
    ("guests", re.compile(r"接待")),
    ("whole", re.compile(r"三公|^合计$|^总计$")),
)
_CARS_WHOLE = re.compile(r"购置(?:及|和|与|、)")
_CHECK = {"B7": "B-20", "F7": "F-17"}
_SET = {"B7": "B-21", "F7": "F-18"}
#: Economic codes that book an item.
_CODES = {"guests": "30217", "running": "30231", "purchase": "31013", "abroad": "30212"}


def item_of(label: str) -> str | None:
    """Return which of the public costs a label names, None where it names none.

    >>> item_of("3、公务用车购置及运行费"), item_of("其中：（1）公务用车购置费"), item_of("（2）公务用车运行维护费")
    ('cars', 'purchase', 'running')
    """
    bare = bare_label(label)
    if _CARS_WHOLE.search(bare):
        return "cars"
    return next((item for item, pattern in _ITEMS if pattern.search(bare)), None)


def cost_identities(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return the sums of the public costs where they stand in rows, and the comparison with economic codes."""
    for sheet in sheets:
        if sheet.kind in _CHECK:
            for lane in sheet.lanes:
                for column in sheet.columns(lane):
                    rows = _items(sheet.lane(lane), column)
                    yield from _sums(_CHECK[sheet.kind], rows, column)


def _items(rows: Sequence[SheetRow], column: str) -> dict[str, Figure]:
    """Return the items by name; empty unless rows name them, each once."""
    found: dict[str, Figure] = {}
    for row in rows:
        item = item_of(row.name) if row.name else None
        if item is None or column not in row.figures:
            continue
        if item in found:
            return {}
        found[item] = row.figures[column]
    return found if len(found) > 2 else {}


def _sums(check_id: str, rows: Mapping[str, Figure], column: str) -> Iterator[Identity]:
    leaf = column.rsplit("/", 1)[-1]
    for whole, parts, statement in (
        ("whole", ("abroad", "cars", "guests"), "“三公”经费与出国、公车、接待之和"),
        ("cars", ("purchase", "running"), "公务用车费与购置、运行之和"),
    ):
        printed = tuple(rows[part] for part in parts if part in rows)
        if whole in rows and printed:
            blanks = tuple(part for part in parts if part not in rows)
            shaky = "有项目为空白" if blanks else ""
            yield Identity(check_id, rows[whole], printed, f"{statement}（{leaf}）", shaky=shaky)


def economic_identities(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """A public cost is at least what the economic code of that name books in basic expenditure."""
    for costs, economic in (("B7", "B6"), ("F7", "F6")):
        tables = [sheet for sheet in sheets if sheet.kind == costs]
        booked = [sheet for sheet in sheets if sheet.kind == economic]
        if len(tables) != 1 or len(booked) != 1:
            continue
        items = _all_items(tables[0], final=costs == "F7")
        for item, code in _CODES.items():
            rows = [row for row in booked[0].rows if row.code == code]
            if item not in items or len(rows) != 1:
                continue
            figure = rows[0].one("total") or rows[0].one("final")
            if figure is not None:
                yield Identity(
                    _SET[costs],
                    items[item],
                    (figure,),
                    f"“三公”经费{items[item].label}与{rows[0].label}",
                    relation=">=",
                )


def _all_items(sheet: Sheet, *, final: bool) -> dict[str, Figure]:
    """Return the items of a table of one year, whether they stand in rows or in columns."""
    columns = [column for column in sheet.columns(1) if ("决算" in column) == final or not final]
    if len(sheet.columns(1)) <= 2 and (rows := _items(sheet.lane(1), columns[0] if columns else "")):
        return rows
    found: dict[str, Figure] = {}
    totals = [row for row in sheet.rows if row.is_total] or list(sheet.rows)
    if len(totals) != 1:
        return {}
    for column in columns:
        leaf = (
            column.rsplit("/", 1)[-1]
            if not final or "决算" not in fold(column.rsplit("/", 1)[-1])
            else column.rsplit("/", 2)[-2]
        )
        item = item_of(leaf)
        if item is None or column not in totals[0].figures:
            continue
        if item in found:
            return {}
        found[item] = totals[0].figures[column]
    return found


_STAFF = ("301", "303")
_OFFICE = ("302", "307", "309", "310", "311", "312", "399")


def class_identities(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """人员经费合计 = 301 + 303 and 公用经费合计 = the other classes: F-15; the sum of both = basic expenditure: F-14."""
    for sheet in sheets:
        if sheet.kind != "F6":
            continue
        wholes = {word: row for row in sheet.rows if row.is_total for word in ("人员", "公用") if word in row.name}
        for word, codes in (("人员", _STAFF), ("公用", _OFFICE)):
            rows = [row for row in sheet.rows if row.code in codes]
            if word in wholes and rows:
                parts = tuple(figure for row in rows for figure in row.figures.values())
                whole = next(iter(wholes[word].figures.values()))
                yield Identity("F-15", whole, parts, f"{wholes[word].name}与各类之和")
        others = [each for each in sheets if each.kind == "F5"]
        if len(wholes) == 2 and len(others) == 1:
            basic = next((row.one("basic") for row in others[0].rows if row.is_total), None)
            parts = tuple(next(iter(row.figures.values())) for row in wholes.values())
            if basic is not None:
                yield Identity("F-14", basic, parts, "一般公共预算基本支出与人员经费、公用经费之和")


def staff_identities(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """人员经费 of the total = 301 + 303, 公用经费 = the other classes: B-18; places book parts of 303 and 310 otherwise."""
    for sheet in sheets:
        if sheet.kind != "B6":
            continue
        total = next((row for row in sheet.rows if row.is_total and not row.code), None)
        for measure, word, codes in (("personnel", "人员经费", _STAFF), ("operating", "公用经费", _OFFICE)):
            whole = total.one(measure) if total is not None else None
            rows = [row for row in sheet.rows if row.code in codes]
            parts = tuple(figure for row in rows if (figure := row.one("total")) is not None)
            if whole is None or not parts:
                continue
            identity = Identity(
                "B-18", whole, parts, f"{word}合计与{'、'.join(row.code or '' for row in rows)}各类之和"
            )
            yield identity if identity.closes else replace(identity, shaky="有的地方将303或310的一部分列作另一类经费")
