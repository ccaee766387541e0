"""Projects: one for each form, and one for each row or block of rows of a list of projects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from normalize.folding import fold
from normalize.forms import Field, head_fields
from normalize.indicator_columns import Role, roles_of
from normalize.money import AmountError, Unit, find_unit, in_yuan, parse_number
from normalize.row_keys import is_total_label
from normalize.schema import Project
from normalize.tables import CellKey, Ledger, LogicalTable, TableCell, TableRow

_CODED_NAME = re.compile(r"(?P<code>[0-9A-Z][0-9A-Z\s]{7,})[-－—]\s*(?P<name>.+)", re.DOTALL)
_UNIT_LINE = re.compile(r"(?:[^:：]{2,8}[:：])?\s*(?P<code>\d{3,12})[-\s]*(?P<name>[\u4e00-\u9fff（）()].+)")
_LABELLED_UNIT = re.compile(
    r"(?:编制|填报|预算|主管|实施|申报)?(?:单位|部门)(?:名称)?[(（]?[^:：]{0,6}[:：]\s*(?P<name>[^\s:：]{3,40})"
)
_BODY = re.compile(
    r".*(?:局|委员会|办公室|办公厅|中心|处|院|所|站|队|厅|馆|校|学院|部|会|办|署|厂|社|公司|机关|（本级）|\(本级\))$"
)

#: Labels of a form's money, most telling first: the year's sum before that of several years.
_BUDGET = ("预算数", "年度资金总额", "年度资金申请总额", "本年度资金总额", "当年预算", "年度预算", "项目预算", "预算金额", "预算总额", "资金总额", "项目资金总额",
           "项目总额", "实施期资金总额", "中期资金总额", "项目资金", "预算资金", "资金金额", "总金额", "合计")  # fmt: skip
_FISCAL = re.compile(r"(?:其中:?)?(?:当年|本年)?财政(?:性)?(?:拨款|资金)|(?:其中:?)?一般公共预算(?:拨款)?")
_OTHER = re.compile(r"(?:其中:?)?(?:其他|其它|自筹)资金")
_GOALS = ("年度绩效目标", "年度总体目标", "年度目标", "绩效目标", "当年绩效目标", "总体目标", "项目总目标", "总体绩效目标", "整体绩效目标", "当年整体绩效目标",
          "项目绩效目标", "实施期目标", "中长期目标")  # fmt: skip
_PURPOSE = (
    "预算规模及资金用途",
    "资金用途",
    "项目概况",
    "项目概述",
    "项目内容",
    "主要内容",
    "项目主要内容",
    "立项依据",
)


@dataclass(slots=True)
class Block:
    """A project and the rows of its table that belong to it."""

    project: Project
    rows: list[TableRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Body:
    """The unit a table names above its grid."""

    code: str | None = None
    name: str | None = None


def body_above(table: LogicalTable) -> Body:
    """Return unit code and name from the lines printed above a table.

    >>> from normalize.tables import LogicalTable
    >>> lines = ("471001 某某市某某局系统", "单位：万元")
    >>> body_above(LogicalTable(1, None, lines, (), None, (), (), (), ()))
    Body(code='471001', name='某某市某某局系统')
    """
    for line in table.above:
        if found := _UNIT_LINE.fullmatch(line.strip()):
            return Body(found["code"], re.sub(r"\s+", "", found["name"]))
    for line in table.above:
        if (found := _LABELLED_UNIT.search(line)) and fold(found["name"]) not in ("万元", "元"):
            return Body(None, found["name"])
    return Body()


def form_project(table: LogicalTable, *, document_id: str, project_no: int, ledger: Ledger) -> Project:
    """Return the project a form describes, read from the labels of its head."""
    fields = head_fields(_head(table))
    body = body_above(table)
    unit = _form_unit(table, fields)
    by_label = _Labels(fields, ledger)
    code = by_label.text(("项目编码", "项目编号", "项目代码"))
    name = by_label.text(("项目名称", "项目名称及编码", "项目编码及名称", "专项名称", "专项资金名称", "政策名称", "项目(政策)名称", "政策(项目)名称",
                          "专项(项目)名称", "专项业务经费名称", "转移支付名称", "实施项目名称", "项目资金名称"))  # fmt: skip
    if name and not code and (split := _CODED_NAME.fullmatch(name)):
        code, name = split["code"], split["name"]
    unit_name = body.name or by_label.text(
        ("实施单位", "项目单位", "预算单位", "申报单位", "主管部门及代码", "主管部门", "单位名称", "部门名称")
    )
    return Project(
        document_id=document_id,
        project_no=project_no,
        table_no=table.table_no,
        row_no=by_label.row_no,
        pages=list(table.pages),
        project_code=_code(code),
        project_name=name,
        unit_code=body.code,
        unit_name=unit_name,
        budget_yuan=by_label.budget(unit),
        fiscal_yuan=by_label.amount(_FISCAL, unit),
        other_yuan=by_label.amount(_OTHER, unit),
        purpose=by_label.prose(_PURPOSE),
        goals=by_label.goals(),
    )


def listed_projects(table: LogicalTable, *, document_id: str, first_no: int, ledger: Ledger) -> list[Block]:
    """Return the projects of a list: a row each, or the rows that one project cell spans."""
    roles = roles_of(table.columns)
    columns = {role: number for number, role in sorted(roles.items(), reverse=True)}
    if "project" not in columns:
        return []
    body = body_above(table)
    blocks: list[Block] = []
    current: tuple[CellKey, str] | None = None
    for row in table.rows:
        cell = row.cells[columns["project"] - 1]
        key = (cell.row_no, cell.column_no)
        if not cell.text:
            if blocks:
                blocks[-1].rows.append(row)
            continue
        if current is not None and current[0] == key:
            blocks[-1].rows.append(row)
            continue
        current = (key, cell.text)
        if is_total_label(cell.text) or _is_total(row):
            current = None
            _leave_row(row, roles, ledger)
            continue
        if _names_a_body(row, cell, columns):
            body = replace(body, name=cell.text)
            current = None
            _leave_row(row, roles, ledger)
            continue
        project = _listed(table, row, columns, body, document_id, first_no + len(blocks), ledger)
        blocks.append(Block(project, [row]))
    return blocks


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
    return not goals and bool(_BODY.fullmatch(fold(cell.text)))


def _listed(
    table: LogicalTable,
    row: TableRow,
    columns: dict[Role, int],
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
        found = cell(role)
        heading = table.columns[columns[role] - 1].name if role in columns else ""
        return _amount(found, find_unit(heading) or table.unit, ledger) if found is not None else None

    name, code = text("project"), text("project_code")
    if name and not code and (split := _CODED_NAME.fullmatch(name)):
        code, name = split["code"], split["name"]
    return Project(
        document_id=document_id,
        project_no=number,
        table_no=table.table_no,
        row_no=row.row_no,
        pages=list(row.pages),
        project_code=_code(code),
        project_name=name,
        unit_code=_code(text("unit_code")) or body.code,
        unit_name=text("unit_name") or body.name,
        budget_yuan=amount("budget"),
        fiscal_yuan=amount("fiscal"),
        other_yuan=amount("other_funds"),
        goals=text("goals"),
    )


def _head(table: LogicalTable) -> Sequence[TableRow]:
    has_header = any(column.path for column in table.columns)
    return table.rows[: table.head_rows] if has_header else table.rows


def _form_unit(table: LogicalTable, fields: Sequence[Field]) -> Unit | None:
    """Return the unit a label of the head states (项目资金（元）), else the table's."""
    for each in fields:
        for label in (each.label, *each.parents):
            if unit := find_unit(label):
                return unit
    return table.unit


def _code(text: str | None) -> str | None:
    return re.sub(r"\s+", "", text) if text else None


def _amount(cell: TableCell, unit: Unit | None, ledger: Ledger) -> Decimal | None:
    match = re.fullmatch(r"([\d,.]+)(万元|元|亿元)", fold(cell.text))
    own = find_unit(f"({match[2]})") if match else None
    try:
        printed = parse_number(match[1] if match else cell.text)
    except AmountError:
        return None
    if printed is None or (own or unit) is None:
        return None
    ledger.use(cell)
    return in_yuan(printed.value, own or unit or "yuan")


class _Labels:
    """Fields of a form's head, asked by label."""

    def __init__(self, fields: Sequence[Field], ledger: Ledger) -> None:
        self.fields = fields
        self.ledger = ledger

    @property
    def row_no(self) -> int | None:
        """Row that prints the project's name or code, which is the first one of most forms."""
        rows = [
            each.row.row_no for each in self.fields if each.text and each.label.startswith(("项目", "专项", "政策"))
        ]
        return min(rows, default=None)

    def text(self, labels: Sequence[str]) -> str | None:
        for label in labels:
            for each in self.fields:
                if each.label == label and each.text:
                    self.ledger.use(each.cell)
                    return each.text
        return None

    def budget(self, unit: Unit | None) -> Decimal | None:
        for label in _BUDGET:
            for each in self.fields:
                bare = re.sub(r"\([^()]*\)", "", each.label)
                if bare == label and (value := _amount(each.cell, unit, self.ledger)) is not None:
                    return value
        return None

    def amount(self, pattern: re.Pattern[str], unit: Unit | None) -> Decimal | None:
        values = [
            value
            for each in self.fields
            if pattern.fullmatch(each.label) and (value := _amount(each.cell, unit, self.ledger)) is not None
        ]
        # A form with sums for the whole project and for the year prints the year's last.
        return values[-1] if values else None

    def prose(self, labels: Sequence[str]) -> str | None:
        for label in labels:
            for each in self.fields:
                if label in (each.label, *each.parents) and len(each.text) > 12:
                    self.ledger.use(each.cell)
                    return each.text
        return None

    def goals(self) -> str | None:
        for label in _GOALS:
            for each in self.fields:
                if label in (re.sub(r"\([^()]*\)", "", each.label), *each.parents) and len(each.text) > 3:
                    self.ledger.use(each.cell)
                    return each.text
        return None
