"""Sums and rates that prose quotes, against each other and against the tables."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from records_by_hand import ID, fails, quoted, records, summary, told

from normalize.checks import check


def test_income_that_is_not_the_sum_of_its_list_fails() -> None:
    into = records()
    sentence = "收入预算8250.28万元，其中：一般公共预算8205.28万元，事业收入0万元。"
    quoted(into, ("收入预算", "8250.28", "total", None, None), ("一般公共预算", "8205.28", "general_public_budget", 1, None),
           ("事业收入", "0", "business_income", 1, None), sentence=sentence)  # fmt: skip
    assert [each.check_id for each in fails(into)] == ["N-01"]


def test_a_list_of_the_main_items_need_not_be_whole() -> None:
    into = records()
    sentence = "项目支出100万元，主要为展会60万元、培训20万元。"
    quoted(
        into,
        ("项目支出", "100", "project", None, None),
        ("展会", "60", None, 1, None),
        ("培训", "20", None, 1, None),
        sentence=sentence,
    )
    assert fails(into) == []


def test_changes_add_up_with_their_signs() -> None:
    into = records()
    sentence = "基本支出增加58.76万元，人员经费增加64.24万元，公用经费减少5.48万元。"
    quoted(into, ("基本支出", "58.76", "basic", None, "increase"), ("人员经费", "64.24", "personnel", 1, "increase"),
           ("公用经费", "5.48", "operating", 1, "decrease"), sentence=sentence)  # fmt: skip
    checked = check(into, ID)
    assert told(checked, "pass") == [("N-07", None)]


def test_a_rate_that_does_not_follow_from_its_sums_is_told() -> None:
    into = records()
    sentence = "收入100.00万元，比上年增加20.00万元，增长20%。"
    quoted(
        into, ("收入", "100.00", "total", None, None), ("收入", "20.00", "total", None, "increase"), sentence=sentence
    )
    [finding] = fails(into)
    assert (finding.check_id, finding.severity) == ("N-17", "warn")
    into = records()
    quoted(into, ("收入", "100.00", "total", None, None), ("收入", "20.00", "total", None, "increase"),
           sentence=sentence.replace("20%", "25%"))  # fmt: skip
    assert fails(into) == []


def test_a_rate_follows_from_the_year_before_where_a_sentence_before_tells_it() -> None:
    into = records()
    quoted(into, ("公务接待", "12.39", None, None, None), sentence="上年公务接待12.39万元。")
    level, *_ = into.tables["amounts"]
    quoted(into, ("公务接待", "0.58", None, None, "decrease"), sentence="公务接待较上年减少0.58万元，减少4.68%。")
    change = into.tables["amounts"][-1]
    into.tables["amounts"][:] = [
        replace(level, year=2025), replace(change, year=2026)
    ]  # fmt: skip
    assert fails(into) == []


def test_a_rate_behind_the_last_part_may_be_of_the_whole() -> None:
    into = records()
    sentence = "总预算100.00万元，其中：基本支出30.00万元，项目支出70.00万元，同比增加20.00万元，增长25%。"
    quoted(into, ("总预算", "100.00", None, None, None), ("基本支出", "30.00", "basic", 1, None),
           ("项目支出", "70.00", "project", 1, None), ("项目支出", "20.00", "project", None, "increase"),
           sentence=sentence)  # fmt: skip
    assert fails(into) == []


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("B1", "收入、支出预算总计"), ("B4", "财政拨款收支总预算"), ("F4", "财政拨款收入支出总计")],
)
def test_one_sum_for_both_sides_is_that_of_the_table(kind: str, subject: str) -> None:
    income = [("一般公共预算", "15.00"), ("上年结转", "1.00"), ("收入总计", "16.00")]
    for text, verdict in (("16.00", "pass"), ("0.30", "fail")):
        into = summary(income, [("教育支出", "16.00"), ("支出总计", "16.00")], kind)
        quoted(into, (subject, text, None, None, None), sentence=f"{subject}{text}万元。")
        assert [check_id for check_id, _ in told(check(into, ID), verdict)].count("N-24") == 1
