"""The document as a whole: numbering, units, repeated tables, codes; D-01 to D-13, B-28, B-31, F-19, P-02."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet
from normalize.checks.told import Spot, remark, spot_of
from normalize.folding import fold
from normalize.money import UNITS
from normalize.numbering import parse_ordinal
from normalize.records import Records
from normalize.schema import Finding, Section, Table

#: Functional 款 of government funds: 20707, 21208 … 21215, 22960 and the like.
_FUND_CODES = re.compile(r"2120[89]|2121[0-9]|22960|22904|22908|20707|20709|21366|21367|21369|21460|21461|21462")
_CAPTION = re.compile(r"^(?:\d+[、.．])?(?P<name>.+?)(?:项目)?绩效目标(?:申报)?表$")
_LEAST_CODES = 6
_RARE = 6
"""Levels are printed as a rule where fewer than one code in so many lacks the one above."""
_FEW = 3
"""Numbered headings from which on a gap is one: two may be items of anything."""


_UNIT_NAMES: dict[str, str] = {unit: name for name, unit in UNITS.items()}


def structure_findings(records: Records, sheets: Sequence[Sheet], document_id: str) -> Iterator[Finding]:
    """Return what is wrong with the document as a whole."""
    yield from _numbering(records.tables["sections"], document_id)
    yield from _repeated(records, document_id)
    yield from _project_codes(records, document_id)
    yield from _captions(records, document_id)
    # Labels and headers may state units of their own (项目资金（万元）); only what has none is left.
    left = {each.table_no for each in records.tables["set_aside"] if each.reason == "not_understood"}
    for sheet in sheets:
        yield from _codes(sheet, document_id)
        # A table of counts needs no unit of money.
        borrowed = sheet.number in records.borrowed_units and (sheet.kind != "other" or bool(sheet.lanes))
        if borrowed or (sheet.table.unit is None and sheet.number in left):
            read_as = (
                f"按本文件多数表的单位（{_UNIT_NAMES.get(sheet.table.unit or '', '')}）计"
                if borrowed
                else "其金额未收录"
            )
            yield remark(
                "D-05", f"“{sheet.table.title or f'表{sheet.number}'}”未注明金额单位，{read_as}。", document_id,
                Spot((sheet.number,), None, tuple(sheet.table.pages)),
            )  # fmt: skip


def _numbering(sections: Sequence[Section], document_id: str) -> Iterator[Finding]:
    """Main headings count 一、二、三 without a gap; numbering may begin anew in a new part."""
    run: list[tuple[int, Section]] = []
    headings = {
        ordinal.value
        for each in sections
        for line in each.text.split("\n")
        if (ordinal := parse_ordinal(line)) is not None and ordinal.style == "chinese"
    }
    for each in sections:
        ordinal = parse_ordinal(f"{each.number_text}标题") if each.number_text else None
        if ordinal is None or ordinal.style != "chinese":
            continue
        if run and ordinal.value <= run[-1][0]:
            yield from _gaps(run, headings, document_id)
            run = []
        run.append((ordinal.value, each))
    yield from _gaps(run, headings, document_id)


def _gaps(run: Sequence[tuple[int, Section]], headings: Collection[int], document_id: str) -> Iterator[Finding]:
    if len(run) < _FEW or run[0][0] != 1:
        return
    for (value, section), (following, _) in pairwise(run):
        # A heading that the outline took for running text is there all the same.
        if following == value + 2 and value + 1 not in headings:
            yield remark(
                "D-01", f"章节编号不连续：“{section.number_text}{section.title or ''}”之后缺第{value + 1}项。", document_id,
                Spot(pages=tuple(section.pages[-1:])),
            )  # fmt: skip


def _repeated(records: Records, document_id: str) -> Iterator[Finding]:
    """A table printed twice: one title, and the same amounts in the same order."""
    seen: dict[tuple[str, tuple[str, ...]], Table] = {}
    amounts: dict[int, list[str]] = {}
    for line in records.tables["lines"]:
        amounts.setdefault(line.table_no, []).append(line.amount_text)
    for table in records.tables["tables"]:
        texts = tuple(amounts.get(table.table_no, ()))
        if len(texts) < _FEW or not table.title:
            continue
        first = seen.setdefault((fold(table.title), texts), table)
        if first is not table:
            yield remark(
                "D-10", f"“{table.title}”重复印出，数字与表{first.table_no}全同。", document_id,
                Spot((first.table_no, table.table_no), None, tuple(table.pages)),
            )  # fmt: skip


def _project_codes(records: Records, document_id: str) -> Iterator[Finding]:
    """One code, two project names."""
    names: dict[str, str] = {}
    for each in records.tables["projects"]:
        if not each.project_code or not each.project_name:
            continue
        known = names.setdefault(each.project_code, each.project_name)
        if fold(known) != fold(each.project_name):
            yield remark(
                "D-13", f"项目编码{each.project_code}用于两个项目：“{known}”和“{each.project_name}”。", document_id,
                spot_of(each), expected_text=known, actual_text=each.project_name,
            )  # fmt: skip


def _captions(records: Records, document_id: str) -> Iterator[Finding]:
    """The caption of a form names its project: P-02."""
    titles = {each.table_no: each.title or "" for each in records.tables["tables"]}
    alone = Counter(each.table_no for each in records.tables["projects"])
    for each in records.tables["projects"]:
        title = titles.get(each.table_no or 0, "")
        # A numbered caption names the one project below it; others name the kind of form.
        found = _CAPTION.match(fold(title)) if re.match(r"\d+[、.．]", title) else None
        if found is None or alone[each.table_no] != 1 or not each.project_name:
            continue
        if fold(each.project_name) != found["name"] and not fold(title).endswith(
            f"{fold(each.project_name)}绩效目标表"
        ):
            yield remark(
                "P-02", f"绩效表标题为“{title}”，项目名称为“{each.project_name}”。", document_id, spot_of(each),
                expected_text=found["name"], actual_text=each.project_name,
            )  # fmt: skip


def _codes(sheet: Sheet, document_id: str) -> Iterator[Finding]:
    coded = [row for row in sheet.rows if row.scheme == "functional" and row.code]
    if sheet.kind == "B5" and "一般公共" in fold(sheet.table.title or ""):
        for row in coded:
            if _FUND_CODES.match(row.code or ""):
                yield remark(
                    "B-28", f"政府性基金科目{row.label}列在一般公共预算支出表。", document_id,
                    Spot((sheet.number,), row.row_no, row.pages),
                )  # fmt: skip
                break
    yield from _levels(sheet, document_id)
    counts = Counter(row.code for row in coded)
    repeated = [code for code, count in counts.items() if count > 1]
    # Tables keyed by unit or by a second classification repeat most of their codes.
    if sheet.kind in ("B3", "B5", "F3", "F5") and 0 < len(repeated) <= len(counts) // 10:
        for code in repeated:
            rows = [row for row in coded if row.code == code]
            yield remark(
                "B-31", f"科目{rows[0].label}在同一表中出现{len(rows)}次。", document_id,
                Spot((sheet.number,), rows[1].row_no, rows[1].pages),
            )  # fmt: skip


def _levels(sheet: Sheet, document_id: str) -> Iterator[Finding]:
    """A code without the level above it, in a table that prints that level for nearly all others: a row is missing."""
    rows = [row for row in sheet.rows if row.code and row.scheme in ("functional", "department_economic")]
    codes = {row.code or "" for row in rows}
    if len(codes) != len(rows):
        return
    below = [row for row in rows if len(row.code or "") in (5, 7)]
    missing = {(row.code or "")[:-2]: row for row in reversed(below) if (row.code or "")[:-2] not in codes}
    if len(below) < _LEAST_CODES or len(missing) * _RARE > len(below):
        return
    for code, row in sorted(missing.items()):
        yield remark(
            "T-03", f"科目{row.label}的上级{code}未列出。", document_id, Spot((sheet.number,), row.row_no, row.pages)
        )


def balance_forward(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转, row by row: F-19."""
    for sheet in sheets:
        if sheet.kind not in ("F8", "F9"):
            continue
        columns = sheet.columns(1)
        opening = _column(columns, r"年初")
        income = _column(columns, r"本年收入")
        spent = _column(columns, r"本年支出.*(?:小计|合计)|^本年支出$")
        closing = _column(columns, r"年末")
        for row in sheet.rows:
            figures = row.figures
            if income in figures and spent in figures and (opening in figures or closing in figures):
                parts = [figures[column] for column in (opening, income) if column in figures]
                out = [figures[column] for column in (spent, closing) if column in figures]
                if len(parts) == 1:
                    yield Identity("F-19", parts[0], tuple(out), f"{row.label}：收入与支出、年末结转之和")
                elif len(out) == 1:
                    yield Identity("F-19", out[0], tuple(parts), f"{row.label}：支出与年初结转、本年收入之和")


def _column(columns: Sequence[str], pattern: str) -> str:
    return next((column for column in columns if re.search(pattern, column)), "")
