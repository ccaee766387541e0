"""Records told again are the same content, to be set on other pages."""

from __future__ import annotations

from samples.content.county_bureau import county_bureau
from samples.generator import Layout, dump_text, random_plan, typeset_pdf
from samples.generator.content import Table
from samples.generator.retell import retell

COUNTY = county_bureau()


def test_the_countys_records_make_the_countys_tables_again() -> None:
    again = retell(COUNTY.facts, title=COUNTY.title, fiscal_year=COUNTY.fiscal_year)
    assert [table.title for table in again.tables] == [table.title for table in COUNTY.tables]
    for told, first in zip(again.tables, COUNTY.tables, strict=True):
        assert texts(told) == texts(first)
    for name in ("projects", "spending_plan", "indicators", "procurement", "assets", "institutions"):
        assert again.facts[name] == COUNTY.facts[name]


def texts(table: Table) -> list[tuple[int, int, str]]:
    return [(each.row, each.column, each.cell.text) for each in table.placed()]


def test_the_prose_is_told_in_its_order() -> None:
    again = retell(COUNTY.facts, title=COUNTY.title, fiscal_year=COUNTY.fiscal_year)
    assert [each.title for each in again.facts["sections"]] == [each.title for each in COUNTY.facts["sections"]]
    assert [each.text for each in again.facts["sections"]] == [each.text for each in COUNTY.facts["sections"]]


def test_a_retold_document_can_be_set_and_cut_anywhere() -> None:
    again = retell(COUNTY.facts, title=COUNTY.title, fiscal_year=COUNTY.fiscal_year)
    assert typeset_pdf(again, Layout(page=(420, 595), font_size=9)).startswith(b"%PDF")
    text, facts = dump_text(again, random_plan(again, 1))
    assert facts
    assert again.title in text
