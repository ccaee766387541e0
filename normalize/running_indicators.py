"""Indicators told as running text in one cell of a project's row.

Two wordings are in use: numbered statements whose parts stand between
semicolons and whose targets are labelled (1、产出指标；数量指标；次数；年度指标值:≥3次。2、…),
and classes that introduce their indicators (数量指标：次数≥3次；质量指标：合格率100%。).
A text is taken only where it is one of them from end to end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from normalize.folding import fold
from normalize.lexicon import is_level1, is_level2


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator as told."""

    level1: str | None
    level2: str | None
    level3: str
    target_text: str | None
    other: dict[str, str] = field(default_factory=dict)
    """Targets besides the year's, by their label."""


_NUMBERED = re.compile(r"(?:^|(?<=[。；;\n\s]))\s*(?P<number>\d{1,2})(?:、|[.．](?!\d))")
#: 1-产出指标, 11-数量指标: the class with the number a system gives it.
_CLASS_NUMBER = re.compile(r"^\d{1,3}[-—－](?=\D)")
_LABELLED = re.compile(r"(?P<label>[^:：；;。]{0,8}(?:指标值|目标值))[:：](?P<value>.*)", re.DOTALL)
_OF_YEAR = re.compile(r"年度|当年|本年|20\d\d")
_CLASS = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,9}?(?:指标|满意度))[:：]")
#: A name and what it shall reach, without anything between them.
_REACHES = re.compile(
    r"(?P<name>[^≥≤><=＝≧≦\d]{2,40}?)[:：]?(?P<target>(?:[≥≤≧≦><=＝]|不低于|不少于|不超过|达到)\s*\d.*|\d[\d.,]*\s*[%％\u4e00-\u9fff].{0,6})"
)


def told_indicators(text: str) -> list[Told]:
    """Return the indicators a cell tells one after another; none where it tells anything else.

    >>> [each.level3 for each in told_indicators("1、产出指标；数量指标；检查次数；年度指标值:≥3次。")]
    ['检查次数']
    """
    return _numbered(text) or _by_class(text)


def _numbered(text: str) -> list[Told]:
    starts: list[re.Match[str]] = []
    for found in _NUMBERED.finditer(text):
        if int(found["number"]) == len(starts) + 1:  # another number is part of a statement
            starts.append(found)
    if not starts or text[: starts[0].start()].strip():
        return []
    ends = [*(found.start() for found in starts[1:]), len(text)]
    told = [_statement(text[found.end() : end]) for found, end in zip(starts, ends, strict=True)]
    return [each for each in told if each is not None] if all(told) else []


def _statement(text: str) -> Told | None:
    """Read class, class, name and labelled targets between semicolons; None where they are something else."""
    level1 = level2 = None
    names: list[str] = []
    targets: dict[str, str] = {}
    label: str | None = None
    for part in re.split(r"[；;]", text.strip().strip("。；;")):
        bare = _CLASS_NUMBER.sub("", part.strip())
        if labelled := _LABELLED.fullmatch(bare):
            label = labelled["label"]
            targets[label] = labelled["value"].strip()
        elif label is not None:
            targets[label] += f"；{part.strip()}"  # a target of several
        elif level1 is None and is_level1(bare):
            level1 = bare
        elif level1 is not None and level2 is None and not names and (is_level2(bare) or bare != part.strip()):
            level2 = bare
        else:
            names.append(part.strip())
    if level1 is None or not names or not targets:
        return None
    year = next((key for key in targets if _OF_YEAR.search(key)), next(reversed(targets)))
    other = {key: value for key, value in targets.items() if key != year}
    return Told(level1, level2, "；".join(names), targets[year] or None, other)


def _by_class(text: str) -> list[Told]:
    classes = [found for found in _CLASS.finditer(text) if is_level1(found["name"]) or is_level2(found["name"])]
    if not classes or not any(is_level2(found["name"]) for found in classes):
        return []
    if re.sub(r"[\d、.．（）()\s]", "", text[: classes[0].start()]):
        return []
    told: list[Told] = []
    level1: str | None = None
    for found, following in pairwise([*classes, None]):
        assert found is not None
        body = text[found.end() : following.start() if following else len(text)]
        if is_level1(found["name"]) and not is_level2(found["name"]):
            level1 = found["name"]
            if re.sub(r"[\d、.．（）()\s；;。，,]", "", body):
                return []  # a class that tells something itself: prose
            continue
        statements = list(_statements(body))
        if not statements:
            return []
        told += [Told(level1, found["name"], name, target) for name, target in statements]
    return told if any(each.target_text for each in told) else []


def _statements(body: str) -> Iterator[tuple[str, str | None]]:
    # The number of the next class stands at the end of this one's text.
    for part in re.split(
        r"[；;。\n]|[，,](?=[^，,；;。]*[≥≤≧≦><=＝])", re.sub(r"[\s（(]*\d{0,2}[)）、.．]?\s*$", "", body)
    ):
        bare = re.sub(r"^\s*[（(]?\d{1,2}[)）、.．]\s*(?!\d)", "", part).strip()
        if not fold(bare):
            continue
        if reached := _REACHES.fullmatch(bare):
            yield reached["name"].strip(), reached["target"].strip()
        else:
            name, colon, value = re.sub("：", ":", bare).partition(":")
            yield name.strip(), value.strip() or None if colon else None
