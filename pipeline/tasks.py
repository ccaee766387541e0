"""What one document asks of a worker and what it hands back; light to import, unlike the work itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from extract.errors import SourceError
from extract.sniff import sniff
from normalize.records import Records
from normalize.schema import Document
from pipeline.shards import ShardPaths
from pipeline.sources import Found

if TYPE_CHECKING:
    from extract.documents import Engine


@dataclass(frozen=True, slots=True)
class Task:
    """One document to do, with where its shards go."""

    found: Found
    shards: ShardPaths
    engine: Engine
    """The engine that extract is asked for; "auto" leaves the choice to it."""
    extracted_by: str
    """Versions of the stages, for `documents.extracted_by`."""
    force: bool = False
    """Read the source again even if its pages are kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a document ended, and what it cost."""

    status: str
    message: str | None = None
    pages: int = 0
    extract_seconds: float | None = None
    """None where the pages were kept from an earlier run, or could not be read."""
    normalize_seconds: float | None = None


def failed_records(task: Task, message: str) -> Records:
    """Return the records of a document that could not be done: its row alone, with the reason."""
    records = Records(fiscal_year=0)
    records.tables["documents"] = [
        Document(
            document_id=task.found.document_id,
            source_name=task.found.name,
            source_sha256=task.found.sha256,
            source_format=_format(task.found.path),
            source_bytes=task.found.size,
            status="failed",
            message=message,
            extracted_by=task.extracted_by,
        )
    ]
    return records


def _format(path: Path) -> str:
    try:
        return sniff(path)
    except (SourceError, OSError):
        return "unknown"
