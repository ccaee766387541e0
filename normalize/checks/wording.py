"""What prose leaves unfinished: units, reasons cut off, words of the template, 部门 for 单位; N-22, N-23, D-08, D-09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.checks.told import Spot, remark
from normalize.folding import fold
from normalize.records import Records
from normalize.schema import Finding, Section

#: 主要原因是。: the reason is missing; in 主要是事业收入增加的原因。 it stands before the word.
_NO_REASON = re.compile(r"[^。；;]{0,40}(?:主要原因|原因)(?:是|为)?[:：]?[。；;]")
_REASON_BEFORE = re.compile(r"(?:是|由于|系|受|因|为)(?!公出国)[^,，。；;]{2,}(?<!主要)原因[。；;]$")
#: Choices and instructions of a template left standing.
_TEMPLATE = re.compile(
    r"增加\(减少\)|增长\(下降\)|减少\(增加\)|下降\(增长\)|增\(减\)|\(如[^()]{0,16}(?:持平|没有|无)[^()]*\)|作下述说明|请(?:填写|注明|说明)"
    r"|[X×]{2,}(?:万元|元|个|辆|部门|单位|局|年|%)|[_＿]{3,}"
)
#: 1720.00万，其中 and 增长13.95。: the 元 or the per cent sign is missing. 万人, 万亩 and the like are no money.
_UNFINISHED_UNIT = re.compile(r"(?<![\d.])\d[\d,]*\.\d+万(?=[,。;、)]|,?其中|$)")
_UNFINISHED_RATE = re.compile(r"(?:增长|下降)(?:了|率为)?\d+\.\d+(?=[。;,])")
#: 2026年部门预算安排购置… in the budget of a unit.
_DEPARTMENT = re.compile(r"[^，,。；;]{0,6}(?<!区级|市级)部门预算安排(?:购置)?[^，,。；;]{0,24}")


def wording_findings(records: Records, document_id: str) -> Iterator[Finding]:
    """Return what the prose of a document leaves unfinished."""
    scope = next((each.scope for each in records.tables["documents"]), None)
    sections: list[Section] = records.tables["sections"]
    for each in sections:
        for paragraph in each.text.split("\n"):
            text = fold(paragraph)
            spot = Spot(pages=tuple(each.pages))
            for found in _NO_REASON.finditer(text) if "原因" in text else ():
                if _REASON_BEFORE.search(found.group()):
                    continue
                yield remark(
                    "N-23", f"说明未写完：“{found.group()}”没有写出原因。", document_id, spot, actual_text=found.group()
                )
            for pattern, missing in ((_UNFINISHED_UNIT, "元"), (_UNFINISHED_RATE, "百分号")):
                if without := pattern.findall(text):
                    count = f"等{len(without)}处" if len(without) > 1 else ""
                    yield remark(
                        "N-22", f"“{without[0]}”{count}缺少“{missing}”。", document_id, spot, actual_text=without[0]
                    )
            for found in _TEMPLATE.finditer(text):
                around = text[max(0, found.start() - 10) : found.end() + 10]
                yield remark("D-09", f"留有模板文字：“{around}”。", document_id, spot, actual_text=found.group())
            for found in _DEPARTMENT.finditer(text) if scope == "unit" else ():
                yield remark(
                    "D-08", f"单位预算中写作部门预算：“{found.group()}”。", document_id, spot, actual_text=found.group()
                )
