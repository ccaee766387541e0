"""Publish a run: write everything aside, then put it in place at once.

Rows stream document by document, so that memory does not grow with the run.
New files are written under OUT/.staging and moved into place when all of them
are complete; what a table or file of an earlier publication held is kept aside
until the last move succeeded. `manifest.json` goes first and comes last: where
it stands, everything beside it belongs together; where a killed run left none,
the next one brings the old publication back. Files that are not ours stay.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from normalize.records import Records
from normalize.schema import TABLES, Document
from publish.database import write_database
from publish.datapackage import describe
from publish.manifest import (
    DATABASE,
    MANIFEST,
    PACKAGE,
    REPLACED,
    STAGING,
    read_manifest,
    recover,
    write_manifest,
)
from publish.partitions import partitions
from publish.spreadsheets import spreadsheets

#: The documents' lines of the manifest in the making.
_ENTRIES = "entries.jsonl"


class OrderError(ValueError):
    """Documents came in another order than that of their ids."""


def publish(
    documents: Iterable[Records],
    out: Path,
    *,
    about: Mapping[str, Any],
    of_document: Callable[[str], Mapping[str, Any]],
    version: str,
) -> dict[str, Any]:
    """Replace the publication under `out`; return its manifest.

    `documents` come in ascending order of document_id, each with exactly one
    row of `documents`. The manifest says of each document what that row says,
    how many rows it has in each table, and what `of_document` adds for its
    id; it begins with what `about` says of the run, and totals by status:
    documents, pages and copies, rows of each table, findings that pass and
    those that fail.

    Raises:
        OrderError: The documents are not in order.
        RowError: A row does not fit its schema.

    """
    recover(out)
    staging = out / STAGING
    staging.mkdir(parents=True)
    try:
        count, totals = _write_rows(documents, staging, of_document)
        write_database(staging / DATABASE, staging / "parquet", TABLES)
        _write_json(staging / PACKAGE, describe(staging, TABLES, version=version))
        write_manifest(staging / MANIFEST, {**about, "totals": totals}, staging / _ENTRIES, count)
        _put_in_place(staging, out / REPLACED, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    shutil.rmtree(out / REPLACED, ignore_errors=True)
    manifest = read_manifest(out)
    assert manifest is not None, "just written"
    return manifest


def _write_rows(
    documents: Iterable[Records], staging: Path, of_document: Callable[[str], Mapping[str, Any]]
) -> tuple[int, dict[str, Counter[str]]]:
    """Write Parquet, CSV and the entries of the manifest; return how many and their totals by status."""
    count = 0
    totals: dict[str, Counter[str]] = {}
    previous = ""
    with (
        partitions(staging / "parquet", TABLES) as parquet,
        spreadsheets(staging / "csv", TABLES) as csv,
        (staging / _ENTRIES).open("wb") as entries,
    ):
        for records in documents:
            (document,) = records.tables["documents"]
            if document.document_id <= previous:
                raise OrderError(f"document {document.document_id} comes after {previous}")
            previous = document.document_id
            for table in TABLES:
                rows = records.tables[table]
                parquet.write(table, records.fiscal_year, rows)
                csv.write(table, records.fiscal_year, rows)
            entry = _entry(document, records)
            entries.write(msgspec.json.encode({**entry, **of_document(document.document_id)}) + b"\n")
            count += 1
            total = totals.setdefault(document.status, Counter())
            verdicts = Counter(each.verdict for each in records.tables["findings"])
            total.update(
                entry["rows"],
                pages=document.page_count or 0,
                copies=len(document.also_named),
                passes=verdicts["pass"],
                failures=verdicts["fail"],
            )
    return count, totals


def _entry(document: Document, records: Records) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "source_name": document.source_name,
        "also_named": document.also_named,
        "source_sha256": document.source_sha256,
        "source_format": document.source_format,
        "department": document.department,
        "fiscal_year": records.fiscal_year,
        "page_count": document.page_count,
        "status": document.status,
        "message": document.message,
        "rows": {table: len(rows) for table, rows in records.tables.items() if rows},
    }


def _put_in_place(staging: Path, replaced: Path, out: Path) -> None:
    """Move every new table and file into place; on an error put the old ones back."""
    undo: list[Callable[[], None]] = []
    parts = [
        *(Path("parquet") / table for table in TABLES),
        *(Path("csv") / f"{table}.csv" for table in TABLES),
        Path(DATABASE),
        Path(PACKAGE),
        Path(MANIFEST),
    ]
    try:
        for part in reversed(parts):
            old, kept = out / part, replaced / part
            if old.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                old.replace(kept)
                undo.append(partial(os.replace, kept, old))
        for part in parts:
            new, place = staging / part, out / part
            place.parent.mkdir(parents=True, exist_ok=True)
            new.replace(place)
            undo.append(partial(os.replace, place, new))
    except BaseException:
        for step in reversed(undo):
            step()
        raise


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
