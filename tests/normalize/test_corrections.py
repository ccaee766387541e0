"""A correction by hand carries the right value beside the print, and says so when it no longer fits."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extract.documents import read
from normalize.corrections import Correction, CorrectionError, correct, read_corrections
from normalize.records import Records
from normalize.walk import normalize_document

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.fixture
def records() -> Records:
    path = next(path for path in SAMPLES.iterdir() if path.name.startswith("平川"))
    return normalize_document(read(path, name=path.name))


def a_cell(records: Records) -> tuple[int, int, int, str]:
    """Return table, row, column and text of a cell that a line took."""
    [table] = [each for each in records.tables["tables"] if each.kind == "B3"]
    line = next(each for each in records.tables["lines"] if each.table_no == table.table_no)
    cell = next(
        each
        for each in records.tables["cells"]
        if (each.table_no, each.row_no, each.text) == (line.table_no, line.row_no, line.amount_text)
    )
    return cell.table_no, cell.row_no, cell.column_no, cell.text


def a_correction(records: Records, printed: str | None = None, **place: int) -> Correction:
    table_no, row_no, column_no, text = a_cell(records)
    at = {"table_no": table_no, "row_no": row_no, "column_no": column_no, **place}
    document_id = records.tables["documents"][0].document_id
    return Correction(
        document_id, **at, printed=text if printed is None else printed, corrected="12.34", who="某人", why="笔误"
    )


def test_a_corrected_line_keeps_its_print_and_is_flagged(records: Records) -> None:
    each = a_correction(records)
    assert correct(records, each.document_id, [each]) == []
    [line] = [line for line in records.tables["lines"] if line.corrected]
    assert (line.amount_yuan, line.amount_text) == (Decimal("12.34"), each.printed)


def test_a_correction_of_another_print_is_stale(records: Records) -> None:
    each = a_correction(records, printed="0.01")
    [finding] = correct(records, each.document_id, [each])
    assert (finding.check_id, finding.severity) == ("C-01", "warn")
    assert not any(line.corrected for line in records.tables["lines"])


def test_a_correction_of_a_cell_that_is_gone_is_stale(records: Records) -> None:
    each = a_correction(records, row_no=999)
    assert "已不存在" in correct(records, each.document_id, [each])[0].message


def test_a_correction_of_another_document_is_none_of_this_one(records: Records) -> None:
    assert correct(records, "f" * 16, [a_correction(records)]) == []


def test_a_correction_without_a_reason_is_refused() -> None:
    row = {"document_id": "0" * 16, "table_no": "1", "row_no": "1", "column_no": "1", "printed": "1", "corrected": "2",
           "who": "某人", "why": ""}  # fmt: skip
    with pytest.raises(CorrectionError, match="why"):
        read_corrections([row])
    assert read_corrections([{**row, "why": "笔误"}])[0].corrected == "2"


def test_the_list_of_corrections_can_be_read() -> None:
    assert isinstance(read_corrections(), tuple)
