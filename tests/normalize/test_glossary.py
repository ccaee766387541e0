"""Entries of the 名词解释."""

from __future__ import annotations

from normalize.glossary import glossary_of
from normalize.prose import ProseParagraph
from normalize.sections import outline_of


def _terms(*lines: str) -> list[tuple[str, str]]:
    outline = outline_of([ProseParagraph(line, (1,)) for line in lines])
    return [(each.term, each.definition) for each in glossary_of(outline, document_id="d")]


def test_a_term_loses_its_ordinal_and_markdown_but_keeps_its_quotes() -> None:
    assert _terms(
        "八、名词解释",
        "1、**基本支出**：指保证单位运转的支出。",
        "2、**“三公”经费**：是因公出国（境）、公务用车和公务接待三项经费。",
    ) == [
        ("基本支出", "指保证单位运转的支出。"),
        ("“三公”经费", "是因公出国（境）、公务用车和公务接待三项经费。"),
    ]


def test_bracketed_ordinals_below_an_unnumbered_heading_are_entries_and_no_sections() -> None:
    assert _terms(
        "第四部分 名词解释", "（一）财政拨款收入：指从财政取得的款项。", "（二）事业收入：指业务活动取得的收入。"
    ) == [
        ("财政拨款收入", "指从财政取得的款项。"),
        ("事业收入", "指业务活动取得的收入。"),
    ]


def test_a_definition_goes_on_over_paragraphs_until_the_next_term() -> None:
    assert _terms(
        "六、名词解释",
        "1.政府采购：指使用财政资金采购货物、工程和服务。",
        "（1）集中采购：由集中采购机构进行。",
        "2.结转：指留待下年使用的资金。",
    ) == [
        ("政府采购", "指使用财政资金采购货物、工程和服务。\n（1）集中采购：由集中采购机构进行。"),
        ("结转", "指留待下年使用的资金。"),
    ]


def test_a_term_may_be_explained_without_a_colon() -> None:
    assert _terms("三、名词解释", "1.机关运行经费，是指维持机关运转的经费。") == [
        ("机关运行经费", "是指维持机关运转的经费。")
    ]


def test_colons_outside_the_section_explain_nothing() -> None:
    assert _terms(
        "一、主要职责", "主要职责：负责全市统计工作。", "二、名词解释", "1.甲：指乙。", "三、其他", "2.丙：指丁。"
    ) == [("甲", "指乙。")]


def test_numbered_explanations_in_a_row_are_entries_without_a_heading() -> None:
    assert [
        term
        for term, _ in _terms(
            "一般用语如下所示，供参考。",
            "1.事业收入：指业务活动取得的收入。",
            "2.其他收入：是指其余的收入。",
            "3.教育支出反映政府在教育方面的支出。",
        )
    ] == ["事业收入", "其他收入", "教育支出"]


def test_numbered_duties_with_colons_are_no_entries() -> None:
    assert _terms("1.办公室：负责文电。", "2.人事科：负责指导干部工作。", "3.财务科：管理资金。") == []


def test_attachments_end_the_explanations() -> None:
    assert _terms(
        "四、名词解释", "1.结转：指留待下年使用的资金。", "附件：1.某局预算表.xlsx", "2.某局基金预算表.xlsx"
    ) == [("结转", "指留待下年使用的资金。")]
