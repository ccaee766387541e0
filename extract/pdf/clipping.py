"""Characters that are in the file but cut away by a clipping path.

Spreadsheet programs draw the whole text of a merged cell on every page that
shows a part of it and clip it to that part; unclipped, the lines of the other
pages would print over headers and neighbours.
"""

from __future__ import annotations

from itertools import repeat

import numpy as np

from extract.pdf import library
from extract.pdf.characters import Characters
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Floats, Handle, Ints

_NO_LIMIT = np.array([-np.inf, -np.inf, np.inf, np.inf])

_MOST_HIDDEN = 0.6
"""Share of clipped characters from which the clipping path was surely misread; rows cut by a page end hide a part."""

_RECTANGLE = (4, 5)
"""Segments of a rectangle: with and without its closing line."""


def find_clipped(
    characters: Characters,
    text_page: Handle,
    runs: tuple[Ints, Ints, list[Handle]],
    page_objects: list[Handle],
    frame: Frame,
) -> Flags:
    """Tell which characters cannot be seen because lines, or whole runs, lie outside their clipping rectangle.

    `runs`: the run of each character, the first character of each run, and the text object that drew that one.
    Characters cut off at the end of a visible run are kept: they complete a
    text that is wider than its cell.

    Limitations: clipping paths other than rectangles, and those inside form
    XObjects, are ignored.
    """
    run, _, drawn_by = runs
    of_heads = clip_rectangles(drawn_by, frame)
    if not np.isfinite(of_heads).any():
        return np.zeros(len(characters), dtype=np.bool_)
    # A run mostly stands in one cell and has one clipping path: all of it is asked only if its head's hides some.
    unseen = ~_seen(characters, of_heads[run])
    clipped = np.zeros(len(characters), dtype=np.bool_)
    if not unseen.any():
        return clipped
    suspect = np.flatnonzero(np.bincount(run, weights=unseen)[run])
    objects = library.indexed(library.text_object, text_page, characters.number[suspect].tolist())
    known = set(page_objects)
    limits = np.tile(_NO_LIMIT, (len(characters), 1))
    limits[suspect] = clip_rectangles([each if each in known else 0 for each in objects], frame)
    seen = _seen(characters, limits)
    left, top, right, bottom = limits.T
    beside = (characters.x_middle < left) | (characters.x_middle > right)
    beyond = (characters.y_middle < top) | (characters.y_middle > bottom)
    clipped = np.asarray(np.where(characters.turn % 2 == 1, beside, beyond), dtype=np.bool_)
    clipped |= np.bincount(run, weights=seen)[run] == 0
    if clipped.sum() > _MOST_HIDDEN * len(characters):
        clipped[:] = False
    return clipped


def _seen(characters: Characters, limits: Floats) -> Flags:
    """Tell which characters have their middle within their clipping rectangle."""
    left, top, right, bottom = limits.T
    return np.asarray(
        (characters.x_middle >= left)
        & (characters.x_middle <= right)
        & (characters.y_middle >= top)
        & (characters.y_middle <= bottom),
        dtype=np.bool_,
    )


def clip_rectangles(objects: list[Handle], frame: Frame) -> Floats:
    """Return the clipping rectangle (x0, top, x1, bottom) of each object as shown; infinite where there is none."""
    limits = np.tile(_NO_LIMIT, (len(objects), 1))
    clips = list(map(library.object_clip, objects))
    counts = np.fromiter(map(library.clip_path_count, clips), dtype=np.int64, count=len(clips)).clip(min=0)
    if not counts.any():
        return limits
    clipped = np.flatnonzero(counts)
    first = np.cumsum(counts) - counts
    of_clip = np.repeat(np.array(clips, dtype=np.int64), counts).tolist()
    number = (np.arange(len(of_clip)) - np.repeat(first, counts)).tolist()
    # Objects drawn under one clip share its paths, so that a path is known by its first segment: look at each once.
    starts = list(map(library.clip_segment, of_clip, number, repeat(0)))
    sample = dict(zip(starts, range(len(starts)), strict=True))
    place = dict(zip(sample, range(len(sample)), strict=True))
    rectangles = _path_rectangles(
        [of_clip[at] for at in sample.values()], [number[at] for at in sample.values()], frame
    )
    boxes = rectangles[list(map(place.__getitem__, starts))]
    limits[clipped, :2] = np.maximum.reduceat(boxes[:, :2], first[clipped])
    limits[clipped, 2:] = np.minimum.reduceat(boxes[:, 2:], first[clipped])
    return limits


def _path_rectangles(clips: list[Handle], numbers: list[int], frame: Frame) -> Floats:
    """Return what each path of a clip leaves to be seen, (n, 4); infinite where it is no rectangle."""
    sizes = map(library.clip_segment_count, clips, numbers)
    rectangles = [at for at, size in enumerate(sizes) if size in _RECTANGLE]
    # The first and the third corner span a rectangle.
    corners = [library.clip_segment(clips[at], numbers[at], corner) for corner in (0, 2) for at in rectangles]
    points = library.fill_each(library.segment_point, corners, 2, np.float32, split=True).astype(np.float64)
    one, two = points.reshape(2, len(rectangles), 2)
    boxes = np.tile(_NO_LIMIT, (len(clips), 1))
    boxes[rectangles] = np.stack(frame.boxes(one[:, 0], one[:, 1], two[:, 0], two[:, 1]), axis=1)
    return boxes
