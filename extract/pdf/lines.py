"""Characters → printed lines, for all cells of a page at once."""

from __future__ import annotations

from collections import Counter

import msgspec
import numpy as np

from extract.pdf.characters import FIRST_IDEOGRAPHIC, Characters, string_of
from extract.pdf.library import Flags, Floats, Ints
from extract.pdf.placement import OUTSIDE
from extract.pdf.settings import TextSettings
from extract.records import TextLine

_TWO_SIZES = 1.5
"""Sizes this many times one another on one line are a note mark and its word, or two lines that touch."""

_OVERLAP = 0.3
"""Em of the smaller character that it must lie over the other: a note mark stands beside its word."""


class PlacedLine(msgspec.Struct, frozen=True, gc=False):
    """A printed line and the cell it belongs to."""

    cell: int
    line: TextLine
    baseline: float
    turn: int


def build_lines(
    characters: Characters, cell: Ints, chosen: Ints, settings: TextSettings, *, split_gap: float | None = None
) -> list[PlacedLine]:
    """Return the lines of the chosen characters, by cell, then from top to bottom.

    Pieces of print outside tables that stand far apart on one baseline are one
    line with two blanks between them; with `split_gap` (em) they are lines of
    their own.
    """
    if not len(chosen):
        return []
    order, breaks = _in_lines(characters, cell, chosen, settings)
    if split_gap is not None:
        breaks[1:] |= np.abs(_gaps(characters, order)) > split_gap
    blanks = _blanks(characters, order, breaks, outside=cell[order] == OUTSIDE, settings=settings)
    text, places = _spaced(characters.code[order], blanks)
    first = np.flatnonzero(breaks)
    bounds = [*first.tolist(), len(order)]
    starts = [*places[first].tolist(), len(text)]
    x0 = np.minimum.reduceat(characters.x0[order], first).round(2).tolist()
    top = np.minimum.reduceat(characters.top[order], first).round(2).tolist()
    x1 = np.maximum.reduceat(characters.x1[order], first).round(2).tolist()
    bottom = np.maximum.reduceat(characters.bottom[order], first).round(2).tolist()
    shown = characters.size[order].round(2)
    uniform = (np.minimum.reduceat(shown, first) == np.maximum.reduceat(shown, first)).tolist()
    heads = order[first]
    numbers, baselines = cell[heads].tolist(), characters.v[heads].tolist()
    turns, head_sizes = characters.turn[heads].tolist(), shown[first].tolist()
    sizes = [
        head_sizes[at] if alike else Counter(shown[bounds[at] : bounds[at + 1]].tolist()).most_common(1)[0][0]
        for at, alike in enumerate(uniform)
    ]
    texts = map(text.__getitem__, map(slice, starts, starts[1:]))
    return list(
        map(PlacedLine, numbers, map(TextLine, texts, zip(x0, top, x1, bottom, strict=True), sizes), baselines, turns)
    )


def _spaced(code: Ints, blanks: Ints) -> tuple[str, Ints]:
    """Return the characters with so many blanks before each, and where each of them stands."""
    places = np.arange(len(code)) + np.cumsum(blanks)
    spaced = np.full(len(code) + int(blanks.sum()), ord(" "), dtype=np.int64)
    spaced[places] = code
    return string_of(spaced), places


def _in_lines(characters: Characters, cell: Ints, chosen: Ints, settings: TextSettings) -> tuple[Ints, Flags]:
    """Return characters in reading order and which of them begin a line."""
    order = chosen[np.lexsort((characters.v[chosen], characters.turn[chosen], cell[chosen]))]
    size = characters.size[order]
    breaks = np.ones(len(order), dtype=np.bool_)
    breaks[1:] = (
        (cell[order][1:] != cell[order][:-1])
        | (characters.turn[order][1:] != characters.turn[order][:-1])
        | (np.diff(characters.v[order]) > settings.same_baseline * np.maximum(size[1:], size[:-1]))
    )
    sorted_order = _from_left(characters, order, breaks)
    overprinted = _overprinted(characters, sorted_order, breaks, settings)
    if overprinted.any():
        # Small print over the end of a larger line: their baselines differ by little of the one, by much of the other.
        line = np.cumsum(breaks)
        apart = np.isin(line, line[overprinted])
        small = np.minimum(size[1:], size[:-1])
        breaks[1:] |= apart[1:] & (np.diff(characters.v[order]) > settings.same_baseline * small)
        sorted_order = _from_left(characters, order, breaks)
    # Sorting within lines leaves the breaks in place.
    return sorted_order, breaks


def _from_left(characters: Characters, order: Ints, breaks: Flags) -> Ints:
    """Return the characters of each line in the order they are read."""
    u0 = characters.u0[order]
    # Each line shifted beyond the one before it: then one sort does.
    return order[np.argsort(np.cumsum(breaks) * (np.ptp(u0) + 1.0) + u0, kind="stable")]


def _overprinted(characters: Characters, order: Ints, breaks: Flags, settings: TextSettings) -> Flags:
    """Tell which characters of lines are printed over the one before, another line's as the size and height say."""
    size, v = characters.size[order], characters.v[order]
    over = np.zeros(len(order), dtype=np.bool_)
    small, large = np.minimum(size[1:], size[:-1]), np.maximum(size[1:], size[:-1])
    over[1:] = (
        ~breaks[1:]
        & (large > _TWO_SIZES * small)
        & (np.abs(np.diff(v)) > settings.same_baseline * small)
        & (characters.u0[order][1:] < characters.u1[order][:-1] - _OVERLAP * small)
    )
    return over


def _blanks(characters: Characters, order: Ints, breaks: Flags, *, outside: Flags, settings: TextSettings) -> Ints:
    """Return how many blanks to put before each character."""
    gap = np.zeros(len(order))
    gap[1:] = _gaps(characters, order)
    latin = characters.code[order] < FIRST_IDEOGRAPHIC
    both_latin = latin.copy()
    both_latin[1:] &= latin[:-1]
    blank_in_file = characters.after_blank[order]
    latin_gap = np.where(blank_in_file, settings.latin_gap_after_blank, settings.latin_gap)
    ideograph_gap = np.where(blank_in_file, settings.ideograph_gap_after_blank, settings.ideograph_gap)
    threshold: Floats = np.where(both_latin, latin_gap, ideograph_gap)
    count = (gap > threshold).astype(np.int64)
    count[outside & (gap > settings.wide_gap)] = 2
    count[breaks] = 0
    return count


def _gaps(characters: Characters, order: Ints) -> Floats:
    """Return the gaps before each character but the first, in em."""
    size = characters.size[order]
    gaps: Floats = (characters.u0[order][1:] - characters.u1[order][:-1]) / np.maximum(size[1:], size[:-1])
    return gaps
