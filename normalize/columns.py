"""What a column of a published table is: its Chinese label, its meaning, its unit, its scale.

`schema` annotates the fields of its structs with `Of`; `columns_of` reads them back, so
that Parquet, datapackage.json and the data dictionary say the same thing.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec


@dataclass(frozen=True, slots=True)
class Of:
    """Metadata of one column."""

    label: str
    """Chinese label."""
    meaning: str
    """What the column says and when it is null."""
    unit: str | None = None
    """Unit of measure, for numbers that have one."""
    scale: int | None = None
    """Decimal places, for decimals (decimal128(18, scale))."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table, or one member of a nested value."""

    name: str
    type: Any
    """int, str, bool, float, Decimal, list[...], dict[str, ...] or a nested struct."""
    nullable: bool
    of: Of


def is_row_class(bare: Any) -> bool:
    """Tell whether a type is a row class or that of a nested value."""
    return isinstance(bare, type) and issubclass(bare, msgspec.Struct)


@cache
def columns_of(row_type: type[msgspec.Struct]) -> tuple[Column, ...]:
    """Return the columns of a row class in published order."""
    return tuple(_columns(row_type))


def _columns(row_type: type[msgspec.Struct]) -> Iterator[Column]:
    hints = get_type_hints(row_type, include_extras=True)
    for name in row_type.__struct_fields__:
        hint = hints[name]
        of = next((extra for extra in getattr(hint, "__metadata__", ()) if isinstance(extra, Of)), None)
        if of is None:
            raise TypeError(f"{row_type.__name__}.{name} has no Of(...)")
        bare, nullable = _without_none(get_args(hint)[0])
        if bare is Decimal and of.scale is None:
            raise TypeError(f"{row_type.__name__}.{name} is a decimal without a scale")
        yield Column(name, bare, nullable, of)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, types.UnionType):
        members = [member for member in get_args(hint) if member is not types.NoneType]
        if len(members) != 1:
            raise TypeError(f"a column has one type, not {hint}")
        return members[0], True
    return hint, False
