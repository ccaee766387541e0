"""What a file is, by its content and not by its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal, TypeAlias

from extract.errors import DamagedSourceError, EmptySourceError

Format: TypeAlias = Literal["pdf", "text", "html", "xlsx", "xls", "docx", "doc", "zip", "image", "unknown"]

_HEAD = 1024
"""Bytes in which the PDF mark may stand (the reader's own tolerance)."""

_TEXT_SAMPLE = 1 << 16
"""Bytes looked at to tell text from anything else."""

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Container of Office 97–2003 files, and of password-protected newer ones."""

_TAGS = re.compile(r"<!doctype\s+html|<html|<head|<body|<table|<div|<meta\s", re.IGNORECASE)


def sniff(path: Path) -> Format:
    """Return the format of a file.

    Raises:
        EmptySourceError: The file has no bytes.
        DamagedSourceError: A ZIP-based office file is cut short.

    """
    with path.open("rb") as stream:
        head = stream.read(_TEXT_SAMPLE)
    if not head:
        raise EmptySourceError("The file is empty; download it again.")
    if b"%PDF-" in head[:_HEAD]:
        return "pdf"
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return "image"
    if head.startswith(_OLE):
        return "doc" if "WordDocument".encode("utf-16-le") in _ole_directory(path) else "xls"
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    text = decoded(head, cut=len(head) == _TEXT_SAMPLE)
    if text is None:
        return "unknown"
    return "html" if _TAGS.search(text[:4096]) else "text"


def _ole_directory(path: Path) -> bytes:
    """Return the bytes that hold stream names; the directory may lie anywhere in the file."""
    return path.read_bytes()


def _zip_kind(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise DamagedSourceError("The office file or archive is cut short; download it again.") from error
    if any(each.startswith("xl/") for each in names):
        return "xlsx"
    if any(each.startswith("word/") for each in names):
        return "docx"
    return "zip"


def decoded(data: bytes, *, cut: bool = False) -> str | None:
    """Return the text of UTF-8, UTF-16 or GB 18030 bytes, None if they are none of these.

    `cut`: the bytes may end inside a character.

    >>> decoded("部门预算".encode("gb18030"))
    '部门预算'
    >>> decoded(bytes(range(256))) is None
    True
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        for trim in range(4 if cut else 1):
            try:
                text = data[: len(data) - trim].decode(encoding)
            except UnicodeDecodeError:
                continue
            if not _CONTROL.search(text):
                return text
    return None


_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters no text file has; \\x0c (form feed) separates pages of text made from PDF."""
