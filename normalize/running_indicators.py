"""Indicators told as running text in one cell of a project's row.

Two wordings are in use: numbered statements whose parts stand between
semicolons and whose targets are labelled (1、产出指标；数量指标；次数；年度指标值:≥3次。2、…),
and classes that introduce their indicators (数量指标：次数≥3次；质量指标：合格率100%。).
A text is taken only where it is one of them from end to end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from normalize.folding import fold
from normalize.lexicon import LEVEL1, LEVEL2, is_level1, is_level2


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
_CLASSES = sorted(LEVEL1 | LEVEL2, key=len, reverse=True)
#: A class before its colon, with or without a stop before it; 满意度 alone also ends names (群众满意度：≥90%).
_CLASS = re.compile(
    rf"(?P<name>{'|'.join(each for each in _CLASSES if each.endswith('指标'))}"
    rf"|(?<![\u4e00-\u9fff])(?:{'|'.join(each for each in _CLASSES if each.endswith('满意度'))}))\s*[:：]"
)
_ORDINAL = r"(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]|\d{1,3}[-—－])"
#: The number of the next class stands at the end of this one's text; without its mark it is a number that counts.
_NEXT_ORDINAL = re.compile(rf"(?:(?:^|(?<=[。；;，,\s])){_ORDINAL}|[（(]\d{{1,2}}[)）])\s*$")
#: Numbers of a cell that no indicator holds: ordinals, numbers of classes, the year of a target's label.
_COUNTS_NOTHING = re.compile(
    r"(?:^|(?<=[。；;:：，,\s]))[（(]?\d{1,2}(?:、|[)）.．](?!\d))|[（(]\d{1,2}[)）]|(?<!\d)\d{1,3}[-—－](?=[\u4e00-\u9fff])"
    r"|20\d\d年?(?=[^:：；;。\d]{0,6}(?:指标值|目标值)[:：])"
)
#: A name and what it shall reach, without anything between them.
_REACHES = re.compile(
    r"(?P<name>[^≥≤><=＝≧≦\d]{2,40}?)[:：]?(?P<target>(?:[≥≤≧≦><=＝]|不低于|不少于|不超过|达到)\s*\d.*|\d[\d.,]*\s*[%％\u4e00-\u9fff].{0,6})"
)


def told_indicators(text: str) -> list[Told]:
    """Return the indicators a cell tells one after another; none where it tells anything else.

    >>> [each.level3 for each in told_indicators("1、产出指标；数量指标；检查次数；年度指标值:≥3次。")]
    ['检查次数']
    """
    told = _numbered(text) or _by_class(text)
    return told if _holds_all_numbers(told, text) else []


def _holds_all_numbers(told: Sequence[Told], text: str) -> bool:
    """Tell whether every number of a cell stands in one of its indicators: the cell counts as read from here on."""
    held = " ".join(part for each in told for part in (each.level3, each.target_text or "", *each.other.values()))
    printed = re.findall(r"\d+", _COUNTS_NOTHING.sub(" ", text))
    return not Counter(printed) - Counter(re.findall(r"\d+", held))


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
    classes = list(_CLASS.finditer(text))
    if not any(is_level2(found["name"]) for found in classes):
        return []
    if _NEXT_ORDINAL.sub("", text[: classes[0].start()]).strip():
        return []
    told: list[Told] = []
    level1: str | None = None
    for found, following in pairwise([*classes, None]):
        assert found is not None
        body = text[found.end() : following.start() if following else len(text)]
        if following:
            body = _NEXT_ORDINAL.sub("", body)
        told_itself = bool(body.strip("；;。，, \n\t\u3000"))
        above = found["name"] == "满意度指标" and following is not None and not told_itself  # a class of both levels
        if above or (is_level1(found["name"]) and not is_level2(found["name"])):
            level1 = found["name"]
            if told_itself:
                return []  # a class that tells something itself: prose
            continue
        statements = list(_statements(body))
        if not statements or (following and _runs_on(body, statements[-1])):
            return []
        told += [Told(level1, found["name"], name, target) for name, target in statements]
    if any(re.search(r"指标\s*[:：]", f"{each.level3}；{each.target_text}") for each in told):
        return []  # a class we do not know
    return told if any(each.target_text for each in told) else []


def _runs_on(body: str, last: tuple[str, str | None]) -> bool:
    """Tell whether a text runs into the class behind it: words before its name (本项目质量指标：) or a loose number."""
    if re.search(r"\d[)）、.．]\s*$", body):
        return True
    return last[1] is None and bool(re.search(r"[\u4e00-\u9fff]$", body))


def _statements(body: str) -> Iterator[tuple[str, str | None]]:
    for part in re.split(r"[；;。\n]|(?:，|,(?!\d{3}))(?=[^，,；;。]*[≥≤≧≦><=＝])", body):
        bare = re.sub(r"^\s*[（(]?\d{1,2}[)）、.．]\s*(?!\d)", "", part).strip()
        if not fold(bare):
            continue
        if reached := _REACHES.fullmatch(bare):
            yield reached["name"].strip(), reached["target"].strip()
        else:
            name, colon, value = re.sub("：", ":", bare).partition(":")
            yield name.strip(), value.strip() or None if colon else None
