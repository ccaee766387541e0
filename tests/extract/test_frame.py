"""Rotation and crop: coordinates are those of the page as shown."""

from __future__ import annotations

import pytest
from pdf_writing import ruled, text

CONTENT = ruled([100, 200, 300], [700, 680, 660]) + text(104, 686, "项目")
# The same table set sideways, so that the page shows it upright.
SIDEWAYS = {1: "0 -1 1 0 0 842 cm ", 2: "-1 0 0 -1 842 595 cm ", 3: "0 1 -1 0 595 0 cm "}
TURNED = {
    90: "0 1 -1 0 595 0 cm ",
    180: "-1 0 0 -1 595 842 cm ",
    270: "0 -1 1 0 0 842 cm ",
}


def test_a_crop_box_moves_the_origin(grid_of):
    grid = grid_of(CONTENT, page="/MediaBox[0 0 595 842]/CropBox[50 100 550 800]")
    assert grid.box == (50, 100, 250, 140)
    assert grid.cells[0].text == "项目"


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_rotated_page_is_read_as_it_is_shown(page_of, degrees):
    size = "/MediaBox[0 0 595 842]"
    upright = "/MediaBox[0 0 842 595]"
    content = ruled([100, 200, 300], [500, 480, 460]) + text(104, 486, "项目")
    expected = page_of(content, page=upright) if degrees != 180 else page_of(content, page=size)
    page = page_of(TURNED[degrees] + content, page=f"{size}/Rotate {degrees}")
    assert (page.width, page.height) == (expected.width, expected.height)
    assert page.grids[0].cells == expected.grids[0].cells


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_set_sideways_is_read_upright(page_of, turn):
    content = ruled([100, 200, 300], [500, 480, 460]) + text(104, 486, "项目支出绩效目标")
    sizes = {1: "/MediaBox[0 0 595 842]", 2: "/MediaBox[0 0 842 595]", 3: "/MediaBox[0 0 595 842]"}
    expected = page_of(content, page="/MediaBox[0 0 842 595]")
    page = page_of(SIDEWAYS[turn] + content, page=sizes[turn])
    assert (page.width, page.height) == (842, 595)
    assert page.grids[0].cells == expected.grids[0].cells
