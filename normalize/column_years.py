"""Which year the amounts of a column are of."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED = re.compile(r"(20[0-4]\d)年")
#: Last year's budget or accounts; 上年结转 is money of this year's.
_LAST = re.compile(r"(?:上|去)年度?(?:预算|决算|执行|完成|实际|批复|安排|支出|数|/|$)")


@lru_cache(1 << 12)
def column_year(column: str | None, fiscal_year: int) -> int | None:
    """Return the year of a column's amounts: the first it names, else the document's; None where neither is known.

    `fiscal_year` is 0 where the document's is not known.

    >>> column_year("2025年预算数", 2026), column_year("上年/公务接待费", 2026), column_year("上年结转结余", 2026)
    (2025, 2025, 2026)
    """
    if named := _NAMED.search(column or ""):
        return int(named[1])
    if not fiscal_year:
        return None
    return fiscal_year - 1 if _LAST.search(column or "") else fiscal_year
