"""An item of a list of sentences that a page cut near its beginning looks like a heading with its text.

（五）完成县委 | 交办的其他事项。 Alone it cannot be told from （五）工作保障 with
a paragraph below; the other items of the list tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from normalize.numbering import Ordinal, parse_ordinal

_ENDED = re.compile(r"[。；;]$")
_STOPPED = re.compile(r"[。！？!?；;]$")
_MARK = re.compile(r"[，,：:。；;]")
_SHORT = 20
"""Characters of a heading that ends with a full stop, or of a sentence that heads its item."""
_REST = 6
"""Characters of the rest of such a sentence; a paragraph hardly begins with one of its own as short."""
_FEWEST = 2
"""Items about it that are sentences, where neither the item before nor a line that announces a list speaks for one."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A numbered paragraph of the same list and how many paragraphs stand below it."""

    ordinal: Ordinal
    below: int

    @property
    def is_sentence(self) -> bool:
        """Tell whether it can be no heading, though the page may have cut it too."""
        inner = self.ordinal.rest.rstrip("。；;：:")
        return bool(_MARK.search(inner)) or (bool(_ENDED.search(self.ordinal.rest)) and len(inner) > _SHORT)

    @property
    def is_heading(self) -> bool:
        """Tell whether it looks like a heading with its text; a short sentence is no sign of either."""
        return self.below > 0 and not self.is_sentence and not _STOPPED.search(self.ordinal.rest)

    @property
    def headed(self) -> bool:
        """Tell whether it begins with a short sentence (2.加强过程跟踪。每季度比对一次支出进度。) and goes on."""
        head, stop, rest = self.ordinal.rest.partition("。")
        return bool(stop and rest) and len(head) <= _SHORT and not _MARK.search(head)


def cuts_item(before: Sequence[str], first: str, second: str, after: Sequence[str]) -> bool:
    """Tell whether a numbered line goes on in the paragraph below it, as the items about it do.

    `before` and `after` are the paragraphs about the two, in printed order.

    Limitations: where half of a list is headings with one paragraph each, and
    the other half is sentences, a heading that stands among the sentences is
    taken for one of them.
    """
    own = parse_ordinal(first)
    if own is None or not own.rest or not _ENDED.search(second):
        return False
    preceding = list(_preceding(before, own))
    following = list(_following(after, own))
    siblings = [*preceding, *following]
    headed = any(each.headed for each in siblings)
    if _STOPPED.search(first):
        # Cut at a full stop: a heading, unless others go on behind theirs.
        return len(own.rest) <= _SHORT and headed
    head, stop, rest = second.partition("。")
    if headed and stop and rest and len(head) <= _REST:
        return True  # 1.健全管理 | 制度。每个项目明确一名责任人。
    sentences = sum(each.is_sentence for each in siblings)
    headings = sum(each.is_heading for each in siblings)
    announced = own.value == 1 and bool(before) and bool(re.search(r"[：:]$", before[-1]))
    after_sentence = bool(preceding) and preceding[0].is_sentence
    return sentences > headings and (sentences >= _FEWEST or announced or after_sentence)


def _preceding(before: Sequence[str], own: Ordinal) -> Iterator[_Item]:
    """Yield the items before, the nearest first."""
    value, below = own.value - 1, 0
    for text in reversed(before):
        ordinal = parse_ordinal(text)
        if ordinal is None:
            below += 1
            continue
        if (ordinal.style, ordinal.value) != (own.style, value):
            return
        yield _Item(ordinal, below)
        value, below = value - 1, 0


def _following(after: Iterable[str], own: Ordinal) -> Iterator[_Item]:
    """Yield the items after, the nearest first."""
    open_item: _Item | None = None
    for text in after:
        ordinal = parse_ordinal(text)
        if ordinal is None:
            if open_item is None:
                return  # more than one paragraph below the line itself
            open_item = replace(open_item, below=open_item.below + 1)
            continue
        last = open_item.ordinal if open_item else own
        if (ordinal.style, ordinal.value) != (own.style, last.value + 1):
            break
        if open_item:
            yield open_item
        open_item = _Item(ordinal, 0)
    if open_item:
        yield open_item
