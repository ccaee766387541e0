"""Final accounts of an invented body: lists side by side, split codes, three lanes, one row of 三公; in 万元."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from normalize.money import in_yuan
from normalize.schema import Line
from normalize.vocabulary import Measure
from samples.content.district_amounts import CLASSES, ECONOMIC_NAMES, NAMES
from samples.generator.compose import Composer
from samples.generator.content import Cell, Column, Disclosure, Row, Table
from samples.generator.statutory import Entry, Lane, coded_rows, lanes, printed, stated_lines
from samples.lab.words import draw_body

YEAR = 2023
_ALL_NAMES = {**dict(CLASSES), **NAMES}


def finals(seed: int) -> Disclosure:
    """Return the final accounts of a body, drawn from the seed."""
    draw = random.Random(f"finals {seed}")
    place, body = draw_body(draw)
    title = f"{body}{YEAR}年度部门决算"
    composer = Composer(f"finals-{seed}", title, YEAR)
    composer.heading(title, level=0)
    composer.heading("第一部分 部门概况")
    composer.paragraph(f"{body}的主要职责是组织实施本辖区有关公共服务，保障设施正常使用。")
    composer.heading("第二部分 部门决算表")
    items = _items(draw)
    above = f"公开部门：{body}"
    _summary(composer, items, above)
    _expenditure(composer, "F3", "支出决算表", ("本年支出合计", "基本支出", "项目支出"), items, above)
    _expenditure(composer, "F5", "一般公共预算财政拨款支出决算表", ("合计", "基本支出", "项目支出"), items, above)
    _basic(composer, draw, above)
    _three(composer, draw, above)
    composer.heading("第三部分 部门决算情况说明")
    composer.paragraph(f"{YEAR}年度本部门收入和支出总体平衡，有关情况见上表。")
    return composer.finish(department=body, department_code=None, place=place)


def _amount(draw: random.Random, low: int = 1_000, high: int = 900_000) -> Decimal:
    return Decimal(draw.randrange(low, high)) / 100


def _items(draw: random.Random) -> dict[str, tuple[Decimal, Decimal]]:
    """Return basic and project expenditure of each 项, in code order."""
    details = sorted(code for code in NAMES if len(code) == 7)
    chosen = sorted(draw.sample(details, draw.randrange(12, len(details) + 1)))
    made = {}
    for code in chosen:
        basic = _amount(draw) if draw.random() < 0.6 else Decimal(0)
        made[code] = (basic, _amount(draw) if not basic or draw.random() < 0.4 else Decimal(0))
    return made


def _sum(items: dict[str, tuple[Decimal, Decimal]], code: str) -> tuple[Decimal | None, ...]:
    below = [amounts for each, amounts in items.items() if each.startswith(code)]
    basic, project = (sum((each[part] for each in below), Decimal(0)) for part in (0, 1))
    return (basic + project, basic or None, project or None)


def _summary(composer: Composer, items: dict[str, tuple[Decimal, Decimal]], above: str) -> None:
    """F1: income beside expenditure by 类, each with its line number."""
    whole, *_ = _sum(items, "")
    left = [
        Entry("一、一般公共预算财政拨款收入", (whole,)),
        *(
            Entry(f"{ordinal}、{name}", (None,))
            for ordinal, name in zip(
                "二三四五六七八",
                (
                    "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入", "事业收入", "经营收入",
                    "附属单位上缴收入", "其他收入",
                ),
                strict=True,
            )
        ),
    ]  # fmt: skip
    right = []
    digits = "一二三四五六七八九十"
    for number, (code, name) in enumerate(CLASSES, 1):
        tens, ones = divmod(number, 10)
        ordinal = ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens - 1]}十") + (
            digits[ones - 1] if ones else ""
        )
        amount = _sum(items, code)[0]
        right.append(Entry(f"{ordinal}、{name}", (amount or None,)))
    left += [Entry("", (None,))] * (len(right) - len(left))
    left.append(Entry("本年收入合计", (whole,), is_total=True))
    right.append(Entry("本年支出合计", (whole,), is_total=True))
    left.append(Entry("总计", (whole,), is_total=True))
    right.append(Entry("总计", (whole,), is_total=True))
    table = Table(
        columns=(Column(2.2), Column(1.2, "right"), Column(2.2), Column(1.2, "right")),
        rows=(
            (Cell("收入", column_span=2), Cell("支出", column_span=2)),
            tuple(Cell(text) for text in ("项目", "决算数", "项目", "决算数")),
            *lanes(left, right),
        ),
        header=(0, 2),
        title="收入支出决算总表",
        department_line=above,
        unit_line="单位：万元",
        notes=("注：本表反映部门本年度的总收支和年末结转结余情况。",),
    )
    _add(composer, table, "F1", (Lane(left, 1, ("final",)), Lane(right, 3, ("final",))))


def _expenditure(
    composer: Composer,
    kind: str,
    title: str,
    labels: Sequence[str],
    items: dict[str, tuple[Decimal, Decimal]],
    above: str,
) -> None:
    """F3 and F5: codes in three columns, 合计 first."""
    codes = sorted({code[:length] for code in items for length in (3, 5, 7)})
    entries = [Entry("合计", _sum(items, ""), is_total=True)]
    entries += [Entry(_ALL_NAMES[code], _sum(items, code), code) for code in codes]
    table = Table(
        columns=(*(Column(0.5, "center") for _ in range(3)), Column(2.6), *(Column(1.3, "right") for _ in labels)),
        rows=(
            (Cell("项目", column_span=4), *(Cell(label, row_span=3) for label in labels)),
            (Cell("功能分类科目编码", column_span=3), Cell("科目名称", row_span=2)),
            tuple(Cell(text) for text in "类款项"),
            *coded_rows(entries, "split", levels=3),
        ),
        header=(0, 3),
        title=title,
        department_line=above,
        unit_line="单位：万元",
        notes=("注：本表反映部门本年度各项支出情况。",),
    )
    _add(composer, table, kind, (Lane(entries, 4, ("total", "basic", "project"), "functional"),))


def _basic(composer: Composer, draw: random.Random, above: str) -> None:
    """F6: economic items in three lists side by side."""
    amounts = {code: _amount(draw, 100, 90_000) for code in ECONOMIC_NAMES if len(code) == 5}

    def entries(*classes: str) -> list[Entry]:
        made = []
        for code, name in ECONOMIC_NAMES.items():
            if code[:3] in classes:
                amount = amounts.get(code) or sum((v for k, v in amounts.items() if k[:3] == code), Decimal(0))
                made.append(Entry(name, (amount,), code))
        return made

    staff, goods = entries("301", "303"), entries("302", "310")
    half = (len(goods) + 1) // 2
    sides = [staff, goods[:half], goods[half:]]
    rows: list[Row] = []
    count = max(len(side) for side in sides)
    for number in range(count):
        cells: list[Cell] = []
        for side in sides:
            entry = side[number] if number < len(side) else Entry("", (None,))
            cells += [Cell(entry.code or ""), Cell(entry.name or ""), Cell(printed(entry.amounts[0]))]
        rows.append(tuple(cells))
    of_staff, of_goods = (
        sum((v for k, v in amounts.items() if k[:3] in classes), Decimal(0))
        for classes in (("301", "303"), ("302", "310"))
    )
    rows.append(
        (
            Cell("人员经费合计", column_span=2, align="center"),
            Cell(printed(of_staff)),
            Cell("公用经费合计", column_span=5, align="center"),
            Cell(printed(of_goods)),
        )
    )
    lane = (Column(0.8), Column(1.8), Column(1.1, "right"))
    table = Table(
        columns=lane * 3,
        rows=(
            (Cell("人员经费", column_span=3), Cell("公用经费", column_span=6)),
            tuple(Cell(text) for text in ("科目编码", "科目名称", "决算数") * 3),
            *rows,
        ),
        header=(0, 2),
        title="一般公共预算财政拨款基本支出决算表",
        department_line=above,
        unit_line="单位：万元",
    )
    measures: tuple[tuple[Measure], ...] = (("final",), ("final",), ("final",))
    lanes_of = tuple(
        Lane(side, 3 * number + 2, measures[number], "department_economic") for number, side in enumerate(sides)
    )
    table_no = _add(composer, table, "F6", lanes_of)
    for lane_no, name, amount, column in (
        (1, "人员经费合计", of_staff, "人员经费/决算数"),
        (3, "公用经费合计", of_goods, "公用经费/决算数"),
    ):
        total = Line(
            document_id="",
            table_no=table_no,
            row_no=count + 1,
            kind="F6",
            lane=lane_no,
            name=name,
            column=column,
            measure="final",
            amount_yuan=in_yuan(amount, "ten_thousand_yuan"),
            amount_text=printed(amount),
            is_total=True,
        )
        composer.state("lines", [total])


def _three(composer: Composer, draw: random.Random, above: str) -> None:
    """F7: six amounts of the budget beside six of the accounts, in one row."""
    values: list[Decimal] = []
    for _ in range(2):
        abroad, buy, run, guests = (_amount(draw, 0, 5000) for _ in range(4))
        values += [abroad + buy + run + guests, abroad, buy + run, buy, run, guests]
    groups: tuple[Row, ...] = (
        (Cell("预算数", column_span=6), Cell("决算数", column_span=6)),
        tuple(
            cell
            for _ in range(2)
            for cell in (
                Cell("合计", row_span=2),
                Cell("因公出国（境）费", row_span=2),
                Cell("公务用车购置及运行费", column_span=3),
                Cell("公务接待费", row_span=2),
            )
        ),
        tuple(Cell(text) for text in ("小计", "公务用车购置费", "公务用车运行费") * 2),
    )
    entries = [Entry(None, tuple(values))]
    table = Table(
        columns=tuple(Column(1, "right") for _ in values),
        rows=(*groups, tuple(Cell(printed(value)) for value in values)),
        header=(0, 3),
        title="财政拨款“三公”经费支出决算表",
        department_line=above,
        unit_line="单位：万元",
    )
    _add(composer, table, "F7", (Lane(entries, 0, ("budget",) * 6 + ("final",) * 6),))


def _add(composer: Composer, table: Table, kind: str, where: tuple[Lane, ...]) -> int:
    table_no = composer.table(table, kind=kind, unit="ten_thousand_yuan")
    stated = stated_lines(table, table_no=table_no, kind=kind, unit="ten_thousand_yuan", lanes=where)
    composer.state("lines", list(stated))
    return table_no
