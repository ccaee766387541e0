"""Fold text for matching."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Marks that PDF producers and text converters use interchangeably (seen in one table).
_VARIANTS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "﹪": "%",
        "〔": "[",
        "〕": "]",
        "【": "[",
        "】": "]",
        "—": "-",
        "–": "-",
        "－": "-",
    }
)

_VARIANT = re.compile("[" + "".join(map(chr, _VARIANTS)) + "]")

#: Texts whose answer is kept: a document asks for the same ones again and again.
REMEMBERED = 1 << 15


@lru_cache(REMEMBERED)
def fold(text: str) -> str:
    """Return the text as it is compared: NFKC, no white space, one form of quote, dash and bracket.

    >>> fold("公务用车购置及运行费（ 万元 ）")
    '公务用车购置及运行费(万元)'
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    # Most texts hold none of these marks: looking for one is cheaper than replacing none.
    return folded.translate(_VARIANTS) if _VARIANT.search(folded) else folded


def fold_wide(text: str) -> str:
    """Return the text without white space, brackets and quotes as printed."""
    return "".join(text.split())
