"""Find the printed table of contents (目录) in running text and set it apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from normalize.folding import fold
from normalize.numbering import Ordinal, parse_ordinal
from normalize.prose import ProseParagraph

#: 目录 alone or behind a title (某局 目录), and 某局2026年部门预算公开目录; not 集中采购目录, nor 政府信息公开目录, a
#: line of the menus of web pages.
_HEADING = re.compile(r"(?:^|\s|[预决]算信息公开|(?<!信息)公开|(?<!采购)预算|决算)目\s*录$")
#: Dots or hyphens up to the page number, or the field that Word leaves there in text.
_LEADER = re.compile(
    r"(?<!\s)\s*(?:(?:[.．·…‥。]\s*+){3,}[-—]?\s*+(?:\d{0,3}|[(（]\s*\d{1,3}\s*[)）]|第\s*\d{1,3}\s*页|[Pp]\.?\s*\d{1,3})\s*+[-—]?|[-—–_]{4,}\s*\d{1,3}|PAGEREF\s*_Toc\d+\s*\\?\s*h\s*\d{0,3})$"
)
#: What a line with leaders may end in.
_ENDS = frozenset("0123456789.．·…‥。-—)）h页")
_PAGE = re.compile(r"(?<!\s)\s*\(?\d{1,3}\)?$")
_STOP = re.compile(r"[。；;！？]$")

#: Longer lines are text, not entries; the longest real ones name a table in full.
_LONGEST = 60
_LONGEST_HEADING = 40
#: Lines below a first part before it comes again, from which on they are contents without the word 目录.
_LEAST = 6
#: Lines among which contents without the word begin; web pages print some sixty lines of menus first.
_NEAR = 80
#: Lines below the word among which the first part stands: a reader may set one entry before it.
_FIRST_PARTS = 4
#: Characters of a numbered entry that ends in a full stop, and of the rest of one.
_SENTENCE = 40
_REST = 6
_NOTE = re.compile(r"^(?:注|备注|说明)[：:]")


@dataclass(frozen=True, slots=True)
class Contents:
    """A document's running text with its printed contents set apart."""

    titles: tuple[str, ...]
    """Titles the contents list, without ordinals and page numbers."""
    cover: tuple[ProseParagraph, ...]
    """What stands before the contents; () where the document has none."""
    entries: tuple[ProseParagraph, ...]
    """The contents themselves, with their heading."""
    body: tuple[ProseParagraph, ...]
    """The rest, contents left out."""


def split_contents(prose: Sequence[ProseParagraph]) -> Contents:
    """Set the table of contents apart.

    The contents end where a line repeats the first entry, where text begins, or
    where neither an ordinal nor a wrapped entry is left. Lines with dotted
    leaders are contents wherever they stand. Nothing but short lines from one
    第一部分 to the next are contents too, with or without the word above them.
    """
    listing = _Listing()
    cover: list[ProseParagraph] = []
    entries: list[ProseParagraph] = []
    rest: list[ProseParagraph] = []
    told = _between_parts(prose)
    for index, paragraph in enumerate(prose):
        text = paragraph.text.strip()
        if index in told:
            if index == told.start and not listing.titles:
                cover, rest = [*cover, *rest], []
            listing.open = index + 1 < told.stop
            listing.add(paragraph)
            entries.append(paragraph)
        elif heads_contents(text):
            if not listing.titles:
                cover, rest = [*cover, *rest], []
            listing.open = True
            entries.append(paragraph)
        elif _is_led(text) or (listing.open and listing.takes(paragraph)) or _heads_led(prose, index):
            listing.add(paragraph)
            entries.append(paragraph)
        else:
            listing.open = False
            rest.append(paragraph)
    return Contents(tuple(listing.titles), tuple(cover), tuple(entries), tuple(rest))


def heads_contents(line: str) -> bool:
    """Tell whether a line says that contents follow."""
    return len(line) <= _LONGEST_HEADING and _HEADING.search(line) is not None


def _between_parts(prose: Sequence[ProseParagraph]) -> range:
    """Return where contents stand that begin with 第一部分 and end where it comes again; empty where none do."""
    parts = [
        (index, ordinal.value)
        for index, each in enumerate(prose)
        if (ordinal := parse_ordinal(each.text)) is not None and ordinal.style == "part"
    ]
    first = next((index for index, value in parts if value == 1), None)
    again = next((index for index, value in parts if first is not None and index > first and value == 1), None)
    if first is None or again is None:
        return range(0)
    if any(not _may_be_entry(each.text.strip()) for each in prose[first:again]):
        return range(0)
    headings = [index for index in range(max(0, first - _FIRST_PARTS), first) if _HEADING.search(prose[index].text)]
    if headings:
        return range(headings[-1] + 1, again)
    return range(first, again) if again - first > _LEAST and first < _NEAR else range(0)


def _is_led(text: str) -> bool:
    """Tell whether leaders run from a title to its page number."""
    # Most lines end in words and need no other look.
    return text[-1:] in _ENDS and len(text) <= 3 * _LONGEST and bool(_LEADER.search(text))


def _heads_led(prose: Sequence[ProseParagraph], index: int) -> bool:
    """Tell whether a numbered line without leaders stands right above one with them: 第一部分 in contents."""
    text = prose[index].text.strip()
    following = prose[index + 1].text.strip() if index + 1 < len(prose) else ""
    return parse_ordinal(text) is not None and _may_be_entry(text) and _is_led(following)


def _may_be_entry(text: str) -> bool:
    if _STOP.search(text):
        # 一、2022年度收支情况。 and the 说明。 that a page end cut off.
        numbered = parse_ordinal(text) is not None and len(text) <= _SENTENCE and "，" not in text and "," not in text
        return numbered or len(text) <= _REST or _is_led(text) or bool(_NOTE.match(text))
    return len(text) <= _LONGEST or _is_led(text)


@dataclass(slots=True)
class _Listing:
    """The contents while they are read."""

    open: bool = False
    titles: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    first: tuple[str, int] | None = None
    """Style and value of the first numbered entry."""
    part: int = 0
    """Value of the last 第…部分."""
    last: Ordinal | None = None
    """The last entry's ordinal."""
    below_part: bool = False
    """The last entry is a 第…部分."""
    pages: tuple[int, ...] = ()
    """Pages of the last entry."""

    def add(self, paragraph: ProseParagraph) -> None:
        """Take a line as an entry."""
        ordinal = parse_ordinal(paragraph.text)
        if ordinal is not None and self.first is None:
            self.first = (ordinal.style, ordinal.value)
        self.last = ordinal or self.last
        self.below_part = ordinal is not None and ordinal.style == "part"
        if ordinal is not None and self.below_part:
            self.part = ordinal.value
        self.pages = paragraph.pages
        if entry := entry_title(paragraph.text.strip()):
            self.titles.append(entry)
            self.seen.add(fold(entry))

    def takes(self, paragraph: ProseParagraph) -> bool:
        """Tell whether a line without leaders is an entry."""
        text = paragraph.text.strip()
        ordinal = parse_ordinal(text)
        if not text or (ordinal and self._begins_anew(ordinal)):
            return False
        if ordinal and ordinal.style == "part" and fold(entry_title(text)) in self.seen:
            return False
        moved = not self.pages or paragraph.pages != self.pages
        # Two entries that a reader ran together are still on the page of the contents.
        if len(text) > (_LONGEST if moved or ordinal is None else 3 * _LONGEST):
            return False
        if moved and not self._is_next(ordinal) and fold(entry_title(text)) in self.seen:
            return False
        if _STOP.search(text) and (ordinal is None or len(text) > 40 or "，" in text):
            return False
        if ordinal is not None or not self.seen:
            return True
        # An unnumbered line among the entries: one that a page end cut, or an annex.
        # 某局部门决算 1: a title with its page.
        paged = len(text) <= _LONGEST // 2 and re.search(r"[\u4e00-\u9fff)）]\s*\d{1,3}$", text)
        named = text.startswith(("附", "表")) or bool(paged)
        return not is_announced(text, self.seen) and (len(text) <= 12 or named)

    def _is_next(self, ordinal: Ordinal | None) -> bool:
        """Tell whether an entry counts on from the one before: its title may stand in the contents twice."""
        last = self.last
        return bool(ordinal and last and ordinal.style == last.style and ordinal.value == last.value + 1)

    def _begins_anew(self, ordinal: Ordinal) -> bool:
        """Tell whether the body begins: the first ordinal again, or a part that is not the next one."""
        if ordinal.style == "part" and ordinal.value <= self.part:
            return True
        # 第二部分 has a list of its own: 一、收支总表.
        new_list = self.below_part and self.part > 1
        return (ordinal.style, ordinal.value) == self.first and not new_list


def is_announced(text: str, titles: Collection[str]) -> bool:
    """Tell whether folded titles of the contents name the line, the body's name and 部门 or 单位 apart."""
    folded = fold(text)
    return any(len(title) >= 4 and (folded == title or folded.endswith(_core(title))) for title in titles)


def _core(title: str) -> str:
    core = re.sub(r"^(?:部门|单位|本部门|本单位)", "", title)
    return core if len(core) >= 4 else title


def entry_title(text: str) -> str:
    """Return the title that a line of contents lists, without leaders, page number and ordinal.

    >>> entry_title("一、部门收支总表……………第3页"), entry_title("表1：部门收支总表 3")
    ('部门收支总表', '表1：部门收支总表')
    """
    bare = _LEADER.sub("", text).strip() if _is_led(text) else text
    ordinal = parse_ordinal(bare)
    body = ordinal.rest if ordinal else bare
    return _PAGE.sub("", body).strip() if not body.isdecimal() else ""
