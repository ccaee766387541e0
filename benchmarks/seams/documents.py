"""Documents for the comparison, each with the tables it holds and the rows that its pages cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from normalize.folding import fold
from samples.generator import Disclosure
from samples.generator.office import OfficeLayout, print_pages, random_office_layout
from samples.lab import CONTENTS
from samples.lab.neighbours import NEIGHBOURS

#: A5 and B5, in points.
_PAGES = ((420.0, 595.0), (499.0, 709.0))


@dataclass(frozen=True, slots=True)
class TrueRow:
    """A data row: the texts of its own cells, those over several rows left out."""

    texts: tuple[str, ...]
    """Folded, blanks left out, from left to right."""
    cut: bool
    """Pages show parts of it on both sides of a page end."""


@dataclass(frozen=True, slots=True)
class TrueDocument:
    """A generated document and what a reader should make of its tables."""

    name: str
    pdf: bytes
    tables: tuple[tuple[TrueRow, ...], ...]
    """Rows with at least two cells that hold text; a lone text may stand anywhere."""


def documents(count: int, first_seed: int = 0) -> Iterator[TrueDocument]:
    """Yield documents of every kind in turn, each on pages drawn from its seed."""
    makers = {**CONTENTS, **NEIGHBOURS}
    names = list(makers)
    for seed in range(first_seed, first_seed + count):
        name = names[seed % len(names)]
        content = makers[name](seed)
        printed = print_pages(content, _layout(seed, content.title), seed=seed)
        tables = _tables(content, printed.cut_rows(content))
        yield TrueDocument(f"{name} {seed}", printed.pdf, tables)


def _layout(seed: int, running_head: str) -> OfficeLayout:
    """Return a random layout on pages small enough that many rows are cut."""
    layout = random_office_layout(seed, running_head=running_head)
    return replace(layout, page=_PAGES[seed % len(_PAGES)], font_size=min(layout.font_size, 9.0), breakable_rows=True)


def _tables(content: Disclosure, cut: frozenset[tuple[int, int]]) -> tuple[tuple[TrueRow, ...], ...]:
    made = []
    for number, table in enumerate(content.tables):
        start, stop = table.header
        own: dict[int, list[str]] = {}
        for each in table.placed():
            text = fold(each.cell.text)
            if text and each.cell.row_span == 1 and not start <= each.row < stop:
                own.setdefault(each.row, []).append(text)
        made.append(tuple(TrueRow(tuple(texts), (number, row) in cut) for row, texts in own.items() if len(texts) > 1))
    return tuple(made)
