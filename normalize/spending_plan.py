"""The plan of payments of a project: a share of the budget for each month, cumulative."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from normalize.folding import fold
from normalize.money import AmountError, parse_number, rounded
from normalize.schema import Project, SpendingPlan
from normalize.tables import Ledger, LogicalTable, TableCell, TableRow

_MONTH = re.compile(r"(1[0-2]|[1-9])月(?:底|末|份)?")
_LABEL = re.compile(r"资金支出计划|支出计划|用款计划|支出进度")


@dataclass(frozen=True, slots=True)
class PlanCell:
    """A printed month with the cell below it."""

    month: int
    heading: TableCell
    value: TableCell
    row: TableRow


def plan_cells(table: LogicalTable) -> list[PlanCell]:
    """Return the months a form's plan prints, each with the cell in the same columns of the next row."""
    labelled = [_is_labelled(row) for row in table.rows]
    for number, (row, below) in enumerate(itertools.pairwise(table.rows)):
        # The label spans both rows; where a page ends between them it may be printed beside the second.
        if not (labelled[number] or labelled[number + 1]):
            continue
        months = [(cell, found) for cell in _once(row) if (found := _MONTH.fullmatch(fold(cell.text)))]
        if len(months) >= 2:
            return [
                PlanCell(int(found.group(1)), cell, below.cells[cell.column_no - 1], below) for cell, found in months
            ]
    return []


def _is_labelled(row: TableRow) -> bool:
    return _LABEL.search(fold(next((cell.text for cell in row.cells if cell.text), ""))) is not None


def _once(row: TableRow) -> list[TableCell]:
    return list({id(cell): cell for cell in row.cells}.values())


def spending_plan_of(
    plan: Iterable[PlanCell],
    project: Project,
    months: Iterable[int],
    *,
    document_id: str,
    table_no: int,
    ledger: Ledger,
) -> list[SpendingPlan]:
    """Return the plan of one form for each of the months that the document's plans print anywhere.

    `plan` is what the form prints (`plan_cells`).

    A month that this form does not print is `column_missing`: a header column
    was lost or the form differs; that is not the same as a blank.
    """
    printed = {each.month: each for each in plan}
    if not printed:
        return []
    rows = []
    for month in sorted({*months, *printed}):
        each = printed.get(month)
        percent = _percent(each.value.text) if each is not None else None
        if each is not None:
            ledger.leave(each.heading, "label")
            if percent is not None:
                ledger.use(each.value)
        state = "column_missing" if each is None else "blank" if percent is None else "printed"
        rows.append(
            SpendingPlan(
                document_id=document_id,
                project_no=project.project_no,
                table_no=table_no,
                row_no=each.row.row_no if each else None,
                pages=list(each.row.pages) if each else [],
                project_code=project.project_code,
                month=month,
                cumulative_percent=percent,
                cell_state=state,
            )
        )
    return rows


def _percent(text: str) -> Decimal | None:
    try:
        printed = parse_number(fold(text).rstrip("%"))
    except AmountError:
        return None
    return rounded(printed.value, 2) if printed else None
