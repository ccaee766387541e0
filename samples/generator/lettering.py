"""Letters on a page: the two fonts of the office typesetter, widths, and lines broken as office programs break them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Literal, TypeAlias

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

from samples.generator.outlines import truetype

Font: TypeAlias = Literal["embedded", "named"]
"""Our sample font, embedded as TrueType; or STSong-Light by its name alone, which
the reader of the document has to stand in for, as in files printed with 宋体."""

_NAMES = {"embedded": "GongkaiSampleSans", "named": "STSong-Light"}

#: What a line is made of: digits with their marks, Latin words, single other characters.
_TOKEN = re.compile(r"[!-,./-~]+-?|[^!-~]|\s+")

#: Marks that no line begins with.
_CLOSING = frozenset("，。、；：？！）》」』”’〉】％")
#: Marks that no line ends with.
_OPENING = frozenset("（《「『“‘〈【")


@cache
def font_name(font: Font) -> str:
    """Return the name under which the font is registered with reportlab."""
    if font == "embedded":
        pdfmetrics.registerFont(TTFont(_NAMES[font], BytesIO(truetype())))
    else:
        pdfmetrics.registerFont(UnicodeCIDFont(_NAMES[font]))
    return _NAMES[font]


@cache
def _em(character: str, font: Font) -> float:
    return float(pdfmetrics.stringWidth(character, font_name(font), 1.0))


def width(text: str, font: Font, size: float) -> float:
    """Return the width of a text on one line, in points."""
    return size * sum(_em(character, font) for character in text)


def broken(text: str, font: Font, size: float, available: float, *, first_indent: float = 0.0) -> tuple[str, ...]:
    """Return the lines of a text; () for a blank one. A word wider than the line is broken anywhere."""
    return tuple(line for each in text.split("\n") for line in _lines(each, font, size, available, first_indent))


def _lines(text: str, font: Font, size: float, available: float, indent: float) -> Iterator[str]:
    line: list[str] = []
    used = indent
    for token in _pieces(text, font, size, available):
        taken = width(token, font, size)
        if line and used + taken > available:
            moved = _moved(line, token)
            yield "".join(line[: len(line) - moved]).rstrip()
            line = line[len(line) - moved :]
            used = sum(width(each, font, size) for each in line)
            if not line and token.isspace():
                continue
        line.append(token)
        used += taken
    if line:
        yield "".join(line)


def _pieces(text: str, font: Font, size: float, available: float) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        if width(token, font, size) > available:
            yield from token
        else:
            yield token


def _moved(line: list[str], token: str) -> int:
    """Return how many tokens move to the next line with `token`, at most two and never all."""
    moved = 0
    if token in _CLOSING:
        moved = 1
    while moved < min(2, len(line) - 1) and line[len(line) - moved - 1] in _OPENING:
        moved += 1
    return min(moved, len(line) - 1)
