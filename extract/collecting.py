"""Collect garbage seldom while pages are read and records made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects made from which on the youngest are looked through; Python's own 700 take a sixth of a run's time. Pages and
#: records are trees that hold no cycles, so that what is collected is what other engines leave.
_THRESHOLDS = (50_000, 20, 100)


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Let Python look for cycles of objects less often, here and in functions called from here."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
