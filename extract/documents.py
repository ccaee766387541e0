"""A source file → its pages, whatever the format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pypdfium2 as pdfium
from pypdfium2 import raw

from extract.errors import DamagedSourceError, EmptySourceError, EncryptedSourceError, UnsupportedSourceError
from extract.pdf.page import ENGINE, PageError, metadata_title, page_count, read_page
from extract.pdf.stand_in_font import install as install_stand_in_font
from extract.plaintext import read_plaintext
from extract.records import Extracted, Page, Source
from extract.sniff import sniff

Engine: TypeAlias = Literal["auto", "pdfium"]
"""`auto` takes the first reading of the format; the others insist on one engine."""

_ENGINES = {"pdf": ENGINE}
"""The engine of a format's first reading."""

_BLOCK = 1 << 20
"""Bytes read at a time for the digest."""


@dataclass(frozen=True)
class OpenSource:
    """A source whose pages are read one by one; memory is bounded by a page."""

    source: Source
    page_count: int
    reader: str
    metadata_title: str | None
    pages: Iterator[Page] = field(repr=False)
    """In order, once."""


def read(
    path: Path, *, name: str, engine: Engine = "auto", on_page: Callable[[int, int], None] | None = None
) -> Extracted:
    """Return a document with all its pages.

    `name` is the path that records show; `on_page(done, total)` is called after each page.

    Raises:
        SourceError: The file cannot be read; see `extract.errors`.

    """
    with open_source(path, name=name, engine=engine) as opened:
        pages = []
        for page in opened.pages:
            pages.append(page)
            if on_page is not None:
                on_page(len(pages), opened.page_count)
        return Extracted(opened.source, tuple(pages), opened.reader, opened.metadata_title)


@contextmanager
def open_source(path: Path, *, name: str, engine: Engine = "auto") -> Iterator[OpenSource]:
    """Open a source: what it is first, then its pages as they are asked for.

    Raises:
        SourceError: The file cannot be read; see `extract.errors`.

    """
    kind = sniff(path)
    if engine not in ("auto", _ENGINES.get(kind, "auto")):
        raise UnsupportedSourceError(f"The engine {engine} does not read {kind}; leave the choice to us (auto).")
    if kind == "pdf":
        source = Source(name, _digest(path), path.stat().st_size, kind)
        document = _open_pdf(path)
        try:
            count = page_count(document)
            if not count:
                raise EmptySourceError("The PDF has no pages; ask for the file again.")
            reader = f"{ENGINE} {pdfium.PDFIUM_INFO.build}"
            yield OpenSource(source, count, reader, metadata_title(document), _pdf_pages(document, count))
        finally:
            raw.FPDF_CloseDocument(document)
    elif kind == "text":
        data = path.read_bytes()
        source = Source(name, hashlib.sha256(data).hexdigest(), len(data), kind)
        pages = read_plaintext(data)
        yield OpenSource(source, len(pages), "text", None, iter(pages))
    else:
        raise UnsupportedSourceError(_no_reader(kind))


def _no_reader(kind: str) -> str:
    match kind:
        case "image":
            return "The file is a picture, whatever its name says; put it into a PDF or ask for the original."
        case "unknown":
            return "The file is neither PDF nor text, nor any office format; check how it was downloaded."
        case _:
            return f"There is no reader for {kind} yet; print the file to PDF."


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _open_pdf(path: Path) -> Any:
    """Return a raw pdfium document.

    Raises:
        EncryptedSourceError: It needs a password.
        DamagedSourceError: pdfium cannot make sense of it.

    """
    install_stand_in_font()
    document = raw.FPDF_LoadDocument(str(path).encode() + b"\x00", None)
    if document:
        return document
    match raw.FPDF_GetLastError():
        case raw.FPDF_ERR_PASSWORD:
            raise EncryptedSourceError("The PDF needs a password; ask for a copy without one.")
        case raw.FPDF_ERR_SECURITY:
            raise EncryptedSourceError("The PDF is encrypted in a way that cannot be opened; ask for a plain copy.")
        case _:
            raise DamagedSourceError("The PDF is broken or cut short; download it again.")


def _pdf_pages(document: Any, count: int) -> Iterator[Page]:
    """Read page by page; a page that cannot be loaded does not end the document."""
    for number in range(1, count + 1):
        try:
            yield read_page(document, number)
        except PageError:
            yield Page(number, issue="unreadable", engine=ENGINE)
