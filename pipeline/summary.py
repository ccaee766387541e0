"""What `gongkai extract` says at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from pathlib import Path
from typing import Any

from pipeline.batch import Done
from pipeline.columns import aligned, printable

#: Tables whose rows the summary counts.
_COUNTED = ("tables", "lines", "projects", "indicators", "procurement", "amounts")
#: Outcomes of the checks, which the findings hold apart from those that could not be judged.
_JUDGED = ("passes", "failures")

#: Documents listed with their reasons; all of them stand in the table `documents`.
_LISTED = 40

#: Names told of copies, and of files that something holds for.
_NAMED = 3


def summary(done: Done, out: Path) -> str:
    """Return the counts by status, the documents that are not complete, and where the results are."""
    return "\n".join(_lines(done, out))


def _lines(done: Done, out: Path) -> Iterator[str]:
    totals: dict[str, dict[str, int]] = done.manifest["totals"]
    yield from aligned(_counts(totals))
    lacking = (each for each in done.manifest["documents"] if each["status"] != "complete")
    listed = nsmallest(_LISTED, lacking, key=lambda each: (each["status"], each["source_name"]))
    for each in listed:
        yield f"{each['status']}: {_names(each)}: {each['message']}"
    more = sum(total["documents"] for status, total in totals.items() if status != "complete") - len(listed)
    if more:
        yield f"… and {more} more (see the table documents)"
    for name, reason in done.manifest["unreadable"].items():
        yield f"cannot be opened: {printable(name)}: {reason}"
    notes = [f"new documents: {done.new}, kept from earlier runs: {done.manifest['document_count'] - done.new}"]
    copies = sum(total["copies"] for total in totals.values())
    if copies:
        notes.append(f"duplicates: {copies}")
    if bare := [
        each["source_name"]
        for each in done.manifest["documents"]
        if each["status"] == "complete" and "tables" not in each["rows"]
    ]:
        notes.append(f"complete documents without any table: {_some(bare)}")
    if skipped := done.manifest["skipped"]:
        notes.append(f"files that are no documents: {_some(skipped)}")
    if done.left_out:
        notes.append(
            f"published before, but not among these sources: {done.left_out} (left out; "
            "a run whose sources hold them publishes them again, --keep would have kept them)"
        )
    yield "; ".join(notes)
    if not totals.keys() - {"failed"}:
        yield f"No document could be read; the table documents in {out} says why."
        return
    yield f'Results in {out}: pandas.read_parquet("{out}/parquet/lines"), {out}/csv/*.csv, {out}/gongkai.duckdb'


def _some(names: Sequence[str]) -> str:
    """Return how many, and what the first are called."""
    others = ", …" if len(names) > _NAMED else ""
    return f"{len(names)} ({', '.join(map(printable, names[:_NAMED]))}{others})"


def _names(entry: dict[str, Any]) -> str:
    """Return what a document is called, and where else it lies: that file cannot be read either."""
    others = entry["also_named"]
    if not others:
        return printable(entry["source_name"])
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return f"{printable(entry['source_name'])} (also {', '.join(map(printable, others[:_NAMED]))}{more})"


def _counts(totals: dict[str, dict[str, int]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [("status", "documents", "pages", *_COUNTED, *_JUDGED)]
    for status in ("complete", "partial", "failed"):
        total = totals.get(status, {})
        rows.append((status, *(f"{total.get(name, 0)}" for name in ("documents", "pages", *_COUNTED, *_JUDGED))))
    return rows
