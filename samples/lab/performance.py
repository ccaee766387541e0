"""Performance goals in the tables of several provinces, with the records they state.

Each maker returns the printed table; each has its facts beside it. The wide
tables follow Beijing (a block of rows a project) and Guangdong (a row a
project), the forms Shanghai, Shaanxi and Chongqing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from normalize.money import in_yuan
from normalize.schema import Indicator, Project
from samples.generator.compose import Composer
from samples.generator.content import Cell, Column, Row, Table
from samples.lab.words import Aim, Work

#: In the form of Chongqing sums are grouped by thousands, elsewhere not.
_GROUPED = "{:,.2f}"
_PLAIN = "{:.2f}"


def _wan(amount: Decimal | None, style: str = _PLAIN) -> str:
    return "" if amount is None else style.format(amount)


def _row(*texts: str) -> Row:
    return tuple(Cell(text) for text in texts)


def wide_table(composer: Composer, works: Sequence[Work], *, title: str) -> None:
    """Add the wide table of Beijing: each project spans the rows of its indicators.

    Works that follow each other with one code are the sums of several units: one name beside them all.
    """
    header: tuple[Row, ...] = (
        (
            *(Cell(text, row_span=2) for text in ("项目名称", "项目总额")),
            Cell("其中：", column_span=2),
            *(
                Cell(text, row_span=2)
                for text in (
                    "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位",
                )
            ),
        ),
        _row("财政资金", "其他资金"),
    )  # fmt: skip
    rows: list[Row] = []
    named = ""
    for work in works:
        beside = sum(len(each.aims) for each in works if each.code == work.code)
        name = () if work.code == named else (Cell(f"{work.code}-{work.name}", row_span=beside),)
        named = work.code
        for number, aim in enumerate(work.aims):
            told = (_wan(work.budget), _wan(work.fiscal), _wan(work.other), work.goals)
            block = (*name, *(Cell(text, row_span=len(work.aims)) for text in told)) if number == 0 else ()
            rows.append((*block, *_row(aim.level1, aim.level2, aim.name, aim.sign or "定性", aim.number, aim.unit)))
    table = Table(
        columns=(
            Column(1.4), *(Column(0.9, "center") for _ in range(3)), Column(2.4), Column(0.9, "center"),
            Column(1.1, "center"), Column(2.4), *(Column(0.9, "center") for _ in range(3)),
        ),
        rows=(*header, *rows),
        header=(0, 2),
        title=title,
        unit_line="金额单位：万元",
    )  # fmt: skip
    table_no = composer.table(table, kind="B11", unit="ten_thousand_yuan")
    row_no = 1
    for work in works:
        project_no = _state_project(composer, work, table_no, row_no=row_no, code=work.code)
        for offset, aim in enumerate(work.aims):
            _state_aim(
                composer, aim, table_no, row_no=row_no + offset, project_no=project_no, work=work, code=work.code,
                target=aim.number,
            )  # fmt: skip
        row_no += len(work.aims)


def listed_table(composer: Composer, works: Sequence[Work], *, title: str, body: str) -> None:
    """Add the list of Guangdong: a row a project, its indicators as running text."""
    total = sum((work.budget for work in works), Decimal(0))
    fiscal = sum((work.fiscal for work in works), Decimal(0))
    rows = [
        _row("项目名称", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标"),
        _row("合计", _wan(total, _GROUPED), _wan(fiscal, _GROUPED), "", _wan(total - fiscal or None, _GROUPED), "", ""),
    ]
    for work in works:
        aims = "".join(f"{number}、{aim.level1}；{aim.name}：{aim.text}。" for number, aim in enumerate(work.aims, 1))
        money = (_wan(work.budget, _GROUPED), _wan(work.fiscal, _GROUPED), "", _wan(work.other, _GROUPED))
        rows.append(_row(work.name, *money, work.goals, aims))
    table = Table(
        columns=(Column(1.3), *(Column(0.8, "right") for _ in range(4)), Column(2.6), Column(3.0)),
        rows=tuple(rows),
        header=(0, 1),
        title=title,
        department_line=f"部门名称：{body}",
        unit_line="单位：万元",
    )
    table_no = composer.table(table, kind="B11", unit="ten_thousand_yuan")
    for row_no, work in enumerate(works, 2):
        _state_project(composer, work, table_no, row_no=row_no, unit_name=body)


def shaanxi_form(composer: Composer, work: Work, *, title: str | None, body: str) -> None:
    """Add the form of Shaanxi: a label column beside the indicators, points in the last column."""
    aims = work.aims
    money = Cell("资金金额（万元）", row_span=3, column_span=3, align="center")
    rows: list[Row] = [
        (Cell("项目名称", column_span=3, align="center"), Cell(work.name, column_span=3, align="center")),
        (Cell("主管部门", column_span=3, align="center"), Cell(body, column_span=3, align="center")),
        (money, Cell("实施期资金总额："), Cell(_wan(work.budget), align="center"), Cell("执行率分值（10分）", row_span=3)),
        _row("其中：财政拨款", _wan(work.fiscal)),
        _row("其他资金", _wan(work.other)),
        (Cell("年度目标", align="center"), Cell(work.goals, column_span=5)),
        (
            Cell("年度绩效指标", row_span=len(aims) + 1, align="center"),
            *_row("一级指标", "二级指标", "三级指标", "指标值", "分值权重（90分）"),
        ),
    ]  # fmt: skip
    for level1, group in groupby(aims, key=lambda aim: aim.level1):
        of_level1 = list(group)
        first1 = True
        for level2, members in groupby(of_level1, key=lambda aim: aim.level2):
            of_level2 = list(members)
            for number, aim in enumerate(of_level2):
                lead = (Cell(level1, row_span=len(of_level1), align="center"),) if first1 else ()
                second = (Cell(level2, row_span=len(of_level2), align="center"),) if number == 0 else ()
                rows.append((*lead, *second, Cell(aim.name), Cell(aim.text), Cell(f"{aim.weight}")))
                first1 = False
    table = Table(
        columns=(
            Column(0.5), Column(0.7), Column(1.2), Column(2.6), Column(1.1, "center"), Column(0.9, "center"),
        ),
        rows=tuple(rows),
        header=(6, 7),
        title=title,
    )  # fmt: skip
    table_no = composer.table(table, kind="B11", unit=None)
    project_no = _state_project(composer, work, table_no, row_no=1, unit_name=body)
    for row_no, aim in enumerate(aims, 7):
        _state_aim(
            composer, aim, table_no, row_no=row_no, project_no=project_no, work=work, target=aim.text, weight=aim.weight
        )


def shanghai_form(composer: Composer, work: Work, *, title: str | None, body: str, year: int) -> None:
    """Add the form of Shanghai: sums of the whole term beside those of the year, in 元."""
    fiscal, other = work.fiscal * 10_000, None if work.other is None else work.other * 10_000
    whole = fiscal + (other or 0)
    rows: list[Row] = [
        (Cell("项目名称"), Cell(work.name, column_span=3)),
        (*_row("项目性质", "经常性项目", "项目类别", "其他一次性项目"),),
        (*_row("主管部门", f"{body}（本级）", "实施单位", body),),
        (*_row("计划开始日期", f"{year}-01-01", "计划完成日期", f"{year}-12-31"),),
        (Cell("项目资金（元）", row_span=3), *_row("年度资金申请总额", _wan(whole, _GROUPED)), Cell("", row_span=3)),
        _row("其中：财政资金", _wan(fiscal, _GROUPED)),
        _row("其他资金", _wan(other, _GROUPED)),
        (Cell("年度总体目标"), Cell(work.goals, column_span=3)),
        _row("一级指标", "二级指标", "三级指标", "年度指标值"),
    ]
    for _, group in groupby(work.aims, key=lambda aim: aim.level1):
        members = list(group)
        for number, aim in enumerate(members):
            lead = (Cell(aim.level1, row_span=len(members)),) if number == 0 else ()
            rows.append((*lead, *_row(aim.level2, aim.name, aim.text)))
    table = Table(
        columns=(Column(1.2), Column(1.4), Column(2.2), Column(1.4)),
        rows=tuple(rows),
        header=(8, 9),
        title=title,
    )
    table_no = composer.table(table, kind="B11", unit=None)
    project_no = _state_project(composer, work, table_no, row_no=1, unit_name=body)
    for row_no, aim in enumerate(work.aims, 9):
        _state_aim(composer, aim, table_no, row_no=row_no, project_no=project_no, work=work, target=aim.text)


def chongqing_goals(composer: Composer, work: Work, *, title: str | None, body: str) -> None:
    """Add the goals of a whole department as Chongqing prints them: no levels, a label beside the block."""
    rows: list[Row] = [
        (Cell("当年整体绩效目标", column_span=7, align="center"),),
        (Cell(work.goals, column_span=7),),
        (
            Cell("绩效指标", row_span=len(work.aims) + 1),
            *_row("指标名称", "指标性质", "指标值", "计量单位", "指标权重（%）", "是否核心"),
        ),
    ]
    for number, aim in enumerate(work.aims):
        core = "是" if number < 3 else "否"
        rows.append(_row(aim.name, aim.sign or "定性", aim.number, aim.unit, f"{aim.weight}", core))
    table = Table(
        columns=(Column(0.9), Column(2.4), *(Column(0.9, "center") for _ in range(5))),
        rows=tuple(rows),
        header=(2, 3),
        title=title,
        department_line=f"单位名称：{body}",
    )
    table_no = composer.table(table, kind="B12", unit=None)
    for row_no, aim in enumerate(work.aims, 3):
        _state_aim(
            composer, aim, table_no, row_no=row_no, project_no=None, work=None, target=aim.number, weight=aim.weight,
            levels=False,
        )  # fmt: skip


def _state_project(
    composer: Composer,
    work: Work,
    table_no: int,
    *,
    row_no: int,
    code: str | None = None,
    unit_name: str | None = None,
) -> int:
    project_no = len(composer.facts["projects"]) + 1
    fact = Project(
        document_id="",
        project_no=project_no,
        table_no=table_no,
        row_no=row_no,
        project_code=code,
        project_name=work.name,
        unit_name=unit_name,
        budget_yuan=in_yuan(work.budget, "ten_thousand_yuan"),
        fiscal_yuan=in_yuan(work.fiscal, "ten_thousand_yuan"),
        other_yuan=None if work.other is None else in_yuan(work.other, "ten_thousand_yuan"),
        goals=work.goals,
    )
    composer.state("projects", [fact])
    return project_no


def _state_aim(
    composer: Composer,
    aim: Aim,
    table_no: int,
    *,
    row_no: int,
    project_no: int | None,
    work: Work | None,
    target: str,
    code: str | None = None,
    weight: int | None = None,
    levels: bool = True,
) -> None:
    fact = Indicator(
        document_id="",
        project_no=project_no,
        table_no=table_no,
        row_no=row_no,
        project_code=code,
        project_name=work.name if work else None,
        level1=aim.level1 if levels else None,
        level2=aim.level2 if levels else None,
        level3=aim.name,
        target_text=target,
        operator=aim.operator,
        target_value=aim.value,
        target_unit=aim.unit or None,
        weight=None if weight is None else Decimal(weight),
    )
    composer.state("indicators", [fact])
