"""The projects of the invented commerce bureau itself, with goals, plans and indicators."""

from __future__ import annotations

from decimal import Decimal

from samples.content.form_words import (
    BUREAU,
    COST,
    COUNT,
    ECOLOGY,
    ECONOMY,
    EFFECT,
    LASTING,
    OUTPUT,
    QUALITY,
    SATISFACTION,
    SERVED,
    SOCIETY,
    TIME,
    plan,
)
from samples.generator.forms import IndicatorSpec, ProjectForm, at_least, at_most, exactly, in_words

FAIR = ProjectForm(
    "518-0101-YCN-RW58",
    "2020澄岭山货展销会",
    *BUREAU,
    budget=Decimal("260"),
    other=None,
    use="根据县委常委会议定事项，今年秋季在县体育场举办山货展销会，经费包括展位搭建、展览服务、资料印制和现场安保四项，其中展览服务采取公开招标方式采购。",
    goals=("搭建一个展示本地山货的平台", "邀请一批外地采购商到场洽谈", "签订一批稳定的供货协议"),
    plan=plan(None, None, "70.00", "100.00"),
    indicators=(
        IndicatorSpec(
            OUTPUT, COUNT, "展位数量", "室内外标准展位和特装展位合计数量", at_least("220", "个"), "展销会总体方案"
        ),
        IndicatorSpec(
            OUTPUT, COUNT, "到场采购商", "经组委会登记领取证件的县外采购商人数", at_least("350", "人"), "展销会总体方案"
        ),
        IndicatorSpec(
            OUTPUT,
            QUALITY,
            "展品抽检合格率",
            "展前抽检食用农产品的合格批次比例",
            at_least("98", "%"),
            "市场监管部门抽检报告",
        ),
        IndicatorSpec(
            OUTPUT,
            TIME,
            "项目资金支付进度",
            "截至12月31日实际支付金额占预算金额的比例",
            at_least("96", "%"),
            "展销会总体方案",
        ),
        IndicatorSpec(
            EFFECT,
            ECONOMY,
            "现场签约金额",
            "展会期间签订的供货协议总金额",
            at_least("3200", "万元"),
            "组委会签约汇总表",
        ),
        IndicatorSpec(
            EFFECT,
            SOCIETY,
            "媒体报道数量",
            "市级以上媒体刊发展销会新闻稿件的篇数",
            at_least("15", "篇"),
            "剪报与网页存档",
        ),
        IndicatorSpec(
            EFFECT,
            LASTING,
            "第二年续签比例",
            "本届签约采购商愿意在下一年度继续供货的比例",
            at_least("60", "%"),
            "会后电话回访",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "参展户满意度",
            "参展农户和企业对组织服务工作的满意比例",
            at_least("90", "%"),
            "会后问卷",
        ),
    ),
)

OFFICE = ProjectForm(
    "518-0301-YBN-2HM7",
    "办公设备更新",
    *BUREAU,
    budget=Decimal("18.60"),
    other=None,
    use="用于更换达到报废年限的电脑、打印机、空调和桌柜。",
    goals=("替换超期服役设备，保障日常办公",),
    plan=plan("100.00", None, None, None),
    indicators=(
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "购置设备数量",
            "购置电脑、打印机、一体机、空调和桌柜的台套数合计",
            exactly("50", "台套"),
            "资产配置标准",
        ),
        IndicatorSpec(OUTPUT, QUALITY, "设备验收合格率", "到货设备验收合格的比例", exactly("100", "%"), "验收单"),
        IndicatorSpec(
            OUTPUT, COST, "采购总额控制", "全部设备采购金额不超过预算金额", at_most("18.6", "万元"), "预算批复"
        ),
        IndicatorSpec(EFFECT, SOCIETY, "办公效率", "设备故障造成的停工情况得到改善", in_words("明显减少"), "报修登记"),
        IndicatorSpec(
            SATISFACTION, SERVED, "职工满意度", "局机关职工对新设备使用情况的满意比例", at_least("95", "%"), "内部测评"
        ),
    ),
)

MONITORING = ProjectForm(
    "518-0301-YCN-E0L1",
    "商贸流通运行监测",
    *BUREAU,
    budget=Decimal("36"),
    other=None,
    use="用于委托第三方按周采集五十家样本商户的价格和销量，按月形成分析报告，并在节假日加密监测频次。",
    goals=("及时掌握生活必需品市场供应和价格变化", "为保供稳价提供数据依据"),
    plan=plan("25.00", "50.00", "75.00", "100.00"),
    indicators=(
        IndicatorSpec(
            OUTPUT, COUNT, "样本商户数量", "签订数据报送协议并按周报数的商户数量", at_least("50", "家"), "监测服务合同"
        ),
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "分析报告期数",
            "按月编写并报送县政府的市场运行分析报告期数",
            exactly("12", "期"),
            "监测服务合同",
        ),
        IndicatorSpec(
            OUTPUT,
            QUALITY,
            "数据准确率",
            "经抽查核对无误的报送数据占抽查数据的比例",
            at_least("98", "%"),
            "监测服务合同",
        ),
        IndicatorSpec(
            OUTPUT, TIME, "报告报送时限", "每月分析报告完成报送所需的工作日", at_most("5", "个工作日"), "监测服务合同"
        ),
        IndicatorSpec(
            EFFECT,
            SOCIETY,
            "预警响应次数",
            "价格异常波动时发出预警并得到处置的比例",
            at_least("100", "%"),
            "保供稳价工作预案",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "用数部门满意度",
            "使用监测报告的县直部门表示满意的比例",
            at_least("90", "%"),
            "征求意见表",
        ),
    ),
)

STALLS = ProjectForm(
    "518-0301-YBN-9ZC3",
    "便民市场劳务派遣经费",
    *BUREAU,
    budget=Decimal("45.50"),
    other=None,
    use="用于支付便民市场十名秩序维护和保洁人员的工资、保险以及派遣机构服务费。",
    goals=("保证便民市场全年有人管、有人扫",),
    plan=plan("25.00", "50.00", "80.00", "100.00"),
    indicators=(
        IndicatorSpec(
            OUTPUT, COUNT, "派遣人员数量", "全年在岗的秩序维护和保洁人员人数", exactly("10", "人"), "劳务派遣协议"
        ),
        IndicatorSpec(
            OUTPUT, QUALITY, "考勤达标率", "派遣人员月度考勤达到协议要求的比例", at_least("97", "%"), "劳务派遣协议"
        ),
        IndicatorSpec(
            OUTPUT, COST, "派遣服务费", "支付派遣机构的全年服务费用", at_most("2.4", "万元"), "三家机构询价记录"
        ),
        IndicatorSpec(
            EFFECT,
            ECOLOGY,
            "垃圾日产日清",
            "便民市场垃圾当日清运完毕，无过夜堆放",
            in_words("日产日清"),
            "现场巡查照片",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "摊主满意度",
            "便民市场摊主对秩序和卫生状况的满意比例",
            at_least("90", "%"),
            "现场走访",
        ),
    ),
)

EXPORT = ProjectForm(
    "518-0101-YCN-H2M2",
    "外贸企业业务培训",
    *BUREAU,
    budget=Decimal("24"),
    other=None,
    use="用于组织外贸企业参加报关、结算和合规培训，支付讲师课酬、场地和资料费用。",
    goals=("提高外贸企业业务人员实务能力", "帮助没有出口业绩的企业走出第一步"),
    plan=plan(None, "50.00", "100.00", None),
    indicators=(
        IndicatorSpec(OUTPUT, COUNT, "培训期数", "全年举办业务培训班的期数", exactly("4", "期"), "培训计划"),
        IndicatorSpec(OUTPUT, COUNT, "参训企业", "派员参加培训的外贸企业家数", at_least("80", "家"), "培训计划"),
        IndicatorSpec(
            OUTPUT, COST, "人均培训成本", "每名学员每天的综合定额支出", at_most("380", "元"), "县级培训费管理办法"
        ),
        IndicatorSpec(
            EFFECT, ECONOMY, "新增出口企业", "培训后首次实现出口业绩的企业家数", at_least("6", "家"), "海关统计反馈数据"
        ),
        IndicatorSpec(
            SATISFACTION, SERVED, "学员满意度", "学员对课程内容和组织安排的满意比例", at_least("92", "%"), "结业测评表"
        ),
    ),
)

BUREAU_PROJECTS = (FAIR, OFFICE, MONITORING, STALLS, EXPORT)
