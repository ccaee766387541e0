"""One document through extract and normalize, into its shards."""

from __future__ import annotations

import dataclasses
import time
from functools import partial

import msgspec

from extract.collecting import rarely_collecting
from extract.documents import read, reread
from extract.errors import SourceError
from extract.records import Extracted
from normalize.walk import normalize_document
from pipeline.second_reading import review
from pipeline.shards import DamagedShardError, read_pages, write_pages, write_records
from pipeline.tasks import Outcome, Task, failed_records
from publish.columnar import check_records


@rarely_collecting()
def process(task: Task) -> Outcome:
    """Read, normalize and keep one document; a source that cannot be read ends as failed.

    Any other error means that our code is wrong, and is left to the caller.
    """
    started = time.perf_counter()
    extracted = _kept_pages(task)
    was_kept = extracted is not None
    if extracted is None:
        try:
            extracted = read(task.found.path, name=task.found.name, engine=task.engine)
        except SourceError as error:
            write_records(task.shards.records, failed_records(task, str(error)))
            return Outcome("failed", str(error))
        if extracted.source.sha256 != task.found.sha256:
            # Written to while we ran: neither the old document nor the new one is there as a whole.
            message = "The file changed while it was read; run again."
            write_records(task.shards.again, failed_records(task, message))
            return Outcome("failed", message)
        write_pages(task.shards.pages, extracted)
    read_at = time.perf_counter()
    records = normalize_document(extracted)
    if extracted.source.format == "pdf":
        reviewed = review(extracted, records, partial(reread, task.found.path))
        records = reviewed.records
        if reviewed.pages_read:
            write_pages(task.shards.pages, reviewed.extracted)
    (row,) = records.tables["documents"]
    records.tables["documents"] = [msgspec.structs.replace(row, extracted_by=task.extracted_by)]
    check_records(records)
    write_records(task.shards.records, records)
    return Outcome(
        row.status,
        row.message,
        pages=len(extracted.pages),
        extract_seconds=None if was_kept else read_at - started,
        normalize_seconds=time.perf_counter() - read_at,
    )


def _kept_pages(task: Task) -> Extracted | None:
    """Return the pages read by an earlier run, or None."""
    if task.force or not task.shards.pages.is_file():
        return None
    try:
        extracted = read_pages(task.shards.pages)
    except DamagedShardError:
        return None
    # The bytes are the same, but the file may have been renamed since.
    return dataclasses.replace(extracted, source=dataclasses.replace(extracted.source, name=task.found.name))
