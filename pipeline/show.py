"""Print a document in the terminal: a list of its tables, or their cells and records as understood, its seams, its prose.

NoSuchDocumentError (LookupError)   nothing, or more than one document, goes by the name given
NotThereError (LookupError)         the document has no such page or table
SourceGoneError (LookupError)       the document's file is not where it was, or not the same any more
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from normalize.records import Records
from normalize.schema import TABLES, Cell, Finding, Seam, Section, SetAside, Table
from pipeline.columns import aligned, printable
from pipeline.shards import read_records

#: Records are shown in these tables; the others are shown in words or stand in the cells.
_RECORD_TABLES = ("lines", "projects", "spending_plan", "indicators", "procurement", "assets", "institutions")

#: Documents listed where several go by the name given.
_NAMED = 20

#: Columns that are the same all over a table, or that no terminal has room for.
_NOT_SHOWN = frozenset({"document_id", "table_no", "pages", "classifications", "other", "kind", "sentence"})


class NoSuchDocumentError(LookupError):
    """Nothing, or more than one document, goes by the name given."""


class NotThereError(LookupError):
    """The document has no such page or table."""


class SourceGoneError(LookupError):
    """The document's file is not where it was, or not the same any more."""


def find_document(manifest: dict[str, Any], words: str) -> dict[str, Any]:
    """Return the manifest's entry whose document_id begins with the words, or whose name holds them.

    Raises:
        NoSuchDocumentError: None or several do; the message lists the several.

    """
    entries: list[dict[str, Any]] = manifest["documents"]
    by_id = [each for each in entries if len(words) >= 4 and each["document_id"].startswith(words.lower())]
    by_name = [each for each in entries if any(words in name for name in (each["source_name"], *each["also_named"]))]
    exact = [each for each in by_name if each["source_name"] == words]
    chosen = by_id or exact or by_name
    if len(chosen) == 1:
        return chosen[0]
    if not chosen:
        raise NoSuchDocumentError(f"no document goes by {words!r}; `gongkai show OUT` lists them")
    names = "\n".join(f"  {each['document_id']}  {printable(each['source_name'])}" for each in chosen[:_NAMED])
    more = "\n  …" if len(chosen) > _NAMED else ""
    raise NoSuchDocumentError(f"{len(chosen)} documents go by {words!r}:\n{names}{more}")


def list_documents(manifest: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each document, by name: what it is called by, how it was read, whose it is."""
    rows = [
        (
            each["document_id"],
            each["status"],
            f"{each['fiscal_year'] or ''}",
            printable(each.get("department") or ""),
            printable(each["source_name"]),
        )
        for each in sorted(manifest["documents"], key=lambda each: each["source_name"])
    ]
    # Names are what a document is asked for by: none is cut.
    yield from aligned([("document_id", "status", "year", "department", "name"), *rows], widest=None)


def draw(entry: dict[str, Any], source: Path | None, page: int, file: Path) -> None:
    """Draw what the reader sees on a page over the page itself, as PNG.

    `source` is the document or the folder it was read from; None looks in the current folder.

    Raises:
        SourceGoneError: The file is not there, is another one by now, or has no such page to draw.

    """
    # Only drawing needs the reader and a picture library.
    from extract.pdf.picture import draw_page  # noqa: PLC0415

    path = _source_path(entry, source)
    if entry["source_format"] != "pdf":
        raise SourceGoneError(f"{entry['source_name']} is {entry['source_format']}; only pages of a PDF can be drawn")
    if page > (entry["page_count"] or 0):
        raise SourceGoneError(f"{entry['source_name']} has {entry['page_count'] or 'no'} pages that can be read")
    file.parent.mkdir(parents=True, exist_ok=True)
    draw_page(path, page, file)


def _source_path(entry: dict[str, Any], source: Path | None) -> Path:
    start = Path() if source is None else source
    names = (entry["source_name"], *entry["also_named"])
    candidates = [start] if start.is_file() else [start / name for name in names]
    there = [path for path in candidates if path.is_file()]
    if not there:
        raise SourceGoneError(
            f"the source {entry['source_name']} is not in {start.resolve()}; say where it lies with --source PATH"
        )
    for path in there:
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() == entry["source_sha256"]:
                return path
    raise SourceGoneError(f"{there[0]} is not the file that was read; its contents changed since")


def show(
    out: Path,
    entry: dict[str, Any],
    *,
    page: int | None,
    table_no: int | None,
    is_whole: bool = False,
    widest: int | None = None,
) -> Iterator[str]:
    """Yield the lines of the view: a list of the tables, or what `page`, `table_no` or the whole document holds.

    Rows are aligned, their texts cut after `widest` columns of the terminal; None tells them whole, parted by tabs.
    """
    records = read_records(out / entry["records_shard"])
    (document,) = records.tables["documents"]
    if page is not None and page > (document.page_count or 0):
        raise NotThereError(f"{document.source_name} has {document.page_count or 'no'} pages")
    if table_no is not None and table_no > document.table_count:
        raise NotThereError(f"{document.source_name} has {document.table_count} tables")
    year = records.fiscal_year or "unknown year"
    yield printable(document.source_name)
    department = printable(document.department or "")
    yield f"{document.document_id}  {document.status}  {document.document_kind}  {year}  {department}"
    if document.message:
        yield printable(document.message)
    if page is None and table_no is None and not is_whole:
        yield from _overview(records)
        return
    tables = [
        each
        for each in records.tables["tables"]
        if (table_no is None or each.table_no == table_no) and (page is None or page in _pages(each))
    ]
    prose = list(_prose(records, page, widest)) if table_no is None else []
    if table_no is None:
        prose.extend(_failures(records, page, {each.table_no for each in tables}))
    if page is not None and not tables:
        yield ""
        if table_no is not None:
            yield f"table {table_no} is not on this page"
        else:
            yield "no table on this page" if prose else "no table and no text on this page"
    for table in tables:
        yield from _table(records, table, page, widest)
    yield from prose
    seams = [each for each in records.tables["seams"] if table_no in (None, each.table_no_before, each.table_no_after)]
    yield from _seams(seams, page, widest)


def _overview(records: Records) -> Iterator[str]:
    """Yield a line for each table, and counts of what stands outside of tables."""
    counts: Counter[tuple[str, int]] = Counter()
    for name in _RECORD_TABLES:
        counts.update((name, row.table_no) for row in records.tables[name])
    fails = Counter(no for each in records.tables["findings"] if each.verdict == "fail" for no in each.table_nos)
    rows = [("table", "kind", "pages", "rows", "fails", "records", "title")]
    for table in records.tables["tables"]:
        first, last = table.page_first, table.page_last
        held = ", ".join(
            f"{counts[name, table.table_no]} {name}" for name in _RECORD_TABLES if (name, table.table_no) in counts
        )
        rows.append(
            (
                f"{table.table_no}",
                table.kind,
                "" if first is None else f"{first}" if first == last else f"{first}-{last}",
                f"{table.row_count}",
                f"{fails[table.table_no] or ''}",
                held,
                _line(table.title or ""),
            )
        )
    if len(rows) > 1:
        yield ""
        yield from aligned(rows, widest=44)
    decisions = Counter(each.decision for each in records.tables["seams"])
    verdicts = Counter(each.verdict for each in records.tables["findings"])
    yield ""
    prose = {each: len(records.tables[each]) for each in ("sections", "glossary")}
    prose["amounts"] = sum(each.table_no is None for each in records.tables["amounts"])
    for name, told in (
        ("outside of tables", prose),
        ("seams", decisions),
        ("findings", verdicts),
    ):
        if any(told.values()):
            yield f"{name}: {', '.join(f'{count} {what}' for what, count in sorted(told.items()) if count)}"
    if len(rows) > 1:
        yield "--table T or --page N prints cells and records, --all the whole document"
    elif any(prose.values()):
        yield "--all prints the sections and quoted amounts"


def _pages(table: Table) -> range:
    return range(table.page_first or 1, (table.page_last or 1) + 1)


def _table(records: Records, table: Table, page: int | None, widest: int | None) -> Iterator[str]:
    yield ""
    pages = _span(table.page_first, table.page_last)
    yield f"== table {table.table_no}: {_line(table.title or '(no title)')}"
    yield (
        f"   {table.kind} {table.kind_name or ''}, {table.unit or 'unit unknown'}, {pages}, {table.fragment_count} "
        f"fragments, {table.row_count} rows, {table.column_count} columns, {table.identities_closed} identities closed"
    )
    cells = [each for each in records.tables["cells"] if each.table_no == table.table_no]
    yield from _columns(_grid(cells, table.column_count, page), widest)
    for name in _RECORD_TABLES:
        rows = [each for each in records.tables[name] if _belongs(each, table.table_no, page)]
        if rows:
            yield f"-- {name}: {len(rows)}"
            yield from _columns(_records(name, rows), widest)
    aside = [each for each in records.tables["set_aside"] if _belongs(each, table.table_no, page)]
    yield from _set_aside(aside, widest)
    for each in records.tables["findings"]:
        if each.verdict == "fail" and table.table_no in each.table_nos:
            yield _failure(each)


def _prose(records: Records, page: int | None, widest: int | None) -> Iterator[str]:
    """Yield the sections, whole even where they go on over the page, the sums quoted there, what was set aside outside of tables."""
    sections: list[Section] = [each for each in records.tables["sections"] if page is None or page in each.pages]
    for each in sections:
        pages = f", {_span(each.pages[0], each.pages[-1])}" if each.pages else ""
        yield ""
        heading = f"{each.number_text or ''}{each.title or ''}" or "(no title)"
        yield f"== section {each.section_no}: {_line(heading)}{pages}"
        yield from map(_line, each.text.split("\n") if each.text else ())
    amounts = [each for each in records.tables["amounts"] if page is None or page in each.pages]
    if amounts:
        yield ""
        yield f"== quoted amounts: {len(amounts)}"
        yield from _columns(_records("amounts", amounts), widest)
    aside = [
        each for each in records.tables["set_aside"] if each.table_no is None and (page is None or page in each.pages)
    ]
    if aside:
        yield ""
        yield from _set_aside(aside, widest)


def _failures(records: Records, page: int | None, shown: set[int]) -> Iterator[str]:
    """Yield the failed checks that stand with none of the tables shown."""
    failed = [
        each
        for each in records.tables["findings"]
        if each.verdict == "fail" and shown.isdisjoint(each.table_nos) and (page is None or page in each.pages)
    ]
    if failed:
        yield ""
    for each in failed:
        yield _failure(each)


def _failure(finding: Finding) -> str:
    return f"-- {finding.check_id} fails ({finding.cause}): {finding.message}"


def _span(first: int | None, last: int | None) -> str:
    return "no pages" if first is None else f"page {first}" if first == last else f"pages {first}-{last}"


def _columns(rows: Sequence[Sequence[str]], widest: int | None) -> Iterator[str]:
    if widest is None:
        yield from map("\t".join, rows)
    else:
        yield from aligned(rows, widest=widest)


def _line(text: str) -> str:
    """Return a printed text as it may stand on one line of a terminal."""
    return printable(re.sub(r"\s", " ", text))


def _set_aside(aside: Sequence[SetAside], widest: int | None) -> Iterator[str]:
    if aside:
        yield f"-- set aside: {len(aside)}"
        rows = [("row", "reason", "text"), *((f"{each.row_no or ''}", each.reason, _line(each.text)) for each in aside)]
        yield from _columns(rows, widest)


def _belongs(row: Any, table_no: int, page: int | None) -> bool:
    return row.table_no == table_no and (page is None or not row.pages or page in row.pages)


def _grid(cells: Sequence[Cell], column_count: int, page: int | None) -> list[list[str]]:
    """Return the cells as rows of text with their numbers in front; header rows are h1, h2 and so on."""
    rows: dict[tuple[int, int], list[str]] = {}
    for cell in cells:
        if page is None or page in cell.pages or cell.is_header:
            at = (cell.row_no, cell.header_row or 0)
            row = rows.setdefault(
                at, [f"h{cell.header_row}" if cell.is_header else f"{cell.row_no}"] + [""] * column_count
            )
            if cell.column_no <= column_count:
                row[cell.column_no] = _line(cell.text)
    return [rows[at] for at in sorted(rows)]


def _records(name: str, rows: Sequence[Any]) -> list[list[str]]:
    """Return the rows as text under their column names, columns that are null throughout left out."""
    columns = [each for each in TABLES[name].__struct_fields__ if each not in _NOT_SHOWN]
    told = [each for each in columns if any(getattr(row, each) not in (None, "", False) for row in rows)]
    return [told, *([_text(getattr(row, each)) for each in told] for row in rows)]


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    return "yes" if value is True else _line(str(value))


def _seams(seams: Sequence[Seam], page: int | None, widest: int | None) -> Iterator[str]:
    chosen = [each for each in seams if page is None or page in (each.page_before, each.page_after)]
    if not chosen:
        return
    yield ""
    yield f"== seams: {len(chosen)}"
    rows = [("pages", "tables", "rows", "decision", "confidence", "evidence")]
    for each in chosen:
        evidence = ", ".join(f"{reason.name} {reason.weight:+g}" for reason in each.evidence)
        rows.append(
            (
                f"{each.page_before}-{each.page_after}",
                f"{each.table_no_before}-{each.table_no_after}",
                f"{each.row_no_before}-{each.row_no_after}",
                each.decision,
                f"{each.confidence:.2f}",
                evidence,
            )
        )
    yield from _columns(rows, widest and 100)
