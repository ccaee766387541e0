"""Ordinals at the beginning of lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.numbering import chinese_number, parse_ordinal


@pytest.mark.parametrize(
    ("line", "style", "value", "rest"),
    [
        ("第一部分 部门概况", "part", 1, "部门概况"),
        ("第二部分：收支情况", "part", 2, "收支情况"),
        ("第三章 总则", "chapter", 3, "总则"),
        ("一、主要职责", "chinese", 1, "主要职责"),
        ("十一、国有资产占用情况", "chinese", 11, "国有资产占用情况"),
        ("（二）机构设置", "chinese_bracket", 2, "机构设置"),
        ("(二十一)其他事项", "chinese_bracket", 21, "其他事项"),
        ("3、支出说明", "arabic_comma", 3, "支出说明"),
        ("4．财政拨款收支总表", "arabic_dot", 4, "财政拨款收支总表"),
        ("１.机关运行经费", "arabic_dot", 1, "机关运行经费"),
        ("（5）住房保障支出", "arabic_bracket", 5, "住房保障支出"),
        ("6）其他", "arabic_half_bracket", 6, "其他"),
        ("③车辆", "circled", 3, "车辆"),
        ("Ⅳ、附件", "roman", 4, "附件"),
    ],
)
def test_each_customary_style_is_read(line: str, style: str, value: int, rest: str) -> None:
    ordinal = parse_ordinal(line)
    assert ordinal is not None
    assert (ordinal.style, ordinal.value, ordinal.rest) == (style, value, rest)


@pytest.mark.parametrize("line", ["2.39万元", "2026年部门预算", "20万元。", "十四五规划", "三公经费", "", "（境）费"])
def test_numbers_that_are_no_ordinals_stay_text(line: str) -> None:
    assert parse_ordinal(line) is None


def test_an_ordinal_may_stand_before_a_year_or_a_name_that_begins_with_one() -> None:
    dotted = parse_ordinal("1.2026年收支预算总表")
    comma = parse_ordinal("9、2020某某博览会绩效目标表")
    assert dotted is not None
    assert dotted.rest == "2026年收支预算总表"
    assert comma is not None
    assert comma.rest == "2020某某博览会绩效目标表"


@given(st.integers(min_value=1, max_value=199))
def test_chinese_numerals_are_read_back(number: int) -> None:
    assert chinese_number(_in_chinese(number)) == number


@given(st.integers(min_value=1, max_value=99), st.sampled_from(["（{}）", "({})", "( {} )", "（ {}）"]))
def test_the_width_of_brackets_never_changes_the_value(number: int, shape: str) -> None:
    ordinal = parse_ordinal(shape.format(_in_chinese(number)) + "标题")
    assert ordinal is not None
    assert (ordinal.value, ordinal.rest) == (number, "标题")


def _in_chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones else "")


def test_a_colon_may_end_a_chinese_ordinal_before_words() -> None:
    found = parse_ordinal("八：政府性基金预算财政拨款收入支出决算表")
    assert found is not None
    assert (found.style, found.value, found.rest) == ("chinese", 8, "政府性基金预算财政拨款收入支出决算表")
    assert parse_ordinal("十：30开会") is None
