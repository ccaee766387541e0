"""Arrow schemas of the published tables, and rows as Arrow tables.

The schema of `normalize.schema` is the only source: names, types, Chinese
labels, meanings and units come from there and stand in the Parquet metadata.

    RowError (ValueError)   a row does not fit its own schema
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin

import pyarrow as pa

from normalize.columns import Column, columns_of, is_row_class
from normalize.records import Records
from normalize.schema import TABLES

#: Digits before and after the point of every published decimal (decimal128).
DECIMAL_DIGITS = 18

_SCALARS: dict[type, pa.DataType] = {
    str: pa.string(),
    bool: pa.bool_(),
    float: pa.float64(),
    # Sizes of files go beyond 2 GiB, and one integer type is easier to join on.
    int: pa.int64(),
}


#: What Arrow raises where a value does not fit; UnicodeEncodeError where a text holds half a character.
_MISFITS = (pa.ArrowInvalid, TypeError, OverflowError, UnicodeEncodeError, AttributeError)


class RowError(ValueError):
    """A row does not fit its own schema; the message names the column and the value."""


@cache
def arrow_schema(row_type: type) -> pa.Schema:
    """Return the Arrow schema of a row class, with label, meaning and unit of each column as metadata."""
    columns = columns_of(row_type)
    return pa.schema(
        [_field(column) for column in columns],
        metadata={"description": _docstring(row_type), "pandas": _pandas_metadata(columns)},
    )


def arrow_table(row_type: type, rows: Sequence[Any]) -> pa.Table:
    """Return rows of a row class as an Arrow table.

    Raises:
        RowError: A value does not fit the type of its column.

    """
    schema = arrow_schema(row_type)
    arrays = [
        _array(row_type, column, arrow_field.type, rows)
        for column, arrow_field in zip(columns_of(row_type), schema, strict=True)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _array(row_type: type, column: Column, arrow_type: pa.DataType, rows: Sequence[Any]) -> pa.Array:
    values: list[Any] = list(map(attrgetter(column.name), rows))
    try:
        return _values(column.type, values, arrow_type)
    except _MISFITS as error:
        misfit = next((value for value in values if not _fits(column.type, value, arrow_type)), None)
        raise RowError(f"{row_type.__name__}.{column.name} cannot be {arrow_type}: {misfit!r}") from error


def _values(bare: Any, values: Sequence[Any], arrow_type: pa.DataType) -> pa.Array:
    """Return values of a column's type as an Arrow array.

    Nested ones are built column by column: of Arrow's own ways with Python objects the fastest, and cells have a
    million parts.
    """
    if get_origin(bare) is list:
        if not all(isinstance(value, list) for value in values):
            raise TypeError("not a list")
        inner = _values(get_args(bare)[0], [each for value in values for each in value], arrow_type.value_type)
        ends = itertools.accumulate((len(value) for value in values), initial=0)
        return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), inner, type=arrow_type)
    if is_row_class(bare):
        members = []
        for column in columns_of(bare):
            # Under a null, Arrow wants something in a member that may not be null.
            lacking = None if column.nullable else column.type()
            some = [lacking if value is None else getattr(value, column.name) for value in values]
            members.append(_values(column.type, some, arrow_type.field(column.name).type))
        nulls = pa.array([value is None for value in values], pa.bool_())
        return pa.StructArray.from_arrays(members, fields=list(arrow_type), mask=nulls)
    if get_origin(bare) is dict:
        return pa.array([None if value is None else list(value.items()) for value in values], arrow_type)
    return pa.array(values, arrow_type)


def _fits(bare: Any, value: Any, arrow_type: pa.DataType) -> bool:
    try:
        _values(bare, [value], arrow_type)
    except _MISFITS:
        return False
    return True


def check_records(records: Records) -> None:
    """Make sure that a document's numbers can be published, so that it alone fails where they cannot.

    Whether values have the types of their columns shows when the records are kept (`pipeline.shards`).

    Raises:
        RowError: A number has more digits than its column.

    """
    for name, row_type in TABLES.items():
        _check_numbers(row_type, records.tables[name])


def _check_numbers(row_type: type, rows: Sequence[Any]) -> None:
    for column in columns_of(row_type):
        if column.type in (Decimal, int):
            _array(row_type, column, _type(column.type, column.of.scale), rows)


def _field(column: Column) -> pa.Field:
    metadata = {"label": column.of.label, "meaning": column.of.meaning}
    if column.of.unit is not None:
        metadata["unit"] = column.of.unit
    return pa.field(column.name, _type(column.type, column.of.scale), nullable=column.nullable, metadata=metadata)


def _type(bare: Any, scale: int | None = None) -> pa.DataType:
    if bare is Decimal:
        return pa.decimal128(DECIMAL_DIGITS, scale)
    if bare in _SCALARS:
        return _SCALARS[bare]
    if get_origin(bare) is list:
        return pa.list_(_type(get_args(bare)[0]))
    if get_origin(bare) is dict:
        key, value = get_args(bare)
        return pa.map_(_type(key), _type(value))
    if is_row_class(bare):
        return pa.struct([_field(member) for member in columns_of(bare)])
    raise TypeError(f"no Arrow type for {bare}")


def _pandas_metadata(columns: Sequence[Column]) -> str:
    """Return what makes pandas keep integers with gaps integers.

    Without it `pandas.read_parquet` reads a nullable integer column as floats,
    so that page 12 becomes 12.0.
    """
    gaps = [
        {
            "name": column.name,
            "field_name": column.name,
            "pandas_type": "int64",
            "numpy_type": "Int64",
            "metadata": None,
        }
        for column in columns
        if column.type is int and column.nullable
    ]
    return json.dumps({"index_columns": [], "column_indexes": [], "columns": gaps, "pandas_version": "3.0.0"})


def _docstring(row_type: type) -> str:
    return " ".join((row_type.__doc__ or "").split())
