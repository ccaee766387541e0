"""The number of a table, wherever it stands."""

from __future__ import annotations

import pytest

from normalize.caption_lines import classify_line
from normalize.kinds import kind_of_caption
from normalize.table_numbers import is_table_number

NUMBERS = ["表1", "公开05表", "部门预算公开表5", "财决01表", "附表三", "表2-1"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_alone_names_no_table(number):
    assert is_table_number(number)
    assert classify_line(number) == "number"


@pytest.mark.parametrize("number", NUMBERS)
def test_a_title_is_known_behind_its_number(number):
    assert kind_of_caption(f"{number} 收支总表") == kind_of_caption("收支总表")


@pytest.mark.parametrize("text", ["部门1", "单位3", "收支总表", "2026年", "一般公共预算"])
def test_departments_units_and_years_are_no_numbers_of_tables(text):
    assert not is_table_number(text)
