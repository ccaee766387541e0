"""Whole documents of the lab: prose around tables, as each province publishes them."""

from __future__ import annotations

import random
from dataclasses import replace

from samples.generator.compose import Composer
from samples.generator.content import Disclosure
from samples.lab.performance import chongqing_goals, listed_table, shaanxi_form, shanghai_form, wide_table
from samples.lab.words import Work, draw_body, draw_work

YEAR = 2024

_SHARED = 0.5
"""How often a sum stands beside the name of the one before."""


class _Begun:
    """A document with its title and first section, from a seed."""

    def __init__(self, seed: int, kind: str, *, suffix: str = "部门预算") -> None:
        self.draw = random.Random(f"{kind} {seed}")
        self.place, self.body = draw_body(self.draw)
        title = f"{self.body}{YEAR}年{suffix}"
        self.composer = Composer(f"{kind}-{seed}", title, YEAR)
        self.composer.heading(title, level=0)
        self.composer.heading("一、基本情况")
        self.composer.paragraph(f"{self.body}承担本辖区有关公共服务设施的规划、建设和管理工作，下设若干科室。")

    def finish(self) -> Disclosure:
        self.composer.heading("三、其他说明")
        self.composer.paragraph("以上绩效目标已经随部门预算一并批复，执行情况将于下一年度公开。")
        return self.composer.finish(department=self.body, department_code=None, place=self.place)


def beijing(seed: int) -> Disclosure:
    """Return a document with a wide table of several projects."""
    begun = _Begun(seed, "beijing")
    begun.composer.heading("二、项目支出绩效目标")
    works = [draw_work(begun.draw, range(4, 18)) for _ in range(begun.draw.randrange(2, 7))]
    wide_table(begun.composer, works, title="预算12表 项目支出绩效目标表")
    return begun.finish()


def beijing_units(seed: int) -> Disclosure:
    """Return a document with a wide table in which a project's name may stand beside the sums of several units."""
    begun = _Begun(seed, "beijing-units")
    begun.composer.heading("二、项目支出绩效目标")
    works: list[Work] = []
    for _ in range(begun.draw.randrange(4, 10)):
        work = draw_work(begun.draw, range(3, 12))
        shared = bool(works) and begun.draw.random() < _SHARED
        works.append(replace(work, code=works[-1].code, name=works[-1].name) if shared else work)
    wide_table(begun.composer, works, title="预算表12 项目支出绩效目标")
    return begun.finish()


def guangdong(seed: int) -> Disclosure:
    """Return a document with a list of projects and their goals."""
    begun = _Begun(seed, "guangdong")
    begun.composer.heading("二、项目支出绩效目标")
    works = [draw_work(begun.draw, range(4, 9)) for _ in range(begun.draw.randrange(4, 10))]
    listed_table(begun.composer, works, title="项目支出绩效目标表（含转移支付项目）", body=begun.body)
    return begun.finish()


def shaanxi(seed: int) -> Disclosure:
    """Return a document with a form for each project, all under one title."""
    begun = _Begun(seed, "shaanxi")
    begun.composer.heading("二、专项业务经费绩效目标")
    for _ in range(begun.draw.randrange(2, 6)):
        work = draw_work(begun.draw)
        shaanxi_form(begun.composer, work, title="部门专项业务经费绩效目标表", body=begun.body)
    return begun.finish()


def shanghai(seed: int) -> Disclosure:
    """Return a document with a form for each project, in 元."""
    begun = _Begun(seed, "shanghai")
    begun.composer.heading("二、项目绩效目标")
    for _ in range(begun.draw.randrange(2, 6)):
        work = draw_work(begun.draw)
        title = f"财政项目支出绩效目标申报表（{YEAR}年度）"
        shanghai_form(begun.composer, work, title=title, body=begun.body, year=YEAR)
    return begun.finish()


def chongqing(seed: int) -> Disclosure:
    """Return a document with the goals of the whole department."""
    begun = _Begun(seed, "chongqing")
    begun.composer.heading("二、部门整体绩效目标")
    work = draw_work(begun.draw, range(8, 30))
    chongqing_goals(begun.composer, work, title=f"{YEAR}年部门整体绩效目标表", body=begun.body)
    return begun.finish()
