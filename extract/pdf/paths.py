"""What is drawn on a page besides text: straight rules, filled areas, pictures.

A rule is a thin box, whatever drew it: a stroked line, a thin filled rectangle
(WPS, Excel), a side of a stroked rectangle, a strip of pixels, dashes one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from pypdfium2 import raw

from extract.pdf import library
from extract.pdf.clipping import clip_rectangles
from extract.pdf.frame import Frame
from extract.pdf.library import Flags, Floats, Handle, Ints

THICKEST_RULE = 4.0
"""Points; three-line tables use up to 3 pt, table cells are at least a line of text high."""

WHITE = 250
"""Least value of every colour channel of a paint nobody sees on paper."""

_MOST_SEGMENTS = 50_000
"""A path with more segments is a drawing (maps, logos), not rules; reading it would cost seconds."""

_DEEPEST_FORM = 12
"""Nesting of form XObjects; real documents have 1–3, a loop would have no end."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes (n, 4) as (x0, top, x1, bottom), in points of the shown page."""

    rules: Floats
    """Thin boxes, visible on white paper."""
    areas: Floats
    """Filled areas that are not thin and not white."""
    dark: Floats
    """Those areas and pictures on which white text can be read."""
    pictures: Floats


@dataclass(slots=True)
class _Found:
    """Boxes in PDF space of the page while objects are walked."""

    thin: list[Floats] = field(default_factory=list)
    areas: list[Floats] = field(default_factory=list)
    pictures: list[Floats] = field(default_factory=list)
    white: list[tuple[list[Handle], Matrix]] = field(default_factory=list)
    """White paths, with the matrix of their content stream: they show on areas alone."""


def read_drawing(objects: list[Handle], frame: Frame) -> Drawing:
    """Return rules, areas and pictures drawn by the objects of a page, form XObjects included."""
    found = _Found()
    _walk(objects, _IDENTITY, found, 0)
    if found.white and any(map(len, found.areas)):
        found.thin.append(_rules_on_areas(found))

    def shown(parts: list[Floats]) -> Floats:
        if not parts:
            return np.zeros((0, 4))
        boxes = np.concatenate(parts)
        return np.stack(frame.boxes(boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]), axis=1)

    areas, pictures = shown(found.areas), shown(found.pictures)
    return Drawing(shown(found.thin), areas, np.concatenate([areas, pictures]), pictures)


def _walk(objects: list[Handle], matrix: Matrix, found: _Found, depth: int) -> None:
    """Sort the objects of one content stream into `found`."""
    kinds = np.fromiter(map(library.object_type, objects), dtype=np.int64, count=len(objects))
    paths = _of_kind(objects, kinds, raw.FPDF_PAGEOBJ_PATH)
    if paths:
        _read_paths(paths, matrix, found)
    images = _of_kind(objects, kinds, raw.FPDF_PAGEOBJ_IMAGE)
    if images:
        boxes = _moved(_bounds(images), matrix)
        thin = _is_thin(boxes)
        found.thin.append(boxes[thin])
        found.pictures.append(boxes[~thin])
    if depth < _DEEPEST_FORM:
        for each in _of_kind(objects, kinds, raw.FPDF_PAGEOBJ_FORM):
            inner = library.fill_each(library.object_matrix, [each], 6, np.float32, split=False)[0]
            children = library.indexed(library.form_object, each, range(library.form_count(each)))
            _walk(children, _product(tuple(map(float, inner)), matrix), found, depth + 1)


def _of_kind(objects: list[Handle], kinds: Ints, kind: int) -> list[Handle]:
    return [objects[at] for at in np.flatnonzero(kinds == kind).tolist()]


def _read_paths(paths: list[Handle], matrix: Matrix, found: _Found) -> None:
    modes = library.fill_each(library.path_draw_mode, paths, 2, np.int32, split=True)
    filled = _visible(paths, modes[:, 0] != raw.FPDF_FILLMODE_NONE, library.object_fill_colour)
    stroked = _visible(paths, modes[:, 1] != 0, library.object_stroke_colour)
    seen = np.flatnonzero(filled | stroked).tolist()
    if len(seen) < len(paths):
        found.white.append(([paths[at] for at in np.flatnonzero(~(filled | stroked)).tolist()], matrix))
    if not seen:
        return
    boxes = _moved(_bounds([paths[at] for at in seen]), matrix)
    thin = _is_thin(boxes)
    found.thin.append(boxes[thin])
    thick = np.flatnonzero(~thin)
    if matrix == _IDENTITY and len(thick):
        rules, is_rule = _clipped_to_rules([paths[seen[each]] for each in thick.tolist()], boxes[thick])
        found.thin.append(rules)
        thick = thick[~is_rule]
    for each in thick.tolist():
        at = seen[each]
        _read_outline(paths[at], matrix, found, filled=bool(filled[at]), stroked=bool(stroked[at]))


def _rules_on_areas(found: _Found) -> Floats:
    """Return the white rules that part coloured areas, as headers and Word's coloured tables have them."""
    white = _Found()
    for paths, matrix in found.white:
        boxes = _moved(_bounds(paths), matrix)
        thin = _is_thin(boxes)
        white.thin.append(boxes[thin])
        modes = library.fill_each(library.path_draw_mode, paths, 2, np.int32, split=True)
        for at in np.flatnonzero(~thin & (modes[:, 1] != 0)).tolist():
            _read_outline(paths[at], matrix, white, filled=False, stroked=True)
    rules, areas = np.concatenate(white.thin), np.concatenate(found.areas)
    if len(rules) * len(areas) > _MOST_PAIRS:
        return rules[:0]
    ends = rules[:, None, :2], rules[:, None, 2:]
    on_area = np.ones(len(rules), dtype=np.bool_)
    for point in (ends[0], (ends[0] + ends[1]) / 2, ends[1]):
        within = (point >= areas[:, :2] - _BESIDE) & (point <= areas[:, 2:] + _BESIDE)
        on_area &= (within[:, :, 0] & within[:, :, 1]).any(axis=1)
    rules = rules[on_area]
    return np.concatenate([rules, _sides(areas[_are_cut(areas, rules)])])


def _are_cut(areas: Floats, rules: Floats) -> Flags:
    """Tell which areas rules cut from end to end, so that each is a row of cells or a column."""
    low, high = rules[:, None, :2], rules[:, None, 2:]
    middle = (low + high) / 2
    between = (middle > areas[:, :2] + _BESIDE) & (middle < areas[:, 2:] - _BESIDE)
    through = (low < areas[:, :2] + _BESIDE) & (high > areas[:, 2:] - _BESIDE)
    cut = (between & through[:, :, ::-1]).any(axis=(0, 2))
    return np.asarray(cut)


def _sides(boxes: Floats) -> Floats:
    """Return the four sides of each box, as boxes without width."""
    return boxes[:, [[0, 1, 2, 1], [0, 3, 2, 3], [0, 1, 0, 3], [2, 1, 2, 3]]].reshape(-1, 4)


_MOST_PAIRS = 1_000_000
"""White paths times areas of a page; more is a drawing."""

_BESIDE = 1.0
"""Points; a white rule may lie in the gap between two areas."""


def _clipped_to_rules(paths: list[Handle], boxes: Floats) -> tuple[Floats, Flags]:
    """Return the thin boxes that clipping leaves of thick paths, and which paths those are."""
    limits = clip_rectangles(paths, _PDF_SPACE)
    shown = np.concatenate([np.maximum(boxes[:, :2], limits[:, :2]), np.minimum(boxes[:, 2:], limits[:, 2:])], axis=1)
    is_rule = _is_thin(shown)
    is_empty = (shown[:, 0] > shown[:, 2]) | (shown[:, 1] > shown[:, 3])
    return shown[is_rule & ~is_empty], is_rule


_PDF_SPACE = Frame(0.0, 0.0, _IDENTITY)
"""Leaves coordinates as they are in the file."""


def _visible(paths: list[Handle], painted: Flags, colour_of: Callable[..., Any]) -> Flags:
    """Tell which painted paths show on white paper: some generators draw white rules that split cells."""
    which = np.flatnonzero(painted)
    if len(which):
        colour = library.fill_each(colour_of, [paths[at] for at in which.tolist()], 4, np.uint32, split=True)
        red, green, blue, alpha = colour.T
        painted[which] = ((red < WHITE) | (green < WHITE) | (blue < WHITE)) & (alpha > 0)
    return painted


def _read_outline(path: Handle, matrix: Matrix, found: _Found, *, filled: bool, stroked: bool) -> None:
    """Take apart a path that is not thin as a whole: rectangles, polylines, many rules in one path."""
    count = library.path_segment_count(path)
    if count > _MOST_SEGMENTS:
        return
    segments = library.indexed(library.path_segment, path, range(count))
    kinds = np.array(list(map(library.segment_type, segments)), dtype=np.int64)
    points = library.fill_each(library.segment_point, segments, 2, np.float32, split=True).astype(np.float64)
    closes = np.array(list(map(library.segment_close, segments)), dtype=np.bool_)
    own = library.fill_each(library.object_matrix, [path], 6, np.float32, split=False)[0]
    points = _points(points, _product(tuple(map(float, own)), matrix))
    starts = np.flatnonzero(kinds == raw.FPDF_SEGMENT_MOVETO)
    if not len(starts) or starts[0] != 0:
        return
    if stroked:
        lines = kinds == raw.FPDF_SEGMENT_LINETO
        before = np.roll(points, 1, axis=0)
        found.thin.append(_axis_parallel(before[lines], points[lines]))
        subpath = np.cumsum(kinds == raw.FPDF_SEGMENT_MOVETO) - 1
        found.thin.append(_axis_parallel(points[closes], points[starts[subpath[closes]]]))
    if filled:
        low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
        parts = np.concatenate([low, high], axis=1)
        thin = _is_thin(parts)
        found.thin.append(parts[thin])
        if len(parts) == 2 and not thin.any() and _is_ring(parts):
            found.thin.append(_sides(parts.mean(axis=0)[None]))
        else:
            found.areas.append(parts[~thin])


def _is_ring(parts: Floats) -> bool:
    """Tell whether two subpaths are the outer and the inner side of a frame."""
    outer, inner = sorted(parts, key=lambda each: -(each[2] - each[0]) * (each[3] - each[1]))
    margins = np.array([inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3]])
    return bool((margins > 0).all() and (margins < THICKEST_RULE).all())


def _axis_parallel(start: Floats, stop: Floats) -> Floats:
    """Return the boxes of segments that run along an axis."""
    boxes = np.concatenate([np.minimum(start, stop), np.maximum(start, stop)], axis=1)
    straight = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) < 1.0
    return np.asarray(boxes[straight])


def _is_thin(boxes: Floats) -> Flags:
    thin: Flags = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) <= THICKEST_RULE
    return thin


def _bounds(objects: list[Handle]) -> Floats:
    bounds: Floats = library.fill_each(library.object_bounds, objects, 4, np.float32, split=True).astype(np.float64)
    return bounds


def _moved(boxes: Floats, matrix: Matrix) -> Floats:
    if matrix == _IDENTITY:
        return boxes
    one, two = _points(boxes[:, :2], matrix), _points(boxes[:, 2:], matrix)
    return np.concatenate([np.minimum(one, two), np.maximum(one, two)], axis=1)


def _points(points: Floats, matrix: Matrix) -> Floats:
    if matrix == _IDENTITY:
        return points
    a, b, c, d, e, f = matrix
    x, y = points[:, 0], points[:, 1]
    return np.stack([a * x + c * y + e, b * x + d * y + f], axis=1)


def _product(inner: tuple[float, ...], outer: Matrix) -> Matrix:
    """Return the matrix that applies `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )
