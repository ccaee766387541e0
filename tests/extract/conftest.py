from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdf_writing as draw
import pytest

from extract.documents import read
from extract.records import Grid, Page


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Page]:
    """Read a page written from a content stream."""

    def page_of(content: str, **options: object) -> Page:
        return read(draw.saved(tmp_path, content, **options), name="document.pdf").pages[0]

    return page_of


@pytest.fixture
def grid_of(page_of: Callable[..., Page]) -> Callable[..., Grid]:
    """Read the only grid of a page written from a content stream."""

    def grid_of(content: str, **options: object) -> Grid:
        (grid,) = page_of(content, **options).grids
        return grid

    return grid_of
