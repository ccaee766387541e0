"""Find the sums of money in a text: 8250.28万元, 100 万 (defect), 3亿元, 两万元, 预算为0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from normalize.numbering import chinese_number

_CENT = Decimal("0.01")
_TOO_MUCH = Decimal(10) ** 16
"""Yuan; what a published column has no room for. Digits so many are an account number or glued columns."""
_YUAN = {
    "元": 1,
    "千元": 1_000,
    "万元": 10_000,
    "百万元": 1_000_000,
    "千万元": 10_000_000,
    "亿元": 100_000_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}

#: One character for one, so that positions in the narrow text are positions in the printed text.
_NARROW = str.maketrans(
    "０１２３４５６７８９，．：；（）％－−＋＂　﹪",
    '0123456789,.:;()%--+"\u0020%',
)
_WIDE = re.compile("[" + "".join(map(chr, _NARROW)) + "]")

_NUM = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
#: Letters set apart, as justified lines print them: 1 6 , 4 1 0 . 7 1万元.
_APART = r"\d(?:\s[\d.,]){3,}"
_UNIT = r"(?:(?:亿|千万|百万|万|千)元|元(?![旦月素件老宵])|亿(?!元)|千万(?!元)|百万(?!元)|万(?!元))"
_MENTION = re.compile(
    rf"(?<![\d.A-Za-z])(?P<sign>(?<![\d%元万亿年月-])[-])?\s?(?P<number>{_APART}|{_NUM})\s*(?P<unit>{_UNIT})"
    rf"(?:(?P<tail>\d+(?:\.\d+)?)\s*(?P<tail_unit>万元|元))?"
)
_CHINESE = re.compile(
    r"(?<![\u4e00-\u9fff\d])(?P<lead>[约近达])?(?P<number>[一二两三四五六七八九十百]{1,5})(?P<unit>万元|亿元|千元)|(?<=[为近约达过于])(?P<number2>[一二两三四五六七八九十百]{1,5})(?P<unit2>万元|亿元|千元)"
)
#: 5-10万元, 30、20、10万元, 30/20万元: numbers whose unit stands behind the last.
_SHARED = re.compile(rf"(?<![\d.、:;；])(?:{_NUM}\s*[-~—、/至]\s*)+$")
#: A bare 万 or 亿 is money where a mark or one of these words follows; else it counts people, pieces, mu.
_AFTER_BARE = re.compile(r"^\s*(?:$|[,.。;；、:：)）!！]|以上|以下|左右|的?资金|用于|其中|和|及)")
_MONEY_WORD = re.compile(
    r"资金|经费|预算|金额|费|收入|支出|投资|补助|奖励|拨款|款|价|基金|成本|贷款|债|增收|减收|短收|增支|减支"
)
#: 预算为0: a zero needs no unit. Only after a word of money, and not where a unit follows.
_ZERO = re.compile(
    r"(?<=[预算支出收入经费额款金用]{2})(?:均?为|是|:)?\s*(?P<number>0(?:\.0+)?)(?=\s*(?:[,。;；、)）]|$))"
)
_CLAUSE = re.compile(r"[,。;；、:：()（）]")


@dataclass(frozen=True, slots=True)
class Mention:
    """One sum of money in a text."""

    start: int
    end: int
    """text[start:end] is the number with its unit."""
    text: str
    """As printed."""
    yuan: Decimal
    """Unsigned, rounded half to even to 0.01."""
    negative: bool = False


def narrow(text: str) -> str:
    """Return the text with full-width digits and marks narrow, of the same length."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def mentions_in(text: str) -> list[Mention]:
    """Return the sums of money a text names, in printed order.

    万 without 元 is read as 万元 where nothing countable follows and the clause
    speaks of money. 万人, 亿件, 万平方米 and percentages are no money.

    >>> [(each.text, str(each.yuan)) for each in mentions_in("预算资金100万，服务300万人次")]
    [('100万', '1000000.00')]
    """
    flat = narrow(text)
    found = [*_with_unit(text, flat), *_chinese(text), *_zeros(text, flat)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Mention] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _with_unit(text: str, flat: str) -> Iterator[Mention]:
    for found in _MENTION.finditer(flat):
        unit = found["unit"]
        if not unit.endswith("元") and found["tail"] is None and not _is_money(flat, found):
            continue
        value = _decimal(found["number"]) * _YUAN[unit]
        if found["tail"]:
            value += _decimal(found["tail"]) * _YUAN[found["tail_unit"]]
        if value >= _TOO_MUCH:
            continue
        start = found.start("sign") if found["sign"] else found.start("number")
        yield from _sharing(text, flat, found.start("number"), unit)
        yield Mention(start, found.end(), text[start : found.end()], _cents(value), bool(found["sign"]))


def _sharing(text: str, flat: str, start: int, unit: str) -> Iterator[Mention]:
    """Yield the numbers before `start` that share its unit."""
    shared = _SHARED.search(flat[:start])
    if shared is None or (not flat[: shared.start()].strip() and re.fullmatch(r"\d{1,2}\s*、\s*", shared[0])):
        return  # "1、100万元用于…" begins with an ordinal
    for number in re.finditer(_NUM, shared[0]):
        value = _decimal(number[0])
        if value * _YUAN[unit] >= _TOO_MUCH:
            continue
        if 1900 < value < 2100 and unit in ("万元", "万", "元"):
            continue  # 2018-2019年 was cut from its 年 by a wrap; years are no sums
        begin = shared.start() + number.start()
        yield Mention(begin, begin + len(number[0]), text[begin : begin + len(number[0])], _cents(value * _YUAN[unit]))


def _chinese(text: str) -> Iterator[Mention]:
    for found in _CHINESE.finditer(text):
        group = "number" if found["number"] else "number2"
        value = chinese_number(found[group])
        if value:
            start = found.start(group)
            unit = found["unit"] or found["unit2"]
            yield Mention(start, found.end(), text[start : found.end()], _cents(Decimal(value) * _YUAN[unit]))


def _zeros(text: str, flat: str) -> Iterator[Mention]:
    for found in _ZERO.finditer(flat):
        start, end = found.span("number")
        yield Mention(start, end, text[start:end], Decimal("0.00"))


def _is_money(flat: str, found: re.Match[str]) -> bool:
    """Tell whether a bare 万 or 亿 means yuan: the clause says so, or the number is printed to the cent."""
    if not _AFTER_BARE.match(flat[found.end() :]):
        return False
    clause = _CLAUSE.split(flat[: found.start()])[-1]
    return bool(_MONEY_WORD.search(clause) or re.search(r"\.\d\d$", found["number"]))


def _decimal(digits: str) -> Decimal:
    return Decimal(re.sub(r"[,\s]", "", digits))


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, rounding=ROUND_HALF_EVEN)
