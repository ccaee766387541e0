"""Find the documents among files and folders.

SourcesError (ValueError)   a path that does not exist
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceError
from extract.sniff import sniff, text_of

if TYPE_CHECKING:
    from pipeline.ledger import Ledger

#: Formats in which disclosures are published; also those without a reader yet, so that they are
#: counted as failed, not overlooked.
DOCUMENT_SUFFIXES = frozenset(
    {".pdf", ".txt", ".html", ".htm", ".mht", ".xlsx", ".xls", ".et", ".docx", ".doc", ".wps", ".rtf", ".ofd"}
    | {".zip", ".rar", ".7z"}
)

#: What else lies in folders of downloads: notes, data about the download, pictures, programs.
OTHER_SUFFIXES = frozenset(
    {".md", ".json", ".jsonl", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".toml", ".ini", ".log", ".db", ".duckdb"}
    | {".parquet", ".py", ".js", ".css", ".sh", ".typ", ".ttf", ".otf", ".ico", ".url", ".lnk"}
    | {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".tif", ".tiff"}
)

#: Written by desktop systems beside the user's files.
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})

#: Pages about a folder, not of it; a copy is "README (1).txt". "Notice of the budget.pdf" is a document.
_NOTES = re.compile(r"(readme|licen[cs]e|copying|ofl|notice|changelog)(\d*|[._-].*| ?\(\d+\).*)", re.IGNORECASE)

#: How a PDF begins.
_PDF = b"%PDF-"

#: What is read of a file without a telling name, in bytes.
_HEAD = 65_536
#: Chinese characters in the head that make a nameless text a document; a note of one sentence has fewer.
_MANY = 200
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class SourcesError(ValueError):
    """A path that was given does not exist."""


@dataclass(frozen=True, slots=True)
class Found:
    """One document, read once however often it lies there."""

    path: Path
    name: str
    """Path relative to the folder given, with forward slashes; the smallest among duplicates."""
    sha256: str
    size: int
    """Bytes."""
    also_named: tuple[str, ...] = ()
    """The other names, sorted."""

    @property
    def document_id(self) -> str:
        """First 16 hexadecimal digits of the SHA-256."""
        return self.sha256[:16]


@dataclass(slots=True)
class Discovery:
    """What lies under the sources."""

    documents: list[Found] = field(default_factory=list)
    """By document_id."""
    skipped: list[str] = field(default_factory=list)
    """Names of other files, sorted."""
    unreadable: dict[str, str] = field(default_factory=dict)
    """Names of files and folders that could not be opened, with the system's reason."""


def discover(sources: Sequence[Path], *, without: Path | None = None, ledger: Ledger | None = None) -> Discovery:
    """Return the documents among files and folders, folders searched recursively.

    A file given by name is a document whatever it is called. `without` is a
    folder to leave out: that of the results, should it lie among the sources.
    Files that `ledger` knows unchanged are not read again.

    Raises:
        SourcesError: A path does not exist.

    """
    for source in sources:
        if not source.exists():
            raise SourcesError(f"{source} does not exist")
    found = Discovery()
    by_digest: dict[str, list[tuple[str, Path, int]]] = {}
    for source in sources:
        chosen = (
            [(source, readable_name(source.name))] if source.is_file() else _files(source, without, found.unreadable)
        )
        for path, name in chosen:
            try:
                if not path.is_file():
                    # A link that leads nowhere; what is neither file nor link (a pipe) would keep us waiting.
                    if path.is_symlink():
                        found.unreadable[name] = "the link leads nowhere"
                    else:
                        found.skipped.append(name)
                    continue
                if source.is_dir() and not _is_document(path):
                    found.skipped.append(name)
                    continue
                digest, size = _digest(path, ledger)
                by_digest.setdefault(digest, []).append((name, path, size))
            except OSError as error:
                found.unreadable[name] = error.strerror or str(error)
    for digest, copies in sorted(by_digest.items()):
        (name, path, size), *_ = ordered = sorted(copies)
        others = tuple(sorted({other for other, _, _ in ordered} - {name}))
        found.documents.append(Found(path, name, digest, size, others))
    found.skipped = sorted(set(found.skipped))
    return found


def _digest(path: Path, ledger: Ledger | None) -> tuple[str, int]:
    """Return a file's SHA-256 and size."""
    state = path.stat()
    if ledger is not None and (known := ledger.digest(path, state)) is not None:
        return known, state.st_size
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if ledger is not None:
        ledger.note_digest(path, state, digest)
    return digest, state.st_size


def _files(folder: Path, without: Path | None, unreadable: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the files under a folder with their relative names; each folder once, loops or not.

    Folders that the system does not open are noted in `unreadable`.
    """
    left_out = without.resolve() if without else None
    seen: set[Path] = set()

    def note(error: OSError) -> None:
        closed = Path(error.filename)
        name = folder.absolute().name if closed == folder else closed.relative_to(folder).as_posix()
        unreadable[readable_name(f"{name}/")] = error.strerror or str(error)

    for parent, folders, names in os.walk(folder, onerror=note, followlinks=True):
        here = Path(parent)
        real = here.resolve()
        if real in seen or real == left_out:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(each for each in folders if not _is_hidden(each))
        for name in sorted(names):
            path = here / name
            if not _is_hidden(name):
                yield path, readable_name(path.relative_to(folder).as_posix())


def readable_name(name: str) -> str:
    r"""Return a file's name as text, whatever bytes it is made of.

    Archives packed on Chinese Windows leave names in GB 18030.

    >>> import os
    >>> readable_name(os.fsdecode("预算.pdf".encode("gb18030")))
    '预算.pdf'
    >>> readable_name(os.fsdecode(b"\xff.pdf"))
    '\\xff.pdf'
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        raw = os.fsencode(name)
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return name


def _is_hidden(name: str) -> bool:
    # Word and WPS keep a lock file ~$name beside an open document.
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_FILES


def _is_document(path: Path) -> bool:
    suffix = path.suffix.lower()
    is_note = _NOTES.fullmatch(path.name) is not None
    if suffix in DOCUMENT_SUFFIXES and not is_note:
        return True
    if is_note or suffix in OTHER_SUFFIXES:
        # A notice may be that of a budget, and downloads go by wrong suffixes; a PDF says itself what it is.
        with suppress(OSError), path.open("rb") as file:
            return file.read(len(_PDF)) == _PDF
        return False
    try:
        looks = sniff(path)
    except SourceError:
        return False
    if looks == "text":
        with path.open("rb") as file:
            return len(_CHINESE.findall(text_of(file.read(_HEAD), cut=True) or "")) >= _MANY
    return looks in ("pdf", "html")
