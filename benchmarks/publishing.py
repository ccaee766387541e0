"""Peak memory and time of publishing many documents, in a process that does nothing else.

    python -m benchmarks.publishing [DOCUMENTS ...] [--years N] [--rows N] [--folder FOLDER]

The documents are copies of those of `samples/` with ids of their own, spread
over the years, the first rows of each table kept; none is written to a shard,
all are decoded from one as in a run. Prints a line for each number of
documents, 2,000 and 20,000 if none is given.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.memory import peak_megabytes
from extract.documents import read
from extract.errors import SourceError
from normalize.records import Records
from normalize.walk import normalize_document
from pipeline.shards import read_records, write_records
from publish.publication import publish

_SAMPLES = Path(__file__).parents[1] / "samples"


def main() -> None:
    """Measure each number of documents in a process of its own."""
    parser = argparse.ArgumentParser(description="Measure publishing.")
    parser.add_argument("documents", type=int, nargs="*", default=[2_000, 20_000])
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rows", type=int, default=8, help="at most so many rows of each table of a document")
    parser.add_argument("--folder", type=Path, help="where to make a folder that is removed at the end")
    parser.add_argument("--shards", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
        if given.shards is not None:
            print(_measured(given.documents[0], given.years, given.shards, Path(scratch) / "out"))
            return
        shards = Path(scratch) / "shards"
        _write_shards(shards, given.rows)
        for count in given.documents:
            command = [sys.executable, "-m", "benchmarks.publishing", str(count), "--years", str(given.years)]
            subprocess.run([*command, "--shards", str(shards), "--folder", scratch], check=True)


def _write_shards(folder: Path, rows: int) -> None:
    """Keep the records of all samples, cut to some rows a table."""
    folder.mkdir()
    for path in sorted(_SAMPLES.iterdir()):
        if path.suffix not in (".pdf", ".txt"):
            continue
        try:
            records = normalize_document(read(path, name=path.name))
        except SourceError:
            continue
        records.tables = {name: table[:rows] for name, table in records.tables.items()}
        write_records(folder / f"records-{path.stem}.json.gz", records)


def _documents(shards: Path, count: int, years: int) -> Iterator[Records]:
    paths = sorted(shards.iterdir())
    for number in range(count):
        records = read_records(paths[number % len(paths)])
        # Years come mixed, as they do in the order of digests.
        records.fiscal_year = 2015 + number * 7 % years
        for table, rows in records.tables.items():
            # Ids that compress no better than digests do.
            document_id = f"{number:08x}{number * 2654435761 % (1 << 32):08x}"
            records.tables[table] = [msgspec.structs.replace(row, document_id=document_id) for row in rows]
        yield records


def _measured(count: int, years: int, shards: Path, out: Path) -> str:
    started = time.perf_counter()
    before = peak_megabytes()
    about = {"gongkai": "0", "versions": {}, "fingerprint": "", "skipped": [], "unreadable": {}}
    manifest = publish(_documents(shards, count, years), out, about=about, of_document=lambda _: {}, version="0")
    rows = sum(sum(entry["rows"].values()) for entry in manifest["documents"])
    files = [*out.glob("parquet/**/*.parquet")]
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (
        f"{count:,} documents, {rows:,} rows, {len({file.parent for file in files})} partitions, {len(files)} files:"
        f" {peak_megabytes():.0f} MB at most ({before:.0f} before), {time.perf_counter() - started:.0f} s,"
        f" {used.ru_utime + used.ru_stime:.0f} s of CPU"
    )


if __name__ == "__main__":
    main()
