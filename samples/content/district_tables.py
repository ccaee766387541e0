"""The nine statutory tables of an invented district bureau, in two prints.

`split` follows the forms of Shanghai (codes in three columns, totals last, 元
with the table of 三公 in 万元); `single` prints codes in one column, totals
first and column numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from normalize.money import Unit
from normalize.vocabulary import CodeScheme, Measure
from samples.content import district_amounts as money
from samples.content.district_amounts import ZERO, Item
from samples.content.district_columns import (
    EXPENDITURE,
    GENERAL,
    INCOME,
    Parts,
    numbered_classes,
    of_all,
    of_all_projects,
    of_basic,
    of_business,
    of_carried,
    of_general,
    of_operating,
    of_personnel,
    sums,
)
from samples.generator.compose import Composer
from samples.generator.content import Cell, Column, Disclosure, Row, Table
from samples.generator.statutory import Codes, Entry, Lane, coded_rows, lanes, stated_lines

YEAR = 2024
_TEN_THOUSAND = Decimal(10_000)


def district_tables(codes: Codes) -> Disclosure:
    """Return the disclosure of one of two bureaus."""
    if codes == "split":
        return _Book(codes, "湾城市青桥区", "文化和旅游局", Decimal(1)).disclosure()
    return _Book(codes, "平川市临溪区", "文化和旅游局", Decimal("0.7317")).disclosure()


def _wan(amount: Decimal) -> Decimal:
    return (amount / _TEN_THOUSAND).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class _Book:
    codes: Codes
    place: str
    body: str
    scale: Decimal

    @property
    def name(self) -> str:
        return self.place + self.body

    @property
    def items(self) -> tuple[Item, ...]:
        return money.items(self.scale)

    def disclosure(self) -> Disclosure:
        title = f"{self.name}{YEAR}年部门预算"
        composer = Composer(title, title, YEAR)
        composer.heading(title, level=0)
        self._words_before(composer)
        self._summary(composer)
        self._coded(composer, "B2", name="收入预算总表", group="收入预算", parts=INCOME, details=self.items)
        self._coded(composer, "B3", name="支出预算总表", group="支出预算", parts=EXPENDITURE, details=self.items)
        self._fiscal_summary(composer)
        self._coded(
            composer,
            "B5",
            name="一般公共预算支出功能分类预算表",
            group="一般公共预算支出",
            parts=GENERAL,
            details=self.items,
        )
        self._coded(
            composer,
            "B8",
            name="政府性基金预算支出功能分类预算表",
            group="政府性基金预算支出",
            parts=GENERAL,
            details=(),
        )
        self._coded(
            composer,
            "B9",
            name="国有资本经营预算支出功能分类预算表",
            group="国有资本经营预算支出",
            parts=GENERAL,
            details=(),
        )
        self._basic(composer)
        self._three(composer)
        self._words_after(composer)
        return composer.finish(department=self.name, department_code=None, place=self.place)

    def _words_before(self, composer: Composer) -> None:
        composer.heading("一、主要职能")
        composer.paragraph(
            f"{self.name}负责全区文化、旅游和群众体育工作，管理图书馆和群众文化机构，组织文化活动，维护文化和旅游市场秩序。"
        )
        composer.heading("二、预算编制说明")
        general, business = (money.total(self.items, part) for part in (of_general, of_business))
        carried = money.total(self.items, of_carried)
        composer.paragraph(
            f"{YEAR}年，{self.name}收入预算{_wan(general + business + carried)}万元，"
            f"其中：一般公共预算拨款收入{_wan(general)}万元，"
            f"事业收入{_wan(business)}万元，上年结转{_wan(carried)}万元。"
        )
        basic, projects = (money.total(self.items, part) for part in (of_basic, of_all_projects))
        composer.paragraph(
            f"支出预算{_wan(basic + projects)}万元，其中：基本支出{_wan(basic)}万元，项目支出{_wan(projects)}万元。"
        )

    def _words_after(self, composer: Composer) -> None:
        composer.page_break()
        composer.heading("三、其他相关情况说明")
        three = self._three_amounts()
        composer.paragraph(
            f"{YEAR}年“三公”经费预算数为{three[0]}万元，其中：因公出国（境）费{three[1]}万元，公务接待费{three[2]}万元，"
            f"公务用车购置及运行费{three[3]}万元。机关运行经费预算数为{three[6]}万元。"
        )
        composer.heading("四、名词解释")
        composer.term(1, "事业收入", "指事业单位开展业务活动及其辅助活动取得的现金流入。")
        composer.term(2, "基本支出", "指保障机构日常运转和完成日常工作所必需的支出。")
        composer.term(3, "项目支出", "指为完成特定任务，在基本支出之外安排的支出。")

    def _add(self, composer: Composer, table: Table, kind: str, unit: Unit, where: tuple[Lane, ...]) -> None:
        composer.page_break()
        is_empty = not any(lane.entries for lane in where)
        table_no = composer.table(table, kind=kind, unit=unit, is_empty=is_empty)
        if not is_empty:
            composer.state("lines", list(stated_lines(table, table_no=table_no, kind=kind, unit=unit, lanes=where)))

    def _title(self, name: str) -> str:
        return f"{YEAR}年部门{name}" if self.codes == "split" else f"部门{name}"

    @property
    def _above(self) -> str:
        return f"编制部门：{self.name}"

    def _summary(self, composer: Composer) -> None:
        """B1: two lists side by side."""
        general, business = (money.total(self.items, part) for part in (of_general, of_business))
        carried = money.total(self.items, of_carried)
        year, whole = general + business, general + business + carried
        left = [
            Entry("一、一般公共预算拨款收入", (general,)),
            Entry("二、政府性基金预算拨款收入", (None,)),
            Entry("三、国有资本经营预算拨款收入", (None,)),
            Entry("四、财政专户管理资金收入", (None,)),
            Entry("五、事业收入", (business,)),
            Entry("六、其他收入", (None,)),
        ]
        right = [Entry(name, (self._class(code, of_all),)) for code, name in numbered_classes()]
        left += [Entry("", (None,))] * (len(right) - len(left))
        left += [
            Entry("本年收入合计", (year,), is_total=True),
            Entry("上年结转结余", (carried,)),
            Entry("收入总计", (whole,), is_total=True),
        ]
        right += [
            Entry("本年支出合计", (whole,), is_total=True),
            Entry("年终结转结余", (ZERO,)),
            Entry("支出总计", (whole,), is_total=True),
        ]
        header: tuple[Row, ...] = (
            (Cell("收入", column_span=2), Cell("支出", column_span=2)),
            tuple(Cell(text) for text in ("项目", "预算数", "项目", "预算数")),
        )
        table = Table(
            columns=(Column(2), Column(1.3, "right"), Column(2), Column(1.3, "right")),
            rows=(*header, *lanes(left, right)),
            header=(0, 2),
            title=self._title("收支总表"),
            department_line=self._above,
            unit_line="单位：元",
        )
        self._add(composer, table, "B1", "yuan", (Lane(left, 1, ("budget",)), Lane(right, 3, ("budget",))))

    def _class(self, code: str, part: Callable[[Item], Decimal]) -> Decimal | None:
        inside = [item for item in self.items if item.code.startswith(code)]
        return money.total(inside, part) or None

    def _fiscal_summary(self, composer: Composer) -> None:
        """B4: sources of fiscal money against functions by source."""
        general = money.total(self.items, of_general)
        left = [
            Entry("一、一般公共预算资金", (general,)),
            Entry("二、政府性基金", (None,)),
            Entry("三、国有资本经营预算", (None,)),
        ]
        right = [
            Entry(name, (amount, amount, None, None))
            for code, name in numbered_classes()
            if (amount := self._class(code, of_general))
        ]
        left += [Entry("", (None,))] * (len(right) - len(left))
        left.append(Entry("收入总计", (general,), is_total=True))
        right.append(Entry("支出总计", (general, general, None, None), is_total=True))
        header: tuple[Row, ...] = (
            (Cell("财政拨款收入", column_span=2), Cell("财政拨款支出", column_span=5)),
            tuple(
                Cell(text)
                for text in ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金", "国有资本经营预算")
            ),
        )
        table = Table(
            columns=(Column(1.5), Column(1.2, "right"), Column(1.7), *(Column(1.2, "right") for _ in range(4))),
            rows=(*header, *lanes(left, right)),
            header=(0, 2),
            title=self._title("财政拨款收支预算总表"),
            department_line=self._above,
            unit_line="单位：元",
        )
        measures: tuple[Measure, ...] = ("total", "general_public_budget", "government_fund", "state_capital")
        self._add(composer, table, "B4", "yuan", (Lane(left, 1, ("budget",)), Lane(right, 3, measures)))

    def _coded(
        self, composer: Composer, kind: str, *, name: str, group: str, parts: Parts, details: tuple[Item, ...]
    ) -> None:
        """B2, B3, B5, B8, B9: functional codes with amounts."""
        entries = [Entry(label, sums(below, parts.amounts), code) for code, label, below in money.hierarchy(details)]
        if details:
            whole = Entry("合计", sums(details, parts.amounts), is_total=True)
            entries = [*entries, whole] if self.codes == "split" else [whole, *entries]
        rows = coded_rows(entries, self.codes, levels=3)
        width = 4 if self.codes == "split" else 2
        blank: Row = tuple(Cell() for _ in range(width + len(parts.labels)))
        table = Table(
            columns=self._columns(3, len(parts.labels)),
            rows=(*self._header("功能分类科目", 3, group, parts.labels, parts.ids), *(rows or (blank, blank))),
            header=(0, 3),
            title=self._title(name),
            department_line=self._above,
            unit_line="单位：元",
            notes=() if details else (f"说明：{self.name}{YEAR}年没有使用{group[:-2]}安排的支出，故本表为空。",),
            numbered=self.codes == "single",
        )
        self._add(composer, table, kind, "yuan", (Lane(entries, width, parts.measures, "functional"),))

    def _columns(self, levels: int, amounts: int) -> tuple[Column, ...]:
        codes = (Column(0.5, "center"),) * levels if self.codes == "split" else (Column(0.9),)
        return (*codes, Column(2.6), *(Column(1.4, "right") for _ in range(amounts)))

    def _header(
        self, scheme: str, levels: int, group: str, labels: tuple[str, ...], ids: tuple[str, ...]
    ) -> tuple[Row, ...]:
        if self.codes == "split":
            return (
                (Cell("项目", column_span=levels + 1), Cell(group, column_span=len(labels))),
                (
                    Cell(f"{scheme}编码", column_span=levels),
                    *(Cell(label, row_span=2) for label in (f"{scheme}名称", *labels)),
                ),
                tuple(Cell(level) for level in "类款项"[:levels]),
            )
        return (
            (Cell("科目编码", row_span=2), Cell("科目名称", row_span=2), Cell(group, column_span=len(labels))),
            tuple(Cell(label) for label in labels),
            (Cell("栏次", column_span=2, align="center"), *(Cell(each, align="center") for each in ids)),
        )

    def _basic(self, composer: Composer) -> None:
        """B6: basic expenditure by economic item."""
        economic = money.economic(self.items, self.scale)
        entries: list[Entry] = []
        for code in sorted({*economic, *(code[:3] for code in economic)}):
            amount = sum((each for below, each in economic.items() if below.startswith(code)), ZERO)
            of_staff = code[:3] in ("301", "303")
            entries.append(
                Entry(
                    money.ECONOMIC_NAMES[code],
                    (amount, amount if of_staff else None, None if of_staff else amount),
                    code,
                )
            )
        personnel, operating = (money.total(self.items, part) for part in (of_personnel, of_operating))
        whole = Entry("合计", (personnel + operating, personnel, operating), is_total=True)
        entries = [*entries, whole] if self.codes == "split" else [whole, *entries]
        labels = ("合计", "人员经费", "公用经费")
        scheme: CodeScheme = "department_economic"
        table = Table(
            columns=self._columns(2, 3),
            rows=(
                *self._header("部门预算经济分类科目", 2, "一般公共预算基本支出", labels, ("1=2+3", "2", "3")),
                *coded_rows(entries, self.codes, levels=2),
            ),
            header=(0, 3),
            title=self._title("一般公共预算基本支出部门预算经济分类预算表"),
            department_line=self._above,
            unit_line="单位：元",
            numbered=self.codes == "single",
        )
        width = 3 if self.codes == "split" else 2
        self._add(composer, table, "B6", "yuan", (Lane(entries, width, ("total", "personnel", "operating"), scheme),))

    def _three_amounts(self) -> tuple[Decimal, ...]:
        """Return total, travel abroad, reception, vehicles, their purchase and upkeep, and 机关运行经费, in 万元."""
        economic = money.economic(self.items, self.scale)
        reception, upkeep = _wan(economic["30217"]), _wan(economic["30231"])
        running = _wan(money.total([item for item in self.items if item.code in ("2070101", "2080501")], of_operating))
        nothing = Decimal("0.00")
        return (reception + upkeep, nothing, reception, upkeep, nothing, upkeep, running)

    def _three(self, composer: Composer) -> None:
        """B7: one row of 三公, in 万元."""
        header: tuple[Row, ...] = (
            (Cell("“三公”经费预算数", column_span=6), Cell("机关运行经费预算数", row_span=3)),
            (
                *(Cell(text, row_span=2) for text in ("合计", "因公出国（境）费", "公务接待费")),
                Cell("公务用车购置及运行费", column_span=3),
            ),
            tuple(Cell(text) for text in ("小计", "购置费", "运行费")),
        )
        entries = [Entry(None, self._three_amounts())]
        table = Table(
            columns=tuple(Column(1, "right") for _ in range(7)),
            rows=(*header, tuple(Cell(f"{amount:.2f}") for amount in self._three_amounts())),
            header=(0, 3),
            title=self._title("“三公”经费和机关运行经费预算表"),
            department_line=self._above,
            unit_line="单位：万元",
        )
        measures: tuple[Measure, ...] = ("budget",) * 7
        self._add(composer, table, "B7", "ten_thousand_yuan", (Lane(entries, 0, measures),))
