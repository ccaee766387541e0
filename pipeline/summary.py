"""What `gongkai extract` says at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.batch import Done
from pipeline.columns import aligned

#: Tables whose rows the summary counts.
_COUNTED = ("tables", "lines", "projects", "indicators", "procurement", "amounts", "findings")

#: Documents listed with their reasons; all of them stand in the table `documents`.
_LISTED = 40


def summary(done: Done, out: Path) -> str:
    """Return the counts by status, the documents that are not complete, and where the results are."""
    return "\n".join(_lines(done, out))


def _lines(done: Done, out: Path) -> Iterator[str]:
    documents = done.manifest["documents"]
    yield from aligned(_counts(documents))
    lacking = sorted(
        (each for each in documents if each["status"] != "complete"),
        key=lambda each: (each["status"], each["source_name"]),
    )
    for each in lacking[:_LISTED]:
        yield f"{each['status']}: {each['source_name']}: {each['message']}"
    if len(lacking) > _LISTED:
        yield f"… and {len(lacking) - _LISTED} more (see the table documents)"
    for name, reason in done.manifest["unreadable"].items():
        yield f"cannot be opened: {name}: {reason}"
    notes = [f"new documents: {done.new}, kept from earlier runs: {len(documents) - done.new}"]
    copies = sum(len(each["also_named"]) for each in documents)
    if copies:
        notes.append(f"duplicates: {copies}")
    skipped = done.manifest["skipped"]
    if skipped:
        more = ", …" if len(skipped) > 3 else ""
        notes.append(f"other files skipped: {len(skipped)} ({', '.join(skipped[:3])}{more})")
    yield "; ".join(notes)
    yield f'Results in {out}: pandas.read_parquet("{out}/parquet/lines"), {out}/csv/*.csv, {out}/gongkai.duckdb'


def _counts(documents: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("status", "documents", "pages", *_COUNTED)]
    for status in ("complete", "partial", "failed"):
        chosen = [each for each in documents if each["status"] == status]
        counts: Counter[str] = Counter()
        for each in chosen:
            counts.update(each["rows"])
        pages = sum(each["page_count"] or 0 for each in chosen)
        rows.append((status, f"{len(chosen)}", f"{pages}", *(f"{counts[table]}" for table in _COUNTED)))
    return rows
