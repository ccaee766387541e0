"""Versions of the stages: digests of their source code and of the libraries they stand on.

What a shard says depends on code, so its name carries the code's digest: an
edit makes the shards of that stage, and of no other, stale.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

_HOME = Path(__file__).resolve().parent.parent

#: Code and libraries that decide what a stage says.
_PAGES = ("extract", "pipeline/shards.py")
_RECORDS = (
    "extract/records.py",
    "normalize",
    "pipeline/shards.py",
    "pipeline/document.py",
    "pipeline/second_reading.py",
    # Reasons of documents that could not be done are records too, and so is whether rows fit.
    "pipeline/tasks.py",
    "pipeline/executor.py",
    "publish/columnar.py",
)
_PUBLICATION = ("publish", "normalize/schema.py", "normalize/columns.py")
_READERS = ("pypdfium2", "pdfplumber", "pdfminer.six", "camelot-py", "numpy", "opencv-python-headless", "pillow")
_SEGMENTERS = ("jieba",)
_WRITERS = ("pyarrow", "duckdb")


@dataclass(frozen=True, slots=True)
class Versions:
    """Twelve hexadecimal digits for each stage."""

    extract: str
    normalize: str
    publish: str

    @property
    def text(self) -> str:
        """One line for `documents.extracted_by`."""
        return f"gongkai {release()}, extract {self.extract}, normalize {self.normalize}"


def versions() -> Versions:
    """Return the versions of the code as it stands on disk."""
    return Versions(
        extract=_digest(_PAGES, _READERS),
        normalize=_digest(_RECORDS, _SEGMENTERS),
        publish=_digest(_PUBLICATION, _WRITERS),
    )


@cache
def release() -> str:
    """Return the release that pyproject.toml states; looked up once, for every document names it."""
    return metadata.version("gongkai")


def _digest(parts: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        for path in _code(_HOME / part):
            digest.update(path.relative_to(_HOME).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in libraries:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    return digest.hexdigest()[:12]


def _code(path: Path) -> Iterator[Path]:
    """Yield the files of a module or a package, its data included, in one order everywhere."""
    if path.is_file():
        yield path
        return
    for inner in sorted(path.rglob("*")):
        # Hidden files are those of editors and desktops.
        names = inner.relative_to(path).parts
        if inner.is_file() and "__pycache__" not in names and not any(name.startswith(".") for name in names):
            yield inner
