"""类 = Σ款, 款 = Σ项, 合计 = Σ类, in each column; totals of lists of units and projects.

Where codes say what is part of what, the sums are stated. A list of units or
projects has no such codes: which rows its total is made of is found by trying
the layouts in use (all rows, the outermost units, the projects alone, all rows
below the department's own line) and holds where most columns close under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

import msgspec

from normalize.checks.across_columns import proved_zeros
from normalize.checks.figures import Figure
from normalize.checks.identities import Identity
from normalize.checks.sheets import Sheet, SheetRow

#: Check of the hierarchy of codes and of totals by kind; T-02 is the same for other tables.
ROWS_CHECK = {
    "B2": "B-09", "B3": "B-09", "B5": "B-09", "B8": "B-09", "B9": "B-09", "B6": "B-19", "B6g": "B-19", "F2": "F-09",
    "F3": "F-09", "F5": "F-09", "F6": "F-16", "F8": "F-09", "F9": "F-09", "B10": "T-02",
}  # fmt: skip

#: Kinds whose rows are lists of their own making, checked elsewhere.
_ELSEWHERE = frozenset({"B1", "B4", "F1", "F4", "B7", "F7"})

_CODED = frozenset({"functional", "department_economic", "government_economic"})


def rows_identities(sheet: Sheet) -> Iterator[Identity]:
    """Return the sums over rows of a table, column by column."""
    if sheet.kind in _ELSEWHERE:
        return
    check_id = ROWS_CHECK.get(sheet.kind, "T-02")
    zeros = proved_zeros(sheet)
    for lane in sheet.lanes:
        rows = sheet.lane(lane)
        coded = [row for row in rows if row.code and not row.is_total and row.scheme in _CODED]
        if coded and len({(row.scheme, row.code) for row in coded}) == len(coded):
            # Beside other lists a total such as 公用经费合计 sums up more than its own; F-15 and B-18 know which.
            alone = len(sheet.lanes) == 1
            for column in sheet.columns(lane):
                yield from _code_sums(check_id, rows, coded, column, zeros, with_total=alone)
        elif not coded:
            yield from _list_sums(check_id, sheet, lane)


def _code_sums(
    check_id: str,
    rows: Sequence[SheetRow],
    coded: Sequence[SheetRow],
    column: str,
    zeros: Collection[tuple[int, int, str]],
    *,
    with_total: bool,
) -> Iterator[Identity]:
    below: dict[str, list[SheetRow]] = {}
    codes = {row.code or "" for row in coded}
    for row in coded:
        below.setdefault(_next_above(row.code or "", codes), []).append(row)
    for row in coded:
        if parts := below.get(row.code or ""):
            yield from _sum(check_id, row, parts, column, f"{row.label}：与下级科目之和", zeros=zeros)
    if not with_total:
        return
    tops = below.get("", [])
    totals = [row for row in rows if row.is_total and not row.code and column in row.figures]
    if len({row.figures[column].value for row in totals}) == 1 and len(tops) > 1 and _is_whole(rows, coded):
        yield from _sum(check_id, totals[0], tops, column, f"{totals[0].label}：与各科目之和", zeros=zeros)


def _is_whole(rows: Sequence[SheetRow], coded: Sequence[SheetRow]) -> bool:
    """Tell whether codes are the only keys: a named row without a code may be one more part of the total."""
    return all(row.code or row.is_total or not row.figures for row in rows) or len(coded) == len(rows)


def _next_above(code: str, printed: Collection[str]) -> str:
    """Return the longest printed code that a code is part of, "" for none; a table may leave a level out."""
    return next((code[:length] for length in range(len(code) - 1, 0, -1) if code[:length] in printed), "")


def _sum(
    check_id: str,
    whole: SheetRow,
    parts: Sequence[SheetRow],
    column: str,
    statement: str,
    *,
    inferred: bool = False,
    zeros: Collection[tuple[int, int, str]] = (),
) -> Iterator[Identity]:
    printed = [row for row in parts if column in row.figures]
    blank = [row for row in parts if column not in row.figures]
    unknown = [row for row in blank if (row.row_no, row.lane, column) not in zeros]
    leaf = column.rsplit("/", 1)[-1]
    figure = whole.figures.get(column)
    if figure is None and (whole.row_no, whole.lane, column) in zeros and printed:
        # The row closes without this blank: it says zero where the rows below say more.
        first = printed[0].figures[column]
        place = (first.table_no, whole.row_no, whole.lane, column)
        figure = msgspec.structs.replace(
            first, value=Decimal(0), text="空白", label=whole.label, row_no=whole.row_no, pages=whole.pages, place=place
        )
    if figure is None or not (printed or not unknown):
        return
    shaky = ""
    if unknown and any(len(row.pages) > 1 for row in parts):
        shaky = "有下级行被分页切断，空白格可能有数未读到"
    yield Identity(
        check_id,
        figure,
        tuple(row.figures[column] for row in printed),
        f"{statement}（{leaf}）" if leaf else statement,
        blanks=tuple(row.label for row in unknown),
        shaky=shaky,
        inferred=inferred,
    )


def _list_sums(check_id: str, sheet: Sheet, lane: int) -> Iterator[Identity]:
    rows = sheet.lane(lane)
    totals = [row for row in rows if row.is_total]
    items = [row for row in rows if not row.is_total]
    if len(totals) != 1 or len(items) < 2:
        return
    columns = [column for column in sheet.columns(lane) if column in totals[0].figures]
    best: list[Identity] = []
    best_closed = 0
    for layout in _layouts(items):
        trial = [
            each
            for column in columns
            for each in _sum(check_id, totals[0], layout, column, f"{totals[0].label}：与各行之和", inferred=True)
        ]
        closed = sum(each.closes and not each.is_trivial for each in trial)
        if closed > best_closed:
            best, best_closed = trial, closed
    yield from best


def _layouts(items: Sequence[SheetRow]) -> Iterator[Sequence[SheetRow]]:
    """Return the rows a total may be made of, the plainest first."""
    yield items
    lengths = Counter(len(row.code) for row in items if row.code)
    if lengths:
        outermost = min(lengths)
        yield [row for row in items if row.code and len(row.code) == outermost]
        yield [row for row in items if not row.code]
        for length in sorted(lengths)[1:]:
            yield [row for row in items if row.code and len(row.code) == length]
    if len(items) > 2:
        yield items[1:]


def figure_of_total(sheet: Sheet, column: str, lane: int = 1) -> Figure | None:
    """Return the total of a column: its 合计 row, else nothing."""
    totals = [row for row in sheet.lane(lane) if row.is_total and column in row.figures]
    values = {row.figures[column].value for row in totals}
    return totals[0].figures[column] if len(values) == 1 else None
