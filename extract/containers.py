"""What a ZIP or OLE container holds, told from some reads of bounded size.

Both keep a directory of what is inside. It is looked through, never unpacked,
and wherever it is broken or leads in a circle, what was found so far counts.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Office 97–2003 files begin, and password-protected newer ones."""
ZIP = b"PK\x03\x04"

_DIRECTORY_BYTES = 1 << 20
"""Of the directory, looked at: some ten thousand entries of a ZIP, eight thousand of an OLE file."""

_DIFAT_SECTORS = 1 << 10
"""Sectors of an OLE file that name those of its allocation table, followed at most: enough for 8 GB."""

_ZIP_ENTRY = b"PK\x01\x02"
_ZIP_END = b"PK\x05\x06"
_ZIP_END_REACH = 22 + 0xFFFF
"""Bytes at the end of a ZIP in which its end record begins: the record and its longest comment."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The directory of a container."""

    names: frozenset[str]
    is_encrypted: bool
    """Something in it needs a password."""


def zip_contents(path: Path) -> Contents | None:
    """Return what a ZIP archive holds, None where its directory is missing: the file is cut short."""
    with path.open("rb") as file:
        directory = _zip_directory(file)
    if directory is None:
        return None
    names = set()
    is_encrypted = False
    at = 0
    while directory[at : at + 4] == _ZIP_ENTRY and len(directory) >= at + 46:
        (flags,) = struct.unpack_from("<H", directory, at + 8)
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        names.add(directory[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        is_encrypted |= bool(flags & 1)
        at += 46 + name + extra + comment
    return Contents(frozenset(names), is_encrypted)


def _zip_directory(file: BinaryIO) -> bytes | None:
    """Return the beginning of the directory, to which the record at the end of the file leads; None without one."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _ZIP_END_REACH))
    tail = file.read()
    at = tail.rfind(_ZIP_END)
    if at < 0 or len(tail) < at + 22:
        return None
    length, start = struct.unpack_from("<II", tail, at + 12)
    file.seek(min(start, size))
    return file.read(min(length, _DIRECTORY_BYTES))


def ole_contents(path: Path) -> Contents:
    """Return the streams of an OLE file.

    Encrypted are: an OOXML file inside (EncryptedPackage), a Word file whose head says so (fEncrypted), a workbook
    with a FilePass record.
    """
    with path.open("rb") as file:
        streams = dict(_ole_streams(file))
        is_encrypted = (
            "EncryptedPackage" in streams
            or _word_is_encrypted(streams.get("WordDocument", b""))
            or _book_is_encrypted(streams.get("Workbook") or streams.get("Book") or b"")
        )
    return Contents(frozenset(streams), is_encrypted)


def _ole_streams(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield (name, first sector) of the streams that have sectors of their own; small ones without bytes."""
    file.seek(0)
    header = file.read(512)
    if len(header) < 512:
        return
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in (9, 12):
        return
    size = 1 << shift
    (sector,) = struct.unpack_from("<I", header, 48)

    def read(number: int) -> bytes:
        if number >= 0xFFFFFFF0:
            return b""
        file.seek((number + 1) * size)
        return file.read(size)

    table = _AllocationTable(header, read, size // 4)

    seen: set[int] = set()
    while sector not in seen and len(seen) * size < _DIRECTORY_BYTES:
        seen.add(sector)
        directory = read(sector)
        for at in range(0, len(directory) - 127, 128):
            entry = directory[at : at + 128]
            (length,) = struct.unpack_from("<H", entry, 64)
            start, stream_size = struct.unpack_from("<II", entry, 116)
            name = entry[: min(length, 64)].decode("utf-16-le", "replace").rstrip("\0")
            if name:
                # Streams below 4096 bytes share sectors.
                yield name, read(start) if entry[66] == 2 and stream_size >= 4096 else b""
        if (follows := table.after(sector)) is None:
            return
        sector = follows


class _AllocationTable:
    """Which sector follows which.

    The header names the first 109 sectors of the table itself, enough for 7 MB;
    a chain of further sectors (DIFAT) names the others and is followed as far as is asked for.
    """

    def __init__(self, header: bytes, read: Callable[[int], bytes], words: int) -> None:
        self._read = read
        self._words = words
        """Numbers that a sector holds."""
        self._parts = list(struct.unpack_from("<109I", header, 76))
        (self._more,) = struct.unpack_from("<I", header, 68)
        self._seen: set[int] = set()

    def after(self, sector: int) -> int | None:
        """Return the sector that follows, None where the table is broken."""
        part, within = divmod(sector, self._words)
        while part >= len(self._parts):
            names = self._read(self._more)
            if self._more in self._seen or len(self._seen) == _DIFAT_SECTORS or len(names) < self._words * 4:
                return None
            self._seen.add(self._more)
            *parts, self._more = struct.unpack(f"<{self._words}I", names)
            self._parts += parts
        follow = self._read(self._parts[part])
        return struct.unpack_from("<I", follow, within * 4)[0] if len(follow) >= within * 4 + 4 else None


def _word_is_encrypted(head: bytes) -> bool:
    """Tell from flag fEncrypted of the file information block."""
    return len(head) >= 12 and bool(struct.unpack_from("<H", head, 10)[0] & 0x0100)


def _book_is_encrypted(head: bytes) -> bool:
    """Tell from a record FilePass, which stands among the first of a workbook."""
    at = 0
    while at + 4 <= len(head):
        kind, length = struct.unpack_from("<HH", head, at)
        if kind == 0x002F:
            return True
        at += 4 + length
    return False
