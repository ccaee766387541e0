"""Performance tables: indicators with their targets, under the project they belong to.

Three layouts share one reading: a form of its own for each project (labels in
its head, a block of indicators below), a wide table in which a project spans a
block of rows, and the goals of the whole department.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

from msgspec.structs import replace

from normalize.cut_levels import whole_levels
from normalize.folding import fold
from normalize.indicator_columns import (
    Role,
    class_above,
    class_columns,
    has_indicators,
    indicator_lanes,
    of_the_year,
    roles_of,
    second_list,
    with_printed_levels,
)
from normalize.lexicon import LEVEL1, LEVEL2, is_level2
from normalize.money import AmountError, parse_number, rounded
from normalize.project_lists import listed_projects
from normalize.projects import Block, form_project
from normalize.row_keys import is_total_label
from normalize.running_indicators import told_indicators, told_under
from normalize.schema import Indicator, Project
from normalize.tables import Ledger, LogicalTable, TableCell, TableRow
from normalize.targets import parse_target, with_named_unit

#: Roles whose cells an indicator publishes; sums and goals are the project's.
_PUBLISHED: frozenset[Role] = frozenset(
    {"level1", "level2", "level3", "description", "target", "operator", "unit", "basis", "weight", "scoring",
     "explanation", "note"}
)  # fmt: skip
#: Lines of an empty form: 指标1：, ……
_TEMPLATE = re.compile(r"指标\s*\d*\s*[:：]?|[.…·]+")
#: Terms of level 1 and 2 that a level-3 text may begin with where one column prints all three.
_LEVEL1_START = re.compile("|".join(sorted((term for term in LEVEL1 if term.endswith("指标")), key=len, reverse=True)))
_LEVEL2_START = re.compile("|".join(sorted((term for term in LEVEL2 if term.endswith("指标")), key=len, reverse=True)))


def is_project_form(table: LogicalTable) -> bool:
    """Tell whether a table of goals is a form for one project and no list of several."""
    return table.head_rows > 0 or not any(role == "project" for role in roles_of(table.columns).values())


def projects_of(table: LogicalTable, *, document_id: str, first_no: int, ledger: Ledger) -> list[Block]:
    """Return the projects of a table of project goals with the rows of each."""
    if is_project_form(table):
        project = form_project(table, document_id=document_id, project_no=first_no, ledger=ledger)
        return [Block(project, list(table.rows[table.head_rows :]))]
    return listed_projects(table, document_id=document_id, first_no=first_no, ledger=ledger)


def evaluated_project(table: LogicalTable, *, document_id: str, project_no: int, ledger: Ledger) -> list[Block]:
    """Return the project that a form tells the outcome of (自评表), with its rows; [] where the form names none.

    Its money is left to the lines: they say which sum is budget and which was spent.
    """
    if not table.head_rows or not has_indicators(roles_of(table.columns)):
        return []
    told = Ledger()
    project = form_project(table, document_id=document_id, project_no=project_no, ledger=told, with_money=False)
    if project.project_name is None:
        return []
    ledger.used |= told.used
    return [Block(project, list(table.rows[table.head_rows :]))]


def indicators_of(
    table: LogicalTable, rows: Sequence[TableRow], project: Project | None, *, document_id: str, ledger: Ledger
) -> list[Indicator]:
    """Return the indicators printed in some rows of a table.

    Level 1 and 2 are those of the cell that covers the row; in sources without
    spans a blank takes the label above it. A row without indicator and target
    (a blank line of the form) makes none.
    """
    roles = roles_of(table.columns)
    if has_indicators(roles):
        roles = with_printed_levels(roles, rows)
    else:
        classes = class_columns(table.columns)
        columns = [number for number, role in roles.items() if role == "level3"] if len(classes) < 2 else [*classes]
        found = [
            each
            for number in columns
            for each in _told(table, rows, number, project, document_id, ledger, classes.get(number))
        ]
        return sorted(found, key=lambda each: each.row_no)
    lanes = indicator_lanes(table.columns, roles, table.rows[: table.head_rows])
    if len(lanes) == 1:
        return whole_levels(list(_Reader(table, roles, project, document_id, ledger).read(rows)))
    found = []
    for lane in lanes:
        reader = _Reader(table, lane.roles, project, document_id, ledger)
        found += [
            replace(each, level1=lane.level1 or each.level1, level2=lane.level2 or each.level2)
            for each in reader.read(rows)
        ]
    return sorted(found, key=lambda each: each.row_no)


def _told(
    table: LogicalTable,
    rows: Sequence[TableRow],
    column_no: int,
    project: Project | None,
    document_id: str,
    ledger: Ledger,
    heading: str | None,
) -> Iterator[Indicator]:
    """Yield the indicators that cells of one column tell as running text; `heading` is the class of them all."""
    for row in rows:
        cell = row.cells[column_no - 1]
        if cell.row_no != row.row_no or not cell.text:
            continue
        told = told_under(heading, cell.text) if heading else told_indicators(cell.text)
        if not told:
            continue
        ledger.use(cell)
        for each in told:
            target = with_named_unit(parse_target(each.target_text), each.level3)
            yield Indicator(
                document_id=document_id,
                project_no=project.project_no if project else None,
                table_no=table.table_no,
                row_no=row.row_no,
                pages=list(row.pages),
                project_code=project.project_code if project else None,
                project_name=project.project_name if project else None,
                level1=each.level1 or (class_above(table.columns[column_no - 1]) if heading else None),
                level2=each.level2,
                level3=each.level3,
                target_text=each.target_text,
                operator=target.operator,
                target_value=target.value,
                target_value_high=target.value_high,
                target_date=target.date,
                target_unit=target.unit,
                other=dict(each.other),
                rejoined=row.rejoined,
            )


#: What a form prints below its indicators: 填报人：, 联系电话：.
_FOOTER = re.compile(
    r"(?:填[报表]|制表|联系|经办|审核|单位|部门|项目|主管|财务)?(?:负责)?(?:人|电话|日期|时间)(?:\(.{1,6}\))?:"
)


class _Reader:
    def __init__(
        self, table: LogicalTable, roles: dict[int, Role], project: Project | None, document_id: str, ledger: Ledger
    ) -> None:
        self.table = table
        self.roles = roles
        self.second = second_list(roles)
        self.project = project
        self.document_id = document_id
        self.ledger = ledger
        self.has_fourth = any(
            role == "description" and "四级" in table.columns[number - 1].path[-1] for number, role in roles.items()
        )
        """Some 三级指标 may stand over several 四级指标."""
        self.spans_known = any(part.box for row in table.rows[:3] for cell in row.cells for part in cell.parts)

    def read(self, rows: Sequence[TableRow]) -> Iterator[Indicator]:
        level1: str | None = None
        level2: str | None = None
        named: str | None = None
        headed1 = headed2 = not self.spans_known
        for row in rows:
            held = self._held(row)
            if held is None:
                continue
            own1, own2 = self._text(held, "level1"), self._text(held, "level2")
            level3 = self._text(held, "level3")
            target = self._text(held, "target")
            if not self.spans_known and self.has_fourth and not level3 and self._text(held, "description"):
                level3 = named
            named = level3
            if "level3" in held and not level3 and not target and self.spans_known:
                # A class on a row of its own heads the rows below it, which leave its column blank.
                begins1 = bool(own1) and held["level1"].row_no == row.row_no
                headed1, headed2 = headed1 or (begins1 and not own2), not begins1 and (headed2 or bool(own2))
            if own1 or not headed1:
                level2 = None if own1 != level1 else level2
                level1 = own1
            level2 = own2 if own2 or not headed2 else level2
            if not target and (not level3 or _TEMPLATE.fullmatch(level3.strip())):
                self._leave(held)
                continue
            name = level3 or level2 or level1 or ""
            if is_total_label(name) or any(_FOOTER.fullmatch(fold(text or "")) for text in (name, target)):
                self._leave(held)
                continue
            yield self._indicator(row, held, level1, level2, level3, target)

    def _roles_in(self, row: TableRow) -> dict[int, Role]:
        return self.roles if self.second is None else of_the_year(self.roles, self.second, row)

    def _held(self, row: TableRow) -> dict[Role, TableCell] | None:
        """Return the cell of each role; None for a row of the form outside the block of indicators."""
        held: dict[Role, TableCell] = {}
        for number, role in self._roles_in(row).items():
            cell = row.cells[number - 1]
            if role not in held or (not held[role].text and cell.text and cell is not held[role]):
                held[role] = cell
        name = held.get("level3") or held.get("level2")
        target = held.get("target")
        if name is None or target is None or name is target:
            return None
        return held

    def _text(self, held: dict[Role, TableCell], role: Role) -> str | None:
        cell = held.get(role)
        return cell.text or None if cell is not None else None

    def _leave(self, held: dict[Role, TableCell]) -> None:
        for cell in held.values():
            if cell.text:
                self.ledger.leave(cell, "label")

    def _indicator(
        self,
        row: TableRow,
        held: dict[Role, TableCell],
        level1: str | None,
        level2: str | None,
        level3: str | None,
        target_text: str | None,
    ) -> Indicator:
        for role, cell in held.items():
            if cell.text and role in _PUBLISHED:
                self.ledger.use(cell)
            elif cell.text and role == "number":
                self.ledger.leave(cell, "row_number")
        if level3 and "level1" not in self.roles.values():
            level1, level2, level3 = split_levels(level3, level1, level2)
        if "level3" not in self.roles.values() and level2 and is_level2(level1 or "") and not is_level2(level2):
            level1, level2, level3 = None, level1, level2  # 一级指标 prints 数量指标, 二级指标 the indicator itself
        target = parse_target(
            target_text, operator_text=self._text(held, "operator"), unit_text=self._text(held, "unit")
        )
        target = with_named_unit(target, level3 or level2)
        return Indicator(
            document_id=self.document_id,
            project_no=self.project.project_no if self.project else None,
            table_no=self.table.table_no,
            row_no=row.row_no,
            pages=list(row.pages),
            project_code=self.project.project_code if self.project else None,
            project_name=self.project.project_name if self.project else None,
            level1=level1,
            level2=level2,
            level3=level3,
            description=self._text(held, "description"),
            target_text=target_text,
            operator=target.operator,
            target_value=target.value,
            target_value_high=target.value_high,
            target_date=target.date,
            target_unit=target.unit,
            basis=self._text(held, "basis"),
            weight=_weight(self._text(held, "weight")),
            scoring=self._text(held, "scoring"),
            explanation=self._text(held, "explanation"),
            note=self._text(held, "note"),
            other=self._other(row),
            rejoined=row.rejoined,
        )

    def _other(self, row: TableRow) -> dict[str, str]:
        """Return what columns without a field print, by header."""
        other: dict[str, str] = {}
        for number, role in self._roles_in(row).items():
            cell = row.cells[number - 1]
            if role == "extra" and cell.text and cell.row_no == row.row_no:
                other[self.table.columns[number - 1].name] = cell.text
                self.ledger.use(cell)
        return other


def split_levels(text: str, level1: str | None, level2: str | None) -> tuple[str | None, str | None, str]:
    """Take the terms of level 1 and 2 off a text that prints all three levels in one column.

    >>> split_levels("产出指标时效指标按期完成评审", None, None)
    ('产出指标', '时效指标', '按期完成评审')
    """
    folded = fold(text)
    first = _LEVEL1_START.match(folded)
    if first is None or first.end() == len(folded):
        return level1, level2, text
    second = _LEVEL2_START.match(folded, first.end())
    end = second.end() if second else first.end()
    return first.group(), second.group() if second else level2, _behind(text, folded[:end]).lstrip("-—:： ") or text


def _behind(text: str, start: str) -> str:
    """Return what is printed behind the shortest beginning of the text that folds to `start`."""
    folded = accumulate((len(fold(character)) for character in text), initial=0)
    return next((text[end:] for end, length in enumerate(folded) if length >= len(start)), "")


def _weight(text: str | None) -> Decimal | None:
    """Return the points or per cent of a weight column; words make none."""
    found = re.fullmatch(r"([\d.]+)[%分]?", fold(text or ""))
    if not found:
        return None
    try:
        printed = parse_number(found.group(1))
    except AmountError:
        return None
    return rounded(printed.value, 4) if printed else None
