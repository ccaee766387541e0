"""The special funds of the invented county's commerce system, with goals, plans and indicators."""

from __future__ import annotations

from decimal import Decimal

from samples.content.form_words import (
    COST,
    COUNT,
    ECOLOGY,
    ECONOMY,
    EFFECT,
    OUTPUT,
    QUALITY,
    SATISFACTION,
    SERVED,
    SOCIETY,
    SYSTEM,
    TIME,
    plan,
)
from samples.generator.forms import IndicatorSpec, ProjectForm, Target, at_least, by_month, exactly, in_words

VILLAGE_SHOPS = ProjectForm(
    "518-0101-YCN-4KD2",
    "农村电商服务站建设补助",
    *SYSTEM,
    budget=Decimal("300"),
    other=None,
    use="用于补助六十个行政村改造电商服务站，配齐货架、称重和打单设备，并为站长开展两期实操培训，补助标准为每站五万元，验收合格后一次拨付。",
    goals=("让偏远村群众在家门口就能寄件、取件和代购", "带动本地山货上网销售，增加农户收入"),
    plan=plan(None, "40.00", "100.00", None),
    indicators=(
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "改造服务站数量",
            "年内完成改造并通过县级验收的村级电商服务站个数",
            at_least("60", "个"),
            "县政府办公室印发的《农村电商服务站提升三年计划》",
        ),
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "站长培训人次",
            "参加两期实操培训并取得结业证明的站长人次",
            at_least("120", "人次"),
            "县政府办公室印发的《农村电商服务站提升三年计划》",
        ),
        IndicatorSpec(
            OUTPUT,
            QUALITY,
            "一次验收合格率",
            "首次验收即合格的服务站占申请验收服务站的比例",
            at_least("95", "%"),
            "《澄岭县商务领域补助项目验收细则》第八条",
        ),
        IndicatorSpec(
            OUTPUT,
            TIME,
            "补助拨付时间",
            "验收合格后补助资金拨付到站的最晚月份",
            Target("<=10月份", "<=", Decimal(10), "月份"),
            "预算批复及资金管理要求",
        ),
        IndicatorSpec(
            OUTPUT,
            COST,
            "每站补助标准",
            "单个服务站的财政补助金额",
            exactly("5", "万元"),
            "《澄岭县商务领域补助项目验收细则》第三条",
        ),
        IndicatorSpec(
            EFFECT,
            ECONOMY,
            "网络零售额增长",
            "服务站覆盖村农产品网络零售额比上年增长的幅度",
            at_least("12", "%"),
            "县统计部门提供的月度网络零售监测数据",
        ),
        IndicatorSpec(
            EFFECT,
            SOCIETY,
            "覆盖行政村比例",
            "设有服务站的行政村占全县行政村总数的比例",
            at_least("85", "%"),
            "全县行政村名录与服务站台账比对结果",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "村民满意程度",
            "随机走访村民对寄取件和代购服务表示满意的比例",
            at_least("90", "%"),
            "入户走访记录",
        ),
    ),
)

SHOPS = ProjectForm(
    "518-0101-YCN-7QX9",
    "县域商业网点改造专项资金",
    *SYSTEM,
    budget=Decimal("450"),
    other=Decimal("50"),
    use="用于九个乡镇集贸市场的棚顶、排水和消防改造，以及三条老街沿街门面的统一整修，其他资金由市场开办单位自筹。",
    goals=(
        "改善乡镇集市经营环境，消除排水和消防隐患",
        "恢复老街人气，留住老字号小店",
        "摸清全县网点底数，建立一店一档",
    ),
    plan=plan("10.00", "50.00", "80.00", "100.00"),
    indicators=(
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "改造集贸市场数量",
            "完成棚顶、排水和消防三项改造的乡镇集贸市场个数",
            exactly("9", "个"),
            "县域商业体系建设任务清单",
        ),
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "整修门面面积",
            "三条老街完成整修的沿街门面建筑面积合计",
            at_least("6800", "平方米"),
            "县域商业体系建设任务清单",
        ),
        IndicatorSpec(
            OUTPUT,
            QUALITY,
            "消防检查通过率",
            "改造后集贸市场一次通过消防检查的比例",
            exactly("100", "%"),
            "消防救援机构出具的检查意见书",
        ),
        IndicatorSpec(
            OUTPUT,
            TIME,
            "主体完工时间",
            "各市场主体改造工程全部完工的最晚时间",
            by_month("2020年11月底前", "2020-11"),
            "施工合同约定工期",
        ),
        IndicatorSpec(
            OUTPUT, COST, "自筹资金到位", "市场开办单位按协议投入的自筹资金数额", at_least("50", "万元"), "改造协议书"
        ),
        IndicatorSpec(
            EFFECT, ECONOMY, "摊位出租率", "改造后集贸市场固定摊位的平均出租比例", at_least("92", "%"), "市场管理台账"
        ),
        IndicatorSpec(
            EFFECT,
            SOCIETY,
            "新增就业岗位",
            "市场和老街改造后新增的经营与服务岗位数量",
            at_least("180", "个"),
            "乡镇劳动保障所登记数据",
        ),
        IndicatorSpec(
            EFFECT,
            ECOLOGY,
            "污水收集情况",
            "集贸市场经营污水全部接入镇区管网，不再直排河道",
            in_words("全部接管"),
            "生态环境部门现场核查记录",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "经营户满意度",
            "对市场内经营户开展问卷调查，表示满意和基本满意的比例",
            at_least("90", "%"),
            "问卷调查",
        ),
    ),
)

BRANDS = ProjectForm(
    "518-0301-YCN-B3T6",
    "品牌消费促进活动",
    *SYSTEM,
    budget=Decimal("120"),
    other=None,
    use="用于春秋两季消费促进活动的场地布置、宣传推介和消费券核销补贴。",
    goals=("举办两季消费促进活动，扩大本地品牌影响",),
    plan=plan(None, "55.00", None, "100.00"),
    indicators=(
        IndicatorSpec(
            OUTPUT, COUNT, "活动场次", "春秋两季举办的主题消费活动场次", at_least("8", "场"), "年度消费促进工作方案"
        ),
        IndicatorSpec(
            OUTPUT,
            COUNT,
            "参与商户",
            "报名参加活动并公示优惠内容的商户数量",
            at_least("240", "家"),
            "年度消费促进工作方案",
        ),
        IndicatorSpec(
            OUTPUT,
            QUALITY,
            "消费券核销率",
            "发放消费券中在有效期内核销的比例",
            at_least("88.5", "%"),
            "支付平台核销数据",
        ),
        IndicatorSpec(
            EFFECT,
            ECONOMY,
            "带动消费金额",
            "活动期间消费券带动的消费金额",
            at_least("1500", "万元"),
            "支付平台核销数据",
        ),
        IndicatorSpec(
            SATISFACTION,
            SERVED,
            "消费者满意度",
            "活动现场扫码评价中给出好评的消费者比例",
            at_least("90", "%"),
            "扫码评价记录",
        ),
    ),
)

SYSTEM_PROJECTS = (VILLAGE_SHOPS, SHOPS, BRANDS)
