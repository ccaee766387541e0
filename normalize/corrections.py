"""Corrections by hand: what a person found wrong in print or in our reading, beside the printed value.

`data/corrections.csv` names a cell by document, table, row and column, quotes
what is printed there and gives the right number in the unit of the table, who
says so and why. A corrected line carries the corrected amount, keeps its
printed text and is flagged. A correction whose cell prints something else by
now, or is gone, changes nothing and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from normalize.codes import read_list
from normalize.folding import fold
from normalize.money import YUAN, AmountError, Unit, parse_amount
from normalize.records import Records
from normalize.schema import Finding, Line, Table

CHECK = "C-01"


@dataclass(frozen=True, slots=True)
class Correction:
    """One number corrected by hand."""

    document_id: str
    table_no: int
    row_no: int
    column_no: int
    printed: str
    """The cell as printed when the correction was made."""
    corrected: str
    """The right number, in the unit of the table."""
    who: str
    why: str


class CorrectionError(ValueError):
    """The list of corrections cannot be read; the message names the row."""


def read_corrections(rows: Iterable[Mapping[str, str]] | None = None) -> tuple[Correction, ...]:
    """Return the corrections of the list.

    Raises:
        CorrectionError: A number is none, or who or why is missing.

    """
    return tuple(_correction(row) for row in (read_list("corrections.csv") if rows is None else rows))


def _correction(row: Mapping[str, str]) -> Correction:
    try:
        each = Correction(
            row["document_id"],
            int(row["table_no"]),
            int(row["row_no"]),
            int(row["column_no"]),
            row["printed"],
            row["corrected"],
            row["who"],
            row["why"],
        )
        amount = parse_amount(each.corrected, unit="yuan")
    except (KeyError, ValueError) as error:
        raise CorrectionError(f"{dict(row)}: {error}") from error
    if amount is None or not each.who or not each.why:
        raise CorrectionError(f"{dict(row)}: a correction needs a number, who made it and why")
    return each


def correct(records: Records, document_id: str, corrections: Iterable[Correction]) -> list[Finding]:
    """Write the corrections of a document into its lines; return those that are stale."""
    return list(_stale(records, document_id, corrections))


def _stale(records: Records, document_id: str, corrections: Iterable[Correction]) -> Iterator[Finding]:
    tables = {each.table_no: each for each in records.tables["tables"]}
    for each in corrections:
        if each.document_id != document_id:
            continue
        reason = _apply(records, tables.get(each.table_no), each)
        if reason:
            yield Finding(
                document_id=document_id,
                check_id=CHECK,
                verdict="fail",
                cause="unknown",
                severity="warn",
                expected_text=each.printed,
                message=f"人工更正未采用：表{each.table_no}第{each.row_no}行第{each.column_no}列{reason}。",
                table_nos=[each.table_no] if each.table_no in tables else [],
                row_no=each.row_no,
            )


def _apply(records: Records, table: Table | None, each: Correction) -> str:
    """Correct one line; return why it could not be done, in Chinese, or nothing."""
    if table is None:
        return "所在的表已不存在"
    cells = [
        cell
        for cell in records.tables["cells"]
        if (cell.table_no, cell.row_no, cell.column_no) == (each.table_no, each.row_no, each.column_no)
    ]
    if not cells:
        return "已不存在"
    if fold(cells[0].text) != fold(each.printed):
        return f"现印“{cells[0].text}”，更正时印“{each.printed}”"
    lines: list[Line] = records.tables["lines"]
    header = table.header[each.column_no - 1] if each.column_no <= len(table.header) else None
    found = [
        index
        for index, line in enumerate(lines)
        if (line.table_no, line.row_no) == (each.table_no, each.row_no)
        and (line.column == header or header is None)
        and fold(line.amount_text) == fold(each.printed)
    ]
    unit: Unit = next((known for known in YUAN if known == table.unit), "yuan")
    try:
        amount = parse_amount(each.corrected, unit=unit)
    except AmountError:
        amount = None
    if len(found) != 1 or amount is None:
        return "不是报表中的一个金额"
    lines[found[0]] = replace(lines[found[0]], amount_yuan=amount, corrected=True)
    return ""
