"""The checks by id: what each says, over which tables, within which tolerance, how bad a failure is.

`docs/checks.md` is rendered from here (`publish.check_page`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from normalize.vocabulary import Severity

Tolerance: TypeAlias = Literal["sum", "copy", "units", "percent", "exact", "none"]

TOLERANCES: dict[Tolerance, str] = {
    "sum": "half a unit of the last printed digit for each number compared; 0 in yuan printed to the cent",
    "copy": "0: the same number printed twice",
    "units": "half a unit of the last printed digit of each side, so 50 yuan between yuan and 万元 with two decimals",
    "percent": "half a unit of the last printed digit, widened by what rounding may make of both amounts",
    "exact": "0",
    "none": "no numbers are compared",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One identity or rule."""

    id: str
    zh: str
    """What it says, in Chinese."""
    en: str
    """The same in English."""
    inputs: tuple[str, ...]
    """Kinds of tables, or names of published tables, it looks at."""
    tolerance: Tolerance
    severity: Severity
    """Of a failure: error where both sides cannot be true, warn where it is probable, info for plausibility."""
    not_applicable: str = ""
    """When it says nothing."""


_BUDGET = (
    Check("B-01", "收入总表各项收入之和等于本年收入合计", "items of income add up to the year's income", ("B1",), "sum", "error"),
    Check("B-02", "本年收入合计加上年结转结余等于收入总计", "the year's income and what is carried over make the total", ("B1",), "sum", "error", "no row of the year's income"),
    Check("B-03", "各功能类支出之和等于本年支出合计，加结转等于支出总计", "items of expenditure add up to the total", ("B1",), "sum", "error"),
    Check("B-04", "收入总计等于支出总计", "total income is total expenditure", ("B1",), "copy", "error"),
    Check("B-05", "收入总表合计等于收支总表收入", "the total of B2 is the income of B1", ("B1", "B2"), "units", "error", "either table absent or without a total"),
    Check("B-06", "收入总表逐行：合计等于各来源之和", "B2, row by row: the total is the sum of its sources", ("B2",), "sum", "error"),
    Check("B-07", "支出总表合计等于收支总表支出", "the total of B3 is the expenditure of B1", ("B1", "B3"), "units", "error", "either table absent or without a total"),
    Check("B-08", "支出总表逐行：合计等于基本支出、项目支出等之和", "B3, row by row: the total is basic and project expenditure", ("B1", "B3"), "sum", "error"),
    Check("B-09", "类等于各款之和，款等于各项之和，合计等于各类之和", "each level of codes adds up to the one above", ("B2", "B3", "B5", "B8", "B9"), "sum", "error", "one code on several rows"),
    Check("B-10", "支出总表的类与收支总表同名支出一致", "a functional class prints the same amount in B1 and B3", ("B1", "B3"), "units", "error"),
    Check("B-11", "财政拨款收支总表：收支平衡，逐行合计等于各预算之和", "B4 balances, and each row is the sum of its budgets", ("B4",), "sum", "error"),
    Check("B-12", "财政拨款总计不大于部门收支总计", "fiscal money is at most all money", ("B1", "B4"), "units", "error"),
    Check("B-13", "财政拨款收支总表的一般公共预算等于一般公共预算支出表等的合计", "the budgets of B4 are those totals", ("B4", "B5", "B8", "B9"), "units", "error", "a table absent"),
    Check("B-14", "一般公共预算支出表逐行：合计等于基本支出与项目支出之和", "B5, row by row: the total is basic and project expenditure", ("B5", "B8", "B9"), "sum", "error"),
    Check("B-15", "一般公共预算支出逐科目不大于部门支出；上级相等的，下级同样列出", "fiscal money is within all money, and below equal sums both list the same codes", ("B3", "B5"), "units", "error"),
    Check("B-16", "基本支出表合计、人员经费、公用经费与一般公共预算支出表一致", "the totals of B6 are those of basic expenditure in B5", ("B5", "B6"), "units", "error", "either table absent"),
    Check("B-17", "基本支出表逐行：合计等于人员经费与公用经费之和", "B6, row by row: the total is personnel and operating costs", ("B6",), "sum", "error"),
    Check("B-18", "人员经费等于301与303之和，公用经费等于302、307、310、399之和", "personnel costs are classes 301 and 303", ("B6",), "sum", "warn", "booked otherwise in places"),
    Check("B-19", "基本支出表：类等于各款之和，合计等于各类之和", "B6: each class is the sum of its items", ("B6", "B6g"), "sum", "error"),
    Check("B-20", "“三公”经费等于出国、公车、接待之和；公车等于购置与运行之和", "the three public costs add up", ("B7",), "sum", "error", "empty table"),
    Check("B-21", "“三公”经费各项不小于基本支出表同名科目", "an item of the three public costs is at least its economic code in B6", ("B6", "B7"), "units", "warn", "the tables differ in funding"),
    Check("B-22", "项目支出表合计等于支出总表项目支出", "projects add up to the project expenditure of B3", ("B3", "B10"), "units", "warn", "a list of chosen projects"),
    Check("B-23", "项目支出表逐行：合计等于各来源之和", "B10, row by row: the total is the sum of its sources", ("B10",), "sum", "error"),
    Check("B-24", "政府经济分类合计等于部门经济分类合计", "both economic classifications have one total", ("B6", "B6g"), "units", "warn"),
    Check("B-25", "没有数据的表附有说明", "an empty table comes with a statement that there is nothing", ("B8", "B9", "F8", "F9"), "none", "info"),
    Check("B-26", "科目名称与国家科目名称一致", "a code carries the name the state gives it", ("lines",), "none", "info", "names that are not sure for that year, or cut"),
    Check("B-28", "政府性基金科目不列入一般公共预算支出表", "codes of government funds are not in B5", ("B5",), "none", "warn"),
    Check("B-30", "元表金额至多两位小数，支出不为负数", "yuan have two decimals at most, and spending is not negative", ("B2", "B3", "B5", "B6"), "none", "info", "columns of changes"),
    Check("B-31", "同一表内科目编码不重复", "no code stands twice in one table", ("lines",), "none", "warn", "tables keyed by unit or by a second classification"),
)  # fmt: skip
_FINAL = (
    Check("F-01", "收入支出决算总表：收支总计相等", "F1 balances", ("F1",), "copy", "error"),
    Check("F-02", "本年收入合计等于各项收入之和", "items of income add up to the year's income", ("F1",), "sum", "error"),
    Check("F-03", "收入总计等于本年收入与年初结转结余等之和", "the year's income and what is carried over make the total", ("F1",), "sum", "error"),
    Check("F-04", "本年支出合计等于各类支出之和，加年末结转结余等于总计", "expenditure adds up to the total", ("F1",), "sum", "error"),
    Check("F-05", "收入决算表合计等于决算总表本年收入", "the total of F2 is the year's income of F1", ("F1", "F2"), "units", "error"),
    Check("F-06", "支出决算表合计等于决算总表本年支出", "the total of F3 is the year's expenditure of F1", ("F1", "F3"), "units", "error"),
    Check("F-07", "收入决算表逐行：合计等于各来源之和", "F2, row by row: the total is the sum of its sources", ("F2",), "sum", "error"),
    Check("F-08", "支出决算表逐行：合计等于基本支出、项目支出等之和", "F3 and F5, row by row: the total is the sum of its parts", ("F3", "F5"), "sum", "error"),
    Check("F-09", "类款项逐级相加", "each level of codes adds up to the level above", ("F2", "F3", "F5", "F8", "F9"), "sum", "error"),
    Check("F-10", "财政拨款决算总表：收支平衡，各项相加相符", "F4 balances and adds up", ("F4",), "sum", "error"),
    Check("F-11", "财政拨款决算总表的一般公共预算支出等于一般公共预算支出决算表合计", "the general budget of F4 is the total of F5", ("F4", "F5"), "units", "error"),
    Check("F-12", "财政拨款决算总表的基金、国资支出等于各自决算表", "funds and state capital of F4 are the totals of F8 and F9", ("F4", "F8", "F9"), "units", "error", "empty tables"),
    Check("F-13", "收入决算表财政拨款收入等于财政拨款决算总表本年收入", "fiscal income of F2 is the year's income of F4", ("F2", "F4"), "units", "error"),
    Check("F-14", "一般公共预算基本支出等于人员经费与公用经费之和", "basic expenditure of F5 is personnel and operating costs of F6", ("F5", "F6"), "sum", "error"),
    Check("F-15", "人员经费合计等于301与303之和，公用经费合计等于302、307、310、399之和", "personnel costs are classes 301 and 303, operating costs the others", ("F6",), "sum", "error"),
    Check("F-16", "基本支出决算表：类等于各款之和", "F6: each class is the sum of its items", ("F6",), "sum", "error"),
    Check("F-17", "“三公”经费决算：合计等于各项之和，预算数、决算数分别相符", "the three public costs add up, budget and accounts apart", ("F7",), "sum", "error", "empty table"),
    Check("F-18", "“三公”经费决算数不小于基本支出决算表同名科目", "an item of F7 is at least its economic code in F6", ("F6", "F7"), "units", "warn"),
    Check("F-19", "年初结转加本年收入减本年支出等于年末结转", "opening balance, income and expenditure make the closing balance", ("F8", "F9"), "sum", "error", "empty table"),
    Check("F-20", "一般公共预算、基金、国资支出之和不大于本年支出", "fiscal expenditure is at most all expenditure", ("F3", "F5", "F8", "F9"), "units", "error"),
    Check("F-21", "机关运行经费不大于基本支出公用经费", "running costs of offices are within the operating costs of F6", ("amounts", "F6"), "units", "warn", "either not told"),
    Check("F-22", "文字所列决算数与决算表一致", "accounts as prose tells them are those of the tables", ("amounts", "F2", "F3", "F5", "F6", "F7"), "units", "error", "no one cell is named"),
    Check("F-23", "文字所列各项支出之和等于一般公共预算支出决算合计", "the items of prose add up to the total of F5", ("amounts", "F5"), "sum", "error", "not every item of the table is told"),
    Check("F-24", "文字所列基金、国资支出与决算表一致", "expenditure of funds in prose is that of F8 and F9", ("amounts", "F8", "F9"), "units", "error", "empty tables"),
    Check("F-25", "各等级项目数之和等于自评项目数，整改数之和等于问题数", "projects by grade and problems by state add up", ("sections",), "exact", "warn", "no grades told"),
    Check("F-26", "公务用车保有量不大于国有资产所列车辆数", "official cars held are within the vehicles among the assets", ("sections",), "exact", "info", "either not told"),
    Check("F-27", "类下有多款时，款不与类印同一数", "no item prints the amount of its class while others of the class print theirs", ("B6", "F6"), "none", "warn", "a class of one item"),
)  # fmt: skip
_NARRATIVE = (
    Check("N-01", "文字所列收入等于各来源之和", "income in prose is the sum of its sources", ("amounts",), "sum", "error", "the list says 主要 or does not claim to be whole"),
    Check("N-02", "文字所列支出等于基本支出与项目支出等之和", "expenditure in prose is the sum of its parts", ("amounts",), "sum", "error", "parts not all given"),
    Check("N-03", "文字所列基本支出等于人员经费与公用经费之和", "basic expenditure in prose is personnel and operating costs", ("amounts",), "sum", "error"),
    Check("N-04", "文字所列项目支出等于所列项目之和", "project expenditure in prose is the sum of the projects listed", ("amounts",), "sum", "info", "a partial list that does not close"),
    Check("N-05", "文字所列收入总计与支出总计相等", "total income and total expenditure in prose are equal", ("amounts",), "copy", "error", "balances are carried over"),
    Check("N-06", "总增减等于基本支出与项目支出增减之和", "the whole change is the sum of the changes of its parts", ("amounts",), "sum", "error"),
    Check("N-07", "基本支出增减等于人员经费与公用经费增减之和", "the change of basic expenditure is the sum of its parts", ("amounts",), "sum", "error"),
    Check("N-08", "文字列出的明细之和等于其总额", "a closed list in prose adds up to the sum it explains", ("amounts",), "sum", "warn", "the list says 主要 or 等"),
    Check("N-09", "上年数等于本年数减增加额，不应小于零", "last year's amount, this year's less the increase, is not below zero", ("amounts",), "units", "warn", "no increase told beside the amount"),
    Check("N-10", "文字“三公”经费等于出国、公车、接待之和", "the three public costs in prose add up", ("amounts",), "sum", "error"),
    Check("N-11", "文字公务用车费等于购置与运行维护之和", "vehicle costs in prose add up", ("amounts",), "sum", "error"),
    Check("N-12", "文字“三公”经费增减等于各项增减之和", "the change of the public costs is the sum of the changes", ("amounts",), "sum", "error"),
    Check("N-13", "机关运行经费与日常公用经费一致", "running costs of offices are the daily operating costs", ("amounts",), "units", "info", "public institutions in the department"),
    Check("N-14", "政府采购等于货物、工程、服务之和", "procurement is goods, works and services", ("amounts",), "sum", "error", "no split"),
    Check("N-15", "面向小微企业的不大于面向中小企业的，后者不大于采购总额", "small firms are within small and medium ones, those within procurement", ("amounts",), "units", "error", "none told"),
    Check("N-16", "所占比重与金额相符", "a stated share follows from the amounts", ("amounts",), "percent", "warn"),
    Check("N-17", "增长率与增减额相符", "a stated rate of change follows from the amounts", ("amounts",), "percent", "warn"),
    Check("N-18", "完成预算百分比与预算数、决算数相符", "a stated share of the budget follows from the amounts", ("amounts",), "percent", "warn"),
    Check("N-19", "增减方向与所列两年金额一致", "more or less, as the two amounts of both years say", ("amounts",), "sum", "warn", "the amount of the year before is not told"),
    Check("N-20", "车辆总数等于各类车辆之和", "vehicles are the sum of the vehicles by use", ("sections",), "exact", "error", "no split, or one that ends in 等"),
    Check("N-21", "同一项目前后所列金额一致", "an item told twice has one amount", ("amounts",), "copy", "warn", "another measure or year"),
    Check("N-22", "金额单位完整，比重、增减率有百分号", "each amount has its whole unit, each rate its per cent sign", ("sections",), "none", "info"),
    Check("N-23", "增减原因已写明", "a reason announced is given", ("sections",), "none", "warn"),
    Check("N-24", "文字总额与报表总额一致", "a total in prose is the total of its table", ("amounts", "lines"), "units", "warn", "the table is not in the file"),
    Check("N-25", "文字所称科目名称与报表一致", "a code carries one name in prose and table", ("amounts", "lines"), "exact", "info"),
    Check("N-26", "称没有政府性基金、国资预算支出的，相应表无数据", "a fund that spends nothing has an empty table", ("B8", "B9", "F8", "F9", "sections"), "copy", "warn", "said of 当年 alone"),
)  # fmt: skip
_PERFORMANCE = (
    Check("P-01", "预算数等于财政资金与其他资金之和", "a project's budget is fiscal and other money", ("projects",), "exact", "error", "further sources, or blank cells"),
    Check("P-02", "绩效表标题与项目名称一致", "the caption of a form names its project", ("tables", "projects"), "exact", "warn"),
    Check("P-03", "资金用途所述预算数及其来源与表格一致", "budget and sources stated in the purpose are the form's", ("projects", "amounts"), "exact", "error", "no amount in the purpose"),
    Check("P-04", "支出计划累计比例在0至100之间且不递减", "cumulative shares lie within 0 and 100 and do not fall", ("spending_plan",), "none", "error"),
    Check("P-05", "支出计划累计达到100%", "the cumulative plan reaches 100 per cent", ("spending_plan",), "exact", "error", "no share printed"),
    Check("P-06", "支出计划的月份齐全", "all months of the plan are printed", ("spending_plan",), "none", "warn"),
    Check("P-07", "二级指标归在相应的一级指标下", "a second-level class stands under its first level", ("indicators",), "none", "info"),
    Check("P-09", "指标值单位与指标相配", "the unit of a target fits its indicator", ("indicators",), "none", "warn"),
    Check("P-10", "指标描述中的数与指标值一致", "numbers in the description agree with the target", ("indicators",), "exact", "warn", "numbers of another kind"),
    Check("P-11", "绩效目标所述数与同名指标值一致", "a number the goals state for an indicator is its target", ("projects", "indicators"), "exact", "warn", "not named in the goals"),
    Check("P-12", "成本指标不大于预算数，且不用“大于等于”", "a cost is bounded from above and by the budget", ("indicators", "projects"), "exact", "error", "no cost in money"),
    Check("P-16", "项目金额与文字所列一致", "a project has one amount in form, list, prose and procurement", ("projects", "amounts", "procurement"), "exact", "error", "not named elsewhere"),
    Check("P-19", "资金支付率不大于100%及支出计划", "the share to be paid is within 100 per cent and within the plan", ("indicators", "spending_plan"), "none", "info"),
    Check("P-20", "满意度在0至100之间", "satisfaction lies within 0 and 100", ("indicators",), "none", "warn"),
    Check("P-21", "指标值非空", "every indicator has a target", ("indicators",), "none", "info", "forms where targets are not printed"),
    Check("P-22", "单位编码、项目编码以部门编码开头", "codes of units and projects begin with that of the department", ("documents", "projects"), "none", "warn", "other forms of codes"),
    Check("P-23", "指标完成时间不早于预算年度", "no target date lies before the year of the budget", ("indicators",), "none", "info"),
)  # fmt: skip
_PROCUREMENT = (
    Check("G-01", "合计等于数量乘单价", "the amount is quantity times price", ("procurement",), "sum", "error", "no quantity or price"),
    Check("G-02", "合计等于各资金来源之和", "the amount is the sum of its sources", ("procurement",), "sum", "error", "a source column is missing"),
    Check("G-03", "合计行、小计行等于其下明细之和", "total and subtotals are the sums of the items below them", ("procurement",), "sum", "error"),
    Check("G-04", "文字政府采购总额等于采购表合计", "procurement in prose is the total of the table, or the sum of its rows", ("procurement", "amounts"), "units", "error"),
    Check("G-05", "同一项目采购之和不大于其预算资金", "purchases of a project are within its budget", ("procurement",), "sum", "error"),
    Check("G-06", "采购表所列预算资金与项目预算一致", "project funds in the procurement table are the project's budget", ("procurement", "projects"), "units", "error"),
    Check("G-07", "采购品目编码与名称相符", "a code of the catalogue carries its own name", ("procurement",), "none", "warn", "codes or items the catalogue does not name exactly"),
    Check("G-08", "货物、工程、服务之和与文字一致", "goods, works and services by their codes are those of prose", ("procurement", "amounts"), "units", "warn", "no split, or rows without a code"),
    Check("G-09", "计量单位填写文字", "the unit of measure is a word", ("procurement",), "none", "info"),
    Check("G-10", "拟购置固定资产不大于采购表货物之和", "assets to be bought are within the goods of the table", ("procurement", "amounts"), "units", "warn", "not said to be in the table"),
    Check("A-01", "资产总额等于各项之和", "assets add up", ("assets",), "sum", "error", "items without a value"),
    Check("A-02", "其中项不大于所属项", "a part is at most the whole", ("assets",), "exact", "error"),
    Check("A-03", "文字资产数与资产表一致", "assets in prose are those of the table", ("assets", "amounts"), "units", "error"),
    Check("A-04", "资产截止日期与年度相应", "assets are counted at a date that fits the year", ("assets", "sections"), "none", "info"),
    Check("A-05", "资产数量与价值同时为零或同时不为零", "what has a quantity has a value", ("assets",), "none", "warn", "either blank"),
)  # fmt: skip
_STRUCTURE = (
    Check("D-01", "章节编号连续", "section numbers run on", ("sections",), "none", "warn"),
    Check("D-02", "列举编号连续", "numbered paragraphs run on", ("sections",), "none", "warn", "numbers told elsewhere in the document"),
    Check("D-03", "目录所列的表正文均有", "tables the contents name are printed", ("sections", "tables"), "none", "warn", "tables printed in a file of their own"),
    Check("D-04", "法定报表齐全", "the statutory tables are all printed", ("tables",), "none", "info", "tables printed in a file of their own, or some not recognised"),
    Check("D-05", "金额表有单位", "a table of amounts states its unit", ("tables",), "none", "warn"),
    Check("D-06", "表名年份与文件年度一致", "titles of tables name the document's year", ("tables",), "none", "warn"),
    Check("D-07", "称没有下属单位的，机构表只列本级", "a body said to have no units lists none", ("sections", "institutions"), "none", "warn"),
    Check("D-08", "单位预算不称部门预算", "the budget of a unit is not called that of a department", ("sections",), "none", "info"),
    Check("D-09", "无占位符与模板残留", "no placeholders or instructions are left", ("sections",), "none", "warn"),
    Check("D-10", "表格不重复", "no table is printed twice", ("tables",), "none", "info"),
    Check("D-13", "项目编码不重复", "project codes are unique", ("projects",), "none", "warn"),
    Check("D-14", "机构数与所列名称数一致", "a number of bodies is that of the names after it", ("sections",), "none", "info", "a list that ends in 等"),
    Check("T-01", "表头合计列等于各列之和", "a total column is the sum of its columns", ("other",), "sum", "warn", "the layout is not certain"),
    Check("T-02", "合计行等于各行之和", "a total row is the sum of its rows", ("B10", "B14", "other"), "sum", "warn", "the layout is not certain"),
    Check("T-03", "科目的上级已列出", "the level above a code is printed where it is for the others", ("lines",), "none", "info", "tables that leave a level out"),
    Check("C-01", "人工更正与印刷值对应", "a correction refers to a printed value", ("corrections",), "exact", "warn"),
)  # fmt: skip
_ACROSS = (
    Check("X-01", "决算“三公”预算数等于当年预算", "the budget column of F7 is the B7 of that year", ("F7", "B7"), "units", "warn", "both documents are needed"),
    Check("X-02", "所引上年预算数等于上年预算表", "last year's budget as quoted is last year's budget", ("amounts", "lines"), "units", "warn", "both documents are needed"),
    Check("X-03", "决算所列预算数等于当年预算表同一科目", "the budget told in final accounts is that of the budget, code by code", ("amounts", "B5"), "units", "warn", "both documents are needed"),
    Check("X-04", "年初结转等于上年年末结转", "the opening balance is last year's closing balance", ("F1", "F4"), "units", "warn", "both documents are needed"),
    Check("X-08", "部门预算不小于所属单位预算", "a department's budget is at least that of its unit", ("B1",), "units", "warn", "both documents are needed"),
)  # fmt: skip

#: Every check by id.
CATALOGUE: dict[str, Check] = {
    each.id: each for each in (*_NARRATIVE, *_BUDGET, *_FINAL, *_PERFORMANCE, *_PROCUREMENT, *_STRUCTURE, *_ACROSS)
}
