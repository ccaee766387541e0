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
from dataclasses import dataclass, field, replace
from itertools import pairwise

from normalize.folding import fold
from normalize.lexicon import LEVEL1, LEVEL2, is_level1, is_level2
from normalize.targets import parse_target


@dataclass(frozen=True, slots=True)
class Told:
    """One indicator as told."""

    level1: str | None
    level2: str | None
    level3: str | None
    """None where a class is given but a target (数量指标：≥3个)."""
    target_text: str | None
    other: dict[str, str] = field(default_factory=dict)
    """Targets besides the year's, by their label."""


_NUMBERED = re.compile(r"(?:^|(?<=[。；;\n\s]))\s*(?P<number>\d{1,2})(?:、|[.．](?!\d))")
#: 1-产出指标, 11-数量指标: the class with the number a system gives it.
_CLASS_NUMBER = re.compile(r"^\d{1,3}[-—－](?=\D)")
_LABELLED = re.compile(r"(?P<label>[^:：；;。]{0,8}(?:指标值|目标值))[:：](?P<value>.*)", re.DOTALL)
_OF_YEAR = re.compile(r"年度|当年|本年|20\d\d")
_CLASSES = sorted(LEVEL1 | LEVEL2, key=len, reverse=True)
#: A class before its colon or the first number of its list, with or without a stop before it; without 指标 it also
#: ends names (群众满意度：≥90%).
_CLASS = re.compile(
    rf"(?P<name>{'|'.join(each for each in _CLASSES if each.endswith('指标'))}"
    rf"|(?<![\u4e00-\u9fff])(?:{'|'.join(each for each in _CLASSES if each.endswith(('满意度', '效益', '影响')))}))"
    r"(?:\s*[:：]|(?=\s*[（(]?1[)）、.．]\D))"
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
    r"(?P<name>[^≥≤><=＝≧≦]{2,40}?)[:：]?(?P<target>[≥≤≧≦><=＝]\s*\d.*)|(?P<plain>[^≥≤><=＝≧≦\d]{2,40}?)[:：]?"
    r"(?P<value>(?:不低于|不少于|不超过|达到)\s*\d.*|\d[\d.,]*\s*[%％\u4e00-\u9fff].{0,6})"
)
_BARE_TARGET = re.compile(r"(?:[≥≤≧≦><=＝]|不低于|不少于|不超过|达到)\s*\d.*")
#: What stands in the cell of a class that tells nothing, lines of an empty form too.
_EMPTY = re.compile(r"无|[/\\-]*|指标\d*:?|[.…·]+")
_SIGN = re.compile("[≥≤≧≦><=＝]")
#: 培训人数≥100人、培训场次≥3场: another name and its sign follow.
_NEXT_NAME = re.compile(r"、(?=[\u4e00-\u9fff][^、，,；;。≥≤≧≦><=＝]*[≥≤≧≦><=＝])")


def told_indicators(text: str) -> list[Told]:
    """Return the indicators a cell tells one after another; none where it tells anything else.

    >>> [each.level3 for each in told_indicators("1、产出指标；数量指标；检查次数；年度指标值:≥3次。")]
    ['检查次数']
    """
    told = _numbered(text) or _by_class(text)
    return told if _holds_all_numbers(told, text) else []


def _holds_all_numbers(told: Sequence[Told], text: str) -> bool:
    """Tell whether every number of a cell stands in one of its indicators: the cell counts as read from here on."""
    held = " ".join(part for each in told for part in (each.level3 or "", each.target_text or "", *each.other.values()))
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
        if found["name"] == "满意度指标":
            level1 = found["name"]
        statements = list(_statements(body))
        if not statements or (following and _runs_on(body, statements[-1])):
            return []
        told += [Told(level1, found["name"], name, target) for name, target in statements]
    if any(re.search(r"指标\s*[:：]", f"{each.level3 or ''}；{each.target_text}") for each in told):
        return []  # a class we do not know
    return told if any(each.target_text for each in told) else []


def _runs_on(body: str, last: tuple[str | None, str | None]) -> bool:
    """Tell whether a text runs into the class behind it: words before its name (本项目质量指标：) or a loose number."""
    if re.search(r"\d[)）、.．]\s*$", body):
        return True
    return last[1] is None and bool(re.search(r"[\u4e00-\u9fff]$", body))


def told_under(heading: str, text: str) -> list[Told]:
    """Return the indicators a cell tells below a class that heads its column; none where a number would be lost.

    >>> [(each.level2, each.level3, each.target_text) for each in told_under("数量指标", "审计项目≥10个，报告≥12份")]
    [('数量指标', '审计项目', '≥10个'), ('数量指标', '报告', '≥12份')]
    """
    above = heading if is_level1(heading) and not is_level2(heading) else None
    if told := told_indicators(text):
        return [replace(each, level1=each.level1 or above) for each in told]
    told = [
        Told(above, None if above else heading, name, target)
        for name, target in _statements(text)
        if target or not _EMPTY.fullmatch(fold(name or ""))
    ]
    return told if _holds_all_numbers(told, text) else []


def _statements(body: str) -> Iterator[tuple[str | None, str | None]]:
    for part in re.split(r"[；;。\n]|(?:，|,(?!\d{3}))(?=[^，,；;。]*[≥≤≧≦><=＝])", body):
        bare = re.sub(r"^\s*[（(]?\d{1,2}[)）、.．]\s*(?!\d)", "", part).strip()
        for each in _names_apart(bare) if fold(bare) else ():
            yield _statement_of(each)


def _names_apart(part: str) -> list[str]:
    """Split 培训人数≥100人、培训场次≥3场 and 培训3期、会议2次, where each part has a sign or a number of its own."""
    listed = part.split("、")
    if len(listed) > 1 and all(map(_REACHES.fullmatch, listed)):
        return listed
    pieces = _NEXT_NAME.split(part)
    return pieces if all(map(_SIGN.search, pieces)) else [part]


def _statement_of(bare: str) -> tuple[str | None, str | None]:
    if _BARE_TARGET.fullmatch(bare):
        return None, bare
    if reached := _REACHES.fullmatch(bare):
        return (reached["name"] or reached["plain"]).strip(), (reached["target"] or reached["value"]).strip()
    if parse_target(bare).operator not in (None, "text"):
        return None, bare  # 12月底前
    name, colon, value = re.sub("：", ":", bare).partition(":")
    return name.strip(), value.strip() or None if colon else None
