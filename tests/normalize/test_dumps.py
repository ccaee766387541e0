"""Text dumps, whose merged cells are blanks: from tab-separated text to published rows."""

from __future__ import annotations

import re

import pytest

from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.walk import normalize_document


@pytest.fixture
def read_dump():
    """Read a dump whose tabs are written as |, below the title of an account."""

    def run(text: str):
        lines = [line.strip() for line in text.strip().splitlines()]
        dump = "\n".join(["某某县审计局2023年度部门决算", "", *(re.sub(r" *\| *", "\t", line) for line in lines)])
        pages = read_plaintext(dump.encode())
        records = normalize_document(Extracted(Source("a.txt", "0" * 64, 1, "text"), pages, "text"))
        assert records.tables["coverage"][0].numbers_unaccounted == 0
        return records.tables

    return run


def test_the_unit_of_a_block_holds_for_its_rows(read_dump):
    tables = read_dump(
        """
        项目支出绩效自评表
        项目名称 | 审计专项 | | | |
        项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 执行率
         | 年度资金总额： | 90.00 | 89.00 | 89.00 | 100%
         | 其中：财政拨款 | 90.00 | 89.00 | 89.00 | 100%
        """
    )
    assert [int(line.amount_yuan) for line in tables["lines"]] == [900000, 890000, 890000] * 2


def test_rows_of_column_numbers_are_no_amounts(read_dump):
    tables = read_dump(
        """
        国有资产使用情况表
        金额单位：万元
        项目 | 行次 | 资产总额 | 流动资产 | 固定资产 | | 在建工程
         | | | | 小计 | 房屋构筑物 |
        栏次 | | 1 | 2 | 3 | 4 | 5
        合计 | 1 | 900.00 | 100.00 | 800.00 | 700.00 | 0.00
        """
    )
    assert [int(each.value_yuan) for each in tables["assets"]][:2] == [9000000, 1000000]
    assert "栏次" not in "".join(each.item for each in tables["assets"])


def test_the_sum_below_the_last_list_has_the_label_below_the_first(read_dump):
    tables = read_dump(
        """
        一般公共预算财政拨款基本支出决算明细表
        单位：万元
        人员经费 | | | 公用经费 | | | | |
        科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数 | 科目编码 | 科目名称 | 决算数
        301 | 工资福利支出 | 80.00 | 302 | 商品和服务支出 | 20.00 | 310 | 资本性支出 | 1.00
        30101 | 基本工资 | 80.00 | 30201 | 办公费 | 20.00 | 31002 | 办公设备购置 | 1.00
        人员经费合计 | | 80.00 | 公用经费合计 | | | | | 21.00
        """
    )
    assert [(line.name, str(line.amount_yuan)) for line in tables["lines"] if line.is_total] == [
        ("人员经费合计", "800000.00"),
        ("公用经费合计", "210000.00"),
    ]


def test_the_parts_of_a_code_are_named_in_the_row_of_the_sum(read_dump):
    tables = read_dump(
        """
        一般公共预算财政拨款项目支出决算表
        单位：万元
        项目 | | | | 本年收入 | 本年支出
        支出功能分类科目编码 | | | 科目名称（项目） | |
        类 | 款 | 项 | 合计 | 50.00 | 50.00
        201 | 08 | 04 | 审计业务 | 50.00 | 50.00
        """
    )
    assert [(line.code, line.name) for line in tables["lines"]][2:] == [("2010804", "审计业务")] * 2


def test_a_row_that_divides_the_headings_above_it_is_header_whatever_its_words(read_dump):
    """Names of economic classes head columns here; 201 | 13 | 01 below them are parts of a code, no money."""
    tables = read_dump(
        """
        支出分类（部门决算）
        单位：万元
        功能科目 | | | 单位代码 | 功能科目名称 | 总计 | 基本支出 | | | 项目支出 |
        类 | 款 | 项 | | | | 小计 | 工资福利支出 | 商品和服务支出 | 小计 | 债务利息支出
        201 | 13 | 01 | 412001 | 行政运行 | 9.00 | 9.00 | 7.00 | 2.00 | |
        201 | 13 | 08 | 412001 | 招商引资 | 3.00 | | | | 3.00 | 3.00
        """
    )
    assert [(line.code, line.column, line.amount_text) for line in tables["lines"]] == [
        ("2011301", "总计", "9.00"),
        ("2011301", "基本支出/小计", "9.00"),
        ("2011301", "基本支出/工资福利支出", "7.00"),
        ("2011301", "基本支出/商品和服务支出", "2.00"),
        ("2011308", "总计", "3.00"),
        ("2011308", "项目支出/小计", "3.00"),
        ("2011308", "项目支出/债务利息支出", "3.00"),
    ]


def test_a_total_in_the_column_of_serial_numbers_keeps_its_label(read_dump):
    tables = read_dump(
        """
        项目支出绩效自评结果汇总表
        单位：万元
        序号 | 项目名称 | 全年预算数 | 全年执行数
        1 | 审计专项 | 9.00 | 8.00
        2 | 审计培训 | 3.00 | 3.00
        合计 | | 12.00 | 11.00
        """
    )
    assert [(line.name, line.is_total) for line in tables["lines"]][-2:] == [("合计", True)] * 2


def test_number_and_department_apart_on_one_line_are_no_title(read_dump):
    tables = read_dump(
        """
        2023年部门收支总体情况表
        预算01表  部门名称：某某县审计局
        单位：万元
        收入 | | 支出 |
        项目 | 金额 | 项目 | 金额
        一、财政拨款收入 | 9.00 | 一、基本支出 | 9.00
        收入总计 | 9.00 | 支出总计 | 9.00
        """
    )
    assert [each.title for each in tables["tables"]] == ["2023年部门收支总体情况表"]


def test_words_over_sums_head_them_where_the_label_beside_both_is_printed_once() -> None:
    text = """某某县图书馆2021年单位预算

项目支出绩效目标申报表

项目名称\t图书购置\t\t\t
资金安排（元）\t合计\t财政拨款\t上级补助\t自筹
\t600,000.00\t500,000.00\t100,000.00\t0.00
年度目标\t购书一万册\t\t\t
一级指标\t二级指标\t三级指标\t\t指标值
产出指标\t数量指标\t购书册数\t\t≥1万册
"""
    pages = read_plaintext(text.encode())
    extracted = Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text")
    [project] = normalize_document(extracted).tables["projects"]
    assert (project.budget_yuan, project.fiscal_yuan) == (600000, 500000)
