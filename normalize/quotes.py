"""Sums of money quoted in prose: what each is for, its direction and year, and the sum it is part of.

A numbered list below a line that ends in 其中： is read over paragraphs as a
list inside a sentence is read by `quoted_sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extract.wrapping import join_wrapped
from normalize.mentions import mentions_in, narrow
from normalize.nesting import Lists, Node, Scope, Scopes
from normalize.numbering import Ordinal, parse_ordinal
from normalize.prose import ProseParagraph
from normalize.quoted_sentence import Quoted, SentenceReader, Topics, sentences_in
from normalize.schema import Amount
from normalize.sections import Outlined
from normalize.shares import bind_shares


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands; copied to its amounts."""

    section_no: int | None = None
    table_no: int | None = None
    row_no: int | None = None
    project_code: str | None = None
    pages: tuple[int, ...] = ()


#: A final figure is stated, not only compared with (比上年决算数增加…).
_OUTCOME = re.compile(r"(?:决算|执行)数?(?:为|:|\d)|\d[万亿千]*元,(?:年初|全年|调整)预算数?(?:为|:)?\d")
_OPENS_BELOW = re.compile(r"[：:]$|具体(?:情况)?如下。$")
_OPENS_ALONE = re.compile(
    r"^(?:其中|包括|主要包括|其中包括|(?:收入|支出)?具体(?:情况|明细)?如下|具体(?:为|包括)|分别为)[：:。]$"
)
#: 4、一般公共服务支出（类）财政事务（款）财政委托业务支出（项）。主要用于：
_PURPOSE_BELOW = re.compile(r"用于[：:]$")
_GOES_ON = re.compile(r"[；;，,、]$")
_JUST_A_SUM = re.compile(r"^[。.；;：:]?(?:其中|包括)?[：:]?$")
#: A functional class written out: …（类）…（款）…（项）。
_CLASSED = re.compile(r"[（(][类款项][）)][。.]?\s*$")
_HEADING_TAIL = re.compile(
    r"(?:安排|(?<!公共|基金|经营)预算)?(?:及增减变化(?:原因)?)?(?:的?(?:总体|具体)?情况)?(?:的?说明)?$"
)


def quoted_amounts(
    outline: Sequence[Outlined], *, document_id: str, fiscal_year: int = 0, first_no: int = 1
) -> list[Amount]:
    """Return every sum of money that the running text quotes, in printed order, numbered from `first_no`.

    Thresholds and prices (单价100万元以上设备, 每家奖励10万元) are sums of money
    too: their subject says what they are. Amounts are unsigned; a negative sum
    turns its direction round. `year` is the year named for the sum, else that of
    the whole it is part of, else `fiscal_year`; a prior value (比2025年…30万元
    增加…) has its own year.

    Limitations: subjects are cut from the words before the sum and may carry
    words of the sentence where the clause has an unusual build; parts are told
    from their wholes by wording, by numbering, and by their sum, never by meaning.
    """
    reader = _Reader(document_id, fiscal_year, first_no)
    for section in outline:
        if section.title is not None:
            ordinal = parse_ordinal((section.number_text or "") + section.title)
            reader.lists.heading(ordinal, section.level)
        for text, pages in _items_joined(section.paragraphs):
            reader.read(text, Place(section_no=section.section_no, pages=pages), section.title)
    return bind_shares(reader.amounts)


def _items_joined(paragraphs: Sequence[ProseParagraph]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the texts with their pages; an item whose sums stand in the paragraph below its name is one with it."""
    name: ProseParagraph | None = None
    for each in paragraphs:
        is_numbered = parse_ordinal(each.text) is not None
        if name is not None:
            if not is_numbered:
                yield name.text.strip() + each.text.strip(), each.pages
                name = None
                continue
            yield name.text, name.pages
        name = each if is_numbered and _PURPOSE_BELOW.search(each.text.strip()) and not mentions_in(each.text) else None
        if name is None:
            yield each.text, each.pages
    if name is not None:
        yield name.text, name.pages


def amounts_in(text: str, place: Place, *, document_id: str, fiscal_year: int = 0, first_no: int = 1) -> list[Amount]:
    """Return the sums of money that one text quotes, such as the purpose cell of a project."""
    reader = _Reader(document_id, fiscal_year, first_no)
    for line in text.split("\n"):
        reader.read(join_wrapped([line]), place, None)
    return reader.amounts


@dataclass(slots=True)
class _Reader:
    """The amounts of one text while they are found, paragraph by paragraph."""

    document_id: str
    fiscal_year: int
    first_no: int
    lists: Lists = field(default_factory=Lists)
    amounts: list[Amount] = field(default_factory=list)

    def read(self, text: str, place: Place, heading: str | None) -> None:
        """Read one paragraph."""
        ordinal = parse_ordinal(text)
        body = ordinal.rest if ordinal else text
        mentions = mentions_in(body)
        owner = self.lists.enter(ordinal, mentions[0].yuan if mentions else None)
        if not mentions:
            self._pass(ordinal, body, owner)
            return
        scopes = Scopes(Scope("root", owner), previous=self.lists.carried)
        topics = Topics(own=_topic_of(body) if ordinal else None, heading=_named_by(heading or ""))
        reader = SentenceReader(
            body,
            scopes,
            topics,
            self.fiscal_year,
            bool(_OUTCOME.search(narrow(body))),
            self.first_no + len(self.amounts),
        )
        sentence, has_sum, begins = "", False, 0
        unfinished: Scope | None = None
        for start, end in sentences_in(body, mentions):
            sentence = body[start:end].strip()
            inside = [each for each in mentions if start <= each.start < end]
            has_sum = bool(inside)
            if inside:
                begins = self.first_no + len(self.amounts)
                self.amounts.extend(self._amount(each, sentence, place) for each in reader.read(start, end, inside))
                unfinished = scopes.innermost_list
                scopes.end_sentence()
            elif _CLASSED.search(sentence):
                topics.own = _named_by(sentence) or topics.own
        root, items = scopes.root, scopes.first.items
        if unfinished is not None and ordinal is None and _GOES_ON.search(body):
            self.lists.leave(ordinal, root, opens=False, just_a_sum=False, body=body, items=items)
            self.lists.go_on(unfinished)
            return
        opens = bool(_OPENS_BELOW.search(body)) and (has_sum or bool(_OPENS_ALONE.match(sentence)))
        # 其中，甲…；乙…。具体情况如下： takes up parts that are told already.
        opens = opens and not (len(scopes.named) > 1 and sentence.startswith("具体"))
        just_a_sum = len(mentions) == 1 and bool(_JUST_A_SUM.match(body[mentions[-1].end :]))
        last = scopes.last_whole
        # 总收入5万元…。总支出4万元，主要支出如下： lists what its own sentence tells first.
        begun = has_sum and last is not None and any(number == begins for number, _ in last.sums.values())
        whole = last if (opens and begun) or re.search(r"(?:其中|包括)[：:]$", body) else None
        self.lists.leave(ordinal, whole or root, opens=opens, just_a_sum=just_a_sum, body=body, items=items)

    def _pass(self, ordinal: Ordinal | None, body: str, owner: Node | None) -> None:
        """Take note of a paragraph without sums: it may name what the next ones are of."""
        node = Node(_named_by(body), parent=owner) if ordinal else None
        self.lists.leave(ordinal, node, opens=False, just_a_sum=False, body=body)
        if _OPENS_ALONE.match(body.strip()):
            self.lists.pending = self.lists.carried

    def _amount(self, quoted: Quoted, sentence: str, place: Place) -> Amount:
        return Amount(
            document_id=self.document_id,
            amount_no=quoted.number,
            section_no=place.section_no,
            table_no=place.table_no,
            row_no=place.row_no,
            pages=list(place.pages),
            project_code=place.project_code,
            subject=quoted.subject,
            measure=quoted.measure,
            direction=quoted.direction,
            amount_yuan=quoted.mention.yuan,
            amount_text=quoted.mention.text,
            year=quoted.year,
            parent_no=quoted.parent_no,
            sentence=sentence,
        )


def _topic_of(body: str) -> str | None:
    """Return what a numbered paragraph is about: the words before its first colon or full stop."""
    # 类, 款 and 项 written out are long.
    found = re.match(
        r"([^，,。；;：:]{2,40}|[^，,。；;：:]{2,100}[（(][款项][）)])(?:[：:。]|[，,](?=20\d\d年(?:度|初)?(?:年初|全年|部门)?[预决]算数))",
        body,
    )
    return _HEADING_TAIL.sub("", found.group(1)) or None if found and not mentions_in(found.group(1)) else None


def _named_by(text: str) -> str | None:
    """Return the subject that a heading or a short numbered line names."""
    ordinal = parse_ordinal(text)
    bare = (ordinal.rest if ordinal else text).strip().rstrip("。：:；;")
    if not bare or len(bare) > 60 or re.search(r"[，,；;]", bare):
        return None
    return _HEADING_TAIL.sub("", bare) or None
