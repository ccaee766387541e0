"""The names of the engines; light to import, unlike the engines."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Engine: TypeAlias = Literal["auto", "pdfium", "pdfplumber", "camelot"]
"""`auto` takes the first reading of the format; the others insist on one engine, and all of them read PDF alone."""

ENGINES: tuple[Engine, ...] = get_args(Engine)
