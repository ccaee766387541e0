from __future__ import annotations

from normalize.cut_levels import whole_levels
from normalize.schema import Indicator


def filled(*rows):
    made = [
        Indicator(document_id="d", table_no=1, row_no=number, pages=[page], level1=level1, level2=level2)
        for number, (page, level1, level2) in enumerate(rows, 1)
    ]
    return [(each.level1, each.level2) for each in whole_levels(made)]


def test_a_level_printed_on_the_next_page_is_that_of_the_rows_before_the_break():
    assert filled((1, None, "数量指标"), (1, None, "数量指标"), (2, "产出指标", None), (2, "产出指标", "质量指标")) == [
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
    ]


def test_a_level_printed_before_the_break_goes_on_below_it():
    assert filled((1, "产出指标", "质量指标"), (2, None, None), (2, None, None), (2, None, "时效指标")) == [
        ("产出指标", "质量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "质量指标"),
        ("产出指标", "时效指标"),
    ]


def test_the_vocabulary_forbids_a_level_that_does_not_belong():
    assert filled((1, "产出指标", "质量指标"), (2, None, "社会效益指标"))[1] == (None, "社会效益指标")


def test_blanks_within_a_page_stay_blank():
    assert filled((1, "产出指标", "质量指标"), (1, None, None))[1] == (None, None)
