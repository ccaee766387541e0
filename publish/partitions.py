"""Parquet in the hive layout: `<table>/fiscal_year=YYYY/part-0.parquet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from publish.columnar import arrow_schema, arrow_table


@dataclass(frozen=True, slots=True)
class PartitionSettings:
    """How Parquet files are cut."""

    rows_in_group: int = 20_000
    """Rows of a row group; as many are held in memory for each table and year.

    Rows of `cells` take about 1 kB as Python objects, so a year costs 20 MB.
    """
    compression: str = "zstd"
    compression_level: int = 3
    """Higher levels shrink our text by a few per cent and take several times as long."""


class PartitionWriter:
    """Writes rows, given in their final order, into the partitions of all tables.

    What is written depends on the rows and their order alone: row groups are
    cut by row counts, never by time or by the document a row comes from.
    """

    def __init__(self, folder: Path, row_types: Mapping[str, type], settings: PartitionSettings) -> None:
        self._folder = folder
        self._row_types = row_types
        self._settings = settings
        self._writers: dict[tuple[str, int], pq.ParquetWriter] = {}
        self._waiting: dict[tuple[str, int], list[Any]] = {}

    def write(self, table: str, fiscal_year: int, rows: Sequence[Any]) -> None:
        """Append rows to a partition."""
        if not rows:
            return
        key = (table, fiscal_year)
        waiting = self._waiting.setdefault(key, [])
        waiting.extend(rows)
        size = self._settings.rows_in_group
        while len(waiting) >= size:
            self._write_group(key, waiting[:size])
            del waiting[:size]

    def finish(self) -> None:
        """Write what waits, and give every table without rows one empty partition."""
        for key, rows in self._waiting.items():
            if rows:
                self._write_group(key, rows)
        self._waiting.clear()
        with_rows = {table for table, _ in self._writers}
        for table in self._row_types:
            if table not in with_rows:
                self._writer((table, 0))
        self.close()

    def close(self) -> None:
        """Close all files."""
        while self._writers:
            self._writers.popitem()[1].close()

    def _write_group(self, key: tuple[str, int], rows: Sequence[Any]) -> None:
        group = arrow_table(self._row_types[key[0]], rows)
        self._writer(key).write_table(group, row_group_size=len(rows))

    def _writer(self, key: tuple[str, int]) -> pq.ParquetWriter:
        if key not in self._writers:
            table, fiscal_year = key
            path = self._folder / table / f"fiscal_year={fiscal_year}" / "part-0.parquet"
            path.parent.mkdir(parents=True)
            self._writers[key] = pq.ParquetWriter(
                path,
                arrow_schema(self._row_types[table]),
                compression=self._settings.compression,
                compression_level=self._settings.compression_level,
            )
        return self._writers[key]


@contextmanager
def partitions(
    folder: Path, row_types: Mapping[str, type], settings: PartitionSettings | None = None
) -> Iterator[PartitionWriter]:
    """Yield a writer for the folder; its files are complete when the block ends without an error."""
    writer = PartitionWriter(folder, row_types, settings or PartitionSettings())
    try:
        yield writer
        writer.finish()
    finally:
        writer.close()
