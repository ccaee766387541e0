"""The words of disclosures, for the tests and for the fuzzer."""

from __future__ import annotations

#: What text dumps are made of, and what unsettles those who read them.
PIECES = (
    # What disclosures say.
    *(
        "部门预算公开情况说明",
        "收入总计",
        "支出",
        "合计",
        "项目名称",
        "绩效指标",
        "一级指标",
        "指标值",
        "一、",
        "（一）",
    ),
    *("单位：万元", "2026年", "其中：", "增加", "万元", "亿元", "元", "%", "‰", "≥", "<=", "不低于", "至", "-", "～"),
    # Numbers and codes.
    *("1,234.56", "-0.00", "—", "100%", "＋１２", "1e9", "2080501", ".", "0" * 40),
    *("一百二十三", "零", "〇", "两", "廿", "½", "²", "٣", "①"),
    # What parts a text.
    *("【", "）", "(" * 30, "\u3000", "\t", "\n", "\f", "|", "\r", "\x0b", "\x85", "\u2028"),
    # What no reader expects: without width, out of the basic plane, a radical, composed, from right to left.
    *("\u200b", "\ufeff", "𠀀", "⼀", "é", "\u202e"),
)
