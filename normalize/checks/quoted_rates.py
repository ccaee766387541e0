"""Percentages stated beside quoted sums: shares, rates of change, shares of the budget; N-16 to N-18."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from normalize.checks.figures import Figure, quoted_figure
from normalize.checks.identities import Identity
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Amount

_PERCENT = r"(?P<percent>\d+(?:\.\d+)?)%"
_SHARE = re.compile(rf"^[,，、;（(]?(?:约)?占(?P<of>[^,，。;；%]{{0,24}}?)(?:的)?(?:比重|比例)?(?:为|约)?{_PERCENT}")
_RATE = re.compile(
    rf"^[,，、（(]?(?:同比)?(?P<way>增长|增加|上升|下降|减少|降低|增幅|降幅)(?:了|为|约|率为|幅度为)?{_PERCENT}"
)
_DONE = re.compile(
    rf"^[,，、;（(]?(?:为)?完成(?P<base>年初|全年|调整)?预算(?:数)?的?{_PERCENT}|^[,，、]?为?预算的{_PERCENT.replace('percent', 'other')}"
)
#: …预算执行数为1690.69万元，…预算安排1434.89万元，比…减少15.13%: the rate follows from the two before it.
_COMPARED = re.compile(rf"^[,，]比[^,，。;；%]{{0,24}}?(?P<way>增长|增加|上升|下降|减少|降低)(?:了|为|约)?{_PERCENT}")
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


def rate_identities(records: Records) -> Iterator[Identity]:
    """Return each stated percentage against the one that follows from the sums beside it."""
    amounts: list[Amount] = [each for each in records.tables["amounts"] if each.table_no is None]
    by_no = {each.amount_no: each for each in amounts}
    seen: dict[tuple[str, str], int] = {}
    for index, each in enumerate(amounts):
        sentence = fold(each.sentence)
        text = fold(each.amount_text)
        # The same text may stand twice in a sentence: take the occurrences in order.
        at = sentence.find(text, seen.get((each.sentence, ""), 0))
        if at < 0 or not re.search("[一-鿿]", each.subject or ""):
            continue
        seen[each.sentence, ""] = at + len(text)
        after = sentence[at + len(text) :]
        before = amounts[index - 1] if index else None
        if (found := _SHARE.match(after)) and each.direction is None:
            yield from _share(each, found, by_no, amounts)
        elif (found := _RATE.match(after)) and each.direction is not None:
            yield from _rate(each, found["percent"], amounts[:index], by_no)
        elif (found := _COMPARED.match(after)) and each.direction is None and before is not None:
            yield from _compared(each, before, found)
        elif (found := _DONE.match(after)) and before is not None and before.sentence == each.sentence:
            yield from _done(each, before, found["percent"] or found["other"])


def _share(
    part: Amount, found: re.Match[str], by_no: dict[int, Amount], amounts: Sequence[Amount]
) -> Iterator[Identity]:
    parent = by_no.get(part.parent_no or 0)
    if parent is None or not parent.amount_yuan or parent.direction is not None:
        return
    stated = _stated(found["percent"], "所占比重")
    identity = _against(
        "N-16",
        stated,
        part.amount_yuan,
        parent.amount_yuan,
        (part, parent),
        f"文字“{part.subject}”占“{parent.subject}”的比重",
    )
    if identity.closes:
        yield identity
        return
    # 占一般公共预算拨款支出的…: of another sum than the one it is listed under.
    others = [each for each in amounts if each.amount_yuan and each.direction is None]
    if any(_against("N-16", stated, part.amount_yuan, each.amount_yuan, (part, each), "").closes for each in others):
        return
    shaky = f"所占对象“{found['of']}”不能确定" if found["of"] else ""
    yield _against(
        "N-16", stated, part.amount_yuan, parent.amount_yuan, (part, parent), identity.statement, shaky=shaky
    )


def _rate(change: Amount, percent: str, before: Sequence[Amount], by_no: dict[int, Amount]) -> Iterator[Identity]:
    """现在数减增减额是上年数: the rate follows from the two."""
    near = [
        each
        for each in reversed(before[-3:])
        if each.direction is None and each.subject == change.subject and each.section_no == change.section_no
    ]
    if not near or not change.amount_yuan:
        return
    level = near[0]
    beside = len(near) > 1 and near[1].year != level.year and near[1].sentence == level.sentence
    earlier = level.year is not None and change.year is not None and level.year + 1 == change.year
    if beside or earlier:
        # 收入9626.78万元，比2025年9819.98万元减少…: the year compared with stands nearest, with its own sum;
        # 2025年…支出7.73万元。2026年预算…增加2.27万元: or in a sentence before.
        stated = _stated(percent, "增减率")
        if level.amount_yuan:
            statement = f"文字“{change.subject}”的增减率与金额"
            yield _against("N-17", stated, change.amount_yuan, level.amount_yuan, (change, level), statement)
        return
    delta = -change.amount_yuan if change.direction == "decrease" else change.amount_yuan
    prior = level.amount_yuan - delta
    stated = _stated(percent, "增减率")
    if prior <= 0:
        return
    statement = f"文字“{change.subject}”的增减率与金额"
    identity = _against("N-17", stated, change.amount_yuan, prior, (change, level), statement)
    whole = by_no.get(level.parent_no or 0)
    if not identity.closes and whole is not None and whole.sentence == level.sentence and whole.amount_yuan > delta:
        # 总预算100万元，其中甲30万元，乙70万元，同比增加20万元: the change is of the whole.
        other = _against("N-17", stated, change.amount_yuan, whole.amount_yuan - delta, (change, whole), statement)
        identity = other if other.closes else identity
    yield identity


def _compared(now: Amount, prior: Amount, found: re.Match[str]) -> Iterator[Identity]:
    if prior.sentence != now.sentence or prior.direction is not None or not prior.amount_yuan:
        return
    if prior.year is None or now.year is None or prior.year >= now.year:
        return
    stated = _stated(found["percent"], "增减率")
    if found["way"] in ("下降", "减少", "降低"):
        stated = msgspec.structs.replace(stated, value=-stated.value, text=f"-{stated.text}")
    change = now.amount_yuan - prior.amount_yuan
    yield _against("N-17", stated, change, prior.amount_yuan, (now, prior), "文字增减率与所列两年金额")


def _done(final: Amount, budget: Amount, percent: str) -> Iterator[Identity]:
    if final.direction is not None or budget.direction is not None or not budget.amount_yuan:
        return
    if budget.measure != "budget" or final.measure != "final":
        return
    yield _against(
        "N-18", _stated(percent, "完成预算"), final.amount_yuan, budget.amount_yuan, (final, budget),
        f"文字“{final.subject}”完成预算的百分比与金额",
    )  # fmt: skip


def _stated(percent: str, label: str) -> Figure:
    decimals = len(percent.partition(".")[2])
    return Figure(Decimal(percent), f"{percent}%", Decimal(1).scaleb(-decimals), label)


def _against(
    check_id: str,
    stated: Figure,
    part: Decimal,
    whole: Decimal,
    sources: tuple[Amount, Amount],
    statement: str,
    *,
    shaky: str = "",
) -> Identity:
    value = (part / whole * _HUNDRED).quantize(Decimal("0.0001"))
    figures = [quoted_figure(each) for each in sources]
    # What rounding of either amount may move, and half a digit of the percentage.
    slack = _HALF * stated.step + sum(
        (_HALF * each.step / abs(whole) * _HUNDRED * max(Decimal(1), abs(part / whole)) for each in figures), Decimal(0)
    )
    computed = Figure(
        value,
        f"{figures[0].text}÷{figures[1].text}",
        Decimal("0.0001"),
        "按金额计算",
        pages=figures[0].pages,
        place=figures[0].place,
    )
    whole_figure = Figure(
        stated.value,
        stated.text,
        stated.step,
        stated.label,
        pages=figures[0].pages,
        place=("percent", sources[0].amount_no),
    )
    return Identity(
        check_id, whole_figure, (computed,), statement, least=slack.quantize(Decimal("0.0001")), shaky=shaky
    )
