"""Lists of shares whose whole is not named: 教育支出28万元，占…；卫生支出…，占….

Where a sentence lists sums with their percentages and no words bind them to a
whole, the whole is the nearest sum before them that they add up to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec.structs import replace

from normalize.schema import Amount

_SHARE = re.compile(r"占[^，。；,;]{0,24}?[\d.]+\s*[%％]")
#: A prior value is no part: 去年预算数为0万元.
_PRIOR = re.compile(r"^(?:上年|去年|上年度|20\d\d年)(?:年?初|同期)?(?:预算|决算|执行)数$")
_AGAIN = frozenset({"合计", "共计", "总计", "总共", "合计为"})
_LOOK_BACK = 40
"""Sums before the list among which its whole is looked for; a section of final accounts quotes about thirty."""
_ROUNDING = Decimal(50)
"""Yuan by which each part printed in 万元 with two decimals may miss."""


def bind_shares(amounts: Sequence[Amount]) -> list[Amount]:
    """Return the amounts with the parts of unnamed wholes bound to the sum they add up to."""
    by_number = {amount.amount_no: amount for amount in amounts}
    bound = [replace(each, parent_no=None) if _is_no_part(each, by_number) else each for each in amounts]
    position = 0
    for sentence, group in groupby(amounts, key=lambda each: (each.sentence, each.section_no)):
        size = len(list(group))
        if len(_SHARE.findall(sentence[0])) >= 2:
            _bind(bound, position, position + size)
        position += size
    return bound


def _bind(amounts: list[Amount], start: int, end: int) -> None:
    free = [
        number
        for number in range(start, end)
        if amounts[number].parent_no is None and amounts[number].direction is None
    ]
    if len(free) < 2:
        return
    total = sum((amounts[number].amount_yuan for number in free), Decimal(0))
    tolerance = _ROUNDING * (len(free) + 1)
    for number in range(start - 1, max(-1, start - 1 - _LOOK_BACK), -1):
        whole = amounts[number]
        if whole.direction is None and whole.amount_yuan and abs(whole.amount_yuan - total) <= tolerance:
            for part in free:
                amounts[part] = replace(amounts[part], parent_no=whole.amount_no)
            return


def _is_no_part(amount: Amount, by_number: Mapping[int, Amount]) -> bool:
    """Tell whether a sum only seems to be a part: a prior value, or the whole said again (…，合计2921万元)."""
    whole = by_number.get(amount.parent_no) if amount.parent_no is not None else None
    if whole is None or amount.subject is None:
        return False
    again = amount.subject in _AGAIN and amount.amount_yuan == whole.amount_yuan
    return again or _PRIOR.match(amount.subject) is not None
