"""What a form's fields and notes typed on a page say, made part of its print.

pdfium's text leaves them out, though every viewer shows and every printer prints
them: a declared amount typed into a form would vanish.
"""

from __future__ import annotations

from typing import Any

from pypdfium2 import raw

_CARRIES_PRINT = frozenset((raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET))


def load_page(document: Any, number: int) -> Any:
    """Return page `number` (from 1) with the print of its fields and typed notes in place; falsy if it cannot be loaded.

    The page in memory is changed, never the file.
    """
    page = raw.FPDF_LoadPage(document, number - 1)
    if not page or not _has_print(page) or raw.FPDFPage_Flatten(page, raw.FLAT_PRINT) != raw.FLATTEN_SUCCESS:
        return page
    # What was flattened shows once the page is read anew.
    raw.FPDF_ClosePage(page)
    return raw.FPDF_LoadPage(document, number - 1)


def _has_print(page: Any) -> bool:
    return any(_kind(page, at) in _CARRIES_PRINT for at in range(raw.FPDFPage_GetAnnotCount(page)))


def _kind(page: Any, at: int) -> int:
    annotation = raw.FPDFPage_GetAnnot(page, at)
    if not annotation:
        return int(raw.FPDF_ANNOT_UNKNOWN)
    try:
        return int(raw.FPDFAnnot_GetSubtype(annotation))
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
