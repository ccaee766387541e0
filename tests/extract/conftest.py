from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from extract.documents import read
from extract.records import Grid, Page


def _load(name: str) -> ModuleType:
    """Import a helper beside this file: importlib mode keeps test folders off sys.path."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


draw = _load("pdf_writing")


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
