"""Closed vocabularies of the forms, folded: indicator levels, form labels, header words.

They decide joins ("社会效益" + "指标" is one label) and tell a header row from
data. Sources: the performance-management rules of the Ministry of Finance
(level 1 and 2), and the labels that published forms print.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from normalize.folding import REMEMBERED, fold

#: Level 1 with the level 2 that belongs under it; without the ending 指标.
LEVELS: dict[str, tuple[str, ...]] = {
    "产出": ("数量", "质量", "时效", "成本"),
    "效益": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "效果": ("经济效益", "社会效益", "生态效益", "可持续影响"),
    "满意度": ("服务对象满意度", "社会公众满意度", "社会公众或服务对象满意度", "帮扶对象满意度", "满意度"),
    "成本": ("经济成本", "社会成本", "生态环境成本", "生态成本"),
    "产出效益": (),
    "社会效益": (),
    "预算执行": ("预算执行率",),
    "管理": (),
    "履职效能": (),
    "运行成本": (),
    "管理效率": (),
    "可持续性": (),
    "社会效应": (),
}

LEVEL1 = frozenset(word + suffix for word in LEVELS for suffix in ("", "指标", "目标"))
LEVEL2 = frozenset(word + suffix for words in LEVELS.values() for word in words for suffix in ("", "指标"))

#: What purchases are of.
_PURCHASES = frozenset({"货物", "工程", "服务", "货物类", "工程类", "服务类"})

#: 一、货物类, (2)工程, A货物.
_PURCHASE_NUMBER = re.compile(r"[(]?(?:[ABC]|[一二三四五六七八九十]{1,3}|\d{1,2})?[)]?[、.]?")

#: A form begins with one of these labels beside its value; a second one begins the next form.
FORM_START = frozenset({
    "项目名称", "项目编码", "项目编号", "项目名称及编码", "项目编码及名称", "专项名称", "专项资金名称", "专项业务经费名称",
    "政策名称", "项目(政策)名称", "政策(项目)名称", "转移支付名称", "部门名称", "部门(单位)名称", "单位(部门)名称",
    "部门/单位名称", "预算部门名称", "单位名称", "预算单位", "预算部门", "申报单位", "填报单位", "部门预算单位", "项目基本情况", "部门基本信息",
    "专项(项目)名称", "项目资金名称", "专项实施项目名称", "项目单位", "实施项目名称",
})  # fmt: skip

#: Labels of the other rows of a form's head.
FORM_LABELS = FORM_START | frozenset({
    "主管部门", "实施单位", "主管部门及代码", "实施主体", "项目单位", "项目性质", "项目类别", "项目类型", "项目属性", "项目分类", "项目期限", "项目周期",
    "项目负责人", "联系人", "联系电话", "单位负责人", "计划开始日期", "计划完成日期", "项目开始日期", "项目完成日期", "起始时间", "终止时间", "开始年度", "结束年度",
    "预算规模及资金用途", "预算数", "其中:财政资金", "其中财政资金", "财政资金", "其他资金", "其中", "资金支出计划(%)", "资金支出计划", "绩效目标",
    "项目资金", "项目资金(元)", "项目资金(万元)", "项目资金申请(元)", "资金金额", "资金情况", "资金总额", "年度资金总额", "年度资金总额:", "实施期资金总额", "其中:财政拨款",
    "年度资金申请总额", "当年财政拨款", "上年结转资金", "项目资金总额", "中期资金总额", "财政拨款", "其中:当年财政拨款", "一般公共预算", "政府性基金", "国有资本经营预算",
    "项目概述", "项目概况", "立项依据", "项目立项依据", "项目设立必要性", "项目设立的必要性", "项目实施计划", "保证项目实施的制度、措施", "实施方案", "总体目标", "年度目标",
    "项目总目标", "年度总体目标", "年度绩效目标", "中长期目标", "实施期目标", "年度绩效指标", "绩效指标", "绩效指标(年度)", "部门职能", "部门整体支出绩效目标",
    "年度主要任务", "任务名称", "主要内容", "部门职责", "年度重点工作任务", "备注", "分配办法", "政策依据", "预算金额", "预算总额", "部门预算总额", "总体绩效目标", "当年整体绩效目标", "指标名称",
})  # fmt: skip

#: Words that header cells consist of; a header row is made of these and has no value in it.
_HEADER_WORDS = r"""
项目|科目|科目编码|科目代码|科目名称|编码|代码|名称|类|款|项|目|序号|行次|栏次|
(?:支出)?(?:功能|经济|政府|部门)?(?:预算)?(?:支出)?(?:功能|经济)?分类(?:科目)?(?:编码|名称|代码)?|
功能科目.{0,4}|经济科目.{0,4}|(?:政府|部门)(?:预算)?(?:支出)?经济(?:分类)?(?:科目)?.{0,6}|类级科目.*|款级科目.*|支出(?:功能|经济)分类.*|
(?:一般公共预算|财政拨款|政府性基金|基金预算|国有资本|其他来源).*|
收入|支出|本年收入|本年支出|收入预算|支出预算|合计|小计|总计|金额|预算|预算数|决算数|预算金额|预算资金|执行数|年初预算数?|调整预算数|全年预算数|\d{4}年.{0,12}|本年.{0,10}|上年.{0,14}|
基本支出.{0,6}|项目支出.{0,6}|人员经费.{0,6}|公用经费.{0,6}|日常公用经费|人员支出|(?:日常)?公用支出|事业.{0,8}收入|经营收入|上级补助收入|附属单位.{0,8}|其他收入|其他资金.{0,4}|单位资金.{0,6}|
财政专户.{0,10}|上缴上级支出|经营支出|对附属单位.{0,6}|年初结转.{0,6}|年末结转.{0,6}|使用非财政拨款结余.{0,8}|用事业基金.{0,8}|
因公出国.{0,10}|公务接待费|公务用车.{0,12}|购置费|运行费|购置|运行维护费|会议费|培训费|“?三公”?经费.{0,10}|"三公"经费.{0,12}|机关运行经费.{0,6}|
单位名称|单位编码|单位代码|单位性质|单位规格|经费保障形式|部门名称|部门编码|部门代码|预算单位.{0,6}|主管部门|实施单位|备注|说明|增减.{0,8}|比上年.{0,8}|变动.{0,6}|增长.{0,6}|
一级指标|二级指标|三级指标|四级指标|绩效指标.{0,6}|指标名称|指标内容|指标值.{0,8}|指标性质|指标方向|指标权重.{0,5}|度量单位|计量单位|绩效度量单位|绩效指标性质|本年绩效指标值|年度指标值|目标值|权重.{0,4}|分值.{0,4}|分值权重.{0,6}|指标解释|指标说明|评分标准|评.{0,3}分标准|是否核心.{0,4}|指标值确定依据|绩效目标|绩效目标.{0,6}|年度绩效目标|
项目名称|项目编码|项目代码|[一二三]级项目(?:名称|编码|代码)|(?:科目|单位|预算单位|部门)名称\([^()]{2,12}\)|项目总额|项目金额|资金总额|政府预算资金|(?:单位|部门)(?:编码|代码)\(项目(?:编码|代码)\)|(?:单位|部门)\(项目\)名称|资金来源|财政资金|其中:?|其中:.{1,14}|采购.{0,14}|政府采购.{0,20}|品目.{0,8}|规格型号|(?:现有|原有|存量|新增|拟新增|购置|拟购置|配置|拟配置|申请|采购)?数量|(?:预算|参考|计划|采购)?单价|总价|总金额|价值.{0,12}|计划.{0,8}|购买.{0,10}|实施采购时间|资产.{0,10}|
资金性质|资金用途|年度预算申请|按(?:收入|支出)性质分|部门职能职责.{0,4}|整体绩效目标|部门整体支出年度绩效(?:目标|指标)|支出方向|预算科目|所属.{0,8}|类别|类型|行政区划|内容|标题|页码|表名|表号|货物|工程|服务|拟变动情况|总资产|(?:流动|固定|无形|其他|公共基础设施|政府储备|文物|在建)资产.{0,4}|在建工程|对外投资.{0,8}|房屋.{0,10}|车辆|年度|日期|时间|用途|依据|级次|功能分类|财政拨款|收入项目|支出项目|预算年度|转移支付.{0,6}
"""
_HEADER_CELL = re.compile("|".join(part.strip("|") for part in _HEADER_WORDS.split() if part.strip("|")))

_CODE = re.compile(r"\[?\d{3,}[\]\-]?")
_ORDINAL_LABEL = re.compile(r"[(（]?[一二三四五六七八九十]+[)）]?[、.．,，]")


#: 单价（元）, 新增数量: what counts and prices the things of a list.
_UNIT_IN_HEADING = re.compile(r"\((?:单位:)?(?:人民币)?[百千万亿]{0,2}元\)$")


@lru_cache(REMEMBERED)
def is_header_cell(text: str) -> bool:
    """Tell whether a cell text consists of header words alone.

    >>> is_header_cell("总金额（元）"), is_header_cell("一、基本支出")
    (True, False)
    """
    folded = fold(text)
    if not folded or _ORDINAL_LABEL.match(folded):
        return False
    return bool(_HEADER_CELL.fullmatch(folded) or _HEADER_CELL.fullmatch(_UNIT_IN_HEADING.sub("", folded)))


_NAMES_INDICATOR = re.compile("指标名称|指标内容|^绩效指标$|^三级指标$").search
_NAMES_TARGET = re.compile("指标值|目标值").search


def is_indicator_header(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row head a block of indicators."""
    # 标 is in every name of such a column: most rows need no other look.
    if not any("标" in text for text in texts):
        return False
    folded = {fold(text) for text in texts}
    if {"一级指标", "二级指标"} <= folded or {"二级指标", "三级指标"} <= folded:
        return True
    return any(map(_NAMES_INDICATOR, folded)) and any(map(_NAMES_TARGET, folded))


#: 11-数量指标: forms of some provinces number the classes.
_CLASS_NUMBER = re.compile(r"^\d{1,2}[-.、](?=[^\d])")


def _class(text: str) -> str:
    return _CLASS_NUMBER.sub("", fold(text), count=1)


def is_level1(text: str) -> bool:
    """Tell whether the text is a level-1 indicator class.

    >>> is_level1("产出指标"), is_level1("1-产出指标")
    (True, True)
    """
    return _class(text) in LEVEL1


def is_level2(text: str) -> bool:
    """Tell whether the text is a level-2 indicator class."""
    return _class(text) in LEVEL2


def is_closed_term(text: str) -> bool:
    """Tell whether the text is a whole member of one of the closed vocabularies."""
    folded = fold(text)
    return is_level1(text) or is_level2(text) or folded in FORM_LABELS or folded in _PURCHASES


def is_purchase_class(text: str) -> bool:
    """Tell whether the text names all goods, works or services, whatever numbers them.

    >>> is_purchase_class("一、货物类"), is_purchase_class("A 货物"), is_purchase_class("服务器")
    (True, True, False)
    """
    folded = fold(text)
    return _PURCHASE_NUMBER.sub("", folded, count=1) in _PURCHASES


def is_form_label(text: str) -> bool:
    """Tell whether the text labels a row of a form's head."""
    return fold(text).rstrip(":") in FORM_LABELS


def is_form_start(text: str) -> bool:
    """Tell whether the text is the label a form begins with."""
    return fold(text).rstrip(":") in FORM_START


def has_code(text: str) -> bool:
    """Tell whether the text begins with a classification code."""
    return bool(_CODE.match(fold(text)))
