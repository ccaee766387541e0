"""Which tables are certified: every number of theirs stands in an identity that closes, and none fails.

Identities over zeros prove nothing. Only linearly independent ones are
counted, so that the same evidence is not counted twice; and a number found
again elsewhere (a copy) supports no certificate alone, nor do sums of small
whole numbers such as printed column numbers, or of years.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from normalize.checks.figures import Figure, Place
from normalize.checks.identities import Identity, Outcome
from normalize.checks.sheets import Sheet

#: A prime beyond any count of cells: ranks are taken modulo it, which keeps elimination in whole numbers.
_PRIME = 2**61 - 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """What the identities say of one table."""

    identities: int
    """Linearly independent identities that close over it."""
    certified: bool


def certificates(sheets: Sequence[Sheet], outcomes: Iterable[Outcome]) -> dict[int, Certificate]:
    """Return the certificate of each table by number."""
    told = list(outcomes)
    of_table: dict[int, list[Identity]] = {}
    failed: set[int] = set()
    for each in told:
        tables = {figure.table_no for figure in _figures(each.identity) if figure.table_no is not None}
        for number in tables:
            if each.verdict == "pass" and each.identity.relation == "=":
                of_table.setdefault(number, []).append(each.identity)
            elif each.verdict == "fail":
                failed.add(number)
    by_number: Mapping[int, Sheet] = {sheet.number: sheet for sheet in sheets}
    result = {}
    for number, identities in of_table.items():
        rank = _rank(identities)
        sheet = by_number.get(number)
        whole = _is_covered(sheet, identities) if sheet is not None else _inner_sums(identities, number) > 0
        result[number] = Certificate(rank, whole and number not in failed and _inner_sums(identities, number) > 0)
    return result


def _figures(identity: Identity) -> tuple[Figure, ...]:
    return (identity.whole, *identity.parts)


def _inner_sums(identities: Iterable[Identity], number: int) -> int:
    """Count the sums of two or more numbers within the table, each set of values once."""
    evidence = set()
    for each in identities:
        inner = {figure.table_no for figure in _figures(each)} == {number}
        if inner and not each.is_copy and not _is_count_like(each):
            evidence.add((each.whole.value, tuple(sorted(part.value for part in each.parts if part.value))))
    return len(evidence)


def _is_count_like(identity: Identity) -> bool:
    """Tell whether the numbers may be column numbers, ordinals or years rather than money."""
    texts = [each.text for each in _figures(identity) if each.value]
    return all(text.isascii() and text.isdigit() and len(text) <= 2 for text in texts) or all(
        text.isascii() and text.isdigit() and len(text) == 4 and text.startswith("20") for text in texts
    )


def _is_covered(sheet: Sheet, identities: Iterable[Identity]) -> bool:
    """Tell whether every number of the table but zeros stands in an identity that closes."""
    closed = {figure.place for each in identities for figure in _figures(each)}
    numbers = [figure for row in sheet.rows for figure in row.figures.values() if figure.value]
    return bool(numbers) and all(figure.place in closed for figure in numbers)


def _rank(identities: Iterable[Identity]) -> int:
    """Return how many of the identities are linearly independent."""
    numbers: dict[Place, int] = {}
    reduced: dict[int, dict[int, int]] = {}
    for each in identities:
        row: dict[int, int] = {}
        for figure, sign in ((each.whole, 1), *((part, -1) for part in each.parts)):
            if figure.value:
                number = numbers.setdefault(figure.place, len(numbers))
                row[number] = (row.get(number, 0) + sign) % _PRIME
        row = {number: value for number, value in row.items() if value}
        while row:
            pivot = min(row)
            known = reduced.get(pivot)
            if known is None:
                inverse = pow(row[pivot], -1, _PRIME)
                reduced[pivot] = {number: value * inverse % _PRIME for number, value in row.items()}
                break
            factor = row[pivot]
            for number, value in known.items():
                left = (row.get(number, 0) - factor * value) % _PRIME
                if left:
                    row[number] = left
                else:
                    row.pop(number, None)
    return len(reduced)
