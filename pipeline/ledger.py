"""What runs remember besides shards: digests of the sources, and what documents cost.

One SQLite file, OUT/shards/ledger.sqlite: it survives being killed at any
moment, and neither reading nor writing it needs memory for all documents.
Without it nothing is lost but time: sources are hashed again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from os import stat_result
from pathlib import Path
from typing import Any

from pipeline.tasks import Outcome

#: A file changed less than so many nanoseconds ago may change again without its times showing it.
_RESTLESS = 2_000_000_000

#: Seconds to wait for somebody else who reads or writes the ledger.
PATIENCE = 5.0

#: Costs written at a time; a killed run forgets at most so many.
_BATCH = 64

_TABLES = """
create table if not exists digests (
    path text primary key, size integer, mtime_ns integer, ctime_ns integer, inode integer, sha256 text
) without rowid;
create index if not exists digests_by_sha256 on digests (sha256);
create table if not exists costs (
    document_id text primary key, pages integer, extract_seconds real, normalize_seconds real
) without rowid;
"""


class Ledger:
    """Digests and costs under OUT; readable before OUT exists, written only after `open`."""

    def __init__(self, out: Path) -> None:
        self._path = out / "shards" / "ledger.sqlite"
        self._fresh: list[tuple[str, int, int, int, int, str]] = []
        self._costs: list[tuple[str, int, float | None, float | None]] = []
        self._connection = sqlite3.connect(self._path, PATIENCE) if self._path.is_file() else None

    def _usable(self) -> sqlite3.Connection:
        """Return a connection to a ledger with all tables, a new one where the old one is damaged."""
        connection = self._connection or sqlite3.connect(self._path, PATIENCE)
        try:
            connection.executescript(_TABLES)
        except sqlite3.OperationalError:
            # Locked, or the disk is full: nothing is wrong with the ledger itself.
            raise
        except sqlite3.DatabaseError:
            # Nothing in it is worth an error.
            connection.close()
            self._path.unlink()
            connection = sqlite3.connect(self._path, PATIENCE)
            connection.executescript(_TABLES)
        return connection

    def _rows(self, query: str, values: Sequence[object] = ()) -> Iterator[Any]:
        """Yield what a query finds: nothing in a ledger that is damaged or busy, for without it only time is lost."""
        if self._connection is not None:
            with suppress(sqlite3.DatabaseError):
                yield from self._connection.execute(query, values)

    def digest(self, path: Path, state: stat_result) -> str | None:
        """Return the SHA-256 of a file that has not changed since it was noted, or None."""
        row = next(
            self._rows(
                "select sha256 from digests where path = ? and size = ? and mtime_ns = ? and ctime_ns = ? and inode = ?",
                (_key(path), state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino),
            ),
            None,
        )
        return None if row is None else str(row[0])

    def note_digest(self, path: Path, state: stat_result, sha256: str) -> None:
        """Note the SHA-256 of a file, `state` taken before it was read."""
        is_at_rest = time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) > _RESTLESS
        # A size that no file has: where it stands is known, but it is read again.
        size = state.st_size if is_at_rest else -1
        self._fresh.append((_key(path), size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino, sha256))

    def paths(self, sha256: str) -> Iterator[Path]:
        """Yield where a source with this digest was seen."""
        for (path,) in self._rows("select path from digests where sha256 = ? order by path", [sha256]):
            yield Path(path)

    def open(self) -> None:
        """Begin to write; OUT belongs to this run now.

        Raises:
            OSError: Somebody else holds the ledger, or it cannot be written to.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._connection = self._usable()
        except sqlite3.OperationalError as error:
            raise OSError(f"shards/ledger.sqlite: {error}") from error
        if self._fresh:
            with _writing(self._connection):
                self._connection.executemany("insert or replace into digests values (?, ?, ?, ?, ?, ?)", self._fresh)
            self._fresh.clear()

    def note_cost(self, document_id: str, outcome: Outcome) -> None:
        """Note what a document cost; a stage that an earlier run did keeps what it cost then."""
        self._costs.append((document_id, outcome.pages, outcome.extract_seconds, outcome.normalize_seconds))
        if len(self._costs) >= _BATCH:
            self.save()

    def save(self) -> None:
        """Write the costs that wait."""
        assert self._connection is not None, "opened before anything is noted"
        with _writing(self._connection):
            self._connection.executemany(
                "insert into costs values (?, ?, ?, ?) on conflict do update set pages = excluded.pages, "
                "extract_seconds = coalesce(excluded.extract_seconds, extract_seconds), "
                "normalize_seconds = coalesce(excluded.normalize_seconds, normalize_seconds)",
                self._costs,
            )
        self._costs.clear()

    def costs(self) -> Iterator[tuple[str, int, float, float]]:
        """Yield (document_id, pages, seconds of extract, seconds of normalize)."""
        yield from self._rows(
            "select document_id, pages, coalesce(extract_seconds, 0), coalesce(normalize_seconds, 0) from costs"
        )

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with closing(self._connection), suppress(sqlite3.ProgrammingError, sqlite3.DatabaseError):
                self._connection.commit()


@contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what the block writes.

    Raises:
        OSError: The disk is full or cannot be written to.
    """
    try:
        with connection:
            yield
    except sqlite3.OperationalError as error:
        raise OSError(f"shards/ledger.sqlite: {error}") from error


def _key(path: Path) -> str:
    # A name that is no text still has bytes.
    return str(path.absolute()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
