"""Errors planted into the pages of our samples, as a printer or a reader would make them."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from benchmarks.checks.planting import Planted, plant_error
from extract.documents import read
from extract.records import Extracted
from normalize.records import Records
from normalize.walk import normalize_document

SAMPLES = Path(__file__).parents[3] / "samples"


@cache
def _pages(name: str) -> Extracted:
    [path] = [path for path in SAMPLES.iterdir() if path.name.startswith(name) and path.suffix == ".pdf"]
    return read(path, name=path.name)


@pytest.fixture(scope="session")
def sample() -> Callable[[str], Extracted]:
    """Return the pages of the sample whose name begins so."""
    return _pages


@pytest.fixture(scope="session")
def plant() -> Callable[[Extracted, str, random.Random], Planted]:
    """Return what plants an error of one of `benchmarks.checks.planting.KINDS`."""
    return plant_error


@pytest.fixture(scope="session")
def failures() -> Callable[[Extracted], list[tuple[str, str]]]:
    """Return what lists the failures of a document as (check, message)."""

    def of(extracted: Extracted) -> list[tuple[str, str]]:
        records: Records = normalize_document(extracted)
        return [(each.check_id, each.message) for each in records.tables["findings"] if each.verdict == "fail"]

    return of
