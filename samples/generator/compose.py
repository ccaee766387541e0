"""Put a disclosure together: each call adds what is printed and the records it states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from normalize.schema import TABLES, Document, GlossaryEntry, Section
from normalize.schema import Table as TableFact
from samples.generator.content import Block, Disclosure, Heading, PageBreak, Paragraph, Table, header_paths
from samples.generator.forms import ProjectForm, form_table, indicator_facts, plan_facts, project_fact

_ORDINAL = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、.]")


@dataclass(slots=True)
class Composer:
    """Collects blocks and facts in printed order."""

    stem: str
    title: str
    fiscal_year: int
    blocks: list[Block] = field(default_factory=list)
    facts: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading, which opens a section; level 0 is the document's title, the first line before any section."""
        self.blocks.append(Heading(text, level))
        found = _ORDINAL.match(text)
        number = found.group() if found and level else None
        section = Section(
            document_id="",
            section_no=len(self.facts["sections"]) + 1,
            level=level,
            number_text=number,
            title=text.removeprefix(number or "").strip() if level else None,
            text="" if level else text,
        )
        self.facts["sections"].append(section)

    def paragraph(self, text: str, emphasis: str = "") -> None:
        """Add a paragraph to the section that is open."""
        self.blocks.append(Paragraph(text, emphasis))
        sections = self.facts["sections"]
        if sections:
            open_section = sections[-1]
            sections[-1] = msgspec.structs.replace(
                open_section, text="\n".join(filter(None, (open_section.text, text)))
            )

    def term(self, number: int, term: str, definition: str) -> None:
        """Add a numbered entry of the glossary."""
        self.paragraph(f"{number}、{term}：{definition}", emphasis=term)
        self.facts["glossary"].append(GlossaryEntry(document_id="", term=term, definition=definition))

    def page_break(self) -> None:
        """Begin a new page where the layout honours it."""
        self.blocks.append(PageBreak())

    def table(self, table: Table, *, kind: str, unit: str | None, is_empty: bool = False) -> int:
        """Add a table and return its number."""
        self.blocks.append(table)
        table_no = len(self.facts["tables"]) + 1
        start, stop = table.header
        fact = TableFact(
            document_id="",
            table_no=table_no,
            kind=kind,
            title=table.title,
            unit=unit,
            header_rows=stop - start,
            header=["/".join(path) for path in header_paths(table)],
            column_count=len(table.columns),
            row_count=0 if is_empty else len(table.rows) - (stop - start),
            is_empty=is_empty,
        )
        self.facts["tables"].append(fact)
        return table_no

    def form(self, number: int, form: ProjectForm) -> None:
        """Add a performance form with its project, plan and indicators."""
        table_no = self.table(form_table(number, form), kind="B11", unit="ten_thousand_yuan")
        project_no = len(self.facts["projects"]) + 1
        self.facts["projects"].append(project_fact(form, project_no=project_no, table_no=table_no))
        self.facts["spending_plan"].extend(plan_facts(form, project_no=project_no, table_no=table_no))
        self.facts["indicators"].extend(indicator_facts(form, project_no=project_no, table_no=table_no))

    def state(self, name: str, rows: Sequence[Any]) -> None:
        """Add records of one published table."""
        self.facts[name].extend(rows)

    def finish(self, *, department: str, department_code: str | None, place: str) -> Disclosure:
        """Return the disclosure."""
        document = Document(
            document_id="",
            source_name="",
            source_sha256="",
            source_format="",
            source_bytes=0,
            title=self.title,
            place=place,
            department=department,
            department_code=department_code,
            document_kind="budget",
            table_count=len(self.facts["tables"]),
        )
        self.facts["documents"].append(document)
        facts = {name: tuple(rows) for name, rows in self.facts.items() if rows}
        return Disclosure(self.stem, self.title, tuple(self.blocks), self.fiscal_year, facts)
