"""Numbered paragraphs of one list run on: D-02.

Headings 一、二、三 are D-01. Here are the lists below them, (一)(二)(三): a
number counts as left out only where the one before and the one after stand,
and it stands nowhere between them, not even within a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from normalize.checks.told import Spot, remark
from normalize.folding import fold
from normalize.numbering import parse_ordinal
from normalize.records import Records
from normalize.schema import Finding

_DIGITS = "一二三四五六七八九十"
_LEAST = 3
"""Numbers a list has before a gap: two paragraphs may be of two lists."""


@dataclass(frozen=True, slots=True)
class _Item:
    value: int
    at: int
    """Its paragraph, counted over the document."""
    pages: tuple[int, ...]


def numbered_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return the numbers left out of lists."""
    texts: list[str] = []
    run: list[_Item] = []
    for section in records.tables["sections"]:
        heading = f"{section.number_text or ''}{section.title or ''}"
        paragraphs = [heading, *section.text.split("\n")]
        top = parse_ordinal(heading)
        if section.level == 0 or (top is not None and top.style == "chinese"):
            run = []
        for paragraph in paragraphs:
            texts.append(fold(paragraph))
            ordinal = parse_ordinal(paragraph) if texts[-1].startswith("(") else None
            if ordinal is None or ordinal.style != "chinese_bracket":
                continue
            item = _Item(ordinal.value, len(texts) - 1, tuple(section.pages))
            if run and item.value == run[-1].value + 2 and len(run) + 1 >= _LEAST and run[0].value == 1:
                missing = numeral(run[-1].value + 1)
                between = texts[run[-1].at : item.at + 1]
                if not any(f"({missing})" in text or f"{missing}、" in text for text in between):
                    yield remark(
                        "D-02", f"列举编号不连续：（{numeral(run[-1].value)}）之后为（{numeral(item.value)}），缺（{missing}）。",
                        document_id, Spot(pages=tuple({*run[-1].pages[-1:], *item.pages[:1]})),
                        expected_text=f"（{missing}）", actual_text=f"（{numeral(item.value)}）",
                    )  # fmt: skip
            run = [*run, item] if run and run[-1].value < item.value <= run[-1].value + 2 else [item]


def numeral(value: int) -> str:
    """Return a number below 100 in Chinese.

    >>> numeral(3), numeral(10), numeral(21)
    ('三', '十', '二十一')
    """
    tens, ones = divmod(value, 10)
    return (_DIGITS[tens - 1] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
