"""Parquet in the hive layout: `<table>/fiscal_year=YYYY/part-00000.parquet`.

Rows of all tables and years come mixed, and a Parquet file in the making holds
memory until it is closed: half a megabyte and more, times tables, times years.
So rows are first put aside, a file of Arrow messages for each partition, and
then the partitions are written one after the other.
"""

from __future__ import annotations

import shutil
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
    """How Parquet files are cut, and what is held in memory meanwhile, however many partitions there are."""

    rows_waiting: int = 20_000
    """Rows of all partitions together kept as Python objects from which on they are put aside, about 1 kB each; one
    document's may come on top, up to as many again."""
    rows_in_group: int = 20_000
    """Rows of a row group; as many are held in memory, as Arrow, for one partition at a time."""
    rows_in_file: int = 5_000_000
    """Rows of a file, a multiple of those of a row group: 100 to 500 MB, so that engines that read files side by side
    have some to share, and a filesystem for millions of documents few."""
    compression: str = "zstd"
    compression_level: int = 3
    """Higher levels shrink our text by a few per cent and take several times as long."""


@dataclass(slots=True)
class _Partition:
    """One table and year in the making."""

    table: str
    folder: Path
    aside: Path
    """Arrow messages of the rows that have left memory, in their order."""
    rows: list[Any] = field(default_factory=list)


class PartitionWriter:
    """Writes rows, given in their final order, into the partitions of all tables.

    What is written depends on the rows and their order alone: row groups and
    files are cut by row counts, never by time or by the document a row comes
    from.
    """

    def __init__(self, folder: Path, row_types: Mapping[str, type], settings: PartitionSettings) -> None:
        self._folder = folder
        self._row_types = row_types
        self._settings = settings
        self._partitions: dict[tuple[str, int], _Partition] = {}
        self._waiting = 0
        """Rows in memory."""
        self._aside = folder / ".aside"

    def write(self, table: str, fiscal_year: int, rows: Sequence[Any]) -> None:
        """Append rows to a partition; they are in Parquet only after `finish`."""
        limit = self._settings.rows_waiting
        for start in range(0, len(rows), limit):
            some = rows[start : start + limit]
            self._partition(table, fiscal_year).rows.extend(some)
            self._waiting += len(some)
            if self._waiting >= limit:
                self._put_aside()

    def finish(self) -> None:
        """Write the files, and give every table without rows one empty partition."""
        self._put_aside()
        for partition in self._partitions.values():
            self._write_files(partition)
        with_rows = {table for table, _ in self._partitions}
        for table in self._row_types:
            if table not in with_rows:
                self._open(self._partition(table, 0), 0).close()

    def close(self) -> None:
        """Remove what was put aside, and give back the memory that Arrow keeps for later."""
        shutil.rmtree(self._aside, ignore_errors=True)
        pa.default_memory_pool().release_unused()

    def _partition(self, table: str, fiscal_year: int) -> _Partition:
        key = (table, fiscal_year)
        if key not in self._partitions:
            folder = self._folder / table / f"fiscal_year={fiscal_year}"
            self._partitions[key] = _Partition(table, folder, self._aside / f"{table}-{fiscal_year}")
        return self._partitions[key]

    def _put_aside(self) -> None:
        self._aside.mkdir(parents=True, exist_ok=True)
        for partition in self._partitions.values():
            if not partition.rows:
                continue
            # Opened each time: a system may allow fewer open files than there are partitions.
            with partition.aside.open("ab") as file:
                for batch in arrow_table(self._row_types[partition.table], partition.rows).to_batches():
                    file.write(batch.serialize())
            partition.rows.clear()
        self._waiting = 0

    def _write_files(self, partition: _Partition) -> None:
        writer: pq.ParquetWriter | None = None
        files = rows = 0
        try:
            for group in _groups(partition.aside, self._row_types[partition.table], self._settings.rows_in_group):
                if writer is None:
                    writer = self._open(partition, files)
                    files, rows = files + 1, 0
                writer.write_table(group, row_group_size=len(group))
                rows += len(group)
                if rows >= self._settings.rows_in_file:
                    writer.close()
                    writer = None
        finally:
            if writer is not None:
                writer.close()
        partition.aside.unlink()

    def _open(self, partition: _Partition, number: int) -> pq.ParquetWriter:
        partition.folder.mkdir(parents=True, exist_ok=True)
        return pq.ParquetWriter(
            # Names that sort as they were written.
            partition.folder / f"part-{number:05}.parquet",
            arrow_schema(self._row_types[partition.table]),
            compression=self._settings.compression,
            compression_level=self._settings.compression_level,
        )


def _groups(aside: Path, row_type: type, size: int) -> Iterator[pa.Table]:
    """Yield what was put aside in tables of `size` rows, the last one of what is left."""
    schema = arrow_schema(row_type)
    batches: list[pa.RecordBatch] = []
    waiting = 0
    with pa.OSFile(str(aside)) as file:
        end = file.size()
        while file.tell() < end:
            batch = pa.ipc.read_record_batch(pa.ipc.read_message(file), schema)
            batches.append(batch)
            waiting += len(batch)
            while waiting >= size:
                waiting -= size
                kept = len(batches[-1]) - waiting
                last = batches.pop()
                yield pa.Table.from_batches([*batches, last.slice(0, kept)]).combine_chunks()
                batches = [last.slice(kept)] if waiting else []
    if batches:
        yield pa.Table.from_batches(batches).combine_chunks()


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
