"""What a document says of itself, against its records: nothing of a fund, no subordinate units, dates, contents.

N-26, B-25, A-04, D-03, D-04, D-06, D-07.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from normalize.announced import announced_tables
from normalize.checks.between_tables import total_of
from normalize.checks.figures import Figure
from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet
from normalize.checks.told import Spot, remark
from normalize.folding import fold
from normalize.kinds import NAMES, STATUTORY
from normalize.records import Records
from normalize.schema import Asset, Document, Finding, Institution, Section, Table

#: 本部门没有使用政府性基金预算拨款安排的支出; 无当年… leaves what was carried over, and is not matched.
_NOTHING = re.compile(
    r"(?P<before>[^,。;:]{0,24}?)(?:没有使用|没有|无|未安排)(?P<fund>政府性基金|国有资本经营)预算(?:财政)?(?:拨款)?"
    r"(?:安排的?)?(?:收支|收入和支出|收入、支出|支出)(?:预算|安排)?[,。;)]"
)
_YEAR = re.compile(r"(20\d\d)年")
_FUNDS = {"政府性基金": ("B8", "F8"), "国有资本经营": ("B9", "F9")}

_ALONE = re.compile(r"(?:没有|无|未设)(?:下属|所属|下级|二级)(?:预算)?单位(?![^,。;]{0,4}(?:的|增加))[,。;]")
_STOCK_DATE = re.compile(
    r"截[至止](?P<year>20\d\d)年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|末)?[^。;]{0,40}?(?:有车辆|固定资产|国有资产|资产总)"
)
_LEAST_TABLES = 5
"""Statutory tables a document prints before its contents are held against them: others print theirs apart."""


def stated_identities(records: Records, sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return statements that there is no expenditure of a fund, against the table of that fund: N-26."""
    for section, found in _matches(records, _NOTHING):
        years = {int(year) for year in _YEAR.findall(found["before"])}
        if not years <= {records.fiscal_year} or "上年" in found["before"]:
            continue
        for sheet in sheets:
            if sheet.kind in _FUNDS[found["fund"]] and (total := total_of(sheet)) is not None:
                nothing = Figure(
                    Decimal(0), "没有", total.step, "文字", total.unit, pages=tuple(section.pages),
                    place=("statement", section.section_no, found.start()),
                )  # fmt: skip
                title = sheet.table.title or NAMES.get(sheet.kind, "")
                yield Identity("N-26", total, (nothing,), f"“{title}”合计与文字所称没有{found['fund']}预算支出")


def statement_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return statements that the records contradict, and what should be stated and is not."""
    yield from _units(records, document_id)
    yield from _dates(records, document_id)
    yield from _years(records, document_id)
    yield from _contents(records, document_id)
    yield from _missing(records, document_id)
    yield from _empty(records, document_id)


def _matches(records: Records, pattern: re.Pattern[str]) -> Iterator[tuple[Section, re.Match[str]]]:
    for section in records.tables["sections"]:
        for paragraph in section.text.split("\n"):
            for found in pattern.finditer(fold(paragraph)):
                yield section, found


def _units(records: Records, document_id: str) -> Iterator[Finding]:
    """没有下属单位, and a table of several units: D-07."""
    units: list[Institution] = records.tables["institutions"]
    names = {fold(each.name) for each in units}
    if len(names) < 2:
        return
    for section, found in _matches(records, _ALONE):
        yield remark(
            "D-07", f"文字称“{found.group().rstrip(',。;')}”，机构表列有{len(names)}个单位。", document_id,
            Spot((units[0].table_no,), None, tuple({*section.pages, *units[0].pages})), actual_text=found.group(),
        )  # fmt: skip
        return


def _dates(records: Records, document_id: str) -> Iterator[Finding]:
    """Assets are counted at the end of the year before a budget, or while it is made; in accounts, in their year: A-04."""
    kind, year = _kind(records), records.fiscal_year
    fit = {"budget": {year - 1, year}, "final_accounts": {year}}.get(kind, set())
    if not year or not fit:
        return
    word = "预算" if kind == "budget" else "决算"
    for section, found in _matches(records, _STOCK_DATE):
        if int(found["year"]) not in fit:
            yield remark(
                "A-04", f"资产截止日期为{found['year']}年，与{year}年{word}不相应。", document_id,
                Spot(pages=tuple(section.pages)), actual_text=found.group(),
            )  # fmt: skip
    assets: list[Asset] = records.tables["assets"]
    for date in sorted({each.as_of for each in assets if each.as_of}):
        if int(date[:4]) not in fit:
            first = next(each for each in assets if each.as_of == date)
            yield remark(
                "A-04", f"资产表截止日期为{date}，与{year}年{word}不相应。", document_id,
                Spot((first.table_no,), None, tuple(first.pages)), actual_text=date,
            )  # fmt: skip


def _kind(records: Records) -> str:
    documents: list[Document] = records.tables["documents"]
    return documents[0].document_kind if documents else "other"


def _years(records: Records, document_id: str) -> Iterator[Finding]:
    """A statutory table whose title names another year than the titles of the others: D-06."""
    letter = {"budget": "B", "final_accounts": "F"}.get(_kind(records))
    titled: list[tuple[Table, int]] = []
    for table in records.tables["tables"]:
        years = {int(year) for year in _YEAR.findall(fold(table.title or ""))}
        if len(years) == 1 and letter is not None and table.kind[0] == letter:
            titled.append((table, years.pop()))
    counts = Counter(year for _, year in titled)
    if 2 * counts[records.fiscal_year] <= len(titled):
        return
    for table, year in titled:
        if year != records.fiscal_year:
            yield remark(
                "D-06", f"“{table.title}”的年份与本文件年度{records.fiscal_year}年不一致。", document_id,
                Spot((table.table_no,), None, tuple(table.pages)), expected_text=str(records.fiscal_year),
                actual_text=str(year),
            )  # fmt: skip


def _contents(records: Records, document_id: str) -> Iterator[Finding]:
    """A statutory table that the contents name and the body does not print: D-03."""
    if len({each.kind for each in records.tables["tables"]} & STATUTORY) < _LEAST_TABLES:
        return
    for each in announced_tables(records):
        if not each.printed:
            spot = Spot(pages=() if each.page is None else (each.page,))
            yield remark("D-03", f"目录列有“{each.name}”，正文未见此表。", document_id, spot, expected_text=each.name)


#: 政府性基金 and 国有资本 left out: which year a place began to print them differs.
_ALWAYS = ("B1", "B2", "B3", "B4", "B5", "B6", "B7")
_RULES_SINCE = 2017
"""Budgets from which on 财预〔2016〕143号 says which tables are printed."""


def _missing(records: Records, document_id: str) -> Iterator[Finding]:
    """All statutory tables but one or two are there: D-04.

    A table that was not recognised may be the missing one, so none may be left over.
    """
    tables: list[Table] = records.tables["tables"]
    documents: list[Document] = records.tables["documents"]
    printed = {each.kind for each in tables}
    missing = [kind for kind in _ALWAYS if kind not in printed]
    whole = bool(documents) and documents[0].status == "complete" and documents[0].document_kind == "budget"
    if not whole or "other" in printed or records.fiscal_year < _RULES_SINCE or not 0 < len(missing) <= 2:
        return
    names = "、".join(NAMES[kind] for kind in missing)
    yield remark(
        "D-04", f"未见{names}；其余法定报表均已印出。", document_id,
        Spot(tuple(each.table_no for each in tables if each.kind in _ALWAYS)), expected_text=names,
    )  # fmt: skip


_SAYS_NOTHING = re.compile(r"没有|无|未|空表|不涉及|为0|为零|0万元|0\.00")
_PROSE = 5
"""Amounts in prose from which on a document explains itself: tables alone have their statements in another file."""


def _empty(records: Records, document_id: str) -> Iterator[Finding]:
    """A table printed without data, and nowhere a word that there is nothing to print: B-25."""
    if sum(each.table_no is None for each in records.tables["amounts"]) < _PROSE:
        return
    told = [(fold(each.text), set(each.pages)) for each in records.tables["sections"]]
    told += [(fold(each.text), set(each.pages)) for each in records.tables["set_aside"]]
    told += [(fold(each.text), set(each.pages)) for each in records.tables["cells"]]
    for table in records.tables["tables"]:
        fund = next((word for word, kinds in _FUNDS.items() if table.kind in kinds), None)
        if not table.is_empty or fund is None:
            continue
        # 本表本年无发生额 below a table speaks of that table; elsewhere the fund must be named.
        if not any(
            _SAYS_NOTHING.search(sentence) and (fund in sentence or pages & set(table.pages))
            for text, pages in told
            for sentence in text.split("。")
        ):
            yield remark(
                "B-25", f"“{table.title or NAMES[table.kind]}”没有数据，文件中未见没有此项收支的说明。", document_id,
                Spot((table.table_no,), None, tuple(table.pages)),
            )  # fmt: skip
