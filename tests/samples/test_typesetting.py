"""Whatever the layout, the PDF holds the content: no character is lost and none is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from samples.content.county_bureau import county_bureau
from samples.content.district_tables import district_tables
from samples.generator import Cell, Column, Disclosure, Layout, Table, random_layout, typeset_pdf
from samples.generator.widths import column_widths

COUNTY = county_bureau()
CONTENTS = {"county": COUNTY, "split": district_tables("split"), "single": district_tables("single")}

CharactersOf = Callable[[Disclosure], Counter[str]]
PrintedOf = Callable[[bytes], list[str]]


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("seed", range(6))
def test_every_character_is_printed_once_where_nothing_is_repeated(
    name: str, seed: int, characters: CharactersOf, printed: PrintedOf
) -> None:
    layout = replace(random_layout(seed), repeat_header=False, repeat_title=False, page_numbers="none", running_head="")
    pages = printed(typeset_pdf(CONTENTS[name], layout))
    assert Counter("".join(pages)) == characters(CONTENTS[name])


def test_the_same_layout_gives_the_same_bytes() -> None:
    layout = random_layout(3)
    assert layout == random_layout(3)
    assert typeset_pdf(COUNTY, layout) == typeset_pdf(COUNTY, layout)


def test_the_indicator_header_comes_again_in_the_middle_of_a_form(printed: PrintedOf) -> None:
    layout = Layout(page=(510, 400), page_numbers="none")
    with_header, without = (
        "".join(printed(typeset_pdf(COUNTY, replace(layout, repeat_header=repeat)))) for repeat in (True, False)
    )
    forms = len(COUNTY.facts["projects"])
    assert without.count("一级指标") == forms
    assert with_header.count("一级指标") > forms


def test_a_row_is_cut_in_the_middle_of_its_cells_or_moves_as_a_whole(printed: PrintedOf) -> None:
    sentences = [each.description for each in COUNTY.facts["indicators"][:6]]
    table = Table(columns=(Column(),), rows=tuple((Cell(sentence),) for sentence in sentences), header=(0, 0))
    content = replace(COUNTY, blocks=(table,))
    layout = Layout(page=(140, 150), margin=20.0, font_size=10.5, page_numbers="none")
    cut, whole = (
        printed(typeset_pdf(content, replace(layout, breakable_rows=breakable))) for breakable in (True, False)
    )
    assert all(any(sentence in page for page in whole) for sentence in sentences)
    assert not all(any(sentence in page for page in cut) for sentence in sentences)
    assert "".join(cut) == "".join(whole) == "".join(sentences)


@pytest.mark.parametrize("borders", ["strokes", "rectangles", "open_sides", "horizontal"])
def test_rules_are_drawn_as_the_layout_says(borders: str) -> None:
    layout = Layout(borders=borders)  # type: ignore[arg-type]
    document = pypdfium2.PdfDocument(typeset_pdf(CONTENTS["split"], layout))
    page = document[1]
    kinds = Counter(each.type for each in page.get_objects())
    paths = kinds[pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    document.close()
    assert paths > 20


def test_a_column_is_never_narrower_than_its_longest_number() -> None:
    for table in CONTENTS["split"].tables:
        size, widths = column_widths(table, 400.0, font_size=10.0, inset=3.0)
        for each in table.placed():
            if each.cell.column_span == 1 and each.cell.text.isascii():
                assert len(each.cell.text) * 0.6 * size < widths[each.column]


def test_wide_tables_may_lie_on_pages_of_their_own() -> None:
    document = pypdfium2.PdfDocument(typeset_pdf(COUNTY, Layout(wide_tables_landscape=13)))
    shapes = [page.get_width() > page.get_height() for page in document]
    document.close()
    assert shapes.count(True) == 1
