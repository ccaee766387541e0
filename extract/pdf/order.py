"""The order in which a page's blocks are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from extract.records import Box, Grid, Paragraph

_BESIDE = 0.5
"""Share of the lower block's height that two blocks must have in common to stand side by side."""


def in_reading_order(
    paragraphs: Sequence[Paragraph], grids: Sequence[Grid]
) -> tuple[tuple[Paragraph, ...], tuple[Grid, ...]]:
    """Return the blocks numbered from the top down, those side by side from left to right."""
    blocks: list[Paragraph | Grid] = []
    unordered: list[Paragraph | Grid] = [*paragraphs, *grids]
    for block in sorted(unordered, key=lambda each: _box(each)[1]):
        at = len(blocks)
        while at and _left_of(_box(block), _box(blocks[at - 1])):
            at -= 1
        blocks.insert(at, block)
    return (
        tuple(structs.replace(each, order=at) for at, each in enumerate(blocks) if isinstance(each, Paragraph)),
        tuple(replace(each, order=at) for at, each in enumerate(blocks) if isinstance(each, Grid)),
    )


def _left_of(one: Box, two: Box) -> bool:
    """Tell whether `one` stands beside `two`, on its left."""
    common = min(one[3], two[3]) - max(one[1], two[1])
    return one[2] <= two[0] + 1.0 and common > _BESIDE * min(one[3] - one[1], two[3] - two[1])


def _box(block: Paragraph | Grid) -> Box:
    return block.box or (0.0, 0.0, 0.0, 0.0)
