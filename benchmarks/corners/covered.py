"""Cases of print that lies over or under a table, or is not what it says: watermarks, underlines, typed-in values."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.corners.cases import WORDS, XS, YS, Case, Table, plain, put_words
from benchmarks.corners.writing import Font, Sheet, saved


def covered_cases() -> Iterator[Case]:
    """Yield them."""
    yield Case("watermark_askew", saved(_watermark_askew()), (plain(WORDS),))
    yield Case("watermarks_all_over_the_page", saved(_many_watermarks()), (plain(WORDS),))
    yield Case("faint_level_watermark", saved(_level_watermark("q /Faint gs", "Q")), (plain(WORDS),))
    yield Case("pale_level_watermark", saved(_level_watermark("0.8 g", "0 g")), (plain(WORDS),))
    yield Case("underlined_words_in_cells", saved(_underlined()), (plain(WORDS),))
    yield Case("values_typed_into_fields", saved(_typed_in()), (plain(WORDS),))
    yield Case("cells_are_coloured_areas", saved(_tiles("0.5 g", "0.8 g")), (plain(WORDS),))
    yield Case("white_rules_between_coloured_areas", saved(_tiles("0.5 g", "0.8 g", gap=1)), (plain(WORDS),))
    yield Case("merged_coloured_areas", saved(_merged_tiles()), (_MERGED_TILES,))
    yield Case("white_rules_in_a_coloured_header", saved(_white_rules_in_header()), (plain(WORDS),))
    yield Case("white_rules_between_columns_of_bands", saved(_white_rules_over_bands()), (plain(WORDS),))
    yield Case("short_names_under_a_centred_heading", saved(_centred_heading("科目名称")), (plain(_SHORT_NAMES),))
    yield Case("short_names_under_a_spaced_heading", saved(_centred_heading("名", "称")), (plain(_SPACED_HEADING),))
    yield Case("row_in_a_standard_font_without_widths", saved(_standard_font()), (plain(_CODES),))
    yield Case("negative_font_size", saved(_negative_size()), (plain(WORDS),))
    yield Case("ideograph_beyond_the_basic_plane", saved(_rare_name()), (plain(_RARE_NAME),))
    yield Case("gbk_bytes_in_a_western_font", saved(_in_font("western")), issue="garbled_text")
    yield Case("ideographs_named_latin_letters", saved(_in_font("disguised")), issue="garbled_text")


def _usual() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _watermark_askew() -> Sheet:
    sheet = _usual()
    sheet.draw("0.85 g")
    sheet.text(110, 600, "仅供公开使用", size=60, matrix="0.7071 0.7071 -0.7071 0.7071")
    return sheet


def _many_watermarks() -> Sheet:
    sheet = _usual()
    sheet.draw("0.85 g")
    for x in (110, 210, 310):
        for y in (640, 660, 680):
            sheet.text(x, y, "预算公开", matrix="0.9397 0.342 -0.342 0.9397")
    return sheet


def _level_watermark(before: str, after: str) -> Sheet:
    """Return a table over large print that is drawn between two changes of the state of graphics."""
    sheet = Sheet()
    sheet.draw(before)
    sheet.text(105, 645, "公开稿", size=64)
    sheet.draw(after)
    sheet.lattice(XS, YS)
    return put_words(sheet)


def _underlined() -> Sheet:
    """Return lines under words that fill most of their cells and begin or end at the cells' edges."""
    sheet = Sheet()
    xs = [100.0, 150.0, 220.0, 290.0]
    sheet.lattice(xs, YS)
    put_words(sheet, xs=xs)
    sheet.rule(102, YS[2] + 6, 145, YS[2] + 6)
    for y in (YS[2] + 6, YS[2] + 7.2):
        sheet.rule(150, y, 196, y)
    return sheet


def _typed_in() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    put_words(sheet, [WORDS[0], ["教育支出", "", "1,200.00"], ["合计", "", ""]])
    sheet.type_in("/Widget", XS[1] + 5, YS[2] + 8, "1,234.56")
    sheet.type_in("/FreeText", XS[1] + 5, YS[3] + 8, "1,234.56")
    return sheet


def _tiles(head: str, body: str, gap: float = 0) -> Sheet:
    sheet = Sheet()
    for row in range(3):
        for column in range(3):
            sheet.fill(XS[column], YS[row + 1], 100 - gap, 24 - gap, colour=body if row else head)
    return put_words(sheet)


def _white_rules_in_header() -> Sheet:
    sheet = Sheet()
    sheet.fill(XS[0], YS[1], XS[-1] - XS[0], YS[0] - YS[1], colour="0.1 0.3 0.6 rg")
    sheet.lattice(XS, YS[1:])
    sheet.draw("1 G 1 g")
    for x in XS[1:-1]:
        sheet.rule(x, YS[0], x, YS[1], width=1)
    put_words(sheet, WORDS[:1])
    sheet.draw("0 G 0 g")
    return put_words(sheet, [[""] * 3, *WORDS[1:]])


def _white_rules_over_bands() -> Sheet:
    sheet = Sheet()
    for row, y in enumerate(YS[1:]):
        sheet.fill(XS[0], y, XS[-1] - XS[0], 24, colour="0.9 g" if row % 2 else "0.8 g")
    sheet.draw("1 G")
    for x in XS[1:-1]:
        sheet.rule(x, YS[0], x, YS[-1], width=1)
    return put_words(sheet)


_MERGED_TILES: Table = (
    (0, 0, 1, 1, "一级指标"),
    (0, 1, 1, 1, "二级指标"),
    (0, 2, 1, 1, "指标值"),
    (1, 0, 2, 1, "产出指标"),
    (1, 1, 1, 1, "数量指标"),
    (1, 2, 1, 1, "12个"),
    (2, 1, 1, 1, "质量指标"),
    (2, 2, 1, 1, "合格"),
)


def _merged_tiles() -> Sheet:
    sheet = Sheet()
    for row, column, row_span, column_span, words in _MERGED_TILES:
        bottom = YS[row + row_span]
        sheet.fill(XS[column], bottom, XS[column + column_span] - XS[column], YS[row] - bottom, colour="0.8 g")
        sheet.text(XS[column] + 5, (YS[row] + bottom) / 2 - 4, words)
    return sheet


_SHORT_NAMES = [
    ["科目编码", "科目名称", "预算数", "决算数"],
    ["205", "教育", "1,234.56", "1,200.00"],
    ["206", "科技", "34.50", "30.00"],
    ["", "合计", "1,269.06", "1,230.00"],
]


_SPACED_HEADING = [["科目编码", "名称", "预算数", "决算数"], *_SHORT_NAMES[1:]]


def _centred_heading(*heading: str) -> Sheet:
    """Return a three-line table in which a heading stands in the middle of its column, no name below it."""
    sheet = Sheet()
    rows = [700.0, 680.0, 660.0, 640.0, 620.0]
    for y in (rows[0], rows[1], rows[-1]):
        sheet.rule(100, y, 480, y)
    for number, word in enumerate(heading):
        sheet.text(210 + 25 * number, rows[1] + 6, word)
    for row, texts in enumerate(_SHORT_NAMES):
        for column, (text, x) in enumerate(zip(texts, (105, 165, 320, 420), strict=True)):
            if text and (row, column) != (0, 1):
                sheet.text(x, rows[row + 1] + 6, text)
    return sheet


_CODES = [["201", "1,234.56", "1,200.00"], ["202", "34.50", "30.00"]]


def _standard_font() -> Sheet:
    """Return rows of figures, each one text with blanks of 2.78 pt between its columns."""
    sheet = Sheet()
    sheet.lattice(XS, YS[:3])
    for y, blanks, texts in zip(YS[1:], ((32, 22), (32, 26)), _CODES, strict=False):
        sheet.text(
            XS[0] + 5, y + 8, texts[0] + " " * blanks[0] + texts[1] + " " * blanks[1] + texts[2], font="helvetica"
        )
    return sheet


_RARE_NAME = [["项目", "金额"], ["\U00020bb7田水库", "12.00"]]
_LABELS = [["科目名称", "预算数额", "决算数额"], ["教育支出", "科技支出", "农林水支出"]]


def _negative_size() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    return put_words(sheet, size=-10, matrix="-1 0 0 -1")


def _rare_name() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS[:3], YS[:3])
    return put_words(sheet, _RARE_NAME, font="song_utf16")


def _in_font(font: Font) -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    return put_words(sheet, _LABELS, font=font)
