"""Read the target of a performance indicator: operator, number or range, unit, date.

Two layouts: all in one 指标值 cell (>=90%), or operator and unit in columns of
their own (指标性质, 度量单位).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from normalize.folding import REMEMBERED
from normalize.money import rounded
from normalize.numbering import chinese_number
from normalize.vocabulary import Operator


@dataclass(frozen=True, slots=True)
class Target:
    """A parsed target."""

    operator: Operator | None = None
    """None where the cell is blank; "text" where the target is no number and no date."""
    value: Decimal | None = None
    """The number; lower end of a range."""
    value_high: Decimal | None = None
    """Upper end of a range."""
    date: str | None = None
    """ISO date or year-month by which it is due."""
    unit: str | None = None


#: LaTeX left by converters of scanned pages (seen as "$\geq 150\%$" on one page of a text dump).
_LATEX = (
    (re.compile(r"\\(?:geqslant|geqq|geq|ge)(?![a-z])"), ">="),
    (re.compile(r"\\(?:leqslant|leqq|leq|le)(?![a-z])"), "<="),
    (re.compile(r"\\(?:gt)(?![a-z])"), ">"),
    (re.compile(r"\\(?:lt)(?![a-z])"), "<"),
    (re.compile(r"\\(?:sim|approx)(?![a-z])"), "~"),
    (re.compile(r"\\(?:text|mathrm|mathbf)\s*\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\([%,;!~ ])"), r"\1"),
    (re.compile(r"[${}]"), ""),
)
_SIGNS = str.maketrans(
    {"≥": ">=", "≧": ">=", "⩾": ">=", "≤": "<=", "≦": "<=", "⩽": "<=", "−": "-", "﹣": "-", "〉": ">", "〈": "<"}
)
_DASHES = str.maketrans("—–～﹪，∶", "--~%,:")

#: Longest first; 达到 promises equality, the suffix 以上 may still change it.
_OPERATORS: tuple[tuple[str, Operator], ...] = (
    (r">=|=>|大于(?:或)?等于|不(?:得)?(?:低|少|小)于|至少|最低|(?:保持|稳定)在(?=.*以上)", ">="),
    (r"<=|=<|小于(?:或)?等于|不(?:得)?(?:超过|超出|高于|大于|多于)|至多|最多|控制在(?=.*以[内下])", "<="),
    (r">|大于|超过|高于|多于", ">"),
    (r"<|小于|低于|少于", "<"),
    (r"==?|等于|达到|达|为", "="),
)
_PREFIX = re.compile("|".join(f"(?P<o{n}>{words})" for n, (words, _) in enumerate(_OPERATORS)))
_SUFFIX: tuple[tuple[re.Pattern[str], Operator], ...] = (
    (re.compile(r"[(]?(?:及|或|含|\(含\))?[)]?以上$"), ">="),
    (re.compile(r"(?:及|或|\(含\))?(?:以下|以内|之内|内)$"), "<="),
    (re.compile(r"(?:左右|上下)$"), "="),
)
#: Columns that state the operator in words; 正向 means the more the better, 反向 the less.
_NAMED_OPERATOR: dict[str, Operator] = {
    "大于等于": ">=", "小于等于": "<=", "大于": ">", "小于": "<", "等于": "=", "正向": ">=", "正向指标": ">=",
    "反向": "<=", "反向指标": "<=", "逆向": "<=", "逆向指标": "<=", "定性": "text", "定性指标": "text",
    ">=": ">=", "<=": "<=", "=": "=", ">": ">", "<": "<", "=>": ">=", "=<": "<=",
}  # fmt: skip
_TOO_MUCH = 10**12
"""A published target has no room for more digits before its point; so many are a code or glued columns."""
_BLANK = frozenset({"", "-", "--", "---", "/", "\\", "无单位"})

_NUMBER = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
#: A measure word, its alternative in brackets (台(套)), or the whole unit in brackets ((%)).
_UNIT = (
    r"(?:\((?P<bracketed>[^()\d]{1,8})\)"
    r"|(?P<unit>[%‰]|[mM][23]|[^\d\s()<>=,;:。，；~、-]{0,12}(?:(?<=[^\s\d])\([^()\d]{1,4}\))?))"
)
_UNIT_LOW = r"(?:[%‰]|[mM][23]|\(%\)|[^\d\s()<>=,;。，；~、-]{0,6})"
_AMOUNT = re.compile(rf"(?P<number>{_NUMBER}){_UNIT}")
_RANGE = re.compile(rf"(?P<low>{_NUMBER}){_UNIT_LOW}(?:-|~|至|到)(?P<high>{_NUMBER}){_UNIT}")
_BOTH_ENDS = re.compile(rf">=?(?P<low>{_NUMBER}){_UNIT_LOW}(?:且|,|;|、|并|和)?<=?(?P<high>{_NUMBER}){_UNIT}")
_PLUS_MINUS = re.compile(rf"(?:±|\+/?-)(?P<number>{_NUMBER}){_UNIT}")
#: 完成率>=95%, 专家数不少于600个, 回复率100%: a label may stand before a comparison, before a bare number only a rate.
_LABELLED = re.compile(
    r"[^\d<>=%,;]{1,20}?:?(?=[<>=]|(?:不(?:得)?(?:低|少|小|高|大|多)于|不(?:得)?超过|至少|至多)\d)"
    r"|[^\d<>=%,;]{0,19}(?:率|比例|比重|占比|满意度):?(?=\d+(?:\.\d+)?%$)"
)
_ADVERB = re.compile(r"^(?:约|共计|共|累计|全年|每年|年均|平均|总计|合计)")
#: A word after the number that says no more than "done".
_DONE = re.compile(r"(?<=[%分])(?:完成|达标|合格|覆盖|及格|到位|支付|按时完成)$")
#: What things are counted or measured in, for places where any other word would be taken for a unit.
_MEASURE = (
    r"(?:[万亿]?(?:元|人次?|户|亩|吨|斤|公斤|册|株|字|平方米|立方米|千瓦时|[km]?m[23]?)|人天|人日|车次|班次|批次|场次|台套|"
    r"工作日|小时|分钟|平方公里|公里|千米|公顷|[个家次场期批项台套辆部种类处座所名位支件份篇条幅间栋宗箱例天日周月年秒分倍米])"
)
#: 10余次, 20多场: more than that; 10多媒体教室 and 3多部门会议 are ten and three of something.
_OVER = re.compile(rf"({_NUMBER})[余多](?={_MEASURE})(?!部门)")
#: 两次, 十场: a count in Chinese numerals with its measure word and nothing else.
_SPELT = re.compile(r"(?P<count>[一二两三四五六七八九十]{1,3})(?P<unit>[次个支场家项批期份部套篇件台名人])")
#: Says that a Chinese tail is a sentence and no unit.
_NO_UNIT = re.compile(r"[是的了在与和及按将并已被后前完成达标提开]")

_DAY = re.compile(r"(?P<y>(?:19|20)\d\d)(?:年|-|/|\.)(?P<m>1[0-2]|0?[1-9])(?:月|-|/|\.)(?P<d>3[01]|[12]\d|0?[1-9])日?")
_MONTH = re.compile(r"(?P<y>(?:19|20)\d\d)(?:年|-|/|\.)(?P<m>1[0-2]|0?[1-9])月?(?:份|底|末|初|中旬|下旬|上旬)*")
_YEAR_END = re.compile(r"(?P<y>(?:19|20)\d\d)年(?:度)?(?:底|末|内|年底|年末|年内)")
_AFTER_FIGURES = re.compile(r"[前之以底末内止完至年月日]")
_BEFORE = re.compile(r"^(?:之)?(?:前|以前|内|底前|止)")
_DATE_LEAD = re.compile(r"^(?:截至|截止|至|到|于|在|完成时间|时间|[<=])+:?")
_BARE_MONTH = re.compile(r"^(?P<op><=|<|=|>=)?(?P<m>1[0-2]|0?[1-9])月(?:份|底|末)*(?:之?前|以前|内)")


def parse_target(text: str | None, *, operator_text: str | None = None, unit_text: str | None = None) -> Target:
    r"""Return what the 指标值 cell promises, with help of an operator column and a unit column.

    A number without an operator means `=`; an operator printed in the cell beats
    the one of the column. Nothing is guessed from sentences: they are `text`.

    >>> parse_target(r"$\geq 150\%$")
    Target(operator='>=', value=Decimal('150'), value_high=None, date=None, unit='%')
    >>> parse_target("2020年3月底前完成").date
    '2020-03'
    """
    flat = _flatten(text or "")
    named = _named(operator_text)
    unit = _unit_of_column(unit_text)
    if flat in _BLANK:
        return Target()
    if named == "text":
        return Target("text", unit=unit)
    found = _date(flat) or _range(flat) or _number(flat)
    if found is None or any(each is not None and abs(each) >= _TOO_MUCH for each in (found.value, found.value_high)):
        return Target("text", unit=unit)
    operator, value = found.operator, found
    if named is not None and operator != "range" and not _states_operator(flat):
        operator = named
    return Target(operator, value.value, value.value_high, value.date, value.unit or unit)


#: 覆盖率（%）, 对接企业数量（个）, 推介会频次（次/年）: the name of an indicator may end with its unit.
_NAMED_UNIT = re.compile(
    rf"\((?P<unit>(?:[%‰]|{_MEASURE})"
    r"(?:/[\u4e00-\u9fff]{1,3})?)\)[.。]?$"
)


def with_named_unit(target: Target, name: str | None) -> Target:
    """Return a number without a unit with the one that the indicator's name ends with.

    >>> with_named_unit(parse_target("≥80"), "项目落地率（%）").unit, with_named_unit(parse_target("≥5"), "服务（平台）").unit
    ('%', None)
    """
    if target.value is None or target.unit is not None:
        return target
    found = _NAMED_UNIT.search(_flatten(name or ""))
    return replace(target, unit=found["unit"]) if found else target


@lru_cache(REMEMBERED)
def _flatten(text: str) -> str:
    out = text
    for pattern, plain in _LATEX:
        out = pattern.sub(plain, out)
    out = unicodedata.normalize("NFKC", out.translate(_SIGNS)).translate(_SIGNS)
    out = re.sub(r"^》(?=\s*\d)", ">", re.sub(r"^《(?=\s*\d)", "<", out.strip()))  # typed for > and <
    out = re.sub(r"\s+", "", out).translate(_DASHES)
    return re.sub(r"-{2,}", "-", out).strip("。;；,") if out.strip("-") else ""


def _named(text: str | None) -> Operator | None:
    return _NAMED_OPERATOR.get(_flatten(text or ""))


def _states_operator(flat: str) -> bool:
    return bool(_PREFIX.match(flat)) or any(pattern.search(flat) for pattern, _ in _SUFFIX)


def _unit_of_column(text: str | None) -> str | None:
    flat = re.sub(r"^\((.*)\)$", r"\1", _flatten(text or ""))
    return None if flat in _BLANK or flat == "无" else flat


def _date(flat: str) -> Target | None:
    month = _BARE_MONTH.match(flat)
    if month and len(flat) - month.end() <= 6:
        return Target("<=", Decimal(month["m"]), unit="月")
    lead = _DATE_LEAD.match(flat)
    body = flat[lead.end() :] if lead else flat
    for pattern in (_DAY, _MONTH, _YEAR_END):
        found = pattern.match(body)
        if found is None:
            continue
        tail = body[found.end() :]
        if re.search(r"\d", tail) or len(tail) > 12:
            return None
        if tail and not re.search("[年月日]", found[0]) and not _AFTER_FIGURES.match(tail):
            return None  # 2001.01% and 2012.10万元 are numbers
        parts = found.groupdict()
        iso = "-".join(
            [parts["y"], f"{int(parts.get('m') or 12):02d}", *([f"{int(parts['d']):02d}"] if "d" in parts else [])]
        )
        due = bool(_BEFORE.match(tail)) or pattern is _YEAR_END or "<" in flat[:2] or re.match(r"[底末]", found[0][-1:])
        return Target("<=" if due else "=", date=iso)
    return None


def _range(flat: str) -> Target | None:
    bare = _ADVERB.sub("", flat)
    if found := _PLUS_MINUS.fullmatch(bare):
        number = _decimal(found["number"])
        return Target("range", -number, number, unit=_unit(found))
    bare = re.sub(r"^(?:=|达到|为|介于|控制在|保持在)", "", bare)
    bare = re.sub(r"(?:之间|以内|以上|左右)$", "", bare)
    found = _BOTH_ENDS.fullmatch(bare) or _RANGE.fullmatch(bare)
    if found is None:
        return None
    unit = _unit(found)
    low, high = _decimal(found["low"]), _decimal(found["high"])
    return Target("range", low, high, unit=unit) if low <= high and _is_unit(unit) else None


def _number(flat: str) -> Target | None:
    operator: Operator = "="
    stated = False
    body = _ADVERB.sub("", flat)
    if labelled := _LABELLED.match(body):
        body = body[labelled.end() :]
    if found := _PREFIX.match(body):
        operator, stated, body = _operator(found), True, body[found.end() :]
        body = _ADVERB.sub("", body)
    for pattern, meant in _SUFFIX:
        if ending := pattern.search(body):
            body = body[: ending.start()]
            if not stated or operator == "=":
                operator = meant
            break
    body = _DONE.sub("", body)
    if over := _OVER.match(body):
        body = over[1] + body[over.end() :]
        operator = operator if stated else ">"
    if spelt := _SPELT.fullmatch(body):
        count = chinese_number(spelt["count"])
        return Target(operator, Decimal(count), unit=spelt["unit"]) if count else None
    amount = _AMOUNT.fullmatch(body)
    if amount is None:
        return None
    unit = _unit(amount)
    return Target(operator, _decimal(amount["number"]), unit=unit) if _is_unit(unit) else None


def _operator(found: re.Match[str]) -> Operator:
    return next(meant for n, (_, meant) in enumerate(_OPERATORS) if found[f"o{n}"] is not None)


def _unit(found: re.Match[str]) -> str | None:
    return found["bracketed"] or found["unit"] or None


def _is_unit(unit: str | None) -> bool:
    return unit is None or (len(unit) <= 4 or "/" in unit or not _NO_UNIT.search(unit))


def _decimal(digits: str) -> Decimal:
    """Return the number with the six decimals that are published at most."""
    return rounded(Decimal(digits.replace(",", "")), 6)
