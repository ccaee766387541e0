"""Units of a department, from a table of institutions or a bare list of names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from normalize.folding import fold
from normalize.money import is_number
from normalize.row_keys import is_total_label
from normalize.schema import Institution
from normalize.tables import LeafColumn, Ledger, LogicalTable, TableCell, TableRow

_Field: TypeAlias = Literal["name", "nature", "rank", "funding", "ordinal", "text"]

_FIELDS: tuple[tuple[_Field, re.Pattern[str]], ...] = (
    ("ordinal", re.compile(r"序号|编号|行次")),
    ("funding", re.compile(r"经费|拨款|保障|供给|预算管理")),
    ("nature", re.compile(r"性质|类型|类别|分类")),
    ("rank", re.compile(r"规格|级别|级次|等级")),
    ("name", re.compile(r"单位|机构|部门|名称|处室|科室")),
)


def institutions_of(table: LogicalTable, *, document_id: str, ledger: Ledger) -> list[Institution]:
    """Return the units a table lists, one a name; lists folded into several columns give one for each."""
    fields = _fields(table)
    found: list[Institution] = []
    for row in table.rows:
        current: dict[_Field, TableCell] = {}
        groups = [current]
        for cell in row.own_cells:
            if not cell.text.strip():
                continue
            field = fields[cell.column_no - 1]
            if field == "ordinal":
                ledger.leave(cell, "row_number")
            elif field == "text":
                ledger.leave(cell, "count" if is_number(cell.text) else "label")
            elif field in current:
                current = {field: cell}
                groups.append(current)
            else:
                current[field] = cell
        for group in groups:
            found.extend(_institution(table, row, group, document_id=document_id, ledger=ledger))
    return found


def _fields(table: LogicalTable) -> list[_Field]:
    fields = [_field(column) for column in table.columns]
    if "name" not in fields:
        # A list without a header: names are the texts, ordinals the numbers.
        for index, column in enumerate(table.columns):
            texts = [text for row in table.rows if (text := fold(row.text(column.column_no)))]
            if texts and not column.path:
                fields[index] = "ordinal" if all(text.isdigit() for text in texts) else "name"
    return fields


def _field(column: LeafColumn) -> _Field:
    leaf = fold(column.path[-1]) if column.path else ""
    return next((field for field, pattern in _FIELDS if pattern.search(leaf)), "text")


def _institution(
    table: LogicalTable, row: TableRow, group: dict[_Field, TableCell], *, document_id: str, ledger: Ledger
) -> Iterator[Institution]:
    name = group.get("name")
    if name is None or is_total_label(name.text):
        for cell in group.values():
            ledger.leave(cell, "count" if is_number(cell.text) else "label")
        return
    for cell in group.values():
        ledger.use(cell)
    yield Institution(
        document_id=document_id,
        table_no=table.table_no,
        row_no=row.row_no,
        pages=list(row.pages),
        name=name.text.strip(),
        nature=group["nature"].text.strip() if "nature" in group else None,
        rank=group["rank"].text.strip() if "rank" in group else None,
        funding=group["funding"].text.strip() if "funding" in group else None,
    )
