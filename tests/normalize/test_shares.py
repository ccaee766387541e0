from __future__ import annotations

from normalize.prose import ProseParagraph
from normalize.quotes import quoted_amounts
from normalize.sections import outline_of


def parents(*lines):
    paragraphs = [ProseParagraph(text, pages=(1,)) for text in lines]
    found = quoted_amounts(outline_of(paragraphs), document_id="d", fiscal_year=2026)
    return [(each.subject, each.parent_no) for each in found]


def test_shares_belong_to_the_sum_they_add_up_to():
    assert parents(
        "一、一般公共预算当年拨款规模变化情况",
        "一般公共预算当年拨款36.00万元，比上年增加2.00万元。",
        "二、一般公共预算当年拨款结构情况",
        "教育（类）支出28.00万元，占77.8%；卫生健康（类）支出8.00万元，占22.2%。",
    ) == [
        ("一般公共预算当年拨款", None),
        ("一般公共预算当年拨款", None),
        ("教育（类）支出", 1),
        ("卫生健康（类）支出", 1),
    ]


def test_shares_that_add_up_to_nothing_printed_stay_without_a_whole():
    found = parents("教育（类）支出28.00万元，占70.0%；卫生健康（类）支出8.00万元，占20.0%。")
    assert [parent for _, parent in found] == [None, None]


def test_the_whole_said_again_is_no_part():
    found = parents("项目总预算2921.00万元，其中展会资金370.00万元，外贸资金1106.00万元，合计2921.00万元。")
    assert [parent for _, parent in found] == [None, 1, 1, None]


def test_a_prior_value_is_no_part():
    found = parents("公务用车购置支出421.30万元，与上年相比增加421.30万元（去年预算数为0万元，无法计算增减比率）。")
    assert found[-1][1] is None
