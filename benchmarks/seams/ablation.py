"""Which evidence matters: switch each reason off and count the decisions that change.

    python -m benchmarks.seams.ablation [FOLDER]

Every seam of generated documents, and of a folder of real ones where it is
given (or GONGKAI_DISCLOSURES names it), is decided again with one weight at
zero. A reason that never changes a decision is not needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from benchmarks.seams.lab import MAKERS, TYPESETTERS, printable
from extract.documents import read
from extract.errors import SourceError
from normalize import assemble as assembling
from normalize.captions import PlacedGrid, lay_out
from normalize.chain import ChainSettings, chain
from normalize.rejoin import RejoinSettings, decide
from normalize.seam_view import SeamView

_SEEDS = 3
"""Layouts of each content by each typesetter; a minute in all."""


def main(folder: str | None) -> None:
    """Print for each reason how many decisions change without it."""
    documents = [*_generated(), *(_real(Path(folder)) if folder else ())]
    views: list[SeamView] = []

    def remember(view: SeamView, *settings: RejoinSettings) -> Any:
        views.append(view)
        return decide(view, *settings)

    with mock.patch.object(assembling, "decide", remember):
        for grids in documents:
            for number, each in enumerate(chain(grids), start=1):
                assembling.assemble(each, number)
    print(f"{len(documents)} documents, {len(views)} seams inside tables, {sum(map(len, documents))} grids")
    _print("one table?", ChainSettings(), lambda settings: [_shape(grids, settings) for grids in documents])
    _print("one row?", RejoinSettings(), lambda settings: [_verdict(view, settings) for view in views])


def _print(question: str, usual: Any, decided: Any) -> None:
    print(f"\n{question:28} decisions that change without it")
    before = decided(usual)
    for each in fields(usual):
        if isinstance(each.default, float) and not each.name.endswith(
            ("tolerance", "relative", "share", "undecided", "left")
        ):
            after = decided(replace(usual, **{each.name: 0.0}))
            print(f"{each.name:28} {sum(a != b for a, b in zip(before, after, strict=True)):5}")


def _shape(grids: Sequence[PlacedGrid], settings: ChainSettings) -> list[int]:
    return [len(each.pieces) for each in chain(grids, settings)]


def _verdict(view: SeamView, settings: RejoinSettings) -> tuple[str, bool, frozenset[int]]:
    decision = decide(view, settings)
    return decision.decision, decision.rows_join, frozenset(decision.joined)


def _generated() -> Iterator[Sequence[PlacedGrid]]:
    with TemporaryDirectory() as folder:
        for typesetter, make in TYPESETTERS.items():
            for seed, name in product(range(_SEEDS), printable(typesetter, MAKERS)):
                path = Path(folder) / ("printed.txt" if typesetter == "text" else "printed.pdf")
                path.write_bytes(make(MAKERS[name](seed), seed))
                yield _grids(path)


def _real(folder: Path) -> Iterator[Sequence[PlacedGrid]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".pdf", ".txt"):
            try:
                yield _grids(path)
            except SourceError as error:
                print(f"{path.name}: {error}", file=sys.stderr)


def _grids(path: Path) -> Sequence[PlacedGrid]:
    return lay_out(read(path, name=path.name).pages).grids


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("GONGKAI_DISCLOSURES"))
