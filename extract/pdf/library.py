"""Raw pdfium calls, a whole page of characters or path segments at a time.

`map` over a bound C function runs its loop in C.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from pypdfium2 import raw

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Handle: TypeAlias = int
"""Address of a pdfium object, 0 of none; valid while its page is open."""

_POINTER, _INT, _UINT, _DOUBLE = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_double
_UNASKED = None
"""Whether a function that writes into an array found anything: where it did not, the zeros there stay."""
_HANDLE = ctypes.c_size_t
"""A pointer that is returned, as an integer even where it is null."""
_INDEX = _POINTER
"""A number from 0 up, where pdfium takes an int. ctypes converts integers for pointers without asking what they are,
and that shows in calls so short; of so few arguments each has a register or slot of its own, whichever of the two it is."""


def address_of(handle: Any) -> Handle:
    """Return the address inside a typed ctypes pointer."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _bind(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Return the C function with plain integers for pointers, which pass faster than typed ones.

    The calls are too short to be worth letting other threads run in between.
    """
    address = address_of(getattr(raw, name))
    bound: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return bound


text_units = _bind("FPDFText_GetText", _INT, _POINTER, _INDEX, _INDEX, _POINTER)
text_unicode = _bind("FPDFText_GetUnicode", _UINT, _POINTER, _INDEX)
text_object = _bind("FPDFText_GetTextObject", _HANDLE, _POINTER, _INDEX)
text_loose_box = _bind("FPDFText_GetLooseCharBox", _UNASKED, _POINTER, _INDEX, _POINTER)
text_origin = _bind("FPDFText_GetCharOrigin", _UNASKED, _POINTER, _INDEX, _POINTER, _POINTER)
text_matrix = _bind("FPDFText_GetMatrix", _UNASKED, _POINTER, _INDEX, _POINTER)
text_font_size = _bind("FPDFText_GetFontSize", _DOUBLE, _POINTER, _INDEX)
text_render_mode = _bind("FPDFTextObj_GetTextRenderMode", _INT, _POINTER)
page_object = _bind("FPDFPage_GetObject", _HANDLE, _POINTER, _INDEX)
form_object = _bind("FPDFFormObj_GetObject", _HANDLE, _POINTER, _INDEX)
form_count = _bind("FPDFFormObj_CountObjects", _INT, _POINTER)
object_type = _bind("FPDFPageObj_GetType", _INT, _POINTER)
object_bounds = _bind("FPDFPageObj_GetBounds", _UNASKED, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_matrix = _bind("FPDFPageObj_GetMatrix", _UNASKED, _POINTER, _POINTER)
object_fill_colour = _bind("FPDFPageObj_GetFillColor", _UNASKED, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_stroke_colour = _bind("FPDFPageObj_GetStrokeColor", _UNASKED, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
object_clip = _bind("FPDFPageObj_GetClipPath", _HANDLE, _POINTER)
clip_path_count = _bind("FPDFClipPath_CountPaths", _INT, _POINTER)
clip_segment_count = _bind("FPDFClipPath_CountPathSegments", _INT, _POINTER, _INDEX)
clip_segment = _bind("FPDFClipPath_GetPathSegment", _HANDLE, _POINTER, _INDEX, _INDEX)
path_draw_mode = _bind("FPDFPath_GetDrawMode", _UNASKED, _POINTER, _POINTER, _POINTER)
path_segment_count = _bind("FPDFPath_CountSegments", _INT, _POINTER)
path_segment = _bind("FPDFPath_GetPathSegment", _HANDLE, _POINTER, _INDEX)
segment_type = _bind("FPDFPathSegment_GetType", _INT, _POINTER)
segment_point = _bind("FPDFPathSegment_GetPoint", _UNASKED, _POINTER, _POINTER, _POINTER)
segment_close = _bind("FPDFPathSegment_GetClose", _INT, _POINTER)


def indexed(function: Callable[..., Any], owner: Handle, indexes: Sequence[int]) -> list[Any]:
    """Return function(owner, i) for each i."""
    return list(map(function, repeat(owner), indexes))


def fill_indexed(
    function: Callable[..., Any], owner: Handle, indexes: Sequence[int], width: int, kind: type[Any], *, split: bool
) -> Any:
    """Return an array (len(indexes), width) that function(owner, i, *out) wrote.

    `split`: the function takes one pointer per number rather than one to a struct.
    """
    return _filled(function, (repeat(owner), indexes), len(indexes), width, kind, split=split)


def fill_each(
    function: Callable[..., Any], handles: Sequence[Handle], width: int, kind: type[Any], *, split: bool
) -> Any:
    """Return an array (len(handles), width) that function(handle, *out) wrote."""
    return _filled(function, (handles,), len(handles), width, kind, split=split)


def _filled(
    function: Callable[..., Any],
    leading: tuple[Iterable[int], ...],
    count: int,
    width: int,
    kind: type[Any],
    *,
    split: bool,
) -> Any:
    out = np.zeros((count, width), dtype=kind)
    step, start = out.itemsize * width, out.__array_interface__["data"][0]  # `ctypes.data` builds an object first
    stop = start + step * count
    offsets = range(0, step, out.itemsize) if split else (0,)
    targets = [range(start + offset, stop + offset, step) for offset in offsets]
    deque(map(function, *leading, *targets), maxlen=0)  # the loop runs in C and keeps no results
    return out
