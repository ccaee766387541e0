"""Every amount of a table as one row in long form, with what it is the amount of.

In: a `LogicalTable`, its kind, its unit.
Out: `schema.Line` rows; in the ledger, each cell with print that ended in one
of them and each that did not, with the reason.

Tables whose numbers have records of their own (goals, procurement, assets)
make no lines. Blank cells make none either: a blank is not zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from normalize.folding import fold
from normalize.form_amounts import form_amounts, is_heading_row
from normalize.header_rows import is_column_number_row, promote_header
from normalize.lanes import Lane, Layout, lay_out
from normalize.leaf_measures import begins_holdings, counts_things, measures_of, names_held
from normalize.money import BLANKS, AmountError, Unit, find_unit, in_yuan, is_amount, parse_number
from normalize.row_keys import CodeMemory, RowKey, is_total_label, key_of
from normalize.schema import Line
from normalize.tables import LeafColumn, Ledger, LogicalTable, TableCell, TableRow
from normalize.vocabulary import Measure

#: Kinds whose numbers go to records of their own.
WITHOUT_LINES = frozenset({"B11", "B12", "B13", "B15"})

_NOTE = re.compile(r"(?:\*|※)?(?:备注|注|说明|附注|填表说明)\d*[:：]|(?:备注|注)$")
#: Names of funds hold 预算 in accounts too (一般公共预算财政拨款支出决算表).
_FUND = re.compile(r"(?:公共(?:财政)?|基金|资本(?:经营)?)预算")
_PERCENTAGE = re.compile(r"[-+]?[\d,.]+%")
#: Text of more characters is prose, whatever numbers it quotes.
_LONGEST_LABEL = 30
_WITH_UNIT = re.compile(r"([-+]?[\d,]+(?:\.\d+)?)(万元|亿元|千元|元)")


def lines_of(
    table: LogicalTable, kind_id: str, *, document_id: str, ledger: Ledger, keys: Sequence[RowKey] = ()
) -> list[Line]:
    """Return the amounts of a table, row by row, lane by lane.

    `keys` are those of the other half of a sheet, for one without labels of its own.

    `table.unit` is the resolved unit; a unit in a column's header or in the
    row's label is taken before it. Where there is none at all nothing is
    published: the cells are left as not_understood.
    """
    if kind_id in WITHOUT_LINES or not table.rows:
        return []
    table = promote_header(table, ledger)
    layout = lay_out(table)
    if kind_id == "other" and _is_form(table, layout):
        return form_amounts(table, kind_id, document_id=document_id, ledger=ledger)
    if kind_id == "B0" and table.unit is None:
        return []  # a list of units; its texts are institutions
    return _Mapper(table, kind_id, document_id, ledger, layout).lines(keys)


def _is_form(table: LogicalTable, layout: Layout) -> bool:
    """Tell whether labels and values alternate instead of standing in headed columns."""
    headers = [text for column in table.columns for text in column.path]
    told = any(re.fullmatch(r"[一二三]级指标|指标名称|指标值", fold(text)) for text in headers)
    if headers and not told and not any(_heads_block(row, table) for row in table.rows):
        return False
    return not any(label.is_code for lane in layout.lanes for label in lane.labels)


def _heads_block(row: TableRow, table: LogicalTable) -> bool:
    """Tell whether a row heads a block of its own; one that repeats a column's heading begins a list like the first."""
    columns = {column.column_no: fold(column.path[-1]) for column in table.columns if column.path}
    repeats = any(cell.text and columns.get(cell.column_no) == fold(cell.text) for cell in row.own_cells)
    return not repeats and is_heading_row(row)


def _tells_accounts(title: str) -> bool:
    """Tell whether a table's title speaks of final accounts alone; 2026年预算与2024年决算对比表 speaks of both."""
    phases = _FUND.sub("", fold(title))
    return "决算" in phases and not re.search(r"预算|预、?决算", phases)


@dataclass(frozen=True, slots=True)
class _Column:
    """An amount column with what its header says."""

    leaf: LeafColumn
    measure: Measure
    unit: Unit | None


class _Mapper:
    """State of one table while its rows are walked."""

    def __init__(self, table: LogicalTable, kind_id: str, document_id: str, ledger: Ledger, layout: Layout) -> None:
        self.table = table
        self.kind_id = kind_id
        self.document_id = document_id
        self.ledger = ledger
        self.layout = layout
        self.columns = self._columns()
        self.memories = [CodeMemory() for _ in layout.lanes]
        titled = begins_holdings(table.title or "")
        self.holdings = {lane.number: titled for lane in layout.lanes}

    def _columns(self) -> dict[int, _Column]:
        found: dict[int, _Column] = {}
        for lane in self.layout.lanes:
            leaves = [self.table.columns[number - 1] for number in lane.amounts]
            measures = measures_of(
                [leaf.path for leaf in leaves],
                final_accounts=self.kind_id.startswith("F") or _tells_accounts(self.table.title or ""),
                by_item=self.kind_id in ("B7", "F7"),
            )
            for leaf, measure in zip(leaves, measures, strict=True):
                unit = next((unit for text in reversed(leaf.path) if (unit := find_unit(text))), None)
                found[leaf.column_no] = _Column(leaf, measure, unit)
        return found

    def lines(self, keys: Sequence[RowKey]) -> list[Line]:
        lines: list[Line] = []
        for number, row in enumerate(self.table.rows):
            if is_column_number_row(row) or _is_note(row):
                for cell in row.own_cells:
                    if cell.text.strip():
                        self.ledger.leave(cell, "note" if _is_note(row) else "column_number")
                continue
            waiting: tuple[Lane, RowKey] | None = None
            for lane, memory in zip(self.layout.lanes, self.memories, strict=True):
                key = replace(keys[number], cells=()) if keys else key_of(row, lane.labels, memory)
                if key.name is None and key.code is None and waiting and self._goes_on(waiting[0], lane):
                    key = waiting[1]  # 公用经费合计 below the first of its lists, the sum below the last
                elif key.name is None and key.code is None and lane.number == 1:
                    key = _numbered_total(row) or key
                if key.name and not names_held(key.name):
                    # Between the two stand parts of either (其中：…), which say nothing.
                    self.holdings[lane.number] = begins_holdings(key.name) or (
                        self.holdings[lane.number] and not re.search(r"经费|支出|费$|费\(", fold(key.name))
                    )
                found = list(self._amounts(row, lane, key))
                if found:
                    for cell in key.cells:
                        self.ledger.use(cell)
                waiting = (lane, key) if key.is_total and not found and "收入" not in (key.name or "") else None
                lines.extend(found)
            self._leave_rest(row)
        return lines

    def _amounts(self, row: TableRow, lane: Lane, key: RowKey) -> Iterator[Line]:
        labels = {id(cell) for cell in key.cells}
        for number in lane.amounts:
            cell = row.cells[number - 1]
            if cell.row_no != row.row_no or cell.column_no > number or id(cell) in labels:
                continue
            if cell.column_no < number and self._covered(cell, number, lane):
                continue
            amount = self._read(cell, self.columns[number], key, counted=self._counted(lane, key))
            if amount is None:
                continue
            self.ledger.use(cell)
            column = self.columns[number]
            yield Line(
                document_id=self.document_id,
                table_no=self.table.table_no,
                row_no=row.row_no,
                pages=list(row.pages),
                kind=self.kind_id,
                lane=lane.number,
                code_scheme=key.scheme,
                code=key.code,
                code_level=key.level,
                name=key.name,
                classifications=list(key.classifications),
                column=column.leaf.name or None,
                column_id=column.leaf.column_id,
                measure=column.measure,
                amount_yuan=amount,
                amount_text=cell.text,
                is_total=key.is_total,
            )

    def _covered(self, cell: TableCell, number: int, lane: Lane) -> bool:
        """Tell whether a merged amount was taken with the first amount column it covers."""
        return any(cell.column_no <= other < number for other in lane.amounts)

    def _goes_on(self, left: Lane, right: Lane) -> bool:
        """Tell whether two lists are halves of one, under the same headings: 收入 beside 支出 are two."""
        return self._headings(left) == self._headings(right)

    def _headings(self, lane: Lane) -> list[str]:
        """Return the topmost headings of the first column of labels and the first of amounts."""
        numbers = [*(label.column_no for label in lane.labels[:1]), *lane.amounts[:1]]
        return [fold("".join(self.table.columns[number - 1].path[:1])) for number in numbers]

    def _counted(self, lane: Lane, key: RowKey) -> bool:
        """Tell whether a row's numbers count things: 执法执勤用车 does below 国有资产占用情况, not below 三公经费."""
        return key.name is not None and (
            counts_things(key.name) or (self.holdings[lane.number] and names_held(key.name))
        )

    def _read(self, cell: TableCell, column: _Column, key: RowKey, *, counted: bool) -> Decimal | None:
        """Return the amount in yuan; None, with the reason in the ledger, where the cell holds none."""
        folded = fold(cell.text)
        if folded in BLANKS:
            return None
        unit = column.unit or (find_unit(key.name) if key.name else None) or self.table.unit
        if _PERCENTAGE.fullmatch(folded):
            self.ledger.leave(cell, "percentage")
            return None
        if counted:
            self.ledger.leave(cell, "count")
            return None
        if with_unit := _WITH_UNIT.fullmatch(folded):
            folded, unit = with_unit.group(1), find_unit(f"单位:{with_unit.group(2)}")
        try:
            printed = parse_number(folded)
        except AmountError:
            quoted = "prose" if len(folded) > _LONGEST_LABEL else "not_understood"
            self.ledger.leave(cell, quoted if re.search(r"\d", folded) else "label")
            return None
        if printed is None:
            return None
        if unit is None or not is_amount(printed.value, unit):
            self.ledger.leave(cell, "not_understood")
            return None
        return in_yuan(printed.value, unit)

    def _leave_rest(self, row: TableRow) -> None:
        """Give every other cell with print that begins in the row its reason."""
        for cell in row.own_cells:
            at = (cell.row_no, cell.column_no)
            text = fold(cell.text)
            if not text or at in self.ledger.used or at in self.ledger.set_aside:
                continue
            self.ledger.leave(cell, _reason(self.layout.roles[cell.column_no - 1], text))


def _reason(role: str, text: str) -> str:
    if _PERCENTAGE.fullmatch(text):
        return "percentage"
    if role == "ordinal":
        return "row_number"
    if role in ("percentage", "count"):
        return role
    if role == "text":
        return "prose" if len(text) > _LONGEST_LABEL else "label"
    return "label"


def _numbered_total(row: TableRow) -> RowKey | None:
    """Return the key of a total whose label stands in the column of serial numbers, as text dumps leave it."""
    first = row.cells[0]
    if first.row_no != row.row_no or not is_total_label(first.text):
        return None
    return RowKey(name=first.text.strip(), is_total=True, cells=(first,))


def _is_note(row: TableRow) -> bool:
    """Tell whether the row is a remark over the whole width (注：…)."""
    filled: Sequence[TableCell] = [cell for cell in row.own_cells if cell.text.strip()]
    if not filled:
        return False
    first = fold(filled[0].text)
    if not _NOTE.match(first):
        return False
    return len(filled) == 1 or (len(filled) == 2 and not any(char.isdigit() for char in fold(filled[1].text)[:1]))
