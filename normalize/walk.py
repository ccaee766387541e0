"""One document from its pages to its records: chain, rejoin, kind, records, ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from extract.records import Extracted, Page
from normalize.assemble import Assembled, assemble
from normalize.assets import assets_of
from normalize.beside import keys_of, stands_beside
from normalize.captions import Layout, lay_out
from normalize.chain import Chain, chain
from normalize.checks import check
from normalize.checks.certificates import Certificate
from normalize.column_years import column_year
from normalize.corrections import correct, read_corrections
from normalize.coverage import Count, account, around_table, outside_tables
from normalize.form_amounts import leave_numbers
from normalize.forms import unit_of_head
from normalize.glossary import glossary_of
from normalize.identity import Identity, identify, statements_of
from normalize.indicator_blocks import indicators_above
from normalize.indicator_columns import has_indicators, roles_of
from normalize.institutions import institutions_of
from normalize.kinds import Kind, classify
from normalize.lines import lines_of
from normalize.money import Unit, is_number
from normalize.nested import CellPart
from normalize.performance import evaluated_project, indicators_of, projects_of
from normalize.procurement import procurement_of
from normalize.project_lists import listed_projects
from normalize.projects import Block, parts_told
from normalize.prose import PlacedParagraph, ProseParagraph, join_prose
from normalize.quotes import Place, amounts_in, quoted_amounts
from normalize.records import Records
from normalize.row_keys import RowKey
from normalize.schema import Cell, Coverage, Document, Project, Table
from normalize.seams import seams_of
from normalize.sections import outline_of, sections_of
from normalize.spending_plan import plan_cells, spending_plan_of
from normalize.tables import Ledger, LogicalTable, Part, TableCell, TableRow


def normalize_document(extracted: Extracted) -> Records:
    """Return all records of a document, from its pages alone."""
    return _Walk(extracted).records()


@dataclass(slots=True)
class _Reading:
    """A logical table with what it was taken for and what became of its cells."""

    chain: Chain
    assembled: Assembled
    table: LogicalTable
    kind: Kind
    ledger: Ledger = field(default_factory=Ledger)
    keys: list[RowKey] = field(default_factory=list)
    """What its rows are about, where the other half of the sheet says it."""


class _Walk:
    def __init__(self, extracted: Extracted) -> None:
        self.extracted = extracted
        self.document_id = extracted.source.document_id
        self.layout: Layout = lay_out(extracted.pages)
        chains = chain(self.layout.grids)
        assembled = [assemble(each, number) for number, each in enumerate(chains, start=1)]
        self.prose = _prose(self.layout, chains)
        captions = [line for each in assembled for line in each.table.above]
        stated = statements_of(each.table for each in assembled)
        headings = [text for each in assembled for column in each.table.columns for text in column.path]
        self.identity: Identity = identify(
            self.prose, captions, stated=stated, headings=headings, metadata_title=extracted.metadata_title
        )
        unit = _usual_unit(each.table for each in assembled)
        self.readings: list[_Reading] = []
        self.parts: list[tuple[Project, TableRow, str]] = []
        borrowed: set[int] = set()
        for each, one in zip(chains, assembled, strict=True):
            table = (
                one.table
                if one.table.unit
                else replace(one.table, unit=unit_of_head(one.table.rows[: one.table.head_rows]))
            )
            if table.unit is None and each.pieces[0].placed.under and self.readings:
                above = self.readings[-1].table
                table = replace(table, unit=above.unit)
                if above.table_no in borrowed:
                    borrowed.add(table.table_no)
            elif table.unit is None and unit:
                borrowed.add(table.table_no)
                table = replace(table, unit=unit)
            kind = classify(table, document_kind=self.identity.document_kind)
            reading = _Reading(each, one, table, kind)
            if self.readings and stands_beside(before := self.readings[-1].table, table):
                if one.table.unit is None and before.table_no in borrowed:
                    borrowed.add(table.table_no)
                else:
                    borrowed.discard(table.table_no)
                half = replace(table, unit=table.unit if one.table.unit else before.unit)
                reading = _Reading(each, one, half, self.readings[-1].kind, keys=keys_of(before))
            self.readings.append(reading)
        self.out = Records(fiscal_year=self.identity.fiscal_year, borrowed_units=frozenset(borrowed))

    def records(self) -> Records:
        self._tables()
        self._statutory()
        self._performance()
        self._narrative()
        self.out.tables["seams"] = list(
            seams_of(
                [each.chain for each in self.readings], [each.assembled for each in self.readings], self.document_id
            )
        )
        self._document()
        self._ledger()
        return self.out

    def _tables(self) -> None:
        for reading in self.readings:
            self.out.tables["cells"].extend(_cells(reading.table, self.document_id))

    def _statutory(self) -> None:
        rows = self.out.tables
        for reading in self.readings:
            table, kind, ledger = reading.table, reading.kind.id, reading.ledger
            if kind == "B0":
                rows["institutions"].extend(institutions_of(table, document_id=self.document_id, ledger=ledger))
            if kind == "B13":
                rows["procurement"].extend(procurement_of(table, document_id=self.document_id, ledger=ledger))
            if kind == "B15":
                rows["assets"].extend(assets_of(table, document_id=self.document_id, ledger=ledger))
            lines = lines_of(table, kind, document_id=self.document_id, ledger=ledger, keys=reading.keys)
            year = self.identity.fiscal_year
            rows["lines"].extend(
                msgspec.structs.replace(each, year=column_year(each.column, each.measure, year)) for each in lines
            )

    def _performance(self) -> None:
        rows = self.out.tables
        plans = [plan_cells(reading.table) for reading in self.readings]
        months = {each.month for plan in plans for each in plan}
        for reading, plan in zip(self.readings, plans, strict=True):
            table, ledger = reading.table, reading.ledger
            blocks = self._projects(reading)
            rows["projects"].extend(block.project for block in blocks)
            if blocks:
                self.parts.extend(parts_told(table, blocks, ledger))
            owner = blocks[0].project if blocks else None
            rows["indicators"].extend(indicators_above(table, owner, document_id=self.document_id, ledger=ledger))
            for block in blocks:
                rows["indicators"].extend(
                    indicators_of(table, block.rows, block.project, document_id=self.document_id, ledger=ledger)
                )
                rows["spending_plan"].extend(
                    spending_plan_of(
                        plan,
                        block.project,
                        months,
                        document_id=self.document_id,
                        table_no=table.table_no,
                        ledger=ledger,
                    )
                )
            if not blocks and has_indicators(roles_of(table.columns)):
                body = table.rows[table.head_rows :]
                rows["indicators"].extend(indicators_of(table, body, None, document_id=self.document_id, ledger=ledger))
            if reading.kind.id in ("B11", "B12"):
                leave_numbers(table, ledger)

    def _projects(self, reading: _Reading) -> list[Block]:
        first = len(self.out.tables["projects"]) + 1
        table, ledger = reading.table, reading.ledger
        if reading.kind.id == "B11":
            return projects_of(table, document_id=self.document_id, first_no=first, ledger=ledger)
        if reading.kind.id == "B10":
            return listed_projects(table, document_id=self.document_id, first_no=first, ledger=ledger)
        if reading.kind.id == "other":
            return evaluated_project(table, document_id=self.document_id, project_no=first, ledger=ledger)
        return []

    def _narrative(self) -> None:
        rows = self.out.tables
        outline = outline_of(self.prose)
        rows["sections"] = list(sections_of(outline, document_id=self.document_id))
        rows["glossary"] = list(glossary_of(outline, document_id=self.document_id))
        year = self.identity.fiscal_year
        amounts = quoted_amounts(outline, document_id=self.document_id, fiscal_year=year)
        quoting = [(each, each.row_no, each.pages, each.purpose) for each in rows["projects"] if each.purpose] + [
            (each, row.row_no, row.pages, text) for each, row, text in self.parts
        ]
        for project, row_no, pages, text in quoting:
            place = Place(
                table_no=project.table_no, row_no=row_no, project_code=project.project_code, pages=tuple(pages)
            )
            amounts += amounts_in(
                text, place, document_id=self.document_id, fiscal_year=year, first_no=len(amounts) + 1
            )
        rows["amounts"] = list(amounts)

    def _ledger(self) -> None:
        count = Count()
        rows = self.out.tables
        aside = rows["set_aside"]
        findings = rows["findings"]
        for reading in self.readings:
            aside.extend(account(reading.table, reading.ledger, self.document_id, count))
            aside.extend(around_table(reading.chain, reading.assembled, self.document_id, count))
        aside.extend(outside_tables(self.extracted.pages, self.layout, self.document_id))
        rows["tables"] = [_table(each, None, self.document_id) for each in self.readings]
        findings.extend(correct(self.out, self.document_id, read_corrections()))
        checked = check(self.out, self.document_id)
        findings.extend(checked.findings)
        rows["tables"] = [
            _table(each, checked.certificates.get(each.table.table_no), self.document_id) for each in self.readings
        ]
        rows["coverage"] = [
            Coverage(
                document_id=self.document_id,
                numbers_printed=count.printed,
                numbers_in_records=count.in_records,
                numbers_set_aside=count.set_aside,
                numbers_unaccounted=count.unaccounted,
                tables_recognised=sum(each.kind.id != "other" for each in self.readings),
                checks_by_verdict=dict(sorted(Counter(each.verdict for each in findings).items())),
            )
        ]

    def _document(self) -> None:
        source, identity = self.extracted.source, self.identity
        bad = [page for page in self.extracted.pages if page.issue]
        numbered = [page for page in self.extracted.pages if page.number is not None]
        self.out.tables["documents"] = [
            Document(
                document_id=self.document_id,
                source_name=source.name,
                source_sha256=source.sha256,
                source_format=source.format,
                source_bytes=source.size,
                title=identity.title,
                place=identity.place,
                department=identity.department,
                department_code=identity.department_code,
                document_kind=identity.document_kind,
                scope=identity.scope,
                page_count=len(numbered) or None,
                table_count=len(self.readings),
                status="partial" if bad else "complete",
                message=_trouble(bad),
                reader=self.extracted.reader,
            )
        ]


_TROUBLE = {
    "image_only": "only pictures, no text layer",
    "garbled_text": "fonts without a usable mapping to characters",
    "unreadable": "the reader failed on them",
}


def _trouble(pages: Sequence[Page]) -> str | None:
    """Say which pages could not be read, and why."""
    reasons = []
    for issue, words in _TROUBLE.items():
        numbers = [str(page.number) for page in pages if page.issue == issue]
        if numbers:
            reasons.append(f"pages {', '.join(numbers)}: {words}")
    return "; ".join(reasons) or None


def _prose(layout: Layout, chains: Sequence[Chain]) -> list[ProseParagraph]:
    """Return the running text, each paragraph with the number of the last table before it."""
    table_of_grid = [0] + [number for number, each in enumerate(chains, start=1) for _ in each.pieces]
    placed = [PlacedParagraph(each.page, each.paragraph, table_of_grid[grids]) for grids, each in layout.prose]
    return list(join_prose(placed))


def _usual_unit(tables: Iterable[LogicalTable]) -> Unit | None:
    units = Counter(table.unit for table in tables if table.unit)
    return units.most_common(1)[0][0] if units else None


def _cells(table: LogicalTable, document_id: str) -> list[Cell]:
    cells = [_cell(cell, [], document_id, table.table_no) for cell in table.header]
    for row in table.rows:
        cells.extend(_cell(cell, list(row.pages), document_id, table.table_no) for cell in row.own_cells)
    return cells


def _cell(cell: TableCell, pages: list[int], document_id: str, table_no: int) -> Cell:
    printed = {part.page for part in cell.parts if part.page is not None}
    return Cell(
        document_id=document_id,
        table_no=table_no,
        row_no=cell.row_no,
        header_row=cell.header_row,
        column_no=cell.column_no,
        row_span=cell.row_span,
        column_span=cell.column_span,
        is_header=cell.is_header,
        text=cell.text,
        parts=[_part(part) for part in cell.parts],
        pages=sorted(printed) or pages,
    )


def _part(part: Part) -> CellPart:
    x0, top, x1, bottom = part.box or (None, None, None, None)
    return CellPart(part.page, x0, top, x1, bottom, part.text)


def _table(reading: _Reading, certificate: Certificate | None, document_id: str) -> Table:
    table = reading.table
    pages = table.pages
    return Table(
        document_id=document_id,
        table_no=table.table_no,
        kind=reading.kind.id,
        kind_name=reading.kind.name,
        title=table.title,
        unit=table.unit,
        page_first=pages[0] if pages else None,
        page_last=pages[-1] if pages else None,
        fragment_count=len(table.fragments),
        header_rows=table.header_rows,
        header_repeated=any(link.header_repeated for link in reading.chain.links),
        header=[column.name for column in table.columns],
        column_count=len(table.columns),
        row_count=len(table.rows),
        is_empty=_is_empty(table, reading.kind.id),
        confidence=reading.kind.confidence,
        certified=certificate is not None and certificate.certified,
        identities_closed=certificate.identities if certificate else 0,
        reading=table.engine,
        pages=list(pages),
    )


#: Kinds whose tables hold words; without words they are empty, numbers or not.
_OF_WORDS = frozenset({"B0", "B11", "B12", "other"})


def _is_empty(table: LogicalTable, kind: str) -> bool:
    """Tell whether a table is printed without data: no rows, or labels and zeros alone."""
    texts = [cell.text for row in table.rows[table.head_rows :] for cell in row.own_cells if cell.text]
    if kind in _OF_WORDS:
        return not texts
    return not any(character in "123456789" for text in texts if is_number(text) for character in text)
