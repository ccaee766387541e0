"""How the names of public bodies look."""

from __future__ import annotations

import re

#: How the names of public bodies end.
BODY_END = (
    r"(?:局|厅|委|委员会|办公室|办公厅|办|部|院|法院|检察院|中心|处|所|站|校|学校|学区|中学|小学|幼儿园|学院|大学|党校|会|"
    r"协会|联合会|总会|妇联|残联|文联|侨联|工商联|科协|队|总队|支队|大队|馆|团|社|署|总局|监狱|库|台|街道|镇|乡|人民政府|"
    r"政协|人大|常委会|纪委|组|政务服务大厅|基地|公司|园|事务|系统|总站|分局|公署|服务队)"
)
BODY = re.compile(rf"^[\u4e00-\u9fff“”（）()、·\d]{{2,38}}{BODY_END}(?:[（(][^（）()]{{1,8}}[）)])?$")
