"""Read a text dump of a disclosure: tab-separated cells, blank lines between blocks.

Converters that turn PDF or Word into text keep table rows as lines with tabs
(or with markdown bars) and lose the pages; some keep a form feed at each page
end. A run of such lines is one grid; every other line is a paragraph. A short
row is padded on the right, so that a column lost at a line's end is an empty
cell and moves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.decoding import decoded
from extract.errors import DamagedSourceError, EmptySourceError
from extract.page_numbers import names_page
from extract.records import Cell, Grid, Page, Paragraph, Role, TextLine

ENGINE = "text"

_BAR_ROW = re.compile(r"^\s*\|.*\|\s*$")
_BAR_RULE = re.compile(r"^[\s|:\-]+$")
#: What is printed above a table: a title, a sentence that announces it, a numbered heading, its unit.
_NO_CELL = re.compile(r"[表：:]$|^(?:第?[一二三四五六七八九十]+[、部]|[(（][一二三四五六七八九十]+[)）])|单位[：:]")

#: Paragraphs on one line are shorter, or carry fewer headings.
_LONGEST_LINE = 300
_FEWEST_BEGINNINGS = 8
_NUMERAL = "[一二三四五六七八九十]"
_BEGINS = re.compile(
    rf"(?<!\s)\s+(?=第{_NUMERAL}{{1,3}}部分|{_NUMERAL}{{1,3}}\s?、|[（(]{_NUMERAL}{{1,3}}[）)]|表\s?\d{{1,2}}\s?[:：]"
    rf"|\d{{1,2}}\s?[.、]\s?[\u4e00-\u9fff]|目\s?录\s)|(?<=[。；;])\s+|(?<=\s录)\s+|(?<=目录)\s+"
)


def read_plaintext(data: bytes) -> tuple[Page, ...]:
    """Return the pages of a text dump; one page without a number where no form feed stands.

    Raises:
        EmptySourceError: Nothing but white space.
        DamagedSourceError: The bytes are in no encoding we know.
    """
    text = decoded(data)
    if text is None:
        raise DamagedSourceError("the text is neither UTF-8, UTF-16 nor GB18030; convert it to UTF-8")
    if not text.strip():
        raise EmptySourceError("the text has no characters but white space; check the source it was made from")
    sheets = text.rstrip("\f").split("\f")
    if len(sheets) == 1:
        return (_page(None, sheets[0]),)
    return tuple(_page(number, sheet) for number, sheet in enumerate(sheets, start=1))


def _page(number: int | None, sheet: str) -> Page:
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    for order, (is_grid, lines) in enumerate(_blocks(sheet)):
        if is_grid:
            grids.append(_grid(order, lines))
        else:
            role: Role = "page_number" if all(map(names_page, lines)) else "text"
            paragraphs.append(Paragraph(order, tuple(TextLine(line.strip()) for line in lines), role=role))
    return Page(number, paragraphs=tuple(paragraphs), grids=tuple(grids), engine=ENGINE)


def _blocks(sheet: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield (is a grid, lines): runs of table lines together, each other line alone."""
    run: list[str] = []
    lines = [part for line in sheet.splitlines() for part in _unrolled(line)]
    for number, line in enumerate(lines):
        if _is_row(line, goes_on=bool(run)) or _is_rest_of_row(lines, number):
            run.append(line)
            continue
        if run:
            yield True, run
            run = []
        if line.strip():
            yield False, [line]
    if run:
        yield True, run


def _unrolled(line: str) -> list[str]:
    """Return the lines that a converter set behind each other with blanks; most lines as they are.

    Some converters put a whole page or document on one line. A numbered heading
    behind a blank begins a line again, and so does what follows a full stop.
    """
    if len(line) < _LONGEST_LINE or "\t" in line or "|" in line or len(_BEGINS.findall(line)) < _FEWEST_BEGINNINGS:
        return [line]
    return _BEGINS.sub("\n", line).split("\n")


def _is_row(line: str, *, goes_on: bool) -> bool:
    """Tell whether a line is a row of cells; a tab beside prose makes none."""
    if _BAR_ROW.match(line):
        return goes_on or not _BAR_RULE.match(line)
    if "\t" not in line:
        return False
    cells = [cell.strip() for cell in line.split("\t")]
    if goes_on or sum(map(bool, cells)) >= 2:
        return True
    # The rest of a cut row may be one cell among blanks; a sentence with tabs behind it is none.
    return len(cells) > 2 and any(cells) and not cells[0].endswith(("。", "：", ":", "；"))


def _is_rest_of_row(lines: list[str], number: int) -> bool:
    """Tell whether a line is one cell with a blank on its left, whose row or whose fragment a page end cut off.

    A paragraph may begin with a tab too: the line is a cell only right above
    another row, or alone between two.
    """
    blank, tab, text = lines[number].partition("\t")
    text = text.strip()
    if blank.strip() or not tab or not text or "\t" in text or _NO_CELL.search(text):
        return False
    below = next((lines[at] for at in range(number + 1, len(lines)) if lines[at].strip()), "")
    if not _is_row(below, goes_on=False):
        return False
    above = next((lines[at] for at in range(number - 1, -1, -1) if lines[at].strip()), "")
    return lines[number + 1].strip() != "" or _is_row(above, goes_on=True)


def _grid(order: int, lines: list[str]) -> Grid:
    rows = [_cells(line) for line in lines if not (_BAR_ROW.match(line) and _BAR_RULE.match(line))]
    column_count = max(len(row) for row in rows)
    cells = tuple(
        Cell(row_no, column_no, lines=(TextLine(text),) if text else ())
        for row_no, row in enumerate(rows)
        for column_no, text in enumerate([*row, *[""] * (column_count - len(row))])
    )
    return Grid(order, len(rows), column_count, cells, origin="delimited")


def _cells(line: str) -> list[str]:
    if _BAR_ROW.match(line):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in line.split("\t")]
