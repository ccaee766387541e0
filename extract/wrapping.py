"""Join the lines of a text that wraps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LETTER = re.compile(r"[A-Za-z]")

#: Scripts and marks that are set without spaces between them.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d\u2026\u2014"
_WIDE_GAP = re.compile(rf"(?<=[{_WIDE}])\s+(?=\S)|(?<=\S)\s+(?=[{_WIDE}])")

#: A document asks for the same texts again and again; bounded by count.
_REMEMBERED = 1 << 15


def join_wrapped(lines: Iterable[str]) -> str:
    """Return printed lines as one text: a line end is a space between Latin words only, and CJK has none beside it.

    >>> join_wrapped(["机关事业单位基本", "养老保险缴费支出"])
    '机关事业单位基本养老保险缴费支出'
    >>> join_wrapped(["Windows", "Server软件 ", "1,234,", "567.00"])
    'Windows Server软件1,234,567.00'
    """
    return _joined(tuple(lines))


@lru_cache(_REMEMBERED)
def _joined(lines: tuple[str, ...]) -> str:
    text = ""
    for line in lines:
        # A figure or a code that wraps stays whole; words do not run together.
        between = " " if _LETTER.match(text[-1:]) and _LETTER.match(line[:1]) else ""
        text += between + line.strip()
    text = " ".join(text.split())
    return _WIDE_GAP.sub("", text) if " " in text else text
