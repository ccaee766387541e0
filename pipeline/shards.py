"""The two files kept of each document: its pages, and its records.

Both are gzipped JSON under OUT/shards/<2 digits>/<document_id>/. Their names
carry what they depend on, so that a file with the right name is right; they
are written aside and moved, so that a file with the right name is whole. What
the disk damages later is found out by its checksum.

DamagedShardError (ValueError)   a shard cannot be read back
"""

from __future__ import annotations

import gzip
import hashlib
import secrets
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from extract.records import Extracted
from normalize.records import Records
from normalize.schema import TABLES

#: Level 6 takes three times as long for a tenth less.
_GZIP_LEVEL = 3

#: How the names of shards begin that say how a document ended; there is one of each version.
_ENDINGS = ("records-", "limited-", "again-")

#: What a cut, changed or outdated file raises.
_DAMAGES = (FileNotFoundError, gzip.BadGzipFile, EOFError, zlib.error, msgspec.MsgspecError, UnicodeDecodeError)


class DamagedShardError(ValueError):
    """A shard cannot be read back: the disk lost a part of it, or its rows are of another schema."""

    def __init__(self, path: Path, reason: Exception) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


@dataclass(frozen=True, slots=True)
class ShardPaths:
    """Where the shards of a document stand."""

    folder: Path
    pages_key: str
    records_key: str
    limits: str

    @property
    def pages(self) -> Path:
        """What extract made of it."""
        return self.folder / f"pages-{self.pages_key}.json.gz"

    @property
    def records(self) -> Path:
        """What normalize made of it."""
        return self.folder / f"records-{self.records_key}.json.gz"

    @property
    def limited(self) -> Path:
        """Instead of `records`, where the document was given up at the limits of the run."""
        return self.folder / f"limited-{self.records_key}-{self.limits}.json.gz"

    @property
    def again(self) -> Path:
        """Instead of `records`, where something else went wrong than the document: the next run tries again."""
        return self.folder / f"again-{self.records_key}.json.gz"

    @property
    def settled(self) -> bool:
        """Tell whether the document needs no more work."""
        return self.records.is_file() or self.limited.is_file()

    @property
    def done(self) -> Path | None:
        """The shard that says how the document ended, or None where there is none."""
        return next((path for path in (self.records, self.limited, self.again) if path.is_file()), None)


def folder_of(out: Path, document_id: str) -> Path:
    """Return the folder of a document's shards."""
    return out / "shards" / document_id[:2] / document_id


def key(*parts: str) -> str:
    """Return twelve hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def write_pages(path: Path, extracted: Extracted) -> None:
    """Write a pages shard; those of other versions stay until `tidy`."""
    _write(path, msgspec.json.encode(extracted), replaces=(".pages-",))


def read_pages(path: Path) -> Extracted:
    """Return what a pages shard holds.

    Raises:
        DamagedShardError: It cannot be read.
    """
    try:
        return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Extracted)
    except _DAMAGES as error:
        raise DamagedShardError(path, error) from error


def write_records(path: Path, records: Records) -> None:
    """Write a records shard in place of those of the same version; those of others stay until `tidy`.

    Raises:
        msgspec.ValidationError: A row does not fit its class; the message names the place.
    """
    version = path.name.split("-")[1].partition(".")[0]
    # A hidden one is what a killed worker left half-written.
    others = (f"{kind}{version}" for kind in _ENDINGS)
    _write(path, check_shard(records), replaces=(*others, *(f".{kind}" for kind in _ENDINGS)))


def tidy(paths: ShardPaths) -> None:
    """Remove what the document's shards have replaced: only once no publication names it any more."""
    if (done := paths.done) is None:
        return
    for other in paths.folder.iterdir():
        if other not in (paths.pages, done) and other.name.startswith(("pages-", *_ENDINGS)):
            other.unlink(missing_ok=True)


def check_shard(records: Records) -> bytes:
    """Return the content of a records shard, sure to be read back.

    Publication reads the shards of all documents: one that it cannot read would stop it.

    Raises:
        msgspec.ValidationError: A row does not fit its class; the message names the place.
    """
    content = msgspec.json.encode(records)
    _decode(content)
    return content


def read_records(path: Path) -> Records:
    """Return what a records shard holds.

    Raises:
        DamagedShardError: It cannot be read.
    """
    try:
        return _decode(gzip.decompress(path.read_bytes()))
    except _DAMAGES as error:
        raise DamagedShardError(path, error) from error


def _decode(content: bytes) -> Records:
    shard = msgspec.json.decode(content, type=_shard_type())
    return Records(shard.fiscal_year, {name: getattr(shard.tables, name) for name in TABLES})


@cache
def _shard_type() -> Any:
    """Return `Records` with the row class of each table spelled out, as decoding needs it."""
    tables = msgspec.defstruct("Tables", [(name, list[row_type]) for name, row_type in TABLES.items()])  # type: ignore[valid-type]
    return msgspec.defstruct("RecordsShard", [("fiscal_year", int), ("tables", tables)])


def _write(path: Path, content: bytes, *, replaces: tuple[str, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    aside.write_bytes(gzip.compress(content, _GZIP_LEVEL, mtime=0))
    try:
        aside.replace(path)
    except FileNotFoundError:
        # Two machines did the same document, and the other one has tidied up.
        if not path.is_file():
            raise
    for other in path.parent.iterdir():
        if other != path and other.name.startswith(replaces):
            other.unlink(missing_ok=True)
