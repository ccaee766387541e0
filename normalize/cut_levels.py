"""Levels of indicators whose spanning cell a page break cut: one page prints the word, the other prints none.

A cell that goes on over the break is printed once, on whichever page its
middle falls; the rows on the other page seem to have no level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from normalize.folding import fold
from normalize.lexicon import LEVELS
from normalize.schema import Indicator


def whole_levels(found: Sequence[Indicator]) -> list[Indicator]:
    """Return the indicators with the levels that stand on the other page of a break.

    A blank is filled from its neighbour across the break, and on to the next
    rows of the page as long as they are blank; never against the vocabulary
    (数量指标 belongs to 产出指标).

    Limitations: a level left blank on purpose right at a page break is filled too.
    """
    rows = list(found)
    for level in ("level1", "level2"):
        rows = _filled(_filled(rows, level)[::-1], level)[::-1]
    return rows


def _filled(rows: list[Indicator], level: Literal["level1", "level2"]) -> list[Indicator]:
    filled = rows[:1]
    carried = False
    for row in rows[1:]:
        before = filled[-1]
        at_break = bool(before.pages and row.pages) and not set(before.pages) & set(row.pages)
        word: str | None = getattr(before, level)
        carried = (
            word is not None and getattr(row, level) is None and (at_break or carried) and _fits(word, row, before)
        )
        if carried:
            row = replace(row, level1=word) if level == "level1" else replace(row, level2=word)  # noqa: PLW2901
        filled.append(row)
    return filled


def _fits(word: str, row: Indicator, before: Indicator) -> bool:
    """Tell whether the word may be the row's: a level 1 of its level 2, or the level 2 of an equal level 1."""
    if row.level1 is not None:
        return row.level1 == before.level1
    known = LEVELS.get(fold(word).removesuffix("指标"))
    return row.level2 is None or not known or fold(row.level2).removesuffix("指标") in known
