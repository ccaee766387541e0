"""A source file → its pages, whatever the format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from extract.collecting import rarely_collecting
from extract.engines import Engine
from extract.errors import EmptySourceError, EncryptedSourceError, UnsupportedSourceError
from extract.pdf.opening import metadata_title, opened, page_count
from extract.pdf.page import ENGINE as PDFIUM
from extract.pdf.page import PageError, read_page
from extract.plaintext import read_plaintext
from extract.records import Extracted, Page, Source
from extract.sniff import sniff

__all__ = ["Engine", "OpenSource", "open_source", "read", "reread"]

_NO_TEXT = frozenset((".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".zip", ".rar"))
"""Endings of names that promise another format than plain text."""

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


@rarely_collecting()
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
    if engine != "auto" and kind != "pdf":
        raise UnsupportedSourceError(f"The engine {engine} does not read {kind}; leave the choice to us (auto).")
    if kind == "pdf":
        source = Source(name, _digest(path), path.stat().st_size, kind)
        with opened(path) as document:
            count, title = page_count(document), metadata_title(document)
        if not count:
            raise EmptySourceError("The PDF has no pages; ask for the file again.")
        reader, read_pages = _pdf_reader(engine)
        with closing(read_pages(path, range(1, count + 1))) as pages:
            yield OpenSource(source, count, reader, title, pages)
    elif kind == "text":
        if path.suffix.lower() in _NO_TEXT:
            raise UnsupportedSourceError(
                f"The file is named {path.suffix} but is plain text, as a download that failed may be; download it again, "
                "or name it .txt if it is the disclosure's text."
            )
        data = path.read_bytes()
        source = Source(name, hashlib.sha256(data).hexdigest(), len(data), kind)
        texts = read_plaintext(data)
        yield OpenSource(source, len(texts), "text", None, iter(texts))
    elif kind == "encrypted":
        raise EncryptedSourceError("The office file or archive needs a password; ask for a copy without one.")
    else:
        raise UnsupportedSourceError(_no_reader(kind))


@rarely_collecting()
def reread(path: Path, page_numbers: Sequence[int], engine: Engine) -> list[Page]:
    """Return another engine's reading of some pages (numbered from 1) of a PDF.

    Raises:
        SourceError: The file cannot be read; see `extract.errors`.

    """
    if sniff(path) != "pdf":
        raise UnsupportedSourceError("Only a PDF has a second reading.")
    _, read_pages = _pdf_reader(engine)
    return list(read_pages(path, page_numbers))


def _no_reader(kind: str) -> str:
    match kind:
        case "image":
            return "The file is a picture, whatever its name says; put it into a PDF or ask for the original."
        case "unknown":
            return "The file is neither PDF nor text, nor any office format; check how it was downloaded."
        case "office":
            return "There is no reader for such office files (a presentation, a message, …) yet; print the file to PDF."
        case _:
            return f"There is no reader for {kind} yet; print the file to PDF."


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _pdf_reader(engine: Engine) -> tuple[str, Callable[[Path, Sequence[int]], Generator[Page]]]:
    """Return what a PDF engine calls itself, and how it reads pages; other engines are imported only when asked for."""
    match engine:
        case "pdfplumber":
            from extract import plumber  # noqa: PLC0415

            return plumber.READER, plumber.read_pages
        case "camelot":
            from extract import camelot_reader  # noqa: PLC0415

            return camelot_reader.READER, camelot_reader.read_pages
        case _:
            return f"{PDFIUM} {pdfium.PDFIUM_INFO.build}", _read_with_pdfium


def _read_with_pdfium(path: Path, numbers: Sequence[int]) -> Generator[Page]:
    """Read page by page; a page that cannot be loaded does not end the document."""
    with opened(path) as document:
        for number in numbers:
            try:
                yield read_page(document, number)
            except PageError:
                yield Page(number, issue="unreadable", engine=PDFIUM)
