"""Characters printed in white on white paper: helper figures that spreadsheet authors hide.

White print on a filled area or a picture is a header that people read.
"""

from __future__ import annotations

import numpy as np

from extract.pdf import library
from extract.pdf.characters import Characters
from extract.pdf.library import Flags, Handle
from extract.pdf.paths import WHITE, Drawing


def find_white(characters: Characters, drawn_by: list[Handle | None], drawing: Drawing) -> Flags:
    """Tell which characters are white with nothing but paper behind them."""
    white = np.zeros(len(characters), dtype=np.bool_)
    unique = [each for each in dict.fromkeys(drawn_by) if each]
    if not unique:
        return white
    colour = library.fill_each(library.object_fill_colour, unique, 4, np.uint32, split=True)
    pale = (colour[:, :3] >= WHITE).all(axis=1)
    if not pale.any():
        return white
    handles = {unique[at] for at in np.flatnonzero(pale).tolist()}
    white = np.array([each in handles for each in drawn_by], dtype=np.bool_)
    for x0, top, x1, bottom in drawing.dark:
        white &= ~(
            (characters.x_middle >= x0)
            & (characters.x_middle <= x1)
            & (characters.y_middle >= top)
            & (characters.y_middle <= bottom)
        )
    return white
