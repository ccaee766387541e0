from __future__ import annotations

import pytest

from normalize.kinds import NAMES, classify, kind_of_caption

CAPTIONS = {
    "部门收支总表": "B1",
    "2026年预算单位财务收支预算总表": "B1",
    "部门收支总体情况表": "B1",
    "预算01表 收支总表": "B1",
    "2021年部门综合预算收支总表": "B1",
    "收入总体情况表": "B2",
    "表2：2026年市级部门收入预算总表": "B2",
    "公开02表 收入预算总表": "B2",
    "部门预算收入总表": "B2",
    "部门支出总体情况表": "B3",
    "本年支出总体情况表": "B3",
    "三、2017年度某某法院部门支出预算总表": "B3",
    "部门财政拨款收支预算总表": "B4",
    "2026年财政拨款收支总体情况表": "B4",
    "一般公共预算支出表": "B5",
    "一般公共预算财政拨款支出表": "B5",
    "2025年部门一般公共预算支出功能分类预算表": "B5",
    "一般公共预算支出情况表（功能科目）": "B5",
    "财政拨款支出预算表（功能科目）": "B5",
    "2022年部门综合预算一般公共预算支出明细表（按支出功能分类科目-不含上年结转）": "B5",
    "一般公共预算基本支出表": "B6",
    "2025年部门一般公共预算基本支出部门预算经济分类预算表": "B6",
    "财政拨款基本支出预算表（经济科目）": "B6",
    "一般公共预算支出情况表（政府经济科目）": "B6g",
    "支出预算分类汇总表（按政府预算经济分类）": "B6g",
    "部门“三公”经费和机关运行经费预算表": "B7",
    "部门预算资金安排的“三公”经费情况表": "B7",
    "“三公”经费、会议费、培训费支出预算表": "B7",
    "财政拨款安排的行政经费及“三公”经费预算表": "B7",
    "政府性基金预算支出功能分类预算表": "B8",
    "2022年部门综合预算政府性基金收支表（不含上年结转）": "B8",
    "国有资本经营预算财政拨款支出表": "B9",
    "项目支出预算明细表": "B10",
    "部门综合预算专项业务经费支出表": "B10",
    "部门预算项目支出及其他支出预算表": "B10",
    "财政项目支出绩效目标申报表（2026年度）": "B11",
    "3、某某专项资金绩效目标表": "B11",
    "表11：2026年市级部门项目支出绩效表": "B11",
    "部门整体支出绩效目标表": "B12",
    "部门整体预算绩效目标申报表": "B12",
    "预算整体绩效目标表": "B12",
    "部门政府采购预算": "B13",
    "部门综合预算政府采购（资产配置、购买服务）预算表": "B13",
    "财政拨款政府购买服务明细表": "B14",
    "政府购买服务预算表": "B14",
    "部门固定资产占用情况表": "B15",
    "新增资产配置预算表": "B15",
    "国有资产占用情况表": "B15",
    "非税收入征收计划表": "B16",
    "2.15单位收支总表": "B1",
    "表1-1 部门收入总表": "B2",
    "某某局收入预算表": "B2",
    "部门支出预算表": "B3",
    "表3-1 一般公共预算基本支出预算表": "B6",
    "一般公共预算安排基本支出分经济科目表": "B6",
    "单位一般公共预算拨款表": "B5",
    "部门政府性基金拨款表": "B8",
    "一般公共预算项目支出预算表": "B10",
    "项目支出预算表（其他运转类、特定目标类项目）": "B10",
    "财政拨款支出预算表（部门经济分类科目）": "other",
    "政府性基金预算“三公”经费支出表": "other",
    "基本支出预算表（人员类、运转类公用经费项目）": "other",
    "市对下转移支付预算表": "other",
    "市对下转移支付绩效目标表": "B11",
    "财政拨款支出决算明细表": "other",
    "支出分类汇总表（按部门预算经济分类）": "other",
    "财政专户管理资金预算支出表": "other",
    "部门机构设置情况": "B0",
    "一般公共预算项目支出情况表（按经济分类科目）": "other",
    "一般公共预算基本支出明细表（按支出功能分类科目）": "other",
    "部门综合预算一般公共预算支出明细表（按支出经济分类科目）": "other",
    "一般公共预算机关运行经费支出预算表": "other",
    "信访干部培训专项项目绩效自评表": "other",
    "目录": "other",
}


@pytest.mark.parametrize(("caption", "kind"), CAPTIONS.items())
def test_a_caption_names_its_kind(caption, kind):
    found = kind_of_caption(caption)
    assert found is not None
    assert found[0] == kind


@pytest.mark.parametrize(
    ("caption", "kind"),
    [
        ("收入支出决算总表", "F1"),
        ("收入决算表", "F2"),
        ("支出决算表", "F3"),
        ("财政拨款收入支出决算总表", "F4"),
        ("一般公共预算财政拨款支出决算表", "F5"),
        ("一般公共预算财政拨款收入支出决算表", "F5"),
        ("一般公共预算财政拨款基本支出决算明细表", "F6"),
        ("财政拨款“三公”经费支出决算表", "F7"),
        ("政府性基金预算财政拨款收入支出决算表", "F8"),
        ("国有资本经营预算财政拨款支出决算表", "F9"),
    ],
)
def test_a_caption_of_final_accounts_names_its_kind(table, caption, kind):
    made = table("项目 | 决算数 \n --- \n 合计 | 1.00", title=caption)
    assert classify(made, document_kind="final_accounts").id == kind
    assert classify(made, document_kind="budget").id == kind


def test_every_kind_has_a_name():
    assert set(CAPTIONS.values()) <= NAMES.keys()


def test_the_caption_beats_the_header(table):
    made = table(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ---
        201 | 一般公共服务支出 | 2.00 | 1.00 | 1.00
        """,
        title="政府性基金预算支出表",
    )
    assert classify(made).id == "B8"


def test_without_a_caption_the_header_decides(table):
    indicators = table(
        """
        一级指标 | 二级指标 | 三级指标 | 指标值
        ---
        产出指标 | 数量指标 | 检查次数 | 4次
        """
    )
    assert classify(indicators).id == "B11"
    expenditure = table(
        """
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ---
        201 | 一般公共服务支出 | 2.00 | 1.00 | 1.00
        """
    )
    assert classify(expenditure).id == "B3"
    units = table("序号 | 单位名称 \n --- \n 1 | 某某局（本级） \n 2 | 某某中心")
    assert classify(units).id == "B0"


def test_goals_per_project_without_indicators_are_project_goals(table):
    made = table("项目 | 预算数（单位：万元） | 绩效目标 \n --- \n 热线外包 | 20.00 | 接通率达到九成。")
    assert classify(made).id == "B11"


def test_basic_expenditure_by_government_codes_is_its_own_kind(table):
    made = table(
        "科目编码 | 科目名称 | 金额 \n --- \n 501 | 机关工资福利支出 | 9.00 \n 50101 | 工资奖金津补贴 | 9.00",
        title="一般公共预算基本支出表",
    )
    assert classify(made).id == "B6g"


def test_a_caption_that_names_nothing_known_is_no_statutory_table(table):
    made = table("序号 | 培训名称 | 人数 | 金额 \n --- \n 1 | 值班业务 | 80 | 9.00", title="培训费明细表")
    assert classify(made).id == "other"
