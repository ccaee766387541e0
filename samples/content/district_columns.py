"""What the columns of the district's tables hold: which money, under which name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from normalize.vocabulary import Measure
from samples.content import district_amounts as money
from samples.content.district_amounts import Item

Takes: TypeAlias = tuple[Callable[[Item], Decimal], ...]
"""One for each amount column: its part of an item's money."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Amount columns of a coded table."""

    labels: tuple[str, ...]
    amounts: Takes
    measures: tuple[Measure, ...]
    ids: tuple[str, ...]


def of_general(item: Item) -> Decimal:
    """Return 一般公共预算 of the item."""
    return item.general


def of_business(item: Item) -> Decimal:
    """Return 事业收入 of the item."""
    return item.business


def of_carried(item: Item) -> Decimal:
    """Return 上年结转 of the item."""
    return item.carried


def of_all(item: Item) -> Decimal:
    """Return 合计 of the item."""
    return item.total


def of_basic(item: Item) -> Decimal:
    """Return 基本支出 of the item."""
    return item.basic


def of_projects(item: Item) -> Decimal:
    """Return 项目支出 of the item from the general public budget."""
    return item.project


def of_all_projects(item: Item) -> Decimal:
    """Return 项目支出 of the item from every source."""
    return item.all_projects


def of_personnel(item: Item) -> Decimal:
    """Return 人员经费 of the item."""
    return item.personnel


def of_operating(item: Item) -> Decimal:
    """Return 公用经费 of the item."""
    return item.operating


INCOME = Parts(
    ("合计", "一般公共预算拨款收入", "事业收入", "上年结转"),
    (of_all, of_general, of_business, of_carried),
    ("total", "general_public_budget", "business_income", "carry_over"),
    ("1=2+3+4", "2", "3", "4"),
)
EXPENDITURE = Parts(
    ("合计", "基本支出", "项目支出"),
    (of_all, of_basic, of_all_projects),
    ("total", "basic", "project"),
    ("1=2+3", "2", "3"),
)
GENERAL = Parts(
    ("合计", "基本支出", "项目支出"),
    (of_general, of_basic, of_projects),
    ("total", "basic", "project"),
    ("1=2+3", "2", "3"),
)


def sums(details: tuple[Item, ...], parts: Takes) -> tuple[Decimal | None, ...]:
    """Return one sum a column; a column without money stays blank."""
    return tuple(money.total(details, part) or None for part in parts)


_DIGITS = "一二三四五六七八九十"


def numbered_classes() -> list[tuple[str, str]]:
    """Return code and printed label of each 类, e.g. 七、文化旅游体育与传媒支出."""
    return [(code, f"{_ordinal(number)}、{name}") for number, (code, name) in enumerate(money.CLASSES, 1)]


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return lead + (_DIGITS[ones - 1] if ones else "")
