"""How well some tables agree with those of a document, whoever read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

from benchmarks.seams.documents import TrueDocument, TrueRow
from normalize.folding import fold

ReadTable: TypeAlias = Sequence[Sequence[str]]
"""Rows of cell texts as a tool gives them; a merged cell may be blank or repeated below its first row."""


@dataclass(slots=True)
class Score:
    """Counts over documents; each share is one of two of them."""

    documents: int = 0
    cells: int = 0
    cells_exact: int = 0
    """Cells whose text stands whole in the row where it belongs."""
    cut_rows: int = 0
    cut_rows_joined: int = 0
    """Rows that a page end cut and that are one row again, with every cell exact."""
    rows: int = 0
    """Rows that no page cut."""
    false_joins: int = 0
    """Rows that were not cut and whose cells hold another row's text as well."""
    tables: int = 0
    false_merges: int = 0
    """Tables that share a read table with the table before them."""
    tables_split: int = 0
    """Tables whose rows are found in more than one read table."""

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


def score(truth: TrueDocument, read: Sequence[ReadTable]) -> Score:
    """Compare what a tool read with what the document holds."""
    rows = [
        (number, tuple(fold(text or "") for text in row))
        for number, table in enumerate(read)
        for row in table
    ]  # fmt: skip
    holding: dict[str, set[int]] = defaultdict(set)
    for position, (_, texts) in enumerate(rows):
        for text in texts:
            if text:
                holding[text].add(position)
    taken: set[int] = set()
    result = Score(documents=1, tables=len(truth.tables))
    homes: list[Counter[int]] = []
    for table in truth.tables:
        home: Counter[int] = Counter()
        for row in table:
            place, exact = _best(row, rows, holding, taken)
            whole = exact == len(row.texts)
            result.cells += len(row.texts)
            result.cells_exact += exact
            if row.cut:
                result.cut_rows += 1
                result.cut_rows_joined += whole
            else:
                result.rows += 1
                result.false_joins += not whole and _swallowed(row, rows)
            if place is not None and 2 * exact >= len(row.texts):
                taken.add(place)
                home[rows[place][0]] += 1
        homes.append(home)
    for number, home in enumerate(homes):
        result.tables_split += len(home) > 1
        if number and home and homes[number - 1]:
            result.false_merges += home.most_common(1)[0][0] in homes[number - 1]
    return result


def _best(
    row: TrueRow, rows: Sequence[tuple[int, tuple[str, ...]]], holding: dict[str, set[int]], taken: set[int]
) -> tuple[int | None, int]:
    """Return the read row not yet taken that holds most of the row's cells, the first of equals, and how many."""
    wanted = Counter(row.texts)
    candidates = Counter(position for text in wanted for position in holding.get(text, ()) if position not in taken)
    best: tuple[int | None, int] = (None, 0)
    for position in sorted(candidates):
        found = (wanted & Counter(rows[position][1])).total()
        if found > best[1]:
            best = (position, found)
    return best


def _swallowed(row: TrueRow, rows: Sequence[tuple[int, tuple[str, ...]]]) -> bool:
    """Tell whether a read row holds all of the row's texts with others glued to them."""
    longest = max(row.texts, key=len)
    return any(
        any(longest in cell and longest != cell for cell in texts)
        and all(any(text in cell for cell in texts) for text in row.texts)
        for _, texts in rows
    )
