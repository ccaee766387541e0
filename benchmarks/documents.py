"""The documents and pages that benchmarks read."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.documents import open_source
from extract.errors import SourceError

SAMPLES = Path(__file__).parents[1] / "samples"

ENVIRONMENT = "GONGKAI_DISCLOSURES"
"""Names a folder of real documents to be read instead of the samples."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A document with some of its pages that hold tables."""

    path: Path
    page_count: int
    pages: tuple[int, ...]
    """Numbers from 1, ascending."""


def choose(documents: int, pages: int, seed: int = 1) -> list[Chosen]:
    """Return up to so many documents, each with up to so many pages with tables; the same ones each time."""
    draw = random.Random(seed)
    paths = sorted(_pdfs())
    draw.shuffle(paths)
    chosen: list[Chosen] = []
    for path in paths:
        if len(chosen) == documents:
            break
        try:
            each = _with_tables(path, pages, draw)
        except SourceError:
            continue
        if each.pages:
            chosen.append(each)
    return chosen


def _pdfs() -> Iterator[Path]:
    yield from Path(os.environ.get(ENVIRONMENT) or SAMPLES).rglob("*.pdf")


def _with_tables(path: Path, count: int, draw: random.Random) -> Chosen:
    with open_source(path, name=path.name) as source:
        tables = [page.number for page in source.pages if page.grids and page.number is not None]
        taken = sorted(draw.sample(tables, min(count, len(tables))))
        return Chosen(path, source.page_count, tuple(taken))
