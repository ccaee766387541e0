"""Drawing what was seen over the page."""

from __future__ import annotations

import pytest
from pdf_writing import ruled, saved, text
from PIL import Image

from extract.documents import read
from extract.pdf.picture import draw_page

TABLE = ruled([100, 200, 300], [700, 680, 660]) + text(104, 686, "项目")


@pytest.mark.parametrize("rotate", [0, 90])
def test_the_picture_has_the_page_shown_and_marks_on_cells(tmp_path, rotate):
    path = saved(tmp_path, TABLE, page=f"/MediaBox[0 0 595 842]/Rotate {rotate}")
    draw_page(path, 1, tmp_path / "page.png")
    with Image.open(tmp_path / "page.png") as picture:
        assert picture.size in ((1190, 1684), (1684, 1190))
        colours = {colour for _, colour in picture.getcolors(1 << 24)}
    assert (0x20, 0x50, 0xFF) in colours
    assert (0xE0, 0x20, 0x20) in colours


def test_a_document_reads_the_same_after_it_was_drawn(tmp_path):
    path = saved(tmp_path, TABLE + "".join(text(100 + 22 * at, 747, each, 22) for at, each in enumerate("审计局")))
    before = read(path, name="x")
    draw_page(path, 1, tmp_path / "page.png")
    assert read(path, name="x") == before
