"""How much of a folder of documents was understood, and what moved since the last survey."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from normalize.announced import announced_tables
from normalize.records import Records
from pipeline.columns import aligned
from pipeline.ledger import Ledger
from pipeline.shards import read_records

#: Surveys kept in OUT/survey.json, the last one last.
_KEPT = 50
#: Documents listed, the worst first, and titles of tables of no known kind, the commonest first.
_LISTED = 100
#: Tables whose rows are counted.
_COUNTED = (
    *("lines", "projects", "spending_plan", "indicators", "procurement", "assets", "institutions"),
    *("amounts", "sections", "glossary", "cells", "set_aside"),
)


@dataclass(slots=True)
class Trouble:
    """What speaks against one document's data."""

    name: str
    status: str
    printed: int = 0
    unaccounted: int = 0
    failed: int = 0
    """Findings that fail."""
    closed: int = 0
    """Identities that close."""
    tables: int = 0
    certified: int = 0
    announced: int = 0
    """Statutory tables that the contents list."""
    missing: list[str] = field(default_factory=list)
    """Of these, those that were not found."""

    @property
    def share(self) -> float:
        """Unaccounted numbers among those printed, 0 to 1."""
        return self.unaccounted / self.printed if self.printed else 0.0

    @property
    def weight(self) -> tuple[float, int, bool]:
        """Order of the worst: what was not accounted for, then what does not add up, then what was not read."""
        return (self.share, self.failed, self.status == "partial")


@dataclass(slots=True)
class Figures:
    """Counts over all documents, by a name that stays the same from survey to survey."""

    counts: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    """Titles of tables of no known kind."""
    troubles: list[Trouble] = field(default_factory=list)

    def add(self, records: Records) -> None:
        """Count one document."""
        (document,) = records.tables["documents"]
        trouble = Trouble(document.source_name, document.status)
        self.troubles.append(trouble)
        counts = self.counts
        counts["documents"] += 1
        counts[f"status: {document.status}"] += 1
        counts[f"format: {document.source_format}"] += 1
        counts["pages"] += document.page_count or 0
        for table in records.tables["tables"]:
            counts["tables"] += 1
            counts[f"kind: {table.kind}"] += 1
            counts["tables certified"] += table.certified
            counts["identities closed"] += table.identities_closed
            trouble.tables += 1
            trouble.certified += table.certified
            trouble.closed += table.identities_closed
            if table.kind == "other":
                self.unknown[table.title or "(no title)"] += 1
        for each in announced_tables(records):
            trouble.announced += 1
            counts["tables announced"] += 1
            counts["tables announced and found"] += each.printed
            if not each.printed:
                trouble.missing.append(each.name)
        for coverage in records.tables["coverage"]:
            trouble.printed += coverage.numbers_printed
            trouble.unaccounted += coverage.numbers_unaccounted
            counts["numbers printed"] += coverage.numbers_printed
            counts["numbers in records"] += coverage.numbers_in_records
            counts["numbers set aside"] += coverage.numbers_set_aside
            counts["numbers unaccounted"] += coverage.numbers_unaccounted
        for finding in records.tables["findings"]:
            trouble.failed += finding.verdict == "fail"
            counts[f"check: {finding.check_id} {finding.verdict}"] += 1
            counts[f"verdict: {finding.verdict}"] += 1
        for seam in records.tables["seams"]:
            counts[f"seam: {seam.decision}"] += 1
        for name in _COUNTED:
            counts[f"rows: {name}"] += len(records.tables[name])


def survey(out: Path, manifest: dict[str, Any]) -> str:
    """Return the report on the publication under `out`, and keep its figures for the next one."""
    figures = Figures()
    for entry in manifest["documents"]:
        figures.add(read_records(out / entry["records_shard"]))
    history = _history(out)
    ids = {entry["document_id"] for entry in manifest["documents"]}
    these = hashlib.sha256("".join(sorted(ids)).encode()).hexdigest()[:12]
    last = history[-1] if history else None
    comparison = _comparison(figures.counts, these, last)
    before = Counter(last["counts"]) if last else None
    counts = dict(sorted(figures.counts.items()))
    if last is None or before != figures.counts or _digest(last) != these:
        history.append({"versions": manifest["versions"], "documents_digest": these, "counts": counts})
        aside = out / ".survey.json"
        aside.write_text(json.dumps(history[-_KEPT:], ensure_ascii=False, indent=1) + "\n", "utf-8")
        aside.replace(out / "survey.json")
    return "\n".join(
        [
            comparison, "", *_report(figures, before), *_speed(out, ids),
            *_unknown(figures.unknown), *_documents(figures.troubles),
        ]
    )  # fmt: skip


def _comparison(counts: Counter[str], these: str, last: dict[str, Any] | None) -> str:
    """Return with what the figures are compared, and whether any of them moved; `these` tells the documents."""
    if last is None:
        return "the first survey here: the next one says what moved"
    moved = sum(last["counts"].get(name, 0) != counts[name] for name in {*counts, *last["counts"]})
    versions = last["versions"]
    # Surveys kept by earlier releases do not say of which documents they were.
    others = (
        f"; of other documents: {last['counts'].get('documents', 0)} then, {counts['documents']} now"
        if _digest(last) not in (None, these)
        else ""
    )
    return (
        f"compared with the last survey (extract {versions['extract']}, normalize {versions['normalize']}{others}): "
        f"{f'figures that moved: {moved}' if moved else 'nothing moved'}"
    )


def _digest(kept: dict[str, Any]) -> str | None:
    """Return the digest of the documents that a survey was of; earlier releases named it otherwise, or kept none."""
    digest: str | None = kept.get("documents_digest", kept.get("documents"))
    return digest


def _history(out: Path) -> list[dict[str, Any]]:
    path = out / "survey.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else []


def _report(figures: Figures, before: Counter[str] | None) -> Iterator[str]:
    counts = figures.counts
    printed = counts["numbers printed"]
    plain = ("documents", "pages", "tables", "tables certified")
    found = "tables announced and found"
    numbers = ("numbers printed", "numbers in records", "numbers set aside", "numbers unaccounted")
    rows: list[tuple[str, str, str, str]] = []

    def add(name: str, share: str = "") -> None:
        old = before[name] if before is not None else counts[name]
        rows.append((name, f"{counts[name]}", share, f"{counts[name] - old:+d}" if counts[name] != old else ""))

    for name in plain:
        add(name)
    add("tables announced")
    add(found, f"{100 * counts[found] / counts['tables announced']:.2f}%" if counts["tables announced"] else "")
    tried = sum(counts[f"verdict: {verdict}"] for verdict in ("pass", "fail"))
    add("identities closed")
    add("verdict: pass", f"{100 * counts['verdict: pass'] / tried:.2f}%" if tried else "")
    for name in numbers:
        add(name, f"{100 * counts[name] / printed:.2f}%" if printed else "")
    for prefix in ("status: ", "format: ", "kind: ", "seam: ", "rows: ", "verdict: "):
        for name in sorted({each for each in (*counts, *(before or ())) if each.startswith(prefix)}, key=_natural):
            add(name)
    yield from aligned([("figure", "now", "share", "moved"), *rows])
    yield ""
    yield from aligned(_checks(counts, before))


def _natural(name: str) -> tuple[str, int, str]:
    """Order B2 before B10."""
    stem = name.rstrip("0123456789")
    return (stem, int(name[len(stem) :] or -1), name)


def _checks(counts: Counter[str], before: Counter[str] | None) -> list[tuple[str, ...]]:
    """Return a row for each check with its verdicts; what moved stands in brackets."""
    verdicts = ("pass", "fail", "insufficient", "not_applicable")
    names = {*counts, *(before or ())}
    ids = sorted({name.split()[1] for name in names if name.startswith("check: ")}, key=_natural)
    rows: list[tuple[str, ...]] = [("check", *verdicts)]
    for check_id in ids:
        cells = [check_id]
        for verdict in verdicts:
            name = f"check: {check_id} {verdict}"
            moved = counts[name] - before[name] if before is not None else 0
            cells.append(f"{counts[name]}" + (f" ({moved:+d})" if moved else ""))
        rows.append(tuple(cells))
    return rows if ids else []


def _speed(out: Path, ids: set[str]) -> Iterator[str]:
    pages, read, normalized = 0, 0.0, 0.0
    with closing(Ledger(out)) as ledger:
        for document_id, count, extract_seconds, normalize_seconds in ledger.costs():
            if document_id in ids:
                pages += count
                read += extract_seconds
                normalized += normalize_seconds
    if pages:
        yield ""
        yield f"milliseconds a page: extract {1000 * read / pages:.1f}, normalize {1000 * normalized / pages:.1f}"


def _unknown(titles: Counter[str]) -> Iterator[str]:
    if titles:
        yield ""
        yield from aligned([("tables of no known kind", "count"), *_most(titles)], widest=90)


def _most(titles: Counter[str]) -> list[tuple[str, str]]:
    rows = [(title, f"{count}") for title, count in sorted(titles.items(), key=lambda each: (-each[1], each[0]))]
    left = sum(int(count) for _, count in rows[_LISTED:])
    return [*rows[:_LISTED], ("… others", f"{left}")] if left else rows


def _documents(troubles: list[Trouble]) -> Iterator[str]:
    # A failed document has nothing to weigh; it is counted under its status.
    read = [each for each in troubles if each.status != "failed"]
    worst = sorted(read, key=lambda each: (each.weight, each.name), reverse=True)[:_LISTED]
    if not worst:
        return
    yield ""
    rows = [
        (
            "documents, the worst first",
            "status",
            "tables",
            "certified",
            "of contents",
            "closed",
            "failed",
            "unaccounted",
        )
    ]
    rows += [
        (
            each.name, each.status, f"{each.tables}", f"{each.certified}",
            f"{each.announced - len(each.missing)}/{each.announced}" if each.announced else "",
            f"{each.closed}", f"{each.failed}", f"{100 * each.share:.1f}%",
        )
        for each in worst
    ]  # fmt: skip
    yield from aligned(rows, widest=60)
    if len(read) > len(worst):
        yield f"… and {len(read) - len(worst)} more"
    for each in worst:
        if each.missing and not each.tables:
            yield f"{each.name}: prints none of the {each.announced} tables its contents list; are they in another file?"
        elif each.missing:
            yield f"{each.name}: listed in its contents and not found: {'、'.join(each.missing)}"
