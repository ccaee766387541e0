"""Read the ordinal a line begins with: 第一部分, 一、, （二）, 3., （4）, ⑤, Ⅵ、."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Style: TypeAlias = Literal[
    "part", "chapter", "section", "chinese", "chinese_bracket", "roman", "arabic_comma", "arabic_dot",
    "arabic_bracket", "arabic_half_bracket", "circled",
]  # fmt: skip

#: Depth at which each style is customary (GB/T 9704: 一、 > （一） > 1. > （1）). Only the order counts.
RANK: dict[Style, int] = {
    "part": 0,
    "chapter": 1,
    "section": 2,
    "chinese": 3,
    "roman": 3,
    "chinese_bracket": 4,
    "arabic_comma": 5,
    "arabic_dot": 5,
    "arabic_bracket": 6,
    "arabic_half_bracket": 6,
    "circled": 7,
}

_CHINESE = "〇零一二三四五六七八九十百"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = {roman: value for value, roman in enumerate(("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ"), 1)}

#: Patterns over the line with full-width digits, dots and brackets already narrow (one character for one).
_PATTERNS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第\s*([{_CHINESE}]+|\d{{1,2}})\s*部\s*分\s*[::、]?")),
    ("chapter", re.compile(rf"第\s*([{_CHINESE}]+|\d{{1,2}})\s*章\s*[::、]?")),
    ("section", re.compile(rf"第\s*([{_CHINESE}]+|\d{{1,2}})\s*节\s*[::、]?")),
    # 八：政府性基金… stands among 七、 and 九、 in many tables of contents.
    ("chinese", re.compile(rf"([{_CHINESE}]{{1,4}})\s*(?:[、.]|:(?=\s*[\u4e00-\u9fff]))")),
    # 一)2025年收支总表: some leave the first bracket out.
    ("chinese_bracket", re.compile(rf"\(?\s*([{_CHINESE}]{{1,4}})\s*\)[、.]?")),
    ("roman", re.compile(rf"([{''.join(_ROMAN)}])\s*[、.]")),
    ("arabic_comma", re.compile(r"(\d{1,3})\s*、")),
    # "1.2026年…" is an ordinal before a year, "2.39万元" is an amount.
    ("arabic_dot", re.compile(r"(\d{1,2})\s*\.(?!\d(?!\d{3}\s*年))")),
    ("arabic_bracket", re.compile(r"\(\s*(\d{1,2})\s*\)[、.]?")),
    ("arabic_half_bracket", re.compile(r"(\d{1,2})\s*\)")),
    ("circled", re.compile(rf"([{_CIRCLED}])[、.]?")),
)

_NARROW = str.maketrans("０１２３４５６７８９．（）：﹒〔〕［］", "0123456789.():.()()")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """The number a line begins with."""

    text: str
    """As printed, with its punctuation, without white space around it."""
    style: Style
    value: int
    rest: str
    """The line after the ordinal, without leading white space."""

    @property
    def rank(self) -> int:
        """Customary depth of the style; smaller is higher."""
        return RANK[self.style]


@lru_cache(1 << 13)
def parse_ordinal(line: str) -> Ordinal | None:
    """Return the ordinal the line begins with, or None.

    >>> parse_ordinal("（二）机构设置")
    Ordinal(text='（二）', style='chinese_bracket', value=2, rest='机构设置')
    >>> parse_ordinal("2.39万元")
    """
    bare = line.strip()
    narrow = bare.translate(_NARROW)
    for style, pattern in _PATTERNS:
        found = pattern.match(narrow)
        if found is None:
            continue
        value = _value(found.group(1))
        if value:
            return Ordinal(bare[: found.end()].strip(), style, value, bare[found.end() :].strip())
    return None


def chinese_number(text: str) -> int | None:
    """Return the value of a Chinese numeral below one thousand, or None.

    >>> chinese_number("二十一")
    21
    """
    digits = "零一二三四五六七八九"
    total, pending = 0, 0
    for char in text.replace("〇", "零").replace("两", "二"):
        if char in digits:
            pending = digits.index(char)
        elif char in "十百":
            total += (pending or 1) * (10 if char == "十" else 100)
            pending = 0
        else:
            return None
    return total + pending if text else None


def _value(text: str) -> int:
    if text in _ROMAN:
        return _ROMAN[text]
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    folded = unicodedata.normalize("NFKC", text)
    return int(folded) if folded.isdecimal() else chinese_number(folded) or 0
