"""Align text in columns on a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def width(text: str) -> int:
    """Return the columns that the text takes on a terminal.

    >>> width("预算2026")
    8
    """
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def printable(name: str) -> str:
    r"""Return a file's name as it may stand on one line of a terminal.

    >>> printable("预算\n\x1b[2J 2026.pdf")
    '预算\\n\\x1b[2J 2026.pdf'
    """
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in name)


def fit(text: str, columns: int) -> str:
    """Return the text cut or filled to exactly so many columns.

    >>> fit("一般公共预算", 8)
    '一般公… '
    >>> fit("ab", 4)
    'ab  '
    """
    if width(text) > columns:
        kept, used = "", 0
        for each in text:
            if used + width(each) > columns - 1:
                break
            kept += each
            used += width(each)
        text = kept + "…"
    return text + " " * (columns - width(text))


def aligned(rows: Sequence[Sequence[str]], *, widest: int | None = 40) -> Iterator[str]:
    """Yield one line a row, columns as wide as their widest text but no wider than `widest`; numbers to the right.

    None cuts no text.

    >>> list(aligned([("项目", "金额"), ("教育支出", "12.00")]))
    ['项目      金额', '教育支出 12.00']
    """
    if not rows:
        return
    sizes = [max(width(row[index]) for row in rows) for index in range(len(rows[0]))]
    if widest is not None:
        sizes = [min(widest, size) for size in sizes]
    numeric = [len(rows) > 1 and all(_is_number(row[index]) for row in rows[1:]) for index in range(len(rows[0]))]
    for row in rows:
        cells = []
        for text, size, right in zip(row, sizes, numeric, strict=True):
            fitted = fit(text, size)
            cells.append(" " * (size - width(fitted.rstrip())) + fitted.rstrip() if right else fitted)
        yield " ".join(cells).rstrip()


def _is_number(text: str) -> bool:
    return text == "" or text.strip("+-%").replace(",", "").replace(".", "", 1).isdigit()
