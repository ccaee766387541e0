"""One DuckDB file with every table inside, so that it works wherever it is moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import duckdb

from normalize.columns import columns_of
from publish.datapackage import FISCAL_YEAR

#: Characters that stand for others in a path given to DuckDB.
_WILD = re.compile(r"[*?\[]")

#: What DuckDB may hold of the tables before it uses the disk; by default it takes most of the machine.
_MEMORY = "256MB"


def write_database(path: Path, parquet: Path, row_types: Mapping[str, type]) -> None:
    """Write the tables under `parquet` into a new database at `path`.

    Tables and columns carry their meanings as comments (`duckdb_columns()`).

    Raises:
        OSError: The disk is full, or DuckDB cannot write under such a name (one with a question mark).

    """
    try:
        _write(path, parquet, row_types)
    except (duckdb.IOException, duckdb.TransactionException) as error:
        raise OSError(str(error)) from error


def _write(path: Path, parquet: Path, row_types: Mapping[str, type]) -> None:
    with duckdb.connect(str(path), config={"memory_limit": _MEMORY}) as connection:
        # One transaction: each one of its own waits for the disk.
        connection.begin()
        for table, row_type in row_types.items():
            # The year leads, as in the CSV; in Parquet it stands in the path.
            folders = sorted((parquet / table).iterdir())
            years = " union all ".join(
                f"select {int(folder.name.partition('=')[2])} as fiscal_year, * "
                "from read_parquet(?, hive_partitioning = false)"
                for folder in folders
            )
            connection.execute(f"create table {table} as {years}", [_literally(folder) for folder in folders])
            connection.execute(f"comment on table {table} is {_quoted(' '.join((row_type.__doc__ or '').split()))}")
            year = _quoted(f"{FISCAL_YEAR['title']}: {FISCAL_YEAR['description']}")
            connection.execute(f"comment on column {table}.fiscal_year is {year}")
            for column in columns_of(row_type):
                unit = f" [{column.of.unit}]" if column.of.unit else ""
                comment = f"{column.of.label}: {column.of.meaning}{unit}"
                connection.execute(f'comment on column {table}."{column.name}" is {_quoted(comment)}')
        connection.commit()


def _literally(folder: Path) -> list[str]:
    """Return the files of a folder as patterns that no other path matches, whatever OUT is called."""
    return [_WILD.sub(r"[\g<0>]", str(path)) for path in sorted(folder.absolute().glob("*.parquet"))]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
