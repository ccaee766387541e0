"""Print a disclosure as the plain text a converter makes of its pages.

Cells are parted by tabs and blocks by blank lines; pages leave no mark. Where a
page ended is only to be seen in a header printed again, in half a row, or in a
column that the rest of the table has lost. `Plan` says where pages end, so that
a test can put a cut anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from samples.generator.content import Disclosure, Heading, Paragraph, Placed, Table

Repeated: TypeAlias = Literal["nothing", "lines", "title"]
"""What is printed again above the header: nothing, department and unit line, or the title with them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A page end inside a block."""

    block: int
    """Position among the disclosure's blocks."""
    row: int = 0
    """Row of the table, header rows counted, from 0: the first on the next page, or the one cut."""
    inside: bool = False
    """The page ends in the middle of the row."""
    kept: tuple[tuple[int, int], ...] = ()
    """(column, characters printed before the cut) of cells that go on; any other cell is complete before it."""
    offset: int = 0
    """Characters of a paragraph printed before the cut."""
    repeat_header: bool = True
    repeat: Repeated = "nothing"
    lost_columns: int = 0
    """Last columns that the rest of the table does not print; they must be blank there."""


@dataclass(frozen=True, slots=True)
class Hand:
    """How a converter writes one page."""

    spaced: bool = False
    """A blank between CJK characters and digits or Latin letters."""
    half_width: bool = False
    """Commas and colons of prose as ASCII with a blank."""
    latex: bool = False
    """Comparisons with a percentage as formulas, other ones with a sign."""


PLAIN = Hand()


@dataclass(frozen=True, slots=True)
class Plan:
    """Where pages end and how each is written."""

    cuts: tuple[Cut, ...] = ()
    hands: tuple[Hand, ...] = (PLAIN,)
    """Used in turn, page by page."""
    gapped: frozenset[str] = frozenset()
    """Cell texts printed with a blank before their last character, as wrapped codes are."""
    bold: bool = True
    """Print emphasis between asterisks."""


@dataclass(frozen=True, slots=True)
class CutFact:
    """What a cut in a table did, in the words of the seams table."""

    table_no: int
    row_no_before: int
    """Last data row printed before, from 1; 0 if only header rows."""
    row_no_after: int
    decision: Literal["cut_row", "new_row"]
    header_repeated: bool
    title_repeated: bool
    columns: tuple[int, ...]
    """Columns, from 1, whose text goes on after the cut."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a table on one page."""

    first: int
    """First row, header rows counted, from 0."""
    rows: tuple[tuple[str, ...], ...]
    """Texts of every slot of the full table width; merged slots are blank but for the first."""
    shown: tuple[int, ...]
    """Columns that the page prints."""
    header: bool
    """Printed again above the rows."""
    cut: Cut | None
    """The cut that begins it."""
    final: bool
    """Nothing of the table follows."""


def dump_text(content: Disclosure, plan: Plan) -> tuple[str, tuple[CutFact, ...]]:
    """Return the text and what its cuts did to the tables.

    Raises:
        ValueError: A cut falls into a header, cuts nothing, or loses text.

    """
    printed: list[str] = []
    facts: list[CutFact] = []
    page = 0
    table_no = 0
    for index, block in enumerate(content.blocks):
        cuts = [cut for cut in plan.cuts if cut.block == index]
        match block:
            case Heading(text=text):
                printed.append(_written(text, plan, page))
            case Paragraph(text=text, emphasis=emphasis):
                for position, piece in enumerate(paragraph_pieces(text, cuts)):
                    page += position > 0
                    written = _written(piece, plan, page)
                    if plan.bold and emphasis and position == 0:
                        strong = _written(emphasis, plan, page)
                        written = written.replace(strong, f"**{strong}**", 1)
                    printed.append(written)
            case Table():
                table_no += 1
                for fragment in fragments(block, cuts):
                    page += fragment.cut is not None
                    printed.extend(_print(block, fragment, plan, page))
                facts.extend(_facts(block, cuts, table_no))
    return "\n\n" + "\n\n".join(printed), tuple(facts)


def paragraph_pieces(text: str, cuts: Iterable[Cut]) -> tuple[str, ...]:
    """Return the parts of a paragraph as the pages print them."""
    edges = [0, *sorted(cut.offset for cut in cuts), len(text)]
    pieces = tuple(text[start:stop] for start, stop in pairwise(edges))
    if len(pieces) > 1 and not all(pieces):
        raise ValueError("a cut leaves nothing on one side of a paragraph")
    return pieces


def fragments(table: Table, cuts: Iterable[Cut]) -> tuple[Fragment, ...]:
    """Return the parts of a table as the pages print them."""
    ordered = sorted(cuts, key=lambda cut: (cut.row, cut.inside))
    start, stop = table.header
    for each_cut in ordered:
        if start <= each_cut.row < stop and (each_cut.inside or each_cut.row > start):
            raise ValueError(f"row {each_cut.row} is part of the header")
    placed = table.placed()
    pieces = {(each.row, each.column): _pieces(each, ordered) for each in placed}
    made: list[Fragment] = []
    beginnings: list[Cut | None] = [None, *ordered]
    for number, cut in enumerate(beginnings):
        first = cut.row if cut else 0
        following = ordered[number] if number < len(ordered) else None
        last = len(table.rows) - 1 if following is None else following.row - (not following.inside)
        header = cut is not None and cut.repeat_header and (cut.row > start) and stop > start
        rows = [[""] * len(table.columns) for _ in range(first, last + 1)]
        begun: set[int] = set()
        for each in placed:
            if each.row > last or each.row + each.cell.row_span <= first:
                continue
            crossed = [other for other in ordered[:number] if _crosses(other, each)]
            rows[max(each.row, first) - first][each.column] = pieces[each.row, each.column][len(crossed)]
            begun.add(each.column)
        if header:
            begun |= {each.column for each in placed if start <= each.row < stop}
        shown = sorted(begun)
        lost = cut.lost_columns if cut else 0
        if lost:
            if any(row[column] for row in rows for column in shown[-lost:]):
                raise ValueError("a lost column holds text")
            shown = shown[:-lost]
        made.append(Fragment(first, tuple(tuple(row) for row in rows), tuple(shown), header, cut, following is None))
    return tuple(made)


def _crosses(cut: Cut, each: Placed) -> bool:
    """Tell whether the cell has room on both sides of the cut."""
    if cut.inside:
        return each.row <= cut.row < each.row + each.cell.row_span
    return each.row < cut.row < each.row + each.cell.row_span


def _pieces(each: Placed, ordered: list[Cut]) -> tuple[str, ...]:
    text = each.cell.text
    edges = [0]
    for cut in ordered:
        if _crosses(cut, each):
            kept = dict(cut.kept).get(each.column, len(text))
            edges.append(min(max(kept, edges[-1]), len(text)))
    return tuple(text[start:stop] for start, stop in pairwise([*edges, len(text)]))


def _facts(table: Table, cuts: list[Cut], table_no: int) -> Iterator[CutFact]:
    ordered = sorted(cuts, key=lambda cut: (cut.row, cut.inside))
    start, stop = table.header
    parts = fragments(table, ordered)
    for cut, (before, after) in zip(ordered, pairwise(parts), strict=True):
        going_on = [each for each in table.placed() if _crosses(cut, each) and _goes_on(each, cut, ordered)]
        own = [each for each in going_on if each.cell.row_span == 1 or each.row < start]
        if cut.inside and not going_on:
            raise ValueError(f"the cut in row {cut.row} cuts no cell")
        last = before.first + len(before.rows) - 1
        yield CutFact(
            table_no=table_no,
            row_no_before=_row_no(last, start, stop),
            row_no_after=_row_no(max(after.first, stop if after.first == start else 0), start, stop),
            decision="cut_row" if own else "new_row",
            header_repeated=after.header,
            title_repeated=cut.repeat != "nothing",
            columns=tuple(each.column + 1 for each in going_on),
        )


def _goes_on(each: Placed, cut: Cut, ordered: list[Cut]) -> bool:
    crossing = [other for other in ordered if _crosses(other, each)]
    return any(_pieces(each, ordered)[crossing.index(cut) + 1 :])


def _row_no(row: int, start: int, stop: int) -> int:
    """Return the data row's number from 1, header rows not counted."""
    return row + 1 if row < start else max(row, stop - 1) + 1 - (stop - start)


def _print(table: Table, fragment: Fragment, plan: Plan, page: int) -> Iterator[str]:
    repeat = fragment.cut.repeat if fragment.cut else "title"
    lines = (table.department_line, table.unit_line) if repeat != "nothing" else ()
    for line in (table.title if repeat == "title" else None, *lines):
        if line:
            yield _written(line, plan, page)
    start, stop = table.header
    rows = list(fragment.rows)
    if fragment.header:
        whole = fragments(table, ())[0].rows
        rows = [*whole[start:stop], *rows]
    yield "\n".join("\t".join(_cell(row[column], plan, page) for column in fragment.shown) for row in rows)
    if fragment.final:
        yield from (_written(note, plan, page) for note in table.notes)


_BETWEEN = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_PERCENT = re.compile(r"(>=|<=)(\d+(?:\.\d+)?)%")
_COMPARED = {">=": "≥", "<=": "≤"}
_FORMULA = {">=": r"\geq", "<=": r"\leq"}


def _cell(text: str, plan: Plan, page: int) -> str:
    if text in plan.gapped:
        text = f"{text[:-1]} {text[-1]}"
    return _written(text, plan, page)


def _written(text: str, plan: Plan, page: int) -> str:
    """Return the text in the hand of its page."""
    hand = plan.hands[page % len(plan.hands)]
    if hand.latex:
        text = _PERCENT.sub(lambda found: f"${_FORMULA[found[1]]} {found[2]}\\%$", text)
        for ascii_sign, sign in _COMPARED.items():
            text = text.replace(ascii_sign, f"{sign} ")
    if hand.half_width:
        text = text.replace("，", ", ").replace("：", ": ").rstrip(" ")
    if hand.spaced:
        text = _BETWEEN.sub(" ", text)
    return text
