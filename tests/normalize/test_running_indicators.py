"""Indicators told as running text in one cell."""

from __future__ import annotations

import pytest

from normalize.running_indicators import told_indicators, told_under


def told(text):
    return [(each.level1, each.level2, each.level3, each.target_text) for each in told_indicators(text)]


def test_numbered_statements_keep_the_target_of_the_year_and_the_other_by_its_label():
    [first, second] = told_indicators(
        "1、1-产出指标；11-数量指标；维修路灯盏数；实施周期指标值:≥300盏；年度指标值:≥100盏。"
        "2、3-满意度指标；31-服务对象满意度；2.5公里内居民满意度；实施周期指标值:≥90%；年度指标值:≥85%。"
    )
    assert (first.level1, first.level2, first.level3) == ("产出指标", "数量指标", "维修路灯盏数")
    assert (first.target_text, first.other) == ("≥100盏", {"实施周期指标值": "≥300盏"})
    assert (second.level3, second.target_text) == ("2.5公里内居民满意度", "≥85%")


def test_a_target_of_several_stays_whole():
    assert told("1、产出指标；数量指标；养护；年度指标值:道路≥3条；桥梁≥2座。") == [
        ("产出指标", "数量指标", "养护", "道路≥3条；桥梁≥2座")
    ]


def test_classes_introduce_their_indicators():
    assert told(
        "产出指标：1.数量指标：巡查≥10次，抽检样品≥50份。2.质量指标：合格率98%。效益指标：社会效益指标：秩序：改善。"
    ) == [
        ("产出指标", "数量指标", "巡查", "≥10次"),
        ("产出指标", "数量指标", "抽检样品", "≥50份"),
        ("产出指标", "质量指标", "合格率", "98%"),
        ("效益指标", "社会效益指标", "秩序", "改善"),
    ]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("数量指标：培训人数≥200 质量指标：合格率≥95", [("培训人数", "≥200"), ("合格率", "≥95")]),
        ("时效指标：完成时间：2025", [("完成时间", "2025")]),
        ("质量指标：合格率：100；时效指标：完成时间：2025", [("合格率", "100"), ("完成时间", "2025")]),
        ("数量指标：巡查≥10次 （2）质量指标：合格率：100。三、时效指标：用时≤30", [("巡查", "≥10次"), ("合格率", "100"), ("用时", "≤30")]),
    ],
)  # fmt: skip
def test_the_last_digits_before_a_class_are_its_ordinal_only_with_a_mark(text, targets):
    assert [each[2:] for each in told(text)] == targets


def test_a_class_needs_no_stop_before_it():
    assert told("产出指标：数量指标：检查次数≥3次质量指标：合格率≥95%时效指标：用时≤30天") == [
        ("产出指标", "数量指标", "检查次数", "≥3次"),
        ("产出指标", "质量指标", "合格率", "≥95%"),
        ("产出指标", "时效指标", "用时", "≤30天"),
    ]


def test_a_name_that_ends_like_a_class_stays_whole():
    assert told("满意度指标：服务对象满意度指标：群众满意度：≥90%") == [
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2025 数量指标：检查次数≥3次",
        "产出指标：100。数量指标：检查次数≥3次",
        "数量指标：检查次数≥3次。特色指标：亮点≥2个",
        "数量指标：检查次数≥3次2.质量指标：合格率≥95%",
        "数量指标：检查次数≥3次；本项目质量指标：合格率≥95%",
    ],
)
def test_a_cell_is_left_whole_where_a_number_or_a_class_would_be_lost(text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "审计项目数",
        "目标1：完成十件。数量指标：≥3",
        "1、完成巡查；2、按期验收。",
        "1、产出指标；数量指标；次数；年度指标值:≥3次。2、另行安排。",
        "质量指标：",
    ],
)
def test_other_texts_are_left_alone(text):
    assert told(text) == []


def test_a_class_may_give_targets_alone():
    assert told("数量指标：≥3个；质量指标：合格率≥95%；时效指标：2026年12月底前完成") == [
        (None, "数量指标", None, "≥3个"),
        (None, "质量指标", "合格率", "≥95%"),
        (None, "时效指标", None, "2026年12月底前完成"),
    ]


def test_names_may_hold_figures_before_a_sign():
    assert told("产出指标：质量指标：24小时响应率≥95%，12345热线办结率≥98%") == [
        ("产出指标", "质量指标", "24小时响应率", "≥95%"),
        ("产出指标", "质量指标", "12345热线办结率", "≥98%"),
    ]


def test_a_list_mark_parts_names_that_have_signs_of_their_own():
    assert told("数量指标：培训人数≥100人、培训场次≥3场；时效指标：受理、办结时限≤5天") == [
        (None, "数量指标", "培训人数", "≥100人"),
        (None, "数量指标", "培训场次", "≥3场"),
        (None, "时效指标", "受理、办结时限", "≤5天"),
    ]


def test_a_class_may_stand_before_the_number_of_its_list():
    assert told("一、产出指标 1.数量指标：审计项目数10个；2.质量指标：合格率98%。二、满意度指标：群众满意度≥90%。") == [
        ("产出指标", "数量指标", "审计项目数", "10个"),
        ("产出指标", "质量指标", "合格率", "98%"),
        ("满意度指标", "满意度指标", "群众满意度", "≥90%"),
    ]


@pytest.mark.parametrize("text", ["无", "……", "——", "指标1："])
def test_the_cell_of_a_class_that_tells_nothing_makes_no_indicator(text):
    assert told_under("数量指标", text) == []


def test_a_list_mark_parts_names_that_have_numbers_of_their_own():
    assert [(each.level3, each.target_text) for each in told_under("数量指标", "培训3期、会议2次")] == [
        ("培训", "3期"),
        ("会议", "2次"),
    ]
