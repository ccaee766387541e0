"""Say whose document this is, of which year and kind, from what it prints about itself.

Evidence in order: the title on the first pages, label lines (部门：…), code
lines above tables (471001 …), the titles of the tables. The file name is never
used: crawlers cut and mix them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from extract.wrapping import join_wrapped
from normalize.bodies import BODY
from normalize.folding import fold, fold_wide
from normalize.forms import head_fields
from normalize.places import place_of
from normalize.prose import ProseParagraph
from normalize.self_statements import bodies_told, kind_told, presented_by, signed_by, years_told
from normalize.tables import LogicalTable
from normalize.titles import (
    LABEL,
    QUALIFIER,
    STOP,
    SUBJECT,
    YEAR,
    YEAR_PHRASE,
    TitleSettings,
    body_in,
    cover_of,
    first_caption,
    is_title,
    largest_line,
    title_of,
)
from normalize.vocabulary import DocumentKind, Scope

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says it is."""

    title: str | None = None
    place: str | None = None
    """Province, city or district as the body's name begins, or 中央."""
    department: str | None = None
    department_code: str | None = None
    fiscal_year: int = 0
    """Year budgeted or accounted; 0 where unknown."""
    document_kind: DocumentKind = "other"
    scope: Scope | None = None


_YEAR_AND_KIND = re.compile(r"(?<!\d)(20\d\d)年(?:度)?[^\d]{0,8}?(预算(?!执行)|决算)")
#: 与2025年预算相比: not the year of the document.
_COMPARED_YEAR = re.compile(r"(?:与|比|较)20\d\d年|20\d\d\s*年(?=无[此该])")
_CODE_LINE = re.compile(
    r"^[\[(（【]?(?P<code>\d{3}(?:\d{3}){0,3}|\d{5})[\])）】]?\s*[-—–:：]?\s*(?P<name>[\u4e00-\u9fff（）()]{4,40})$"
)
_CODE_LABEL = re.compile(r"(?:部门|单位)(?:预算)?(?:编码|代码)\s*[:：]\s*(?P<code>\d{3,12})")
_UNITS = frozenset({"元", "万元", "亿元", "千元"})

_YEARS_OF_TABLES = re.compile(r"(?:(?<!\d)|预算年度[:：])(20\d\d)(?=\s*年|\s*$)")


def identify(
    paragraphs: Sequence[ProseParagraph],
    captions: Sequence[str],
    *,
    stated: Sequence[str] = (),
    headings: Iterable[str] = (),
    metadata_title: str | None = None,
    settings: TitleSettings | None = None,
) -> Identity:
    """Return the identity of a document.

    `captions` are all lines printed above its tables, in order; `stated` are
    lines that its tables make inside (`statements_of`), `headings` what their
    columns are called. The metadata title counts only where the document prints none of its own.

    Limitations: a file that prints nothing but tables without a line naming
    the body (seen in sets of tables published apart from their narrative)
    stays without a department.
    """
    chosen = settings or TitleSettings()
    cover = cover_of(paragraphs, chosen)
    title = title_of(cover, chosen)
    labels = _labelled([*cover[:30], *captions, *stated])
    codes = _coded([*captions, *stated])
    spoken = bodies_told(paragraphs)
    year = _fiscal_year(title, captions, cover, spoken) or years_told(paragraphs)
    if title is None and metadata_title and is_title(metadata_title, chosen) and _agrees(metadata_title, year):
        title = metadata_title.strip()
    title = title or first_caption(captions) or largest_line(paragraphs)
    title = join_wrapped((title,)) if title else None
    department = (
        _department(title, labels, codes)
        or _most(name for name, _ in spoken)
        or _department(None, Counter(), _coded(cover))
        or signed_by(paragraphs)
        or presented_by(cover)
    )
    department = _in_full(department, cover)
    about = title if title and SUBJECT.search(title) else None
    return Identity(
        title=title,
        place=_place(department, title, labels),
        department=department,
        department_code=_code(department, codes, [*captions, *stated]),
        fiscal_year=year,
        document_kind=_kind(
            about, [*captions, *(line for line in cover if not STOP.search(line))], headings, paragraphs
        ),
        scope=_scope(title, cover, captions),
    )


def statements_of(tables: Iterable[LogicalTable]) -> list[str]:
    """Return what tables say of the body inside their cells, as label lines and code lines.

    部门名称 | 某某局 in the head of a form; 单位编码 | 单位名称 in a list by units.
    """
    stated: list[str] = []
    for table in tables:
        head = table.rows[: table.head_rows or _HEAD_ROWS]
        stated += [f"{each.label}:{each.text}" for each in head_fields(head) if _OWN_LABEL.fullmatch(each.label)]
        columns = {fold(column.path[-1]): column.column_no for column in table.columns if column.path}
        code = next((columns[name] for name in _UNIT_CODES if name in columns), None)
        name = next((columns[name] for name in _UNIT_NAMES if name in columns), None)
        if code is not None and name is not None:
            stated += [f"{row.text(code)} {row.text(name)}" for row in table.rows[:_UNIT_ROWS]]
    return stated


_OWN_LABEL = re.compile(r"(?:预算)?(?:部门|单位)(?:\(单位\)|\(部门\))?(?:预算)?(?:名称|编码|代码)")
_UNIT_CODES = ("单位编码", "单位代码", "部门编码", "部门代码", "预算单位代码", "预算单位编码")
_UNIT_NAMES = ("单位名称", "部门名称", "预算单位名称", "单位(项目)名称", "单位名称(科目)", "预算单位")
_HEAD_ROWS = 6
"""Rows of a table without a known head in which a form names its body."""
_UNIT_ROWS = 6
"""Rows of a list by units that print the department and its first units."""


def _labelled(lines: Iterable[str]) -> Counter[str]:
    names: Counter[str] = Counter()
    for line in lines:
        for found in LABEL.finditer(line):
            name = QUALIFIER.sub("", fold_wide(found["name"]))
            if name not in _UNITS and BODY.match(name):
                names[name] += 1
    return names


def _coded(captions: Iterable[str]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for line in captions:
        match = _CODE_LINE.match(line.strip())
        if match and BODY.match(name := fold_wide(match["name"])):
            found[match["code"], name] += 1
    return found


def _department(title: str | None, labels: Counter[str], codes: Counter[tuple[str, str]]) -> str | None:
    if title and (body := body_in(title)):
        return body
    if labels:
        return labels.most_common(1)[0][0]
    if codes:
        return codes.most_common(1)[0][0][1]
    return None


def _in_full(department: str | None, cover: Sequence[str]) -> str | None:
    """Return the body's name with its place where the title leaves it out and the page's publisher has it."""
    if department is None or place_of(department):
        return department
    full = re.compile(
        rf"{_PUBLISHER}\s*[:：]?\s*(?P<name>[\u4e00-\u9fff]{{2,12}}{re.escape(department)})(?=\s|$|{_NEXT_LABEL})"
    )
    names = (found["name"] for line in [*cover, *map("".join, pairwise(cover))] if (found := full.search(line)))
    return next((name for name in names if place_of(name)), department)


_NEXT_LABEL = "责任|文号|关键|主题|发布|成文|索引|公开|信息|名称"
_PUBLISHER = r"(?:发布|发文|编制|公开)(?:机构|单位|部门|机关)"


def _code(department: str | None, codes: Counter[tuple[str, str]], captions: Sequence[str]) -> str | None:
    """Return the shortest code printed beside the department's own name."""
    if own := [code for (code, name) in codes if name == department]:
        return min(own, key=lambda code: (len(code), code))
    labelled = Counter(found["code"] for line in captions for found in _CODE_LABEL.finditer(line))
    return labelled.most_common(1)[0][0] if labelled else None


#: 关于提请批准某县本级财政决算草案的报告.
_SUBMITTED = re.compile(r"^(?:关于)?(?:提请)?(?:审议|审查|批准)?")


def _place(department: str | None, title: str | None, labels: Counter[str]) -> str | None:
    names = [department, title and _SUBMITTED.sub("", YEAR_PHRASE.sub("", fold_wide(title))), *labels]
    return next((place for name in names if name and (place := place_of(name))), None)


def _fiscal_year(
    title: str | None, captions: Sequence[str], cover: Sequence[str], spoken: Sequence[tuple[str, int]]
) -> int:
    if title and (both := _years_and_kinds(title)):
        return max(both)[0]
    if title and (found := YEAR.search(title)):
        return int(found.group(1))
    if any(year for _, year in spoken):
        return _most(year for _, year in spoken if year) or 0
    named = [int(year) for line in captions if "截" not in line for year in _YEARS_OF_TABLES.findall(line)]
    if not named:
        short = [line for line in cover if not STOP.search(line)]
        about = [line for line in short if SUBJECT.search(line)] or [line for line in short if _TOLD.search(line)]
        named = [int(found.group(1)) for line in about for found in YEAR.finditer(_COMPARED_YEAR.sub("", line))]
    return _most(named) or 0


def _years_and_kinds(title: str) -> list[tuple[int, str]]:
    """Return the years of 2025年决算和2026年预算, each with its word; nothing for one year."""
    found = [(int(year), word) for year, word in _YEAR_AND_KIND.findall(title)]
    return found if len({*YEAR.findall(title)}) > 1 else []


def _agrees(title: str, year: int) -> bool:
    """Tell whether a metadata title is of this document: templates keep the title of an older year."""
    found = YEAR.search(title)
    return year == 0 or (found is not None and int(found.group(1)) == year)


def _most(values: Iterable[_T]) -> _T | None:
    counted = Counter(values)
    return counted.most_common(1)[0][0] if counted else None


def _kind(
    about: str | None, captions: Sequence[str], headings: Iterable[str], paragraphs: Sequence[ProseParagraph]
) -> DocumentKind:
    if about and (both := _years_and_kinds(about)):
        return "final_accounts" if max(both)[1] == "决算" else "budget"
    if about:
        return "final_accounts" if "决算" in fold(about) else "budget"
    stated = Counter(found.group(1) for line in captions for found in _STATED.finditer(fold(line)))
    if stated:
        return "final_accounts" if stated["决算"] > stated["预算"] else "budget"
    counts = Counter("决算" if "决算" in fold(line) else "预算" for line in captions if SUBJECT.search(line))
    if not counts and (told := [fold(line) for line in captions if _SHEET.search(fold(line))]):
        return "final_accounts" if any("决算" in line for line in told) else "budget"
    if not counts and (columns := [found.groups() for text in headings if (found := _COLUMN.search(fold(text)))]):
        latest = max(year for year, _ in columns)
        return "final_accounts" if (latest, "决算") in columns else "budget"
    if not counts or counts.total() * 4 < len(captions):
        # Goals are set with the budget; what became of them is a self-evaluation (自评).
        return "budget" if any(_GOALS.search(fold(line)) for line in captions) else kind_told(paragraphs)
    return "final_accounts" if counts["决算"] > counts["预算"] else "budget"


#: 第二部分 某局2026年度部门预算表: says it whatever the names of the tables below.
_STATED = re.compile(r"20\d\d年?(?:度)?(?:本)?(?:部门|单位)(?:综合)?(预算|决算)(?!单位|管理)")
#: What a document without budget or accounts in its title may be of.
_TOLD = re.compile(r"绩效|自评|评价|三公|公开$|情况表|转移支付")
_COLUMN = re.compile(r"^(本年|20\d\d年)度?(预算|决算)数")
#: 某某区“三公”经费预算支出表: 预算 there is no part of the name of a fund.
_SHEET = re.compile(r"(?:经费|收支|收入|支出)(?:预算|决算)(?:收支|收入|支出)?(?:总|情况|明细|汇总)?表")
_GOALS = re.compile(r"绩效目标(?:申报)?表|20\d\d年(?:度)?(?:部门|单位)?预算项目(?:支出)?绩效目标")


def _scope(title: str | None, cover: Sequence[str], captions: Sequence[str]) -> Scope | None:
    text = fold(title or "")
    # 市本级部门预算 is of all departments of a city, 某局本级预算 of the bureau alone.
    if re.search(r"本级\)|(?<![省市区县州旗])本级(?=20|[预决]算)|机关20|机关$|单位预算|单位决算|单位\d", text):
        return "unit"
    if re.search(r"汇总|部门(?:综合)?(?:\"?三公\"?经费)?(?:预算|决算)|部门\d", text):
        return "department"
    lines = fold("\n".join([*cover[:60], *captions]))
    unit, department = (len(re.findall(f"{word}(?:综合)?(?:预算|决算|概况|收支)", lines)) for word in ("单位", "部门"))
    if unit == department:
        # Departments and units alike write 本单位.
        return "department" if "本部门" in lines and "本单位" not in lines else None
    return "unit" if unit > department else "department"
