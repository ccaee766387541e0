"""What analysts read is what was written, with its types."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from normalize.columns import columns_of
from normalize.records import Records
from normalize.schema import TABLES, Line
from publish.columnar import RowError, arrow_schema, check_records
from publish.partitions import PartitionSettings, partitions
from publish.publication import OrderError, publish

Make = Callable[..., Records]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory, make_records: Make) -> Path:
    folder = tmp_path_factory.mktemp("结果 一")
    documents = [make_records(1, 2025), make_records(2, 2026), make_records(3, 2026), Records(0)]
    documents[3].tables["documents"] = make_records(4).tables["documents"]
    publish(documents, folder, about={}, of_document=lambda _: {}, version="1")
    return folder


def _written(make_records: Make, table: str) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(row, builtin_types=(Decimal,)) for number, year in ((1, 2025), (2, 2026), (3, 2026))
            for row in make_records(number, year).tables[table]]  # fmt: skip


@pytest.mark.parametrize("table", [name for name in TABLES if name != "documents"])
def test_every_column_type_comes_back_from_parquet(out: Path, make_records: Make, table: str) -> None:
    rows = pq.read_table(out / "parquet" / table).drop_columns("fiscal_year").to_pylist()
    maps = {each.name for each in columns_of(TABLES[table]) if str(each.type).startswith("dict")}
    read = [{name: dict(value) if name in maps else value for name, value in row.items()} for row in rows]
    assert read == _written(make_records, table)


def test_pandas_reads_a_table_in_one_line_with_the_right_types(out: Path, make_records: Make) -> None:
    lines = pd.read_parquet(out / "parquet" / "lines")
    written = make_records(1, 2025).tables["lines"]
    assert len(lines) == 9
    assert isinstance(lines.amount_yuan.iloc[0], Decimal)
    assert lines.amount_yuan.iloc[0] == written[0].amount_yuan
    assert lines.row_no.dtype == "int64"
    assert lines.code_level.dtype == "Int64", "an integer with gaps stays an integer"
    assert lines.is_total.dtype == "bool"
    assert isinstance(lines.pages.iloc[0], np.ndarray)
    assert sorted(lines.fiscal_year.astype(int).unique()) == [2025, 2026]
    assert len(pd.read_parquet(out / "parquet" / "lines", filters=[("fiscal_year", "=", 2025)])) == 3


def test_the_name_of_the_folder_says_nothing_of_the_rows(make_records: Make, tmp_path: Path) -> None:
    folder = tmp_path / "fiscal_year=1999" / "province=北京" / "out [1]*"
    for wrong in ("x", "1"):
        # What a pattern would find instead.
        (tmp_path / "fiscal_year=1999" / "province=北京" / f"out {wrong}").mkdir(parents=True)
    publish([make_records(1, 2025), make_records(2, 2026)], folder, about={}, of_document=lambda _: {}, version="1")
    with duckdb.connect(str(folder / "gongkai.duckdb"), read_only=True) as database:
        rows = database.sql("select * from lines")
        assert rows.columns == ["fiscal_year", *(column.name for column in columns_of(Line))]
        assert [row[0] for row in rows.fetchall()] == [2025] * 3 + [2026] * 3


def test_duckdb_reads_the_files_and_the_database(out: Path) -> None:
    files = duckdb.sql(
        f"select fiscal_year, count(*), sum(amount_yuan) from "
        f"read_parquet('{out}/parquet/lines/**/*.parquet', hive_partitioning = true) group by all order by all"
    ).fetchall()
    with duckdb.connect(str(out / "gongkai.duckdb"), read_only=True) as database:
        tables = database.sql(
            "select fiscal_year, count(*), sum(amount_yuan) from lines group by all order by all"
        ).fetchall()
        comment = database.sql(
            "select comment from duckdb_columns() where table_name = 'lines' and column_name = 'amount_yuan'"
        ).fetchall()
        silent = database.sql(
            "select table_name, column_name from duckdb_columns() where comment is null and not internal"
        ).fetchall()
    assert files == tables
    assert [year for year, _, _ in files] == [2025, 2026]
    assert comment == [("金额: Amount in yuan. [CNY]",)]
    assert silent == []


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_rows_exists_with_its_schema(tmp_path: Path, table: str) -> None:
    with partitions(tmp_path, TABLES):
        pass
    (path,) = (tmp_path / table).rglob("*.parquet")
    assert path.parent.name == "fiscal_year=0"
    schema = pq.read_schema(path)
    assert schema.equals(arrow_schema(TABLES[table]))
    assert schema.metadata == arrow_schema(TABLES[table]).metadata
    assert len(pd.read_parquet(tmp_path / table)) == 0


def test_a_column_carries_label_meaning_and_unit() -> None:
    field = arrow_schema(Line).field("amount_yuan")
    assert field.metadata == {b"label": "金额".encode(), b"meaning": b"Amount in yuan.", b"unit": b"CNY"}
    assert str(field.type) == "decimal128(18, 2)"
    assert not field.nullable
    assert arrow_schema(Line).metadata[b"description"].startswith(b"One amount of a statutory table;")


def test_row_groups_and_files_are_cut_by_counts_alone(tmp_path: Path, make_records: Make) -> None:
    settings = PartitionSettings(rows_waiting=2, rows_in_group=4, rows_in_file=8)
    with partitions(tmp_path / "one", TABLES, settings) as writer:
        for number in range(3):
            writer.write("lines", 2026, make_records(number).tables["lines"])
    with partitions(tmp_path / "all", TABLES, settings) as writer:
        writer.write("lines", 2026, [row for number in range(3) for row in make_records(number).tables["lines"]])
    one, together = (sorted((tmp_path / each / "lines").rglob("*.parquet")) for each in ("one", "all"))
    assert [path.name for path in one] == ["part-00000.parquet", "part-00001.parquet"]
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in together]
    assert [pq.ParquetFile(path).metadata.num_row_groups for path in one] == [2, 1]
    assert len(pd.read_parquet(tmp_path / "one" / "lines")) == 9


def test_a_value_that_does_not_fit_is_named(make_records: Make) -> None:
    records = make_records(1)
    line = records.tables["lines"][0]
    records.tables["lines"].append(msgspec.structs.replace(line, amount_yuan=Decimal("0.123")))
    with pytest.raises(RowError, match=r"Line\.amount_yuan"):
        check_records(records)


def test_documents_out_of_order_are_refused_and_nothing_is_replaced(tmp_path: Path, make_records: Make) -> None:
    publish([make_records(1)], tmp_path, about={}, of_document=lambda _: {}, version="1")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(OrderError):
        publish([make_records(2), make_records(1)], tmp_path, about={}, of_document=lambda _: {}, version="1")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_files_that_are_not_ours_stay(tmp_path: Path, make_records: Make) -> None:
    for path in ("notes.txt", "csv/mine.csv", "parquet/mine/x.parquet"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("mine")
    for number in (1, 2):
        publish([make_records(number)], tmp_path, about={}, of_document=lambda _: {}, version="1")
    assert [(tmp_path / each).read_text() for each in ("notes.txt", "csv/mine.csv", "parquet/mine/x.parquet")] == [
        "mine"
    ] * 3


def test_a_publication_that_cannot_be_put_in_place_leaves_the_old_one(tmp_path: Path, make_records: Make) -> None:
    publish([make_records(1)], tmp_path, about={}, of_document=lambda _: {}, version="1")
    shutil.rmtree(tmp_path / "csv")
    (tmp_path / "csv").write_text("a file where our folder belongs")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(FileExistsError):
        publish([make_records(2)], tmp_path, about={}, of_document=lambda _: {}, version="1")
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before
