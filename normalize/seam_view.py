"""The two rows that meet at a seam, column by column, and what the rows about them teach."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from normalize import seam_texts
from normalize.folding import fold
from normalize.lexicon import is_form_label
from normalize.money import is_number, number_of

_SUM_ROW = re.compile("合计|总计|小计|结转|结余|差额")
_SUM = re.compile("合计|总计|小计")
_MUST_FILL = re.compile("指标值|目标值|金额|合计|编码")


def _decimals(text: str) -> int | None:
    """Return how many decimals a text prints that is one number, None for another text."""
    printed = number_of(text)
    return printed.decimals if printed else None


_LEAST_OTHERS = 4
"""Rows that show what a column is used for."""


@dataclass(frozen=True, slots=True)
class SeamCell:
    """What one column shows on one side of a seam."""

    text: str
    """Printed lines joined."""
    spans: bool
    """The cell covers more rows than the one at the seam."""
    labels: bool = False
    """Its column groups rows: a blank below is the same group."""
    line_share: float | None = None
    """Width of its last line as a share of the cell's; None without layout."""
    key: int = 0
    """Identity of the cell: a cell over several columns is the same in each."""

    rows: int = 1
    """Rows it covers on its side of the seam."""
    room_below: float = 0.0
    """Blank space between its text and its lower rule, padding apart, in lines of its text; 0 without layout."""
    begins_anew: bool = False
    """A blank after the seam that is known to belong to the next label (`centred`)."""

    @property
    def groups_rows(self) -> bool:
        """Tell whether the cell may belong to other rows too."""
        return self.spans or self.labels


@dataclass(frozen=True, slots=True)
class SeamView:
    """The two rows that meet at a seam, column by column, and what stands about them."""

    before: tuple[SeamCell, ...]
    after: tuple[SeamCell, ...]
    others: tuple[tuple[str, ...], ...]
    """Texts of the other rows of the block, column by column."""
    header: tuple[str, ...] = ()
    """Leaf header above each column, () in a form's head."""
    open_rule: bool = False
    """A rule is missing at the page's end or at the next page's top."""
    above: tuple[str, ...] = ()
    """Texts of the row above the one before the seam, where a label stands beside both; () otherwise."""
    ruled: bool = False
    """The rules tell which cells span rows; in text without layout a blank is the group above."""

    def pairs(self, columns: Sequence[int]) -> list[tuple[str, str]]:
        """Return the texts on both sides of the columns that print something on each."""
        texts = [(self.before[column].text, self.after[column].text) for column in columns]
        return [(before, after) for before, after in texts if before and after]

    def own_columns(self) -> list[int]:
        """Return the columns whose cells belong to the one row on each side, merged columns once."""
        columns: list[int] = []
        for column, (before, after) in enumerate(zip(self.before, self.after, strict=True)):
            if before.groups_rows or after.groups_rows:
                continue
            if column and before.key == self.before[column - 1].key and after.key == self.after[column - 1].key:
                continue
            columns.append(column)
        return columns

    def key_columns(self, columns: Sequence[int], filled_share: float) -> list[int]:
        """Return those of the columns that nearly every other row of the block fills.

        Where there is no other row to learn from, the target and the amounts
        are what a row must have.
        """
        if not self.others:
            return [column for column in columns if self.header and _MUST_FILL.search(self.header[column])]
        needed = filled_share * len(self.others)
        return [column for column in columns if sum(bool(row[column]) for row in self.others) >= needed]

    def is_of_numbers(self, column: int) -> bool:
        """Tell whether most of the other rows print a number in a column."""
        filled = [row[column] for row in self.others if row[column]]
        return bool(filled) and sum(is_number(text) for text in filled) > 0.5 * len(filled)

    def completes_number(self, column: int) -> bool:
        """Tell whether figures after the seam give a number the decimals that every other one of its column has.

        12,437.3 | 6 in a column of amounts with two decimals is one amount that
        wrapped in a narrow cell; 12,437.36 | 6 is two.
        """
        before, after = fold(self.before[column].text), fold(self.after[column].text)
        printed = [decimals for row in self.others if (decimals := _decimals(row[column])) is not None]
        have = _decimals(before.rstrip(","))
        if len(printed) < 3 or len(set(printed)) > 1 or have is None or not re.fullmatch(r"\d+", after):
            return False
        return 0 < printed[0] - have == len(after)

    def leaves_blank(self, column: int) -> bool:
        """Tell whether a blank over several rows before the seam is a blank of its own.

        Some tables print a group's label in a row of its own and leave the cell
        beside the group's items blank; the label after the seam is the next group's.
        """
        before, after = self.before[column], self.after[column]
        if before.text or not after.text or after.rows > 1 or len(self.others) < _LEAST_OTHERS:
            return False
        blank = sum(not row[column] for row in self.others if column < len(row))
        return 2 * blank >= len(self.others)

    def is_of_targets(self, column: int) -> bool:
        """Tell whether a column holds the targets of indicators."""
        return bool(self.header) and ("指标值" in self.header[column] or "目标值" in self.header[column])

    def breaks_series(self, column: int) -> bool:
        """Tell whether a column counts its rows (一、 二、 三、) and the cell after the seam does not count on.

        Sums at the end of such a list carry no ordinal.
        """
        after = self.after[column].text
        if not self.before[column].text or not after or seam_texts.starts_item(after) or _SUM_ROW.search(after):
            return False
        texts = [row[column] for row in self.others if row[column] and not _SUM_ROW.search(row[column])]
        return len(texts) >= 3 and sum(seam_texts.starts_item(text) for text in texts) >= 0.9 * len(texts)

    def sums_before(self, columns: Sequence[int]) -> bool:
        """Tell whether the row before the seam is a sum with its amounts: it has no text that could go on."""
        texts = [self.before[column].text for column in columns if self.before[column].text]
        return bool(texts) and bool(_SUM.fullmatch(fold(texts[0]))) and any(map(is_number, texts[1:]))

    def next_part(self, column: int) -> bool:
        """Tell whether a statement is divided into rows between its items, and the next row begins with the next item.

        A spreadsheet's row has a greatest height: long lists of goals are parted into rows beside one label.
        """
        if not self.above:
            return False
        texts = self.above[column], self.before[column].text, self.after[column].text
        return seam_texts.counts_on(*texts[:2]) and seam_texts.counts_on(*texts[1:])

    def label_below(self, column: int) -> bool:
        """Tell whether the label of a form's row, centred in its height, stands on the second page alone.

        The row before has none, and its text goes on beside the label. Without
        rules a blank before the seam may be a label's that spans rows.
        """
        if self.header or not self.ruled or self.before[column].text or not is_form_label(self.after[column].text):
            return False
        pairs = self.pairs([each for each in range(len(self.after)) if each != column])
        return bool(pairs) and not any(seam_texts.ends_sentence(before) for before, _ in pairs)

    def equals_sibling(self, column: int) -> bool:
        """Tell whether the joined text of a column is printed whole elsewhere, and neither part is."""
        before, after = fold(self.before[column].text), fold(self.after[column].text)
        if not before or not after or len(before + after) <= 4:
            return False
        cells = {fold(row[column]) for row in self.others}
        cells |= {fold(cell.text) for number, cell in enumerate(self.before) if number != column}
        return before + after in cells and not {before, after} & cells
