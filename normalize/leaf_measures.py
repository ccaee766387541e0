"""What an amount column measures, from the header texts above it.

The closed list of measures is `vocabulary.Measure`. Leaf texts are read before
those above them; what all amount columns of a list have in common (the table's
own subject, 一般公共预算支出 over 合计|基本支出|项目支出) says nothing of one
column and is dropped first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalize.folding import fold
from normalize.vocabulary import Measure

#: First match wins: words that qualify stand before words they contain.
_MEASURES: tuple[tuple[Measure, re.Pattern[str]], ...] = (
    ("personnel", re.compile(r"人员(?:经费|支出|类)|^人员$")),
    ("operating", re.compile(r"公用(?:经费|支出)|^公用$|运转类公用")),
    ("basic", re.compile(r"基本支出")),
    ("project", re.compile(r"项目(?:支出|经费|资金)|专项(?:业务)?经费|^(?:其他运转类|特定目标类)")),
    ("special_account", re.compile(r"专户")),
    ("government_fund", re.compile(r"政府性基金|基金预算|基金收入")),
    ("state_capital", re.compile(r"国有资本|国资")),
    ("general_public_budget", re.compile(r"一般公共预算|公共(?:财政)?预算|公共财政拨款|一般预算|经费拨款")),
    ("business_income", re.compile(r"^(?:其中:)?事业(?:预算)?收入|事业收入")),
    ("unit_funds", re.compile(r"单位资金")),
    ("total", re.compile(r"合计|总计|小计|总额|总数|共计")),
    ("final", re.compile(r"决算|执行数|实际(?:支出|数|执行)|完成数")),
    (
        "budget",
        re.compile(
            r"预算(?:数|金额|额)|^(?:20\d\d年|本年|上年|年初|全年|调整)?(?:部门|单位)?预算(?:\(.*\))?$|计划数|安排数"
        ),
    ),
)
#: Measures that are parts of a whole; the others name a whole or a phase.
_PARTS = frozenset({
    "personnel", "operating", "basic", "project", "special_account", "government_fund", "state_capital",
    "general_public_budget", "business_income", "unit_funds",
})  # fmt: skip
#: What a column leaves out says nothing of what it holds: 事业收入（不含专户资金）.
_EXCEPTION = re.compile(r"\((?:不含|不包括|除)[^()]*\)")
#: 用事业基金弥补收支差额 is income, no change over time.
_BALANCE = re.compile(r"收支差额")
_CARRY_OVER = re.compile(r"结转|结余|资金余额")
#: Group headings that name a phase; 部门预算 over 合计 | 一般公共预算拨款 names the table's subject.
_PHASE = re.compile(r"[预决]算数|执行数|年初预算|全年预算")
_CHANGE = re.compile(r"增减|增加|减少|变动|增长|差额|比上年|较上年")

_PERCENTAGE = re.compile(r"%|比例|占比|比重|(?:增长|增减|完成|执行|支付|覆盖|得分|下降)率|进度|幅度|百分比")
_COUNTED = r"\((?:个|人|辆|台|套|次|批|户|件|天|项|名|家|人次|批次|平方米|m2|台/套|台、套|台、辆|台\(套\))\)"
#: Kinds of vehicles and large equipment: final accounts count them under 国有资产占用情况, often without a unit.
_HELD = re.compile(
    r"(?:领导|负责人|通信|保障|执勤|技术|服务|一般公务|其他)用车$|单价\d+万元?(?:\(含\))?(?:以上|及以上).{0,6}设备(?:\(不含车辆\))?$"
)
_HOLDING = re.compile(r"资产占[用有]|占[用有]情况|(?:车辆|设备)数量?(?:合计)?|保有量|" + _COUNTED)
_COUNT_LABEL = re.compile(r"保有量|团组数|购置数|批次数?$|人次数?$|人数|数量|" + _COUNTED)
_COUNT = re.compile(
    r"数量|人数|人次|个数|台数|辆数|户数|件数|批次|批数|次数|面积|平方米|编制|职数|分值|得分|权重|团组数|保有量|购置数|年限|"
    r"天数|指标值|目标值|" + _COUNTED
)
_MONEY = re.compile(
    r"金额|资金|预算|决算|合计|总计|小计|支出|收入|经费|拨款|费用?$|费\(|价值|单价|总价|投资|元|财政|基金|补助|结转|结余|执行数|总额"
    r"|账面|原值|净值|资产|负债|款|收益|贷款|债"
)


def is_percentage(header: str) -> bool:
    """Tell whether the header says that the column holds shares or rates.

    >>> is_percentage("比上年增减/增减率（%）")
    True
    """
    return bool(_PERCENTAGE.search(fold(header)))


def is_count(header: str) -> bool:
    """Tell whether the header says that its numbers are no money.

    >>> is_count("公务用车保有量（辆）"), is_count("公务用车购置费")
    (True, False)
    """
    return bool(_COUNT.search(fold(header)))


def counts_things(label: str) -> bool:
    """Tell whether a row's label says that its numbers are no money; stricter than for a header.

    >>> counts_things("国内公务接待批次（个）"), counts_things("绩效工资"), counts_things("残疾人事业")
    (True, False, False)
    """
    return bool(_COUNT_LABEL.search(fold(label)))


def names_held(label: str) -> bool:
    """Tell whether a row names a kind of vehicles or large equipment, which a list may count or cost.

    >>> names_held("5.执法执勤用车"), names_held("（二）单价100万元（含）以上设备（不含车辆）"), names_held("公务用车购置费")
    (True, True, False)
    """
    return bool(_HELD.search(fold(label)))


def begins_holdings(label: str) -> bool:
    """Tell whether what is held, in numbers of things, is listed from a label on.

    >>> begins_holdings("四、国有资产占用情况"), begins_holdings("（一）车辆数合计（辆）"), begins_holdings("三、机关运行经费")
    (True, True, False)
    """
    return bool(_HOLDING.search(fold(label)))


def is_money(header: str) -> bool:
    """Tell whether the header or row label speaks of money."""
    return bool(_MONEY.search(fold(header)))


def measures_of(
    paths: Sequence[Sequence[str]], *, final_accounts: bool = False, by_item: bool = False
) -> list[Measure]:
    """Return the measure of each amount column of one list, given their header paths.

    `by_item`: the columns are items of spending (三公); one that no heading
    calls 预算数 or 决算数 is `other` then, where it would else be the budget or
    the account itself.

    >>> measures_of([("支出预算", "合计"), ("支出预算", "基本支出"), ("支出预算", "项目支出")])
    ['total', 'basic', 'project']
    >>> measures_of([("预算数", "合计"), ("预算数", "公务接待费"), ("决算数", "合计"), ("决算数", "公务接待费")])
    ['budget', 'budget', 'final', 'final']
    """
    folded = [tuple(text for text in map(fold, path) if text) for path in paths]
    shared = _shared(folded)
    fallback: Measure = "final" if final_accounts or any("决算" in text for text in shared) else "budget"
    read = _Reading(folded, len(shared), fallback, by_item)
    return [read.measure(path) for path in folded]


def _shared(paths: Sequence[Sequence[str]]) -> list[str]:
    """Return the header texts that all paths begin with, never a whole path."""
    if len(paths) < 2:
        return []
    shared: list[str] = []
    for texts in zip(*(path[:-1] for path in paths), strict=False):
        if len(set(texts)) > 1:
            break
        shared.append(texts[0])
    return shared


def _match(text: str) -> Measure | None:
    bare = _EXCEPTION.sub("", text)
    return next((measure for measure, pattern in _MEASURES if pattern.search(bare)), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """The header paths of one list's amount columns, read beside each other."""

    paths: Sequence[tuple[str, ...]]
    shared: int
    """Headings that all columns have in common."""
    fallback: Measure
    by_item: bool

    def measure(self, path: tuple[str, ...]) -> Measure:
        if not path:
            return self.fallback
        if any(_CARRY_OVER.search(text) for text in path):
            return "carry_over"
        if any(_CHANGE.search(_BALANCE.sub("", text)) for text in path):
            return "change"
        if re.match("其中", path[-1]) and len(path) > 1 and _match(path[-1]) is None:
            return "other"  # a part of a column beside it
        leaf = _match(path[-1])
        if leaf == "total":
            return self._of_total(path)
        return leaf if leaf is not None else self._of_item(path)

    def _of_total(self, path: tuple[str, ...]) -> Measure:
        """合计 of 基本支出 is basic; of the items of a 预算数 it is the budget; beside its parts it is the total."""
        if group := self._group(path):
            direct = _match(path[-2]) == group
            return group if direct else self._within(path, group)
        phase = self._phase(path)
        parts = any(_match(other[-1]) in _PARTS for other in self._beside(path))
        return phase if phase is not None and not parts else "total"

    def _of_item(self, path: tuple[str, ...]) -> Measure:
        if group := self._group(path):
            return self._within(path, group)
        phase = self._phase(path)
        if phase is not None:
            by_part = not self.by_item and any(other and _match(other[-1]) in _PARTS for other in self.paths)
            return "other" if by_part else phase
        if self.by_item:
            return "other"
        return self.fallback if len(self.paths) == 1 or re.fullmatch(r"金额.*|.*数(?:\(.*\))?", path[-1]) else "other"

    def _within(self, path: tuple[str, ...], group: Measure) -> Measure:
        """Return the group's measure, unless the group has a 小计 of its own: its items are parts of that."""
        heading = next(index for index in range(len(path) - 2, -1, -1) if _match(path[index]) == group)
        within = [other for other in self.paths if other != path and other[: heading + 1] == path[: heading + 1]]
        return "other" if any(len(other) == heading + 2 and _match(other[-1]) == "total" for other in within) else group

    def _beside(self, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        """Return the other columns under the same headings, those without a header left out."""
        above = path[:-1]
        return [other for other in self.paths if other and other != path and other[: len(above)] == above]

    def _group(self, path: tuple[str, ...]) -> Measure | None:
        """Return what a heading over some of the columns measures, the nearest first."""
        for text in reversed(path[self.shared : -1]):
            if (measure := _match(text)) in _PARTS:
                return measure
        return None

    def _phase(self, path: tuple[str, ...]) -> Measure | None:
        """Return budget or final where a heading says 预算数 or 决算数."""
        for text in reversed(path[:-1]):
            if _PHASE.search(text) and (measure := _match(text)) in ("budget", "final"):
                return measure
        return None
