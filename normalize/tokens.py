"""Does a word run across a seam? Asked of jieba, with the field's words added, and only of Chinese text."""

from __future__ import annotations

import logging
import re
import warnings
from functools import cache
from typing import Any

from normalize.folding import fold
from normalize.lexicon import FORM_LABELS, LEVEL1, LEVEL2

_WINDOW = 12
"""Characters looked at on each side; a longer window finds no further words."""
_HAN = re.compile(r"[\u4e00-\u9fff]")


@cache
def _tokenizer() -> Any:
    """Load jieba when the first seam needs it (0.6 s), quietly."""
    with warnings.catch_warnings():
        # jieba 0.42 imports pkg_resources and writes regular expressions without raw strings.
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for term in sorted(FORM_LABELS | LEVEL1 | LEVEL2):
        if len(term) > 1 and _HAN.search(term):
            tokenizer.add_word(term)
    return tokenizer


def token_crosses(before: str, after: str) -> bool:
    """Tell whether a word of two or more characters begins before the seam and ends after it.

    Limitations: one-sided. Unknown words give no sign (入统|标准), so False
    proves nothing; numbers and codes are never asked about.
    """
    first, second = fold(before)[-_WINDOW:], fold(after)[:_WINDOW]
    if not first or not second or not _HAN.match(first[-1]) or not _HAN.match(second[0]):
        return False
    at = len(first)
    return any(start < at < end for _, start, end in _tokenizer().tokenize(first + second, HMM=False))
