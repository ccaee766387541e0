"""Write the containers of Office 97–2003, as small or as large as a test wants them."""

from __future__ import annotations

import struct
from collections.abc import Mapping

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR = 512
_IN_HEADER = 109
"""Sectors of the allocation table that the header names; further ones stand in sectors of their own (DIFAT)."""
_LAST, _TABLE, _DIFAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF


def ole(streams: Mapping[str, bytes], *, blank: int = 0, after: int = _LAST) -> bytes:
    """Return an OLE file with these streams.

    In this order: header, allocation table, DIFAT, `blank` empty sectors, directory, a sector for the beginning of each
    stream that is not empty. `after` is the sector said to follow the last one of the directory.
    """
    directories = -(-len(streams) * 128 // _SECTOR)
    rest = blank + directories + sum(map(bool, streams.values()))
    tables = difats = 0
    while tables * 128 < rest + tables + difats:
        tables += 1
        difats = max(0, -(-(tables - _IN_HEADER) // 127))
    directory = tables + difats + blank
    follows = [*[_TABLE] * tables, *[_DIFAT] * difats, *[_FREE] * blank]
    follows += [*range(directory + 1, directory + directories), after]
    follows += [_LAST] * (tables * 128 - len(follows))

    numbers = [*range(tables), *[_FREE] * (_IN_HEADER + 127 * difats - tables)]
    header = OLE + bytes(22) + struct.pack("<HH10xI", 9, 6, tables) + struct.pack("<I4xI", directory, 4096)
    header += struct.pack("<4I", _LAST, 0, tables if difats else _LAST, difats)
    sectors = [header + struct.pack("<109I", *numbers[:_IN_HEADER])]
    sectors += [struct.pack("<128I", *follows[at * 128 : at * 128 + 128]) for at in range(tables)]
    for at in range(difats):
        begin = _IN_HEADER + 127 * at
        more = tables + at + 1 if at + 1 < difats else _LAST
        sectors.append(struct.pack("<128I", *numbers[begin : begin + 127], more))
    sectors += [bytes(_SECTOR)] * blank
    entries, beginnings = b"", []
    for name, content in streams.items():
        text = f"{name}\0".encode("utf-16-le")
        start = directory + directories + len(beginnings) if content else _LAST
        # Streams below 4096 bytes would share sectors.
        entries += struct.pack("<64sHB49xIQ", text, len(text), 2, start, 4096 if content else 0)
        if content:
            beginnings.append(content.ljust(_SECTOR, b"\0"))
    return b"".join([*sectors, entries.ljust(directories * _SECTOR, b"\0"), *beginnings])
