"""Sums of money quoted in prose."""

from __future__ import annotations

import time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from normalize.mentions import mentions_in
from normalize.prose import ProseParagraph
from normalize.quotes import Place, amounts_in, quoted_amounts
from normalize.schema import Amount
from normalize.sections import outline_of


def _read(text: str) -> list[Amount]:
    return amounts_in(text, Place(), document_id="d", fiscal_year=2020)


def _tree(text: str) -> list[tuple[str | None, str, int | None]]:
    """Subject, printed sum and number of the whole it is part of."""
    return [(each.subject, each.amount_text, each.parent_no) for each in _read(text)]


def test_letters_set_apart_are_one_number() -> None:
    assert [str(each.yuan) for each in mentions_in("收入预算1 6 , 4 1 0 . 7 1万元，减少11,230.54万元")] == [
        "164107100.00",
        "112305400.00",
    ]
    assert [str(each.yuan) for each in mentions_in("第 1 2 章 3万元")] == ["30000.00"]


def test_words_that_can_be_taken_apart_in_several_ways_take_no_time() -> None:
    started = time.process_time()
    assert [each.amount_text for each in _read("安排为共计" * 24 + "的经费3万元")] == ["3万元"]
    assert [each.amount_text for each in _read("经费" + " :" * 14 + "3万元")] == ["3万元"]
    assert time.process_time() - started < 1
    assert [each.subject for each in _read("公务接待费至少于3万元")] == ["公务接待费"]


def test_a_bare_wan_with_two_decimals_is_money() -> None:
    assert [each.text for each in mentions_in("引进品牌340.00万，培训300万，覆盖12.5万人")] == ["340.00万"]


def test_a_direction_before_the_subject_holds_for_the_items_after_it() -> None:
    amounts = _read(
        "较2019年（剔除转移支付资金）增加1934.43万元，其中：基本支出增加58.76万元；项目支出增加1875.67万元，"
        "主要是增加了博览会经费3000万元，减少了名品展经费260万元、2018-2019年差异化错峰服务费960万元。"
    )
    assert [each.direction for each in amounts] == [
        "increase",
        "increase",
        "increase",
        "increase",
        "decrease",
        "decrease",
    ]
    assert [each.parent_no for each in amounts] == [None, 1, 1, 3, 3, 3]
    assert amounts[-1].subject == "2018-2019年差异化错峰服务费"
    assert amounts[-1].year == 2020


def test_last_years_amount_has_its_own_year() -> None:
    amounts = _read("2020年度收入预算32852.05万元，比2019年年初预算数30385.62万元增加2466.43万元，增长8.12%。")
    assert [(each.year, each.direction) for each in amounts] == [(2020, None), (2019, None), (2020, "increase")]
    assert {each.subject for each in amounts} == {"收入预算"}


def test_a_comparison_is_no_subject() -> None:
    (level, change) = _read("总支出80,778,193.86元，与上年对比增加55,108.40元，主要原因是人员增加。")
    assert (level.subject, change.subject, change.direction) == ("总支出", "总支出", "increase")


def test_budget_and_outcome_are_two_measures_of_one_subject() -> None:
    amounts = _read(
        "2024年度财政拨款支出年初预算为15068.55万元，支出决算为13733.8万元，完成年初预算的91.14%。其中：\n"
        "1.一般公共服务（类）信访事务（款）行政运行（项）。年初预算为5717.32万元，支出决算为5757.63万元。"
    )
    assert [(each.measure, each.parent_no, each.year) for each in amounts] == [
        ("budget", None, 2024), ("final", None, 2024), ("budget", 1, 2024), ("final", 2, 2024),
    ]  # fmt: skip
    assert amounts[2].subject == amounts[3].subject == "一般公共服务（类）信访事务（款）行政运行（项）"


def test_measures_are_named_by_the_subject_alone() -> None:
    amounts = _read(
        "一般公共预算基本支出10万元。政府性基金预算支出2万元。公务接待费1万元。支出预算12万元。教育支出3万元。上年结转4万元。"
    )
    assert [each.measure for each in amounts] == ["basic", "government_fund", None, "total", None, "carry_over"]


def test_a_heading_names_what_a_bare_stage_is_of() -> None:
    outline = outline_of(
        [
            ProseParagraph("一、机关运行经费安排情况", (3,)),
            ProseParagraph("2026年预算数为35.5万元，用于日常运转。", (3, 4)),
        ]
    )
    (amount,) = quoted_amounts(outline, document_id="d", fiscal_year=2026)
    assert (amount.subject, amount.section_no, amount.pages) == ("机关运行经费", 1, [3, 4])


def test_an_item_may_tell_its_sums_in_the_paragraph_below_its_name() -> None:
    outline = outline_of(
        [
            ProseParagraph("一、支出决算具体情况", (3,)),
            ProseParagraph("1、教育支出（类）普通教育（款）小学教育（项）。主要用于：", (3,)),
            ProseParagraph("小学的运转。年初预算为5.00万元，支出决算为4.00万元。", (4,)),
            ProseParagraph("2、教育支出（类）普通教育（款）初中教育（项）。主要用于：", (4,)),
            ProseParagraph("3、农林水支出（类）水利（款）防汛（项）。年初预算为2.00万元。", (4,)),
        ]
    )
    amounts = quoted_amounts(outline, document_id="d", fiscal_year=2024)
    assert [(each.subject, each.amount_text, each.pages) for each in amounts] == [
        ("教育支出（类）普通教育（款）小学教育（项）", "5.00万元", [4]),
        ("教育支出（类）普通教育（款）小学教育（项）", "4.00万元", [4]),
        ("农林水支出（类）水利（款）防汛（项）", "2.00万元", [4]),
    ]


def test_a_unit_without_yuan_is_read_as_money_where_the_clause_speaks_of_money() -> None:
    (first, second) = _read("预算资金100万，其中财政资金100万元。")
    assert (first.amount_text, first.amount_yuan) == ("100万", Decimal("1000000.00"))
    assert second.parent_no == 1
    assert _read("服务群众830万人次，新建绿地10万平方米，处理信件3亿件。") == []


def test_a_negative_sum_turns_its_direction() -> None:
    (amount,) = _read("比上年增加-29.7万元。")
    assert (amount.direction, amount.amount_yuan) == ("decrease", Decimal("297000.00"))


def test_numbers_that_share_a_unit_are_sums_each() -> None:
    assert [each.amount_yuan for each in _read("对国家级、省级、市级中心分别奖励30、20、10万元。")] == [
        Decimal("300000.00"), Decimal("200000.00"), Decimal("100000.00"),
    ]  # fmt: skip


def test_a_zero_needs_no_unit() -> None:
    assert [each.amount_text for each in _read("政府性基金支出预算为0；完成率为0%。")] == ["0"]


def test_thresholds_and_prices_keep_the_words_that_say_so() -> None:
    (price,) = _read("单价100万元（含）以上设备2台（套）。")
    assert price.subject == "单价"


def test_finer_than_a_cent_is_rounded_half_to_even() -> None:
    assert [str(each.yuan) for each in mentions_in("甲923.19615125万元，乙0.125元，丙0.135元")] == [
        "9231961.51",
        "0.12",
        "0.14",
    ]


@given(
    number=st.decimals(min_value=0, max_value=9_999_999, places=2),
    grouped=st.booleans(),
    wide=st.booleans(),
    gap=st.sampled_from(["", " ", "\u3000"]),
)
def test_the_way_a_number_is_printed_never_changes_it(*, number: Decimal, grouped: bool, wide: bool, gap: str) -> None:
    digits = f"{number:,.2f}" if grouped else f"{number:.2f}"
    if wide:
        digits = digits.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    (mention,) = mentions_in(f"项目支出{digits}{gap}万元，用于运转")
    assert mention.yuan == number * 10000


@given(st.text(alphabet="其中包括（）()，；。：、比上年增加减少2020年度1.5万元支出收入按分类\n", max_size=80))
def test_any_order_of_these_words_gives_whole_records(text: str) -> None:
    amounts = _read(text)
    numbers = [each.amount_no for each in amounts]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(each.parent_no is None or each.parent_no < each.amount_no for each in amounts)
    assert all(each.amount_yuan >= 0 and each.amount_text in each.sentence for each in amounts)


def test_digits_too_many_for_a_sum_are_none_and_cost_no_document() -> None:
    # Codes glued together before a 元, an account number; the last has more digits than Decimal computes with.
    for digits in ("2080501208050100000000", "9" * 17, "1" * 40):
        assert not mentions_in(f"支出{digits}元")
        assert [each.text for each in mentions_in(f"支出{digits}、20万元")] == ["20万元"]
    assert [str(each.yuan) for each in mentions_in("支出999999999999亿元")] == []
    assert [str(each.yuan) for each in mentions_in("支出1234567890123.45元")] == ["1234567890123.45"]


def test_compared_with_the_year_before_without_naming_it() -> None:
    found = _read(
        "支出总预算100.00万元，同比减少4.00万元，下降3.85%。其中：基本支出90.00万元，同比减少5.00万元；"
        "项目支出10.00万元，同比增加1.00万元。"
    )
    assert [(each.subject, each.direction, each.parent_no) for each in found] == [
        ("支出总预算", None, None),
        ("支出总预算", "decrease", None),
        ("基本支出", None, 1),
        ("基本支出", "decrease", 2),
        ("项目支出", None, 1),
        ("项目支出", "increase", 2),
    ]


def test_the_sum_compared_with_is_of_what_is_compared() -> None:
    found = _read("2020年收入合计42.00万元，比2019年的40.00万元，增加2.00万元；较上年2.08减少0.03万元。")
    assert [(each.subject, each.year) for each in found[:3]] == [
        ("收入合计", 2020),
        ("收入合计", 2019),
        ("收入合计", 2020),
    ]
    assert not {each.subject for each in found} & {"的", "2.08"}


def test_a_long_name_of_an_item_is_what_its_sums_are_of() -> None:
    item = "社会保障和就业（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）"
    assert [each.subject for each in _read(f"2.{item}：支出决算为80.11万元，完成预算98%。")] == [item]


def test_budget_and_difference_beside_what_was_spent_are_of_one_item() -> None:
    found = _read("因公出国（境）支出2.05万元，年初预算为2.95万元，差值为0.90万元。公务接待20批次，共支出1.00万元。")
    assert [(each.subject, each.measure) for each in found[:3]] == [
        ("因公出国（境）支出", None),
        ("因公出国（境）支出", "budget"),
        ("因公出国（境）支出", None),
    ]


def test_what_was_spent_on_an_item_is_no_total() -> None:
    [spent, again] = _read("公务接待费1.12万元，用于执行公务。国内接待12批次，100人次，共计支出1.12万元。")
    assert (spent.subject, again.subject, again.measure) == ("公务接待费", "公务接待费", None)
    [item] = _read("因公出国（境）费预算支出3万元。")
    assert item.measure is None


def test_the_year_of_a_sum_may_stand_behind_what_it_is_of() -> None:
    found = _read("公务接待费2020年预算数2.00万元，比2019年预算数3.00万元减少1.00万元。")
    assert [(each.subject, each.year, each.direction) for each in found] == [
        ("公务接待费", 2020, None),
        ("公务接待费", 2019, None),
        ("公务接待费", 2020, "decrease"),
    ]


def test_a_choice_left_in_a_template_names_no_subject() -> None:
    found = _read("公务接待费2.00万元，比2019年预算数2.00万元增加（减少）0.00万元。")
    assert {each.subject for each in found} == {"公务接待费"}


def test_an_item_may_stand_behind_its_sum() -> None:
    assert [each.subject for each in _read("2020年减少了30万元办公费，增加5万元差旅费，共减少25万元。")][:2] == [
        "办公费",
        "差旅费",
    ]


def test_what_is_compared_with_the_budget_is_what_was_named_before() -> None:
    amounts = _read(
        "“三公”经费支出总额为5万元，比预算增加0万元，比去年增加1万元；接待费支出比预算无增减变化，比去年增加2万元。"
    )
    assert [(each.subject, each.direction) for each in amounts] == [
        ("“三公”经费支出", None),
        ("“三公”经费支出", "increase"),
        ("“三公”经费支出", "increase"),
        ("接待费支出", "increase"),
    ]
    assert [each.subject for each in _read("公务接待较上年同期减少0.58万元。")] == ["公务接待"]


def test_a_note_in_brackets_behind_a_sum_is_no_part_of_the_next_subject() -> None:
    amounts = _read("收入总计9万元（含年初结转和结余）、支出总计9万元（含年末结转和结余）。")
    assert [(each.subject, each.measure) for each in amounts] == [("收入总计", "total"), ("支出总计", "total")]


def test_words_of_adding_up_leave_nothing_of_a_subject() -> None:
    assert [each.subject for each in _read("预算费用3.5万元/人，共计7万元。")] == ["预算费用", "预算费用"]
    assert [each.subject for each in _read("四川省统计局安排公务接待费预算178万元。")] == ["公务接待费预算"]


def test_a_comma_may_stand_where_others_set_a_colon_behind_the_subject() -> None:
    amounts = _read("（一）收入预算，2018年年初预算数596.09万元，其中，一般公共预算拨款596.09万元。")
    assert [(each.subject, each.measure, each.parent_no) for each in amounts] == [
        ("收入", "total", None),
        ("一般公共预算拨款", "general_public_budget", 1),
    ]
    [whole] = _read("2018年部门预算收入为一般公共预算收入596.09万元。")
    assert whole.subject == "一般公共预算收入"


def test_who_speaks_and_a_comma_before_the_sum_are_no_part_of_a_subject() -> None:
    assert [each.subject for each in _read("2016年我院支出合计90万元，其中基本支出90万元。")] == [
        "支出合计",
        "基本支出",
    ]
    assert [each.subject for each in _read("（三）公务用车购置及运行费预算，35万元，比上年增加5万元。")] == [
        "公务用车购置及运行费预算"
    ] * 2
    reason = _read("政府性基金支出177.92万元，主要原因是2026年未安排新增预算，177.92万元是上年结转的资金。")
    assert "未安排" not in (reason[-1].subject or "")


def test_bullets_and_national_bodies_are_no_part_of_a_subject() -> None:
    assert [each.subject for each in _read("▍年度总收入：174,269.45万元。中央广播电视总台收、支总计9万元。")] == [
        "年度总收入",
        "收、支总计",
    ]


def test_a_change_is_of_the_later_of_two_years_told() -> None:
    amounts = _read("2019年运行经费141万元，2018年为107万元，较2018年增加34万元。")
    assert [(each.year, each.direction) for each in amounts] == [(2019, None), (2018, None), (2019, "increase")]
    amounts = _read("2016年接待费33万元，2015年接待费57万元，与上年对比减少24万元。")
    assert [(each.subject, each.year) for each in amounts] == [("接待费", 2016), ("接待费", 2015), ("接待费", 2016)]


def test_the_year_of_a_stage_is_read_in_lists_too() -> None:
    amounts = _read("三公经费20万元。其中：公务接待费2016年预算8万元，2015年预算12.5万元，对比减少4.5万元。")
    assert [(each.subject, each.year) for each in amounts[1:]] == [
        ("公务接待费", 2016),
        ("公务接待费", 2015),
        ("公务接待费", 2016),
    ]


def test_verbs_and_spenders_are_no_part_of_what_a_sum_is_for() -> None:
    for text, subject in (
        ("2020年全镇实现地方财政总收入17万元。", "地方财政总收入"),
        ("2020年全市安排地方财政预算收入17万元。", "地方财政预算收入"),
        ("2020年一般公共预算收入完成17万元。", "一般公共预算收入"),
        ("2020年预算安排公务用车运行维护费25万元。", "公务用车运行维护费"),
        ("2020年全市各单位使用财政拨款安排“三公”经费17万元。", "“三公”经费"),
        ("2020年某市委宣传部财政预算拨款“三公”经费35万元。", "财政预算拨款“三公”经费"),
        ("每人标准不同，年人均2400元。", "年人均"),
    ):
        assert _read(text)[0].subject == subject


def test_sums_added_up_lose_the_word_that_adds_them() -> None:
    assert (
        _tree("一般公共预算收入54万元，加上上级补助收入20万元、上年结余6万元，收入总计80万元。")[1][0] == "上级补助收入"
    )


def test_how_far_the_outcome_is_from_the_budget_is_a_change_of_the_sum_before() -> None:
    amounts = _read("财政拨款支出1741万元，完成年初预算103%，决算数大于年初预算数55万元。")
    assert (amounts[1].subject, amounts[1].direction) == ("财政拨款支出", "increase")


def test_growth_since_the_beginning_of_the_year_is_of_the_sum_before() -> None:
    amounts = _read("资产总额25亿元，比年初增加了9485万元。")
    assert (amounts[1].subject, amounts[1].direction) == (amounts[0].subject, "increase")


def test_growth_of_income_and_cuts_of_expenditure_have_words_of_their_own() -> None:
    amounts = _read(
        "一般公共预算收入累计完成453万元，比上年增收18万元，增长4%。支出165万元，比上年减支37万元，下降18%。"
    )
    assert [(each.subject, each.direction, each.year) for each in amounts] == [
        ("一般公共预算收入", None, 2020),
        ("一般公共预算收入", "increase", 2020),
        ("支出", None, 2020),
        ("支出", "decrease", 2020),
    ]


def test_the_same_scope_is_how_years_are_compared_and_not_what() -> None:
    amounts = _read("“三公”经费3328万元，同口径比2019年减少830万元。其中：公务接待费同口径比2019年减少38万元。")
    assert [(each.subject, each.direction) for each in amounts] == [
        ("“三公”经费", None),
        ("“三公”经费", "decrease"),
        ("公务接待费", "decrease"),
    ]


def test_a_shortfall_against_the_own_budget_is_of_one_year() -> None:
    amounts = _read("公共预算收入35215万元，较年初预算40860万元，短收5645万，主要原因是欠税。")
    assert [(each.subject, each.measure, each.direction, each.year) for each in amounts] == [
        ("公共预算收入", amounts[0].measure, None, 2020),
        ("公共预算收入", "budget", None, 2020),
        ("公共预算收入", amounts[2].measure, "decrease", 2020),
    ]


def test_words_that_begin_like_a_body_and_reasons_are_no_subjects_cut_short() -> None:
    assert _read("2020年安排我校舍维修费5万元。")[0].subject == "我校舍维修费"
    assert "系人员增加" not in {each.subject for each in _read("比上年增加3万元系人员增加。")}


def test_debt_newly_raised_is_a_name_and_no_change() -> None:
    amounts = _read("债务转贷收入7661万元（其中：新增一般债券收入4330万元，再融资债券收入3331万元）。")
    assert [(each.subject, each.direction, each.parent_no) for each in amounts[1:]] == [
        ("新增一般债券收入", None, 1),
        ("再融资债券收入", None, 1),
    ]


def test_a_change_against_the_budget_of_its_own_year_is_of_that_year() -> None:
    amounts = _read("公务接待费支出16万元，与2020年度预算相比，增加1.5万元，增长10%。")
    assert [(each.subject, each.year) for each in amounts] == [("公务接待费支出", 2020), ("公务接待费支出", 2020)]
