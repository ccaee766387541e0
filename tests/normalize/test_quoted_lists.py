"""Sums in prose and the parts that a list tells of them."""

from __future__ import annotations

from normalize.prose import ProseParagraph
from normalize.quotes import Place, amounts_in, quoted_amounts
from normalize.schema import Amount
from normalize.sections import outline_of


def _read(text: str) -> list[Amount]:
    return amounts_in(text, Place(), document_id="d", fiscal_year=2020)


def _tree(text: str) -> list[tuple[str | None, str, int | None]]:
    """Subject, printed sum and number of the whole it is part of."""
    return [(each.subject, each.amount_text, each.parent_no) for each in _read(text)]


def test_an_income_sentence_lists_the_parts_of_its_total() -> None:
    assert _tree("2020年预算收入8250.28万元，其中：一般公共预算收入8205.28万元，基金预算收入0万元。") == [
        ("预算收入", "8250.28万元", None),
        ("一般公共预算收入", "8205.28万元", 1),
        ("基金预算收入", "0万元", 1),
    ]


def test_parts_of_parts_end_at_the_semicolon() -> None:
    tree = _tree(
        "部门支出预算为8205.28万元，其中基本支出4815.31万元，包括人员经费4459.65万元和日常公用经费355.66万元；"
        "项目支出3389.97万元，主要为展会3000万元、办公设备购置40.20万元。"
    )
    assert [parent for _, _, parent in tree] == [None, 1, 2, 2, 1, 5, 5]


def test_brackets_bind_tighter_than_commas() -> None:
    assert _tree(
        "“三公”经费29.39万元，其中：因公出国（境）费0万元；公务用车购置及运维费27万元"
        "（其中：购置费0万元，运行维护费27万元）；公务接待费2.39万元。"
    ) == [
        ("“三公”经费", "29.39万元", None),
        ("因公出国（境）费", "0万元", 1),
        ("公务用车购置及运维费", "27万元", 1),
        ("购置费", "0万元", 3),
        ("运行维护费", "27万元", 3),
        ("公务接待费", "2.39万元", 1),
    ]


def test_a_change_is_part_of_the_change_of_the_whole() -> None:
    amounts = _read(
        "“三公”经费19.86万元，比上年减少22.65万元，下降53.3%，主要原因是厉行节约。"
        "其中：因公出国（境）费5万元，比上年减少15万元；公务接待费8.16万元，比上年减少5.35万元。"
    )
    assert [(each.direction, each.parent_no) for each in amounts] == [
        (None, None), ("decrease", None), (None, 1), ("decrease", 2), (None, 1), ("decrease", 2),
    ]  # fmt: skip


def test_a_numbered_list_below_a_colon_is_part_of_the_sum_above_it() -> None:
    tree = _tree(
        "（一）收入预算总计4651.67万元。包括：\n1．本年收入合计4651.67万元。\n（1）一般公共预算拨款收入4651.67万元。\n"
        "（2）事业收入0万元。\n2．上年结转结余为0万元。\n（二）支出预算总计4651.67万元。"
    )
    assert [parent for _, _, parent in tree] == [None, 1, 2, 2, 1, None]


def test_a_plain_list_ends_when_its_whole_is_made_up() -> None:
    tree = _tree(
        "收入预算8695.94万元，其中：财政拨款收入8695.94万元；\n事业收入0万元；其他收入0万元。\n支出预算8695.94万元。"
    )
    assert [parent for _, _, parent in tree] == [None, 1, 1, 1, None]


def test_the_same_whole_may_be_divided_twice() -> None:
    tree = _tree(
        "本年支出合计14572.53万元，其中：按功能分类划分为教育支出180.03万元；其他支出14392.50万元。"
        "按经济分类划分为基本支出11073.11万元；项目支出3499.42万元。"
    )
    assert [parent for _, _, parent in tree] == [None, 1, 1, 1, 1]


def test_a_new_total_after_a_full_list_is_no_part_of_it() -> None:
    tree = _tree(
        "本部门当年预算收入5093.76万元，其中：一般公共预算拨款5093.76万元，较上年增加662.08万元；"
        "本部门当年预算支出5093.76万元，其中：一般公共预算拨款5093.76万元。"
    )
    assert [parent for _, _, parent in tree] == [None, 1, None, None, 4]


def test_a_list_goes_on_from_the_paragraph_before_although_contents_were_printed() -> None:
    lines = (
        "目录",
        "一、支出预算情况说明",
        "一、支出预算情况说明",
        "2026年支出预算10万元，比上年执行数增加1万元。",
        "1.按支出功能分类，包括教育支出4万元、其他支出6万元。",
    )
    amounts = quoted_amounts(outline_of([ProseParagraph(line) for line in lines]), document_id="d", fiscal_year=2026)
    assert [each.parent_no for each in amounts] == [None, None, 1, 1]


def test_a_list_goes_on_behind_what_it_is_for_and_behind_counted_causes() -> None:
    assert _tree("项目支出400万元，主要用于完成任务，其中：审计300万元，用于委托；平台100万元，用于维护。") == [
        ("项目支出", "400万元", None),
        ("审计", "300万元", 1),
        ("平台", "100万元", 1),
    ]
    assert _tree("收入比上年增加300万元，原因：一是人员经费增加200万元，主要是调资；二是项目经费增加100万元。") == [
        ("收入", "300万元", None),
        ("人员经费", "200万元", 1),
        ("项目经费", "100万元", 1),
    ]


def test_details_below_a_sum_are_its_parts_unless_they_were_told_before() -> None:
    below = "\n（一）因公出国（境）费支出0.00万元。\n（二）公务接待费支出0.50万元。"
    assert [parent for *_, parent in _tree("“三公”经费支出0.50万元，下降15.00%。具体情况如下：" + below)] == [
        None,
        1,
        1,
    ]
    told = "“三公”经费支出0.50万元，其中，因公出国（境）费支出0.00万元；公务接待费支出0.50万元。具体情况如下："
    assert [parent for *_, parent in _tree(told + below)] == [None, 1, 1, None, None]


def test_details_below_several_sums_are_parts_of_none() -> None:
    listed = "“三公”经费支出中，因公出国（境）费支出1.00万元，占50%；公务接待费支出1.00万元，占50%。具体情况如下："
    below = "\n1．因公出国（境）费预算支出1.00万元。\n2．公务接待费预算支出1.00万元。"
    assert [parent for *_, parent in _tree(listed + below)][2:] == [None, None]


def test_the_budget_a_sum_is_measured_against_is_not_its_whole_or_its_list() -> None:
    amounts = _read("基金收入80万元，为调整预算100万元的80%。包括：土地出让金收入60万元，上年结余20万元。")
    assert [(each.subject, each.measure, each.parent_no) for each in amounts[:2]] == [
        ("基金收入", None, None),
        ("基金收入", "budget", None),
    ]
    assert [each.parent_no for each in amounts[2:]] == [1, 1]


def test_a_list_below_the_last_sentence_is_of_the_sum_that_the_sentence_tells() -> None:
    amounts = quoted_amounts(
        outline_of(
            [
                ProseParagraph("全镇收入完成57万元，其中烟叶税5万元。全镇支出为50万元，主要支出如下："),
                ProseParagraph("教育支出 30万元"),
                ProseParagraph("卫生支出 20万元"),
            ]
        ),
        document_id="d",
        fiscal_year=2020,
    )
    assert [(each.subject, each.parent_no) for each in amounts] == [
        ("全镇收入", None),
        ("烟叶税", 1),
        ("全镇支出", None),
        ("教育支出", 3),
        ("卫生支出", 3),
    ]


def test_what_a_sum_contains_is_part_of_it_and_its_growth_is_its_own() -> None:
    amounts = _read("收支总预算4471万元，含管理处经费250万元，幼儿园经费537万元；比2019年预算增加755万元。")
    assert [(each.subject, each.parent_no) for each in amounts] == [
        ("收支总预算", None),
        ("管理处经费", 1),
        ("幼儿园经费", 1),
        ("收支总预算", None),
    ]


def test_lists_of_income_and_of_expenditure_without_sums_have_no_whole() -> None:
    amounts = _read("收入包括：财政拨款收入87万元，比上年减少2万元；支出包括：教育支出80万元，住房保障支出7万元。")
    assert [each.parent_no for each in amounts] == [None, None, None, None]


def test_what_a_sum_is_a_share_of_does_not_own_the_list_behind_it() -> None:
    amounts = _read("民生支出138万元，占全部支出165万元的84%，其中教育支出100万元、科学技术支出38万元。")
    assert [each.parent_no for each in amounts] == [None, None, 1, 1]


def test_a_semicolon_parts_the_items_that_make_up_the_innermost_whole() -> None:
    amounts = _read(
        "三公经费2771万元。分项情况是：接待费1153万元；用车费1618万元，其中：购置费414万元；运行费1204万元。"
    )
    assert [each.parent_no for each in amounts] == [None, 1, 1, 3, 3]


def test_names_told_together_share_out_the_sums_behind() -> None:
    amounts = _read("从结构看，货物、工程、服务采购分别为9万元、16万元和10万元，占比为25%、46%和29%。")
    assert [each.subject for each in amounts] == ["货物", "工程", "服务采购"]
    assert [each.subject for each in _read("收入、支出分别为9万元，全部用于运转。")] != ["收入"]


def test_a_list_may_be_announced_by_a_full_stop() -> None:
    amounts = quoted_amounts(
        outline_of(
            [
                ProseParagraph(
                    "（一）总收入581万元，其中本年收入390万元，较2019年度决算数减少175万元。收入具体情况如下。"
                ),
                ProseParagraph("1.财政拨款收入382万元，为当年拨付的资金。较2019年度决算数减少157万元。"),
                ProseParagraph("2.上级补助收入8万元，为开展业务取得的收入。"),
            ]
        ),
        document_id="d",
        fiscal_year=2020,
    )
    assert [(each.subject, each.parent_no) for each in amounts if each.direction is None] == [
        ("总收入", None),
        ("本年收入", 1),
        ("财政拨款收入", 1),
        ("上级补助收入", 1),
    ]
