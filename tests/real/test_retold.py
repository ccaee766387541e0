"""The Hebei text's content, typeset as PDF on other pages, gives the records of the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from extract.documents import read
from normalize.folding import fold
from normalize.walk import normalize_document
from samples.generator.retell import retell
from samples.generator.typesetting import Layout, typeset_pdf

#: What a page decides and the content does not; a text dump has no pages and cuts rows elsewhere.
OF_THE_PAGE = {"document_id", "pages", "rejoined", "table_no", "row_no"}
TABLES = ["projects", "spending_plan", "indicators", "procurement", "assets", "institutions", "glossary", "amounts"]


def _content(row: Any) -> dict[str, Any]:
    """Return the fields of a row that its content decides, texts folded: a dump mixes widths and LaTeX."""
    values = {name: value for name, value in msgspec.structs.asdict(row).items() if name not in OF_THE_PAGE}
    return {name: _printed(value) if isinstance(value, str) else value for name, value in values.items()}


def _printed(text: str) -> str:
    return fold(text).replace(r"$\geq", ">=").replace(r"\%$", "%").replace("≥", ">=")


@pytest.mark.parametrize(
    "layout",
    [
        Layout(page=(595.0, 842.0), font_size=9.0, margin=40.0, honour_page_breaks=False),
        Layout(page=(420.0, 595.0), font_size=8.0, margin=40.0, honour_page_breaks=False),
        Layout(page=(842.0, 595.0), font_size=10.5, margin=40.0, honour_page_breaks=False, page_numbers="dashes"),
    ],
    ids=["A4", "A5", "A4 landscape"],
)
def test_the_same_content_on_other_pages_gives_the_same_records(
    disclosures: Path, tmp_path: Path, layout: Layout
) -> None:
    source = next(disclosures.glob("石家庄__*2020*.txt"))
    told = normalize_document(read(source, name=source.name)).tables
    content = retell(told, title="石家庄市工业和信息化局2020年部门预算信息公开情况说明", fiscal_year=2020)
    printed = tmp_path / "retold.pdf"
    printed.write_bytes(typeset_pdf(content, layout))
    retold = normalize_document(read(printed, name=printed.name)).tables
    for name in TABLES:
        assert [_content(row) for row in retold[name]] == [_content(row) for row in told[name]], name
