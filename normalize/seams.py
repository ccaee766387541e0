"""One record for each place where a page boundary meets a table."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.assemble import Assembled, SeamSketch
from normalize.chain import Chain, Link
from normalize.nested import Evidence
from normalize.schema import Seam


@dataclass(frozen=True, slots=True)
class _Printed:
    """A grid's place in the document."""

    table: int
    """Index of its table."""
    piece: int
    page: int | None


def seams_of(chains: Sequence[Chain], assembled: Sequence[Assembled], document_id: str) -> list[Seam]:
    """Return the seams of a document in order.

    There is one for each pair of consecutive pages that both carry a table:
    the last table of the one against the first of the other. In a source
    without pages only the cuts inside a table show, as reprinted headers or
    half rows.
    """
    printed = [
        _Printed(table, number, piece.placed.page)
        for table, chain in enumerate(chains)
        for number, piece in enumerate(chain.pieces)
    ]
    return list(_seams(printed, chains, assembled, document_id))


def _seams(
    printed: Sequence[_Printed], chains: Sequence[Chain], assembled: Sequence[Assembled], document_id: str
) -> Iterator[Seam]:
    for before, after in itertools.pairwise(printed):
        paged = before.page is not None and after.page is not None
        if paged and after.page != (before.page or 0) + 1:
            continue
        if before.table == after.table:
            if not paged or before.page != after.page:
                chain = chains[after.table]
                sketch = next(each for each in assembled[after.table].seams if each.piece == after.piece)
                link = chain.links[after.piece - 1]
                # Without pages a blank line alone shows no cut.
                if paged or link.header_repeated or link.title_repeated or sketch.decision.decision == "cut_row":
                    yield _inside(before, after, link, sketch, document_id)
        elif paged:
            yield _between(before, after, chains, assembled, document_id)


def _inside(before: _Printed, after: _Printed, link: Link, sketch: SeamSketch, document_id: str) -> Seam:
    return Seam(
        document_id=document_id,
        page_before=before.page,
        page_after=after.page,
        table_no_before=before.table + 1,
        table_no_after=after.table + 1,
        row_no_before=sketch.row_before,
        row_no_after=sketch.row_after,
        decision=sketch.decision.decision,
        header_repeated=link.header_repeated,
        title_repeated=link.title_repeated,
        evidence=[*link.evidence, *sketch.decision.evidence],
        confidence=min(sketch.decision.confidence, _confidence(link.score)),
    )


def _between(
    before: _Printed, after: _Printed, chains: Sequence[Chain], assembled: Sequence[Assembled], document_id: str
) -> Seam:
    link = chains[after.table].before
    evidence = link.evidence if link else []
    first, second = assembled[before.table].table, assembled[after.table].table
    return Seam(
        document_id=document_id,
        page_before=before.page,
        page_after=after.page,
        table_no_before=before.table + 1,
        table_no_after=after.table + 1,
        row_no_before=first.fragments[before.piece].row_last or None,
        row_no_after=second.fragments[after.piece].row_first or None,
        decision="different_table",
        header_repeated=link.header_repeated if link else False,
        title_repeated=link.title_repeated if link else False,
        evidence=[Evidence(each.name, -each.weight) for each in evidence],
        confidence=_confidence(link.score if link else -5.0),
    )


def _confidence(score: float) -> float:
    """Turn a sum of weights into 0.5 (undecided) towards 1 (certain)."""
    return round(1 / (1 + math.exp(-abs(score) / 2)), 3)
