"""Characters that are in the file but that nobody sees, and those so faint that they are a watermark.

The former are drawn in an invisible mode, cut away by a clipping path, or white
on paper. Asking pdfium costs some calls for each text object, and files of
spreadsheet programs have one for each character: a run of characters that
nobody would take apart is asked once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from extract.pdf import library
from extract.pdf.characters import Characters, joints
from extract.pdf.clipping import find_clipped
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Handle, Ints
from extract.pdf.paths import WHITE, Drawing
from extract.pdf.settings import TextSettings

_FAINT = 102
"""Alpha, of 255, below which print is a watermark: nobody prints what is to be read at less than two fifths."""

_PALE = 180
"""Least value of every colour channel of a watermark's grey."""

_LARGE = 2.5
"""Times the usual size of a page's text; titles are at most twice as large as tables, and dark."""

_INVISIBLE = 3
"""Text rendering mode 3: neither filled nor stroked."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Characters in runs: one baseline, no gap, no blank."""

    of: Ints
    """For each character the number of its run."""
    heads: Ints
    """For each run its first character."""
    drawn_by: list[Handle]
    """For each run the text object of its first character; 0 where there is none, of which pdfium says nothing."""


def find_unread(
    characters: Characters,
    text_page: Handle,
    page_objects: list[Handle],
    drawing: Drawing,
    frame: Frame,
    settings: TextSettings,
) -> tuple[Flags, Flags]:
    """Tell which characters nobody sees, and which are faint."""
    if not len(characters):
        return np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.bool_)
    runs = _find_runs(characters, text_page, settings.tight)
    colour = library.fill_each(library.object_fill_colour, runs.drawn_by, 4, np.uint32, split=True)
    # Of what no object drew pdfium says nothing: no colour of nothing.
    faint: Flags = (colour[:, 3] < _FAINT) & (np.array(runs.drawn_by) != 0)
    hidden = _invisible(runs)[runs.of]
    hidden |= _white_on_paper(characters, runs, colour, drawing)
    hidden |= find_clipped(characters, text_page, (runs.of, runs.heads, runs.drawn_by), page_objects, frame)
    return hidden, faint[runs.of] | _large_and_pale(characters, runs, colour, drawing)


def _find_runs(characters: Characters, text_page: Handle, gap: float) -> Runs:
    begins = np.ones(len(characters), dtype=np.bool_)
    begins[1:] = ~joints(characters, gap)
    heads = np.flatnonzero(begins)
    drawn_by = library.indexed(library.text_object, text_page, characters.number[heads].tolist())
    return Runs(np.cumsum(begins) - 1, heads, drawn_by)


def _invisible(runs: Runs) -> Flags:
    """Tell which runs belong to a text object that is not painted."""
    modes = map(library.text_render_mode, runs.drawn_by)
    return np.asarray(np.fromiter(modes, dtype=np.int64, count=len(runs.drawn_by)) == _INVISIBLE)


def _white_on_paper(characters: Characters, runs: Runs, colour: Ints, drawing: Drawing) -> Flags:
    """Tell which characters are white with nothing but paper behind them.

    Helper figures that spreadsheet authors hide look like that; white print on
    a filled area or a picture is a header that people read.
    """
    return _on_paper(_at_least(colour, WHITE)[runs.of], characters, drawing)


def _large_and_pale(characters: Characters, runs: Runs, colour: Ints, drawing: Drawing) -> Flags:
    """Tell which characters are a watermark set level: pale grey, and far larger than the page's text."""
    pale: Flags = _at_least(colour, _PALE)[runs.of]
    if pale.any():
        pale &= characters.size > _LARGE * np.median(characters.size)
    return _on_paper(pale, characters, drawing)


def _at_least(colour: Ints, least: int) -> Flags:
    """Tell which colours have that much of red, green and blue."""
    bright: Flags = (colour[:, 0] >= least) & (colour[:, 1] >= least) & (colour[:, 2] >= least)
    return bright


def _on_paper(which: Flags, characters: Characters, drawing: Drawing) -> Flags:
    """Return those of the characters that have nothing but paper behind them."""
    if which.any():
        for x0, top, x1, bottom in drawing.dark:
            which &= ~(
                (characters.x_middle >= x0)
                & (characters.x_middle <= x1)
                & (characters.y_middle >= top)
                & (characters.y_middle <= bottom)
            )
    return which
