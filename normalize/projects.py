"""The project a form describes, read from the labels of its head; lists are read in `project_lists`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from normalize.codes import split_code
from normalize.folding import fold
from normalize.forms import Field, head_fields, unit_of_head, unit_of_label
from normalize.money import AmountError, Unit, find_unit, in_yuan, is_amount, is_number, parse_number
from normalize.schema import Project
from normalize.tables import Ledger, LogicalTable, TableCell, TableRow

CODED_NAME = re.compile(r"(?P<code>[0-9A-Z][0-9A-Z\s]{7,})[-－—]\s*(?P<name>.+)", re.DOTALL)
#: 471001 某某局; a title that begins with its year is none.
_UNIT_LINE = re.compile(r"(?:[^:：]{2,8}[:：])?\s*(?P<code>\d{3,12})[-\s]*(?P<name>(?!年)[\u4e00-\u9fff（）()][^表]+)")
_LABELLED_UNIT = re.compile(
    r"(?:编制|填报|预算|主管|实施|申报)?(?:单位|部门)(?:名称)?[(（]?[^:：]{0,6}[:：]\s*(?P<name>[^\s:：]{3,40})"
)
#: Labels of a form's money, most telling first: the year's sum before that of several years.
_BUDGET = ("预算数", "年度资金总额", "年度资金申请总额", "本年度资金总额", "当年预算", "年度预算", "项目当年预算", "项目年度预算", "项目预算", "预算金额", "预算总额", "资金总额", "项目资金总额",
           "项目总额", "年度金额", "年初预算", "预算安排", "预算安排资金", "年度预算安排", "实施期资金总额", "中期资金总额", "项目总预算", "项目总投资",
           "总额", "项目资金", "预算资金", "资金金额", "总金额", "合计")  # fmt: skip
#: Other wordings of the same: 部门预算金额, 本年度预算申请数.
_ANY_BUDGET = re.compile(
    r"(?:部门|项目|单位|本?年度?|当年|本次|申请|申报)*(?:预算|资金)(?:申请|安排)?(?:金额|总额|数|总数)"
)
_APPLIED = re.compile(r"申请|申报")
_FISCAL = re.compile(r"(?:其中:?)?(?:当年|本年)?财政(?:性)?(?:拨款|资金)|(?:其中:?)?一般公共预算(?:拨款)?")
#: Fiscal money by the level that gives it, where no label names all of it.
_FISCAL_LEVEL = re.compile(r"(?:其中:?)?(?:中央|省级?|市级|区级|县级|区县级?|地方|本级)财政(?:资金|拨款|补助)?")
#: 资金总额及构成 | 总额90万元。一、财政拨款：60万元；二、自有资金：30万元.
_MADE_UP_OF = re.compile(r"(?:项目)?资金(?:总额)?(?:及|和|与)?(?:构成|来源)(?:情况)?(?:\([^()]*\))?")
_TOLD_WHOLE = re.compile(r"^(?:项目)?(?:资金)?(?:总额|合计|共计)?(?:为|共)?:?(\d[\d,]*(?:\.\d+)?)(万元|元)")
_TOLD_FISCAL = re.compile(r"财政(?:性)?(?:拨款|资金)(?:为|共)?:?(\d[\d,]*(?:\.\d+)?)(万元|元)")
_OTHER = re.compile(r"(?:其中:?)?(?:其他|其它|自筹)资金")
_GOALS = ("年度绩效目标", "年度总体目标", "年度目标", "绩效目标", "当年绩效目标", "总体目标", "项目总目标", "总体绩效目标", "整体绩效目标", "当年整体绩效目标",
          "年度总目标", "项目绩效目标", "实施期目标", "项目实施期目标", "实施期总目标", "中期目标", "中长期目标", "长期绩效目标", "长期目标")  # fmt: skip
_ANY_GOALS = re.compile(r"[^:]{0,8}(?:总体|年度|绩效|工作|实施期|预期)?(?:总)?目标")
_NAMES = ("项目名称", "项目名称及编码", "项目编码及名称", "专项名称", "专项资金名称", "政策名称", "项目(政策)名称", "政策(项目)名称",
          "专项(项目)名称", "专项业务经费名称", "转移支付名称", "实施项目名称", "项目资金名称")  # fmt: skip
_UNITS = ("实施单位", "项目单位", "项目实施单位", "项目执行单位", "项目承担单位", "预算单位", "申报单位", "填报单位", "实施主体", "主管部门及代码", "主管部门", "市级主管部门", "省级主管部门",
          "项目主管部门", "资金主管部门", "主管预算部门", "预算主管部门", "业务主管部门", "主管单位", "单位名称", "部门名称")  # fmt: skip
#: 某某工程项目绩效目标表: a form that has no label for it prints its project in the title. A number before it is the
#: form's where 附 or 表 or a mark says so (附件3某某, 9、某某); a name may begin with one (12345热线, 2026年某某), also
#: behind 附: no form has a number of three digits.
_TITLE_NAME = re.compile(
    r"(?:(?:附[件表]?|表)(?:\d{1,2}(?=20\d\d年|(?!\d|年|\.\d))(?:-\d+)*(?:[、．:： ]|\.(?!\d))*|(?=\d))"
    r"|\d+(?:-\d+)*(?:[、．:： ]|\.(?!\d))+)?"
    r"(?P<name>.+?)(?:项目)?(?:支出)?绩效目标(?:申报)?表(?:[（(].*[）)])?"
)
_NO_NAME = re.compile(
    r"(?:20\d\d年(?:度)?)?.*(?:部门|单位|[市区县省本]级|预算|支出|项目|专项(?:资金|业务经费)(?:总体|整体)?|转移支付|整体|总体|重点)"
)
#: 30万元（其中：上级资金10万元）: a sum with its parts, no statement of purpose however long.
_PARTS_BEHIND = re.compile(
    r"(?:[^\d:：（(]{2,20}[:：])?\s*[\d,，.]+\s*(?:万元|元|亿元)?\s*[（(]\s*(?P<parts>其中.*)[）)]", re.DOTALL
)
_PURPOSE = (
    "预算规模及资金用途",
    "资金用途",
    "项目概况",
    "项目概述",
    "项目内容",
    "主要内容",
    "项目主要内容",
    "立项依据",
    "项目立项依据",
    "项目申请理由",
    "立项情况",
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
    # 471001某某局 单位：万元 may stand on one line.
    lines = [re.split(r"\s+(?=(?:金额|货币)?单位\s*[:：]|预算年度|20\d\d年)", line.strip())[0] for line in table.above]
    for line in lines:
        if found := _UNIT_LINE.fullmatch(line):
            return Body(found["code"], re.sub(r"\s+", "", found["name"]))
    for line in table.above:
        if (found := _LABELLED_UNIT.search(line)) and fold(found["name"]) not in ("万元", "元"):
            return Body(None, found["name"])
    return Body()


def form_project(
    table: LogicalTable, *, document_id: str, project_no: int, ledger: Ledger, with_money: bool = True
) -> Project:
    """Return the project a form describes, read from the labels of its head; without its sums where others take them."""
    fields = head_fields(_head(table))
    body = body_above(table)
    by_label = _Labels(fields, unit_of_head(_head(table)) or table.unit, ledger)
    code = by_label.text(("项目编码", "项目编号", "项目代码"))
    name = by_label.text(_NAMES)
    if name is None and not by_label.has(_NAMES):
        name = _name_in_title(table.title)
    if name and not code and (split := CODED_NAME.fullmatch(name)):
        code, name = split["code"], split["name"]
    unit_code, unit_name = coded_unit(by_label.text(_UNITS)) if body.name is None else (body.code, body.name)
    fiscal = by_label.fiscal() if with_money else None
    return Project(
        document_id=document_id,
        project_no=project_no,
        table_no=table.table_no,
        row_no=by_label.row_no,
        pages=list(table.pages),
        project_code=code_of(code),
        project_name=name,
        unit_code=unit_code,
        unit_name=unit_name,
        budget_yuan=by_label.budget() if with_money else None,
        fiscal_yuan=fiscal,
        other_yuan=by_label.amount(_OTHER) if with_money else None,
        purpose=by_label.prose(_PURPOSE),
        goals=by_label.goals(),
    )


def _name_in_title(title: str | None) -> str | None:
    found = _TITLE_NAME.fullmatch(title.strip()) if title else None
    return found["name"] if found and not _NO_NAME.fullmatch(found["name"]) else None


def _head(table: LogicalTable) -> Sequence[TableRow]:
    has_header = any(column.path for column in table.columns)
    return table.rows[: table.head_rows] if has_header else table.rows


def coded_unit(text: str | None) -> tuple[str | None, str | None]:
    """Split a unit's code from its name: [292]某某局, 001001-某某局."""
    code, name = split_code(text or "")
    return (code, name) if code and name else (None, text)


def code_of(text: str | None) -> str | None:
    """Return a printed code without the spaces that wrapping leaves in it."""
    return re.sub(r"\s+", "", text) if text else None


def amount_of(cell: TableCell, unit: Unit | None, ledger: Ledger) -> Decimal | None:
    """Return the amount of a cell in yuan and mark the cell as used; None where it prints none or has no unit."""
    match = re.fullmatch(r"(?:[^\d:]{2,20}:)?([\d,.]+)(万元|元|亿元)?(?:\(其中.*\))?", fold(cell.text))
    own = find_unit(f"({match[2]})") if match and match[2] else None
    try:
        printed = parse_number(match[1] if match else cell.text)
    except AmountError:
        return None
    if printed is None or (counted := own or unit) is None or not is_amount(printed.value, counted):
        return None
    ledger.use(cell)
    return in_yuan(printed.value, counted)


def parts_told(table: LogicalTable, blocks: Sequence[Block], ledger: Ledger) -> Iterator[tuple[Project, TableRow, str]]:
    """Yield what brackets behind the published sums tell of their parts: 30万元（其中：上级资金10万元）."""
    projects = {row.row_no: block.project for block in blocks for row in block.rows}
    for row in table.rows:
        for cell in row.own_cells:
            found = _PARTS_BEHIND.fullmatch(cell.text.strip())
            if found and (cell.row_no, cell.column_no) in ledger.used:
                yield projects.get(row.row_no, blocks[0].project), row, found["parts"]


class _Labels:
    """Fields of a form's head, asked by label."""

    def __init__(self, fields: Sequence[Field], unit: Unit | None, ledger: Ledger) -> None:
        self.fields = fields
        self.unit = unit
        self.ledger = ledger

    @property
    def row_no(self) -> int | None:
        """Row that prints the project's name or code, which is the first one of most forms."""
        rows = [
            each.row.row_no for each in self.fields if each.text and each.label.startswith(("项目", "专项", "政策"))
        ]
        return min(rows, default=None)

    def has(self, labels: Sequence[str]) -> bool:
        """Tell whether the form prints one of the labels, with a value or not."""
        return any(each.label in labels for each in self.fields)

    def text(self, labels: Sequence[str]) -> str | None:
        for label in labels:
            for each in self.fields:
                if each.label == label and each.text:
                    self.ledger.use(each.cell)
                    return each.text
        return None

    def _yuan(self, each: Field) -> Decimal | None:
        """Return the amount of a field in the unit its nearest label states, else in the form's."""
        labels = (*each.parents, each.label)
        own = next((unit for label in reversed(labels) if (unit := unit_of_label(label))), None)
        return amount_of(each.cell, own or self.unit, self.ledger)

    def budget(self) -> Decimal | None:
        for label in _BUDGET:
            named = [each for each in self.fields if re.sub(r"\([^()]*\)", "", each.label) == label]
            if len({each.row.row_no for each in named if is_number(each.text)}) > 1:  # a list of what it is spent on
                named = self._sums_under(label) + named
            for each in named:
                if (value := self._yuan(each)) is not None:
                    return value
        value = self.amount(_ANY_BUDGET)
        return value if value is not None else self._told(_TOLD_WHOLE)

    def _told(self, pattern: re.Pattern[str]) -> Decimal | None:
        """Return a sum that the form tells in words beside 资金总额及构成."""
        for each in self.fields:
            found = pattern.search(fold(each.text)) if _MADE_UP_OF.fullmatch(each.label) else None
            unit = find_unit(f"({found[2]})") if found else None
            printed = parse_number(found[1]) if found else None
            if printed is not None and unit is not None and is_amount(printed.value, unit):
                self.ledger.use(each.cell)
                return in_yuan(printed.value, unit)
        return None

    def _sums_under(self, label: str) -> list[Field]:
        """Return the fields of 合计 in the rows below a label."""
        return [
            each
            for each in self.fields
            if each.label in ("合计", "总计")
            and any(re.sub(r"\([^()]*\)", "", above) == label for above in each.parents)
        ]

    def amount(self, pattern: re.Pattern[str]) -> Decimal | None:
        """Return the one amount among the fields whose labels match that tells the year's money."""
        found = [
            each for each in self.fields if pattern.fullmatch(re.sub(r"\((?:单位:)?(?:万元|元)\)", "", each.label))
        ]
        # A form with sums for the whole project and for the year prints the year's last; what was granted goes before
        # what was applied for.
        found.sort(key=lambda each: not _APPLIED.search(each.label))
        return next((value for each in reversed(found) if (value := self._yuan(each)) is not None), None)

    def fiscal(self) -> Decimal | None:
        """Return the fiscal money, or what each level of government gives where no label names all of it."""
        whole = self.amount(_FISCAL)
        whole = whole if whole is not None else self.sum(_FISCAL_LEVEL)
        return whole if whole is not None else self._told(_TOLD_FISCAL)

    def sum(self, pattern: re.Pattern[str]) -> Decimal | None:
        """Return the sum of the fields whose labels match; None where none prints an amount."""
        found = [each for each in self.fields if pattern.fullmatch(each.label)]
        values = [value for each in found if (value := self._yuan(each)) is not None]
        return sum(values[1:], values[0]) if values else None

    def prose(self, labels: Sequence[str]) -> str | None:
        for label in labels:
            for each in self.fields:
                told = len(each.text) > 12 and not _PARTS_BEHIND.fullmatch(each.text.strip())
                if told and label in (each.label, *each.parents):
                    self.ledger.use(each.cell)
                    return each.text
        return None

    def goals(self) -> str | None:
        """Return the text of the most telling goals; those a form numbers or boxes below each other on a line each.

        年度绩效目标1, …2 are numbered; 目标1–5, 目标6–10 stand in boxes that one label covers.
        """
        others = {each.label: None for each in self.fields if _ANY_GOALS.fullmatch(each.label)}
        for label in (*_GOALS, *others):
            told: dict[str, list[Field]] = {}
            for each in self.fields:
                if len(each.text) <= 3 or _NO_GOALS.fullmatch(each.text):
                    continue
                unbracketed = re.sub(r"\([^()]*\)", "", each.label)
                if label in (re.sub(r"\d{1,2}$", "", unbracketed), *each.parents):
                    boxes = told.setdefault(unbracketed, [])
                    if not boxes or _stands_below(each, boxes[-1]):
                        boxes.append(each)
            if told:
                first = next(iter(told))
                numbered = [name for name in told if re.fullmatch(re.escape(label) + r"\d{1,2}", name)]
                taken = [each for name in (numbered if first in numbered else [first]) for each in told[name]]
                for each in taken:
                    self.ledger.use(each.cell)
                return "\n".join(each.text for each in taken)
        return None


#: 目标1：目标2：……: a form that nobody filled in.
_NO_GOALS = re.compile(r"(?:目标\s*+\d*+\s*+[:：]?\s*+|[.…·]\s*+)+")


def _stands_below(field: Field, above: Field) -> bool:
    """Tell whether a field continues the one above it: the next row of the same label, in the same columns."""
    one, two = above.cell, field.cell
    return (
        (two.row_no, two.column_no, two.column_span) == (one.row_no + one.row_span, one.column_no, one.column_span)
        and field.parents == above.parents
    )  # fmt: skip
