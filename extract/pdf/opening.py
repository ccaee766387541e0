"""Open a PDF with pdfium: typed errors, and the same reading on every machine."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdfium2 import raw

from extract.errors import DamagedSourceError, EncryptedSourceError
from extract.pdf.stand_in_font import install


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a raw pdfium document and close it at the end.

    Raises:
        EncryptedSourceError: It needs a password.
        DamagedSourceError: pdfium cannot make sense of it.

    """
    document = open_document(path)
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def open_document(path: Path) -> Any:
    """Return a raw pdfium document, for the caller to close; raises as `opened` does."""
    install()
    document = raw.FPDF_LoadDocument(os.fsencode(path) + b"\x00", None)
    if document:
        return document
    match raw.FPDF_GetLastError():
        case raw.FPDF_ERR_PASSWORD:
            raise EncryptedSourceError("The PDF needs a password; ask for a copy without one.")
        case raw.FPDF_ERR_SECURITY:
            raise EncryptedSourceError("The PDF is encrypted in a way that cannot be opened; ask for a plain copy.")
        case _:
            raise DamagedSourceError("The PDF is broken or cut short; download it again.")


def page_count(document: Any) -> int:
    """Return the number of pages of an open raw pdfium document."""
    return int(raw.FPDF_GetPageCount(document))


def metadata_title(document: Any) -> str | None:
    """Return the title in the file's metadata, None if absent."""
    size = raw.FPDF_GetMetaText(document, b"Title", None, 0)
    if size <= 2:
        return None
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", errors="replace").strip() or None
