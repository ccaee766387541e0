"""Targets of performance indicators."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from normalize.targets import Target, parse_target, with_named_unit


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        (">=4 次", ">=", "4", "次"),
        ("≥ 20 个", ">=", "20", "个"),
        (r"$\geq 150\%$", ">=", "150", "%"),
        (r"\(\leq 3\)", "text", None, None),
        ("＞＝９０％", ">=", "90", "%"),
        ("=90.00(%)", "=", "90.00", "%"),
        ("≥90.00(%)", ">=", "90.00", "%"),
        ("≥100%以上", ">=", "100", "%"),
        ("100%以上", ">=", "100", "%"),
        ("不低于95%", ">=", "95", "%"),
        ("不少于20万元", ">=", "20", "万元"),
        ("不超过3个工作日", "<=", "3", "个工作日"),
        ("≤38.5万元", "<=", "38.5", "万元"),
        ("控制在5%以内", "<=", "5", "%"),
        ("达到100%", "=", "100", "%"),
        ("985米", "=", "985", "米"),
        ("≥2000㎡", ">=", "2000", "m2"),
        ("<=10 月份", "<=", "10", "月份"),
        ("12月底前", "<=", "12", "月"),
        ("≥1,200.50万元", ">=", "1200.50", "万元"),
        ("完成率≥95%", ">=", "95", "%"),
        ("完成率100%", "=", "100", "%"),
        ("入库专家数不少于600个", ">=", "600", "个"),
        ("覆盖面有所扩大100%", "text", None, None),
        ("≤2001.01%", "<=", "2001.01", "%"),
        ("2012.10万元", "=", "2012.10", "万元"),
        ("=100分", "=", "100", "分"),
        ("≥330台（套）", ">=", "330", "台(套)"),
        ("》90%", ">", "90", "%"),
        ("两次", "=", "2", "次"),
        ("没有环境污染是 100 分", "text", None, None),
        ("可控", "text", None, None),
        ("按计划完成3次检查并提交报告", "text", None, None),
    ],
)
def test_one_cell_holds_operator_number_and_unit(text: str, operator: str, value: str | None, unit: str | None) -> None:
    target = parse_target(text)
    assert (target.operator, target.value, target.unit) == (operator, value and Decimal(value), unit)


@pytest.mark.parametrize("blank", [None, "", " ", "-", "——", "/"])
def test_a_blank_cell_promises_nothing(blank: str | None) -> None:
    assert parse_target(blank) == Target()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("90%-95%", "90", "95", "%"),
        ("3~5天", "3", "5", "天"),
        ("80至100分", "80", "100", "分"),
        ("≥80%且≤100%", "80", "100", "%"),
        ("±5%", "-5", "5", "%"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    target = parse_target(text)
    assert target == Target("range", Decimal(low), Decimal(high), None, unit)


@pytest.mark.parametrize(
    ("text", "date", "operator"),
    [
        ("2020年3月底前完成", "2020-03", "<="),
        ("2026年12月31日前", "2026-12-31", "<="),
        ("截至2026-06-30", "2026-06-30", "="),
        ("≤2026年12月", "2026-12", "<="),
        ("2026年底前", "2026-12", "<="),
    ],
)
def test_a_date_is_a_target_of_its_own(text: str, date: str, operator: str) -> None:
    target = parse_target(text)
    assert (target.date, target.operator, target.value) == (date, operator, None)


def test_operator_and_unit_may_stand_in_columns_of_their_own() -> None:
    assert parse_target("90", operator_text="≥", unit_text="%") == Target(">=", Decimal(90), unit="%")
    assert parse_target("3", operator_text="＝", unit_text="次") == Target("=", Decimal(3), unit="次")
    assert parse_target("5", operator_text="反向", unit_text="万元") == Target("<=", Decimal(5), unit="万元")
    assert parse_target("优", operator_text="定性") == Target("text")


@pytest.mark.parametrize(
    ("column", "unit"), [("（%）", "%"), ("个（台、套、件、辆）", "个(台、套、件、辆)"), ("/", None)]
)
def test_the_unit_of_a_column_keeps_brackets_that_belong_to_it(column: str, unit: str | None) -> None:
    assert parse_target("14", unit_text=column).unit == unit


@pytest.mark.parametrize("text", ["10多媒体教室", "3多功能厅", "3多部门会议"])
def test_words_that_begin_with_many_make_no_comparison(text):
    assert parse_target(text).operator in ("=", "text")


@pytest.mark.parametrize(("text", "operator"), [("10余次", ">"), ("20多次", ">"), ("≥10余次", ">=")])
def test_a_count_and_more_is_more_than_the_count(text: str, operator: str) -> None:
    found = parse_target(text)
    assert (found.operator, found.unit) == (operator, "次")


def test_an_operator_in_the_cell_beats_the_column() -> None:
    assert parse_target("≥90%", operator_text="反向指标").operator == ">="


@given(
    number=st.decimals(min_value=0, max_value=999_999, places=2),
    operator=st.sampled_from(
        [(">=", ">="), ("≥", ">="), ("≤", "<="), ("<=", "<="), ("＝", "="), (">", ">"), ("", "=")]
    ),
    unit=st.sampled_from(
        [("%", "%"), ("％", "%"), ("(%)", "%"), (r"\%", "%"), ("个", "个"), ("万元", "万元"), ("", None)]
    ),
    grouped=st.booleans(),
    wide=st.booleans(),
    gap=st.sampled_from(["", " ", "\u3000", "\n"]),
    dollars=st.booleans(),
)
def test_the_way_it_is_written_never_changes_the_value(
    *,
    number: Decimal,
    operator: tuple[str, str],
    unit: tuple[str, str | None],
    grouped: bool,
    wide: bool,
    gap: str,
    dollars: bool,
) -> None:
    # 2001.01 alone is a month.
    assume(unit[0] or not 1900 <= number < 2100)
    digits = f"{number:,.2f}" if grouped else f"{number:.2f}"
    if wide:
        digits = digits.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    text = operator[0] + gap + digits + gap + unit[0]
    target = parse_target(f"${text}$" if dollars else text)
    assert (target.operator, target.value, target.unit) == (operator[1], number, unit[1])


@given(st.text(max_size=30))
def test_no_text_breaks_the_parser(text: str) -> None:
    target = parse_target(text)
    assert (target.operator is None) == (target == Target())


def test_digits_too_many_for_a_target_are_text() -> None:
    # Codes glued together; a column has no room for them, and the whole document would fail.
    for text in ("20805012080501", ">=" + "9" * 13 + "元", "1-" + "9" * 40):
        assert parse_target(text).operator == "text"
    assert parse_target("999999999999元").value == 999999999999


@pytest.mark.parametrize(
    ("name", "text", "unit"),
    [
        ("重要项目落地转化率（%）", "≥60", "%"),
        ("推介会频次(次/年)", "≥2", "次/年"),
        ("合同修订时限（工作日）", "≤3", "工作日"),
        ("服务成本（万元）", "≤5万", "万"),
        ("场景构建支撑服务（大模型平台运营）", "≥5", None),
        ("参会时间（月）", "2026年6月", None),
        ("覆盖面（%）", "有所扩大", None),
    ],
)
def test_a_number_without_unit_takes_the_one_its_indicator_is_named_with(
    name: str, text: str, unit: str | None
) -> None:
    assert with_named_unit(parse_target(text), name).unit == unit
