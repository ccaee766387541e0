"""What a file is, by its content and not by its name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, TypeAlias

from extract.containers import OLE, ZIP, ole_contents, zip_contents
from extract.decoding import decoded
from extract.errors import DamagedSourceError, EmptySourceError

Format: TypeAlias = Literal[
    "pdf", "text", "html", "xlsx", "xls", "docx", "doc", "office", "zip", "encrypted", "image", "unknown"
]

_HEAD = 1024
"""Bytes in which the PDF mark may stand (the reader's own tolerance)."""

_TEXT_SAMPLE = 1 << 16
"""Bytes looked at to tell text from anything else."""

_PICTURES = re.compile(
    rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|II\*\x00|MM\x00\*|RIFF.{4}WEBP"
    # A text may begin with BM as well: of a bitmap, the second header tells its own length.
    rb"|BM.{12}(?:\x0c|\x28|\x34|\x38|\x40|\x6c|\x7c)\x00\x00\x00",
    re.DOTALL,
)

_TAGS = re.compile(r"<!doctype\s+html|<html|<head|<body|<table|<div|<meta\s", re.IGNORECASE)

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""Characters no text file has; \\x0c (form feed) separates pages of text made from PDF."""


def sniff(path: Path) -> Format:
    """Return the format of a file.

    `office` is an office file of 1997–2003 that is neither document nor workbook; `encrypted` an office file or archive
    that needs a password.

    Raises:
        EmptySourceError: The file has no bytes.
        DamagedSourceError: A ZIP-based office file is cut short.

    """
    with path.open("rb") as stream:
        head = stream.read(_TEXT_SAMPLE)
    if not head:
        raise EmptySourceError("The file is empty; download it again.")
    if head.startswith(OLE):
        return _ole_kind(path)
    if head.startswith(ZIP):
        return _zip_kind(path)  # before PDF: an archive may hold one as it is, near its beginning
    if b"%PDF-" in head[:_HEAD]:
        return "pdf"
    if _PICTURES.match(head):
        return "image"
    text = text_of(head, cut=len(head) == _TEXT_SAMPLE)
    if text is None:
        return "unknown"
    return "html" if _TAGS.search(text[:4096]) else "text"


def _ole_kind(path: Path) -> Format:
    contents = ole_contents(path)
    if contents.is_encrypted:
        return "encrypted"
    if "WordDocument" in contents.names:
        return "doc"
    return "xls" if contents.names & {"Workbook", "Book"} else "office"


def _zip_kind(path: Path) -> Format:
    contents = zip_contents(path)
    if contents is None:
        raise DamagedSourceError("The office file or archive is cut short; download it again.")
    if contents.is_encrypted:
        return "encrypted"
    if any(each.startswith("xl/") for each in contents.names):
        return "xlsx"
    if any(each.startswith("word/") for each in contents.names):
        return "docx"
    return "zip"


def text_of(data: bytes, *, cut: bool = False) -> str | None:
    """Return the text of bytes, None where they are in no encoding we know or hold what no text file has.

    `cut`: the bytes may end inside a character.

    >>> text_of("部门预算".encode("gb18030"))
    '部门预算'
    >>> text_of(b"a" + bytes(9)) is None
    True
    """
    text = decoded(data, cut=cut)
    return None if text is None or _CONTROL.search(text) else text
