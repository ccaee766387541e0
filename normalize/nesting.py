"""Which sum is part of which: the lists open inside a sentence, and those open over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeAlias

from normalize.numbering import Ordinal
from normalize.vocabulary import Direction

Role: TypeAlias = Literal["level", "change", "base", "budget", "final"]
"""What a sum says of its subject: its amount, the change, last year's amount, the budget, the outcome."""

ScopeKind: TypeAlias = Literal["root", "list", "reason", "bracket"]

#: Yuan by which a sum of parts printed in 万元 with two decimals may miss its whole, for each number.
_ROUNDING = 50

#: A part without a sum of the same role hangs on this one of its whole.
_STAND_IN: dict[Role, tuple[Role, ...]] = {
    "level": ("level", "final", "budget"),
    "final": ("final", "level"),
    "budget": ("budget", "level"),
    "change": ("change",),
    "base": ("base",),
}


@dataclass(slots=True, eq=False)
class Node:
    """Something that sums are quoted of."""

    subject: str | None
    parent: Node | None = None
    sums: dict[Role, tuple[int, Decimal]] = field(default_factory=dict)
    """amount_no and yuan by role."""
    year: int | None = None
    last_direction: Direction | None = None
    inherits: bool = False

    def record(self, role: Role, number: int, yuan: Decimal) -> None:
        """Remember a sum quoted of it."""
        self.sums.setdefault(role, (number, yuan))

    def has(self, role: Role) -> bool:
        """Tell whether a sum of this role is known."""
        return role in self.sums

    @property
    def has_sums(self) -> bool:
        """Tell whether a sum is known of it or of a whole it is part of."""
        return bool(self.sums) or (self.parent is not None and self.parent.has_sums)

    def stand_in(self, role: Role) -> tuple[int, Decimal] | None:
        """Return the sum that parts of this role are parts of."""
        return next((self.sums[each] for each in _STAND_IN[role] if each in self.sums), None)

    def parent_no(self, role: Role) -> int | None:
        """Return the amount_no of the whole, through nodes that have no sums of their own."""
        above = self.parent
        while above is not None and not above.sums:
            above = above.parent
        found = above.stand_in(role) if above is not None else None
        return found[0] if found else None

    @property
    def known_year(self) -> int | None:
        """Year named for it or for the nearest whole it is part of."""
        above: Node | None = self
        while above is not None and above.year is None:
            above = above.parent
        return above.year if above is not None else None

    def can_hold(self, role: Role, yuan: Decimal) -> bool:
        """Tell whether a part of this size fits; parts of a change may exceed it, as they have both signs."""
        whole = self.stand_in(role)
        return role in ("change", "base") or whole is None or yuan <= whole[1] + 2 * _ROUNDING

    def covers(self, subject: str) -> bool:
        """Tell whether the subject is this one, in full or cut short: 收、支总计 of 国家信访局收、支总计."""
        if self.subject is None:
            return False
        own, other = (
            re.sub(r"[“”\"（）()]|预算|决算|财政拨款|安排|总额|总计|合计", "", each) for each in (self.subject, subject)
        )
        return bool(other) and (other in own or own in other)


@dataclass(slots=True)
class Scope:
    """A list open inside a sentence."""

    kind: ScopeKind
    owner: Node | None
    """What its items are parts of."""
    current: Node | None = None
    """Its last item."""
    items: list[Node] = field(default_factory=list)
    owner_role: Role = "level"
    cause: bool = False
    """Opened by 主要是 or 原因: its items explain a change."""

    def is_full(self, role: Role) -> bool:
        """Tell whether its items already make up their whole."""
        if self.owner is None or not self.items or role == "change":
            return False
        whole = self.owner.stand_in(role)
        parts = [found[1] for item in self.items if (found := item.stand_in(role))]
        if whole is None or len(parts) != len(self.items):
            return False
        return abs(sum(parts) - whole[1]) <= _ROUNDING * (len(parts) + 1)

    def is_completed_by(self, yuan: Decimal) -> bool:
        """Tell whether its items and one more sum make up their whole."""
        whole = self.owner.stand_in("level") if self.owner is not None else None
        parts = [found[1] for item in self.items if (found := item.stand_in("level"))]
        if whole is None or not parts or not yuan:
            return False
        return abs(sum(parts) + yuan - whole[1]) <= _ROUNDING * (len(parts) + 2)


@dataclass(slots=True)
class Scopes:
    """The lists open at a point of a paragraph."""

    first: Scope
    previous: Node | None = None
    """Main sum of the paragraph before."""
    year: int | None = None
    cause_direction: Direction | None = None
    last_role: Role = "level"
    after_semicolon: bool = False
    """The sum being read stands behind a semicolon."""
    named: list[Node] = field(default_factory=list)
    stack: list[Scope] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.stack = [self.first]

    @property
    def root(self) -> Node | None:
        """First main sum of the paragraph."""
        return self.first.items[0] if self.first.items else None

    @property
    def last_whole(self) -> Node | None:
        """The sum that a list opened at the end of the paragraph belongs to."""
        return self.first.current

    @property
    def innermost_list(self) -> Scope | None:
        """The list that is open, if one is."""
        return next((scope for scope in reversed(self.stack) if scope.kind == "list"), None)

    def add(self, node: Node) -> Node:
        """Put a new item into the innermost list."""
        scope = self.stack[-1]
        scope.current = node
        scope.items.append(node)
        self.named.append(node)
        return node

    def note(self, node: Node, role: Role, direction: Direction | None) -> None:
        """Remember the last sum read."""
        self.stack[-1].current = node
        self.last_role = role
        if role == "change":
            self.cause_direction = direction

    def open_list(self, *, reason: bool, cause: bool, begins: bool = True) -> None:
        """Open a list below the last item; one that begins a paragraph may go on from the paragraph before."""
        scope = self.stack[-1]
        owner = scope.current
        if owner is None:
            if scope.kind == "reason" and not reason:  # 400万元，主要用于…，其中：甲300万元；乙100万元
                self.stack[-1] = Scope("list", scope.owner, owner_role=scope.owner_role)
                return
            if scope.kind != "root":
                return
            owner = scope.owner or (self.previous if begins and not reason else None)
            if owner is None:
                return
        role: Role = "change" if self.last_role == "change" and (cause or not reason) else "level"
        self.stack.append(
            Scope("reason" if reason else "list", owner, owner_role=role, cause=cause and role == "change")
        )

    def open_partition(self) -> None:
        """Begin another way of dividing the same whole: 按经济分类划分为…."""
        while len(self.stack) > 1 and self.stack[-1].kind != "bracket":
            scope = self.stack.pop()
            if scope.kind == "list" and scope.owner is not None:
                self.stack.append(Scope("list", scope.owner))
                return
        self.open_list(reason=False, cause=False)

    def open_named(self, subject: str) -> bool:
        """Open a list below the sum of that name: 财政拨款支出预算中，…."""
        for node in reversed(self.named):
            if node.subject is not None and node.subject == subject:
                del self.stack[1:]
                self.stack.append(Scope("list", node))
                return True
        if self.previous is not None and self.previous.covers(subject):
            self.stack.append(Scope("list", self.previous))
            return True
        return False

    def open_bracket(self) -> None:
        """Open a bracket that holds sums."""
        self.stack.append(Scope("bracket", self.stack[-1].current or self.stack[-1].owner))

    def close_bracket(self) -> None:
        """Close the innermost bracket and the lists in it."""
        while len(self.stack) > 1:
            if self.stack.pop().kind == "bracket":
                return

    def semicolon(self, following: Decimal) -> None:
        """Close the lists inside the outermost list of this bracket, and every list of reasons.

        The innermost list stays open where the sum that follows makes up what is left of its whole.
        """
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].kind == "bracket":
                break
            if self.stack[depth].kind == "list":
                if self.stack[depth].is_completed_by(following):
                    del self.stack[depth + 1 :]
                    return
                break
        base = max(index for index, scope in enumerate(self.stack) if scope.kind in ("root", "bracket"))
        keep = base + 1
        if len(self.stack) > keep and self.stack[keep].kind == "list":
            keep += 1
        del self.stack[keep:]

    def next_cause(self) -> None:
        """Close what explains the cause before, where causes are counted: 一是…，主要是…；二是…."""
        while len(self.stack) > 2 and self.stack[-1].kind == "reason" and self.stack[-2].kind == "reason":
            self.stack.pop()

    def end_sentence(self) -> None:
        """Close every list at the end of a sentence."""
        del self.stack[1:]

    def make_room(self, role: Role, yuan: Decimal, *, again: bool) -> None:
        """Close lists that are full, or whose whole is smaller than the next sum; all if a total comes again."""
        if again:
            self.end_sentence()
            return
        while len(self.stack) > 1:
            scope = self.stack[-1]
            full = scope.kind == "list" and yuan and scope.is_full(role)
            small = scope.kind != "bracket" and scope.owner is not None and not scope.owner.can_hold(role, yuan)
            if not full and not small:
                return
            self.stack.pop()


@dataclass(slots=True)
class _Frame:
    """A numbered or plain list of paragraphs."""

    style: str
    rank: int
    owner: Node | None
    last: Node | None = None
    last_opens: bool = False
    stopped: bool = False
    """Its last paragraph ended in a full stop."""
    items: list[Node] = field(default_factory=list)

    @property
    def is_of_sums(self) -> bool:
        """Tell whether its items are parts of a sum."""
        return self.owner is not None and self.owner.has_sums

    def has_room(self, yuan: Decimal | None) -> bool:
        """Tell whether another part fits in the whole beside those listed."""
        whole = self.owner.stand_in("level") if self.owner is not None else None
        if whole is None or yuan is None:
            return not self.stopped
        parts = [found[1] for item in self.items if (found := item.stand_in("level"))]
        return yuan <= whole[1] - sum(parts) + _ROUNDING * (len(parts) + 1)


@dataclass(slots=True)
class Lists:
    """The lists open over paragraphs."""

    frames: list[_Frame] = field(default_factory=list)
    pending: Node | None = None
    """Whole whose parts the next paragraphs list."""
    carried: Node | None = None
    """Main sum of the last paragraph that had one."""

    def heading(self, ordinal: Ordinal | None, level: int) -> None:
        """Meet a heading: one numbered deeper than an open list may be its item, any other ends all lists."""
        awaited = self.pending is not None and self.pending.has_sums
        held = ordinal is not None and any(frame.rank <= ordinal.rank and frame.is_of_sums for frame in self.frames)
        if ordinal is not None and (awaited or held):
            owner = self.enter(ordinal)
            self.leave(ordinal, Node(None, parent=owner), opens=True, just_a_sum=False, body="")
            self.carried = owner
            return
        self.frames.clear()
        self.pending = None
        if level <= 2:
            self.carried = None

    def go_on(self, begun: Scope) -> None:
        """Let a list that a sentence began go on over the next paragraphs."""
        if not (self.frames and self.frames[-1].style == "plain" and self.frames[-1].owner is begun.owner):
            self.frames.append(_Frame("plain", 99, begun.owner, items=list(begun.items)))

    def enter(self, ordinal: Ordinal | None, first: Decimal | None = None) -> Node | None:
        """Return what a paragraph's sums are parts of; `first` is its first sum in yuan."""
        pending, self.pending = self.pending, None
        if ordinal is None:
            if pending is not None:
                self.frames.append(_Frame("plain", 99, pending))
            if not self.frames or self.frames[-1].style != "plain":
                return None
            frame = self.frames[-1]
            if not frame.has_room(first):
                self.frames.pop()
                return None
            return frame.owner
        while self.frames and self.frames[-1].style == "plain":
            self.frames.pop()
        for depth, frame in enumerate(self.frames):
            if frame.style == ordinal.style:
                del self.frames[depth + 1 :]
                return frame.owner
        above = next((frame for frame in reversed(self.frames) if frame.rank < ordinal.rank), None)
        if pending is None and above is not None and above.last is not None and above.last_opens:
            pending = above.last
        self.frames[:] = [frame for frame in self.frames if frame.rank < ordinal.rank]
        self.frames.append(_Frame(ordinal.style, ordinal.rank, pending))
        return pending

    def leave(
        self,
        ordinal: Ordinal | None,
        node: Node | None,
        *,
        opens: bool,
        just_a_sum: bool,
        body: str,
        items: Sequence[Node] = (),
    ) -> None:
        """Remember a paragraph's main sums, and whether parts of the first follow."""
        if self.frames and ordinal is not None:
            self.frames[-1].last = node
            self.frames[-1].last_opens = opens or just_a_sum
        if opens:
            self.pending = node
        if self.frames and ordinal is None and self.frames[-1].style == "plain":
            self.frames[-1].stopped = not body.rstrip().endswith(("；", ";", "，", ",", "、"))
            self.frames[-1].items.extend(items)
        if node is not None and node.sums:
            self.carried = node
