"""Say which of the statutory tables a table is.

A caption that names a kind decides; otherwise the words of the header do, or
what its first rows hold. Captions are matched folded, against the list in
`data/kind_captions.csv` from the top down: slices that are no table of the
rules (by project, by other classifications, self-evaluations) stand before
the tables they resemble.

Budget kinds are matched first; where document, caption or columns speak of
final accounts (决算), the kind becomes its F counterpart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from normalize.codes import read_list, scheme_of, split_code
from normalize.folding import fold
from normalize.lexicon import is_indicator_header
from normalize.table_numbers import without_table_number
from normalize.tables import LogicalTable

#: Canonical Chinese names.
NAMES: dict[str, str] = {
    "B0": "机构设置表",
    "B1": "部门收支总表",
    "B2": "部门收入总表",
    "B3": "部门支出总表",
    "B4": "财政拨款收支总表",
    "B5": "一般公共预算支出表",
    "B6": "一般公共预算基本支出表",
    "B6g": "一般公共预算基本支出表（政府预算经济分类）",
    "B7": "一般公共预算“三公”经费支出表",
    "B8": "政府性基金预算支出表",
    "B9": "国有资本经营预算支出表",
    "B10": "项目支出表",
    "B11": "项目绩效目标表",
    "B12": "部门整体绩效目标表",
    "B13": "政府采购预算表",
    "B14": "政府购买服务预算表",
    "B15": "国有资产占用表",
    "B16": "非税收入征收计划表",
    "F1": "收入支出决算总表",
    "F2": "收入决算表",
    "F3": "支出决算表",
    "F4": "财政拨款收入支出决算总表",
    "F5": "一般公共预算财政拨款支出决算表",
    "F6": "一般公共预算财政拨款基本支出决算表",
    "F7": "财政拨款“三公”经费支出决算表",
    "F8": "政府性基金预算财政拨款收入支出决算表",
    "F9": "国有资本经营预算财政拨款收入支出决算表",
    "other": "其他",
}

#: The final-accounts table that a budget table becomes; those without one are `other`.
_FINAL = {f"B{number}": f"F{number}" for number in range(1, 10)}
#: The nine tables that every department publishes, of either kind.
STATUTORY = frozenset({*_FINAL, *_FINAL.values()})
#: Kinds that are the same in both kinds of documents.
_SHARED = frozenset({"B0", "B11", "B12", "B15", "other"})

#: Below this a kind named by the header alone is not believed against a caption that names none.
_STRONG = 0.85

_PARENTHESIS = re.compile(r"\((?:不含|含|包括|单位|除)[^()]*\)")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a table is, and how sure we are."""

    id: str
    name: str
    confidence: float
    """0 to 1."""


def classify(table: LogicalTable, *, document_kind: str = "budget") -> Kind:
    """Return the kind of a table; `other` where neither caption nor header names one.

    Limitations: a slice whose caption we do not know but whose header equals
    that of a statutory table is taken for it only when it has no caption.
    """
    header = _header_texts(table)
    final = _is_final(table, header, document_kind)
    named = _named_by_caption(table)
    signed = _named_by_header(table, header)
    if named is not None:
        kind, confidence = _settled(table, *named)
        if signed is not None and signed[0] == kind:
            confidence = max(confidence, min(0.99, confidence + 0.02))
    elif signed is not None and (not _has_caption(table) or signed[1] >= _STRONG):
        kind, confidence = signed
    else:
        kind, confidence = "other", 0.5
    if final:
        kind = kind if kind in _SHARED else kind_in_accounts(kind)
    return Kind(kind, NAMES[kind], confidence)


def kind_in_accounts(kind: str) -> str:
    """Return the kind of final accounts that a kind of budget tables has; `other` where accounts have none."""
    return _FINAL.get(kind, "other")


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, float], ...]:
    return tuple(
        (re.compile(row["pattern"]), row["kind"], float(row["confidence"])) for row in read_list("kind_captions.csv")
    )


def kind_of_caption(caption: str) -> tuple[str, float] | None:
    """Return the budget kind a caption names with its confidence, None where it names none.

    >>> kind_of_caption("公开05表 财政拨款支出预算表（功能科目）")
    ('B5', 0.95)
    >>> kind_of_caption("2026年度某局会议明细") is None
    True
    """
    folded = _PARENTHESIS.sub("", fold(caption)).replace('"', "")
    folded = without_table_number(folded)
    for pattern, kind, confidence in _rules():
        if pattern.search(folded):
            return kind, confidence
    return None


def _captions(table: LogicalTable) -> Iterator[str]:
    """Yield what may name the table, the most telling first."""
    if table.title:
        yield table.title
    lines = [line for line in table.above if len(fold(line)) <= 60]
    # A caption wrapped over two lines says more whole than in parts.
    for first, second in pairwise(lines):
        if re.search(r"[表)]$", fold(second)) and not re.search(r"表$", fold(first)):
            yield first + second
    yield from (line for line in reversed(lines) if re.search(r"表|[:：]$|情况", fold(line)))
    width = len(table.columns)
    # Excel prints the caption inside the ruled area, merged over all columns.
    yield from (
        cell.text for cell in table.header if width > 1 and cell.column_span >= width - 1 and re.search("表", cell.text)
    )


def _named_by_caption(table: LogicalTable) -> tuple[str, float] | None:
    for caption in _captions(table):
        if named := kind_of_caption(caption):
            return named
    return None


def _has_caption(table: LogicalTable) -> bool:
    return bool(table.title and re.search(r"表", table.title))


def _settled(table: LogicalTable, kind: str, confidence: float) -> tuple[str, float]:
    """Correct a caption's kind by the codes that key the rows: basic expenditure comes by two schemes."""
    if kind in ("B6", "B6g", "other"):
        schemes = _row_schemes(table)
        if kind == "B6" and schemes == {"government_economic"}:
            return "B6g", confidence
        if kind == "B6" and schemes == {"functional"}:
            return "other", 0.7
        if kind == "B6g" and schemes == {"department_economic"}:
            return "B6", confidence
        if kind == "other" and schemes == {"government_economic"} and "经济" in fold(table.title or ""):
            return "B6g", 0.85
    return kind, confidence


def _row_schemes(table: LogicalTable) -> set[str]:
    """Return the schemes of the codes printed in the first rows."""
    found: set[str] = set()
    for row in table.rows[:12]:
        for cell in row.own_cells[:4]:
            code, _ = split_code(cell.text)
            if code is not None and len(code) in (3, 5, 7) and (scheme := scheme_of(code)) != "none":
                found.add(scheme)
    return found


def _header_texts(table: LogicalTable) -> list[str]:
    texts = [fold(cell.text) for cell in table.header if cell.text.strip()]
    if not texts:
        texts = [fold(cell.text) for row in table.rows[:3] for cell in row.own_cells if cell.text.strip()]
    return texts


def _is_final(table: LogicalTable, header: list[str], document_kind: str) -> bool:
    caption = fold(table.title or "")
    if "决算" in caption:
        return True
    if "预算表" in caption or "预算总表" in caption:
        return False
    return document_kind == "final_accounts" or any(text.startswith("决算数") for text in header)


def _named_by_header(table: LogicalTable, header: list[str]) -> tuple[str, float] | None:
    """Return the budget kind whose header words the table prints, with a confidence."""
    joined = "|".join(header)
    labels = "|".join(fold(cell.text) for row in table.rows[:40] for cell in row.own_cells)

    def has(*words: str) -> bool:
        return all(word in joined for word in words)

    def holds(*words: str) -> bool:
        return all(word in labels for word in words)

    first = [fold(cell.text) for row in table.rows[:3] for cell in row.own_cells]
    if is_indicator_header(header) or any(
        is_indicator_header([cell.text for cell in row.own_cells]) for row in table.rows[:60]
    ):
        return ("B12", 0.85) if _of_whole_department(first + header) else ("B11", 0.9)
    if re.search(r"(?:报表名称|表名|内容|标题)\|.*(?:是否空表|页码|页次)", joined):
        return "other", 0.9
    if has("绩效目标") and re.search(r"项目名称|项目", joined):
        return "B11", 0.85
    if table.header and has("采购") and re.search(r"目录|品目|数量|单价", joined):
        return "B13", 0.9
    if has("单位名称") and re.search(r"单位性质|单位规格|经费保障", joined):
        return "B0", 0.95
    if _is_unit_list(table, header):
        return "B0", 0.7
    if has("数量", "价值") and re.search(r"房屋|车辆", labels):
        return "B15", 0.9
    keyed = _row_schemes(table)
    if not keyed and (has("因公出国", "公务接待") or holds("因公出国", "公务接待", "公务用车")):
        return "B7", 0.9
    ordinals = len(re.findall(r"(?:^|\|)\(?[一二三四五六七八九十]+[、.)][^|]*支出", labels))
    if has("收入", "支出") and ordinals >= 3:
        return ("B4", 0.85) if _of_fiscal_money(joined, labels) else ("B1", 0.85)
    if has("基本支出", "项目支出"):
        if "政府性基金" in joined and "一般公共" not in joined:
            return "B8", 0.9
        if "国有资本" in joined and "一般公共" not in joined:
            return "B9", 0.9
        if "一般公共" in joined:
            return "B5", 0.8
        if (fund := _of_fund(table)) is not None:
            return fund, 0.85
        return "B3", 0.75
    if has("人员经费", "公用经费"):
        with_projects = re.search(r"专项业务经费|项目支出", joined)
        if "department_economic" in keyed and not with_projects:
            return "B6", 0.8
        if "functional" in keyed and with_projects:
            return "B5", 0.7
    if has("事业收入") and re.search(r"财政拨款收入|一般公共预算", joined):
        return "B2", 0.85
    if has("项目名称") and re.search(r"合计|总计|金额|预算数", joined) and not re.search(r"采购|购买", joined):
        return "B10", 0.75
    by_row = keyed or re.search(r"(?:单位|科目)(?:名称|编码|代码)", joined)
    if (
        by_row
        and "支出" not in joined
        and re.search(r"财政拨款|一般公共预算|经费拨款", joined)
        and _SOURCES.search(joined)
    ):
        return "B2", 0.75
    return None


#: Sources beside fiscal money that only tables of income print.
_SOURCES = re.compile(r"(?:事业|经营|其他|上级补助)收入|专户|单位资金|附属单位上缴")
#: 款 of government funds; the rest of their classes is general public budget.
_FUNDS = re.compile(
    r"20610|2070[79]|20710|2082[23]|2116[01]|212(?:07|08|09|1[0-9])|2136[6-9]|2146[0-9]|21562|21660|229(?:04|08|09|10|60)|"
    r"2[34]304|23204|2340[12]"
)


def _of_fund(table: LogicalTable) -> str | None:
    """Return B8 or B9 where every code below a 类 is of government funds or of state capital."""
    codes = [
        code
        for row in table.rows
        for cell in row.own_cells[:4]
        if (code := split_code(cell.text)[0]) is not None and len(code) in (5, 7) and scheme_of(code) == "functional"
    ]
    if codes and all(code.startswith("223") for code in codes):
        return "B9"
    return "B8" if codes and all(_FUNDS.match(code) for code in codes) else None


def _of_whole_department(texts: list[str]) -> bool:
    joined = "|".join(texts)
    return bool(re.search(r"部门(?:\(单位\))?名称|整体", joined)) and "项目名称" not in joined


def _of_fiscal_money(header: str, labels: str) -> bool:
    if re.search(r"财政拨款收入.*财政拨款支出", header):
        return True
    if re.search(r"一般公共预算.*政府性基金.*国有资本", header):
        return True
    other_money = re.search(r"事业收入|其他收入|经营", labels)
    return other_money is None and bool(re.search(r"一、(?:本年收入|一般公共预算)", labels))


def _is_unit_list(table: LogicalTable, header: list[str]) -> bool:
    """Tell whether it is a list 序号 | 单位名称 (| 备注) without amounts."""
    if len(table.columns) > 4 or not any(re.fullmatch(r"(?:预算)?单位(?:名称|全称)?", text) for text in header):
        return False
    word = re.compile(r"(?:预算)?单位.*|序号|备注|拟变动情况|级次|.*性质|经费.*|部门.*")
    return all(word.fullmatch(text) for text in header)
