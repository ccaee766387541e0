"""Values of several parts that stand in one column of the published tables; one field a part."""

from __future__ import annotations

from typing import Annotated

import msgspec

from normalize.columns import Of


class TextBox(msgspec.Struct, frozen=True, gc=False):
    """A rectangle on a page."""

    x0: Annotated[float, Of("左", "Points from the page's left.", unit="pt")]
    top: Annotated[float, Of("上", "Points from the page's top.", unit="pt")]
    x1: Annotated[float, Of("右", "Points from the page's left.", unit="pt")]
    bottom: Annotated[float, Of("下", "Points from the page's top.", unit="pt")]


class CellPart(msgspec.Struct, frozen=True, gc=False):
    """A part of a cell as one page prints it."""

    page: Annotated[int | None, Of("页", "1-based page; null where the source has none.")]
    x0: Annotated[float | None, Of("左", "Points from the page's left.", unit="pt")]
    top: Annotated[float | None, Of("上", "Points from the page's top.", unit="pt")]
    x1: Annotated[float | None, Of("右", "Points from the page's left.", unit="pt")]
    bottom: Annotated[float | None, Of("下", "Points from the page's top.", unit="pt")]
    text: Annotated[str, Of("文字", "What this page prints of the cell.")]


class Classification(msgspec.Struct, frozen=True, gc=False):
    """One of several codes or labels that a row is keyed by."""

    scheme: Annotated[str, Of("科目体系", "functional, government_economic, department_economic, unit or none.")]
    code: Annotated[str | None, Of("编码", "Whole code, without spaces; null for a label without one.")]
    name: Annotated[str | None, Of("名称", "Name as printed.")]


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One named reason for a decision at a seam."""

    name: Annotated[str, Of("依据", "Name of the evidence, as docs/seams.md lists it.")]
    weight: Annotated[float, Of("权重", "Positive speaks for the decision taken.")]


class EngineReading(msgspec.Struct, frozen=True, gc=False):
    """What one engine reads at the place of a finding."""

    engine: Annotated[str, Of("引擎", "pdfium, pdfplumber, camelot, ocr.")]
    text: Annotated[str, Of("读数", "The text it reads there.")]
