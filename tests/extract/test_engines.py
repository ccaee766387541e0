"""The second and third readings give the same records as the first."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from pdf_writing import ruled, saved, text

from extract.documents import open_source, read, reread
from extract.errors import UnsupportedSourceError
from extract.records import Page

XS, YS = [100.0, 200.0, 300.0], [700.0, 680.0, 660.0]
TABLE = (
    ruled(XS, YS) + text(104, 686, "项目") + text(204, 686, "金额") + text(104, 666, "合计") + text(204, 666, "12.50")
)
PAGE = TABLE + text(100, 740, "收支总表") + text(100, 600, "注：单位为万元。") + text(290, 40, "- 3 -")


def cells(page: Page):
    return [[(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells] for grid in page.grids]


@pytest.mark.parametrize("engine", ["pdfplumber", "camelot"])
def test_another_engine_reads_the_same_table_and_the_same_prose(tmp_path, engine):
    path = saved(tmp_path, PAGE)
    (first,), (second,) = reread(path, [1], "pdfium"), reread(path, [1], engine)
    assert (first.engine, second.engine) == ("pdfium", engine)
    assert cells(second) == cells(first)
    assert [(each.text, each.role) for each in second.paragraphs] == [
        (each.text, each.role) for each in first.paragraphs
    ]
    assert [each.order for each in second.blocks] == [0, 1, 2, 3]


@pytest.mark.parametrize("engine", ["pdfplumber", "camelot"])
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_another_engine_reads_a_rotated_page_as_it_is_shown(tmp_path, engine, degrees):
    turned = {90: "0 1 -1 0 595 0 cm ", 180: "-1 0 0 -1 595 842 cm ", 270: "0 -1 1 0 0 842 cm "}[degrees]
    content = ruled(XS, [500, 480, 460]) + text(104, 486, "项目") + text(204, 466, "1.00")
    path = saved(tmp_path, turned + content, page=f"/MediaBox[0 0 595 842]/Rotate {degrees}")
    (page,) = reread(path, [1], engine)
    assert cells(page) == [[(0, 0, 1, 1, "项目"), (0, 1, 1, 1, ""), (1, 0, 1, 1, ""), (1, 1, 1, 1, "1.00")]]


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber", "camelot"])
def test_single_pages_are_read_in_the_order_asked_for(tmp_path, engine):
    path = saved(tmp_path, PAGE, text(100, 700, "第二页"), PAGE)
    assert [page.number for page in reread(path, [3, 1], engine)] == [3, 1]


def test_white_rules_separate_nothing_in_the_second_reading_either(tmp_path):
    white = "1 G " + "".join(f"{x} 660 m {x} 700 l S " for x in (150, 250)) + "0 G "
    (page,) = reread(saved(tmp_path, white + TABLE), [1], "pdfplumber")
    assert [cell.text for cell in page.grids[0].cells] == ["项目", "金额", "合计", "12.50"]


@pytest.mark.parametrize("engine", ["pdfplumber", "camelot"])
def test_a_page_of_glyphs_without_characters_is_flagged_by_every_engine(tmp_path, engine):
    private = ruled(XS, YS) + text(104, 686, "ЖЩЮЯ")
    (page,) = reread(saved(tmp_path, private), [1], engine)
    assert page.issue == "garbled_text"


def test_the_reader_says_who_read(tmp_path):
    path = saved(tmp_path, PAGE)
    assert read(path, name="x", engine="pdfplumber").reader.startswith("pdfplumber ")
    assert read(path, name="x").reader.startswith("pdfium ")


def test_only_a_pdf_has_a_second_reading(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("一、部门预算情况说明", encoding="utf-8")
    with pytest.raises(UnsupportedSourceError):
        reread(path, [1], "pdfplumber")
    with pytest.raises(UnsupportedSourceError), open_source(path, name="a.txt", engine="camelot"):
        pass


def test_libraries_stay_silent_and_keep_their_settings(tmp_path, capfd):
    level = logging.getLogger("pdfminer").level
    path = saved(tmp_path, "BT /Missing 10 Tf <00> Tj ET " + PAGE)
    for engine in ("pdfplumber", "camelot"):
        reread(path, [1], engine)
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pdfminer").level == level


def test_other_engines_are_imported_only_when_they_are_asked_for():
    program = "import sys, extract.documents; print(sorted({'pdfplumber', 'camelot', 'cv2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
