"""Read doubtful pages again with other engines, and decide between the readings.

Normalize names the pages (`normalize.checks.doubts`). Of each, other engines
are asked one after the other; a reading is taken only where it closes what
failed and no other different reading closes it too. Values are never altered
to fit: a page is taken as an engine read it, or left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from extract.errors import SourceError
from extract.records import Extracted, Page
from normalize.checks.doubts import Doubt, closes, doubts_of, gone, numbers_in_cells, same_facts, settled, statement_of
from normalize.folding import fold
from normalize.nested import EngineReading
from normalize.records import Records
from normalize.schema import Finding
from normalize.walk import normalize_document

if TYPE_CHECKING:
    from extract.engines import Engine

Reread: TypeAlias = Callable[[Sequence[int], "Engine"], list[Page]]
"""Pages (from 1) as another engine reads them."""


@dataclass(frozen=True, slots=True)
class SecondReadingSettings:
    """What a second reading may cost."""

    engines: tuple[Engine, ...] = ("pdfium", "pdfplumber", "camelot")
    """Asked in this order, the engine of the first reading left out; camelot costs five times as much a page and 0.5 s to import."""
    most_pages: int = 12
    """Pages of a document that are read again at most; one that fails everywhere was misunderstood, not misread."""
    most_doubts: int = 6
    """Doubts that are followed up; each may normalize the document once for each engine."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document after its doubts were followed up."""

    extracted: Extracted
    """The first readings, with the second ones beside them."""
    records: Records
    pages_read: int = 0
    """Pages that engines read now; kept readings cost nothing."""
    taken: int = 0
    """Doubts that another reading repaired."""


@dataclass(slots=True)
class _Review:
    extracted: Extracted
    reread: Reread
    settings: SecondReadingSettings
    kept: dict[tuple[str, int | None], Page] = field(default_factory=dict)
    pages_read: int = 0

    def pages(self, engine: Engine, numbers: Sequence[int]) -> list[Page]:
        """Return an engine's reading of pages, from those kept where they are there."""
        missing = [number for number in numbers if (engine, number) not in self.kept]
        if missing:
            for page in self.reread(missing, engine):
                self.pages_read += 1
                self.kept[engine, page.number] = page
        return [self.kept[engine, number] for number in numbers if (engine, number) in self.kept]

    def read_ahead(self, doubts: Sequence[Doubt]) -> None:
        """Ask the engine that every doubt is put to for all their pages: a document is opened, its fonts read, once."""
        numbers = sorted({number for doubt in doubts for number in doubt.pages})
        own = next((page.engine for page in self.extracted.pages if page.number in numbers), None)
        engine = next((each for each in self.settings.engines if each != own), None)
        if engine is not None and len(doubts) > 1:
            # Where it fails on one page, each doubt asks for its own.
            with suppress(SourceError):
                self.pages(engine, numbers)


def review(
    extracted: Extracted, records: Records, reread: Reread, settings: SecondReadingSettings | None = None
) -> Reviewed:
    """Follow up the doubts about a document and return what became of it."""
    settings = settings or SecondReadingSettings()
    work = _Review(
        extracted, reread, settings, {(page.engine, page.number): page for page in extracted.second_readings}
    )
    doubts = _within(settings.most_pages, doubts_of(records)[: settings.most_doubts])
    work.read_ahead(doubts)
    taken = 0
    for doubt in doubts:
        repaired = _follow_up(work, records, doubt)
        if repaired is not None:
            work.extracted, records = repaired
            taken += 1
    kept = tuple(work.kept[each] for each in sorted(work.kept, key=lambda key: (key[1] or 0, key[0])))
    return Reviewed(replace(extracted, second_readings=kept), records, work.pages_read, taken)


def _within(most_pages: int, doubts: Sequence[Doubt]) -> list[Doubt]:
    """Return the doubts, the gravest first, whose pages are so many together."""
    found: list[Doubt] = []
    for doubt in doubts:
        if len(doubt.pages) <= most_pages:
            most_pages -= len(doubt.pages)
            found.append(doubt)
    return found


def _follow_up(work: _Review, records: Records, doubt: Doubt) -> tuple[Extracted, Records] | None:
    """Return the document with the reading that repairs the doubt, or None; causes are written into the findings."""
    first = [page for page in work.extracted.pages if page.number in doubt.pages]
    others: list[_Other] = []
    for engine in work.settings.engines:
        if engine == first[0].engine:
            continue
        try:
            pages = work.pages(engine, doubt.pages)
        except SourceError:
            continue
        if len(pages) != len(first) or any(page.issue or not page.grids for page in pages):
            continue
        trial = _with_pages(work.extracted, pages)
        # The same cells make the same records.
        other = _Other(pages, trial, records if _cells(pages) == _cells(first) else normalize_document(trial))
        others.append(other)
        if _agree(first, records, other, doubt):
            # Two parsers of their own see the same: a third would not change it.
            break
    agreed = bool(others) and all(_agree(first, records, other, doubt) for other in others)
    repairs: list[_Other] = []
    for other in others:
        if closes(records, other.records, doubt) and not any(
            same_facts(other.records, known.records, doubt.pages) for known in repairs
        ):
            repairs.append(other)
    if len(repairs) == 1:
        [taken] = repairs
        _mark_taken(taken.records, records, doubt, (first[0].engine, taken.pages[0].engine))
        return taken.extracted, taken.records
    _mark_left(records, doubt, [first, *(other.pages for other in others)], agreed=agreed)
    return None


@dataclass(frozen=True, slots=True)
class _Other:
    """Another engine's reading, and the document that comes of it."""

    pages: list[Page]
    extracted: Extracted
    records: Records


def _cells(pages: Sequence[Page]) -> list[tuple[object, ...]]:
    """Return what a reading of pages says of their tables, white space apart."""
    return [
        (page.number, grid.order, cell.row, cell.column, cell.row_span, cell.column_span, fold(cell.text))
        for page in pages
        for grid in page.grids
        for cell in grid.cells
    ]


def _agree(first: Sequence[Page], records: Records, other: _Other, doubt: Doubt) -> bool:
    """Tell whether another reading finds the same numbers in the same cells."""
    numbers = numbers_in_cells(first)
    return (
        bool(numbers) and numbers == numbers_in_cells(other.pages) and same_facts(records, other.records, doubt.pages)
    )


def _with_pages(extracted: Extracted, pages: Sequence[Page]) -> Extracted:
    by_number = {page.number: page for page in pages}
    return replace(extracted, pages=tuple(by_number.get(page.number, page) for page in extracted.pages))


def _mark_taken(records: Records, before: Records, doubt: Doubt, engines: tuple[str, str]) -> None:
    """Say in the findings that passed now, and in the tables, that another reading was taken."""
    failed = {_key(each): each for each in doubt.findings}
    findings: list[Finding] = records.tables["findings"]
    # A row that was not there is compared in other words once it is: by its number between the same tables.
    told = {_key(each) for each in findings}
    lacking = {_numbers(each): each for each in doubt.findings if _key(each) not in told}
    for index, each in enumerate(findings):
        old = failed.get(_key(each)) or lacking.get(_numbers(each))
        if old is not None and each.verdict == "pass":
            readings = [EngineReading(engines[0], _told(old)), EngineReading(engines[1], _told(each))]
            findings[index] = msgspec.structs.replace(each, cause="reading", readings=readings)
    findings.extend(
        msgspec.structs.replace(
            each, verdict="pass", severity="info", cause="reading", readings=[EngineReading(engines[0], each.message)],
            message=f"{each.message.rstrip('。')}：{engines[0]}的读数如此，{engines[1]}的读数无此问题，已采用。",
        )
        for each in doubt.findings
        if gone(each, records)
    )  # fmt: skip
    # A reading taken earlier in this document stays recorded.
    earlier = {_key(each): each for each in before.tables["findings"] if each.cause == "reading"}
    for index, each in enumerate(findings):
        if each.cause is None and _key(each) in earlier and each.verdict == "pass":
            findings[index] = msgspec.structs.replace(each, cause="reading", readings=earlier[_key(each)].readings)
    present = {_key(each) for each in findings}
    findings.extend(each for key, each in earlier.items() if key not in present)
    records.tables["tables"] = [
        msgspec.structs.replace(table, reading=engines[1]) if set(table.pages) & set(doubt.pages) else table
        for table in records.tables["tables"]
    ]


def _mark_left(records: Records, doubt: Doubt, readings: Sequence[Sequence[Page]], *, agreed: bool) -> None:
    """Write the cause of failures that no reading repaired."""
    findings: list[Finding] = records.tables["findings"]
    causes = {id(each): cause for each, cause in settled(findings, doubt, records.tables["seams"], agreed=agreed)}
    for index, each in enumerate(findings):
        if id(each) in causes:
            told = [EngineReading(pages[0].engine, _seen(each, pages)) for pages in readings]
            findings[index] = msgspec.structs.replace(each, cause=causes[id(each)], readings=told)


def _key(finding: Finding) -> tuple[str, str, tuple[int, ...]]:
    return finding.check_id, statement_of(finding), tuple(finding.pages)


def _numbers(finding: Finding) -> tuple[str, tuple[int, ...], Decimal | None]:
    return finding.check_id, tuple(finding.table_nos), finding.actual


def _told(finding: Finding) -> str:
    return f"{finding.actual_text}；{finding.expected_text}"


def _seen(finding: Finding, pages: Sequence[Page]) -> str:
    """Return which of the numbers compared a reading finds in the cells of the pages."""
    numbers = {number for _, number in numbers_in_cells(pages)}
    compared = [finding.actual_text or "", *(finding.expected_text or "").split(" + ")]
    return "；".join(text for text in compared if text.replace(",", "") in numbers)
