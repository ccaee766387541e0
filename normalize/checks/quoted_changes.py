"""Amounts of two years, and shares within shares, as prose tells them: N-09, N-15, N-19."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from normalize.checks.figures import quoted_figure
from normalize.checks.identities import Identity
from normalize.checks.quoted_sums import signed
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount

_SMALL = re.compile(r"小微|小型(?:和|、|及)微型")
_SMALL_AND_MEDIUM = re.compile(r"中小")
_PROCUREMENT = re.compile(r"(?:部门|单位)?政府采购(?:支出|预算)?(?:总额|金额|总预算|预算)?(?:\(.*\))?")
_NAMED = re.compile(r"[一-鿿]")
#: 剔除…因素, 同口径: the year before is not the amount printed for it.
_RESCOPED = re.compile(r"剔除|同口径|可比口径|扣除")


def change_identities(records: Records) -> Iterator[Identity]:
    """Return the identities between amounts that stand side by side in prose."""
    amounts: list[Amount] = [each for each in records.tables["amounts"] if each.table_no is None]
    year = records.fiscal_year
    for index, each in enumerate(amounts):
        before = amounts[max(0, index - 2) : index]
        yield from _increase(each, before, year)
        yield from _direction(each, before, year)
        yield from _small_firms(each, before)
    yield from _within_procurement(amounts)


def _beside(one: Amount, other: Amount) -> bool:
    return (
        one.sentence == other.sentence
        and one.section_no == other.section_no
        and one.subject == other.subject
        and _NAMED.search(one.subject or "") is not None
        and not _RESCOPED.search(one.sentence)
    )


def _increase(change: Amount, before: Sequence[Amount], year: int) -> Iterator[Identity]:
    """The year before is this year's amount less the increase, and not below zero: N-09."""
    if change.direction != "increase" or not before or not change.amount_yuan:
        return
    level = before[-1]
    if level.direction is None and level.year in (None, year) and _beside(change, level):
        yield Identity(
            "N-09",
            quoted_figure(level),
            (quoted_figure(change),),
            f"文字“{level.subject}”本年数与较上年增加额",
            relation=">=",
        )


def _direction(change: Amount, before: Sequence[Amount], year: int) -> Iterator[Identity]:
    """本年…万元，上年…万元，增加…万元: N-19."""
    if change.direction is None or len(before) != 2 or not change.amount_yuan:
        return
    levels = {each.year: each for each in before if each.direction is None and _beside(change, each)}
    now, prior = levels.get(year), levels.get(year - 1)
    if now is None or prior is None:
        return
    earlier = quoted_figure(prior)
    identity = Identity(
        "N-19", signed(change), (quoted_figure(now), msgspec.structs.replace(earlier, value=-earlier.value, text=f"-{earlier.text}")),
        f"文字“{now.subject}”增减额与本年、上年数之差",
    )  # fmt: skip
    # What differs in amount may be of another scope; that more is told where there is less may not.
    same_way = identity.total * identity.whole.value > 0
    yield replace(identity, shaky="增减额的口径可能与所列两年金额不同") if same_way else identity


def _small_firms(small: Amount, before: Sequence[Amount]) -> Iterator[Identity]:
    """面向小微企业 is a part of 面向中小企业: N-15."""
    if not _SMALL.search(small.subject or "") or small.direction is not None:
        return
    for medium in before:
        alike = medium.sentence == small.sentence and medium.direction is None and medium.year == small.year
        if alike and _SMALL_AND_MEDIUM.search(medium.subject or "") and _kind(medium) == _kind(small):
            yield Identity(
                "N-15",
                quoted_figure(medium),
                (quoted_figure(small),),
                f"文字“{medium.subject}”与“{small.subject}”",
                relation=">=",
            )


def _kind(amount: Amount) -> str:
    """Return what is told of firms: money reserved in the budget, or contracts given."""
    return "合同" if re.search("合同|中标|成交|授予", amount.subject or "") else "预留"


def _within_procurement(amounts: Sequence[Amount]) -> Iterator[Identity]:
    for whole in amounts:
        if whole.direction is not None or not _PROCUREMENT.fullmatch(fold(whole.subject or "")):
            continue
        for each in amounts:
            if (
                _SMALL_AND_MEDIUM.search(each.subject or "")
                and each.direction is None
                and (each.section_no, each.year) == (whole.section_no, whole.year)
                and each.amount_no > whole.amount_no
            ):
                # Contracts may be counted in another year than the purchases they pay for.
                shaky = "合同金额与采购金额口径可能不同" if _kind(each) == "合同" else ""
                yield Identity(
                    "N-15", quoted_figure(whole), (quoted_figure(each),), f"文字“{whole.subject}”与“{each.subject}”",
                    relation=">=", shaky=shaky,
                )  # fmt: skip
