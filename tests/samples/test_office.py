"""The second typesetter prints the content too: nothing lost, nothing added, rows cut where its layout says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from samples.generator import Cell, Column, Disclosure, Table
from samples.generator.lettering import broken
from samples.generator.office import OfficeLayout, print_pages, print_pdf, random_office_layout
from samples.lab import CONTENTS
from samples.lab.neighbours import NEIGHBOURS

MAKERS = {**CONTENTS, **NEIGHBOURS}

CharactersOf = Callable[[Disclosure], Counter[str]]
PrintedOf = Callable[[bytes], list[str]]


@pytest.mark.parametrize("name", MAKERS)
def test_every_character_is_printed_once_where_nothing_is_repeated(
    name: str, characters: CharactersOf, printed: PrintedOf
) -> None:
    content = MAKERS[name](7)
    for seed in (1, 4):
        layout = replace(
            random_office_layout(seed), repeat_header=False, repeat_title=False, page_numbers="none", font="embedded"
        )
        assert Counter("".join(printed(print_pdf(content, layout)))) == characters(content)


def test_the_same_layout_gives_the_same_bytes() -> None:
    layout = random_office_layout(3)
    content = CONTENTS["finals"](3)
    assert layout == random_office_layout(3)
    assert print_pdf(content, layout, seed=3) == print_pdf(content, layout, seed=3)


@pytest.mark.parametrize("centring", ["row", "part"])
def test_rows_are_cut_or_moved_as_a_whole(centring: str) -> None:
    content = CONTENTS["county"](0)
    layout = OfficeLayout(page=(510.0, 720.0), font_size=10.0, centring=centring)  # type: ignore[arg-type]
    cut, whole = (
        print_pages(content, replace(layout, breakable_rows=breakable)).cut_rows(content) for breakable in (True, False)
    )
    assert cut
    assert not whole


def test_a_row_taller_than_a_page_is_cut_even_where_rows_are_kept_whole() -> None:
    sentence = "逐村逐户核对登记信息并当场说明补助标准，"
    table = Table((Column(), Column()), ((Cell("项目"), Cell("目标")), (Cell("普查"), Cell(sentence * 30))))
    content = Disclosure("tall", "高行", (table,), 2024)
    made = print_pages(content, OfficeLayout(page=(300.0, 300.0), breakable_rows=False))
    assert made.cut_rows(content) == {(0, 1)}


def test_the_header_is_printed_again_in_the_middle_of_a_form(printed: PrintedOf) -> None:
    content = CONTENTS["county"](0)
    layout = OfficeLayout(page=(510.0, 400.0), margin=36.0, font_size=9.0, page_numbers="none")
    counts = [
        "".join(printed(print_pdf(content, replace(layout, repeat_header=repeat)))).count("指标值确定依据")
        for repeat in (True, False)
    ]
    assert counts[0] > counts[1] == len(content.facts["projects"])


def test_no_line_begins_with_a_closing_mark_and_no_number_is_broken() -> None:
    lines = broken("安排1,234,567.89元，（其中：财政资金1,000,000.00元）。", "embedded", 10.0, 80.0)
    assert "".join(lines) == "安排1,234,567.89元，（其中：财政资金1,000,000.00元）。"
    assert not any(line[0] in "，。）：" for line in lines)
    assert sum("1,234,567.89" in line or "1,000,000.00" in line for line in lines) == 2
