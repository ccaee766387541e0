"""Items of prose that name a functional code, against the rows of that code: N-21, N-24, N-25.

‹类名›（204类）‹款名›（06款）‹项名›（01项） names the code in digits; without
digits the three names lead to it through the table's own rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from normalize.checks.figures import quoted_figure
from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.checks.told import Spot, remark
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount, Finding

# An item begins behind a bracket or where the subject does: looked for at each character of a subject of tens of
# thousands, it would take minutes.
_ITEM = re.compile(
    r"(?<![^()])(?P<class>[^()]+)\((?P<code1>\d{3})?类\)(?P<group>[^()]+(?:\([^()类款项]*\)[^()]*)*)\((?P<code2>\d\d)?款\)"
    r"(?P<name>[^()]+(?:\([^()类款项]*\)[^()]*)*)\((?P<code3>\d\d)?项\)"
)
_ARRANGED = re.compile(r"预算安排$")


def coded_identities(records: Records, sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return items of prose against their rows, and against their own repetition."""
    tables = {kind: [sheet for sheet in sheets if sheet.kind == kind] for kind in ("B5", "F5", "B3", "F3")}
    rows = _rows(tables["B5"] or tables["F5"]) if len(tables["B5"] or tables["F5"]) == 1 else {}
    further = _rows(tables["B3"] or tables["F3"]) if len(tables["B3"] or tables["F3"]) == 1 else {}
    names = {code: bare_label(row.name) for code, row in rows.items()}
    final = not tables["B5"] and bool(tables["F5"])
    before: Amount | None = None
    amounts: list[Amount] = [each for each in records.tables["amounts"] if each.table_no is None]
    for index, each in enumerate(amounts):
        found = _ITEM.search(fold(each.subject or ""))
        if found is None or each.direction is not None or each.year not in (None, records.fiscal_year):
            continue
        if final and each.measure == "budget":
            continue
        # Told again a sentence later (2026年预算安排…), it is compared with what was told first.
        if not (before and _is_same(each, before)) and (code := _code(found, names)):
            yield from _with_rows(each, code, [table[code] for table in (rows, further) if code in table])
        before = each
        yield from _repeated(each, amounts[index + 1 : index + 3], records.fiscal_year)


def _rows(sheets: Sequence[Sheet]) -> dict[str, SheetRow]:
    coded = [row for sheet in sheets for row in sheet.rows if row.scheme == "functional" and row.code]
    return {row.code or "": row for row in coded} if len({row.code for row in coded}) == len(coded) else {}


def code_of(subject: str, names: Mapping[str, str]) -> str | None:
    """Return the functional code that an item of prose names, by its digits or by the names of a table's codes."""
    found = _ITEM.search(fold(subject))
    return _code(found, names) if found is not None else None


def _code(found: re.Match[str], names: Mapping[str, str]) -> str | None:
    """Return the code of an item: its digits, or the one that its three names lead to."""
    if found["code1"] and found["code2"] and found["code3"]:
        return f"{found['code1']}{found['code2']}{found['code3']}"
    codes = [
        code
        for code, name in names.items()
        if len(code) == 7
        and name == found["name"]
        and (code[:5] not in names or names[code[:5]] == found["group"])
        and (code[:3] not in names or names[code[:3]] == found["class"])
    ]
    return codes[0] if len(codes) == 1 else None


def _with_rows(each: Amount, code: str, rows: Sequence[SheetRow]) -> Iterator[Identity]:
    """The item prints the total of its row, or one of the numbers of it (人员经费 alone, 项目支出 alone)."""
    totals = [figure for row in rows for figure in row.figures.values()]
    whole = next((figure for row in rows if (figure := row.one("total")) is not None), None)
    if whole is None:
        return
    quoted = quoted_figure(each)
    pairs = [Identity("N-24", quoted, (figure,), f"文字{code}一项与报表{rows[0].label}") for figure in (whole, *totals)]
    yield next((pair for pair in pairs if pair.closes), pairs[0])


def _repeated(each: Amount, following: Sequence[Amount], year: int) -> Iterator[Identity]:
    """…（01项）1434.89万元。…2026年预算安排1434.89万元: one number, told twice."""
    for other in following:
        another = _ITEM.search(fold(other.subject or "")) and not _is_same(other, each)
        if other.section_no != each.section_no or another:
            return
        before = fold(other.sentence).partition(fold(other.amount_text))[0]
        if other.year == year and other.direction is None and _ARRANGED.search(before):
            name = re.sub(r"^.*[)）](?=[^)）]+[（(]\d*项)", "", each.subject or "")
            yield Identity("N-21", quoted_figure(other), (quoted_figure(each),), f"文字“{name}”前后两处所列本年预算")
            return


def _is_same(each: Amount, other: Amount) -> bool:
    return fold(each.subject or "") == fold(other.subject or "") and each.section_no == other.section_no


def name_findings(records: Records, sheets: Sequence[Sheet], document_id: str) -> Iterator[Finding]:
    """Return names of codes that differ between prose and table: N-25."""
    tables = [sheet for sheet in sheets if sheet.kind in ("B5", "F5")]
    rows = _rows(tables) if len(tables) == 1 else {}
    told: set[tuple[str, str]] = set()
    for each in records.tables["amounts"]:
        found = _ITEM.search(fold(each.subject or "")) if each.table_no is None else None
        if found is None or not (found["code1"] and found["code2"] and found["code3"]):
            continue
        code = ""
        for digits, name in (
            (found["code1"], found["class"]),
            (found["code2"], found["group"]),
            (found["code3"], found["name"]),
        ):
            code += digits
            row = rows.get(code)
            if row is None or (code, name) in told or _same(name, bare_label(row.name)):
                continue
            told.add((code, name))
            yield remark(
                "N-25", f"文字称{code}为“{name}”，报表为“{row.name}”。", document_id,
                Spot((tables[0].number,), row.row_no, tuple(each.pages)), expected_text=row.name, actual_text=name,
            )  # fmt: skip


def _same(name: str, other: str) -> bool:
    # The words before the name of a class belong to the sentence.
    return name.endswith(other) or other.endswith(name)
