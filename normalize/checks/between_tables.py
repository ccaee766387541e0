"""Totals that two tables of one document must share: B-05 to B-24, F-05 to F-20.

A document may print several tables of one kind (by function and by unit, with
and without carry-over, the year's and all money). A check then holds if one
of the possible pairs agrees; only where each side has one candidate table does
a difference prove a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from normalize.checks.across_rows import figure_of_total
from normalize.checks.figures import Figure
from normalize.checks.identities import Identity, Relation
from normalize.checks.sheets import Sheet, SheetRow, bare_label
from normalize.checks.two_lists import ListOf, lists_of

_MOST = 4
"""Two tables list the same codes where fewer than one in so many is missing."""
_BUDGETS = (
    ("general_public_budget", "一般公共预算"),
    ("government_fund", "政府性基金预算"),
    ("state_capital", "国有资本经营预算"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """The tables of one document by kind."""

    sheets: tuple[Sheet, ...]

    def of(self, kind: str) -> tuple[Sheet, ...]:
        """Return the tables of a kind that print amounts."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == kind)


def shared_identities(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """Return the identities between the tables of a document."""
    book = Book(tuple(sheets))
    yield from _with_summary(book, "B1", (("B2", "B-05", 1), ("B3", "B-07", 2)))
    yield from _with_summary(book, "F1", (("F2", "F-05", 1), ("F3", "F-06", 2)))
    yield from _classes(book, "B-10", "B1", "B3")
    yield from _classes(book, "F-06", "F1", "F3")
    yield from _classes(book, "F-11", "F4", "F5", measure="general_public_budget")
    yield from _at_most(book)
    yield from _budgets(book, "B4", (("B5", "B-13"), ("B8", "B-13"), ("B9", "B-13")))
    yield from _budgets(book, "F4", (("F5", "F-11"), ("F8", "F-12"), ("F9", "F-12")))
    yield from _code_at_most(book, "B-15", "B3", "B5")
    yield from _code_at_most(book, "F-20", "F3", "F5")
    yield from _pair(
        "B-16", _totals(book, "B6"), _totals(book, "B5", "basic"), "基本支出表合计与一般公共预算支出表基本支出"
    )
    yield from _staff_and_office(book)
    yield from _pair("B-24", _totals(book, "B6g"), _totals(book, "B6"), "政府经济分类合计与部门经济分类合计")
    yield from _pair(
        "B-22",
        _totals(book, "B10"),
        _totals(book, "B3", "project"),
        "项目支出表合计与支出总表项目支出",
        relation="<=",
    )


def _staff_and_office(book: Book) -> Iterator[Identity]:
    """人员经费 and 公用经费 of B6 are those of B5, and of B1 where all money is general budget: B-16."""
    one_budget = _one_budget(book)
    for measure, word in (("personnel", "人员经费"), ("operating", "公用经费")):
        stated = _totals(book, "B6", measure)
        yield from _pair(
            "B-16", stated, _totals(book, "B5", measure), f"基本支出表{word}合计与一般公共预算支出表{word}合计"
        )
        if one_budget:
            rows = [row for sheet in book.of("B1") for row in sheet.rows if row.is_total and row.lane > 1]
            told = [figure for row in rows if (figure := row.one(measure)) is not None]
            yield from _pair("B-16", stated, told[-1:], f"基本支出表{word}合计与收支总表{word}合计")


def _one_budget(book: Book) -> bool:
    """Tell whether all expenditure is that of the general budget."""
    whole, general = _sides(book, "B1", 2), _totals(book, "B5")
    return bool(whole) and len(general) == 1 and all(each.value == general[0].value for each in whole)


def fiscal_income(sheets: Sequence[Sheet]) -> Iterator[Identity]:
    """财政拨款收入 of F2 = the year's income of F4: F-13."""
    book = Book(tuple(sheets))
    if len(book.of("F2")) != 1 or len(book.of("F4")) != 1:
        return
    [income], [fiscal] = book.of("F2"), book.of("F4")
    stated = [
        figure
        for row in income.rows
        if row.is_total
        for column, figure in row.figures.items()
        if column.rsplit("/", 1)[-1].startswith("财政拨款收入")
    ]
    for figure in stated[:1]:
        year = next((each.year for each in _main_lists(fiscal) if each.lane == 1), None)
        if year is not None:
            yield Identity("F-13", figure, (year,), "收入决算表财政拨款收入与财政拨款决算总表本年收入")


def total_of(sheet: Sheet, measure: str = "total") -> Figure | None:
    """Return the total of a table in a measure: its 合计 row, or its only row.

    Where no column is a total, a table with one amount column has that.
    """
    totals = [row for row in sheet.lane(1) if row.is_total and not row.code]
    rows = totals or [row for row in sheet.rows if len(sheet.rows) == 1]
    found = [figure for row in rows if (figure := _measured(row, sheet, measure)) is not None]
    return found[0] if len({each.value for each in found}) == 1 else None


def _measured(row: SheetRow, sheet: Sheet, measure: str) -> Figure | None:
    figure = row.one(measure)
    if figure is None and measure == "total":
        columns = sheet.columns(1)
        if len(columns) == 1:
            return figure_of_total(sheet, columns[0])
    return figure


def _totals(book: Book, kind: str, measure: str = "total") -> list[Figure]:
    return [figure for sheet in book.of(kind) if (figure := total_of(sheet, measure)) is not None]


def _pair(
    check_id: str,
    wholes: Iterable[Figure],
    others: Iterable[Figure],
    statement: str,
    *,
    relation: Relation = "=",
) -> Iterator[Identity]:
    """Compare two totals; with several candidates on a side a pair that agrees is enough."""
    pairs = [Identity(check_id, whole, (other,), statement, relation=relation) for whole in wholes for other in others]
    yield from _best(pairs)


def _best(pairs: Sequence[Identity]) -> Iterator[Identity]:
    if not pairs:
        return
    agreeing = [each for each in pairs if each.closes]
    if agreeing:
        yield agreeing[0]
    elif len({each.whole.table_no for each in pairs}) == 1 and len({each.parts[0].table_no for each in pairs}) == 1:
        yield min(pairs, key=lambda each: abs(each.difference))
    else:
        yield _doubtful(pairs[0], "本文件有多张同类表，不能确定应与哪一张比较")


def _doubtful(identity: Identity, reason: str) -> Identity:
    return Identity(
        identity.check_id, identity.whole, identity.parts, identity.statement, relation=identity.relation, shaky=reason
    )


def _sides(book: Book, kind: str, lane: int) -> list[Figure]:
    return [figure for sheet in book.of(kind) for figure in side_totals(sheet, lane)]


def side_totals(sheet: Sheet, lane: int) -> list[Figure]:
    """Return the totals a 收支总表 states for one of its lists: of the year, and with what is carried over."""
    lists = [each for each in _main_lists(sheet) if each.lane == lane]
    return [figure for each in lists for figure in (each.year, each.grand) if figure is not None]


def _main_lists(sheet: Sheet) -> list[ListOf]:
    """Return for each list the column of its whole: the first that prints amounts."""
    lists: dict[int, ListOf] = {}
    for each in lists_of(sheet):
        lists.setdefault(each.lane, each)
    return list(lists.values())


def _with_summary(book: Book, summary: str, tables: Sequence[tuple[str, str, int]]) -> Iterator[Identity]:
    for kind, check_id, lane in tables:
        sides = _sides(book, summary, lane)
        side = "收入" if lane == 1 else "支出"
        for figure in _totals(book, kind):
            yield from _best([Identity(check_id, figure, (other,), f"{side}表合计与收支总表{side}") for other in sides])


def _classes(book: Book, check_id: str, summary: str, detail: str, measure: str = "total") -> Iterator[Identity]:
    """Compare each class of a detail table with the line of that name in the summary."""
    if len(book.of(summary)) != 1 or len(book.of(detail)) != 1:
        return
    [sheet], [by_code] = book.of(summary), book.of(detail)
    lines = [row for row in sheet.lane(2) if not row.is_total]
    names = [bare_label(row.name) for row in lines]
    for row in by_code.rows:
        if row.scheme != "functional" or len(row.code or "") != 3 or names.count(bare_label(row.name)) != 1:
            continue
        line = lines[names.index(bare_label(row.name))]
        first = next(iter(line.figures.values()), None) if measure == "total" else line.one(measure)
        whole = row.one("total")
        if whole is not None and first is not None:
            yield Identity(check_id, whole, (first,), f"{row.label}：{_title(by_code)}与{_title(sheet)}所列")


def _title(sheet: Sheet) -> str:
    return sheet.table.kind_name or sheet.table.title or f"表{sheet.number}"


def _at_most(book: Book) -> Iterator[Identity]:
    """Fiscal money is at most all money."""
    for lane in (1, 2):
        if len(book.of("B1")) == 1 and len(book.of("B4")) == 1:
            every = [figure for figure in _sides(book, "B1", lane) if figure is not None]
            fiscal = [figure for figure in _sides(book, "B4", lane) if figure is not None]
            if every and fiscal:
                whole = max(every, key=lambda figure: figure.value)
                part = max(fiscal, key=lambda figure: figure.value)
                side = "收入" if lane == 1 else "支出"
                yield Identity("B-12", part, (whole,), f"财政拨款{side}总计与部门{side}总计", relation="<=")


def _budgets(book: Book, summary: str, tables: Sequence[tuple[str, str]]) -> Iterator[Identity]:
    """The budgets a 财政拨款收支总表 tells apart are the totals of their own tables."""
    for (kind, check_id), (measure, name) in zip(tables, _BUDGETS, strict=True):
        for sheet in book.of(summary):
            stated = _stated(sheet, measure, name)
            pairs = [
                Identity(check_id, total, figures, f"{_title(table)}合计与{_title(sheet)}的{name}")
                for table in book.of(kind)
                for total in _spent(table)
                for figures in stated
            ]
            yield from _best(pairs)


def _spent(sheet: Sheet) -> list[Figure]:
    total = total_of(sheet)
    return [total] if total is not None else []


def _stated(sheet: Sheet, measure: str, name: str) -> list[tuple[Figure, ...]]:
    """Return what a 财政拨款收支总表 prints for one budget.

    Its column in the totals; its item of income; that with its item of what is
    carried over, where the table of expenditure counts both.
    """
    whole = [row.one(measure) for row in sheet.rows if row.is_total or bare_label(row.name).startswith("本年支出")]
    income = [row for row in sheet.lane(1) if name[:4] in row.bare and not row.is_total]
    items = [figure for row in income for figure in list(row.figures.values())[:1]]
    stated: list[tuple[Figure, ...]] = [(figure,) for figure in (*whole, *items) if figure is not None]
    if len(items) == 2:
        stated.append((items[0], items[1]))
    if measure == "general_public_budget" and not any(whole) and len(items) < 2:
        # Without columns by budget the whole is general budget where nothing else is printed.
        lists = _main_lists(sheet)
        stated += [(figure,) for each in lists for figure in (each.grand, each.year) if figure is not None]
    return stated


def _code_at_most(book: Book, check_id: str, every: str, fiscal: str) -> Iterator[Identity]:
    """Code by code, fiscal expenditure is at most all expenditure."""
    if len(book.of(every)) != 1:
        return
    [whole] = book.of(every)
    wholes = _by_code(whole)
    for part in book.of(fiscal):
        parts = _by_code(part)
        # A table of all expenditure that lists most codes of fiscal expenditure lists them all.
        missing = [code for code in parts if code not in wholes]
        lists_all = bool(wholes) and len(missing) * _MOST < len(parts)
        for code, figure in parts.items():
            if code in wholes:
                statement = f"{code}：{_title(part)}与{_title(whole)}所列"
                yield Identity(check_id, figure, (wholes[code],), statement, relation="<=")
            elif lists_all:
                statement = f"{code}：列在{_title(part)}，{_title(whole)}未列，两者"
                yield Identity(
                    check_id,
                    figure,
                    (),
                    statement,
                    relation="<=",
                    tables=(whole.number,),
                    pages=tuple(whole.table.pages),
                )
        yield from _left_out(check_id, whole, part, wholes, parts)


def _left_out(
    check_id: str, whole: Sheet, part: Sheet, wholes: Mapping[str, Figure], parts: Mapping[str, Figure]
) -> Iterator[Identity]:
    """Yield codes that one table lists and the other leaves out, though what they are part of is the same in both."""
    same = {
        code for code, figure in parts.items() if figure.value and code in wholes and figure.value == wholes[code].value
    }
    below = {code: figure for code, figure in wholes.items() if code[:-2] in same and figure.value}
    missing = [code for code in below if code not in parts]
    # A table that stops at 款, or lists some codes alone, leaves out nothing by mistake.
    if len(missing) * _MOST < len(below):
        for code in missing:
            statement = f"{code}：列在{_title(whole)}，{_title(part)}未列，其上级科目两表相等，两者"
            yield Identity(check_id, below[code], (), statement, tables=(part.number,), pages=tuple(part.table.pages))


def _by_code(sheet: Sheet) -> dict[str, Figure]:
    coded = [row for row in sheet.rows if row.scheme == "functional" and row.code]
    if len({row.code for row in coded}) != len(coded):
        return {}
    return {row.code or "": figure for row in coded if (figure := row.one("total")) is not None}
