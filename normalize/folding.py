"""Fold text for matching, and join wrapped lines for publishing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Marks that PDF producers and text converters use interchangeably (seen in one table).
_VARIANTS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "﹪": "%",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
        "—": "-",
        "–": "-",
        "－": "-",
    }
)

_SPACE = re.compile(r"\s+")

#: Scripts and marks that are set without spaces between them.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026\u2014"
_WIDE_GAP = re.compile(rf"(?<=[{_WIDE}])\s+(?=\S)|(?<=\S)\s+(?=[{_WIDE}])")


def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, no white space, one form of quote, dash and bracket.

    >>> fold("公务用车购置及运行费（ 万元 ）")
    '公务用车购置及运行费(万元)'
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).translate(_VARIANTS)


def join_wrapped(lines: Iterable[str]) -> str:
    """Return printed lines as one text: no space beside a CJK character, one between Latin words.

    >>> join_wrapped(["机关事业单位基本", "养老保险缴费支出"])
    '机关事业单位基本养老保险缴费支出'
    >>> join_wrapped(["Windows", "Server", "软件"])
    'Windows Server软件'
    """
    return _WIDE_GAP.sub("", _SPACE.sub(" ", " ".join(lines)).strip())
