"""Which number is wrong, where two failures agree on it.

One failed sum blames nobody. Two that share a number, and that one other value
of this number would both close, point at it; unless a passing identity vouches
for the number as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from normalize.checks.figures import UNIT_WORDS, Figure, Place, in_unit, number_text
from normalize.checks.identities import Identity, Outcome


def point_out(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the outcomes, failures that agree on one number saying so."""
    failed = [each for each in outcomes if each.verdict == "fail" and each.identity.relation == "="]
    vouched = {
        figure.place
        for each in outcomes
        if each.verdict == "pass" and each.identity.relation == "="
        for figure in (each.identity.whole, *each.identity.parts)
    }
    votes: dict[tuple[Place, Decimal], list[tuple[Outcome, Figure]]] = {}
    for each in failed:
        for figure, value in _remedies(each.identity):
            if figure.place not in vouched:
                votes.setdefault((figure.place, value), []).append((each, figure))
    said: dict[int, set[str]] = {}
    for (_, value), agreeing in votes.items():
        if len(agreeing) > 1:
            figure = agreeing[0][1]
            word = UNIT_WORDS[figure.unit] if figure.unit else ""
            told = f"{len(agreeing)}个等式都指向所印“{figure.text}”，若为{number_text(in_unit(value, figure.unit))}{word}则均相符"
            for each, _ in agreeing:
                said.setdefault(id(each), set()).add(told)
    # Where several numbers would do, none is pointed out.
    return [
        replace(each, reason=min(said[id(each)])) if len(said.get(id(each), ())) == 1 else each for each in outcomes
    ]


def _remedies(identity: Identity) -> Iterable[tuple[Figure, Decimal]]:
    """Return each number of a failed sum with the value that would close it."""
    yield identity.whole, identity.total
    for part in identity.parts:
        yield part, part.value + identity.difference
