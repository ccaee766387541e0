"""Parquet in the hive layout: `<table>/fiscal_year=YYYY/part-00000.parquet`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from publish.columnar import arrow_schema, arrow_table


@dataclass(frozen=True, slots=True)
class PartitionSettings:
    """How Parquet files are cut."""

    rows_in_chunk: int = 1_000
    """Rows kept as Python objects before they become Arrow; for each table and year.

    Rows of `cells` take about 1 kB as Python objects and a tenth of it in Arrow.
    """
    rows_in_group: int = 20_000
    """Rows of a row group, a multiple of those of a chunk; as many are held in memory, as Arrow, for each table and
    year."""
    rows_in_file: int = 5_000_000
    """Rows of a file: 100 to 500 MB, so that engines that read files side by side have some to share, and a
    filesystem for millions of documents few."""
    compression: str = "zstd"
    compression_level: int = 3
    """Higher levels shrink our text by a few per cent and take several times as long."""


@dataclass(slots=True)
class _Partition:
    """One table and year in the making."""

    folder: Path
    rows: list[Any] = field(default_factory=list)
    chunks: list[pa.Table] = field(default_factory=list)
    in_chunks: int = 0
    """Rows in `chunks`."""
    writer: pq.ParquetWriter | None = None
    in_file: int = 0
    """Rows in the file of `writer`."""
    files: int = 0


class PartitionWriter:
    """Writes rows, given in their final order, into the partitions of all tables.

    What is written depends on the rows and their order alone: chunks, row
    groups and files are cut by row counts, never by time or by the document a
    row comes from.
    """

    def __init__(self, folder: Path, row_types: Mapping[str, type], settings: PartitionSettings) -> None:
        self._folder = folder
        self._row_types = row_types
        self._settings = settings
        self._partitions: dict[tuple[str, int], _Partition] = {}

    def write(self, table: str, fiscal_year: int, rows: Sequence[Any]) -> None:
        """Append rows to a partition."""
        if not rows:
            return
        partition = self._partition(table, fiscal_year)
        partition.rows.extend(rows)
        size = self._settings.rows_in_chunk
        while len(partition.rows) >= size:
            self._to_arrow(table, partition, size)
            if partition.in_chunks >= self._settings.rows_in_group:
                self._write_group(table, partition)

    def finish(self) -> None:
        """Write what waits, and give every table without rows one empty partition."""
        for (table, _), partition in self._partitions.items():
            self._to_arrow(table, partition, len(partition.rows))
            self._write_group(table, partition)
        with_rows = {table for table, _ in self._partitions}
        for table in self._row_types:
            if table not in with_rows:
                self._open(table, self._partition(table, 0))
        self.close()

    def close(self) -> None:
        """Close all files."""
        for partition in self._partitions.values():
            if partition.writer is not None:
                partition.writer.close()
                partition.writer = None

    def _partition(self, table: str, fiscal_year: int) -> _Partition:
        key = (table, fiscal_year)
        if key not in self._partitions:
            self._partitions[key] = _Partition(self._folder / table / f"fiscal_year={fiscal_year}")
        return self._partitions[key]

    def _to_arrow(self, table: str, partition: _Partition, count: int) -> None:
        if count:
            partition.chunks.append(arrow_table(self._row_types[table], partition.rows[:count]))
            partition.in_chunks += count
            del partition.rows[:count]

    def _write_group(self, table: str, partition: _Partition) -> None:
        if not partition.chunks:
            return
        group = pa.concat_tables(partition.chunks).combine_chunks()
        partition.chunks.clear()
        partition.in_chunks = 0
        if partition.writer is None:
            self._open(table, partition)
        assert partition.writer is not None, "just opened"
        partition.writer.write_table(group, row_group_size=len(group))
        partition.in_file += len(group)
        if partition.in_file >= self._settings.rows_in_file:
            partition.writer.close()
            partition.writer = None

    def _open(self, table: str, partition: _Partition) -> None:
        partition.folder.mkdir(parents=True, exist_ok=True)
        partition.writer = pq.ParquetWriter(
            # Names that sort as they were written.
            partition.folder / f"part-{partition.files:05}.parquet",
            arrow_schema(self._row_types[table]),
            compression=self._settings.compression,
            compression_level=self._settings.compression_level,
        )
        partition.in_file = 0
        partition.files += 1


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
