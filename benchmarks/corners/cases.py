"""Every way we know in which a table is drawn, one page each, with its true grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from benchmarks.corners.writing import Font, Sheet, saved
from extract.records import PageIssue

CellTruth: TypeAlias = tuple[int, int, int, int, str]
"""(row, column, row_span, column_span, text without blanks)."""

Table: TypeAlias = tuple[CellTruth, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One page."""

    name: str
    pdf: bytes
    tables: tuple[Table, ...] = ()
    """From the top, those side by side from the left."""
    issue: PageIssue | None = None
    """What a reader must say of a page whose text nobody can read."""


XS, YS = [100.0, 200.0, 300.0, 400.0], [700.0, 676.0, 652.0, 628.0]
WORDS = [["科目", "预算数", "决算数"], ["教育支出", "1,234.56", "1,200.00"], ["合计", "1,234.56", ""]]

#: The truth of a header over two columns beside one over two rows.
MERGED: Table = (
    (0, 0, 2, 1, "科目"),
    (0, 1, 1, 2, "预算"),
    (1, 1, 1, 1, "基本"),
    (1, 2, 1, 1, "项目"),
    (2, 0, 1, 1, "合计"),
    (2, 1, 1, 1, "1.00"),
    (2, 2, 1, 1, "2.00"),
)


def usual_cases() -> Iterator[Case]:
    """Yield one table drawn in many ways."""
    for write in _PAGES:
        yield Case(write.__name__.strip("_"), saved(write()), (plain(WORDS),))


def plain(rows: list[list[str]]) -> Table:
    """Return the truth of a table without merged cells."""
    return tuple((row, column, 1, 1, text) for row, texts in enumerate(rows) for column, text in enumerate(texts))


def put_words(
    sheet: Sheet,
    rows: list[list[str]] = WORDS,
    xs: list[float] = XS,
    ys: list[float] = YS,
    *,
    size: float = 10,
    matrix: str = "1 0 0 1",
    font: Font = "song",
) -> Sheet:
    """Print each text at the left of its cell; return the sheet."""
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            if text:
                sheet.text(xs[column] + 5, ys[row + 1] + 8, text, size=size, matrix=matrix, font=font)
    return sheet


def _usual(**options: object) -> Sheet:
    sheet = Sheet(**options)  # type: ignore[arg-type]
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _stroked_lines() -> Sheet:
    return _usual()


def _rotate_90() -> Sheet:
    """Return a page whose contents lie on their side and are turned upright by /Rotate."""
    sheet = Sheet(entries="/Rotate 90")
    sheet.draw("0 1 -1 0 595 0 cm")
    sheet.lattice(XS, [y - 300 for y in YS])
    return put_words(sheet, ys=[y - 300 for y in YS])


def _rotate_180() -> Sheet:
    sheet = Sheet(entries="/Rotate 180")
    sheet.draw("-1 0 0 -1 595 842 cm")
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _rotate_270() -> Sheet:
    sheet = Sheet(entries="/Rotate 270")
    sheet.draw("0 -1 1 0 0 842 cm")
    sheet.lattice(XS, [y - 300 for y in YS])
    return put_words(sheet, ys=[y - 300 for y in YS])


def _rotate_90_with_rotated_text_matrices() -> Sheet:
    """Return a page that /Rotate turns, its text turned one by one rather than by the page's matrix."""
    sheet = Sheet(entries="/Rotate 90")
    for x in XS:
        sheet.rule(595 - (YS[0] - 300), x, 595 - (YS[-1] - 300), x)
    for y in YS:
        sheet.rule(595 - (y - 300), XS[0], 595 - (y - 300), XS[-1])
    for row, texts in enumerate(WORDS):
        for column, text in enumerate(texts):
            if text:
                sheet.text(595 - (YS[row + 1] - 300 + 8), XS[column] + 5, text, matrix="0 1 -1 0")
    return sheet


def _sideways_on_an_upright_page() -> Sheet:
    sheet = Sheet()
    sheet.draw("0 1 -1 0 595 0 cm")
    sheet.lattice(XS, [y - 300 for y in YS])
    return put_words(sheet, ys=[y - 300 for y in YS])


def _crop_box() -> Sheet:
    return _usual(entries="/CropBox[50 100 550 800]")


def _media_box_away_from_zero() -> Sheet:
    sheet = Sheet(left=-100, bottom=-50)
    sheet.lattice([x - 100 for x in XS], [y - 50 for y in YS])
    return put_words(sheet, xs=[x - 100 for x in XS], ys=[y - 50 for y in YS])


def _thin_filled_rectangles() -> Sheet:
    sheet = Sheet()
    for y in YS:
        sheet.fill(XS[0], y - 0.24, XS[-1] - XS[0], 0.48)
    for x in XS:
        sheet.fill(x - 0.24, YS[-1], 0.48, YS[0] - YS[-1])
    return put_words(sheet)


def _rectangles_cell_by_cell() -> Sheet:
    sheet = Sheet()
    for x in XS[:-1]:
        for y in YS[1:]:
            sheet.draw(f"0.5 w {x} {y} 100 24 re S")
    return put_words(sheet)


def _double_borders() -> Sheet:
    sheet = _usual()
    sheet.lattice([XS[0] - 2.2, XS[-1] + 2.2], [YS[0] + 2.2, YS[-1] - 2.2])
    return sheet


def _dashes_by_pattern() -> Sheet:
    sheet = Sheet()
    sheet.draw("[3 2] 0 d")
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _dashes_one_by_one() -> Sheet:
    sheet = Sheet()
    for y in YS:
        for step in range(60):
            sheet.rule(XS[0] + 5 * step, y, XS[0] + 5 * step + 3, y)
    for x in XS:
        for step in range(14):
            sheet.rule(x, YS[-1] + 5.2 * step, x, YS[-1] + 5.2 * step + 3)
    return put_words(sheet)


def _dots_one_by_one() -> Sheet:
    sheet = Sheet()
    for y in YS:
        for step in range(150):
            sheet.fill(XS[0] + 2 * step, y - 0.4, 0.8, 0.8)
    for x in XS:
        for step in range(36):
            sheet.fill(x - 0.4, YS[-1] + 2 * step, 0.8, 0.8)
    return put_words(sheet)


def _many_tiny_segments() -> Sheet:
    """Return rules drawn cell by cell in pieces that overlap and miss each other by a little."""
    sheet = Sheet()
    for number, y in enumerate(YS):
        for x in XS[:-1]:
            sheet.rule(x - 0.2, y + 0.3 * (number % 2), x + 50.3, y + 0.3)
            sheet.rule(x + 50.6, y, x + 100.2, y)
    for x in XS:
        for y in YS[1:]:
            sheet.rule(x, y - 0.2, x, y + 12)
            sheet.rule(x + 0.3, y + 12.4, x + 0.3, y + 24.1)
    return put_words(sheet)


def _all_rules_in_one_path() -> Sheet:
    sheet = Sheet()
    lines = [f"{XS[0]} {y} m {XS[-1]} {y} l" for y in YS] + [f"{x} {YS[0]} m {x} {YS[-1]} l" for x in XS]
    sheet.draw("0.5 w " + " ".join(lines) + " S")
    return put_words(sheet)


def _white_rules_inside_cells() -> Sheet:
    sheet = Sheet()
    sheet.draw("1 G")
    for x in (150, 250, 350):
        sheet.rule(x, YS[0], x, YS[-1])
    sheet.draw("0 G")
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _white_fills_under_cells() -> Sheet:
    sheet = Sheet()
    for x in (100, 150, 200, 250, 300, 350):
        for y in YS[1:]:
            sheet.fill(x, y, 50, 24, colour="1 g")
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _rules_in_form_xobjects() -> Sheet:
    drawn = Sheet()
    drawn.lattice([x - 60 for x in XS], [y - 80 for y in YS])
    sheet = Sheet(forms={"Inner": "\n".join(drawn.operators), "Outer": "q 1 0 0 1 50 60 cm /Inner Do Q"})
    sheet.draw("q 1 0 0 1 10 20 cm /Outer Do Q")
    return put_words(sheet)


def _everything_in_a_scaled_form() -> Sheet:
    sheet = _usual()
    return Sheet(forms={"All": "\n".join(sheet.operators)}, operators=["q 0.8 0 0 0.8 40 60 cm /All Do Q"])


def _no_outer_vertical_rules() -> Sheet:
    sheet = Sheet()
    for y in YS:
        sheet.rule(XS[0], y, XS[-1], y)
    for x in XS[1:-1]:
        sheet.rule(x, YS[0], x, YS[-1])
    return put_words(sheet)


def _no_bottom_rule() -> Sheet:
    sheet = Sheet()
    for y in YS[:-1]:
        sheet.rule(XS[0], y, XS[-1], y)
    for x in XS:
        sheet.rule(x, YS[0], x, YS[-1])
    return put_words(sheet)


def _bold_by_drawing_twice() -> Sheet:
    sheet = _usual()
    sheet.draw("1 0 0 1 0.3 0 cm")
    return put_words(sheet)


def _bold_by_drawing_six_times() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for step in range(6):
        put_words(sheet)
        sheet.draw(f"1 0 0 1 {0.15 if step % 2 else 0.05} 0.05 cm")
    return sheet


def _one_text_run_over_a_row() -> Sheet:
    """Return a table whose rows are each one text object with kerned jumps from cell to cell."""
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for row, texts in enumerate(WORDS):
        parts, used = [], 0.0
        for column, text in enumerate(texts):
            jump = (column * 100.0 - used) * -100  # thousandths of a 10 pt em
            width = sum(10.0 if ord(each) > 0xFF else 5.0 for each in text)
            parts.append(f"{jump:g} <{text.encode('utf-16-be').hex()}>")
            used = column * 100.0 + width
        sheet.draw(f"BT /song 10 Tf {XS[0] + 5} {YS[row + 1] + 8} Td [{' '.join(parts)}] TJ ET")
    return sheet


def _one_text_object_for_each_character() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for row, texts in enumerate(WORDS):
        for column, text in enumerate(texts):
            x = XS[column] + 5
            for each in text:
                sheet.text(x, YS[row + 1] + 8, each)
                x += 10.0 if ord(each) > 0xFF else 5.0
    return sheet


def _gbk_encoding() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for row, texts in enumerate(WORDS):
        for column, text in enumerate(texts):
            if text:
                sheet.text(XS[column] + 5, YS[row + 1] + 8, text, font="song_gbk")
    return sheet


def _coloured_header_band() -> Sheet:
    sheet = Sheet()
    sheet.fill(XS[0], YS[1], XS[-1] - XS[0], YS[0] - YS[1], colour="0.1 0.2 0.6 rg")
    sheet.lattice(XS, YS)
    sheet.draw("1 g")
    for column, text in enumerate(WORDS[0]):
        sheet.text(XS[column] + 5, YS[1] + 8, text)
    sheet.draw("0 g")
    return put_words(sheet, [[""] * 3, *WORDS[1:]])


def _banded_rows_without_vertical_rules() -> Sheet:
    sheet = Sheet()
    for number, y in enumerate(YS[1:]):
        sheet.fill(XS[0], y, XS[-1] - XS[0], 24, colour="0.9 g" if number % 2 else "0.8 g")
    for y in YS:
        sheet.rule(XS[0], y, XS[-1], y)
    return put_words(sheet)


def _text_under_a_clipping_path_of_its_cell() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for row, texts in enumerate(WORDS):
        for column, text in enumerate(texts):
            if text:
                sheet.draw(f"q {XS[column]} {YS[row + 1]} 100 24 re W n")
                sheet.text(XS[column] + 5, YS[row + 1] + 8, text)
                sheet.draw("Q")
    return sheet


def _text_of_another_page_clipped_away() -> Sheet:
    sheet = _usual()
    sheet.draw(f"q {XS[0]} {YS[1]} 100 24 re W n")
    sheet.text(XS[0] + 5, YS[2] - 2, "上一页的说明")
    sheet.draw("Q")
    return sheet


def _rules_in_clipped_fills() -> Sheet:
    """Return rules that are wide fills, clipped to hair lines."""
    sheet = Sheet()
    for y in YS:
        sheet.draw(f"q {XS[0]} {y - 0.25} {XS[-1] - XS[0]} 0.5 re W n")
        sheet.fill(XS[0], y - 10, XS[-1] - XS[0], 20)
        sheet.draw("Q")
    for x in XS:
        sheet.draw(f"q {x - 0.25} {YS[-1]} 0.5 {YS[0] - YS[-1]} re W n")
        sheet.fill(x - 10, YS[-1], 20, YS[0] - YS[-1])
        sheet.draw("Q")
    return put_words(sheet)


_PAGES: tuple[Callable[[], Sheet], ...] = (
    _stroked_lines,
    _rotate_90,
    _rotate_180,
    _rotate_270,
    _rotate_90_with_rotated_text_matrices,
    _sideways_on_an_upright_page,
    _crop_box,
    _media_box_away_from_zero,
    _thin_filled_rectangles,
    _rectangles_cell_by_cell,
    _double_borders,
    _dashes_by_pattern,
    _dashes_one_by_one,
    _dots_one_by_one,
    _many_tiny_segments,
    _all_rules_in_one_path,
    _white_rules_inside_cells,
    _white_fills_under_cells,
    _rules_in_form_xobjects,
    _everything_in_a_scaled_form,
    _no_outer_vertical_rules,
    _no_bottom_rule,
    _bold_by_drawing_twice,
    _bold_by_drawing_six_times,
    _one_text_run_over_a_row,
    _one_text_object_for_each_character,
    _gbk_encoding,
    _coloured_header_band,
    _banded_rows_without_vertical_rules,
    _text_under_a_clipping_path_of_its_cell,
    _text_of_another_page_clipped_away,
    _rules_in_clipped_fills,
)
