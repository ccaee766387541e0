"""Rows of a table of state assets: what is held, how many, worth how much, as of when.

Most forms list items down the page (资产总额, 1、房屋, 其中：办公用房); some
print one row of values under item headings instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from normalize.folding import fold
from normalize.header_rows import is_column_number_row
from normalize.leaf_measures import is_money
from normalize.money import AmountError, Unit, find_unit, in_yuan, is_amount, parse_number, rounded
from normalize.project_levels import leaf_rows
from normalize.row_keys import is_total_label
from normalize.schema import Asset
from normalize.tables import LeafColumn, Ledger, LogicalTable, TableCell, TableRow

_VALUE = re.compile(r"价值|原值|净值|金额|账面|总价|合计|预算|资金")
_PRICE = re.compile(r"^(?:预算|采购|计划|配置)?单价")
_QUANTITY = re.compile(r"数量|面积|辆数|台数")
#: Items as the national form of final accounts lays them side by side.
_HEADING_ITEM = re.compile(r"资产总额|(?:流动|固定|无形|其他)资产|房屋|车辆|在建工程|对外投资|单价.*设备")
_ITEM = re.compile(r"项目|资产|名称|类别|品目|内容")
#: Kinds of assets stand left of what is named one by one.
_GROUP = re.compile("类别|分类|代码|编码|品目|内容")
#: Columns of words that say whose an item is or how it is paid for.
_NO_ITEM = re.compile(r"(?:单位|部门)(?:名称|编码|代码)|来源|性质|方式|备注")
#: Where nothing else does, each row is what one of these holds.
_HOLDER = re.compile(r"(?:单位|部门)名称")
_UNIT_COLUMN = re.compile(r"计量单位|^单位$")
_DATE = re.compile(r"(\d{4})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_AS_OF = re.compile(r"截[止至]|时点|日期")
_BRACKET = re.compile(r"[（(]([^（()）]{1,12})[)）]")

_MEASURE = r"(?:平方米|㎡|m2|[台辆套件个亩栋幢间处宗艘架册部]|公顷)"
#: 1200平方米, 300万元: a cell that says itself what its number counts.
_MEASURED = re.compile(rf"([\d,]+(?:\.\d+)?)({_MEASURE}|(?:百万|千|万|亿)?元)")

_WHOLE = re.compile(r"(?:资产)?(?:总额|合计|总计|总值)|(?:国有|固定)?资产(?:总额|合计|总计)(?:\(.*\))?")
_PART = re.compile(r"其中[:：]?|[(（]\d+[)）]|[①②③④⑤⑥⑦⑧⑨]|\d+[.．]\d+")
_NUMBERED = re.compile(r"\d{1,2}[、.．)）]|[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]")


def assets_of(table: LogicalTable, *, document_id: str, ledger: Ledger) -> list[Asset]:
    """Return the items of a table of assets; rows with a label but no number are kept, their numbers None."""
    as_of = _as_of(table)
    item_column = _item_column(table)
    if item_column is None or _items_head_columns(table, of_holders=_is_holder(item_column)):
        return list(_across(table, item_column, as_of, document_id=document_id, ledger=ledger))
    return _grouped(
        [
            asset
            for row in _without_ids(table, ledger)
            if (asset := _down(table, row, item_column, as_of, document_id=document_id, ledger=ledger))
        ]
    )


def _grouped(found: list[Asset]) -> list[Asset]:
    """Put the items below a class on the level of parts, where the sums tell classes from items: 家具 above 办公桌."""
    items = [row for row in found if row.level == 1]
    values = [row.value_yuan for row in items if row.value_yuan is not None]
    whole = next((row.value_yuan for row in found if row.level == 0), None)
    leaves = leaf_rows(values, whole) if whole is not None and len(values) == len(items) else None
    if leaves is None:
        return found
    parts = {items[at].row_no for at in leaves}
    return [replace(row, level=2) if row.level == 1 and row.row_no in parts else row for row in found]


def _without_ids(table: LogicalTable, ledger: Ledger) -> Iterator[TableRow]:
    """Yield the rows that are no row of column numbers."""
    for row in table.rows:
        if not is_column_number_row(row):
            yield row
            continue
        for cell in row.own_cells:
            if cell.text.strip():
                ledger.leave(cell, "column_number")


def level_of_item(label: str) -> int:
    """Return 0 for the whole, 2 for a part of an item, 1 otherwise.

    >>> level_of_item("资产总额"), level_of_item("2、车辆（台、辆）"), level_of_item("其中：办公用房（平方米）")
    (0, 1, 2)
    """
    folded = fold(label)
    if _WHOLE.fullmatch(_NUMBERED.sub("", folded, count=1)):
        return 0
    return 2 if _PART.match(folded) else 1


def _item_column(table: LogicalTable) -> LeafColumn | None:
    holder: LeafColumn | None = None
    found: LeafColumn | None = None
    for column in table.columns:
        leaf = fold(column.path[-1]) if column.path else ""
        texts = [row.text(column.column_no) for row in table.rows]
        named = sum(bool(text.strip()) and _measured(text)[0] is None for text in texts)
        if _NO_ITEM.search(leaf):
            if holder is None and named and _HOLDER.search(leaf):
                holder = column
            continue
        printed = sum(bool(text.strip()) for text in texts)
        if named > printed / 2 and (not leaf or _ITEM.search(leaf)) and not _UNIT_COLUMN.search(leaf):
            if not _GROUP.search(leaf):
                return column
            found = found or column
    return found or holder


def _is_holder(column: LeafColumn) -> bool:
    return bool(column.path and _HOLDER.search(fold(column.path[-1])))


def _items_head_columns(table: LogicalTable, *, of_holders: bool) -> bool:
    """Tell whether most columns are headed by items (资产总额 | 流动资产 | 车辆) rather than by 数量 and 价值.

    Beside rows that name holders alone, one such column shows it.
    """
    if of_holders:
        return any(_HEADING_ITEM.search(fold(text)) for column in table.columns for text in column.path)
    leaves = [fold(column.path[-1]) for column in table.columns if column.path]
    if any(_QUANTITY.search(leaf) for leaf in leaves):
        return False
    headed = sum(bool(_HEADING_ITEM.match(leaf)) for leaf in leaves)
    return headed >= 3


def _down(
    table: LogicalTable, row: TableRow, item_column: LeafColumn, as_of: str | None, *, document_id: str, ledger: Ledger
) -> Asset | None:
    label = row.cells[item_column.column_no - 1]
    if not label.text.strip():
        # 合计 may stand in the column of the unit.
        label = next((cell for cell in row.own_cells if is_total_label(cell.text)), label)
    quantity: Decimal | None = None
    value: Decimal | None = None
    label, is_part = _named_below(table, row, label)
    quantity_unit, own_unit = _unit_in_label(label.text), None
    counted = _quantity_column(table)
    for cell in row.own_cells:
        if not cell.text.strip() or cell is label:
            continue
        column = table.columns[cell.column_no - 1]
        leaf = fold(column.path[-1]) if column.path else ""
        if _UNIT_COLUMN.search(leaf):
            quantity_unit = cell.text.strip()
            ledger.use(cell)
            continue
        number, measure, money = _measured(cell.text)
        if number is None:
            words = len(cell.text) >= 20 or re.search("[\u4e00-\u9fff]{2}", cell.text)
            label_of = bool(words) and not _holds_numbers(leaf)
            ledger.leave(cell, "not_understood" if re.search(r"\d", cell.text) and not label_of else "label")
        elif counted is not None and cell.column_no != counted and _HELD.match(leaf):
            ledger.leave(cell, "count")
        elif _QUANTITY.search(leaf) and quantity is None and money is None:
            quantity, own_unit = rounded(number, 4), measure
            ledger.use(cell)
        elif _PRICE.search(leaf):
            ledger.leave(cell, "label")
        elif (
            (_VALUE.search(leaf) or is_money(leaf))
            and value is None
            and measure is None
            and (unit := money or _money_unit(column, table.unit))
            and is_amount(number, unit)
        ):
            value = in_yuan(number, unit)
            ledger.use(cell)
        else:
            ledger.leave(cell, "row_number" if re.search("序号|行次|栏次", leaf) else "not_understood")
    if not label.text.strip():
        return None
    ledger.use(label)
    return Asset(
        document_id=document_id,
        table_no=table.table_no,
        row_no=row.row_no,
        pages=list(row.pages),
        item=label.text.strip(),
        level=2 if is_part else level_of_item(label.text),
        quantity=quantity,
        quantity_unit=own_unit or quantity_unit,
        value_yuan=value,
        as_of=as_of,
    )


#: 现有数量 beside 新增数量: what is there already is not what the table lists.
_HELD = re.compile(r"(?:现有|原有|存量|已有).*(?:数量|台数|面积)|(?:数量|台数|面积)\((?:现有|原有|存量|已有)")


def _quantity_column(table: LogicalTable) -> int | None:
    """Return the column of what is bought, where that of what is there already stands beside it."""
    leaves = {column.column_no: fold(column.path[-1]) for column in table.columns if column.path}
    if not any(_HELD.match(leaf) for leaf in leaves.values()):
        return None
    return next((no for no, leaf in leaves.items() if _QUANTITY.search(leaf) and not _HELD.match(leaf)), None)


def _named_below(table: LogicalTable, row: TableRow, label: TableCell) -> tuple[TableCell, bool]:
    """Return the cell that names an item, and whether it names a part: 其中 | 应急保障用车 under one heading 项目."""
    column = table.columns[label.column_no - 1]
    named = label
    for other in row.cells[label.column_no :]:
        # Text dumps leave the heading blank over all but the first of its columns.
        if table.columns[other.column_no - 1].path not in (column.path, ()):
            break
        if other is not label and other.text.strip() and _number(other.text) is None:
            named = other
    return named, named is not label and bool(column.path)


def _across(
    table: LogicalTable, labels: LeafColumn | None, as_of: str | None, *, document_id: str, ledger: Ledger
) -> Iterator[Asset]:
    """Yield one asset a column where items head the columns; a row's label that is no total stands before the item."""
    for row in _without_ids(table, ledger):
        label = row.cells[labels.column_no - 1] if labels is not None else None
        if label is not None and label.text.strip():
            ledger.use(label)
        for cell in row.own_cells:
            if not cell.text.strip() or cell is label:
                continue
            column = table.columns[cell.column_no - 1]
            number, measure, money = _measured(cell.text)
            unit = money or _money_unit(column, table.unit)
            path = [text for text in column.path if text]
            if len(path) > 1 and is_total_label(path[-1]):
                path.pop()
            if number is None or not path or re.search("序号|行次|栏次", path[-1]):
                of_item = any(_holds_numbers(text) or _HEADING_ITEM.search(text) for text in map(fold, path))
                lost = number is None and of_item and re.search(r"\d", cell.text)
                ledger.leave(cell, "row_number" if number is not None else "not_understood" if lost else "label")
                continue
            things = next((found for text in reversed(path) if (found := _unit_in_label(text))), None)
            of_things = things is not None and not any(_VALUE.search(text) or find_unit(text) for text in path[1:])
            counted = money is None and (
                measure is not None or _QUANTITY.search(fold(path[-1])) is not None or of_things
            )
            if not counted and (unit is None or not is_amount(number, unit)):
                ledger.leave(cell, "not_understood")
                continue
            ledger.use(cell)
            whole = len(path) == 1 and level_of_item(path[0]) == 0
            of = [label.text.strip()] if label is not None and label.text and not is_total_label(label.text) else []
            yield Asset(
                document_id=document_id,
                table_no=table.table_no,
                row_no=row.row_no,
                pages=list(row.pages),
                item="/".join([*of, *path]),
                level=0 if whole else min(2, len(path)),
                quantity=rounded(number, 4) if counted else None,
                quantity_unit=measure or things,
                value_yuan=in_yuan(number, unit) if unit is not None and not counted else None,
                as_of=as_of,
            )


def _money_unit(column: LeafColumn, table_unit: Unit | None) -> Unit | None:
    return next((unit for text in reversed(column.path) if (unit := find_unit(text))), table_unit)


def _unit_in_label(label: str) -> str | None:
    """Return the unit of quantity in a label's last brackets, None where they hold money or words."""
    found = [text for text in _BRACKET.findall(label) if find_unit(f"单位:{text}") is None]
    units = [text for text in found if re.fullmatch(rf"{_MEASURE}|(?:[台辆套件个][、/,，]?)+", fold(text))]
    return units[-1] if units else None


def _as_of(table: LogicalTable) -> str | None:
    lines = [*table.above, *table.below, table.title or "", *(cell.text for cell in table.header)]
    dated = [line for line in lines if _AS_OF.search(line)] or lines
    for line in dated:
        if found := _DATE.search(fold(line)):
            year, month, day = (int(part) for part in found.groups())
            return f"{year:04d}-{month:02d}-{day:02d}"
    return None


def _holds_numbers(leaf: str) -> bool:
    """Tell whether a column is headed as one of quantities or sums, beside columns that name things."""
    return bool(_QUANTITY.search(leaf)) or (
        bool(_VALUE.search(leaf)) and not (_NO_ITEM.search(leaf) or _ITEM.search(leaf))
    )


def _measured(text: str) -> tuple[Decimal | None, str | None, Unit | None]:
    """Return a cell's number with the measure word or the unit of money that it prints behind it.

    >>> _measured("1200平方米"), _measured("300万元")
    ((Decimal('1200'), '平方米', None), (Decimal('300'), None, 'ten_thousand_yuan'))
    """
    found = _MEASURED.fullmatch(fold(text))
    if found is None:
        return _number(text), None, None
    money = find_unit(f"单位:{found[2]}")
    return _number(found[1]), None if money else found[2], money


def _number(text: str) -> Decimal | None:
    try:
        printed = parse_number(text)
    except AmountError:
        return None
    return None if printed is None else printed.value
