"""Cases with a truth of their own: merged and overfull cells, several tables, tables without rules, unreadable pages."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.corners.cases import MERGED, WORDS, XS, YS, Case, Table, plain, put_words
from benchmarks.corners.writing import Sheet, saved


def special_cases() -> Iterator[Case]:
    """Yield them."""
    yield Case("merged_both_ways", saved(_merged()), (MERGED,))
    yield Case("text_over_its_cell", saved(_overfull()), (plain([["1,234,567,890.12", ""], ["合计", "2.00"]]),))
    yield Case("wrapped_lines", saved(_wrapped()), (plain([["机关事业单位基本养老保险缴费支出", "12.00"]]),))
    yield Case("vertical_writing", saved(_vertical()), (_VERTICAL,))
    yield Case("kangxi_radicals", saved(_radicals()), (plain([["⼀般公共预算", "１２３"], ["⾦额", "4.50"]]),))
    yield Case("three_line_table", saved(_three_lines()), (plain(_FIGURES),))
    yield Case("no_rules_at_all", saved(_no_rules()), (plain(_FIGURES),))
    yield Case("header_rule_only_between_rows", saved(_unruled_rows()), (plain(_FIGURES),))
    yield Case("rules_between_rows_alone", saved(_row_rules()), (_SPANNED,))
    yield Case("spanned_header_without_rules", saved(_spanned(Sheet())), (_SPANNED,))
    yield Case("tinted_rows", saved(_tinted()), (_SPANNED,))
    yield Case("marks_one_below_another_on_a_sideways_page", saved(_sideways_marks()), (plain(_MARKS),))
    yield Case("dots_out_of_step", saved(_dots_out_of_step()), (plain(WORDS),))
    yield Case("row_over_the_page", saved(_row_over_page()), (plain([_LONG_ROW]),))
    yield Case("two_tables", saved(_two_tables()), (plain(WORDS), plain(WORDS)))
    yield Case(
        "side_by_side", saved(_side_by_side()), (plain([["甲", "1"], ["乙", "2"]]), plain([["丙", "3"], ["丁", "4"]]))
    )
    yield Case("labels_between_vertical_rules_alone", saved(_cut_labels()), (_CUT_LABELS,))
    yield Case("empty_columns", saved(_empty_columns()), (plain([["项目", "", ""], ["", "", ""]]),))
    yield Case("page_as_picture", saved(_picture()), issue="image_only")
    yield Case("font_without_mapping", saved(_no_mapping()), issue="garbled_text")


_FIGURES = [
    ["科目", "预算数", "决算数"],
    ["教育支出", "1,234.56", "1,200.00"],
    ["科技支出", "34.50", "30.00"],
    ["合计", "1,269.06", "1,230.00"],
]


def _merged() -> Sheet:
    sheet = Sheet()
    sheet.lattice([XS[0], XS[-1]], [YS[0], YS[2], YS[3]])
    sheet.rule(XS[1], YS[0], XS[1], YS[3])
    sheet.rule(XS[1], YS[1], XS[3], YS[1])
    sheet.rule(XS[2], YS[1], XS[2], YS[3])
    sheet.text(105, 672, "科目")
    sheet.text(290, 684, "预算")
    for x, y, words in (
        (205, 660, "基本"),
        (305, 660, "项目"),
        (105, 636, "合计"),
        (205, 636, "1.00"),
        (305, 636, "2.00"),
    ):
        sheet.text(x, y, words)
    return sheet


def _overfull() -> Sheet:
    sheet = Sheet()
    sheet.lattice([100, 160, 260], [700, 676, 652])
    sheet.text(104, 684, "1,234,567,890.12")
    sheet.text(104, 660, "合计")
    sheet.text(164, 660, "2.00")
    return sheet


def _wrapped() -> Sheet:
    sheet = Sheet()
    sheet.lattice([100, 172, 260], [700, 640])
    for number, words in enumerate(("机关事业单位", "基本养老保险", "缴费支出")):
        sheet.text(105, 685 - 14 * number, words)
    sheet.text(177, 670, "12.00")
    return sheet


_VERTICAL: Table = ((0, 0, 2, 1, "绩效指标"), (0, 1, 1, 1, "产出"), (1, 1, 1, 1, "效益"))


def _vertical() -> Sheet:
    sheet = Sheet()
    sheet.lattice([100, 124, 300], [700, 640])
    sheet.rule(124, 670, 300, 670)
    sheet.text(112, 692, "绩效指标", font="song_vertical")
    sheet.text(130, 680, "产出")
    sheet.text(130, 650, "效益")
    return sheet


def _radicals() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS[:3], YS[:3])
    return put_words(sheet, [["⼀般公共预算", "１２３"], ["⾦额", "4.50"]])


_TALL = [700.0, 680.0, 660.0, 640.0, 620.0]


def _three_lines() -> Sheet:
    sheet = Sheet()
    for y in (_TALL[0], _TALL[1], _TALL[-1]):
        sheet.rule(XS[0], y, XS[-1], y)
    return _figures(sheet)


def _no_rules() -> Sheet:
    sheet = _figures(Sheet())
    sheet.text(100, 560, "以上为本部门预算收支情况，详见附表。")
    return sheet


def _unruled_rows() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, [_TALL[0], _TALL[1], _TALL[-1]])
    return _figures(sheet)


def _figures(sheet: Sheet) -> Sheet:
    """Print the figures flush right, as tables without rules are set."""
    for row, texts in enumerate(_FIGURES):
        for column, text in enumerate(texts):
            width = sum(10.0 if ord(each) > 0xFF else 5.0 for each in text)
            x = XS[column] + 5 if column == 0 else XS[column + 1] - 5 - width
            sheet.text(x, _TALL[row + 1] + 6, text)
    return sheet


_SPANNED: Table = (
    (0, 0, 2, 1, "项目"),
    (0, 1, 2, 1, "合计"),
    (0, 2, 1, 2, "财政拨款"),
    (1, 2, 1, 1, "基本支出"),
    (1, 3, 1, 1, "项目支出"),
    *(
        (row, column, 1, 1, text)
        for row, texts in enumerate(
            (
                ("教育支出", "1,234.56", "1,200.00", "34.56"),
                ("科技支出", "30.00", "", "30.00"),
                ("合计", "1,264.56", "1,200.00", "64.56"),
            ),
            2,
        )
        for column, text in enumerate(texts)
    ),
)
"""The truth of a header over two columns that stands in their middle, amounts flush right."""


def _spanned(sheet: Sheet) -> Sheet:
    for row, column, _, _, text in _SPANNED:
        width = sum(10.0 if ord(each) > 0xFF else 5.0 for each in text)
        left, right = 100.0 + 100 * column, 200.0 + 100 * column
        if row > 1:
            x, y = (left + 5 if column == 0 else right - 5 - width), 694.0 - 20 * row
        elif text == "财政拨款":
            x, y = 400 - width / 2, 694.0
        else:
            x, y = (left + right - width) / 2, (674.0 if column > 1 else 684.0)
        if text:
            sheet.text(x, y, text)
    return sheet


def _row_rules() -> Sheet:
    sheet = Sheet()
    for y in (708, 668, 648, 628, 608):
        sheet.rule(100, y, 500, y)
    sheet.rule(300, 688, 500, 688)
    return _spanned(sheet)


def _tinted() -> Sheet:
    sheet = Sheet()
    sheet.fill(100, 668, 400, 40, colour="0.8 g")
    sheet.fill(100, 628, 400, 20, colour="0.95 g")
    return _spanned(sheet)


_MARKS = [["甲", "是"], ["乙", "否"], ["丙", "是"]]


def _sideways_marks() -> Sheet:
    """Return single characters drawn column by column: on a page set sideways their boxes are of one height."""
    sheet = Sheet()
    sheet.draw("0 1 -1 0 595 0 cm")
    ys = [y - 300 for y in YS]
    sheet.lattice(XS[:3], ys)
    for column in range(2):
        for row, texts in enumerate(_MARKS):
            sheet.text(XS[column] + 5, ys[row + 1] + 8, texts[column])
    return sheet


def _dots_out_of_step() -> Sheet:
    """Return dotted rules of which each begins at a place of its own."""
    sheet = Sheet()
    for number, y in enumerate(YS):
        for step in range(200):
            sheet.fill(XS[0] + 1.5 * step + 0.3 * number, y - 0.25, 0.5, 0.5)
    for number, x in enumerate(XS):
        for step in range(48):
            sheet.fill(x - 0.25, YS[-1] + 1.5 * step + 0.4 * number, 0.5, 0.5)
    return put_words(sheet)


_LONG_ROW = ["道路养护", "完成全区道路养护", "12.00"]


def _row_over_page() -> Sheet:
    sheet = Sheet()
    for x in (100, 172, 260, 400):
        sheet.rule(x, 72, x, 770)
    sheet.text(105, 420, "道路养护")
    sheet.text(177, 740, "完成全区")
    sheet.text(177, 100, "道路养护")
    sheet.text(265, 420, "12.00")
    return sheet


def _two_tables() -> Sheet:
    sheet = Sheet()
    low = [y - 120 for y in YS]
    sheet.text(200, 720, "收支总表")
    sheet.lattice(XS, YS)
    put_words(sheet, WORDS)
    sheet.text(200, 600, "收入总表")
    sheet.lattice(XS, low)
    return put_words(sheet, WORDS, ys=low)


def _side_by_side() -> Sheet:
    sheet = Sheet()
    left, right = [60.0, 150.0, 260.0], [320.0, 400.0, 520.0]
    sheet.lattice(left, YS[:3])
    sheet.lattice(right, YS[:3])
    put_words(sheet, [["甲", "1"], ["乙", "2"]], xs=left)
    return put_words(sheet, [["丙", "3"], ["丁", "4"]], xs=right)


_CUT_LABELS: Table = (
    (0, 0, 2, 1, "产出指标"),
    (0, 1, 1, 1, "数量"),
    (0, 2, 1, 1, "10"),
    (1, 1, 1, 1, "质量"),
    (1, 2, 1, 1, "20"),
)


def _cut_labels() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS[1:], YS[:3])
    sheet.rule(XS[0], YS[0], XS[0], YS[2])
    sheet.text(105, 672, "产出指标")
    return put_words(sheet, [["数量", "10"], ["质量", "20"]], xs=XS[1:])


def _empty_columns() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS[:3])
    return put_words(sheet, [["项目", "", ""], ["", "", ""]])


def _picture() -> Sheet:
    return Sheet(has_picture=True, operators=["q 595 0 0 842 0 0 cm /Picture Do Q"])


def _no_mapping() -> Sheet:
    sheet = Sheet()
    sheet.lattice(XS, YS)
    for row, texts in enumerate(WORDS):
        for column, text in enumerate(texts):
            if text:
                sheet.text(XS[column] + 5, YS[row + 1] + 8, text, font="no_mapping")
    return sheet
