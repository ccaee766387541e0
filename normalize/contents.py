"""Find the printed table of contents (目录) in running text and set it apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from normalize.folding import fold
from normalize.numbering import parse_ordinal
from normalize.prose import ProseParagraph

_HEADING = re.compile(r"(?:^|\s)目\s*录$")
_LEADER = re.compile(r"\s*(?:[.．·…‥。]\s*){3,}\s*[-—]?\s*\d{0,3}\s*[-—]?$")
_PAGE = re.compile(r"\s*\(?\d{1,3}\)?$")
_STOP = re.compile(r"[。；;！？]$")

#: Longer lines are text, not entries; the longest real ones name a table in full.
_LONGEST = 60


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
    leaders are contents wherever they stand.
    """
    listing = _Listing()
    cover: list[ProseParagraph] = []
    entries: list[ProseParagraph] = []
    rest: list[ProseParagraph] = []
    for paragraph in prose:
        text = paragraph.text.strip()
        if _HEADING.search(text) and len(text) <= 40:
            if not listing.titles:
                cover, rest = [*cover, *rest], []
            listing.open = True
            entries.append(paragraph)
        elif (_LEADER.search(text) and len(text) <= 3 * _LONGEST) or (listing.open and listing.takes(paragraph)):
            listing.add(paragraph)
            entries.append(paragraph)
        else:
            listing.open = False
            rest.append(paragraph)
    return Contents(tuple(listing.titles), tuple(cover), tuple(entries), tuple(rest))


@dataclass(slots=True)
class _Listing:
    """The contents while they are read."""

    open: bool = False
    titles: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    first: tuple[str, int] | None = None
    """Style and value of the first numbered entry."""
    pages: tuple[int, ...] = ()
    """Pages of the last entry."""

    def add(self, paragraph: ProseParagraph) -> None:
        """Take a line as an entry."""
        ordinal = parse_ordinal(paragraph.text)
        if ordinal is not None and self.first is None:
            self.first = (ordinal.style, ordinal.value)
        self.pages = paragraph.pages
        if entry := _entry(paragraph.text.strip()):
            self.titles.append(entry)
            self.seen.add(fold(entry))

    def takes(self, paragraph: ProseParagraph) -> bool:
        """Tell whether a line without leaders is an entry."""
        text = paragraph.text.strip()
        ordinal = parse_ordinal(text)
        if not text or (ordinal and (ordinal.style, ordinal.value) == self.first):
            return False
        moved = not self.pages or paragraph.pages != self.pages
        # Two entries that a reader ran together are still on the page of the contents.
        if len(text) > (_LONGEST if moved or ordinal is None else 3 * _LONGEST):
            return False
        if moved and fold(_entry(text)) in self.seen:
            return False
        if _STOP.search(text) and (ordinal is None or len(text) > 40 or "，" in text):
            return False
        if ordinal is not None or not self.seen:
            return True
        # An unnumbered line among the entries: one that a page end cut, or an annex.
        return not is_announced(text, self.seen) and (len(text) <= 12 or text.startswith(("附", "表")))


def is_announced(text: str, titles: Collection[str]) -> bool:
    """Tell whether folded titles of the contents name the line, the body's name and 部门 or 单位 apart."""
    folded = fold(text)
    return any(len(title) >= 4 and (folded == title or folded.endswith(_core(title))) for title in titles)


def _core(title: str) -> str:
    core = re.sub(r"^(?:部门|单位|本部门|本单位)", "", title)
    return core if len(core) >= 4 else title


def _entry(text: str) -> str:
    bare = _LEADER.sub("", text).strip()
    ordinal = parse_ordinal(bare)
    body = ordinal.rest if ordinal else bare
    return _PAGE.sub("", body).strip() if not body.isdecimal() else ""
