"""Amounts of forms outside the statutory set: self-evaluations, applications, check sheets.

A form has labels left of its values and, inside its body, rows that head the
columns below them (年初预算数 | 全年预算数 | 全年执行数 | 分值). A number is
an amount where its label, the heading over it or both speak of money.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.codes import names_of, scheme_of
from normalize.folding import fold
from normalize.forms import unit_of_label
from normalize.header_rows import is_column_number_row
from normalize.indicator_columns import has_indicators, roles_of
from normalize.leaf_measures import counts_things, is_count, is_money, is_percentage, measures_of
from normalize.lexicon import is_header_cell
from normalize.money import AmountError, Printed, Unit, find_unit, in_yuan, is_amount, is_number, parse_number
from normalize.row_keys import is_total_label
from normalize.schema import Line
from normalize.tables import Ledger, LogicalTable, TableCell, TableRow

_PERCENTAGE = re.compile(r"[-+]?[\d,.]+%")
#: What heads a column inside a form's body; may carry a letter for the formulas, 全年执行数（B）.
_HEADING = re.compile(
    r"(?:(?:年初|全年|调整后?|本年|上年|年度|实际)*(?:预算|执行|支出|完成|资金))+(?:数|总额|率|进度|值)?(?:\((?:[A-Z/]+|万?元)\))?|分值|得分|权重|执行率.*|完成率.*"
    r"|[一二三四]级指标|(?:年度|实际|项目)?(?:指标|完成|目标)值|指标(?:名称|内容)|偏差.*|.*原因.*|.{2,8}率|.{2,8}\((?:m2|平方米|人|个|%|万?元)\)|备注|.*情况说明|单位|数量"
)
#: Labels of which each has its value on its right and further sums below: 预算数 | 5.00 | 执行数 | 4.00.
_SUM_LABEL = re.compile(r"(?:年初|全年|调整后?|本年)*(?:预算|执行|支出)(?:数|总?额)(?:\([A-Z/]+\))?:?")
#: A printed value rather than a label: ≤120万元, 1.4元, 12个.
_VALUE = re.compile(r"[≥≤<>=≧≦＝]*[-\d,.]+[^\d]{0,4}")


def form_amounts(table: LogicalTable, kind_id: str, *, document_id: str, ledger: Ledger) -> list[Line]:
    """Return the amounts of a form; every cell with print is used or left with a reason."""
    lines: list[Line] = []
    headings: dict[int, str] = {}
    unit_above = table.unit
    stated: Unit | None = None
    pairs: dict[int, str] = {}
    of_indicators = table.head_rows if has_indicators(roles_of(table.columns)) else len(table.rows)
    for number, row in enumerate(table.rows):
        below = number >= table.head_rows
        if number == table.head_rows:
            headings, pairs = {}, {}  # the block of indicators has a header of its own
        if is_column_number_row(row):
            _leave_all(row, ledger, "column_number")
            continue
        if row.cells[0].text.strip():  # text dumps leave the label of a block blank below its first row
            stated = _unit_left(row, row.cells[-1])
        if is_heading_row(row):
            unit_above = unit_of_label(row.cells[0].text) or unit_above
            headings = {place: cell.text for place, cell in enumerate(row.cells, start=1) if cell.text.strip()}
            pairs = {}
            _leave_all(row, ledger, "header")
            continue
        for cell, printed in _numbers(row):
            label = _label(row, cell)
            heading = headings.get(cell.column_no) or (table.columns[cell.column_no - 1].name if below else "")
            name = label.text if label is not None else ""
            if label is not None and not heading:
                if _SUM_LABEL.fullmatch(fold(name)):
                    pairs[label.column_no] = name
                else:
                    heading = pairs.get(label.column_no, "")
            about = heading or name
            if _is_code(cell.text):
                ledger.leave(cell, "label")
                continue
            # What an indicator counts is in no unit of the form's money.
            of_form = _unit_left(row, cell) or stated or unit_above
            around = _unit_of_target(row, cell) if number >= of_indicators else of_form
            unit = find_unit(heading) or find_unit(name) or around
            reason = _no_sum(printed, unit, heading, name)
            if unit is None or reason:
                ledger.leave(cell, reason or "count")
                continue
            ledger.use(cell)
            if label is not None:
                ledger.use(label)
            lines.append(
                Line(
                    document_id=document_id,
                    table_no=table.table_no,
                    row_no=row.row_no,
                    pages=list(row.pages),
                    kind=kind_id,
                    name=name or None,
                    column=heading or None,
                    measure=measures_of([(about,)])[0],
                    amount_yuan=in_yuan(printed.value, unit),
                    amount_text=cell.text,
                    is_total=is_total_label(name),
                )
            )
        lines.extend(_told_in_cells(table, row, kind_id, stated or unit_above, document_id, ledger))
        _leave_all(row, ledger, "label")
    return lines


def _no_sum(printed: Printed, unit: Unit | None, heading: str, name: str) -> str | None:
    """Return why a number is no amount, None for one that is."""
    about = heading or name
    if is_percentage(about) or is_count(about) or counts_things(name):
        return "percentage" if is_percentage(about) else "count"
    if unit is None or not (is_money(heading) or is_money(name)):
        return "count"
    return None if is_amount(printed.value, unit) else "not_understood"


#: 其中：一般公共预算：890.00: a label with its sum in one cell.
_LABEL_AND_SUM = re.compile(
    r"\s*(?P<name>(?:其中[:：]?)?[^:：\d（(]{2,16})[:：]\s*(?P<sum>\d[\d,]*(?:\.\d+)?)(?P<unit>[百千万亿]{0,2}元)?\s*"
)


def _told_in_cells(
    table: LogicalTable, row: TableRow, kind_id: str, unit_around: Unit | None, document_id: str, ledger: Ledger
) -> Iterator[Line]:
    """Yield the amounts of cells that print a label of money and its sum."""
    for cell in row.own_cells:
        found = _LABEL_AND_SUM.fullmatch(cell.text)
        if found is None or not is_money(found["name"]) or is_percentage(found["name"]) or is_count(found["name"]):
            continue
        unit = find_unit(f"({found['unit']})") if found["unit"] else unit_around
        printed = parse_number(found["sum"])
        if printed is None or unit is None or not is_amount(printed.value, unit):
            continue
        ledger.use(cell)
        yield Line(
            document_id=document_id,
            table_no=table.table_no,
            row_no=row.row_no,
            pages=list(row.pages),
            kind=kind_id,
            name=found["name"],
            measure=measures_of([(found["name"],)])[0],
            amount_yuan=in_yuan(printed.value, unit),
            amount_text=found["sum"],
            is_total=is_total_label(found["name"]),
        )


def leave_numbers(table: LogicalTable, ledger: Ledger) -> None:
    """Give the numbers of a form of goals that are in no record their reason.

    Such forms print more money than a project has columns for: the tasks of a
    department with their shares, money of last year, of other levels.
    """
    headings: dict[int, str] = {}
    for row in table.rows:
        texts = [cell for cell in row.own_cells if cell.text.strip()]
        numbers = [cell for cell in texts if is_number(cell.text)]
        if not numbers and len(texts) > 1:
            headings = {number: cell.text for number, cell in enumerate(row.cells, start=1) if cell.text.strip()}
        for cell in texts:
            if (cell.row_no, cell.column_no) in ledger.used:
                continue
            if len(fold(cell.text)) > _LONGEST_NUMBER and not _PERIOD.fullmatch(fold(cell.text)):
                continue
            if cell not in numbers:
                ledger.leave(cell, "percentage" if _PERCENTAGE.fullmatch(fold(cell.text)) else "label")
                continue
            label = _label(row, cell)
            about = [label.text if label is not None else "", headings.get(cell.column_no, "")]
            ledger.leave(cell, "form_amount" if any(map(is_money, about)) and not is_code_label(about[0]) else "label")


#: 2026-01-01至2026-12-31.
_PERIOD = re.compile(r"(?:20\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?日?[^\d]{0,2}){2}")
#: Text of more characters is prose, whatever numbers it quotes.
_LONGEST_NUMBER = 20


def is_code_label(text: str) -> bool:
    """Tell whether a label announces a code (部门预算编码)."""
    return bool(re.search(r"编码|代码|编号|电话|年度$|时间|日期|期限", fold(text)))


def is_heading_row(row: TableRow) -> bool:
    """Tell whether a row of a form's body heads the columns of values below it."""
    texts = [cell.text for cell in row.own_cells if cell.text.strip()]
    words = sum(is_header_cell(text) or bool(_HEADING.fullmatch(fold(text))) for text in texts)
    if len(texts) < 3 or any(is_number(text) for text in texts):
        return False
    first = row.cells[0]
    labels = first.row_no == row.row_no and first.row_span > 1  # 预算执行情况 | 年度预算数（万元） | 年初预算数 | …
    return words >= len(texts) - (2 if labels and len(texts) > 4 else 1)


def _is_code(text: str) -> bool:
    """Tell whether a bare number is a listed classification code rather than money."""
    folded = fold(text)
    if len(folded) not in (5, 7) or not folded.isdigit():
        return False
    scheme = scheme_of(folded)
    return bool(names_of(folded, scheme) or names_of(folded[:5], scheme))


def _numbers(row: TableRow) -> Iterator[tuple[TableCell, Printed]]:
    for cell in row.own_cells:
        if (printed := _number(cell)) is not None:
            yield cell, printed


def _number(cell: TableCell) -> Printed | None:
    try:
        return parse_number(cell.text)
    except AmountError:
        return None


def _label(row: TableRow, cell: TableCell) -> TableCell | None:
    """Return the nearest cell with text left of the number."""
    for other in reversed(row.cells[: cell.column_no - 1]):
        text = fold(other.text)
        if text and _number(other) is None and not _VALUE.fullmatch(text):
            return other
    return None


def _unit_left(row: TableRow, cell: TableCell) -> Unit | None:
    for other in row.cells[: cell.column_no - 1]:
        if unit := unit_of_label(other.text):
            return unit
    return None


#: ≤90万元, 单价1800元/月 is no sum.
_SUM_AS_TARGET = re.compile(r"[^\d]{0,6}[\d,.]+([百千万亿]?元)")


def _unit_of_target(row: TableRow, cell: TableCell) -> Unit | None:
    """Return the unit of the sum that an indicator aims at, for the bare number told beside it."""
    for other in row.cells:
        if other is not cell and (found := _SUM_AS_TARGET.fullmatch(fold(other.text))):
            return find_unit(f"单位:{found[1]}")
    return None


def _leave_all(row: TableRow, ledger: Ledger, reason: str) -> None:
    for cell in row.own_cells:
        text = fold(cell.text)
        if text and (cell.row_no, cell.column_no) not in ledger.used:
            ledger.leave(cell, "percentage" if _PERCENTAGE.fullmatch(text) else reason)
