"""Split the blocks of a document into tables with their captions, notes, and prose.

A caption is what stands right above a grid: the table's number and name, the
department, the unit. A note is what stands right under it (注：…). Everything
else outside the grids is prose, page furniture or a running head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from extract.records import Box, Grid, Page, Paragraph, TextLine
from normalize.folding import fold, join_wrapped
from normalize.money import find_unit
from normalize.prose import PlacedParagraph

LineClass: TypeAlias = Literal["unit", "department", "number", "date", "title", "prose"]

_DEPARTMENT = re.compile(
    r"(?:编制|填报|填表|公开|预算|主管|申报|编报)?(?:单位|部门)(?:名称|全称|代码及名称|公章|\([^)]*\))*[:：].{0,60}"
    r"|(?!(?:19|20)\d\d年)\d{3,}[-_]?[\u4e00-\u9fff（）()]{2,40}(?<!表)"
)
_NUMBER = re.compile(
    r"(?:附?表|附件|附表|公开|预算|决算|财|GK|YS|JS)?[-_ ]?(?:[0-9一二三四五六七八九十]{1,3})(?:[-－.][0-9一二三四五六七八九十]{1,3})*(?:号?表)?[:：]?"
    r"|附件[0-9一二三四五六七八九十]*[:：]?|附表[:：]?"
)
_DATE = re.compile(r"(?:截[止至](?:时间|日期)?|日期|填[报表](?:时间|日期)|预算年度|编制日期|公开时间)[:：]?.{0,20}")
_SENTENCE_END = "。；;，,、！？"
_NOTE = re.compile(
    r"(?:\*?备?注(?:释)?\d?[:：]|说明[:：]|备注|附注|\d[、.]本表|本表|此表|空表说明)|.{0,30}(?:本表|此表)(?:为空|无数据|不涉及|为空表)|.{0,60}故(?:本|此)表"
)
_TITLE_MAX = 60


#: Lines that belong to the table below them, wherever on the page they stand again and again.
_OF_TABLES = frozenset({"unit", "department", "number", "date"})


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """A line above a grid, with what it says."""

    text: str
    says: LineClass
    page: int | None
    box: Box | None


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


@dataclass(frozen=True, slots=True)
class Furniture:
    """Print that repeats on pages and belongs to none of them."""

    page: int | None
    text: str
    box: Box | None
    reason: Literal["page_number", "running_head"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A document's blocks, told apart."""

    grids: tuple[PlacedGrid, ...]
    prose: tuple[tuple[int, PlacedParagraph], ...]
    """(number of grids before it, paragraph)."""
    furniture: tuple[Furniture, ...]


def classify_line(text: str) -> LineClass:
    """Say what a line above a grid states; "title" where it could name a table.

    >>> classify_line("编制单位：某某局　　单位：万元")
    'unit'
    >>> classify_line("471001 某某市某某局系统")
    'department'
    >>> classify_line("部门政府采购预算")
    'title'
    >>> classify_line("我部门安排政府采购预算10万元。")
    'prose'
    """
    folded = fold(text)
    if not folded:
        return "prose"
    if len(folded) <= 80 and find_unit(text):
        return "unit"
    if _NUMBER.fullmatch(folded):
        return "number"
    if _DATE.fullmatch(folded):
        return "date"
    if _DEPARTMENT.fullmatch(folded):
        return "department"
    if len(folded) <= _TITLE_MAX and folded[-1] not in _SENTENCE_END + ":" and "。" not in folded:
        return "title"
    return "prose"


def lay_out(pages: Sequence[Page]) -> Layout:
    """Tell captions, notes, furniture and prose apart over a whole document."""
    running = _running_heads(pages)
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
                grids.append(
                    PlacedGrid(page.number, page.engine, block, above, title, (), prose_before=bool(prose_lines))
                )
                pending = []
                continue
            if block.role == "page_number":
                furniture.append(Furniture(page.number, join_wrapped([block.text]), block.box, "page_number"))
                continue
            for line in block.lines:
                if _running_key(page, line) in running:
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


def _running_heads(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """Find the lines that stand at one height on at least three pages, digits apart.

    A table's own title repeated over its pages is no running head: it is the
    evidence that a table goes on.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        if page.number is None or page.height is None:
            continue
        seen.update(
            {
                key
                for block in page.paragraphs
                for line in block.lines
                if (key := _running_key(page, line)) and classify_line(line.text) not in _OF_TABLES
            }
        )
    needed = max(3, len(pages) // 5)
    return frozenset(
        key for key, count in seen.items() if count >= needed and not re.search("表|目录|单位[:：]", key[0])
    )


def _running_key(page: Page, line: TextLine) -> tuple[str, int] | None:
    if line.box is None or page.height is None:
        return None
    _, top, _, bottom = line.box
    if bottom > page.height * 0.1 and top < page.height * 0.9:
        return None
    return re.sub(r"\d+", "#", fold(line.text)), round(top / 4)


def _take_caption(pending: list[_Line], page: int | None) -> tuple[list[_Line], tuple[CaptionLine, ...], str | None]:
    """Split the lines before a grid into prose and the grid's caption, and find its title."""
    start = len(pending)
    title_lines: list[_Line] = []
    while start:
        line = pending[start - 1]
        says = classify_line(line.text)
        if says == "prose" or (line.page != page and not _ends_page_before(line, page, pending[start:])):
            break
        if says == "title":
            if title_lines and not _same_title(line, title_lines[0]):
                break
            title_lines.insert(0, line)
        elif title_lines and says != "number" and line.paragraph is not title_lines[0].paragraph:
            break
        start -= 1
    above = tuple(piece for each in pending[start:] for piece in _pieces(each))
    title = join_wrapped([each.text for each in title_lines]) or None
    return pending[:start], above, title


def _pieces(line: _Line) -> Iterator[CaptionLine]:
    """Yield what stands apart on one line: the department on the left, the unit on the right."""
    for text in re.split(r"\s{2,}|\u3000+", line.text.strip()):
        yield CaptionLine(text, classify_line(text), line.page, line.line.box)


def _ends_page_before(line: _Line, page: int | None, below: Sequence[_Line]) -> bool:
    """Tell whether a line at the foot of the page before names the table that begins this one.

    Word keeps a heading and its table together only when told to; the table
    then starts at the top of the next page without any caption of its own.
    """
    if page is None or line.page != page - 1 or any(classify_line(each.text) == "title" for each in below):
        return False
    names_table = re.search("表[)）]?$", fold(line.text)) or classify_line(line.text) in (
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
    """Hand the note lines right after the last grid of this page to it; return the other lines."""
    if not grids or grids[-1].page != page or grids[-1].below:
        return pending
    note, rest = _take_note(pending, page)
    grids[-1] = replace(grids[-1], below=note)
    return rest


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
    note = tuple(CaptionLine(each.text, "prose", each.page, each.line.box) for each in pending[:end])
    return note, pending[end:]


def _paragraphs(lines: Iterable[_Line], grids_before: int) -> Iterator[PlacedParagraph]:
    """Give back what is left of each paragraph after captions and furniture are taken out."""
    kept: list[_Line] = []
    for line in [*lines, None]:
        if kept and (line is None or line.paragraph is not kept[0].paragraph or line.page != kept[0].page):
            first = kept[0].paragraph
            whole = len(kept) == len(first.lines)
            paragraph = first if whole else replace(first, lines=tuple(each.line for each in kept))
            yield PlacedParagraph(kept[0].page, paragraph, grids_before)
            kept = []
        if line is not None:
            kept.append(line)
