"""Words of invented projects: things, what is measured of them, goals; drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal

PLACES = ("澄岭县", "湾城市青桥区", "平川市临溪区", "云洲市", "望溪县", "东浦市南岸区")
BODIES = ("水务局", "城市管理局", "教育体育局", "农业农村局", "交通运输局", "民政局", "档案馆", "林业局")

_THINGS = (
    "社区食堂", "通村公路", "河道断面", "图书流通点", "健身步道", "农贸市场", "排水管网", "公共厕所", "道路照明设施", "养老服务站",
    "林区防火隔离带", "不可移动文物", "学校食堂", "校车线路", "自动气象站", "中小型水库", "便民服务窗口", "档案库房", "公益性讲座",
    "城乡居民小区垃圾分类投放点", "重点企业在线监测设备", "残疾人辅助器具",
)  # fmt: skip
_WORKS = ("新建", "改造", "维修", "养护", "巡查", "检测", "更新", "评估")
_REASONS = (
    "解决群众反映集中的出行不便和设施老化", "弥补现有设施在汛期暴露出的短板", "落实本级政府年度民生实事清单的要求",
    "延续上一年度已经启动尚未完成的工程", "替换超过使用年限并且多次维修的设备", "满足新建居住区入住人口的需要",
)  # fmt: skip
_EFFECTS = (
    "使周边居民十分钟内可以到达", "减少同类投诉和安全事故", "为下一阶段统一规划提供数据", "降低日常维护的费用",
    "带动沿线商铺和农户增加收入", "让不同年龄的使用者都能方便使用",
)  # fmt: skip
_WORDS = ("持续改善", "逐步提升", "有效保障", "明显增强", "长期")

#: (level 1, level 2, ending of the indicator's name, operators, units)
_NUMBERED = (
    ("产出指标", "数量指标", "数量", ("≥", "="), ("个", "处", "项", "套")),
    ("产出指标", "数量指标", "次数", ("≥",), ("次", "场")),
    ("产出指标", "质量指标", "验收合格率", ("≥", "="), ("%",)),
    ("产出指标", "质量指标", "完好率", ("≥",), ("%",)),
    ("产出指标", "时效指标", "任务按期完成率", ("≥", "="), ("%",)),
    ("成本指标", "经济成本指标", "总成本", ("≤",), ("万元",)),
    ("效益指标", "经济效益指标", "使用率", ("≥",), ("%",)),
    ("效益指标", "社会效益指标", "受益人数", ("≥",), ("人", "人次")),
)
_IN_WORDS = (
    ("效益指标", "社会效益指标", "对居民生活的改善程度"),
    ("效益指标", "生态效益指标", "对周边环境的影响"),
    ("效益指标", "可持续影响指标", "长效管护机制"),
)
_ORDER = ("成本指标", "产出指标", "效益指标", "满意度指标")
OPERATORS = {"≥": ">=", "≤": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Aim:
    """An indicator with its target."""

    level1: str
    level2: str
    name: str
    sign: str
    """≥, ≤ or =; "" for a target in words."""
    number: str
    """Digits, or the words of the target."""
    unit: str
    weight: int

    @property
    def text(self) -> str:
        """The target in one cell."""
        return f"{self.sign}{self.number}{self.unit}"

    @property
    def operator(self) -> str:
        """As published."""
        return OPERATORS.get(self.sign, "text")

    @property
    def value(self) -> Decimal | None:
        """The number, None for words."""
        return Decimal(self.number) if self.sign else None


@dataclass(frozen=True, slots=True)
class Work:
    """An invented project."""

    code: str
    name: str
    fiscal: Decimal
    """万元."""
    other: Decimal | None
    """万元; None where the cell stays blank."""
    goals: str
    aims: tuple[Aim, ...]

    @property
    def budget(self) -> Decimal:
        """万元."""
        return self.fiscal + (self.other or 0)


def draw_work(draw: random.Random, aims: range = range(6, 16)) -> Work:
    """Return a project with a number of aims from the range, ordered by level."""
    thing, work = draw.choice(_THINGS), draw.choice(_WORKS)
    name = f"{thing}{work}{draw.choice(('', '', '补助经费', '项目', '（二期）'))}"
    sentences = [f"{draw.choice(_REASONS)}，{draw.choice(_EFFECTS)}" for _ in range(draw.choice((1, 1, 2, 4)))]
    return Work(
        code="".join(draw.choice("0123456789") for _ in range(20)),
        name=name,
        fiscal=Decimal(draw.randrange(300, 90000)) / 100,
        other=Decimal(draw.randrange(100, 5000)) / 100 if draw.random() < 0.3 else None,
        goals="。".join(sentences) + "。",
        aims=_draw_aims(draw, thing, draw.choice(aims)),
    )


def _draw_aims(draw: random.Random, thing: str, count: int) -> tuple[Aim, ...]:
    made = [Aim("满意度指标", "服务对象满意度指标", f"{thing}使用者满意度", "≥", f"{draw.randrange(80, 99)}", "%", 10)]
    while len(made) < count:
        about = draw.choice((thing, thing, draw.choice(_THINGS)))
        if draw.random() < 0.25:
            level1, level2, ending = draw.choice(_IN_WORDS)
            made.append(Aim(level1, level2, about + ending, "", draw.choice(_WORDS), "", draw.randrange(2, 20)))
        else:
            level1, level2, ending, signs, units = draw.choice(_NUMBERED)
            unit = draw.choice(units)
            number = f"{draw.randrange(80, 101)}" if unit == "%" else f"{draw.randrange(2, 400)}"
            name = about + draw.choice((draw.choice(_WORKS), "日常管理", "")) + ending
            made.append(Aim(level1, level2, name, draw.choice(signs), number, unit, draw.randrange(2, 20)))
    return tuple(sorted(made, key=lambda aim: (_ORDER.index(aim.level1), aim.level2)))


def draw_body(draw: random.Random) -> tuple[str, str]:
    """Return place and name of a body."""
    place = draw.choice(PLACES)
    return place, place + draw.choice(BODIES)
