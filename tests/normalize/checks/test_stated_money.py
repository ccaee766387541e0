"""Money stated twice: in a form and its purpose, in the public costs and their parts, in a code and what it is part of."""

from __future__ import annotations

import pytest

from extract.plaintext import read_plaintext
from extract.records import Extracted, Source
from normalize.schema import Finding
from normalize.walk import normalize_document


def findings(text: str) -> list[Finding]:
    pages = read_plaintext(text.encode())
    return normalize_document(Extracted(Source("a.txt", "0" * 64, len(text), "text"), pages, "text")).tables["findings"]


def failed(text: str) -> set[str]:
    return {each.check_id for each in findings(text) if each.verdict == "fail"}


FORM = """2024年部门预算

1、办公设备更新专项资金绩效目标表

单位：万元

项目编码\t518-0101-YCN-95DS\t\t项目名称\t办公设备更新专项资金\t\t
预算规模及资金用途\t预算数\t{}\t其中：财政资金\t{}\t其他资金\t{}
\t预算数100万元。其中：财政资金{}万元，其他资金{}万元。主要用于更新设备。\t\t\t\t\t
绩效目标\t1、更新设备\t\t\t\t\t
一级指标\t二级指标\t三级指标\t绩效指标描述\t指标值\t指标值确定依据\t
产出指标\t数量指标\t购置数量\t购置设备台数\t>=50台\t方案\t
满意度指标\t服务对象满意度指标\t满意度\t职工满意度\t>=90%\t\t
"""


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (("100.00", "80.00", "20.00", "80", "20"), set()),
        (("100.00", "100.00", "", "100", "0"), set()),
        # The next sentence tells the sources.
        (("100.00", "70.00", "30.00", "80", "20"), {"P-03"}),
        # A blank proves nothing by itself; the sentence says that it is zero.
        (("100.00", "80.00", "", "80", "20"), set()),
        (("100.00", "10.00", "", "100", "0"), {"P-01", "P-03"}),
        (("", "80.00", "20.00", "80", "20"), {"P-03"}),
    ],
)
def test_the_money_of_a_form_is_that_of_its_purpose(printed: tuple[str, ...], expected: set[str]) -> None:
    assert failed(FORM.format(*printed)) == expected


COSTS = """2024年部门预算

一般公共预算“三公”经费支出表

单位：万元

合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费{}
\t\t小计\t公务用车购置费\t公务用车运行费\t{}
{}
"""


def test_public_costs_in_columns_add_up_by_definition_even_if_no_row_shows_it() -> None:
    assert failed(COSTS.format("", "", "9.46\t0.00\t7.60\t0.00\t7.60\t1.86")) == set()
    assert failed(COSTS.format("", "", "9.46\t0.00\t7.60\t0.00\t7.60\t1.68")) == {"B-20"}
    # With meetings beside them the header may mean either sum.
    assert failed(COSTS.format("\t会议费", "\t", "9.46\t0.00\t7.60\t0.00\t7.60\t1.68\t3.00")) == set()


CODES = """2024年部门预算

部门支出总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t90.00\t60.00\t30.00
205\t教育支出\t60.00\t40.00\t20.00
20502\t普通教育\t60.00\t40.00\t20.00
2050202\t小学教育\t40.00\t40.00\t
2050203\t初中教育\t20.00\t\t20.00
221\t住房保障支出\t30.00\t20.00\t10.00
22102\t住房改革支出\t20.00\t20.00\t
2210201\t住房公积金\t20.00\t20.00\t
22103\t城乡社区住宅\t10.00\t\t10.00
2210399\t其他城乡社区住宅支出\t10.00\t\t10.00

一般公共预算支出表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
合计\t\t{}\t60.00\t{}
205\t教育支出\t60.00\t40.00\t20.00
20502\t普通教育\t60.00\t40.00\t20.00
2050202\t小学教育\t40.00\t40.00\t
2050203\t初中教育\t20.00\t\t20.00
221\t住房保障支出\t{}\t20.00\t{}
22102\t住房改革支出\t20.00\t20.00\t
2210201\t住房公积金\t20.00\t20.00\t
22103\t城乡社区住宅\t{}\t\t{}
{}"""
LAST = "2210399\t其他城乡社区住宅支出\t{}\t\t{}\n"


def test_a_code_left_out_below_what_two_tables_share_is_told() -> None:
    assert (
        failed(CODES.format("90.00", "30.00", "30.00", "10.00", "10.00", "10.00", LAST.format("10.00", "10.00")))
        == set()
    )
    left_out = CODES.format("90.00", "30.00", "30.00", "10.00", "10.00", "10.00", "")
    [finding] = [each for each in findings(left_out) if each.verdict == "fail"]
    assert finding.check_id == "B-15"
    assert "2210399" in finding.message
    assert "未列" in finding.message


def test_a_code_paid_from_other_money_may_be_left_out() -> None:
    # Of 22103 the general budget bears 4.00; which of its codes, it need not say.
    assert failed(CODES.format("84.00", "24.00", "24.00", "4.00", "4.00", "4.00", "")) == set()


SHEET = """2026年某局部门预算

部门收支总表

单位：万元

项目\t预算数
财政拨款收入\t60.00
事业收入\t40.00
收入合计\t100.00
上年结转\t10.00
收入总计\t110.00
基本支出\t70.00
项目支出\t{}
支出合计\t110.00
支出总计\t110.00
"""


def test_income_above_expenditure_ends_with_the_last_of_its_totals() -> None:
    assert failed(SHEET.format("40.00")) == set()
    assert failed(SHEET.format("41.00")) == {"B-03"}
