"""Sums of money quoted in prose against their parts: N-01 to N-14.

A list counts as whole where 其中 or 包括 introduces it in the sentence of its
sum; 主要 and 等 say that it is not. The parts everybody lists (基本支出 and
项目支出, 货物 and 工程 and 服务, the three public costs) are compared wherever
all of them are given.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from normalize.checks.figures import Figure, quoted_figure
from normalize.checks.identities import Identity, either
from normalize.checks.public_costs import item_of
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount

_LIST = re.compile(r"^[，,、；;：:。（(\s]*(?:其中|包括|分别(?:为|是)|含)")
_PARTIAL = re.compile(r"主要|等(?:项目|支出|方面|费用)?[。；;，,）)]|重点|部分")
_MONEY = re.compile(r"\d(?:元|万|亿|千元)")
_INCOME = re.compile(r"收入")
_SPENDING = re.compile(r"支出|支出预算")
_PROCUREMENT = re.compile(r"政府采购")
#: Parts of expenditure beside basic and project: 事业单位经营支出, 上缴上级支出, 对附属单位补助支出.
_FURTHER = re.compile(r"经营支出|上缴上级|附属单位补助|结转|结余")


_PLAIN = re.compile(r"(?:部门|本年|年度|其中)*(?:基本|项目)支出(?:预算|经费)?")


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quoted sums of a document, each with those it is made of."""

    amounts: tuple[Amount, ...]

    def parts(self, whole: Amount) -> list[Amount]:
        """Return the direct parts of a sum that are of its own nature: levels of a level, changes of a change."""
        return [
            each
            for each in self.amounts
            if each.parent_no == whole.amount_no and (each.direction is None) == (whole.direction is None)
        ]


def quoted_identities(records: Records) -> Iterator[Identity]:
    """Return the sums stated in prose."""
    quoted = Quoted(tuple(each for each in records.tables["amounts"] if each.table_no is None))
    read = Counter(each.sentence for each in quoted.amounts)
    for whole in quoted.amounts:
        parts = quoted.parts(whole)
        if len(parts) > 1:
            yield from _of_whole(whole, parts, read)


def _of_whole(whole: Amount, parts: Sequence[Amount], read: Mapping[str, int]) -> Iterator[Identity]:
    change = whole.direction is not None
    basic = _pick(parts, lambda each: each.measure == "basic")
    project = _pick(parts, lambda each: each.measure == "project")
    staff = _pick(parts, lambda each: each.measure == "personnel")
    office = _pick(parts, lambda each: each.measure == "operating")
    if basic and project:
        check_id = "N-06" if change else "N-02"
        further = [each for each in parts if _FURTHER.search(each.subject or "")]
        # 单位预留机动经费, 事业单位经营支出: what else a place lists beside the two.
        [identity] = either([_sum(check_id, whole, [basic, project, *further]), _sum(check_id, whole, parts)])
        yield replace(identity, shaky=_doubt(whole, (basic, project)))
        return
    if staff and office and (whole.measure == "basic" or "基本支出" in (whole.subject or "")):
        yield _sum("N-07" if change else "N-03", whole, [staff, office])
        return
    costs = {item: each for each in parts if (item := item_of(each.subject or "")) not in (None, "whole")}
    if len(costs) == len(parts) and {"abroad", "cars", "guests"} <= costs.keys():
        yield _sum("N-12" if change else "N-10", whole, [costs["abroad"], costs["cars"], costs["guests"]])
        return
    if len(costs) == len(parts) and costs.keys() == {"abroad", "purchase", "running", "guests"}:
        yield _sum("N-12" if change else "N-10", whole, list(costs.values()))
        return
    if costs.keys() == {"purchase", "running"} and item_of(whole.subject or "") == "cars":
        yield _sum("N-12" if change else "N-11", whole, list(costs.values()))
        return
    if change:
        return
    if _PROCUREMENT.search(whole.subject or "") and all(
        _pick(parts, _names(word)) for word in ("货物", "工程", "服务")
    ):
        yield _sum("N-14", whole, [each for each in parts if re.search("货物|工程|服务", each.subject or "")])
        return
    listed = [each for each in parts if each.sentence == whole.sentence]
    # A sum of the sentence that was not read as one (340.00万) may be a part.
    all_read = len(_MONEY.findall(fold(whole.sentence))) <= read[whole.sentence]
    if len(listed) > 1 and all_read and _is_whole_list(whole, listed):
        income = whole.measure == "total" and _INCOME.search(whole.subject or "")
        stated = _sum("N-01" if income else "N-04" if whole.measure == "project" else "N-08", whole, listed)
        # 支持稳增长30万元 looks like a change, and is a part.
        others = len(_MONEY.findall(_between(whole, listed))) + 1 - len(listed)
        yield replace(stated, shaky="" if income or not others else "列出的金额中有的不能确定是否为其组成")
    elif whole.measure == "project" and len(listed) > 1:
        shaky = "所列项目可能不全"
        yield replace(_sum("N-04", whole, listed), shaky=shaky)


def _doubt(whole: Amount, parts: Sequence[Amount]) -> str:
    """Say why a sum over basic and project expenditure may leave something out."""
    if any(not _PLAIN.fullmatch(fold(each.subject or "")) for each in parts):
        return "所列各项只是增减或支出的一部分"
    if any(each.sentence != whole.sentence for each in parts):
        return "所列各项与总额不在同一句，可能未列全"
    between = fold(whole.sentence).partition(fold(whole.amount_text))[2].partition(fold(parts[-1].amount_text))[0]
    return "文字称“主要”，所列可能不全" if "主要" in between.partition(fold(parts[0].amount_text))[0] else ""


def _names(word: str) -> Callable[[Amount], bool]:
    return lambda each: word in (each.subject or "")


def _pick(parts: Sequence[Amount], test: Callable[[Amount], bool]) -> Amount | None:
    """Return the one part that passes the test; None where there is none or several."""
    found = [each for each in parts if test(each)]
    return found[0] if len(found) == 1 else None


def _is_whole_list(whole: Amount, parts: Sequence[Amount]) -> bool:
    """Tell whether the sentence presents the parts as all there is."""
    between = _between(whole, parts)
    after = fold(whole.sentence).rpartition(fold(parts[-1].amount_text))[2]
    return bool(_LIST.match(between)) and not _PARTIAL.search(between) and not after.startswith("等")


def _between(whole: Amount, parts: Sequence[Amount]) -> str:
    """Return the words from a sum to the last of its parts."""
    _, found, rest = fold(whole.sentence).partition(fold(whole.amount_text))
    return rest.rpartition(fold(parts[-1].amount_text))[0] if found else ""


def _sum(check_id: str, whole: Amount, parts: Sequence[Amount]) -> Identity:
    name = f"“{whole.subject or '合计'}”{'增减' if whole.direction else ''}"
    names = "、".join(each.subject or "各项" for each in parts[:4]) + ("等" if len(parts) > 4 else "")
    return Identity(check_id, signed(whole), tuple(signed(each) for each in parts), f"文字{name}与{names}之和")


def signed(amount: Amount) -> Figure:
    """Return the figure of a quoted amount, a decrease as a negative number."""
    figure = quoted_figure(amount)
    return msgspec.structs.replace(figure, value=-figure.value) if amount.direction == "decrease" else figure


_TOTAL_INCOME = re.compile(r"(?:(?:部门|单位|年度?|年初|总)*)(?:预算)?收入(?:预算)?(?:总计|合计|总额|总预算)?")
_TOTAL_SPENDING = re.compile(r"(?:(?:部门|单位|年度?|年初|总)*)(?:预算)?支出(?:预算)?(?:总计|合计|总额|总预算)?")


def balance_identities(records: Records) -> Iterator[Identity]:
    """Total income and total expenditure in prose are equal where nothing is carried over: N-05."""
    amounts: list[Amount] = [each for each in records.tables["amounts"] if each.table_no is None]
    if any(each.measure == "carry_over" and each.amount_yuan for each in amounts):
        return
    if any(each.document_kind == "final_accounts" for each in records.tables["documents"]):
        # 收入合计 and 支出合计 of a year that is over differ by what was left; only 总计 balance.
        amounts = [each for each in amounts if "总计" in (each.subject or "")]
    income = _totals(amounts, _TOTAL_INCOME, records.fiscal_year)
    spending = _totals(amounts, _TOTAL_SPENDING, records.fiscal_year)
    if len({each.amount_yuan for each in income}) == 1 and len({each.amount_yuan for each in spending}) == 1:
        whole, other = quoted_figure(income[0]), quoted_figure(spending[0])
        yield Identity("N-05", whole, (other,), f"文字“{income[0].subject}”与“{spending[0].subject}”")


def _totals(amounts: Sequence[Amount], pattern: re.Pattern[str], year: int) -> list[Amount]:
    return [
        each
        for each in amounts
        if each.measure == "total"
        and each.direction is None
        and each.parent_no is None
        and each.year in (None, year)
        and pattern.fullmatch(fold(each.subject or ""))
    ]
