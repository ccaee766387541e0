"""Near neighbours: tables that follow each other on one grid, under one header, and are different tables."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from decimal import Decimal

from samples.content.district_amounts import CLASSES, NAMES
from samples.generator.compose import Composer
from samples.generator.content import Cell, Column, Disclosure, Row, Table
from samples.generator.statutory import Entry, Lane, coded_rows, stated_lines
from samples.lab.performance import shaanxi_form, shanghai_form
from samples.lab.words import BODIES, draw_body, draw_work

YEAR = 2024
_NAMES = {**dict(CLASSES), **NAMES}
_DETAILS = tuple(sorted(code for code in NAMES if len(code) == 7))


def one_page_forms(seed: int) -> Disclosure:
    """Return up to three dozen short forms in a row, all with one title."""
    draw, composer, body = _begin("one-page-forms", seed)
    for _ in range(draw.randrange(8, 37)):
        shaanxi_form(composer, draw_work(draw, range(3, 7)), title="部门专项业务经费绩效目标表", body=body)
    return _finish(composer, body)


def untitled_forms(seed: int) -> Disclosure:
    """Return forms without any title; each begins with its own 项目名称."""
    draw, composer, body = _begin("untitled-forms", seed)
    for _ in range(draw.randrange(4, 15)):
        work = draw_work(draw, range(3, 12))
        if seed % 2:
            shaanxi_form(composer, work, title=None, body=body)
        else:
            shanghai_form(composer, work, title=None, body=body, year=YEAR)
    return _finish(composer, body)


def units_in_a_row(seed: int) -> Disclosure:
    """Return one table for each of several units: equal titles and headers, another line for the department."""
    draw, composer, body = _begin("units", seed)
    names = [body, *(f"{body}{each}" for each in ("信息中心", "服务站", "执法大队", "培训学校", "后勤保障中心"))]
    for name in names[: draw.randrange(2, 7)]:
        _coded(composer, draw, "一般公共预算支出表", "B5", f"编制单位：{name}")
    return _finish(composer, body)


def funds_in_a_row(seed: int) -> Disclosure:
    """Return the tables of general budget, funds and state capital: equal headers, other titles, some empty."""
    draw, composer, body = _begin("funds", seed)
    for kind, title in (
        ("B5", "一般公共预算支出表"),
        ("B8", "政府性基金预算支出表"),
        ("B9", "国有资本经营预算支出表"),
    ):
        note = f"说明：{body}{YEAR}年没有此项支出，故本表无数据。"
        _coded(composer, draw, title, kind, f"编制单位：{body}", empty=note if draw.random() < 0.4 else None)
    return _finish(composer, body)


def two_on_a_page(seed: int) -> Disclosure:
    """Return short tables of one grid, several on a page."""
    draw, composer, body = _begin("two-on-a-page", seed)
    titles = ("一般公共预算支出表", "政府性基金预算支出表", "国有资本经营预算支出表")
    for number in range(draw.randrange(3, 8)):
        title = f"附表{number + 1} {BODIES[number]}{titles[number % 3]}"
        _coded(composer, draw, title, ("B5", "B8", "B9")[number % 3], None, count=range(2, 6))
    return _finish(composer, body)


NEIGHBOURS: Mapping[str, Callable[[int], Disclosure]] = {
    "one_page_forms": one_page_forms,
    "untitled_forms": untitled_forms,
    "units_in_a_row": units_in_a_row,
    "funds_in_a_row": funds_in_a_row,
    "two_on_a_page": two_on_a_page,
}
"""Name of each kind of neighbours with its maker from a seed."""


def _begin(kind: str, seed: int) -> tuple[random.Random, Composer, str]:
    draw = random.Random(f"{kind} {seed}")
    _, body = draw_body(draw)
    title = f"{body}{YEAR}年部门预算"
    composer = Composer(f"{kind}-{seed}", title, YEAR)
    composer.heading(title, level=0)
    composer.paragraph(f"以下各表由{body}编制。")
    return draw, composer, body


def _finish(composer: Composer, body: str) -> Disclosure:
    composer.paragraph("以上数据已经核对。")
    return composer.finish(department=body, department_code=None, place=body)


def _coded(
    composer: Composer,
    draw: random.Random,
    title: str,
    kind: str,
    department_line: str | None,
    *,
    empty: str | None = None,
    count: range = range(4, 40),
) -> None:
    """Add a table of functional codes: 合计, 基本支出, 项目支出."""
    entries = [] if empty else _entries(draw, draw.choice(count))
    header: tuple[Row, ...] = (
        (Cell("科目编码", row_span=2), Cell("科目名称", row_span=2), Cell("本年支出", column_span=3)),
        tuple(Cell(text) for text in ("合计", "基本支出", "项目支出")),
    )
    blank: Row = tuple(Cell() for _ in range(5))
    table = Table(
        columns=(Column(0.9), Column(2.4), *(Column(1.3, "right") for _ in range(3))),
        rows=(*header, *(coded_rows(entries, "single", levels=3) or (blank, blank))),
        header=(0, 2),
        title=title,
        department_line=department_line,
        unit_line="单位：万元",
        notes=(empty,) if empty else (),
    )
    table_no = composer.table(table, kind=kind, unit="ten_thousand_yuan", is_empty=bool(empty))
    if entries:
        lane = Lane(entries, 2, ("total", "basic", "project"), "functional")
        lines = stated_lines(table, table_no=table_no, kind=kind, unit="ten_thousand_yuan", lanes=(lane,))
        composer.state("lines", list(lines))


def _entries(draw: random.Random, count: int) -> list[Entry]:
    chosen = sorted(draw.sample(_DETAILS, min(count, len(_DETAILS))))
    amounts = {code: (_amount(draw), _amount(draw)) for code in chosen}
    made = [Entry("合计", _sums(amounts, ""), is_total=True)]
    codes = sorted({code[:length] for code in chosen for length in (3, 5, 7)})
    return made + [Entry(_NAMES[code], _sums(amounts, code), code) for code in codes]


def _sums(amounts: Mapping[str, tuple[Decimal, Decimal]], start: str) -> tuple[Decimal, ...]:
    basic, project = (
        sum((each[part] for code, each in amounts.items() if code.startswith(start)), Decimal(0)) for part in (0, 1)
    )
    return (basic + project, basic, project)


def _amount(draw: random.Random) -> Decimal:
    return Decimal(draw.randrange(100, 900_000)) / 100
