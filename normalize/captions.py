"""Split the blocks of a document into tables with their captions, notes, and prose.

A caption is what stands right above a grid: the table's number and name, the
department, the unit. A note is what stands right under it (注：…). Everything
else outside the grids is prose, page furniture or a running head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from extract.records import Box, Grid, Page, Paragraph, TextLine
from extract.wrapping import join_wrapped
from normalize.caption_lines import LineClass, classify_line
from normalize.folding import fold
from normalize.furniture import Furniture, place_of_line, running_heads
from normalize.money import find_unit
from normalize.prose import PlacedParagraph
from normalize.stacked import parted

_NOTE = re.compile(
    r"(?:\*?备?注(?:释)?\d?[:：]|说明[:：]|备注|附注|\d[、.]本表|本表|此表|空表说明)|.{0,30}(?:本表|此表)(?:为空|无数据|不涉及|为空表)|.{0,60}故(?:本|此)表"
)
#: What a note begins with; 故本表为空 may be the rest of one as well.
_NOTE_LABEL = re.compile(r"\*?备?注(?:释)?\d?[:：]|说明[:：]|备注|附注|\d[、.]本表|空表说明")
_SENTENCE_END = re.compile(r"[。!！]$")


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line above a grid, with what it says."""

    text: str
    says: LineClass
    page: int | None
    box: Box | None
    size: float | None = None
    """Font size in points; None without layout, and where nothing asks for it."""


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid with the lines that belong to it, in document order."""

    page: int | None
    engine: str
    grid: Grid
    above: tuple[CaptionLine, ...]
    title: str | None
    below: tuple[CaptionLine, ...]
    prose_before: bool
    """Running text stands between the previous grid and this one's caption."""
    under: bool = False
    """Shares its rules with the grid before it, and so the unit printed above both."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks, told apart."""

    grids: tuple[PlacedGrid, ...]
    prose: tuple[tuple[int, PlacedParagraph], ...]
    """(number of grids before it, paragraph)."""
    furniture: tuple[Furniture, ...]


def lay_out(pages: Sequence[Page]) -> Layout:
    """Tell captions, notes, furniture and prose apart over a whole document."""
    running = running_heads(pages)
    grids: list[PlacedGrid] = []
    prose: list[tuple[int, PlacedParagraph]] = []
    furniture: list[Furniture] = []
    pending: list[_Line] = []
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Grid):
                if not any(cell.lines for cell in block.cells):
                    continue  # an empty box: a chart's frame, or the blank rows a wide sheet spills on a page of its own
                pending = _give_note(grids, pending, page.number)
                prose_lines, above, title = _take_caption(pending, page.number)
                prose.extend((len(grids), each) for each in _paragraphs(prose_lines, len(grids)))
                first, *others = parted(block, paged=page.number is not None)
                grids.append(
                    PlacedGrid(page.number, page.engine, first, above, title, (), prose_before=bool(prose_lines))
                )
                grids.extend(
                    PlacedGrid(page.number, page.engine, other, (), None, (), prose_before=False, under=True)
                    for other in others
                )
                pending = []
                continue
            if block.role == "page_number":
                furniture.append(Furniture(page.number, join_wrapped([block.text]), block.box, "page_number"))
                continue
            for line in block.lines:
                if place_of_line(page, line) in running:
                    furniture.append(Furniture(page.number, line.text, line.box, "running_head"))
                else:
                    pending.append(_Line(page.number, block, line))
        pending = _give_note(grids, pending, page.number)
    prose.extend((len(grids), each) for each in _paragraphs(pending, len(grids)))
    return Layout(tuple(grids), tuple(prose), tuple(furniture))


@dataclass(frozen=True, slots=True)
class _Line:
    page: int | None
    paragraph: Paragraph
    line: TextLine

    @property
    def text(self) -> str:
        return self.line.text


def _take_caption(pending: list[_Line], page: int | None) -> tuple[list[_Line], tuple[CaptionLine, ...], str | None]:
    """Split the lines before a grid into prose and the grid's caption, and find its title."""
    start = len(pending)
    title_lines: list[_Line] = []
    while start:
        line = pending[start - 1]
        says = _says(line.text)
        if says == "prose" or (line.page != page and not _ends_page_before(line, page, pending[start:])):
            break
        if says == "title":
            if title_lines and not _same_title(line, title_lines[0]):
                break
            title_lines.insert(0, line)
        elif title_lines and says != "number" and line.paragraph is not title_lines[0].paragraph:
            break
        start -= 1
    start -= _printed_before(pending[:start], pending[start:])
    above = tuple(piece for each in pending[start:] for piece in _pieces(each))
    title = join_wrapped([each.text for each in title_lines]) or None
    return pending[:start], above, title


def _says(text: str) -> LineClass:
    """Return what a line says; one that prints number, department and unit apart is no title: 预算01表  部门名称：某局."""
    pieces = [classify_line(piece) for piece in _APART.split(text.strip())]
    if len(pieces) > 1 and not {"title", "prose"} & set(pieces):
        return pieces[0]
    return classify_line(text)


#: What stands apart on one line.
_APART = re.compile(r"\s{2,}|\u3000+")


def _printed_before(before: Sequence[_Line], caption: Sequence[_Line]) -> int:
    """Count the lines at the foot of the page before that are the caption's first lines, printed there too.

    A program that prints the caption on every page prints it where no row fits below it any more.
    """
    texts = [fold(each.text) for each in caption]
    for count in range(min(len(before), len(texts)), 0, -1):
        foot = before[-count:]
        same_page = {each.page for each in foot} == {foot[0].page} != {caption[0].page}
        if same_page and [fold(each.text) for each in foot] == texts[:count]:
            return count
    return 0


def _pieces(line: _Line) -> Iterator[CaptionLine]:
    """Yield what stands apart on one line: the department on the left, the unit on the right."""
    for text in _APART.split(line.text.strip()):
        yield CaptionLine(text, classify_line(text), line.page, line.line.box)


def _ends_page_before(line: _Line, page: int | None, below: Sequence[_Line]) -> bool:
    """Tell whether a line at the foot of the page before names the table that begins this one.

    Word keeps a heading and its table together only when told to; the table
    then starts at the top of the next page without any caption of its own.
    """
    if page is None or line.page != page - 1 or any(classify_line(each.text) == "title" for each in below):
        return False
    names_table = re.search(r"表\)?(?:\([^()]*\))?$", fold(line.text)) or classify_line(line.text) in (
        "unit",
        "department",
        "number",
    )
    return bool(names_table) or any(each.page == line.page for each in below)


def _same_title(line: _Line, below: _Line) -> bool:
    """Tell whether two lines are one title: a bracketed subtitle below, a bracket or a line wrapped."""
    lower = fold(below.text)
    if lower.startswith("(") or lower.count(")") > lower.count("("):
        return True
    same_size = line.line.size == below.line.size
    return line.paragraph is below.paragraph and same_size and not re.search("表$|表[(（]", fold(line.text))


def _give_note(grids: list[PlacedGrid], pending: list[_Line], page: int | None) -> list[_Line]:
    """Hand the note lines right after the last grid to it, also from the top of the next page; return the rest."""
    if not grids or (page is not None and grids[-1].page not in (page, page - 1)):
        return pending
    if grids[-1].below:
        rest_of_note, rest = _take_rest_of_note(grids[-1].below[-1], pending)
        grids[-1] = replace(grids[-1], below=(*grids[-1].below, *rest_of_note))
        return rest
    note, rest = _take_note(pending, page)
    if note:
        rest_of_note, rest = _take_rest_of_note(note[-1], rest)
        note = (*note, *rest_of_note)
    grids[-1] = replace(grids[-1], below=note)
    return rest


def _take_rest_of_note(last: CaptionLine, pending: list[_Line]) -> tuple[tuple[CaptionLine, ...], list[_Line]]:
    """Split lines into the rest of a note whose sentence a line end or a page end cut, and others.

    The rest is set in the note's own size and ends the sentence, so that no title or unit below is taken for it.
    """
    if last.size is None or last.page is None or _SENTENCE_END.search(fold(last.text)):
        return (), pending
    for count, each in enumerate(pending, start=1):
        same = each.line.size == last.size and each.page in (last.page, last.page + 1)
        if not same or _NOTE_LABEL.match(fold(each.text)) or find_unit(each.text):
            break
        if _SENTENCE_END.search(fold(each.text)):
            return _note_lines(pending[:count]), pending[count:]
    return (), pending


def _take_note(pending: list[_Line], page: int | None) -> tuple[tuple[CaptionLine, ...], list[_Line]]:
    """Split the lines after a page's last grid into its note and the rest."""
    end = 0
    while end < len(pending):
        line = pending[end]
        starts = _NOTE.match(fold(line.text))
        goes_on = end > 0 and line.paragraph is pending[end - 1].paragraph
        if line.page != page or not (starts or goes_on):
            break
        end += 1
    return _note_lines(pending[:end]), pending[end:]


def _note_lines(lines: Iterable[_Line]) -> tuple[CaptionLine, ...]:
    return tuple(CaptionLine(each.text, "prose", each.page, each.line.box, each.line.size) for each in lines)


def _paragraphs(lines: Iterable[_Line], grids_before: int) -> Iterator[PlacedParagraph]:
    """Give back what is left of each paragraph after captions and furniture are taken out."""
    kept: list[_Line] = []
    for line in [*lines, None]:
        if kept and (line is None or line.paragraph is not kept[0].paragraph or line.page != kept[0].page):
            first = kept[0].paragraph
            whole = len(kept) == len(first.lines)
            paragraph = first if whole else structs.replace(first, lines=tuple(each.line for each in kept))
            yield PlacedParagraph(kept[0].page, paragraph, grids_before)
            kept = []
        if line is not None:
            kept.append(line)
