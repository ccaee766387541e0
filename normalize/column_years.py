"""Which year the amounts of a column are of."""

from __future__ import annotations

import re
from functools import lru_cache

from normalize.folding import fold

_NAMED = re.compile(r"(?<!\d)(20[0-4]\d)(?=年|预算|决算|执行)")
#: Last year's budget or accounts; 上年结转 is money of this year's.
_LAST = re.compile(r"(?:上一?|去)年度?(?:预算|决算|执行|完成|实际|批复|安排|支出|数|/|$)")

#: Measures that compare with another year, or bring its money into the document's.
_OF_THIS_YEAR = frozenset({"change", "carry_over"})


@lru_cache(1 << 12)
def column_year(column: str | None, measure: str, fiscal_year: int) -> int | None:
    """Return the year of a column's amounts: the first it names, else the document's; None where neither is known.

    `fiscal_year` is 0 where the document's is not known.

    >>> column_year("2025 年预算数", "budget", 2026), column_year("上年/公务接待费", "other", 2026)
    (2025, 2025)
    >>> column_year("比2025年增减", "change", 2026), column_year("2025年结转", "carry_over", 2026)
    (2026, 2026)
    """
    heading = fold(column or "")
    if measure not in _OF_THIS_YEAR:
        if named := _NAMED.search(heading):
            return int(named[1])
        if fiscal_year and _LAST.search(heading):
            return fiscal_year - 1
    return fiscal_year or None
