"""Code lists of the state budget: which list a code is from, its level, its parent, its official name.

    functional            类|款|项, 3, 5 or 7 digits, classes 201…234
    department_economic   部门预算支出经济分类, 类|款 in 3 or 5 digits, classes 301…313 and 399;
                          some places append two digits of their own
    government_economic   政府预算支出经济分类, the same with classes 501…514 and 599
    unit                  codes of departments and units, given by each finance bureau

The lists lie in `normalize/data`, each row with source and trust. They name
what is known, not all that may be printed: an absent code is no error.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

from normalize.folding import REMEMBERED, fold
from normalize.vocabulary import CodeScheme

#: Order in which a row's classifications speak for it, whatever is printed first.
SCHEME_ORDER: tuple[CodeScheme, ...] = ("functional", "department_economic", "government_economic", "unit")

_FILES: dict[CodeScheme, str] = {
    "functional": "functional.csv",
    "department_economic": "economic_department.csv",
    "government_economic": "economic_government.csv",
}
_LEVELS = {3: 1, 5: 2, 7: 3}

#: Classes in use since 2015; 234 came in 2020, 208…229 were renamed more than once.
_PATTERNS: dict[CodeScheme, re.Pattern[str]] = {
    "functional": re.compile(r"2(?:0[1-9]|1[0-9]|2[0-9]|3[0-9])(?:\d\d){0,2}"),
    "department_economic": re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d\d){0,2}"),
    "government_economic": re.compile(r"5(?:0[1-9]|1[0-5]|99)(?:\d\d){0,2}"),
}
_UNIT = re.compile(r"\d{3,15}")
#: Without a header that says so; longer ones are codes of projects (pages print up to 21 digits).
_BARE_UNIT = re.compile(r"\d{6}(?:\d{3})?")
_PROJECT_HEADER = re.compile(r"项目(?:代码|编码|编号|名称)")

_UNIT_HEADER = re.compile(r"(?:单位|部门|机构)(?:\((?:项目|单位|部门)\))?(?:代码|编码|名称|编号)|^(?:预算)?单位$")
#: Units stand above the functions of their money in one column of codes: 单位代码/科目编码.
_EITHER_CODE = re.compile(
    r"(?:单位|部门)(?:代码|编码)[/、(或](?:功能|支出)?科目(?:代码|编码)|科目(?:代码|编码)[/、(或](?:单位|部门)(?:代码|编码)"
)
_DEPARTMENT_HEADER = re.compile(r"部门(?:预算)?(?:支出)?经济|部门经济")
_GOVERNMENT_HEADER = re.compile(r"政府(?:预算)?(?:支出)?经济|政府经济")
_FUNCTIONAL_HEADER = re.compile(r"功能")
_ECONOMIC_HEADER = re.compile(r"经济")


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list."""

    code: str
    name: str
    level: int
    parent: str | None
    years: str
    """Years it is known to be in force, e.g. 2018–2026."""
    trust: str
    """high, medium or low."""


@cache
def read_list(name: str) -> tuple[Mapping[str, str], ...]:
    """Return the rows of a list in `normalize/data`, by column name."""
    text = files("normalize").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(MappingProxyType(row) for row in csv.DictReader(text.splitlines()))


@cache
def code_list(scheme: CodeScheme) -> Mapping[str, tuple[Code, ...]]:
    """Return the entries of a scheme by code; several where the name changed, none for units."""
    entries: dict[str, list[Code]] = {}
    for row in read_list(_FILES[scheme]) if scheme in _FILES else ():
        entry = Code(row["code"], row["name"], int(row["level"]), row["parent"] or None, row["years"], row["trust"])
        entries.setdefault(entry.code, []).append(entry)
    return MappingProxyType({code: tuple(each) for code, each in entries.items()})


def names_of(code: str, scheme: CodeScheme) -> tuple[str, ...]:
    """Return every known official name of a code, the present one first, () if it is not listed.

    >>> names_of("210", "functional")
    ('卫生健康支出', '医疗卫生与计划生育支出')
    """
    names = [entry.name for entry in code_list(scheme).get(code, ())]
    if scheme == "functional":
        names += [row["old_name"] for row in read_list("functional_renames.csv") if row["code"] == code]
    return tuple(dict.fromkeys(name for name in names if name))


def level_of(code: str, scheme: CodeScheme) -> int | None:
    """Return 1 for 类, 2 for 款, 3 for 项 (or a place's own digits below an economic 款); None for units.

    >>> level_of("2080505", "functional"), level_of("30211", "department_economic"), level_of("471001", "unit")
    (3, 2, None)
    """
    return _LEVELS.get(len(code)) if scheme in _FILES else None


def parent_of(code: str, scheme: CodeScheme) -> str | None:
    """Return the code one level above, None for a 类 and for units.

    >>> parent_of("2080505", "functional")
    '20805'
    """
    level = level_of(code, scheme)
    return code[:-2] if level is not None and level > 1 else None


@lru_cache(REMEMBERED)
def scheme_of(code: str, header: str = "") -> CodeScheme:
    """Return the scheme a printed code is from.

    The digits decide; the header is asked where several schemes fit (unit
    codes such as 201001 or 301 look like classes).

    >>> scheme_of("2080505"), scheme_of("30211"), scheme_of("50502"), scheme_of("471001")
    ('functional', 'department_economic', 'government_economic', 'unit')
    >>> scheme_of("301", "单位编码")
    'unit'
    """
    if _EITHER_CODE.search(fold(header)):
        return "functional" if _PATTERNS["functional"].fullmatch(code) else "unit" if _UNIT.fullmatch(code) else "none"
    named = header_scheme(header)
    if named == "unit" and _UNIT.fullmatch(code):
        return "unit"
    if named is None and _PROJECT_HEADER.search(fold(header)):
        # 单位/项目名称: units of three, six or nine digits stand above projects, whose codes are longer.
        return "unit" if re.search("单位|部门", header) and re.fullmatch(r"(?:\d{3}){1,3}", code) else "none"
    for scheme, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return scheme
    return "unit" if _BARE_UNIT.fullmatch(code) else "none"


def header_scheme(header: str) -> CodeScheme | None:
    """Return the scheme the header of a code or name column names, None where it names none.

    >>> header_scheme("支出功能分类科目/科目编码"), header_scheme("部门预算支出经济分类科目")
    ('functional', 'department_economic')
    """
    folded = fold(header)
    if _EITHER_CODE.search(folded):
        return None
    if _GOVERNMENT_HEADER.search(folded):
        return "government_economic"
    if _DEPARTMENT_HEADER.search(folded):
        return "department_economic"
    if _FUNCTIONAL_HEADER.search(folded):
        return "functional"
    if _ECONOMIC_HEADER.search(folded):
        return "department_economic"
    if _UNIT_HEADER.search(folded):
        return "unit"
    return None


def procurement_name(code: str, *, edition: Literal[2013, 2022]) -> str | None:
    """Return the name a procurement catalogue gives a code; the two editions use equal codes for unlike things.

    >>> procurement_name("A02010104", edition=2013), procurement_name("A02010104", edition=2022)
    ('台式计算机', '服务器')
    """
    return _catalogue(edition).get(code)


@cache
def _catalogue(edition: Literal[2013, 2022]) -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["name"] for row in read_list(f"procurement_{edition}.csv")})


_BRACKETED = re.compile(r"\[(\d{3,15})\]-?(.*)")
_DASHED = re.compile(r"(\d{3,15})[-_:：.、](\D.*)")
_GLUED = re.compile(r"(\d{3}|\d{5}|\d{7})([^\d.,%:：、/-].*)")
#: 工资福利支出[301] (广东); a listed code alone, for brackets behind a name hold years and numbers too.
_BEHIND = re.compile(r"([^\d\[(][^\[]*)[\[(](\d{3}|\d{5}|\d{7})[\])]")
_DIGITS = re.compile(r"\d{1,15}")
#: 201-08-01 and 201.08.01; with one point it would be an amount, with four figures in front a date.
_PARTED = re.compile(r"\d{3}(?:-\d\d){1,2}|\d{3}\.\d\d\.\d\d")


@lru_cache(REMEMBERED)
def split_code(text: str) -> tuple[str | None, str | None]:
    """Return code and name of a label that may carry both; either is None where absent.

    >>> split_code("[2080501]行政单位离退休")
    ('2080501', '行政单位离退休')
    >>> split_code("30207邮电费"), split_code("2050305-高等职业教育"), split_code("201 03 01")
    (('30207', '邮电费'), ('2050305', '高等职业教育'), ('2010301', None))
    >>> split_code("工资福利支出[301]"), split_code("国道（318）")
    (('301', '工资福利支出'), (None, '国道（318）'))
    >>> split_code("商品和服务支出(2026年)[302]"), split_code("其他（2）支出[399]")
    (('302', '商品和服务支出(2026年)'), ('399', '其他（2）支出'))
    >>> split_code("201-08-01"), split_code("201.08")
    (('2010801', None), (None, '201.08'))
    >>> split_code("一、一般公共服务支出"), split_code("2024年预算数")
    ((None, '一、一般公共服务支出'), (None, '2024年预算数'))
    """
    folded = fold(text)
    if not folded:
        return None, None
    if _DIGITS.fullmatch(folded):
        return folded, None
    if _PARTED.fullmatch(folded):
        return re.sub(r"[.-]", "", folded), None
    for pattern in (_BRACKETED, _DASHED, _GLUED):
        found = pattern.fullmatch(folded)
        if found is None:
            continue
        code, rest = found.group(1), found.group(2)
        if pattern is _GLUED and not _names_class(code, rest):
            continue
        return code, _after_code(text, code, rest)
    if (behind := _BEHIND.fullmatch(folded)) and behind[1][:2] in {
        name[:2] for name in names_of(behind[2], scheme_of(behind[2]))
    }:
        return behind[2], re.sub(r"[\[［【(（][^\[［【(（]*$", "", text).strip()
    return None, text.strip()


def _names_class(code: str, rest: str) -> bool:
    """Tell whether digits right before a text are its code; three digits need a 类 named like it (301医院 is none)."""
    scheme = scheme_of(code)
    if scheme == "none":
        return False
    return len(code) > 3 or any(rest[:2] == name[:2] for name in names_of(code, scheme))


def _after_code(text: str, code: str, rest: str) -> str | None:
    """Return the printed text behind the code; `rest` where spaces inside the code hide where it ends."""
    if not rest:
        return None
    found = _printed_code(len(code)).match(text)
    return text[found.end() :].strip() if found else rest


@cache
def _printed_code(length: int) -> re.Pattern[str]:
    """Return the pattern of a code of so many digits as printed, with the marks around it."""
    return re.compile(rf"\s*[\[［【]?\s*(?:\d\s*){{{length}}}[\]］】]?\s*[-—－_:：.、]?\s*")
