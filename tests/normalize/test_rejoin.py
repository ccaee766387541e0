from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.rejoin import SeamCell, SeamDecision, SeamView, decide

HEADER = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
OTHERS = (
    ("产出指标", "数量指标", "服务企业", "为企业服务的家数", ">=240家", "创业基地管理办法"),
    ("", "数量指标", "服务人员", "为企业人员服务的人数", ">=600人", "创业基地管理办法"),
    ("效果指标", "经济效益指标", "经济效益", "为企业解决难题的比例", ">=90%", "创业基地管理办法"),
)


def view(before: list[str], after: list[str], *, header: tuple[str, ...] = HEADER, spans: str = "") -> SeamView:
    """Two rows at a seam; `spans` marks with an x the columns whose cell covers several rows."""
    covers = [mark == "x" for mark in spans.ljust(len(before))]
    others = tuple(row[: len(before)] for row in OTHERS) if header else ()
    return SeamView(
        tuple(SeamCell(text, span, key=number) for number, (text, span) in enumerate(zip(before, covers, strict=True))),
        tuple(
            SeamCell(text, span, key=-number - 1) for number, (text, span) in enumerate(zip(after, covers, strict=True))
        ),
        others,
        header,
    )


def names(decision: SeamDecision) -> set[str]:
    return {each.name for each in decision.evidence}


def test_a_row_without_a_target_goes_on_with_the_row_before() -> None:
    decision = decide(
        view(
            ["", "社会效益", "社会效益", "加大服务，为企业提", ">=90%", "创业"],
            ["", "指标", "", "供有效支撑", "", "基地管理办法"],
        )
    )
    assert (decision.decision, decision.rows_join) == ("cut_row", True)
    assert {"key_blank", "completes_term", "equals_sibling"} <= names(decision)


def test_a_full_row_is_a_new_row_even_if_a_word_could_run_on() -> None:
    decision = decide(
        view(
            ["", "数量指标", "活动次数", "举办活动的次数，以企业", ">=3次", "方案"],
            ["", "质量指标", "服务", "服务企业的比例", ">=60%", "方案"],
        )
    )
    assert decision.decision == "new_row"
    assert decision.joined == set()


def test_numbers_are_never_joined_because_they_touch() -> None:
    before, after = ["2080505", "机关事业单位基本", "100.00"], ["", "养老保险缴费支出", "52.00"]
    decision = decide(view(before, after, header=("科目编码", "科目名称", "合计")))
    assert decision.decision == "new_row"
    assert 2 not in decision.joined


def test_an_amount_that_wrapped_at_the_page_end_gets_its_last_decimals() -> None:
    others = tuple(("某中心", amount) for amount in ("1,000.25", "22,310.40", "310.07"))
    cells = [("杭城市机动", "12,437.3"), ("车驾驶员考试中心", "6")]
    before, after = (
        [SeamCell(text, spans=False, key=n * 2 + m) for n, text in enumerate(row)] for m, row in enumerate(cells)
    )
    decision = decide(SeamView(tuple(before), tuple(after), others, ("单位名称", "总计")))
    assert decision.rows_join
    assert "completes_number" in names(decision)
    whole = decide(
        SeamView(
            (*tuple(before[:1]), SeamCell("12,437.36", spans=False, key=9)), tuple(after), others, ("单位名称", "总计")
        )
    )
    assert not whole.rows_join


def test_an_official_name_cut_in_two_is_whole_again() -> None:
    decision = decide(
        SeamView(
            tuple(
                SeamCell(text, spans=False, key=n) for n, text in enumerate(["2080505", "机关事业单位基本", "518.69"])
            ),
            tuple(SeamCell(text, spans=False, key=-n - 1) for n, text in enumerate(["", "养老保险缴费支出", ""])),
            (("2080502", "事业单位离退休", "1.00"), ("2080506", "机关事业单位职业年金缴费支出", "2.00")),
            ("科目编码", "科目名称", "合计"),
        )
    )
    assert decision.rows_join
    assert {"completes_name", "key_blank"} <= names(decision)


def test_a_form_label_is_joined_and_its_row_is_not() -> None:
    decision = decide(
        view(
            ["预算规模", "预算数", "270.00", "其中：财政资金"],
            ["及资金用途", "预算数270万元。主要用于奖励。", "", ""],
            header=(),
        )
    )
    assert (decision.decision, decision.rows_join, decision.joined) == ("cut_row", False, {0})


def test_values_under_their_headings_are_a_row_of_their_own() -> None:
    decision = decide(view(["资金支出计划", "3月底", "6月底"], ["", "", "50.00"], header=()))
    assert decision.decision == "new_row"


def test_a_long_statement_goes_on_alone_in_its_column() -> None:
    decision = decide(view(["", "用于支付保洁人员的", ""], ["", "工资和保险。", ""], header=()))
    assert decision.rows_join


def test_a_label_over_many_rows_goes_on_while_the_rows_do_not() -> None:
    before = ["产出指标", "数量指标", "次数", "举办次数", ">=3次", "方案"]
    after = ["", "质量指标", "合格率", "验收合格率", "=100%", "方案"]
    decision = decide(view(before, after, spans="x"))
    assert (decision.decision, decision.joined) == ("new_row", {0})


def test_the_next_label_over_many_rows_is_another_cell() -> None:
    before = ["产出指标", "时效指标", "时间", "完成时间", "12月", "方案"]
    after = ["效益指标", "社会效益指标", "影响", "社会影响", "提升", "方案"]
    assert decide(view(before, after, spans="x")).joined == set()


@pytest.mark.parametrize(("after", "joined"), [("养护补助经费", {0}), ("60497112-养护补助经费", set())])
def test_a_name_without_the_code_that_all_others_begin_with_goes_on(after: str, joined: set[int]) -> None:
    seam = view(["52531036-学校食堂", ">=3次"], [after, "=100%"], header=HEADER[:2], spans="x")
    # Its last line is short, as that of a whole name.
    before = (replace(seam.before[0], line_share=0.4), *seam.before[1:])
    coded = replace(seam, before=before, others=(("30505864-印刷服务", ">=2次"),))
    assert decide(coded).joined == joined


def test_a_total_named_whole_is_not_joined_with_the_item_below_it() -> None:
    header = ("项目", "预算数")
    assert decide(view(["本年收入合计", ""], ["上年结转", "5.00"], header=header)).decision == "new_row"
    cut = decide(view(["一般公共预算财政拨款", "110.00"], ["收入合计", ""], header=header))
    assert (cut.decision, cut.joined) == ("cut_row", {0, 1})


def test_a_text_that_leaves_its_cell_half_empty_is_not_cut_by_the_page_end() -> None:
    texts = [("某项目", ""), ("延续上一年度的工程，为规划", "弥补现有设施的短板"), (">=3次", "=100%")]
    seam = view([before for before, _ in texts], [after for _, after in texts], header=HEADER[:3], spans="xx")
    assert decide(seam).joined == {0, 1}
    goals = replace(seam.before[1], room_below=6.0)
    assert decide(replace(seam, before=(seam.before[0], goals, seam.before[2]))).joined == {0}


def test_a_list_in_running_text_that_counts_on_is_one_cell() -> None:
    before = ["", "1、产出指标；次数：≥55次。2、产出指标；日常管"]
    after = ["林区防火隔离带检测", "理数量：=289个。3、效益指标；使用率：≥81%。"]
    decision = decide(view(before, after, header=("项目名称", "绩效指标")))
    assert decision.rows_join
    assert "list_goes_on" in names(decision)
    anew = ["林区防火隔离带检测", "1、产出指标；数量：=289个。2、效益指标；使用率：≥81%。"]
    assert not decide(view(before, anew, header=("项目名称", "绩效指标"))).rows_join


def test_a_statement_parted_between_its_items_begins_a_row_with_the_next_item() -> None:
    seam = view(["总体目标", "目标7：开展检查。目标8：培训人员。"], ["", "目标9：掌握情况。"], header=(), spans="x")
    assert decide(seam).rows_join
    parted = decide(replace(seam, above=("总体目标", "目标1：保障经费。目标6：加强考核。")))
    assert (parted.decision, parted.joined) == ("new_row", {0})
    assert decide(replace(seam, above=("总体目标", "目标1：保障经费。目标2：加强考核。"))).rows_join


def test_a_sum_is_not_the_beginning_of_the_goals_on_the_next_page() -> None:
    after = ["", "", "", "延续上一年度的工程，满足", "", ""]
    assert decide(view(["某项目", "", "", "", "2,953.17", ""], after)).rows_join
    assert decide(view(["合计", "", "", "", "2,953.17", ""], after)).decision == "new_row"


def test_a_cell_that_breaks_the_count_of_its_list_is_a_rest() -> None:
    series = (("十六、金融支出", ""), ("十七、援助其他地区支出", ""), ("十八、自然资源支出", "1.00"))
    decision = decide(
        SeamView(
            (SeamCell("十九、住", spans=False, key=1), SeamCell("5.00", spans=False, key=2)),
            (SeamCell("房保障支出", spans=False, key=3), SeamCell("", spans=False, key=4)),
            series,
            ("项目", "预算数"),
        )
    )
    assert decision.rows_join
    assert "breaks_series" in names(decision)


@given(st.lists(st.text(max_size=8), min_size=2, max_size=6), st.lists(st.text(max_size=8), min_size=6, max_size=6))
def test_a_decision_always_says_why_and_joins_only_what_there_is(before: list[str], after: list[str]) -> None:
    seen = view(before, after[: len(before)], header=())
    decision = decide(seen)
    assert 0.5 <= decision.confidence <= 1
    assert decision.joined <= set(range(len(before)))
    assert decision.rows_join <= (decision.decision == "cut_row")


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_level_cut_anywhere_is_one_term_again(cut: int) -> None:
    term = "服务对象满意度指标"
    before = ["满意度指标", term[:cut], "满意程度", "群众满意比例", ">=90%", "问卷"]
    decision = decide(view(before, ["", term[cut:], "", "", "", ""]))
    assert decision.rows_join


PURCHASES = (
    ("办公设备购置费", "", "", "95.00"),
    ("", "台式计算机", "自行", "90.00"),
    ("", "打印设备", "自行", "5.00"),
    ("会议", "", "", "3.00"),
    ("", "印刷品", "自行", "3.00"),
)


def test_a_blank_beside_the_items_of_a_group_takes_no_label_from_the_next_page() -> None:
    before = (
        SeamCell("", True, key=1, rows=3),
        SeamCell("餐饮服务", False, key=2),
        SeamCell("自行", False, key=3),
        SeamCell("8.66", False, key=4),
    )
    after = (
        SeamCell("年会", False, key=-1),
        SeamCell("", False, key=-2),
        SeamCell("", False, key=-3),
        SeamCell("71.80", False, key=-4),
    )
    header = ("专项名称", "采购物品名称", "采购组织形式", "总计")
    decision = decide(SeamView(before, after, PURCHASES, header, ruled=True))
    assert decision.decision == "new_row"
    assert 0 not in decision.joined


def test_a_project_s_name_goes_on_over_the_sum_of_its_next_part() -> None:
    header = ("项目名称", "项目总额", "绩效目标", "三级指标", "指标值")
    before = [("11-印刷服务", 9), ("829.75", 9), ("监测就业", 9), ("报告数量", 1), ("54", 1)]
    after = [("", 4), ("95.00", 4), ("服务企业。", 4), ("企业数量", 1), ("60", 1)]
    sides = [
        tuple(
            SeamCell(text, spans=rows > 1, key=sign * (number + 1), rows=rows)
            for number, (text, rows) in enumerate(side)
        )
        for sign, side in ((1, before), (-1, after))
    ]
    decision = decide(SeamView(sides[0], sides[1], (("", "", "", "调查数量", "17"),), header, ruled=True))
    assert (decision.decision, decision.joined) == ("new_row", {0})
