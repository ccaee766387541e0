"""Rows of a government procurement table: what is bought, for which project, from which money.

The forms differ: item by item with quantity and price (河北 江苏 陕西), by
category alone (货物 | 工程 | 服务 as rows in 北京 and 重庆, as columns
elsewhere). Columns are found by their headers; what a form or a continuation
does not print is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal, TypeAlias

from msgspec.structs import replace

from normalize.folding import fold
from normalize.lexicon import is_purchase_class
from normalize.money import BLANKS, AmountError, Unit, find_unit, in_yuan, is_amount, is_number, parse_number, rounded
from normalize.row_keys import is_total_label
from normalize.schema import Procurement
from normalize.tables import LeafColumn, Ledger, LogicalTable, TableCell, TableRow

_Field: TypeAlias = Literal[
    "ordinal", "project", "funds", "item", "code", "item_group", "measure_unit", "quantity", "unit_price", "total",
    "general_public_budget", "government_fund", "state_capital", "special_account", "other", "category", "manner", "text",
]  # fmt: skip

#: First match wins, on the folded leaf text.
_LEAVES: tuple[tuple[_Field, re.Pattern[str]], ...] = (
    ("ordinal", re.compile(r"序号|行次|栏次")),
    ("category", re.compile(r"货物(?:类)?|工程(?:类)?|服务(?:类)?")),
    ("code", re.compile(r"(?:.*目录序号|.*(?:品目|目录)(?:编码|代码|编号)|项目编号|采购编码)")),
    ("measure_unit", re.compile(r"(?:计量)?单位|计量单位.*")),
    ("quantity", re.compile(r".*数量.*")),
    ("unit_price", re.compile(r".*单价.*")),
    ("funds", re.compile(r"(?:项目)?预算资金|项目(?:预算)?(?:资金|金额|总额)")),
    ("manner", re.compile(r"(?:政府)?(?:采购)?(?:组织)?(?:形式|方式)")),
    (
        "text",
        re.compile(r".*(?:形式|方式|时间|日期|说明|备注|规格|型号|经济科目|经济分类|用途)|(?:是否|面向).*|类|款|项"),
    ),
    ("item_group", re.compile(r".*(?:品目大类|采购类别|采购类型|类别)")),
    ("item", re.compile(r".*(?:物品|品目|标的|货物名称|采购目录|商品|采购内容|购买服务的?内容).*|(?:采购|资产)名称")),
    ("project", re.compile(r".*(?:项目|专项|事项).*")),
    ("general_public_budget", re.compile(r".*(?:一般公共|公共财政|公共预算|一般预算|经费拨款|财政拨款).*")),
    ("government_fund", re.compile(r".*基金.*")),
    ("state_capital", re.compile(r".*国有资本.*")),
    ("special_account", re.compile(r".*专户.*")),
    ("other", re.compile(r"(?:其中[:/]?)?(?:其[他它]|单位|自[有筹]|非财政性?|社会)(?:自[有筹])?(?:来源)?资金(?:\(.*\))?")),
    ("total", re.compile(r".*(?:合计|总计|小计|总价|总额|金额|采购预算|预算数|预算|资金)(?:\(.*\))?")),
    ("other", re.compile(r".*(?:其他|收入|结转|结余|单位资金|自筹).*")),
)  # fmt: skip
_CODE_FIRST = re.compile(r"([ABC](?:\d{2,10})?)[-_、.]?([^\dA-Za-z].*)?", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z]\d*|[A-Za-z]{1,3}\d{2,}")
#: 20组: a quantity with its unit of measure.
_COUNTED = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{1,3})")
_SOURCES: tuple[_Field, ...] = ("general_public_budget", "government_fund", "state_capital", "special_account")


def procurement_of(table: LogicalTable, *, document_id: str, ledger: Ledger) -> list[Procurement]:
    """Return the rows of a procurement table; every cell with print is used or left with a reason.

    Rows without a single number are headings and make no record. A row that
    sums others without saying so (a unit's or a category's row above its
    items) counts as a total.
    """
    fields = _with_items(table, _fields(table.columns))
    rows = [
        record for row in table.rows for record in _records(table, row, fields, document_id=document_id, ledger=ledger)
    ]
    alone = {row.row_no for row in table.rows if _says_how_alone(row, fields)}
    return _under_projects(_totals_marked(_items_continued(rows, alone), itemised="item" in fields))


def _says_how_alone(row: TableRow, fields: Sequence[_Field]) -> bool:
    """Tell whether a row says how something is bought (分散采购) and nothing else in words."""
    worded = [cell for cell in row.own_cells if fold(cell.text) not in BLANKS and not is_number(cell.text)]
    return bool(worded) and all(fields[cell.column_no - 1] == "manner" and cell.row_no == row.row_no for cell in worded)


def _fields(columns: Sequence[LeafColumn]) -> list[_Field]:
    """Return what each column holds; the parts of a source that prints its 小计 would count twice."""
    summed = {column.path[:-1] for column in columns if _sums_source(column)}
    return ["text" if column.path[:-1] in summed and not _sums_source(column) else _field(column) for column in columns]


def _with_items(table: LogicalTable, fields: list[_Field]) -> list[_Field]:
    """Take 项目 for what is bought where its rows are 货物类, 工程类, 服务类 above things with quantities."""
    if "item" in fields or not {"project", "quantity"} <= {*fields}:
        return fields
    at = fields.index("project")
    if not any(is_purchase_class(row.text(at + 1)) for row in table.rows):
        return fields
    return [*fields[:at], "item", *fields[at + 1 :]]


def _sums_source(column: LeafColumn) -> bool:
    return len(column.path) > 1 and fold(column.path[-1]) in ("合计", "小计") and _source(column.path[-2]) is not None


def _field(column: LeafColumn) -> _Field:
    path = list(column.path)
    if len(path) > 1 and fold(path[-1]) in ("编码", "代码", "编号", "名称"):
        path.append(f"{path[-2]}{path[-1]}")  # 采购目录 over 编码 | 名称
    if _sums_source(column):
        path.pop()  # 一般公共预算 over 小计 | 本级 | 上级
    for text in reversed(path):
        folded = re.sub(r"\((?:万元|元|单位[:：].{1,4})\)$", "", fold(text))
        for role, pattern in _LEAVES:
            if pattern.fullmatch(folded):
                return role
    return "text"


def _source(heading: str) -> _Field | None:
    """Return the source of money that a heading over several columns names."""
    named = next((field for field, pattern in _LEAVES if pattern.fullmatch(fold(heading))), None)
    return named if named in _SOURCES else None


@dataclass(slots=True)
class _Printed:
    """What a row prints."""

    texts: dict[str, TableCell] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    """Yuan."""
    categories: list[tuple[str, Decimal]] = field(default_factory=list)
    """货物 | 工程 | 服务 as columns, in yuan."""
    totals: list[tuple[bool, Decimal]] = field(default_factory=list)
    """Columns that may each be the whole sum: (named so, yuan)."""
    quantity: Decimal | None = None
    unit: str | None = None
    """Unit of measure printed behind the quantity."""
    used: list[TableCell] = field(default_factory=list)

    def take(self, role: _Field, column: LeafColumn, value: Decimal, unit: Unit | None) -> None:
        """Take a number that a column of a role prints."""
        if role == "quantity":
            self.quantity = rounded(value, 4)
        elif unit is not None and role == "category":
            self.categories.append((column.path[-1], in_yuan(value, unit)))
        elif unit is not None and role == "total":
            self.totals.append((bool(_WHOLE.search(fold(column.path[-1]))), in_yuan(value, unit)))
        elif unit is not None:
            # Several sources of one kind add up.
            self.amounts[role] = self.amounts.get(role, Decimal(0)) + in_yuan(value, unit)

    def add_up(self) -> None:
        """Find the whole sum among the columns that may be it."""
        wholes = [value for named, value in self.totals if named]
        parts = [value for named, value in self.totals if not named]
        if wholes:
            self.amounts["total"] = wholes[0]
            if sum(parts, Decimal(0)) == wholes[0] and len(parts) > 1:
                self.amounts["other"] = self.amounts.get("other", Decimal(0)) + wholes[0]
        elif parts:
            # Columns that repeat the sum are one, those that differ are its sources.
            self.amounts["total"] = parts[0] if len(set(parts)) == 1 else sum(parts, Decimal(0))


#: Names of the whole sum; 上级补助资金 and 预算数 may be it, or one of several that make it up.
_WHOLE = re.compile(r"合计|总计|小计|总价|总额|金额")


def _printed(table: LogicalTable, row: TableRow, fields: Sequence[_Field], ledger: Ledger) -> _Printed:
    read = _Printed()
    for column, role in zip(table.columns, fields, strict=True):
        cell = row.cells[column.column_no - 1]
        if not cell.text.strip() or any(cell is other for other in read.used):
            continue
        if role in ("project", "item", "code", "item_group", "measure_unit"):
            if role not in read.texts:
                read.texts[role] = cell
                read.used.append(cell)
        elif role == "ordinal":
            ledger.leave(cell, "row_number")
        elif role in ("manner", "text"):
            ledger.leave(cell, "label" if len(cell.text) < 30 else "prose")
        elif cell.row_no == row.row_no or role == "funds":
            value = _number(cell)
            if value is None and role == "quantity" and (counted := _COUNTED.fullmatch(fold(cell.text))):
                value, read.unit = Decimal(counted["number"]), counted["unit"]
            if value is None:
                ledger.leave(cell, "not_understood" if re.search(r"\d", cell.text) else "label")
                continue
            unit = _unit(column, table.unit)
            if role != "quantity" and (unit is None or not is_amount(value, unit)):
                ledger.leave(cell, "not_understood")
                continue
            read.used.append(cell)
            read.take(role, column, value, unit)
    read.add_up()
    return read


def _records(
    table: LogicalTable, row: TableRow, fields: Sequence[_Field], *, document_id: str, ledger: Ledger
) -> Iterator[Procurement]:
    read = _printed(table, row, fields, ledger)
    texts, amounts = read.texts, read.amounts
    if not amounts and read.quantity is None and not read.categories:
        for cell in read.used:
            ledger.leave(cell, "label")
        return
    for cell in read.used:
        ledger.use(cell)
    label = fold("".join(cell.text for cell in texts.values()))
    is_total = is_total_label(label) or any(is_total_label(cell.text) for cell in texts.values())
    code, item = _code_and_item(texts, itemised="item" in fields)
    if item is None and "project" not in texts and (is_total or "item_group" in texts):
        item, is_total = _label_of_sum(texts, is_total), True
    record = Procurement(
        document_id=document_id,
        table_no=table.table_no,
        row_no=row.row_no,
        pages=list(row.pages),
        project_name=_text(texts, "project"),
        project_funds_yuan=amounts.get("funds"),
        item=item,
        catalogue_code=code,
        measure_unit=_text(texts, "measure_unit") or read.unit,
        quantity=read.quantity,
        unit_price_yuan=amounts.get("unit_price"),
        total_yuan=amounts.get("total"),
        general_public_budget_yuan=amounts.get("general_public_budget"),
        government_fund_yuan=amounts.get("government_fund"),
        state_capital_yuan=amounts.get("state_capital"),
        special_account_yuan=amounts.get("special_account"),
        other_yuan=amounts.get("other"),
        is_total=is_total,
    )
    if read.categories:
        # 货物 | 工程 | 服务 as columns: one record each, beside the row's sum.
        yield replace(record, is_total=True)
        for name, amount in read.categories:
            yield replace(record, item=name, total_yuan=amount)
    else:
        yield record


def _label_of_sum(texts: dict[str, TableCell], is_total: bool) -> str | None:
    """Return the label of a row that sums others: 合计 below 采购品目大类 or 项目编号, 一、货物A above its items."""
    label = next(iter(texts.values()), None) if is_total else texts["item_group"]
    return label.text.strip() or None if label is not None else None


def _code_and_item(texts: dict[str, TableCell], *, itemised: bool) -> tuple[str | None, str | None]:
    """Return catalogue code and item; either may be glued to the other (A02010104台式计算机, A-货物)."""
    item = _text(texts, "item")
    group = _text(texts, "item_group")
    code_text = fold(texts["code"].text) if "code" in texts else None
    code = code_text if code_text and _CODE.fullmatch(code_text) else None
    if item is None and not itemised:
        item = group or (texts.pop("project").text.strip() if code is not None and "project" in texts else None)
    if item is not None and code is None and (found := _CODE_FIRST.fullmatch(fold(item))) and found.group(2):
        return found.group(1).upper(), re.sub(r"^\s*[A-Za-z][\d\s]*[-_、.]?\s*", "", item)
    return code, item


def _items_continued(rows: list[Procurement], alone: set[int]) -> list[Procurement]:
    """Give rows that say how something is bought and nothing else (`alone`) the item right above: no sum says how."""
    found: list[Procurement] = []
    for row in rows:
        above = found[-1] if found else None
        if row.row_no in alone and not row.is_total and above is not None and above.item and not above.is_total:
            found.append(replace(row, item=above.item, catalogue_code=above.catalogue_code))
        else:
            found.append(row)
    return found


def _totals_marked(rows: list[Procurement], *, itemised: bool) -> list[Procurement]:
    """Mark rows that sum the items below them: in a table with items, those that name none."""
    if not itemised or not any(row.item and row.total_yuan is not None for row in rows):
        return rows
    sums = _categories_above_items(rows)
    return [replace(row, is_total=True) if not row.item or row.row_no in sums else row for row in rows]


def _categories_above_items(rows: Sequence[Procurement]) -> set[int]:
    """Return the rows of 货物类, 工程类, 服务类 without a quantity whose sum is that of the items up to the next."""
    heads = [at for at, row in enumerate(rows) if row.quantity is None and is_purchase_class(row.item or "")]
    found: set[int] = set()
    for at, end in pairwise([*heads, len(rows)]):
        below = [row.total_yuan for row in rows[at + 1 : end] if not row.is_total and row.total_yuan is not None]
        if below and sum(below) == rows[at].total_yuan:
            found.add(rows[at].row_no)
    return found


def _under_projects(rows: list[Procurement]) -> list[Procurement]:
    """Give items the project printed in the row that sums them, where no item prints one of its own (江苏).

    So do the sums of a project by 经济科目, which print that alone.
    """
    if any(row.project_name and not row.is_total for row in rows):
        return rows
    project: str | None = None
    found = []
    for row in rows:
        if row.is_total:
            ends = (row.item and not is_total_label(row.item)) or is_total_label(row.project_name or "")
            project = None if ends else row.project_name or project
        own = row.project_name is not None or (row.is_total and row.item is not None)
        found.append(row if own or project is None else replace(row, project_name=project))
    return found


def _text(texts: dict[str, TableCell], field: str) -> str | None:
    return texts[field].text.strip() or None if field in texts else None


def _number(cell: TableCell) -> Decimal | None:
    try:
        printed = parse_number(cell.text)
    except AmountError:
        return None
    return None if printed is None else printed.value


def _unit(column: LeafColumn, table_unit: Unit | None) -> Unit | None:
    return next((unit for text in reversed(column.path) if (unit := find_unit(text))), table_unit)
