"""The money of an invented district bureau: by function, by economic item, by source. All in yuan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

_CENT = Decimal("0.01")
ZERO = Decimal(0)

#: 类 of the functional classification in the order in which the summary tables list them.
CLASSES = (
    ("201", "一般公共服务支出"), ("202", "外交支出"), ("203", "国防支出"), ("204", "公共安全支出"), ("205", "教育支出"),
    ("206", "科学技术支出"), ("207", "文化旅游体育与传媒支出"), ("208", "社会保障和就业支出"), ("210", "卫生健康支出"),
    ("211", "节能环保支出"), ("212", "城乡社区支出"), ("213", "农林水支出"), ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"), ("216", "商业服务业等支出"), ("217", "金融支出"), ("219", "援助其他地区支出"),
    ("220", "自然资源海洋气象等支出"), ("221", "住房保障支出"), ("222", "粮油物资储备支出"),
    ("224", "灾害防治及应急管理支出"), ("229", "其他支出"),
)  # fmt: skip

#: Names of 款 and 项 (政府收支分类科目).
NAMES = {
    "20133": "宣传事务", "2013302": "一般行政管理事务", "20607": "科学技术普及", "2060702": "科普活动",
    "20701": "文化和旅游", "2070101": "行政运行", "2070104": "图书馆", "2070105": "文化展示及纪念机构",
    "2070108": "文化活动", "2070109": "群众文化", "2070110": "文化和旅游交流与合作", "2070111": "文化创作与保护",
    "2070112": "文化和旅游市场管理", "2070113": "旅游宣传", "2070114": "文化和旅游管理事务",
    "2070199": "其他文化和旅游支出", "20703": "体育", "2070308": "群众体育", "20799": "其他文化旅游体育与传媒支出",
    "2079903": "文化产业发展专项支出", "2079999": "其他文化旅游体育与传媒支出", "20805": "行政事业单位养老支出",
    "2080501": "行政单位离退休", "2080502": "事业单位离退休", "2080505": "机关事业单位基本养老保险缴费支出",
    "2080506": "机关事业单位职业年金缴费支出", "20807": "就业补助", "2080705": "公益性岗位补贴", "20808": "抚恤",
    "2080801": "死亡抚恤", "20899": "其他社会保障和就业支出", "2089999": "其他社会保障和就业支出",
    "21011": "行政事业单位医疗", "2101101": "行政单位医疗", "2101102": "事业单位医疗", "2101103": "公务员医疗补助",
    "21203": "城乡社区公共设施", "2120399": "其他城乡社区公共设施支出", "22102": "住房改革支出",
    "2210201": "住房公积金", "2210203": "购房补贴", "22402": "消防救援事务", "2240299": "其他消防救援事务支出",
}  # fmt: skip

ECONOMIC_NAMES = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费",
    "30111": "公务员医疗补助缴费", "30112": "其他社会保障缴费", "30113": "住房公积金", "302": "商品和服务支出",
    "30201": "办公费", "30202": "印刷费", "30205": "水费", "30206": "电费", "30207": "邮电费", "30209": "物业管理费",
    "30211": "差旅费", "30213": "维修（护）费", "30215": "会议费", "30216": "培训费", "30217": "公务接待费",
    "30226": "劳务费", "30228": "工会经费", "30229": "福利费", "30231": "公务用车运行维护费",
    "30239": "其他交通费用", "30299": "其他商品和服务支出", "303": "对个人和家庭的补助", "30302": "退休费",
    "30304": "抚恤金", "310": "资本性支出", "31002": "办公设备购置",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """Money of one 项."""

    code: str
    personnel: Decimal = ZERO
    operating: Decimal = ZERO
    project: Decimal = ZERO
    """Projects paid from the general public budget."""
    business: Decimal = ZERO
    """Projects paid from business income (事业收入)."""
    carried: Decimal = ZERO
    """Projects paid from business income carried over."""

    @property
    def basic(self) -> Decimal:
        """基本支出."""
        return self.personnel + self.operating

    @property
    def general(self) -> Decimal:
        """From the general public budget."""
        return self.basic + self.project

    @property
    def all_projects(self) -> Decimal:
        """项目支出 from every source."""
        return self.project + self.business + self.carried

    @property
    def total(self) -> Decimal:
        """From every source."""
        return self.basic + self.all_projects


#: code, personnel, operating, project, business income, carried over
_ITEMS = """
2013302 0 0 150000 0 0
2060702 0 0 90000 0 0
2070101 6842316.20 913480 0 0 0
2070104 2315600.40 468200 1260000 85000 12500.50
2070105 0 0 640000 0 0
2070108 0 0 2150000 0 0
2070109 1986420.75 352100 980000 120000 36240
2070110 0 0 300000 0 0
2070111 0 0 875500.50 0 0
2070112 0 0 560000 0 0
2070113 0 0 1480000 0 0
2070114 0 0 735200 0 0
2070199 0 0 418000 0 0
2070308 0 0 620000 0 0
2079903 0 0 1900000 0 0
2079999 0 0 266300 0 0
2080501 486720 36400 0 0 0
2080502 213580 0 0 0 0
2080505 1124380.96 0 0 0 0
2080506 562190.48 0 0 0 0
2080705 0 0 96000 0 0
2080801 64250 0 0 0 0
2089999 48117.30 0 0 0 0
2101101 468920.14 0 0 0 0
2101102 287316.52 0 0 0 0
2101103 152600 0 0 0 0
2120399 0 0 480000 0 0
2210201 1046732 0 0 0 0
2210203 728640 0 0 0 0
2240299 0 0 60000 0 0
"""

#: Economic items of the basic expenditure that follow from no function; 30102 and 30299 take the rest.
_PERSONNEL = {"30101": "3200500", "30103": "1986000", "30107": "2050310.15"}
_OPERATING = {
    "30201": "312000", "30202": "45000", "30205": "26400", "30206": "118000", "30207": "96500", "30209": "240000",
    "30211": "132000", "30213": "68000", "30215": "30000", "30216": "42000", "30217": "18600", "30226": "55000",
    "30228": "148000", "30229": "121680", "30231": "76000", "30239": "180000", "31002": "25000",
}  # fmt: skip
#: Functions whose money is one economic item.
_PAID_AS = {
    "2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2101103": "30111",
    "2089999": "30112", "2210201": "30113", "2080501": "30302", "2080502": "30302", "2080801": "30304",
}  # fmt: skip


def items(scale: Decimal) -> tuple[Item, ...]:
    """Return the money by function, every amount times `scale` to the cent."""
    made: list[Item] = []
    for line in _ITEMS.split("\n"):
        if line:
            code, *amounts = line.split()
            made.append(Item(code, *(_scaled(amount, scale) for amount in amounts)))
    return tuple(made)


def _scaled(amount: str, scale: Decimal) -> Decimal:
    return (Decimal(amount) * scale).quantize(_CENT, rounding=ROUND_HALF_EVEN)


def hierarchy(details: Sequence[Item]) -> Iterator[tuple[str, str, tuple[Item, ...]]]:
    """Yield code, name and the items below it for each 类, 款 and 项 in code order."""
    classes = dict(CLASSES)
    codes = {prefix for item in details for prefix in (item.code[:3], item.code[:5], item.code)}
    for code in sorted(codes):
        name = classes[code] if len(code) == 3 else NAMES[code]
        yield code, name, tuple(item for item in details if item.code.startswith(code))


def total(details: Sequence[Item], amount: Callable[[Item], Decimal]) -> Decimal:
    """Return the sum of one kind of money."""
    return sum((amount(item) for item in details), ZERO)


def economic(details: Sequence[Item], scale: Decimal) -> dict[str, Decimal]:
    """Return the basic expenditure by five-digit economic item, in code order."""
    amounts: dict[str, Decimal] = {}
    for item in details:
        if code := _PAID_AS.get(item.code):
            amounts[code] = amounts.get(code, ZERO) + item.personnel
    for code, amount in {**_PERSONNEL, **_OPERATING}.items():
        amounts[code] = _scaled(amount, scale)
    personnel = sum((amount for code, amount in amounts.items() if code[:3] in ("301", "303")), ZERO)
    operating = sum((amount for code, amount in amounts.items() if code[:3] in ("302", "310")), ZERO)
    amounts["30102"] = total(details, lambda item: item.personnel) - personnel
    amounts["30299"] = total(details, lambda item: item.operating) - operating
    return dict(sorted(amounts.items()))
