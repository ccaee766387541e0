"""Cut running text into its titled parts.

A heading is a short line without a full stop that carries an ordinal, or that
the table of contents announces, or that is set larger than the text. Levels
come from the nesting of numbering styles as this document uses them: a bureau
of one city puts 第一部分 under 五、, others the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.wrapping import join_wrapped
from normalize.contents import is_announced, split_contents
from normalize.folding import fold
from normalize.numbering import Ordinal, parse_ordinal
from normalize.prose import ProseParagraph
from normalize.schema import Section


@dataclass(frozen=True, slots=True)
class HeadingSettings:
    """What a heading looks like."""

    longest: int = 45
    """Characters of a heading without its ordinal; longer lines are text."""
    longest_with_stop: int = 20
    """A heading that ends in a full stop (一、主要职能。) is at most this long."""
    longest_named: int = 30
    """The same where it ends like one: 二、“三公”经费支出与年初预算对比情况。"""
    larger: float = 1.0
    """An unnumbered heading is set larger than the text by at least this many points."""
    longest_wrapped: int = 12
    """Characters of the second line of a large title; longer lines are titles of their own."""
    overview: int = 3
    """This many numbered lines in a row without text between are a list, not headings."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A section with its paragraphs."""

    section_no: int
    level: int
    number_text: str | None
    title: str | None
    paragraphs: tuple[ProseParagraph, ...]
    pages: tuple[int, ...]
    """Pages of the heading and of the paragraphs."""


@dataclass(slots=True)
class _Heading:
    ordinal: Ordinal | None
    title: str
    paragraph: ProseParagraph
    size: float
    is_large: bool
    """Set larger than the text."""


@dataclass(slots=True)
class _Open:
    level: int
    heading: _Heading | None
    pages: set[int]
    paragraphs: list[ProseParagraph] = field(default_factory=list)


_STOP = re.compile(r"[。；;！？!?]")
_MONEY = re.compile(r"\d\s*(?:亿|万|千)?元|\d\s*%|\d\s*％")
#: Titles of tables, and of tables of which a wrap cut the rest.
_TABLE = re.compile(r"表(?:[（(].*)?$")
#: Headings end so, sentences do not: 二、“三公”经费支出与年初预算对比情况。
_HEADING_WORD = re.compile(r"(?:情况|说明|概况|名词解释)$")
_MARKDOWN = re.compile(r"^(?:#{1,6}\s*|\*\*(?=.*\*\*$))|\*\*$")
_CANONICAL = frozenset(
    {"名词解释", "预算编制说明", "其他相关情况说明", "机构设置", "主要职能", "主要职责", "单位主要职能", "部门主要职能"}
)


def sections_of(outline: Sequence[Outlined], *, document_id: str) -> list[Section]:
    """Return the sections of a document, from 1, in printed order."""
    return [
        Section(
            document_id=document_id,
            section_no=each.section_no,
            level=each.level,
            number_text=each.number_text,
            title=each.title,
            text="\n".join(paragraph.text for paragraph in each.paragraphs),
            pages=list(each.pages),
        )
        for each in outline
    ]


def outline_of(prose: Sequence[ProseParagraph], settings: HeadingSettings | None = None) -> list[Outlined]:
    """Return the sections with their paragraphs; title page and contents are text of level 0.

    Limitations: an unnumbered heading is found only where the contents list it,
    where it is set larger, or where it is one of the names all documents use.
    """
    chosen = settings or HeadingSettings()
    contents = split_contents(prose)
    body = contents.body
    headings = _headings(body, contents.titles, chosen)
    merged = _merge_titles(body, headings, chosen)
    levels = _levels([headings[index] for index in sorted(headings)])
    front = [*contents.cover, *contents.entries]
    opened = [_Open(0, None, {page for each in front for page in each.pages}, front)]
    for index, paragraph in enumerate(body):
        if index in merged:
            continue
        if heading := headings.get(index):
            opened.append(_Open(levels[id(heading)], heading, set(paragraph.pages)))
            continue
        opened[-1].paragraphs.append(paragraph)
        opened[-1].pages.update(paragraph.pages)
    if not opened[0].paragraphs:
        del opened[0]
    return [_outlined(number, each) for number, each in enumerate(opened, 1)]


def _outlined(number: int, section: _Open) -> Outlined:
    heading = section.heading
    return Outlined(
        section_no=number,
        level=section.level,
        number_text=heading.ordinal.text if heading and heading.ordinal else None,
        title=heading.title or None if heading else None,
        paragraphs=tuple(section.paragraphs),
        pages=tuple(sorted(section.pages)),
    )


def _headings(
    body: Sequence[ProseParagraph], contents: Sequence[str], settings: HeadingSettings
) -> dict[int, _Heading]:
    text_size = _text_size(body)
    announced = {fold(title) for title in contents}
    found: dict[int, _Heading] = {}
    started = bool(contents)
    for index, paragraph in enumerate(body):
        text = _MARKDOWN.sub("", paragraph.text).strip()
        ordinal = parse_ordinal(text)
        size = paragraph.size or text_size
        is_large = size >= text_size + settings.larger
        if ordinal is not None:
            if _is_heading_line(ordinal, settings) and (ordinal.rest or ordinal.rank <= 2):
                found[index] = _Heading(ordinal, _title(ordinal.rest), paragraph, size, is_large)
                started = True
        elif _is_plain_heading(text, paragraph, announced, text_size, settings):
            larger_only = not (is_announced(text, announced) or fold(text) in _CANONICAL)
            if started or not larger_only:
                found[index] = _Heading(None, _title(text), paragraph, size, is_large)
        if len(text) > settings.longest or _STOP.search(text):
            started = True
    for index in _listed(body, found, settings):
        del found[index]
    return found


def _is_heading_line(ordinal: Ordinal, settings: HeadingSettings) -> bool:
    rest = ordinal.rest
    if len(rest) > settings.longest or _MONEY.search(rest) or rest.endswith("|"):
        return False
    inner = rest.rstrip("。：:")
    if _STOP.search(inner) or re.search(r"[：:，,]", inner):
        return False
    if not rest.endswith("。") or len(rest) <= settings.longest_with_stop:
        return True
    return len(rest) <= settings.longest_named and bool(_HEADING_WORD.search(inner))


def _is_plain_heading(
    text: str, paragraph: ProseParagraph, announced: set[str], text_size: float, settings: HeadingSettings
) -> bool:
    if (
        not 2 <= len(text) <= settings.longest
        or _STOP.search(text)
        or _MONEY.search(text)
        or re.search(r"[：:，,]", text)
    ):
        return False
    if _TABLE.search(text) and not is_announced(text, announced):
        return False
    if fold(text) in _CANONICAL or is_announced(text, announced) or paragraph.text.startswith(("#", "**")):
        return True
    return (
        paragraph.size is not None
        and paragraph.size >= text_size + settings.larger
        and bool(re.search(r"[\u4e00-\u9fff]", text))
    )


def _title(text: str) -> str:
    return text.strip().rstrip("。：: ").strip("*")


def _merge_titles(body: Sequence[ProseParagraph], headings: dict[int, _Heading], settings: HeadingSettings) -> set[int]:
    """Complete titles printed over several lines; return the lines used up."""
    merged: set[int] = set()
    for index in sorted(headings):
        if index in merged:
            continue
        heading = headings[index]
        below = list(_title_lines(body, index, heading, headings, settings))
        merged.update(below)
        more = [body[each].text for each in below if fold(body[each].text) != fold(heading.title)]
        heading.title = _title(join_wrapped([heading.title, *more]))
    return merged


def _title_lines(
    body: Sequence[ProseParagraph],
    index: int,
    heading: _Heading,
    headings: dict[int, _Heading],
    settings: HeadingSettings,
) -> Iterator[int]:
    """Yield the lines below that go on with the title: a bare 第三部分, or a large title wrapped in its middle."""
    if index + 1 < len(body) and heading.title and fold(body[index + 1].text) == fold(heading.title):
        # A title page, and the title again over the text.
        headings.pop(index + 1, None)
        yield index + 1
        return
    bare = not heading.title
    for after in range(index + 1, min(index + 4, len(body))):
        text = body[after].text
        if parse_ordinal(text) or len(text) > settings.longest or _STOP.search(text) or _MONEY.search(text):
            return
        if text.isdecimal():
            return
        if body[after].size != body[index].size or body[after].pages[:1] != body[index].pages[:1]:
            return
        if not (bare or (heading.is_large and heading.ordinal is not None and len(text) <= settings.longest_wrapped)):
            return
        headings.pop(after, None)
        yield after


def _text_size(body: Sequence[ProseParagraph]) -> float:
    weights: dict[float, int] = {}
    for paragraph in body:
        if paragraph.size:
            weights[paragraph.size] = weights.get(paragraph.size, 0) + len(paragraph.text)
    return max(weights, key=lambda size: weights[size], default=0.0)


def _listed(body: Sequence[ProseParagraph], found: dict[int, _Heading], settings: HeadingSettings) -> set[int]:
    """Return numbered lines that follow each other without text or table between: items of a list."""
    dropped: set[int] = set()
    run: list[int] = []
    for index in [*sorted(found), len(body) + 1]:
        heading = found.get(index)
        if run and heading is not None and _is_next_item(body, found, run[-1], index):
            run.append(index)
            continue
        if run:
            ordinal = found[run[0]].ordinal
            few = 2 if ordinal is not None and ordinal.rank >= 5 else settings.overview
            before = run[0] - 1
            after_item = before >= 0 and _is_item_before(body[before], found[run[0]])
            before_item = run[-1] + 1 < len(body) and _is_item_after(body[run[-1] + 1], found[run[-1]])
            first_of_few = _is_item_alone(found, run[0])
            if len(run) >= few or after_item or before_item or first_of_few:
                dropped.update(run)
        run = [index] if heading is not None and heading.ordinal is not None else []
    return dropped


def _is_next_item(body: Sequence[ProseParagraph], found: dict[int, _Heading], before: int, after: int) -> bool:
    first, second = found[before].ordinal, found[after].ordinal
    if first is None or second is None or after != before + 1:
        return False
    same_place = body[before].after_table == body[after].after_table
    return same_place and first.style == second.style and second.value == first.value + 1


def _is_item_before(paragraph: ProseParagraph, heading: _Heading) -> bool:
    """Tell whether the paragraph before is the list item numbered one less, as (十三)负责… before (十四)略."""
    before = parse_ordinal(paragraph.text)
    own = heading.ordinal
    return (
        before is not None
        and own is not None
        and before.style == own.style
        and before.value + 1 == own.value
        and bool(before.rest)
        and heading.paragraph.text.rstrip().endswith("。")
    )


def _is_item_alone(found: dict[int, _Heading], index: int) -> bool:
    """Tell whether 10、完成其他任务。 has no 9、 or other heading of its list before it: the items before are text."""
    heading = found[index]
    own = heading.ordinal
    if own is None or own.rank < 5 or own.value == 1 or not heading.paragraph.text.rstrip().endswith("。"):
        return False
    following = (found[each].ordinal for each in found if each > index)
    if any(each is not None and each.style == own.style and each.value == own.value + 1 for each in following):
        return False
    for before in sorted((each for each in found if each < index), reverse=True):
        ordinal = found[before].ordinal
        if ordinal is None or ordinal.rank < own.rank:
            return True
        if ordinal.style == own.style:
            return ordinal.value >= own.value
    return True


def _is_item_after(paragraph: ProseParagraph, heading: _Heading) -> bool:
    """Tell whether a sentence numbered ① stands above the sentence ②: both are items of a list."""
    after = parse_ordinal(paragraph.text)
    own = heading.ordinal
    return (
        after is not None
        and own is not None
        and own.rank >= 5
        and after.style == own.style
        and after.value == own.value + 1
        and all(text.rstrip().endswith(("。", "；", ";")) for text in (heading.paragraph.text, paragraph.text))
    )


def _levels(headings: Sequence[_Heading]) -> dict[int, int]:
    """Return the level of each heading (by id) from the styles open above it."""
    levels: dict[int, int] = {}
    stack: list[_Heading] = []
    for index, heading in enumerate(headings):
        if heading.ordinal is None:
            _close_for_plain(stack, heading)
        else:
            _close_for_numbered(stack, heading.ordinal, headings[index + 1 :])
        stack.append(heading)
        levels[id(heading)] = len(stack)
    return levels


def _close_for_plain(stack: list[_Heading], heading: _Heading) -> None:
    while stack and (
        stack[-1].size < heading.size - 0.5
        or (stack[-1].ordinal is None and stack[-1].size <= heading.size + 0.5)
        or (stack[-1].ordinal is not None and stack[-1].ordinal.rank >= 3)
    ):
        stack.pop()


def _close_for_numbered(stack: list[_Heading], ordinal: Ordinal, later: Sequence[_Heading]) -> None:
    for depth, open_heading in enumerate(stack):
        above = open_heading.ordinal
        if above is None:
            continue
        same = above.style == ordinal.style
        follows = above.rank == ordinal.rank and ordinal.value == above.value + 1
        if same or follows:
            del stack[depth:]
            return
    while stack:
        above = stack[-1].ordinal
        if above is None or above.rank < ordinal.rank or _goes_on(above, later):
            return
        if above.rank == ordinal.rank and ordinal.value == 1:
            return
        stack.pop()


def _goes_on(above: Ordinal, later: Sequence[_Heading]) -> bool:
    """Tell whether the list that `above` belongs to has its next number further down."""
    for heading in later:
        ordinal = heading.ordinal
        if ordinal is not None and ordinal.style == above.style:
            return ordinal.value == above.value + 1
    return False
