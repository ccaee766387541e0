"""Lines under words, told from rules between rows.

An underlined word that begins at its cell's edge and fills most of the cell would
otherwise split the row.
"""

from __future__ import annotations

import numpy as np

from extract.pdf.characters import Characters
from extract.pdf.edges import Edges
from extract.pdf.settings import LatticeSettings

_LOWEST = 0.35
"""Em below the baseline that the lowest of the lines under a word lies, double ones included."""
_ENDS = 1.0
"""Em between the ends of a word and of its line, which may reach under the blank before a sum."""
_FILLED = 0.6
"""Share of the line below print; spaced words leave gaps."""


def without_underlines(horizontal: Edges, vertical: Edges, characters: Characters, settings: LatticeSettings) -> Edges:
    """Return the horizontal edges but for those under a word.

    Such a line crosses no rule, ends free at one end at least, and is as long as the print upon it.
    """
    if not len(horizontal) or not len(vertical):
        return horizontal
    at, start, stop = horizontal.at[:, None], horizontal.start[:, None], horizontal.stop[:, None]
    reach = settings.touch
    meets = (at >= vertical.start - reach) & (at <= vertical.stop + reach)
    meets &= (vertical.at >= start - reach) & (vertical.at <= stop + reach)
    single = np.flatnonzero(np.count_nonzero(meets, axis=1) == 1)
    if not len(single):
        return horizontal
    met = vertical.at[meets[single].argmax(axis=1)]
    ends = (np.abs(met - horizontal.start[single]) <= reach) | (np.abs(met - horizontal.stop[single]) <= reach)
    kept = np.ones(len(horizontal), dtype=np.bool_)
    for each in single[ends].tolist():
        kept[each] = not _is_below_word(horizontal.at[each], horizontal.start[each], horizontal.stop[each], characters)
    return horizontal if kept.all() else horizontal.take(np.flatnonzero(kept))


def _is_below_word(at: float, start: float, stop: float, characters: Characters) -> bool:
    below = at - characters.v
    upon = (
        (characters.turn == 0)
        & (below > -0.05 * characters.size)
        & (below < _LOWEST * characters.size)
        & (characters.x_middle > start)
        & (characters.x_middle < stop)
    )
    if not upon.any():
        return False
    x0, x1, reach = characters.x0[upon], characters.x1[upon], _ENDS * characters.size[upon].max()
    near = abs(x0.min() - start) <= reach and abs(x1.max() - stop) <= reach
    return bool(near and (x1 - x0).sum() >= _FILLED * (stop - start))
