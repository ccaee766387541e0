"""Paragraphs cut by pages, blank lines and wraps."""

from __future__ import annotations

from extract.records import Paragraph, TextLine
from normalize.prose import PlacedParagraph, join_prose


def _dump(*paragraphs: str) -> list[PlacedParagraph]:
    """Paragraphs of a text dump: no pages, no boxes."""
    return [
        PlacedParagraph(None, Paragraph(order, tuple(TextLine(line) for line in text.split("\n"))), 0)
        for order, text in enumerate(paragraphs)
    ]


def _printed(
    page: int, text: str, *, size: float = 16.0, ends_open: bool = False, flush: bool = False
) -> PlacedParagraph:
    lines = tuple(TextLine(line, (72.0, 100.0, 500.0, 116.0), size) for line in text.split("\n"))
    return PlacedParagraph(page, Paragraph(0, lines, None, "text", ends_open, flush), 0)


def test_a_sentence_cut_by_a_blank_line_is_whole_again() -> None:
    pieces = _dump("（四）负责提出投资规模，协调专项资金安排的", "意见。", "（五）负责促进工作。")
    assert [each.text for each in join_prose(pieces)] == [
        "（四）负责提出投资规模，协调专项资金安排的意见。",
        "（五）负责促进工作。",
    ]


def test_a_number_and_its_unit_are_brought_together() -> None:
    (whole,) = join_prose(_dump("重点支持18家企业，每个项目支持资金不少于 20", "万元。创建基地1个。"))
    assert whole.text == "重点支持18家企业，每个项目支持资金不少于20万元。创建基地1个。"


def test_headings_of_a_dump_are_not_joined_to_text() -> None:
    pieces = _dump("某市某局2020年部门预算情况说明", "按照规定，现将预算公开如下：", "机构设置：", "某局没有下属单位。")
    assert len(join_prose(pieces)) == 4


def test_a_paragraph_over_a_page_break_carries_both_pages() -> None:
    (whole,) = join_prose(
        [
            _printed(5, "按支出功能分类，包括一般公共服务支出", ends_open=True),
            _printed(6, "59.56万元，教育支出3万元。", flush=True),
        ]
    )
    assert whole.text == "按支出功能分类，包括一般公共服务支出59.56万元，教育支出3万元。"
    assert whole.pages == (5, 6)


def test_a_page_number_between_does_not_part_them() -> None:
    pieces = [
        _printed(5, "收入减少，主要", ends_open=True),
        _printed(5, "— 5 —", size=14.0),
        _printed(6, "是项目减少。", flush=True),
    ]
    assert [each.text for each in join_prose(pieces)] == ["收入减少，主要是项目减少。"]


def test_an_indented_paragraph_after_a_full_page_is_a_new_one() -> None:
    pieces = [_printed(1, "第一段到此为止。", ends_open=True), _printed(2, "第二段从此开始。")]
    assert len(join_prose(pieces)) == 2


def test_a_larger_line_is_never_joined() -> None:
    pieces = [
        _printed(1, "文字，没有结束", ends_open=True),
        _printed(2, "第二部分", size=22.0),
        _printed(2, "文字，结束。"),
    ]
    assert len(join_prose(pieces)) == 3


def test_numbered_lines_that_a_reader_ran_together_are_parted() -> None:
    pieces = [_printed(1, "第一部分 概况\n一、主要职能\n二、机构设置")]
    short = [
        PlacedParagraph(
            1,
            Paragraph(
                0,
                (
                    TextLine("第一部分 概况", (72.0, 100.0, 180.0, 116.0), 16.0),
                    TextLine("一、主要职能。", (72.0, 120.0, 180.0, 136.0), 16.0),
                    TextLine("负责全市统计调查和监督工作并组织实施", (72.0, 140.0, 500.0, 156.0), 16.0),
                ),
            ),
            0,
        )
    ]
    assert len(join_prose(pieces)) == 1  # nothing says that these lines ended before the margin
    assert [each.text for each in join_prose(short)] == [
        "第一部分概况",
        "一、主要职能。负责全市统计调查和监督工作并组织实施",
    ]


def test_text_after_a_table_is_not_joined_to_text_before_it() -> None:
    first, second = _dump("支出预算如下，详见", "下表的说明，完毕。")
    moved = PlacedParagraph(second.page, second.paragraph, 1)
    assert len(join_prose([first, moved])) == 2


def test_a_list_item_cut_near_its_beginning_is_no_heading() -> None:
    items = ["（一）拟订发展规划，组织实施。", "（二）组织运行监测，按程序调运物资。"]
    rest = ["（三）指导", "电子商务工作，培训从业人员。", "（四）负责备案与服务，组织企业参加展会。"]
    joined = join_prose(_dump(*items, *rest))
    assert [each.text for each in joined] == [*items, "（三）指导电子商务工作，培训从业人员。", rest[-1]]


ITEMS = [
    "2、项目支出：指为办成某一件事安排的开支。",
    "3、机关运行经费：指用于办公、水电的开支。",
    "4、政府采购：指使用财政性资金购买货物的行为。",
]


def test_the_first_items_of_a_list_may_both_be_cut() -> None:
    first, second = ["1、一般公共", "预算拨款：指县财政安排的拨款。"], ["2、项目", ITEMS[0].removeprefix("2、项目")]
    for cut in ([*first, *ITEMS], [*first, *second, *ITEMS[1:]]):
        joined = [each.text for each in join_prose(_dump("八、名词解释", *cut))]
        assert joined == ["八、名词解释", "".join(first), *ITEMS]


def test_an_item_cut_at_its_first_full_stop_is_told_by_the_others() -> None:
    lines = ["1.健全制度。", "每个项目明确一名责任人。", "2.加强跟踪。每季度比对一次支出进度。"]
    assert [each.text for each in join_prose(_dump(*lines))] == ["".join(lines[:2]), lines[2]]
    before = ["1.健全", "制度。每个项目明确一名责任人。"]
    assert [each.text for each in join_prose(_dump(*before, lines[2]))] == ["".join(before), lines[2]]
    headings = [*lines[:2], "2.加强跟踪。", "每季度比对一次支出进度。"]
    assert [each.text for each in join_prose(_dump(*headings))] == headings


def test_a_heading_among_headings_stays_one_beside_a_sentence() -> None:
    lines = ["（一）机关运行经费", "本年安排三万元。", "（二）采购情况", "本年没有采购。", ITEMS[1]]
    assert [each.text for each in join_prose(_dump(*lines))] == lines


def test_a_numbered_heading_among_headings_is_not_joined_to_its_text() -> None:
    lines = ["（一）主要职能", "负责全县商务工作，指导流通。", "（二）机构设置", "内设三个股室。", "（三）人员情况"]
    assert [each.text for each in join_prose(_dump(*lines))] == lines


def test_lines_that_all_end_at_one_margin_are_wrapped_there() -> None:
    text = (
        "一般公共预算财政拨款支出用于保障机构正常运转，完成日常工作任务并按照规定执行各项任务，"
        "同时根据年度安排，开展业务培训和检查督导工作以及完成上级交办的其他事项和临时性工作"
        "其中用于机关运行，培训的经费与上年相比有所减少并且全部用于办公设备维护和必要的差旅"
    ) * 2
    wrapped = [text[at : at + 25] for at in range(0, len(text), 25)]
    (whole,) = join_prose(_dump(*wrapped[:-1], wrapped[-1] + "。"))
    assert whole.text == text + "。"


def test_a_title_does_not_go_on_with_the_line_above_it() -> None:
    pieces = _dump("咨询电话:0830-12345,工作时间9:00-17:00", "2023年度某某市中医医院单位决算", "目录")
    assert [each.text for each in join_prose(pieces)][1] == "2023年度某某市中医医院单位决算"


def test_titles_of_one_length_are_no_wrapped_lines() -> None:
    titles = [f"一般公共预算财政拨款支出决算情况说明{page}" for page in range(21, 31)]
    assert [each.text for each in join_prose(_dump(*titles))] == titles


def test_no_line_ends_in_a_preposition_and_none_begins_with_a_comparison() -> None:
    joined = join_prose(
        _dump("1.教育支出467.99万元：主要用于本单位在", "教育方面的支出。", "较2020年度决算数减少91万元。")
    )
    assert [each.text for each in joined] == [
        "1.教育支出467.99万元：主要用于本单位在教育方面的支出。较2020年度决算数减少91万元。"
    ]
