"""Running text made whole: paragraphs cut by a page, a blank line or a wrap are joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.page_numbers import names_page
from extract.records import Paragraph, TextLine
from extract.wrapping import join_wrapped
from normalize.cut_items import cuts_item
from normalize.numbering import parse_ordinal


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """One paragraph of running text outside tables, captions, unit lines, notes and furniture."""

    page: int | None
    paragraph: Paragraph
    after_table: int
    """table_no of the last table before it, 0 before the first."""


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph as its author wrote it."""

    text: str
    """Lines joined (`extract.wrapping.join_wrapped`)."""
    pages: tuple[int, ...] = ()
    """Pages it is printed on, ascending; () where the source has none."""
    after_table: int = 0
    """table_no of the last table before it, 0 before the first."""
    size: float | None = None
    """Font size in points of most of its characters; None without layout."""


@dataclass(frozen=True, slots=True)
class JoinSettings:
    """When two pieces of text are one paragraph."""

    size_tolerance: float = 0.6
    """Greatest difference in font size, in points; headings differ from text by 1.5 and more."""
    short_line: float = 1.5
    """A line this many characters shorter than the widest of its paragraph ended before the margin."""
    wrapped_share: float = 0.35
    """Share of a dump's lines that end at its margin, where a converter wrapped them there."""
    ragged: float = 2.5
    """Ems by which wrapped lines end before the margin: a mark may not begin a line, marks are narrowed."""
    wrapped_lines: int = 8
    """Fewer lines tell no margin."""


_Piece = tuple[ProseParagraph, bool, bool]
"""A piece with whether it ends open and whether it starts flush."""

#: A sentence or a list item is over.
_ENDED = re.compile(r"[。！？!?；;：:][”」』）)\]]*$")
#: The clause goes on in the next line whatever that line looks like.
_GOES_ON = re.compile(r"[，,、（(“《]$|(?<=[\u4e00-\u9fff]{6})[在和与及按于]$")
#: No paragraph begins with these.
_CANNOT_BEGIN = re.compile(r"^(?:[，,。；;、：:）)”》%％]|较(?:20\d\d|上)年|[（(][类款项境][）)])")
#: A number was cut from its unit: "20 | 万元", "5. | 3%".
_CUT_NUMBER = (re.compile(r"\d[.,]?$"), re.compile(r"^(?:\d|[万亿]?元|[万亿]|%|％|年|月|日|个|家|人|次|台|辆|套)"))
#: Shorter lines are headings and ends of paragraphs, in ems; longer ones tell where a dump wraps.
_SHORTEST_LINE = 15
_LATIN = 0x2E80
_FIGURE = re.compile(r"\s*\d{1,4}\s*")
_CLAUSE = re.compile(r"[，,。；;]")
#: Begins a paragraph of its own although it carries no ordinal.
_OPENER = re.compile(r"^(?:注|附|附件|说明|备注|目\s*录|图\s*\d|表\s*\d|[#*●■◆▲]|其中[:：])")
#: A title of the document: it goes on with no sentence, although the line above (a telephone number, a menu) has no end.
_TITLE = re.compile(
    r"^(?=[^，,。；;]*20\d\d\s*年)[^，,。；;]{6,50}(?:预算|决算)(?:信息)?(?:公开)?(?:情况)?(?:的)?(?:说明|报告)?(?:目录)?$"
)

#: Paragraphs before and after an item that tell what its list consists of.
_AROUND = 12


def join_prose(placed: Sequence[PlacedParagraph], settings: JoinSettings | None = None) -> list[ProseParagraph]:
    """Return the paragraphs of a document, each whole, in reading order.

    Evidence that a piece goes on in the next one: no end of sentence, nothing
    that opens a paragraph, the same font size; with layout also a last line
    that reaches the margin and a first line that is not indented. Lines of a
    text dump that all end alike tell its margin.

    Limitations: a paragraph cut exactly at a full stop stays two where the
    source has no layout, or where paragraphs are not indented.
    """
    chosen = settings or JoinSettings()
    whole: list[ProseParagraph] = []
    last: _Piece | None = None
    margin = _margin(placed, chosen)
    pieces = [each for item in placed if not _is_page_number(item) for each in _pieces(item, chosen, margin)]
    for number, piece in enumerate(pieces):
        if last is not None and (
            _continues(last, piece, chosen)
            or (
                _may_cut_item(last[0], piece[0])
                and cuts_item(
                    [each.text for each in whole[-1 - _AROUND : -1]],
                    last[0].text,
                    piece[0].text,
                    [each.text for each, _, _ in pieces[number + 1 : number + 1 + _AROUND]],
                )
            )
        ):
            joined = _joined(last[0], piece[0])
            whole[-1] = joined
            last = (joined, piece[1], last[2])
        else:
            whole.append(piece[0])
            last = piece
    return whole


def _is_page_number(placed: PlacedParagraph) -> bool:
    """Tell whether nothing but a page number is printed: on landscape pages it stands far from the foot."""
    text = placed.paragraph.text
    return placed.page is not None and (names_page(text) or _FIGURE.fullmatch(text) is not None)


def _margin(placed: Sequence[PlacedParagraph], settings: JoinSettings) -> float | None:
    """Return the width at which a converter wrapped the lines of a text dump, in ems; None where it did not."""
    lines = [line for each in placed for line in each.paragraph.lines if line.text.strip()]
    if any(line.box is not None or line.size for line in lines):
        return None
    widths = sorted(width for line in lines if (width := _ems(line.text)) >= _SHORTEST_LINE)
    if len(widths) < settings.wrapped_lines:
        return None
    # One line that the converter forgot is no margin.
    margin = widths[-1 - len(widths) // 20]
    full = [line.text for line in lines if abs(_ems(line.text) - margin) <= settings.ragged]
    if len(full) < settings.wrapped_share * len(widths):
        return None
    # The titles of a list may be of one length too; sentences have marks.
    return margin if 3 * sum(bool(_CLAUSE.search(text)) for text in full) >= len(full) else None


def _ems(text: str) -> float:
    """Return the width of a line as set: a Latin letter or a digit is half as wide as a Chinese character."""
    return sum(0.5 if ord(char) < _LATIN and char not in "“”‘’—…" else 1.0 for char in text.strip())


def _pieces(placed: PlacedParagraph, settings: JoinSettings, margin: float | None) -> Iterator[_Piece]:
    """Split what a reader took for one paragraph where a numbered line begins after a line that ended."""
    paragraph = placed.paragraph
    runs: list[list[TextLine]] = []
    for line in paragraph.lines:
        if not line.text.strip():
            continue
        if runs and not _begins(line, runs[-1], paragraph.lines, settings):
            runs[-1].append(line)
        else:
            runs.append([line])
    for index, run in enumerate(runs):
        text = join_wrapped(line.text for line in run)
        pages = () if placed.page is None else (placed.page,)
        piece = ProseParagraph(text, pages, placed.after_table, _size(run))
        final = index == len(runs) - 1
        full = margin is not None and _ems(run[-1].text) >= margin - settings.ragged
        yield piece, (paragraph.ends_open and final) or full, paragraph.starts_flush and index == 0


def _begins(line: TextLine, run: list[TextLine], lines: Sequence[TextLine], settings: JoinSettings) -> bool:
    before = run[-1].text.strip()
    if _GOES_ON.search(before) or _CANNOT_BEGIN.match(line.text.strip()):
        return False
    if line.size and run[-1].size and abs(line.size - run[-1].size) > settings.size_tolerance:
        return True
    ended = bool(_ENDED.search(before)) or _stops_short(run[-1], lines, settings)
    return ended and (parse_ordinal(line.text) is not None or _is_leader(before) or _is_leader(line.text))


def _is_leader(text: str) -> bool:
    return bool(re.search(r"(?:[.．·…]\s*){4,}\d*$", text.strip()))


def _stops_short(line: TextLine, lines: Sequence[TextLine], settings: JoinSettings) -> bool:
    right = max((each.box[2] for each in lines if each.box), default=None)
    if line.box is None or right is None:
        return len(line.text.strip()) + settings.short_line < max(len(each.text.strip()) for each in lines)
    em = line.size or 12.0
    return line.box[2] + settings.short_line * em < right


def _size(lines: Sequence[TextLine]) -> float | None:
    weights: dict[float, int] = {}
    for line in lines:
        if line.size:
            weights[line.size] = weights.get(line.size, 0) + len(line.text)
    return max(weights, key=lambda size: (weights[size], size)) if weights else None


def _continues(before: _Piece, after: _Piece, settings: JoinSettings) -> bool:
    (first, open_end, _), (second, _, flush) = before, after
    if first.after_table != second.after_table:
        return False
    if _CANNOT_BEGIN.match(second.text):
        return True
    if first.size and second.size and abs(first.size - second.size) > settings.size_tolerance:
        return False
    if _TITLE.match(second.text) and not _GOES_ON.search(first.text):
        return False
    if all(pattern.search(text) for pattern, text in zip(_CUT_NUMBER, (first.text, second.text), strict=True)):
        return bool(_CLAUSE.search(first.text)) or open_end
    if parse_ordinal(second.text) or _OPENER.match(second.text) or _is_leader(first.text):
        return False
    if _GOES_ON.search(first.text):
        return True
    if _ENDED.search(first.text):
        return open_end and flush and not re.search(r"[：:]$", first.text)
    if first.size is None and second.size is None:
        # Without layout only a sentence can be seen to be unfinished; a heading has no clauses.
        return open_end or bool(_CLAUSE.search(first.text))
    unfinished = bool(_CLAUSE.search(first.text))
    if unfinished and _CLAUSE.search(second.text):
        return True
    if first.pages[-1:] == second.pages[:1]:
        return (open_end and flush) or (unfinished and (open_end or flush))
    return open_end or (unfinished and flush)


def _may_cut_item(first: ProseParagraph, second: ProseParagraph) -> bool:
    """Tell whether a numbered line may go on in the paragraph below it; asked only without layout, which tells more."""
    if first.size is not None or second.size is not None or first.after_table != second.after_table:
        return False
    if parse_ordinal(first.text) is None:
        return False
    return parse_ordinal(second.text) is None and not _OPENER.match(second.text)


def _joined(first: ProseParagraph, second: ProseParagraph) -> ProseParagraph:
    pages = tuple(sorted({*first.pages, *second.pages}))
    return replace(first, text=join_wrapped((first.text, second.text)), pages=pages)
