from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.codes import code_list, header_scheme, level_of, names_of, parent_of, read_list, scheme_of, split_code

LISTS = (
    "functional.csv",
    "economic_department.csv",
    "economic_government.csv",
    "economic_crosswalk.csv",
    "functional_renames.csv",
    "functional_to_cofog.csv",
    "cofog.csv",
    "basic_expenditure_groups.csv",
    "procurement_2013.csv",
    "procurement_2022.csv",
)
CODED = [code for scheme in ("functional", "department_economic", "government_economic") for code in code_list(scheme)]


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_rows_of_equal_width(name):
    rows = read_list(name)
    assert len(rows) > 5
    assert all(None not in row and None not in row.values() for row in rows)


@pytest.mark.parametrize("scheme", ["functional", "department_economic", "government_economic"])
def test_every_listed_code_is_recognised_and_has_its_listed_level_and_parent(scheme):
    for code, entries in code_list(scheme).items():
        assert scheme_of(code) == scheme
        assert level_of(code, scheme) == entries[0].level
        assert parent_of(code, scheme) == entries[0].parent


def test_a_renamed_code_keeps_its_old_name_for_older_documents():
    assert names_of("20805", "functional") == ("行政事业单位养老支出", "行政事业单位离退休")


def test_a_unit_code_is_no_classification():
    assert scheme_of("471001") == "unit"
    assert level_of("471001", "unit") is None
    assert scheme_of("114", "单位编码") == "unit"


def test_a_year_is_no_code():
    assert split_code("2024年预算数") == (None, "2024年预算数")
    assert split_code("208万元") == (None, "208万元")


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("30207邮电费", "30207", "邮电费"),
        ("[2080501]行政单位离退休", "2080501", "行政单位离退休"),
        ("2011301-行政运行", "2011301", "行政运行"),
        ("201 03 01 行政运行", "2010301", "行政运行"),
        ("3021101-差旅费", "3021101", "差旅费"),
        ("（三）公务接待费", None, "（三）公务接待费"),
        ("302", "302", None),
        ("301医院设备购置", None, "301医院设备购置"),
    ],
)
def test_a_code_is_told_from_the_name_it_is_glued_to(text, code, name):
    assert split_code(text) == (code, name)


@given(st.sampled_from(CODED), st.sampled_from(["{}{}", "[{}]{}", "{}-{}", "{} {}"]))
def test_however_code_and_name_are_glued_both_come_back(code, form):
    name = next(names[0] for scheme in ("functional", "department_economic", "government_economic")
                if (names := names_of(code, scheme)))  # fmt: skip
    assert split_code(form.format(code, name)) == (code, name)


def test_headers_name_their_scheme():
    assert header_scheme("政府预算支出经济分类科目") == "government_economic"
    assert header_scheme("部门预算支出经济分类科目/科目编码") == "department_economic"
    assert header_scheme("项目/功能分类科目编码/类") == "functional"
    assert header_scheme("单位编码") == "unit"
    assert header_scheme("合计") is None


def test_every_code_of_the_list_stands_below_a_listed_one():
    for code in code_list("functional"):
        parent = parent_of(code, "functional")
        assert parent is None or names_of(parent, "functional"), code


def test_what_departments_print_is_in_the_list():
    assert names_of("2010801", "functional") == ("行政运行",)
    assert names_of("21505", "functional")[0] == "工业和信息产业"
