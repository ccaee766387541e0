"""Doubtful pages are read again, and a reading is taken only where it alone closes what failed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from extract.documents import read
from extract.engines import Engine
from extract.records import Extracted, Page, TextLine
from normalize.schema import Finding
from normalize.walk import normalize_document
from pipeline.second_reading import Reviewed, SecondReadingSettings, review

SAMPLES = Path(__file__).parents[2] / "samples"

ANOTHER_AMOUNT = ("9,146.62", "19,146.62", 3)
"""A carry-over in 收入总表 of the district, a misreading of it, and its page."""


@pytest.fixture(scope="module")
def district() -> Extracted:
    path = next(path for path in SAMPLES.iterdir() if path.name.startswith("平川"))
    return read(path, name=path.name)


@pytest.fixture(scope="module")
def county() -> Extracted:
    path = next(path for path in SAMPLES.iterdir() if path.name.startswith("澄岭") and path.suffix == ".pdf")
    return read(path, name=path.name)


def with_number(extracted: Extracted, old: str, new: str, page_number: int) -> Extracted:
    """Return the document with one cell of a page printing, or read as, another number."""

    def changed(page: Page) -> Page:
        if page.number != page_number:
            return page
        found = False
        grids = []
        for grid in page.grids:
            cells = []
            for cell in grid.cells:
                hit = cell.text == old and not found
                found = found or hit
                cells.append(msgspec.structs.replace(cell, lines=(TextLine(new),)) if hit else cell)
            grids.append(replace(grid, cells=tuple(cells)))
        assert found
        return replace(page, grids=tuple(grids))

    return replace(extracted, pages=tuple(changed(page) for page in extracted.pages))


def engines_reading(
    by_engine: dict[str, Extracted], asked: list[tuple[str, int]] | None = None
) -> Callable[..., list[Page]]:
    def reread(numbers: Sequence[int], engine: Engine) -> list[Page]:
        if asked is not None:
            asked.extend((engine, number) for number in numbers)
        return [replace(page, engine=engine) for page in by_engine[engine].pages if page.number in numbers]

    return reread


def reviewed(first: Extracted, by_engine: dict[str, Extracted], **settings: object) -> Reviewed:
    return review(
        first,
        normalize_document(first),
        engines_reading(by_engine),
        SecondReadingSettings(**settings),  # type: ignore[arg-type]
    )


def failed(each: Reviewed) -> list[Finding]:
    return [finding for finding in each.records.tables["findings"] if finding.verdict == "fail"]


def an_amount(extracted: Extracted) -> tuple[str, int]:
    """Return an amount of 支出总表 and its page; it stands in sums of its row and of its column."""
    records = normalize_document(extracted)
    [table] = [each for each in records.tables["tables"] if each.kind == "B3"]
    lines = [each for each in records.tables["lines"] if each.table_no == table.table_no and each.measure == "basic"]
    line = next(each for each in lines if each.code_level == 3 and len(each.amount_text) > 8)
    return line.amount_text, line.pages[0]


def test_a_digit_misread_is_repaired_by_another_engine(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(district, old, old[:-1] + ("1" if old[-1] != "1" else "2"), page)
    done = reviewed(misread, {"pdfplumber": district, "camelot": district})
    assert done.taken == 1
    assert failed(done) == []
    repaired = [each for each in done.records.tables["findings"] if each.cause == "reading"]
    assert repaired
    assert [reading.engine for reading in repaired[0].readings] == ["pdfium", "pdfplumber"]
    assert {table.reading for table in done.records.tables["tables"] if page in table.pages} == {"pdfplumber"}


def test_a_row_that_another_engine_finds_is_told_to_be_misread(district: Extracted) -> None:
    records = normalize_document(district)
    [table] = [each for each in records.tables["tables"] if each.kind == "B3"]
    code = next(each for each in records.tables["lines"] if each.table_no == table.table_no and each.code_level == 1)

    def without(page: Page) -> Page:
        if page.number != code.pages[0]:
            return page
        grids = []
        for grid in page.grids:
            lost = {cell.row for cell in grid.cells if cell.text == code.code}
            cells = (msgspec.structs.replace(each, lines=()) if each.row in lost else each for each in grid.cells)
            grids.append(replace(grid, cells=tuple(cells)))
        return replace(page, grids=tuple(grids))

    blind = replace(district, pages=tuple(without(page) for page in district.pages))
    done = reviewed(blind, {"pdfplumber": district, "camelot": district})
    assert (done.taken, failed(done)) == (1, [])
    assert "reading" in {each.cause for each in done.records.tables["findings"]}


def test_a_number_misprinted_is_the_documents_own_fault(district: Extracted) -> None:
    old, page = an_amount(district)
    misprinted = with_number(district, old, old[:-1] + ("1" if old[-1] != "1" else "2"), page)
    done = reviewed(misprinted, {"pdfplumber": misprinted, "camelot": misprinted})
    assert done.taken == 0
    assert {each.cause for each in failed(done)} == {"document"}
    assert all(each.readings for each in failed(done))


def test_where_engines_disagree_and_none_closes_the_cause_is_unknown(district: Extracted) -> None:
    old, page = an_amount(district)
    first = with_number(district, old, "1" + old, page)
    second = with_number(district, old, "2" + old, page)
    done = reviewed(first, {"pdfplumber": second, "camelot": second})
    assert done.taken == 0
    assert {each.cause for each in failed(done)} == {"unknown"}


def test_a_reading_without_tables_closes_nothing(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(district, old, "1" + old, page)
    blind = replace(district, pages=tuple(replace(each, grids=()) for each in district.pages))
    done = reviewed(misread, {"pdfplumber": blind, "camelot": blind})
    assert done.taken == 0
    assert {each.cause for each in failed(done)} == {"unknown"}


def test_only_the_doubtful_pages_are_read_again_and_kept(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(district, old, "1" + old, page)
    asked: list[tuple[str, int]] = []
    records = normalize_document(misread)
    done = review(misread, records, engines_reading({"pdfplumber": district, "camelot": district}, asked))
    assert page in {number for _, number in asked}
    assert len({number for _, number in asked}) < len(district.pages)
    assert [(each.engine, each.number) for each in done.extracted.second_readings] == sorted(
        set(asked), key=lambda each: (each[1], each[0])
    )
    assert done.extracted.pages == misread.pages
    asked.clear()
    again = review(done.extracted, normalize_document(misread), engines_reading({}, asked))
    assert (asked, again.taken, again.pages_read) == ([], 1, 0)


def test_an_engine_opens_the_document_once_for_several_doubts(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(with_number(district, old, "1" + old, page), *ANOTHER_AMOUNT)
    asked: list[tuple[Sequence[int], str]] = []

    def reread(numbers: Sequence[int], engine: Engine) -> list[Page]:
        asked.append((numbers, engine))
        return engines_reading({"pdfplumber": district, "camelot": district})(numbers, engine)

    done = review(misread, normalize_document(misread), reread)
    assert done.taken == 2
    assert [numbers for numbers, engine in asked if engine == "pdfplumber"] == [[ANOTHER_AMOUNT[2], page]]


def test_doubts_about_more_pages_than_may_be_read_are_left(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(with_number(district, old, "1" + old, page), *ANOTHER_AMOUNT)
    one = reviewed(misread, {"pdfplumber": district, "camelot": district}, most_pages=1)
    assert one.taken == 1
    assert len({each.number for each in one.extracted.second_readings}) == 1


def test_the_pages_read_again_are_bounded(district: Extracted) -> None:
    old, page = an_amount(district)
    misread = with_number(district, old, "1" + old, page)
    done = reviewed(misread, {"pdfplumber": district, "camelot": district}, most_pages=0)
    assert (done.pages_read, done.taken) == (0, 0)
    assert {each.cause for each in failed(done)} == {"unknown"}


def test_a_document_without_doubts_is_not_read_again(district: Extracted) -> None:
    done = reviewed(district, {})
    assert done.pages_read == 0


@pytest.mark.parametrize(
    ("number", "page", "misread", "check"), [("80.00", 5, "800.0", "P-04"), ("45.50", 5, "", "P-03")]
)
def test_what_breaks_a_rule_that_is_no_sum_is_read_again_and_stays_told(
    county: Extracted, number: str, page: int, misread: str, check: str
) -> None:
    done = reviewed(with_number(county, number, misread, page), {"pdfplumber": county, "camelot": county})
    assert failed(done) == []
    [told] = [each for each in done.records.tables["findings"] if each.cause == "reading" and "已采用" in each.message]
    assert (told.check_id, told.verdict) == (check, "pass")


def test_prose_beside_a_list_that_reads_the_same_again_leaves_open_who_is_wrong(county: Extracted) -> None:
    wrong = with_number(county, "3.00", "4.00", 6)
    causes = {each.check_id: each.cause for each in failed(reviewed(wrong, {"pdfplumber": wrong, "camelot": wrong}))}
    assert causes["G-01"] == "document"
    assert causes["G-08"] == "unknown"
