"""Titled parts of the narrative."""

from __future__ import annotations

from normalize.prose import ProseParagraph
from normalize.sections import outline_of, sections_of


def _outline(*lines: str | tuple[str, float] | tuple[str, float, int]) -> list[tuple[int, str | None, str | None, str]]:
    prose = []
    for line in lines:
        text, size, table = (*line, None, 0)[:3] if isinstance(line, tuple) else (line, None, 0)
        prose.append(ProseParagraph(text, (1,), table or 0, size))
    return [
        (each.level, each.number_text, each.title, each.text)
        for each in sections_of(outline_of(prose), document_id="d")
    ]


def test_text_before_the_first_heading_is_level_zero() -> None:
    assert _outline("现将预算公开如下：", "一、主要职责", "负责统计工作。") == [
        (0, None, None, "现将预算公开如下："),
        (1, "一、", "主要职责", "负责统计工作。"),
    ]


def test_levels_follow_the_nesting_of_this_document() -> None:
    usual = _outline(
        "第一部分 概况", "一、职责", "文字。", "（一）机构", "文字。", "第二部分 说明", "一、收入", "文字。"
    )
    assert [level for level, *_ in usual] == [1, 2, 3, 1, 2]
    reversed_order = _outline(
        "五、预算绩效信息",
        "第一部分 整体目标",
        "（一）总体目标",
        "文字。",
        "第二部分 项目目标",
        "文字。",
        "六、政府采购",
        "文字。",
    )
    assert [level for level, *_ in reversed_order] == [1, 2, 3, 2, 1]


def test_long_numbered_sentences_stay_text() -> None:
    sections = _outline(
        "一、主要职责", "（一）提出全市发展战略和政策，协调解决重大问题。", "（二）监测运行态势。", "（三）略。"
    )
    assert len(sections) == 1
    assert sections[0][3].count("\n") == 2


def test_numbered_names_in_a_row_are_a_list() -> None:
    sections = _outline("二、机构设置", "1.市公路局", "2.市航道局", "3.市铁路局", "以上单位均为事业单位。")
    assert [title for _, _, title, _ in sections] == ["机构设置"]


def test_headings_over_tables_are_headings_although_no_text_stands_between() -> None:
    sections = _outline("第二部分 预算表", "一、收支总表", ("二、收入总表", 12.0, 1), ("三、支出总表", 12.0, 2))
    assert [title for _, _, title, _ in sections] == ["预算表", "收支总表", "收入总表", "支出总表"]


def test_a_heading_may_end_in_a_full_stop() -> None:
    assert _outline("一、主要职能。", "负责监督。", "二、机构设置。", "设三个处。") == [
        (1, "一、", "主要职能", "负责监督。"),
        (1, "二、", "机构设置", "设三个处。"),
    ]


def test_numbered_sums_are_no_headings() -> None:
    sections = _outline("二、收入预算", "收入如下。", "（一）本年财政拨款收入 32365.09 万元", "1.其他收入 15 万元。")
    assert [title for _, _, title, _ in sections] == ["收入预算"]


def test_the_table_of_contents_is_text_of_level_zero_and_makes_no_sections() -> None:
    sections = _outline(
        ("某市某局2026年度部门预算", 22.0),
        ("目 录", 18.0),
        ("一、部门概况.........................2", 12.0),
        ("（一）主要职能…………………………3", 12.0),
        ("一、部门概况", 16.0),
        ("（一）主要职能", 16.0),
        ("负责监督工作。", 16.0),
    )
    assert [(level, title) for level, _, title, _ in sections] == [(0, None), (1, "部门概况"), (2, "主要职能")]


def test_contents_without_leaders_end_where_they_are_repeated() -> None:
    sections = _outline(
        "目录", "第一部分 概况", "一、职责", "第二部分 说明", "第一部分 概况", "一、职责", "负责监督工作。"
    )
    assert [title for _, _, title, _ in sections] == [None, "概况", "职责"]


def test_the_contents_announce_headings_without_numbers() -> None:
    sections = _outline(
        "目 录",
        "一、单位主要职能",
        "二、名词解释",
        "某市某局（单位）主要职能",
        "负责监督工作，另有三项。",
        "名词解释",
        "（一）结转：指余额。",
    )
    assert [title for _, _, title, _ in sections] == [None, "某市某局（单位）主要职能", "名词解释"]


def test_a_bare_part_number_takes_its_title_from_the_lines_below() -> None:
    sections = _outline(
        ("第三部分", 26.0),
        ("某局2024年度部门决", 26.0),
        ("算情况说明", 26.0),
        ("一、总体情况", 16.0),
        ("文字说明，文字。", 16.0),
    )
    assert [(level, number, title) for level, number, title, _ in sections] == [
        (1, "第三部分", "某局2024年度部门决算情况说明"),
        (2, "一、", "总体情况"),
    ]


def test_short_lines_from_one_first_part_to_the_next_are_contents_without_the_word() -> None:
    listed = ("第一部分 部门概况", "一、职责", "第二部分 预算表", "一、收支总表", "二、收入总表", "三、支出总表")
    body = ("第一部分 部门概况", "一、职责", "负责监督工作。")
    sections = _outline("某县某局2024年部门预算", *listed, "第三部分 说明", "注：空表表示没有收支。", *body)
    assert [(level, title) for level, _, title, _ in sections] == [(0, None), (1, "部门概况"), (2, "职责")]


def test_contents_go_on_over_lines_without_numbers_where_the_first_part_comes_again() -> None:
    sections = _outline(
        "预算公开目录",
        "二、基本情况",
        "第一部分 概况",
        "一、职责",
        "政府性基金预算收入支出决算情况的说明",
        "第二部分 说明",
        "第一部分 概况",
        "一、职责",
        "负责监督工作。",
    )
    assert [title for _, _, title, _ in sections] == [None, "概况", "职责"]


def test_a_list_below_a_later_part_does_not_end_the_contents() -> None:
    sections = _outline(
        "目录",
        "一、单位构成",
        "二、职责",
        "第二部分 预算表",
        "一、收支总表",
        "二、收入总表",
        "第三部分 说明",
        "第一部分",
        "一、单位构成",
        "只有机关一个单位。",
    )
    assert [title for _, _, title, _ in sections] == [None, None, "单位构成"]


def test_leaders_may_be_hyphens_and_the_field_a_word_processor_leaves() -> None:
    sections = _outline(
        "第一部分 概况",
        "一、职责-----------------4",
        "二、机构 PAGEREF _Toc123 h 5",
        "第一部分 概况",
        "一、职责",
        "负责监督工作。",
    )
    assert [title for _, _, title, _ in sections] == [None, "概况", "职责"]


def test_items_that_are_sentences_are_no_headings() -> None:
    sections = _outline("一、职责", "①执行方针政策。", "②负责建设，并管理。", "一、机构", "设两个科。")
    assert [title for _, _, title, _ in sections] == ["职责", "机构"]


def test_a_long_heading_with_a_full_stop_ends_like_a_heading() -> None:
    sections = _outline("一、支出情况。", "支出1万元。", "二、“三公”经费财政拨款支出与年初预算对比情况。", "持平。")
    assert [title for _, _, title, _ in sections] == ["支出情况", "“三公”经费财政拨款支出与年初预算对比情况"]


def test_contents_may_list_one_title_twice() -> None:
    sections = _outline(
        "目录", "一、一般公共预算支出情况表", "二、一般公共预算支出情况表", "三、基本支出明细", "一、职责", "负责工作。"
    )
    assert [title for _, _, title, _ in sections] == [None, "职责"]


def test_page_numbers_of_contents_may_stand_in_brackets() -> None:
    sections = _outline(
        "（三）出国经费与2022年预算相比.........（21）",
        "十一、名词解释............ .....( 22 )",
        "一、职责",
        "负责工作。",
    )
    assert [title for _, _, title, _ in sections] == [None, "职责"]


def test_items_may_lack_their_first_bracket_and_titles_their_number() -> None:
    sections = _outline(
        "目录",
        "一、单位职责 1",
        "某市某某中心2018年绩效评价报告 2",
        "十一、2025部门预算表",
        "一)2025年收支总表",
        "二)2025年一般公共预算“三公”经费支出表",
        "十二、绩效目标批复表",
        "第一部分 单位职责",
        "负责监督工作。",
    )
    assert [title for _, _, title, _ in sections] == [None, "单位职责"]


def test_the_last_duty_of_a_list_is_no_heading() -> None:
    sections = _outline(
        "一、职责",
        "1.负责规划，并组织实施。",
        "9.完成其他任务。",
        "10.负责园区建设，按规定执行。",
        "二、机构",
        "设两个科。",
    )
    assert [title for _, _, title, _ in sections] == ["职责", "机构"]


def test_entries_of_contents_may_end_in_full_stops() -> None:
    sections = _outline(
        "目录", "第一部分：概况", "一、职责", "部门决算报表", "一、收支总体情况。", "三、基本支出决算情况", "说明。",
        "四、基金情况。", "第四部分 名词解释", "第一部分：概况", "一、职责", "负责监督工作，另有三项。",
    )  # fmt: skip
    assert [title for _, _, title, _ in sections] == [None, "概况", "职责"]


def test_lists_of_what_is_bought_or_made_public_are_no_contents_of_the_document() -> None:
    for line in ("2026年政府采购预算目录", "政府信息公开目录"):
        titles = [title for _, _, title, _ in _outline("一、概况", "负责统计工作。", line, "二、采购", "文字。")]
        assert titles == ["概况", "采购"]


def test_a_long_sentence_under_a_number_is_text_whatever_word_it_ends_with() -> None:
    sentence = "三、贯彻落实上级关于统计工作的决定和部署并且每年报告本县统计工作的有关情况。"
    assert [title for _, _, title, _ in _outline("一、职责", "文字。", sentence, "更多文字。")] == ["职责"]


def test_time_to_look_for_leaders_does_not_depend_on_the_square_of_a_line() -> None:
    # Quadratic, it would not end within the patience of a test run.
    assert _outline("第一部分 概况", "说明：" + "." * 30_000 + "x", "第一部分 概况", "文字。")
