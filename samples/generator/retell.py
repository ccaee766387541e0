"""Tell the records of a document again, so that its content can be set on other pages.

    content = retell(records.tables, title="…", fiscal_year=2020)
    pdf = typeset_pdf(content, Layout(page=(420, 595)))

Takes rows of `normalize.schema` as a Hebei-style disclosure yields them and
builds the forms, lists and prose they came from. What no record holds (running
text between tables, fonts, widths) is not told again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from normalize.schema import Indicator, Project, SpendingPlan
from samples.generator.compose import Composer
from samples.generator.content import Disclosure
from samples.generator.forms import indicator_table
from samples.generator.lists import asset_table, in_wan, institution_table, procurement_table

#: Words of a section's title after which its tables follow.
_PLACES = {"institutions": "机构设置", "projects": "绩效", "procurement": "采购", "assets": "资产"}


def retell(tables: Mapping[str, Sequence[Any]], *, title: str, fiscal_year: int) -> Disclosure:
    """Return a disclosure with the same records; forms and lists follow the section that announces them.

    Raises:
        ValueError: A project has more months than a form has columns for.

    """
    composer = Composer(title, title, fiscal_year)
    composer.heading(title, level=0)
    waiting = {
        "institutions": _institutions,
        "projects": _projects,
        "procurement": _procurement,
        "assets": _assets,
    }
    sections = list(tables.get("sections", ()))
    last_place = {name: _last(sections, word) for name, word in _PLACES.items()}
    for number, section in enumerate(sections):
        if section.level:
            composer.heading(f"{section.number_text or ''}{section.title or ''}", level=section.level)
        for paragraph in section.text.split("\n"):
            if paragraph.strip() and paragraph != title:
                composer.paragraph(paragraph)
        for name in [name for name in waiting if last_place[name] == number]:
            waiting.pop(name)(composer, tables)
    for tell in waiting.values():
        tell(composer, tables)
    return composer.finish(department=title, department_code=None, place="")


def _last(sections: Sequence[Any], word: str) -> int | None:
    """Return the last section whose title has the word."""
    return max((number for number, each in enumerate(sections) if word in (each.title or "")), default=None)


def _institutions(composer: Composer, tables: Mapping[str, Sequence[Any]]) -> None:
    if rows := tables.get("institutions", ()):
        composer.table(institution_table(rows), kind="B0", unit=None)
        composer.state("institutions", rows)


def _projects(composer: Composer, tables: Mapping[str, Sequence[Any]]) -> None:
    plans: dict[int, list[SpendingPlan]] = {}
    for step in tables.get("spending_plan", ()):
        plans.setdefault(step.project_no, []).append(step)
    indicators: dict[int | None, list[Indicator]] = {}
    for indicator in tables.get("indicators", ()):
        indicators.setdefault(indicator.project_no, []).append(indicator)
    projects: Sequence[Project] = tables.get("projects", ())
    for project in projects:
        rows = indicators.get(project.project_no, [])
        if rows:
            _form(composer, project, plans.get(project.project_no, []), rows)


def _form(composer: Composer, project: Project, plan: Sequence[SpendingPlan], rows: Sequence[Indicator]) -> None:
    number = len(composer.facts["projects"]) + 1
    table = indicator_table(
        title=f"{number}、{project.project_name}绩效目标表",
        department_line=" ".join(filter(None, (project.unit_code, project.unit_name))) or None,
        code=project.project_code or "",
        name=project.project_name or "",
        budget=in_wan(project.budget_yuan),
        fiscal=in_wan(project.fiscal_yuan),
        other=in_wan(project.other_yuan),
        purpose=project.purpose or "",
        plan=[(step.month, _share(step.cumulative_percent)) for step in plan if step.cell_state != "column_missing"],
        goals=project.goals or "",
        indicators=[
            (
                each.level1 or "",
                each.level2 or "",
                each.level3 or "",
                each.description or "",
                each.target_text or "",
                each.basis or "",
            )
            for each in rows
        ],
    )
    composer.table(table, kind="B11", unit="ten_thousand_yuan")
    composer.state("projects", [project])
    composer.state("spending_plan", plan)
    composer.state("indicators", rows)


def _share(percent: Decimal | None) -> str:
    return "" if percent is None else f"{percent:.2f}"


def _procurement(composer: Composer, tables: Mapping[str, Sequence[Any]]) -> None:
    if rows := tables.get("procurement", ()):
        composer.table(procurement_table(rows, department_line=None), kind="B13", unit="ten_thousand_yuan")
        composer.state("procurement", rows)


def _assets(composer: Composer, tables: Mapping[str, Sequence[Any]]) -> None:
    if rows := tables.get("assets", ()):
        composer.table(asset_table(rows, department_line=None), kind="B15", unit="ten_thousand_yuan")
        composer.state("assets", rows)
