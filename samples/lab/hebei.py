"""Forms of Hebei drawn from a seed: seven columns in the head, six in the block, a plan of payments by month."""

from __future__ import annotations

import random
from decimal import Decimal

from samples.content.form_words import plan
from samples.generator.compose import Composer
from samples.generator.content import Disclosure
from samples.generator.forms import IndicatorSpec, ProjectForm, Target
from samples.lab.words import OPERATORS, Aim, Work, draw_body, draw_work

YEAR = 2021
_BASES = (
    "《公共服务设施管理办法》第十二条", "上级下达的年度任务清单", "项目实施方案", "合同约定", "现场核查记录",
    "统计部门年度报表", "《民生实事项目验收细则》", "部门年度工作计划",
)  # fmt: skip
_PLANS = (
    ("25.00", "50.00", "75.00", "100.00"),
    (None, None, "100.00", None),
    (None, "40.00", "80.00", "100.00"),
    ("30.00", "60.00", "100.00", None),
)  # fmt: skip


def hebei(seed: int) -> Disclosure:
    """Return an explanation of a budget with several forms."""
    draw = random.Random(f"hebei {seed}")
    place, body = draw_body(draw)
    composer = Composer(f"hebei-{seed}", f"{body}{YEAR}年部门预算公开情况说明", YEAR)
    composer.heading(composer.title, level=0)
    composer.heading("一、预算绩效信息")
    composer.paragraph(f"{body}按照要求编制了项目绩效目标，具体内容见以下各表。")
    for number in range(1, draw.randrange(3, 9)):
        composer.form(number, _form(draw, draw_work(draw, range(4, 14)), body))
    composer.heading("二、其他说明")
    composer.paragraph("除上述内容外，没有其他需要说明的事项。")
    return composer.finish(department=body, department_code=None, place=place)


def _form(draw: random.Random, work: Work, body: str) -> ProjectForm:
    serial = "".join(draw.choice("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
    budget = work.fiscal + (work.other or Decimal(0))
    return ProjectForm(
        code=f"{draw.randrange(100, 999)}-{draw.choice(('0101', '0301'))}-Y{draw.choice(('CN', 'BN'))}-{serial}",
        name=work.name,
        unit_code=f"{draw.randrange(100_000, 999_999)}",
        unit_name=body,
        budget=budget,
        other=work.other,
        use=f"主要用于{work.goals}",
        goals=tuple(each for each in work.goals.split("。") if each),
        plan=plan(*draw.choice(_PLANS)),
        indicators=tuple(_indicator(draw, aim) for aim in work.aims),
    )


def _indicator(draw: random.Random, aim: Aim) -> IndicatorSpec:
    counted = draw.choice(("年内实际完成并通过", "由主管科室登记并抽查", "经第三方复核后确认", "按月汇总"))
    target = Target(aim.text, OPERATORS.get(aim.sign, "text"), aim.value, aim.unit or None)
    description = f"{counted}的{aim.name}"
    return IndicatorSpec(aim.level1, aim.level2, aim.name, description, target, draw.choice(_BASES))
