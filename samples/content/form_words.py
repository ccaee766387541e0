"""Words that the invented bureau's performance forms share."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

SYSTEM = ("518001", "澄岭县商务局系统")
BUREAU = ("518002", "澄岭县商务局")

OUTPUT, EFFECT, SATISFACTION = "产出指标", "效果指标", "满意度指标"
COUNT, QUALITY, TIME, COST = "数量指标", "质量指标", "时效指标", "成本指标"
ECONOMY, SOCIETY, ECOLOGY, LASTING = "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"
SERVED = "服务对象满意度指标"


def plan(*percents: str | None) -> Mapping[int, Decimal | None]:
    """Return the cumulative shares at the ends of March, June, October and December; None for a blank cell."""
    return {
        month: None if percent is None else Decimal(percent)
        for month, percent in zip((3, 6, 10, 12), percents, strict=True)
    }
