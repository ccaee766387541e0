"""Projects of a list: a row each, or the block of rows that a project's cell spans.

Rows that sum up others make none: totals, units above their projects, groups
of projects told apart by their sums.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from normalize.folding import fold
from normalize.forms import bare_label
from normalize.header_rows import is_column_number_row
from normalize.indicator_columns import Role, roles_of
from normalize.money import AmountError, find_unit, parse_number
from normalize.project_levels import leaf_rows
from normalize.projects import CODED_NAME, Block, Body, amount_of, body_above, code_of, coded_unit
from normalize.row_keys import is_total_label
from normalize.schema import Project
from normalize.tables import CellKey, Ledger, LogicalTable, TableCell, TableRow

_BODY = re.compile(
    r".*(?:局|委员会|办公室|办公厅|中心|处|院|所|站|队|厅|馆|校|学院|部|会|办|署|厂|社|公司|机关|（本级）|\(本级\))$"
)
#: Of two bodies in a row the one that carries the project out is its unit, not the one above it.
_SPENDS = re.compile("(?:项目)?(?:实施|执行|承担|申报)|项目单位|资金使用|预算单位")
_MONEY_ROLES: tuple[Role, ...] = ("budget", "fiscal", "other_funds")


def listed_projects(table: LogicalTable, *, document_id: str, first_no: int, ledger: Ledger) -> list[Block]:
    """Return the projects of a list: a row each, or the rows that one project cell spans.

    A project cell over several sums, each with goals of its own (a part of the
    project for each unit), makes a project of each.
    """
    roles = roles_of(table.columns)
    columns = {role: number for number, role in sorted(roles.items(), reverse=True)}
    if "project" not in columns:
        return []
    spending = [number for number, role in roles.items() if role == "unit_name" and _SPENDS.match(_leaf(table, number))]
    columns.update({"unit_name": spending[0]} if spending else {})
    columns["project"] = _named_closest(table, roles, columns["project"])
    money: dict[Role, list[int]] = {role: _money_columns(table, roles, role) for role in _MONEY_ROLES}
    sums = _sums_over_projects(table, columns, money["budget"])
    further = _further_parts(table, columns)
    body = body_above(table)
    blocks: list[Block] = []
    current: tuple[CellKey, str] | None = None
    for row in table.rows:
        if is_column_number_row(row):
            _leave_row(row, roles, ledger)
            continue
        cell = row.cells[columns["project"] - 1]
        key = (cell.row_no, cell.column_no)
        if not cell.text:
            if blocks:
                blocks[-1].rows.append(row)
            continue
        if current is not None and current[0] == key:
            if row.row_no in further:
                project = _listed(table, row, columns, money, body, document_id, first_no + len(blocks), ledger)
                blocks.append(Block(project, [row]))
            else:
                blocks[-1].rows.append(row)
            continue
        current = (key, cell.text)
        if is_total_label(cell.text) or _is_total(row):
            current = None
            _leave_row(row, roles, ledger)
            continue
        if (named := _body_in_name(row, cell, columns)) is not None:
            body = named
            current = None
            _leave_row(row, roles, ledger)
            continue
        if (coded := _body_row(row, cell)) is not None or _names_a_body(row, cell, columns):
            body = Body(coded or body.code, cell.text)
            current = None
            _leave_row(row, roles, ledger)
            continue
        if row.row_no in sums:
            current = None
            _leave_row(row, roles, ledger)
            continue
        project = _listed(table, row, columns, money, body, document_id, first_no + len(blocks), ledger)
        blocks.append(Block(project, [row]))
    return blocks


def _further_parts(table: LogicalTable, columns: dict[Role, int]) -> set[int]:
    """Return the rows in which a further sum begins beside a project's name, with goals of its own.

    Where one name stands beside the sums of several units, each is listed. A
    first one that adds up two or more others is the project's; of two, neither
    adds up the other.
    """
    if not {"budget", "goals"} <= columns.keys():
        return set()
    beginning: dict[CellKey, list[TableRow]] = {}
    for row in table.rows:
        name, *told = (row.cells[columns[role] - 1] for role in ("project", "budget", "goals"))
        if name.text and all(cell.text and cell.row_no == row.row_no for cell in told):
            beginning.setdefault((name.row_no, name.column_no), []).append(row)
    found: set[int] = set()
    for rows in beginning.values():
        sums = [_printed(row.text(columns["budget"])) for row in rows]
        is_whole = len(sums) > 2 and sums[0] == sum(each for each in sums[1:] if each is not None)
        if None not in sums and not is_whole:
            found.update(row.row_no for row in rows[1:])
    return found


def _named_closest(table: LogicalTable, roles: dict[int, Role], first: int) -> int:
    """Return the column of 二级项目名称 where nearly every row with an 一级项目名称 prints one too, else the first."""
    for number in sorted((number for number, role in roles.items() if role == "project"), reverse=True):
        if not re.search("[二三]级", _leaf(table, number)):
            continue
        named = [bool(row.text(number)) for row in table.rows if row.text(first) and not _is_total(row)]
        if named and sum(named) >= 0.8 * len(named):
            return number
    return first


def _is_total(row: TableRow) -> bool:
    first = next((cell.text for cell in row.own_cells if cell.text), "")
    return is_total_label(first)


def _leave_row(row: TableRow, roles: dict[int, Role], ledger: Ledger) -> None:
    for cell in row.own_cells:
        if cell.text:
            ledger.leave(
                cell,
                "subtotal" if roles.get(cell.column_no) in ("budget", "fiscal", "other_funds", "extra") else "label",
            )


def _names_a_body(row: TableRow, cell: TableCell, columns: dict[Role, int]) -> bool:
    """Tell whether a row sums up a unit whose projects follow: a body's name, amounts, and no goals."""
    if "goals" not in columns:
        return False
    goals = row.cells[columns["goals"] - 1].text
    bare = re.sub(r"\([^()]*\)$", "", fold(cell.text))
    return not goals and bool(_BODY.fullmatch(bare))


def _body_in_name(row: TableRow, cell: TableCell, columns: dict[Role, int]) -> Body | None:
    """Return the unit that a row names with its code (001-某某局) above projects that have longer codes, or goals."""
    told = [columns[role] for role in ("project_code", "goals") if role in columns]
    if not told or any(row.text(number) for number in told):
        return None
    code, name = coded_unit(cell.text)
    if not code or not name or not re.fullmatch(r"(?:\d{3}){1,3}", code):
        return None
    return Body(code, name) if _BODY.fullmatch(re.sub("本级$", "", fold(name))) else None


def _body_row(row: TableRow, cell: TableCell) -> str | None:
    """Return the code of a unit printed left of its name in the projects' column (201001 | 某某局), None elsewhere."""
    left = [fold(other.text) for other in row.own_cells if other.column_no < cell.column_no and other.text]
    named = _BODY.fullmatch(re.sub("本级$", "", fold(cell.text)))
    if left and re.fullmatch(r"\d{3}(?:\d{3}){0,3}", left[-1]) and named:
        return left[-1]
    return None


def _sums_over_projects(table: LogicalTable, columns: dict[Role, int], budget: Sequence[int]) -> set[int]:
    """Return the numbers of the rows that sum up projects below them (通用项目 over its projects)."""
    found: set[int] = set()
    if not budget:
        return found
    if (tree := _tree_of_total(table, budget[0])) is not None:
        return tree
    units = [index for index, row in enumerate(table.rows) if _body_row(row, row.cells[columns["project"] - 1])]
    for first, end in pairwise([*units, len(table.rows)]):
        # A project over several rows, one an indicator, prints its amount once.
        below = [row for row in table.rows[first + 1 : end] if row.cells[budget[0] - 1].row_no == row.row_no]
        amounts = [_printed(row.text(budget[0])) for row in below]
        whole = _printed(table.rows[first].text(budget[0]))
        known = [amount for amount in amounts if amount is not None]
        leaves = leaf_rows(known, whole) if whole is not None and len(known) == len(amounts) else None
        if leaves is not None:
            found.update(row.row_no for index, row in enumerate(below) if index not in leaves)
    return found or _unexplained(table, columns)


def _tree_of_total(table: LogicalTable, column_no: int) -> set[int] | None:
    """Return the numbers of the rows above others where all rows are levels of one tree below 合计, else None."""
    printed = [row for row in table.rows if row.cells[column_no - 1].row_no == row.row_no]
    totals = [amount for row in printed if _is_total(row) and (amount := _printed(row.text(column_no))) is not None]
    rows = [row for row in printed if not _is_total(row) and row.text(column_no)]
    amounts = [amount for row in rows if (amount := _printed(row.text(column_no))) is not None]
    if not totals or len(amounts) < len(rows):
        return None
    leaves = leaf_rows(amounts, max(totals))
    return None if leaves is None else {row.row_no for index, row in enumerate(rows) if index not in leaves}


def _unexplained(table: LogicalTable, columns: dict[Role, int]) -> set[int]:
    """Return the rows without text in a list that explains its projects one by one."""
    if "purpose" not in columns:
        return set()
    blank = {row.row_no for row in table.rows if not row.text(columns["purpose"])}
    return blank if 2 * len(blank) < len(table.rows) else set()


def _printed(text: str) -> Decimal | None:
    try:
        printed = parse_number(text)
    except AmountError:
        return None
    return printed.value if printed is not None else None


def _money_columns(table: LogicalTable, roles: dict[int, Role], role: Role) -> list[int]:
    """Return the columns whose sum is one kind of money: its 小计 alone where there is one."""
    numbers = [number for number, each in sorted(roles.items()) if each == role]
    if role == "budget":
        years = {number: found.group() for number in numbers if (found := re.search(r"20\d\d", _leaf(table, number)))}
        # Where last year's money stands beside this year's, the project has this year's.
        return [number for number in numbers if years.get(number) == max(years.values())][:1] if years else numbers[:1]
    whole = [
        number
        for number in numbers
        if re.fullmatch(
            r"(?:其中:?)?(?:财政(?:性)?(?:资金|拨款)|(?:其他|其它)(?:来源)?资金)?(?:小计|合计)?", _leaf(table, number)
        )
    ]
    return whole[:1] if role == "fiscal" and whole else numbers


def _leaf(table: LogicalTable, number: int) -> str:
    path = table.columns[number - 1].path
    return bare_label(path[-1]) if path else ""


def _listed(
    table: LogicalTable,
    row: TableRow,
    columns: dict[Role, int],
    money: Mapping[Role, Sequence[int]],
    body: Body,
    document_id: str,
    number: int,
    ledger: Ledger,
) -> Project:
    def cell(role: Role) -> TableCell | None:
        return row.cells[columns[role] - 1] if role in columns else None

    def text(role: Role) -> str | None:
        found = cell(role)
        if found is None or not found.text:
            return None
        ledger.use(found)
        return found.text

    def amount(role: Role) -> Decimal | None:
        values = []
        for column in money[role]:
            unit = find_unit(table.columns[column - 1].name) or table.unit
            if (value := amount_of(row.cells[column - 1], unit, ledger)) is not None:
                values.append(value)
        return sum(values[1:], values[0]) if values else None

    name, code = text("project"), text("project_code")
    if name and not code and (split := CODED_NAME.fullmatch(name)):
        code, name = split["code"], split["name"]
    unit_code, unit_name = coded_unit(text("unit_name"))
    return Project(
        document_id=document_id,
        project_no=number,
        table_no=table.table_no,
        row_no=row.row_no,
        pages=list(row.pages),
        project_code=code_of(code),
        project_name=name,
        unit_code=code_of(text("unit_code")) or unit_code or body.code,
        unit_name=unit_name or body.name,
        budget_yuan=amount("budget"),
        fiscal_yuan=amount("fiscal"),
        other_yuan=amount("other_funds"),
        purpose=text("purpose"),
        goals=text("goals"),
    )
