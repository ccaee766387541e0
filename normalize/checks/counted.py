"""Things counted in prose: vehicles by use, bodies by name, projects by grade; N-20, D-14, F-25, F-26.

A count is compared with the list of the same sentence, and only where the
list claims to be whole: 其中 before uses that share the unit of the count,
分别为 before names. A list that ends in 等 claims nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from normalize.checks.figures import Figure
from normalize.checks.identities import Identity
from normalize.checks.told import Spot, remark
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Finding, Section

_VEHICLES = re.compile(
    r"(?P<what>(?:共有|实有|现有|购置)(?:公务用)?车辆?)(?P<n>\d+)(?P<unit>[辆台]),?其中[,:]?(?P<list>[^。;]*)"
)
_USE = re.compile(r"(?P<use>[^、,和及]*?)(?P<n>\d+)(?P<unit>[辆台])")
#: 单价100万元以上的设备4台 follows the vehicles in some forms, without a stop between.
_NO_VEHICLE = re.compile(r"设备|单价|价值")
_BRACKETS = re.compile(r"\([^()]*\)")

_BODIES = re.compile(
    r"(?:内设|下设|下属|所属)(?P<what>[^,。;:\d]{0,8}?)(?P<n>\d{1,3})[个家](?P<kind>[^,。;:、\d]{0,10})[,;]?"
    r"(?:各[^,。;:]{0,10}依次为|(?:具体)?分别(?:为|是))[:,]?(?P<list>[^。;:]+)[。;]"
)
#: 13个处室和机关党委: the names that follow are not only those counted.
_JOINED = re.compile(r"[和及与]")
_MULTIPLE = re.compile(r"\((\d{1,2})个\)")

_GRADES = re.compile(
    r"自评的?[^。;,]{0,16}?项目(?P<n>\d+)个[^。]*?为\"?优\"?的项目(?P<a>\d+)个[^。]*?\"?良\"?的项目(?P<b>\d+)个"
    r"[^。]*?为\"?合格\"?的项目(?P<c>\d+)个[^。]*?\"?不合格\"?的项目(?P<d>\d+)个"
)
_PROBLEMS = re.compile(r"发现问题(?P<n>\d+)个[^。]*?完成整改的?(?P<a>\d+)个[^。]*?正在整改的?(?P<b>\d+)个")
_HELD = re.compile(r"公务用车(?:年末)?(?:实际)?保有量(?:为)?(?P<n>\d+)辆")
_STOCK = re.compile(r"(?:共有|实有)车辆(?P<n>\d+)[辆台]")


def counted_identities(records: Records) -> Iterator[Identity]:
    """Return the counts of prose against the parts it lists."""
    held: list[Figure] = []
    stock: list[Figure] = []
    for section in records.tables["sections"]:
        for number, paragraph in enumerate(section.text.split("\n")):
            text = fold(paragraph)
            for found in _VEHICLES.finditer(text):
                yield from _uses(found, section, number)
            yield from _graded(text, section, number)
            held.extend(
                _figure(each["n"], "公务用车保有量", section, number, each.start()) for each in _HELD.finditer(text)
            )
            stock.extend(_figure(each["n"], "车辆", section, number, each.start()) for each in _STOCK.finditer(text))
    if len({each.value for each in held}) == 1 and len({each.value for each in stock}) == 1:
        yield Identity("F-26", held[0], (stock[0],), "文字公务用车保有量与国有资产所列车辆数", relation="<=")


def _uses(found: re.Match[str], section: Section, paragraph: int) -> Iterator[Identity]:
    listed = _BRACKETS.sub("", found["list"])
    parts: list[Figure] = []
    for each in _USE.finditer(listed):
        if _NO_VEHICLE.search(each["use"]):
            listed = listed[: each.start()]
            break
        if each["unit"] != found["unit"]:
            return
        parts.append(_figure(each["n"], each["use"], section, paragraph, found.start("list") + each.start()))
    if not parts:
        return
    whole = _figure(found["n"], "车辆", section, paragraph, found.start())
    # 等 after the last use, or a list of what matters most, need not be whole.
    partial = re.search(r"等(?:$|[,、])|主要", listed.partition(parts[0].label)[2]) if parts[0].label else None
    yield Identity(
        "N-20", whole, tuple(parts), f"文字{found['what']}总数与各类车辆之和",
        shaky="所列各类可能不全" if partial and whole.value > sum(each.value for each in parts) else "",
    )  # fmt: skip


def _graded(text: str, section: Section, paragraph: int) -> Iterator[Identity]:
    for pattern, names, statement in (
        (_GRADES, "abcd", "文字绩效自评项目数与各等级项目数之和"),
        (_PROBLEMS, "ab", "文字自评发现问题数与已整改、正在整改之和"),
    ):
        for found in pattern.finditer(text):
            whole = _figure(found["n"], statement, section, paragraph, found.start())
            parts = tuple(_figure(found[name], name, section, paragraph, found.start(name)) for name in names)
            yield Identity("F-25", whole, parts, statement)


def _figure(number: str, label: str, section: Section, paragraph: int, at: int) -> Figure:
    return Figure(
        Decimal(number), number, Decimal(1), label, pages=tuple(section.pages),
        place=("count", section.section_no, paragraph, at),
    )  # fmt: skip


def listed_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return numbers of bodies that are not the number of the names after them: D-14."""
    for section in records.tables["sections"]:
        for paragraph in section.text.split("\n"):
            for found in _BODIES.finditer(fold(paragraph)):
                said = int(found["n"])
                fewest, most = count_names(found["list"])
                if fewest and not _JOINED.search(found["what"] + found["kind"]) and not fewest <= said <= most:
                    listed = str(fewest) if fewest == most else f"{fewest}至{most}"
                    what = f"{found['what']}{found['kind']}" or "机构"
                    yield remark(
                        "D-14", f"文字称{what}为{said}个，其后列出{listed}个名称。", document_id, Spot(pages=tuple(section.pages)),
                        expected_text=listed, actual_text=str(said),
                    )  # fmt: skip


def count_names(listed: str) -> tuple[int, int]:
    """Return the fewest and the most names a list may hold, (0, 0) where it does not claim to be whole.

    和 may join two names or stand within one.

    >>> count_names("办公室、人事处和机关党委(工会)")
    (2, 3)
    >>> count_names("政治处、康复区(2个)、保健站")
    (4, 4)
    """
    more = sum(int(each) - 1 for each in _MULTIPLE.findall(listed))
    bare = listed
    while bare != (bare := _BRACKETS.sub("", bare)):
        pass
    if "等" in bare or "(" in bare or ")" in bare:
        return 0, 0
    # After a comma stands what is not counted (另设机关党委), or the next name.
    sure = [name for name in bare.partition(",")[0].split("、") if name]
    names = [name for name in re.split(r"[、,]", bare) if name]
    joined = sum(len(_JOINED.findall(name)) for name in names)
    return len(sure) + more, len(names) + more + joined
