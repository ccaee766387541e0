"""CSV opens in a spreadsheet without running anything, and loses nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.columns import columns_of
from normalize.records import Records
from normalize.schema import TABLES, GlossaryEntry
from publish.spreadsheets import safe_text, spreadsheets

Make = Callable[..., Records]


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n'\"0129.,%a中＝"), max_size=8))
def test_no_text_starts_a_formula_and_none_is_lost(text: str) -> None:
    safe = safe_text(text)
    is_number = safe.replace(",", "").lstrip("+-").rstrip("%").replace(".", "", 1).isdigit()
    assert is_number or not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert safe in (text, "'" + text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_a_printed_number_never_gets_an_apostrophe(number: object) -> None:
    assert safe_text(f"{number:,}") == f"{number:,}"


@pytest.mark.parametrize("formula", ["=1+1", "+1-1", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "-1,2,3", "--1", "-"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(formula: str) -> None:
    assert safe_text(formula) == "'" + formula


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_comes_back_from_the_file(text: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow(["x", safe_text(text)])
    buffer.seek(0)
    ((_, read),) = csv.reader(buffer)
    assert read.removeprefix("'") == text.removeprefix("'")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make_records: Make) -> Path:
    path = tmp_path_factory.mktemp("csv")
    with spreadsheets(path, TABLES) as writer:
        for number, year in ((1, 2025), (2, 2026)):
            for table, rows in make_records(number, year).tables.items():
                writer.write(table, year, rows)
    return path


@pytest.mark.parametrize("table", TABLES)
def test_a_file_has_a_mark_the_year_and_every_column(folder: Path, table: str) -> None:
    content = (folder / f"{table}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["fiscal_year", *(column.name for column in columns_of(TABLES[table]))]
    assert {row[0] for row in rows} == {"2025", "2026"}


def test_amounts_nested_values_and_nulls_are_plain(folder: Path, make_records: Make) -> None:
    rows = make_records(1, 2025).tables["lines"]
    with (folder / "lines.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))[: len(rows)]
    for row, fields in zip(rows, read, strict=True):
        assert fields["amount_yuan"] == f"{row.amount_yuan:.2f}"
        assert json.loads(fields["pages"]) == row.pages
        assert json.loads(fields["classifications"]) == [msgspec.structs.asdict(each) for each in row.classifications]
        assert fields["is_total"] == ("true" if row.is_total else "false")
        assert fields["code_level"] == ("" if row.code_level is None else str(row.code_level))
    assert pd.read_csv(folder / "lines.csv").is_total.dtype == "bool"


def test_a_line_feed_inside_a_text_stays_inside_its_field(tmp_path: Path) -> None:
    entry = GlossaryEntry(document_id="0" * 16, term="机关运行经费", definition='一、"公用"\n二、=其他')
    with spreadsheets(tmp_path, {"glossary": GlossaryEntry}) as writer:
        writer.write("glossary", 2026, [entry])
    assert pd.read_csv(tmp_path / "glossary.csv").definition.tolist() == [entry.definition]


_LINE_ENDS = st.text(alphabet=st.sampled_from("\u2028\u2029\x85\x0b\x0c\x1c\r\n\",'甲"), max_size=6)


@given(headers=st.lists(st.lists(_LINE_ENDS), min_size=1))
def test_nested_texts_stay_in_their_own_rows(headers: list[list[str]], make_records: Make) -> None:
    (table, *_) = make_records(1, 2025).tables["tables"]
    with TemporaryDirectory() as folder:
        with spreadsheets(Path(folder), {"tables": TABLES["tables"]}) as writer:
            writer.write("tables", 2025, [msgspec.structs.replace(table, header=texts) for texts in headers])
        with (Path(folder) / "tables.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [json.loads(row["header"]) for row in csv.DictReader(file)] == headers
