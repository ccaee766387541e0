"""Every published table: one class each, one field a column.

The order of the fields is the order of the columns. `fiscal_year` is no field:
it stands in the path of the partition alone. A field that may be null has
`| None` in its type. Money is in yuan (`*_yuan`) beside the text as printed.

Rows are msgspec structs: made in a tenth of a dataclass's time, and a document
has thousands of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, get_args

import msgspec

from normalize.columns import Of
from normalize.nested import CellPart, Classification, EngineReading, Evidence, TextBox
from normalize.vocabulary import MEASURES, Reason

# Columns that mean the same wherever they stand.
DocumentId = Annotated[str, Of("文档标识", "First 16 hexadecimal digits of the source's SHA-256.")]
TableNo = Annotated[int, Of("表序号", "The document's logical tables from 1; 0 never occurs.")]
SomeTableNo = Annotated[int | None, Of("表序号", "The document's logical tables from 1; null outside a table.")]
RowNo = Annotated[
    int, Of("行序号", "Rows of the table from 1; headers, repeated headers, notes and wholly blank rows not counted.")
]
SomeRowNo = Annotated[int | None, Of("行序号", "Row of the table, from 1; null where no one row is meant.")]
Pages = Annotated[list[int], Of("页码", "1-based pages the row is printed on; empty where the source has no pages.")]
ProjectNo = Annotated[int, Of("项目序号", "Projects of the document from 1.")]
SomeProjectNo = Annotated[int | None, Of("项目序号", "Projects of the document from 1; null for the whole department.")]
ProjectCode = Annotated[str | None, Of("项目编码", "Printed code, spaces inside removed; null where none is printed.")]


def _yuan(label: str, meaning: str) -> Of:
    return Of(label, meaning, unit="CNY", scale=2)


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One disclosure file."""

    document_id: DocumentId
    source_name: Annotated[str, Of("文件名", "Path relative to the folder given; the smallest of duplicates.")]
    source_sha256: Annotated[str, Of("校验值", "SHA-256 of the file.")]
    source_format: Annotated[
        str, Of("格式", "By content: pdf, text, html, xlsx, xls, docx, doc, office, zip, encrypted, image, unknown.")
    ]
    source_bytes: Annotated[int, Of("字节数", "Size of the file.", unit="B")]
    title: Annotated[str | None, Of("标题", "The document's own title.")] = None
    place: Annotated[str | None, Of("地区", "Province, city or district the body belongs to.")] = None
    department: Annotated[str | None, Of("部门", "The body whose budget or accounts these are.")] = None
    department_code: Annotated[str | None, Of("部门编码", "Its budget code, where printed.")] = None
    document_kind: Annotated[str, Of("文档类型", "budget, final_accounts or other.")] = "other"
    scope: Annotated[str | None, Of("口径", "department (with subordinate units) or unit.")] = None
    page_count: Annotated[int | None, Of("页数", "Pages; null where the format has none.")] = None
    table_count: Annotated[int, Of("表数", "Logical tables.")] = 0
    status: Annotated[str, Of("状态", "complete, partial (some page could not be read) or failed.")] = "complete"
    message: Annotated[str | None, Of("说明", "Why it is partial or failed.")] = None
    reader: Annotated[str | None, Of("读取器", "Engine of the first reading, with version.")] = None
    extracted_by: Annotated[str, Of("软件版本", "Versions of gongkai's stages.")] = ""
    also_named: Annotated[list[str], Of("重复文件", "Other paths with the same bytes.")] = []


class Section(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A titled part of the narrative, from its heading to the next."""

    document_id: DocumentId
    section_no: Annotated[int, Of("章节序号", "Sections of the document from 1, in printed order.")]
    level: Annotated[int, Of("层级", "1 for 第一部分 or 一、; deeper numbers below; 0 before the first heading.")]
    number_text: Annotated[str | None, Of("编号", "Ordinal as printed, e.g. 一、 or （二）.")] = None
    title: Annotated[str | None, Of("标题", "Heading without its ordinal.")] = None
    text: Annotated[str, Of("正文", "Paragraphs joined by line feeds, without tables; continued over pages.")] = ""
    pages: Pages = []


class Table(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One logical table."""

    document_id: DocumentId
    table_no: TableNo
    kind: Annotated[str, Of("表类", "B0…B16, B6g, F1…F9 or other.")] = "other"
    kind_name: Annotated[str | None, Of("表类名称", "Canonical Chinese name of the kind.")] = None
    title: Annotated[str | None, Of("表名", "Caption as printed.")] = None
    unit: Annotated[str | None, Of("单位", "Unit of its amounts: yuan, ten_thousand_yuan …; null where unknown.")] = (
        None
    )
    page_first: Annotated[int | None, Of("首页", "First page with cells of the table.")] = None
    page_last: Annotated[int | None, Of("末页", "Last page with cells of the table.")] = None
    fragment_count: Annotated[int, Of("片段数", "Grids joined into the table.")] = 1
    header_rows: Annotated[int, Of("表头行数", "Printed header rows, column numbers included, repeats not.")] = 0
    header_repeated: Annotated[bool, Of("表头重复", "A continuation prints the header again.")] = False
    header: Annotated[list[str], Of("表头", "Path of each leaf column, levels joined by /.")] = []
    column_count: Annotated[int, Of("列数", "Columns.")] = 0
    row_count: Annotated[int, Of("行数", "Rows.")] = 0
    is_empty: Annotated[
        bool, Of("空表", "Printed without data, as the rules demand where nothing is to be reported.")
    ] = False
    confidence: Annotated[float, Of("置信度", "Of the kind, 0 to 1.")] = 0.0
    certified: Annotated[
        bool,
        Of("已验证", "Every number but zeros stands in a sum or copy that closes, and none fails, rounding included."),
    ] = False
    identities_closed: Annotated[int, Of("闭合等式数", "Independent identities that close over it.")] = 0
    reading: Annotated[str, Of("读数引擎", "Engine whose reading was taken.")] = ""
    pages: Pages = []


class Cell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One cell of a logical table after rejoining."""

    document_id: DocumentId
    table_no: TableNo
    row_no: Annotated[int, Of("行序号", "Row of the table from 1; 0 for header cells.")]
    header_row: Annotated[int | None, Of("表头行", "Row within the header, from 1; null for data.")] = None
    column_no: Annotated[int, Of("列序号", "Leftmost column it covers, from 1.")]
    row_span: Annotated[int, Of("跨行", "Logical rows it covers.")] = 1
    column_span: Annotated[int, Of("跨列", "Columns it covers.")] = 1
    is_header: Annotated[bool, Of("表头", "Header cell.")] = False
    text: Annotated[str, Of("文字", "As printed, wrapped and cut lines joined.")] = ""
    parts: Annotated[list[CellPart], Of("出处", "Where its parts are printed.")] = []
    pages: Pages = []


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One amount of a statutory table; rows sum up others, and tables repeat them: see the cookbook before adding up."""

    document_id: DocumentId
    table_no: TableNo
    row_no: RowNo
    pages: Pages = []
    kind: Annotated[str, Of("表类", "Kind of the table.")] = "other"
    lane: Annotated[int, Of("栏组", "Which of the side-by-side lists, from 1.")] = 1
    code_scheme: Annotated[
        str, Of("科目体系", "functional, government_economic, department_economic, unit or none.")
    ] = "none"
    code: Annotated[str | None, Of("科目编码", "Whole code; the functional one where there is one.")] = None
    code_level: Annotated[int | None, Of("科目层级", "1 类, 2 款, 3 项.")] = None
    name: Annotated[str | None, Of("名称", "Label that belongs to the code, as printed.")] = None
    classifications: Annotated[
        list[Classification], Of("全部科目", "All codes that key the row, and its labels where it has several.")
    ] = []
    column: Annotated[str | None, Of("列", "Path of the leaf column, header texts only.")] = None
    column_id: Annotated[str | None, Of("栏次", "Printed column id, e.g. 1 or 2=3+4.")] = None
    measure: Annotated[str, Of("口径", "What the column measures: " + ", ".join(MEASURES) + ".")] = "other"
    year: Annotated[
        int | None,
        Of(
            "年份",
            "Year the amount is of: the document's, or the one its column names (上年, 2021年); null if unknown.",
        ),
    ] = None
    amount_yuan: Annotated[Decimal, _yuan("金额", "Amount in yuan.")]
    amount_text: Annotated[str, Of("金额原文", "Amount as printed.")]
    is_total: Annotated[
        bool,
        Of(
            "合计行", "A 合计, 总计 or 小计 row; classes (类, 款) and units above others sum up too, without this mark."
        ),
    ] = False
    corrected: Annotated[bool, Of("已更正", "A human correction replaced the printed value.")] = False


class Project(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A project with its budget and goals, twice where a list (B10) and a form (B11) print it; parts with sums and goals of their own are a row each."""

    document_id: DocumentId
    project_no: ProjectNo
    table_no: SomeTableNo = None
    row_no: SomeRowNo = None
    pages: Pages = []
    project_code: ProjectCode = None
    project_name: Annotated[str | None, Of("项目名称", "Name as printed.")] = None
    unit_code: Annotated[str | None, Of("单位编码", "Code of the unit in charge.")] = None
    unit_name: Annotated[str | None, Of("单位名称", "Unit in charge.")] = None
    budget_yuan: Annotated[Decimal | None, _yuan("预算数", "Whole budget of the project.")] = None
    fiscal_yuan: Annotated[Decimal | None, _yuan("财政资金", "From fiscal money.")] = None
    other_yuan: Annotated[Decimal | None, _yuan("其他资金", "From other money; null where blank.")] = None
    purpose: Annotated[str | None, Of("资金用途", "Statement of purpose.")] = None
    goals: Annotated[str | None, Of("绩效目标", "Goals as printed.")] = None


class SpendingPlan(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One month of a project's plan of payments."""

    document_id: DocumentId
    project_no: ProjectNo
    table_no: TableNo
    row_no: SomeRowNo = None
    pages: Pages = []
    project_code: ProjectCode = None
    month: Annotated[int, Of("月份", "Month by whose end the share is paid.")]
    cumulative_percent: Annotated[
        Decimal | None, Of("累计支出比例", "Cumulative share; null unless printed.", unit="%", scale=2)
    ] = None
    cell_state: Annotated[str, Of("单元格状态", "printed, blank or column_missing.")]


class Indicator(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A performance indicator with its target."""

    document_id: DocumentId
    project_no: SomeProjectNo = None
    table_no: TableNo
    row_no: RowNo
    pages: Pages = []
    project_code: ProjectCode = None
    project_name: Annotated[str | None, Of("项目名称", "Name as printed; null for the whole department.")] = None
    level1: Annotated[str | None, Of("一级指标", "Carried down over the rows it spans.")] = None
    level2: Annotated[str | None, Of("二级指标", "Carried down over the rows it spans.")] = None
    level3: Annotated[str | None, Of("三级指标", "Name of the indicator.")] = None
    description: Annotated[str | None, Of("指标描述", "Description.")] = None
    target_text: Annotated[str | None, Of("指标值原文", "The 指标值 cell as printed.")] = None
    operator: Annotated[str | None, Of("比较符", ">=, <=, =, >, <, range or text.")] = None
    target_value: Annotated[Decimal | None, Of("指标值", "Number; lower end of a range.", scale=6)] = None
    target_value_high: Annotated[Decimal | None, Of("指标值上限", "Upper end of a range.", scale=6)] = None
    target_date: Annotated[str | None, Of("完成时间", "ISO date or year-month that the target names.")] = None
    target_unit: Annotated[str | None, Of("计量单位", "Unit of the target.")] = None
    basis: Annotated[str | None, Of("确定依据", "Basis of the target.")] = None
    weight: Annotated[Decimal | None, Of("权重", "Points or per cent.", scale=4)] = None
    scoring: Annotated[str | None, Of("评分标准", "How it is scored.")] = None
    explanation: Annotated[str | None, Of("指标解释", "Explanation.")] = None
    note: Annotated[str | None, Of("备注", "Remark.")] = None
    other: Annotated[
        dict[str, str],
        Of(
            "其他列",
            "Printed header to text, for columns without a field; 指标块: the heading of a block above the last one.",
        ),
    ] = {}
    rejoined: Annotated[bool, Of("跨页拼接", "The row was cut by a page and rejoined.")] = False


class Procurement(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of a procurement table."""

    document_id: DocumentId
    table_no: TableNo
    row_no: RowNo
    pages: Pages = []
    project_name: Annotated[str | None, Of("项目名称", "Project the purchase belongs to.")] = None
    project_funds_yuan: Annotated[Decimal | None, _yuan("预算资金", "Budget of that project.")] = None
    item: Annotated[str | None, Of("采购物品名称", "What is bought.")] = None
    catalogue_code: Annotated[str | None, Of("采购目录序号", "Code in the procurement catalogue.")] = None
    measure_unit: Annotated[str | None, Of("计量单位", "As printed.")] = None
    quantity: Annotated[Decimal | None, Of("数量", "Quantity.", scale=4)] = None
    unit_price_yuan: Annotated[Decimal | None, _yuan("单价", "Price of one.")] = None
    total_yuan: Annotated[Decimal | None, _yuan("合计", "Amount of the purchase.")] = None
    general_public_budget_yuan: Annotated[Decimal | None, _yuan("一般公共预算", "From the general public budget.")] = (
        None
    )
    government_fund_yuan: Annotated[Decimal | None, _yuan("政府性基金", "From government funds.")] = None
    state_capital_yuan: Annotated[Decimal | None, _yuan("国有资本经营预算", "From the state capital budget.")] = None
    special_account_yuan: Annotated[Decimal | None, _yuan("财政专户", "From the special fiscal account.")] = None
    other_yuan: Annotated[Decimal | None, _yuan("其他来源", "From other sources.")] = None
    is_total: Annotated[
        bool, Of("合计行", "A row that sums others: 合计, 小计, or one above its items that names none (a unit, 货物).")
    ] = False


class Asset(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of a table of state assets."""

    document_id: DocumentId
    table_no: TableNo
    row_no: RowNo
    pages: Pages = []
    item: Annotated[str, Of("项目", "Label as printed.")]
    level: Annotated[int, Of("层级", "0 the whole, 1 a numbered item, 2 a part of it (其中).")]
    quantity: Annotated[Decimal | None, Of("数量", "Quantity.", scale=4)] = None
    quantity_unit: Annotated[str | None, Of("数量单位", "Unit of the quantity, where printed.")] = None
    value_yuan: Annotated[Decimal | None, _yuan("价值", "Value.")] = None
    as_of: Annotated[str | None, Of("截止日期", "ISO date at which the stock was taken.")] = None


class Institution(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One unit of the department."""

    document_id: DocumentId
    table_no: TableNo
    row_no: RowNo
    pages: Pages = []
    name: Annotated[str, Of("单位名称", "As printed.")]
    nature: Annotated[str | None, Of("单位性质", "行政, 参公, 事业 …")] = None
    rank: Annotated[str | None, Of("单位规格", "正处级 …")] = None
    funding: Annotated[str | None, Of("经费保障形式", "财政拨款 …")] = None


class Amount(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sum of money quoted in prose, in a statement of purpose or in brackets behind a project's sum."""

    document_id: DocumentId
    amount_no: Annotated[int, Of("金额序号", "Quoted amounts of the document from 1.")]
    section_no: Annotated[int | None, Of("章节序号", "Section it stands in; null in a table.")] = None
    table_no: SomeTableNo = None
    row_no: SomeRowNo = None
    pages: Pages = []
    project_code: ProjectCode = None
    subject: Annotated[str | None, Of("对象", "What the sum is for, as printed.")] = None
    measure: Annotated[str | None, Of("口径", "A measure of the lines table, where the subject names one.")] = None
    direction: Annotated[str | None, Of("增减", "increase, decrease, or null for a level.")] = None
    amount_yuan: Annotated[Decimal, _yuan("金额", "Unsigned.")]
    amount_text: Annotated[str, Of("金额原文", "Number and unit as printed.")]
    year: Annotated[int | None, Of("年份", "Year the sum is of.")] = None
    parent_no: Annotated[int | None, Of("上级金额序号", "amount_no of the sum it is part of.")] = None
    sentence: Annotated[str, Of("原句", "The sentence it stands in.")] = ""


class GlossaryEntry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A term the document explains."""

    document_id: DocumentId
    term: Annotated[str, Of("名词", "As printed.")]
    definition: Annotated[str, Of("解释", "As printed.")]
    pages: Pages = []


class Seam(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A page boundary between two pages that both carry a table."""

    document_id: DocumentId
    page_before: Annotated[int | None, Of("前页", "1-based; null where the source has no pages.")] = None
    page_after: Annotated[int | None, Of("后页", "1-based; null where the source has no pages.")] = None
    table_no_before: Annotated[int, Of("前表", "Last table of the page before.")]
    table_no_after: Annotated[int, Of("后表", "First table of the page after.")]
    row_no_before: SomeRowNo = None
    row_no_after: SomeRowNo = None
    decision: Annotated[str, Of("判定", "cut_row, new_row or different_table.")]
    header_repeated: Annotated[bool, Of("表头重复", "The page after prints the header again.")] = False
    title_repeated: Annotated[bool, Of("标题重复", "The page after prints the title again.")] = False
    evidence: Annotated[list[Evidence], Of("依据", "Named reasons with weights.")] = []
    confidence: Annotated[float, Of("置信度", "0.5 undecided, 1 certain.")] = 1.0


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The outcome of a check."""

    document_id: DocumentId
    check_id: Annotated[str, Of("检查编号", "Identity or rule, e.g. B-08.")]
    verdict: Annotated[str, Of("结果", "pass, fail, insufficient or not_applicable.")]
    cause: Annotated[str | None, Of("原因", "document, reading or unknown; null unless it fails.")] = None
    severity: Annotated[str, Of("严重性", "error, warn or info.")] = "error"
    expected: Annotated[Decimal | None, Of("应为", "In the printed unit.", scale=4)] = None
    actual: Annotated[Decimal | None, Of("实为", "In the printed unit.", scale=4)] = None
    difference: Annotated[Decimal | None, Of("差额", "actual minus expected.", scale=4)] = None
    tolerance: Annotated[Decimal | None, Of("容差", "From the printed precision.", scale=4)] = None
    expected_text: Annotated[str | None, Of("应为原文", "As printed.")] = None
    actual_text: Annotated[str | None, Of("实为原文", "As printed.")] = None
    unit: Annotated[str | None, Of("单位", "Unit of the four numbers.")] = None
    message: Annotated[str, Of("说明", "One sentence in Chinese.")] = ""
    table_nos: Annotated[list[int], Of("表序号", "Tables compared.")] = []
    row_no: SomeRowNo = None
    pages: Pages = []
    readings: Annotated[list[EngineReading], Of("各引擎读数", "Filled where pages were read again.")] = []


class SetAside(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Print that is in no record, with the reason."""

    document_id: DocumentId
    table_no: SomeTableNo = None
    row_no: SomeRowNo = None
    pages: Pages = []
    text: Annotated[str, Of("文字", "As printed.")]
    box: Annotated[TextBox | None, Of("位置", "Rectangle on the page; null without layout.")] = None
    reason: Annotated[str, Of("原因", ", ".join(get_args(Reason)) + ".")]


class Coverage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How much of what is printed in tables reached a record."""

    document_id: DocumentId
    numbers_printed: Annotated[int, Of("印刷数字", "Numbers printed inside tables.")] = 0
    numbers_in_records: Annotated[int, Of("入库数字", "Of these, in a record other than cells.")] = 0
    numbers_set_aside: Annotated[int, Of("搁置数字", "Of these, set aside with a reason.")] = 0
    numbers_unaccounted: Annotated[int, Of("未交代数字", "The rest; each is in set_aside as not_understood.")] = 0
    tables_recognised: Annotated[int, Of("已识别表", "Tables whose kind is not other.")] = 0
    checks_by_verdict: Annotated[dict[str, int], Of("检查结果数", "Checks by verdict.")] = {}


#: Published tables by name, in the order of the data dictionary.
TABLES: dict[str, type[Any]] = {
    "documents": Document,
    "sections": Section,
    "tables": Table,
    "cells": Cell,
    "lines": Line,
    "projects": Project,
    "spending_plan": SpendingPlan,
    "indicators": Indicator,
    "procurement": Procurement,
    "assets": Asset,
    "institutions": Institution,
    "amounts": Amount,
    "glossary": GlossaryEntry,
    "seams": Seam,
    "findings": Finding,
    "set_aside": SetAside,
    "coverage": Coverage,
}
