"""Tables that follow each other on one grid stay apart, however alike title, header and columns are."""

from __future__ import annotations

import pytest

from benchmarks.seams.lab import KNOWN_FAILURES, Typesetter, said, trial
from samples.lab.neighbours import NEIGHBOURS


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("neighbours", NEIGHBOURS)
@pytest.mark.parametrize("typesetter", ["typst", "office"])
def test_near_neighbours_are_not_merged(typesetter: Typesetter, neighbours: str, seed: int) -> None:
    read = trial(typesetter, neighbours, seed)
    assert read.surplus == 0
    assert (typesetter, neighbours, seed) in KNOWN_FAILURES or not list(said(read))
