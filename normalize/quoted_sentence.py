"""Read a sentence from left to right, sum by sum.

其中, 包括, 主要是 and brackets open a list of parts; a semicolon, a closing
bracket, the end of the sentence, or parts that already make up the whole close it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from normalize.mentions import Mention, narrow
from normalize.nesting import Node, Role, Scopes
from normalize.subjects import (
    Reading,
    direction_in,
    is_generic,
    is_stage,
    measure_of,
    read_lead,
    topic_in,
    without_stage,
)
from normalize.vocabulary import Direction, Measure

_SENTENCE_END = re.compile(r"[。！？!?]")
_OPENS = re.compile(
    r"(?P<list>其中|(?<=[,，])含(?![税有量])|(?:主要)?包括|分别[为是]|分为|划分为|分项(?:情况)?(?:是|为|如下)?(?=[:：])|(?:主要)?用于(?:以下方面|:|：)|构成为)"
    r"|(?P<reason>主要原因[是为]?|主要[是为]|原因(?:[是为]|(?=\s*[:：]))|主要用于|主要系|主要由于)"
)
_PARTITION = re.compile(r"按照?[^,，。；;按]{2,14}?(?:分类|划分|分)(?:支出|收入|科目)?(?:划分)?[为是]?")
_WITHIN = re.compile(r"^[\s,，]*(?P<whole>[^,，。；;:：]{2,30})中[,，:：]")
_YEAR_FIRST = re.compile(r"^20\d\d年(?:度|初)?")
_TOTAL_AGAIN = re.compile(r"^[\s,，;；]*(?:本部门|我部门|本单位|我单位|我局|当年|20\d\d年)")
#: 原因：一是…；二是….
_GOES_ON_COUNTING = re.compile(r"\s*[二三四五六]是")
_NEXT_ITEM = re.compile(r"^\s*[、和及]")
#: A comparison after a reason takes up the sum again: …，主要用于甲，比上年增加5万元.
_COMPARES_AGAIN = re.compile(r"[,，。](?:比|较|与)(?:20\d\d|上|去)")
#: 公务接待20批次，共支出2万元: what was spent on the item named before, not all that is spent.
_SPENT = re.compile("(?:实际|预算)?(?:支出|开支|花费)")
_ITEM = re.compile("费|接待|出国|用车|会议|培训")
_DIFFERENCE = re.compile("(?:两者)?(?:相差|差[值额异])")
_OPPOSITE = {"收入": "支出", "支出": "收入"}


@dataclass(slots=True)
class Topics:
    """What a paragraph is about, for sums that name but a stage (年初预算为…)."""

    own: str | None
    """Named by the paragraph itself."""
    heading: str | None
    """Named by the heading above it."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sum with what the sentence says of it."""

    number: int
    mention: Mention
    subject: str | None
    measure: Measure | None
    direction: Direction | None
    year: int | None
    parent_no: int | None


def sentences_in(body: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence starts and ends; a full stop inside brackets that hold a sum ends none."""
    closed = [(left, right) for left, right in _pairs(body) if any(left < each.start < right for each in mentions)]
    start = 0
    for found in _SENTENCE_END.finditer(body):
        if any(left < found.start() < right for left, right in closed):
            continue
        yield start, found.end()
        start = found.end()
    if body[start:].strip():
        yield start, len(body)


def _pairs(body: str) -> list[tuple[int, int]]:
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(narrow(body)):
        if char == "(":
            stack.append(index)
        elif char == ")" and stack:
            pairs.append((stack.pop(), index))
    return pairs


def _names_shared_out(sentence: str, offset: int, inside: Sequence[Mention]) -> dict[int, str]:
    """Return what each sum is for in 货物、工程、服务采购分别为1万元、2万元和3万元."""
    found: dict[int, str] = {}
    for index, mention in enumerate(inside):
        lead = _SHARED_OUT.search(sentence[: mention.start - offset])
        names = _AND.split(lead["names"]) if lead else []
        sums = inside[index : index + len(names)]
        gaps = [sentence[left.end - offset : right.start - offset] for left, right in pairwise(sums)]
        if 1 < len(names) == len(sums) and all(names) and all(_AND.fullmatch(gap.strip()) for gap in gaps):
            found.update(zip((each.start for each in sums), names, strict=True))
    return found


_SHARED_OUT = re.compile(r"(?:^|[,，;；。:：])(?P<names>[^,，;；。:：]{3,80})分别[为是]\s*$")
_AND = re.compile(r"[、和及]")


@dataclass(slots=True)
class SentenceReader:
    """Reads the sentences of one paragraph."""

    body: str
    scopes: Scopes
    topics: Topics
    fiscal_year: int
    finals: bool
    """Budget and final figures stand side by side."""
    next_no: int
    brackets: dict[int, str] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)
    """Years of the sums of the sentence so far."""
    shared_out: dict[int, str] = field(default_factory=dict)
    """Subjects of sums that 分别为 gives to several names at once, by the sum's start."""

    def read(self, start: int, end: int, inside: Sequence[Mention]) -> Iterator[Quoted]:
        """Yield the sums of body[start:end]."""
        # Other brackets belong to names: 因公出国（境）费.
        self.brackets = {
            position: mark
            for left, right in _pairs(self.body)
            if start <= left < end and any(left < each.start < right for each in inside)
            for position, mark in ((left, "("), (right, ")"))
        }
        position = start
        self.years.clear()
        self.shared_out = _names_shared_out(self.body[start:end], start, inside)
        for index, mention in enumerate(inside):
            until = inside[index + 1].start if index + 1 < len(inside) else end
            yield self._read_one(position, mention, self.body[mention.end : until])
            position = mention.end

    def _read_one(self, position: int, mention: Mention, follows: str) -> Quoted:
        scopes = self.scopes
        lead = self.body[position : mention.start]
        scopes.after_semicolon = bool(re.search(r"[；;]", lead))
        rest = self._follow_marks(lead, position, mention)
        owner = scopes.stack[0].owner
        listed = len(scopes.stack) > 1 or (owner is not None and owner.has_sums)
        reading = read_lead(rest, follows, listed=listed)
        if reading.subject is None and mention.start in self.shared_out:
            reading = replace(reading, subject=self.shared_out[mention.start])
        subject = reading.subject
        topic = topic_in(rest) or self.topics.own
        current = scopes.stack[-1].current or scopes.root
        named = topic or (current.subject if current is not None else None) or self.topics.heading
        if subject and _SPENT.fullmatch(subject) and named and _ITEM.search(named):
            subject, topic, reading = None, named, replace(reading, subject=None)
        spoken_of = current is not None and current.subject is not None and bool(subject) and is_stage(subject or "")
        if topic is None and (not subject or is_stage(subject)):
            topic = current.subject if spoken_of and current is not None else self.topics.heading
        direction, role = self._direction(reading, rest, mention)
        if reading.is_target and current is not None:
            role = "budget"
        elif role == "level" and self.finals and (stage := measure_of(subject, finals=True)) in ("budget", "final"):
            role = "final" if stage == "final" else "budget"
        node = (
            Node(subject)
            if reading.is_share_of and current is not None
            else self._node(reading, rest, mention, role, topic)
        )
        printed = node.subject if is_generic(subject) and node.subject else subject or node.subject
        if printed and role in ("budget", "final"):
            printed = without_stage(printed)
        if node.subject is None or role in ("budget", "final"):
            node.subject = printed
        quoted = Quoted(
            number=self.next_no,
            mention=mention,
            subject=printed,
            measure="budget"
            if reading.is_target
            else measure_of(subject, finals=self.finals) or measure_of(printed, finals=False),
            direction=direction,
            year=self._year(node, reading, role),
            parent_no=node.parent_no(role),
        )
        self.next_no += 1
        node.record(role, quoted.number, mention.yuan)
        node.last_direction = direction
        node.inherits = reading.inherits or (direction is not None and node.inherits)
        if not reading.is_share_of or current is None:
            scopes.note(node, role, direction)
        return quoted

    def _follow_marks(self, lead: str, offset: int, mention: Mention) -> str:
        """Open and close lists as the words before a sum say; return the words after the last of these marks."""
        scopes = self.scopes
        start = index = 0
        while index < len(lead):
            mark = self.brackets.get(offset + index)
            if mark is not None:
                scopes.open_bracket() if mark == "(" else scopes.close_bracket()
                start = index = index + 1
            elif lead[index] in "；;":
                if _GOES_ON_COUNTING.match(lead, index + 1):
                    scopes.next_cause()
                else:
                    scopes.semicolon(mention.yuan)
                start = index = index + 1
            elif lead[index] in "：:" and index == 0 and scopes.stack[-1].current is not None:
                scopes.open_list(reason=False, cause=False)
                start = index = 1
            elif index == start and (within := _WITHIN.match(lead[index:])) and self._opens_within(within):
                start = index = index + within.end()
            elif partition := _PARTITION.match(lead, index):
                scopes.open_partition()
                start = index = partition.end()
            elif opened := _OPENS.match(lead, index):
                if opened["list"] and self._of_no_sum(lead[start:index]):
                    start = opened.end()
                elif opened["list"] and self._divides_again(lead[start:index]):
                    scopes.open_partition()
                    start = opened.end()
                elif opened["list"] or not _COMPARES_AGAIN.search(lead, opened.end()):
                    cause = "原因" in opened[0] or opened[0] == "主要是"
                    begins = not lead[:index].strip(" ,，:：")
                    scopes.open_list(reason=opened["reason"] is not None, cause=cause, begins=begins)
                    start = opened.end()
                index = opened.end()
            else:
                index += 1
        return lead[start:]

    def _of_no_sum(self, before: str) -> bool:
        """Tell whether a list divides a whole that has no sum: 收入包括甲…；支出包括乙….."""
        words = before.strip(" ,，")
        scope = self.scopes.stack[-1]
        if words not in _OPPOSITE or scope.kind != "root" or scope.current is None:
            return False
        return scope.current.subject is not None and not re.search(f"{words}|收支|收、支", scope.current.subject)

    def _divides_again(self, before: str) -> bool:
        """Tell whether a list divides the same whole as the one before: 收入包括…；支出包括…, or a full list；其中…."""
        words = before.strip(" ,，")
        scope = self.scopes.stack[-1]
        if words in _OPPOSITE:
            return True
        return not words and self.scopes.after_semicolon and scope.kind == "list" and scope.is_full("level")

    def _opens_within(self, within: re.Match[str]) -> bool:
        return self.scopes.open_named(_YEAR_FIRST.sub("", within["whole"].strip()))

    def _direction(self, reading: Reading, rest: str, mention: Mention) -> tuple[Direction | None, Role]:
        if reading.is_base:
            return None, "base"
        direction = reading.direction
        scope = self.scopes.stack[-1]
        if direction is None and scope.current is not None and scope.current.inherits and _NEXT_ITEM.match(rest):
            direction = scope.current.last_direction
        if direction is None and scope.cause and scope.owner_role == "change" and not reading.compared:
            direction = direction_in(rest) or self.scopes.cause_direction
        differs = reading.subject is not None and bool(_DIFFERENCE.fullmatch(reading.subject))
        role: Role = "level" if direction is None and not differs else "change"
        if mention.negative:
            direction = "increase" if direction == "decrease" else "decrease"
        return direction, role

    def _node(self, reading: Reading, rest: str, mention: Mention, role: Role, topic: str | None) -> Node:
        """Return what the sum is of: the item before, or a new item of the innermost list."""
        scopes, subject = self.scopes, reading.subject
        scope = scopes.stack[-1]
        current = scope.current
        if reading.compared:
            if subject is None and reading.direction == "increase":
                self._leave_smaller(mention)
                scope = scopes.stack[-1]
                current = scope.current
            if current is not None and (subject is None or reading.is_base or current.covers(subject)):
                return current
            if subject is None and scope.kind in ("list", "reason") and len(scopes.stack) > 1:
                scopes.stack.pop()
                return self._node(reading, rest, mention, role, topic)
        if current is not None and not current.has(role):
            if is_generic(subject) and not _NEXT_ITEM.match(rest):
                return current
            if role == "change" and current.subject == subject:
                return current
        if topic is None and subject is None and current is not None:
            subject = current.subject
        borrowed = not scope.items and scope.owner is not None and scope.owner is scopes.previous
        again = (scopes.after_semicolon or borrowed) and bool(_TOTAL_AGAIN.match(rest))
        scopes.make_room(role, mention.yuan, again=again or self._opposes(subject))
        owner = scopes.stack[-1].owner
        if owner is not None and not owner.can_hold(role, mention.yuan):
            owner = None
        return scopes.add(Node(topic if is_generic(subject) and topic else subject, parent=owner))

    def _leave_smaller(self, mention: Mention) -> None:
        """Leave the lists whose last item is smaller than what it would have grown by."""
        stack = self.scopes.stack
        while len(stack) > 1 and stack[-1].kind == "list" and stack[-1].current is not None:
            level = stack[-1].current.stand_in("level")
            if level is None or mention.yuan <= level[1]:
                return
            stack.pop()

    def _opposes(self, subject: str | None) -> bool:
        """Tell whether a list of income meets the total of expenditure, or the other way round."""
        root = self.scopes.root
        if root is None or root.subject is None or subject is None or len(self.scopes.stack) < 2:
            return False
        return any(
            re.search(f"预算{own}|{own}(?:总?预算|总计|合计)", root.subject)
            and re.search(f"预算{other}|{other}(?:总?预算|总计|合计)", subject)
            for own, other in _OPPOSITE.items()
        )

    def _year(self, node: Node, reading: Reading, role: Role) -> int | None:
        if role == "base" and reading.base_year:
            return reading.base_year
        known = None if reading.is_current else node.known_year or self.scopes.year
        year = reading.year or known or self.fiscal_year or None
        if reading.year:
            node.year = reading.year
            if len(self.scopes.stack) == 1 and node.parent is None and not reading.names_a_day:
                self.scopes.year = reading.year
        if year is not None and (reading.is_prior or role == "base"):
            return year - 1
        if year is not None and role == "change" and reading.compared and not reading.year:
            # 2016年33万元，2015年57万元，与上年相比减少…: a change is of the later year.
            later = (reading.base_year == year and not reading.with_budget) or (
                reading.base_year in (None, year) and year + 1 in self.years
            )
            year += later
            if later:
                node.year = self.scopes.year = year
        if year is not None:
            self.years.append(year)
        return year
