"""The budget explanation of an invented county bureau, in the manner of Hebei.

Sections 一 to 九, a table of institutions, eight performance forms, a
procurement list, a table of assets and a glossary. The sums of the prose, the
forms and the lists agree; all amounts are in 万元 unless a name says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from normalize.money import in_yuan
from normalize.schema import Asset, Institution, Procurement
from samples.content.bureau_projects import BUREAU_PROJECTS, FAIR, MONITORING, OFFICE, STALLS
from samples.content.system_projects import SYSTEM_PROJECTS
from samples.generator.compose import Composer
from samples.generator.content import Disclosure
from samples.generator.forms import ProjectForm
from samples.generator.lists import asset_table, institution_table, procurement_table

NAME = "澄岭县商务局"
YEAR = 2020

PERSONNEL = Decimal("1286.42")
OPERATING = Decimal("98.75")
BASIC = PERSONNEL + OPERATING
PROJECTS = sum((form.budget for form in BUREAU_PROJECTS), Decimal(0))
TOTAL = BASIC + PROJECTS

PERSONNEL_CHANGE = Decimal("42.60")
OPERATING_CHANGE = Decimal("-4.43")
FAIR_CHANGE = Decimal("205.00")
DROPPED = Decimal("-28.82")

VEHICLES = Decimal("7.20")
RECEPTION = Decimal("1.40")


@dataclass(frozen=True, slots=True)
class Purchase:
    """One line of the procurement list."""

    project: ProjectForm
    item: str
    catalogue_code: str
    unit: str
    quantity: Decimal
    price: Decimal
    """万元 for one."""

    @property
    def total(self) -> Decimal:
        """万元."""
        return self.quantity * self.price


def _purchase(project: ProjectForm, item: str, code: str, unit: str, /, *, quantity: str, price: str) -> Purchase:
    return Purchase(project, item, code, unit, Decimal(quantity), Decimal(price))


#: Names and codes of the catalogue in force in 2020.
PURCHASES = (
    _purchase(OFFICE, "台式计算机", "A02010104", "台", quantity="12.00", price="0.52"),
    _purchase(OFFICE, "激光打印机", "A0201060102", "台", quantity="6.00", price="0.28"),
    _purchase(OFFICE, "多功能一体机", "A020204", "台", quantity="4.00", price="0.75"),
    _purchase(OFFICE, "空调机", "A0206180203", "台", quantity="8.00", price="0.46"),
    _purchase(OFFICE, "木制台、桌类", "A060205", "张", quantity="10.00", price="0.18"),
    _purchase(OFFICE, "金属质柜类", "A060503", "组", quantity="10.00", price="0.22"),
    _purchase(FAIR, "专业技术产品展览服务", "C060202", "项", quantity="1.00", price="180.00"),
    _purchase(FAIR, "其他会议和展览服务（展位搭建）", "C0602", "项", quantity="1.00", price="42.00"),
    _purchase(MONITORING, "其他社会服务", "C190299", "项", quantity="1.00", price="36.00"),
    _purchase(STALLS, "其他社会服务", "C190299", "项", quantity="1.00", price="45.50"),
)
GOODS = sum((each.total for each in PURCHASES if each.catalogue_code.startswith("A")), Decimal(0))
SERVICES = sum((each.total for each in PURCHASES if each.catalogue_code.startswith("C")), Decimal(0))

#: (label, level, quantity, quantity unit, value in 万元); Noted blanks are None.
ASSETS: tuple[tuple[str, int, str | None, str | None, str | None], ...] = (
    ("资产总额", 0, None, None, "412.36"),
    ("1、房屋（平方米）", 1, "2860.00", "平方米", "168.20"),
    ("其中：办公用房（平方米）", 2, "2410.00", "平方米", "140.60"),
    ("2、车辆（台、辆）", 1, "4", "台、辆", "52.40"),
    ("3、单价在20万元以上的设备", 1, "2", None, "61.30"),
    ("4、其他固定资产", 1, None, None, "130.46"),
)

TERMS = (
    ("一般公共预算拨款收入", "指县财政从一般公共预算中安排给本部门、在当年使用的拨款。"),
    ("基本支出", "指维持机构运转必须开支的人员经费和日常公用经费。"),
    ("项目支出", "指为办成某一件事或某一类事，在基本支出以外单独安排的开支。"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运维费和公务接待费三项开支。"),
    ("机关运行经费", "指行政单位和参照公务员法管理的事业单位用于办公、水电、邮电、差旅、维修等方面的公用开支。"),
    ("政府采购", "指使用财政性资金购买集中采购目录以内或者限额标准以上的货物、工程和服务的行为。"),
)  # fmt: skip


def county_bureau() -> Disclosure:
    """Return the disclosure."""
    composer = Composer(f"{NAME}{YEAR}年部门预算公开情况说明", f"{NAME}{YEAR}年部门预算信息公开情况说明", YEAR)
    composer.heading(composer.title, level=0)
    composer.paragraph(f"依照《预算法》和预决算公开的有关规定，现将{NAME}{YEAR}年部门预算的有关情况说明如下：")
    _duties(composer)
    _budget(composer)
    _goals(composer)
    for number, form in enumerate((*SYSTEM_PROJECTS, *BUREAU_PROJECTS), 1):
        composer.form(number, form)
    _purchases(composer)
    _assets(composer)
    composer.heading("八、名词解释")
    for number, (term, definition) in enumerate(TERMS, 1):
        composer.term(number, term, definition)
    composer.heading("九、其他需要说明的事项")
    composer.paragraph("除上述内容外，本部门没有其他需要说明的事项。")
    return composer.finish(department=NAME, department_code="518", place="澄岭县")


def _duties(composer: Composer) -> None:
    composer.heading("一、部门职责及机构设置情况")
    composer.paragraph("部门职责：县商务局主管全县内外贸易和商贸服务业，主要承担以下工作：")
    duties = (
        "拟订全县商贸流通发展规划，指导城乡市场、商业街区和村级网点的布局与建设，推动流通企业改造升级。",
        "组织生活必需品市场运行监测，遇有供应紧张或者价格异常时提出应对建议，并按程序调运储备商品，保证城乡居民日常供应。",
        "指导电子商务进农村工作，会同有关乡镇建设服务站点，培训从业人员，帮助本地特色产品拓宽销路。",
        "负责外贸企业备案与服务，组织企业参加展会和业务培训，协调解决通关、结算中遇到的困难。",
        "完成县委、县政府交办的其他事项。",
    )
    for ordinal, duty in zip("一二三四五", duties, strict=True):
        composer.paragraph(f"（{ordinal}）{duty}")
    composer.paragraph(
        f"机构设置：{NAME}为一级预算单位，内设办公室、流通发展股、电子商务股、外贸服务股和财务股，没有下属单位。"
    )
    table_no = len(composer.facts["tables"]) + 1
    unit = Institution(
        document_id="", table_no=table_no, row_no=1, name=NAME, nature="行政", rank="正科级", funding="财政拨款"
    )
    composer.table(institution_table([unit]), kind="B0", unit=None)
    composer.state("institutions", [unit])


def _budget(composer: Composer) -> None:
    composer.heading("二、部门预算安排的总体情况")
    composer.heading("1、收入说明", level=2)
    composer.paragraph(
        f"本部门全部收入均纳入预算管理。{YEAR}年预算收入{TOTAL}万元，其中：一般公共预算收入{TOTAL}万元，"
        "基金预算收入0万元，财政专户核拨收入0万元，其他来源收入0万元。"
    )
    composer.heading("2、支出说明", level=2)
    items = "、".join(f"{form.name}{form.budget.normalize():f}万元" for form in BUREAU_PROJECTS)
    composer.paragraph(
        f"{YEAR}年部门支出预算为{TOTAL}万元，其中基本支出{BASIC}万元，包括人员经费{PERSONNEL}万元和日常公用经费{OPERATING}万元；"
        f"项目支出{PROJECTS}万元，包括{items}。"
    )
    composer.heading("3、比上年增减情况", level=2)
    basic = PERSONNEL_CHANGE + OPERATING_CHANGE
    projects = FAIR_CHANGE + DROPPED
    composer.paragraph(
        f"{YEAR}年部门预算收支安排{TOTAL}万元，较{YEAR - 1}年增加{basic + projects}万元，"
        f"其中：基本支出增加{basic}万元，"
        f"主要是调入人员使人员经费增加{PERSONNEL_CHANGE}万元，厉行节约使日常公用经费减少{-OPERATING_CHANGE}万元；"
        f"项目支出增加{projects}万元，主要是展销会经费增加{FAIR_CHANGE}万元，仓储设施普查结束减少{-DROPPED}万元。"
    )
    composer.heading("三、机关运行经费安排情况")
    composer.paragraph(
        f"{YEAR}年，我部门机关运行经费安排{OPERATING}万元，用于办公、水电、邮电、差旅、会议和公务用车等日常开支。"
    )
    composer.heading("四、财政拨款“三公”经费预算情况及增减变化原因")
    composer.paragraph(
        f"{YEAR}年，我部门财政拨款“三公”经费预算安排{VEHICLES + RECEPTION}万元，其中：因公出国（境）费0万元；"
        f"公务用车购置及运维费{VEHICLES}万元（其中：公务用车购置费0万元，公务用车运行维护费{VEHICLES}万元）；公务接待费{RECEPTION}万元。"
        "“三公”经费比上年减少0.60万元，其中：公务用车运行维护费减少0.40万元，主要原因是一辆老旧车辆停用；公务接待费减少0.20万元，主要原因是压减接待批次。"
    )


def _goals(composer: Composer) -> None:
    composer.heading("五、预算绩效信息")
    composer.heading("第一部分 部门整体绩效目标", level=2)
    composer.heading("（一）总体绩效目标", level=3)
    composer.paragraph(
        "围绕便利城乡居民消费和帮助本地产品外销两条主线，全年计划改造村级电商服务站60个、乡镇集贸市场9个，"
        "举办消费促进活动不少于8场，社会消费品零售总额增长5%左右，生活必需品市场全年不断档、不脱销。"
    )
    composer.heading("（二）工作保障措施", level=3)
    composer.paragraph(
        "1.健全管理制度。每个项目明确一名责任人和一名财务联系人，资金拨付前须附验收材料，做到谁经手谁负责、谁审核谁签字，确保资金用在目标上。"
    )
    composer.paragraph(
        "2.加强过程跟踪。每季度比对一次支出进度和指标完成情况，进度落后十个百分点以上的项目须说明原因并提出整改时限。"
    )
    composer.paragraph("3.用好评价结果。年终自评得分低于八十分的项目，下一年度原则上不再安排同类经费。")
    composer.heading("第二部分 预算项目绩效目标", level=2)


def _purchases(composer: Composer) -> None:
    total = GOODS + SERVICES
    composer.heading("六、政府采购预算情况")
    composer.paragraph(
        f"{YEAR}年，我部门安排政府采购预算{total}万元，其中：货物{GOODS}万元、服务{SERVICES}万元。具体内容见下表。"
    )
    table_no = len(composer.facts["tables"]) + 1
    first = Procurement(
        document_id="",
        table_no=table_no,
        row_no=1,
        project_name=f"{NAME}小计",
        total_yuan=in_yuan(total, "ten_thousand_yuan"),
        general_public_budget_yuan=in_yuan(total, "ten_thousand_yuan"),
        is_total=True,
    )
    rows = [first, *(_purchase_fact(each, table_no, row_no) for row_no, each in enumerate(PURCHASES, 2))]
    composer.table(procurement_table(rows, department_line=f"518 {NAME}"), kind="B13", unit="ten_thousand_yuan")
    composer.state("procurement", rows)


def _purchase_fact(each: Purchase, table_no: int, row_no: int) -> Procurement:
    return Procurement(
        document_id="",
        table_no=table_no,
        row_no=row_no,
        project_name=each.project.name,
        project_funds_yuan=in_yuan(each.project.budget, "ten_thousand_yuan"),
        item=each.item,
        catalogue_code=each.catalogue_code,
        measure_unit=each.unit,
        quantity=each.quantity,
        unit_price_yuan=in_yuan(each.price, "ten_thousand_yuan"),
        total_yuan=in_yuan(each.total, "ten_thousand_yuan"),
        general_public_budget_yuan=in_yuan(each.total, "ten_thousand_yuan"),
    )


def _assets(composer: Composer) -> None:
    composer.heading("七、国有资产信息")
    composer.paragraph(
        f"{NAME}{YEAR - 1}年末固定资产金额为{ASSETS[0][4]}万元（详见下表），本年度拟购置固定资产{GOODS}万元，"
        "主要为电脑、打印机、空调和办公桌柜，已列入政府采购预算。"
    )
    table_no = len(composer.facts["tables"]) + 1
    rows = [
        Asset(
            document_id="",
            table_no=table_no,
            row_no=row_no,
            item=label,
            level=level,
            quantity=None if quantity is None else Decimal(quantity),
            quantity_unit=unit,
            value_yuan=None if value is None else in_yuan(Decimal(value), "ten_thousand_yuan"),
            as_of=f"{YEAR - 1}-12-31",
        )
        for row_no, (label, level, quantity, unit, value) in enumerate(ASSETS, 1)
    ]
    table = asset_table(rows, department_line=f"编制部门：{NAME}")
    composer.table(table, kind="B15", unit="ten_thousand_yuan")
    composer.state("assets", rows)
