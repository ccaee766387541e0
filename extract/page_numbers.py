"""How page numbers are worded, wherever they are met."""

from __future__ import annotations

import re

_DASH = r"[-—–―－─~～·•.\s]*"
_DASHED = r"\s*[-—–―－]\s*\d{1,4}\s*[-—–―－]\s*"
_WORDED = re.compile(
    rf"{_DASHED}|{_DASH}第\s*(?:\d{{1,4}}|[一二三四五六七八九十百]+)\s*页(?:\s*[,，、/(（]?\s*[共总]?\s*\d{{1,4}}\s*页[)）]?)?{_DASH}"
    r"|\s*(?:页|[Pp]age)\s*[(（]?\s*\d{1,4}\s*[)）]?(?:\s*of\s*\d{1,4})?\s*"  # footers of spreadsheet programs
)
_FIGURES = re.compile(
    rf"{_DASH}(?:第\s*)?\d{{1,4}}(?:\s*页)?(?:\s*[/／|,，、]?\s*(?:共\s*)?\d{{1,4}}(?:\s*页)?)?{_DASH}"
)


def names_page(text: str) -> bool:
    """Tell whether a line is a page number wherever it stands.

    >>> [names_page(text) for text in ("- 3 -", "第3页（共8页）", " Page 3 of 20", "3", "3/20")]
    [True, True, True, False, False]
    """
    return _WORDED.fullmatch(text) is not None


def may_name_page(text: str) -> bool:
    """Tell whether a line is a page number where it stands alone at the edge of a page: a bare figure too."""
    return names_page(text) or _FIGURES.fullmatch(text) is not None
