"""An identity over printed numbers, and what it comes to.

A failed sum does not say which side is wrong. A blank is not zero: where an
identity fails and a part of it prints nothing, it fails for certain only if
other rows of the same table show that blanks there stand for zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeAlias

from normalize.checks.figures import Figure
from normalize.vocabulary import Verdict

Relation: TypeAlias = Literal["=", "<=", ">="]

_HALF = Decimal("0.5")


@dataclass(frozen=True)
class Identity:
    """One number against the sum of others, as a check states it."""

    check_id: str
    whole: Figure
    parts: tuple[Figure, ...]
    statement: str
    """What is compared, in Chinese: 合计与基本支出、项目支出之和."""
    relation: Relation = "="
    """How the whole stands to the sum of its parts."""
    blanks: tuple[str, ...] = ()
    """Names of parts whose cells print nothing."""
    shaky: str = ""
    """Why a failure would prove nothing (the row was cut by a page, parts may be missing); empty where it would."""
    inferred: bool = False
    """Read off the layout of the table rather than stated by the form; holds only if most of its instances do."""
    tables: tuple[int, ...] = ()
    """Tables compared beside those of the figures: one that lacks the row."""
    pages: tuple[int, ...] = ()
    """Their pages."""
    least: Decimal = Decimal(0)
    """Difference that is always allowed, in the measure of the figures."""

    @cached_property
    def total(self) -> Decimal:
        """The sum of the parts."""
        return sum((part.value for part in self.parts), Decimal(0))

    @property
    def difference(self) -> Decimal:
        """The whole minus the sum of its parts."""
        return self.whole.value - self.total

    @cached_property
    def tolerance(self) -> Decimal:
        """What rounding alone may make of the difference: half a step for each number that was rounded.

        Copies of one number in one unit must be equal to the digit.
        """
        if len(self.parts) == 1 and self.whole.step == self.parts[0].step:
            return self.least
        rounded = (each.step for each in (self.whole, *self.parts) if not each.is_exact)
        return max(self.least, sum((_HALF * step for step in rounded), Decimal(0)))

    @property
    def closes(self) -> bool:
        """Tell whether the relation holds within the tolerance."""
        if self.relation == "<=":
            return self.difference <= self.tolerance
        if self.relation == ">=":
            return self.difference >= -self.tolerance
        return abs(self.difference) <= self.tolerance

    @property
    def is_trivial(self) -> bool:
        """Tell whether it closes without proving anything: nothing but zeros."""
        return not self.whole.value and not any(part.value for part in self.parts)

    @property
    def is_copy(self) -> bool:
        """Tell whether one number is only found again: at most one part is not zero."""
        return sum(bool(part.value) for part in self.parts) < 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an identity came to."""

    identity: Identity
    verdict: Verdict
    reason: str = ""
    """Why it is insufficient, in Chinese; or what a further identity adds to a failure."""


def judge(identities: Iterable[Identity]) -> list[Outcome]:
    """Return the outcomes of one check over one table; zeros alone prove nothing and are left out."""
    told = [each for each in identities if not each.is_trivial]
    passed = [each for each in told if each.closes]
    blanks_are_zero = any(each.blanks for each in passed)
    # Where as many close as fail, and all that fail lack one amount, the amount is missing and not the rule.
    lacking = {each.difference for each in told if not each.closes}
    holds = 2 * len(passed) > len(told) or (2 * len(passed) == len(told) and len(passed) > 1 and len(lacking) == 1)
    return [_outcome(each, holds=holds, blanks_are_zero=blanks_are_zero) for each in told]


def _outcome(identity: Identity, *, holds: bool, blanks_are_zero: bool) -> Outcome:
    if identity.closes:
        return Outcome(identity, "pass")
    if identity.shaky:
        return Outcome(identity, "insufficient", identity.shaky)
    if identity.inferred and not holds:
        return Outcome(identity, "insufficient", "按表头或编号推定的等式在本表多数处不成立，表式未能确认")
    if identity.blanks and not blanks_are_zero:
        return Outcome(identity, "insufficient", f"{'、'.join(identity.blanks[:3])}为空白，不能当作零")
    return Outcome(identity, "fail")


def either(candidates: Sequence[Identity]) -> list[Identity]:
    """Return the first alternative that closes, or the first: a form may mean either of several totals."""
    return [next((each for each in candidates if each.closes), candidates[0])] if candidates else []
