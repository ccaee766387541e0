"""A whole folder of real documents, as they come from web sites."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from normalize.schema import TABLES


def _extract(disclosures: Path, out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", "extract", str(disclosures), "--out", str(out), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)


@pytest.fixture(scope="module")
def out(disclosures: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real") / "out"
    ended = _extract(disclosures, folder)
    assert ended.returncode in (0, 1), ended.stderr
    return folder


def test_no_document_meets_an_error_of_ours(out: Path) -> None:
    documents = pd.read_parquet(out / "parquet" / "documents")
    assert not documents.message.fillna("").str.startswith(("unexpected error", "the reader crashed")).any()
    assert set(documents.status) <= {"complete", "partial", "failed"}
    assert not list((out / "logs").glob("*"))


def test_a_document_that_is_not_complete_says_why(out: Path) -> None:
    documents = pd.read_parquet(out / "parquet" / "documents")
    assert (documents.message.notna() == (documents.status != "complete")).all()


@pytest.mark.parametrize("table", TABLES)
def test_pandas_and_duckdb_read_the_same_rows(out: Path, table: str) -> None:
    frame = pd.read_parquet(out / "parquet" / table)
    files = f"read_parquet('{out}/parquet/{table}/**/*.parquet', hive_partitioning = true)"
    assert duckdb.sql(f"select count(*) from {files}").fetchall() == [(len(frame),)]
    assert len(pd.read_csv(out / "csv" / f"{table}.csv", dtype=str, keep_default_na=False)) == len(frame)
    with duckdb.connect(str(out / "gongkai.duckdb"), read_only=True) as database:
        assert database.sql(f"select count(*) from {table}").fetchall() == [(len(frame),)]


def test_every_row_belongs_to_a_document(out: Path) -> None:
    documents = set(pd.read_parquet(out / "parquet" / "documents").document_id)
    for table in TABLES:
        assert set(pd.read_parquet(out / "parquet" / table).document_id) <= documents


def test_a_second_run_does_nothing(out: Path, disclosures: Path) -> None:
    ended = _extract(disclosures, out)
    assert ended.stderr == ""
    assert "new documents: 0" in ended.stdout


def test_the_bytes_do_not_depend_on_the_number_of_workers(disclosures: Path, tmp_path: Path) -> None:
    smallest = sorted(disclosures.rglob("*.pdf"), key=lambda path: path.stat().st_size)[:8]
    folder = tmp_path / "in"
    folder.mkdir()
    for path in smallest:
        (folder / path.name).symlink_to(path)
    published = []
    for jobs in ("0", "1", "3"):
        out = tmp_path / jobs
        assert _extract(folder, out, "--jobs", jobs).returncode in (0, 1)
        files = (*out.glob("parquet/**/*.parquet"), *out.glob("csv/*.csv"))
        published.append({path.relative_to(out): path.read_bytes() for path in files})
    assert published[0] == published[1] == published[2]
