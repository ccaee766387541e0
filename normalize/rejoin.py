"""Decide, at each seam of a table, whether the page cut a row or stands between two rows.

The reasons speak for (positive) or against (negative) a cut row; their sum
decides, its size is the confidence. A cell that spans rows may go on across
the seam although the rows about it do not: such cells are decided one by one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from normalize.codes import code_list
from normalize.folding import fold, join_wrapped
from normalize.lexicon import FORM_LABELS, LEVEL1, LEVEL2, has_code, is_closed_term, is_form_label, is_level2
from normalize.money import is_number
from normalize.schema import CodeScheme, Decision, Evidence
from normalize.tokens import token_crosses


@dataclass(frozen=True, slots=True)
class RejoinSettings:
    """Weights of the reasons; positive speaks for a cut row."""

    only_continuation: float = 3.0
    """The row after fills none of the columns that other rows fill, but has text."""
    key_blank: float = 3.0
    """The column that every row of the block fills (指标值, amount, code) is blank after the seam."""
    complementary: float = 3.0
    """Each side fills key columns that the other leaves blank (amounts centred in a row cut in two)."""
    completes_term: float = 5.0
    """社会效益 + 指标: together a term of a closed vocabulary, the first part alone another or none."""
    completes_name: float = 4.0
    """机关事业单位基本 + 养老保险缴费支出: together the official name of a code, the first part alone none."""
    completes_ordinal: float = 5.0
    """二十 + 一、灾害防治: numerals alone before the seam are an ordinal without its mark."""
    breaks_series: float = 4.0
    """Every other cell of the column begins with an ordinal or a code; the one after the seam does not."""
    terms_whole: float = -6.0
    """A column holds a whole term of a closed vocabulary on each side."""
    term_incomplete: float = 2.0
    """The label before the seam is no whole term of its column's vocabulary."""
    equals_sibling: float = 3.0
    """The joined text is printed whole in another row of the column."""
    token_crosses: float = 1.5
    """A word of the dictionary runs across the seam; silent on many cuts, so never decisive."""
    bracket_open: float = 2.0
    """A bracket or quote opened before the seam is closed after it."""
    leading_mark: float = 2.0
    """The text after the seam begins with a mark no sentence begins with."""
    rule_missing: float = 1.0
    """No rule is drawn at the page's end or at the next page's top."""
    line_full: float = 0.5
    """The last line before the seam fills its cell."""
    line_short: float = -1.5
    """Every last line before the seam ends well before its cell does."""
    sentence_ended: float = -1.0
    """The text before the seam ends a sentence."""
    row_complete: float = -3.0
    """The row after the seam fills every column that rows of the block fill."""
    numbers_on_both_sides: float = -30.0
    """A column holds a whole number on each side: numbers are never joined because they touch. Outweighs all else."""
    label_whole: float = -4.0
    """A form label before the seam is whole: what stands below it is another row's."""
    number_under_words: float = -4.0
    """A whole number stands below words: an amount under its heading, not the rest of a sentence."""
    lone_text: float = 1.5
    """On both sides one cell alone is printed, in the same column: a long statement goes on."""
    new_key: float = -5.0
    """The row after begins with a code, an ordinal or a form label of its own."""
    undecided: float = 4.0
    """Sum of the other reasons up to which the dictionary is asked."""
    filled_share: float = 0.85
    """Share of a block's rows that must fill a column for it to count as a key column."""
    full_line_share: float = 0.8
    """Share of the cell's width from which a last line counts as full."""


@dataclass(frozen=True, slots=True)
class SeamCell:
    """What one column shows on one side of a seam."""

    text: str
    """Printed lines joined."""
    spans: bool
    """The cell covers more rows than the one at the seam."""
    line_share: float | None = None
    """Width of its last line as a share of the cell's; None without layout."""
    key: int = 0
    """Identity of the cell: a cell over several columns is the same in each."""


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


@dataclass(slots=True)
class SeamDecision:
    """How a seam was decided."""

    decision: Decision
    evidence: list[Evidence]
    joined: set[int] = field(default_factory=set)
    """Columns whose cell goes on across the seam."""
    rows_join: bool = False
    """The two rows are one; False where only labels or spanning cells go on."""

    @property
    def confidence(self) -> float:
        """0.5 undecided, towards 1 certain."""
        score = abs(sum(each.weight for each in self.evidence))
        return round(1 / (1 + math.exp(-score / 2)), 3)


_PAIRS = {"(": ")", "《": "》", '"': '"', "[": "]", "「": "」"}
_LEADING = re.compile(r"[,，。;；:、.)）》”\]]|的(?!确)|及(?!时)|和(?!谐|平)|与|等(?!级|保)")
_NUMERALS = re.compile(r"[一二三四五六七八九十]+")
_SUM_ROW = re.compile("合计|总计|小计|结转|结余|差额")
_ENDED = re.compile(r"[。;；!！]$")
_ORDINAL_START = re.compile(
    r"\d{1,3}[、.．)](?!\d)|[(（][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、|指标\d+[:：]|[①-⑳]"
)


def decide(view: SeamView, settings: RejoinSettings | None = None) -> SeamDecision:
    """Return whether the rows of a seam are one, and which cells go on across it."""
    settings = settings or RejoinSettings()
    own = _own_columns(view)
    label = _cut_form_label(view)
    reasons = _weigh(view, own, settings)
    score = sum(each.weight for each in reasons)
    if label is not None and not _blank_besides(view, label):
        evidence = [Evidence("completes_term", settings.completes_term)]
        return SeamDecision("cut_row", evidence, {label} | _spans_going_on(view, label, settings), rows_join=False)
    if score > 0:
        joined = {column for column in range(len(view.after)) if view.after[column].text or view.before[column].text}
        return SeamDecision("cut_row", reasons, joined, rows_join=True)
    return SeamDecision("new_row", _turned(reasons), _spans_going_on(view, None, settings), rows_join=False)


def _turned(reasons: list[Evidence]) -> list[Evidence]:
    """Return the reasons with the sign seen from the decision taken."""
    return [Evidence(each.name, -each.weight) for each in reasons]


def _own_columns(view: SeamView) -> list[int]:
    """Return the columns whose cells belong to the one row on each side, merged columns once."""
    columns: list[int] = []
    for column, (before, after) in enumerate(zip(view.before, view.after, strict=True)):
        if before.spans or after.spans:
            continue
        if column and before.key == view.before[column - 1].key and after.key == view.after[column - 1].key:
            continue
        columns.append(column)
    return columns


def _cut_form_label(view: SeamView) -> int | None:
    """Return the column in which the two sides make one label of a form's head (预算规模 | 及资金用途).

    A label over a block of indicators spans rows; it goes on as such a cell does.
    """
    if view.header:
        return None
    for column, (before, after) in enumerate(zip(view.before, view.after, strict=True)):
        joined = fold(before.text + after.text).rstrip(":")
        if before.text and after.text and joined in FORM_LABELS and not is_form_label(after.text):
            return column
    return None


def _blank_besides(view: SeamView, column: int) -> bool:
    return not any(cell.text for number, cell in enumerate(view.after) if number != column)


def _weigh(view: SeamView, own: Sequence[int], settings: RejoinSettings) -> list[Evidence]:
    reasons: list[Evidence] = []

    def add(name: str) -> None:
        reasons.append(Evidence(name, getattr(settings, name)))

    filled_after = [column for column in own if view.after[column].text]
    both = [column for column in own if view.before[column].text and view.after[column].text]
    keys = _key_columns(view, own, settings)
    if not filled_after:
        # Nothing of this row alone is printed after the seam; only spanning cells can go on.
        return [Evidence("row_complete", settings.row_complete)]
    if keys:
        _weigh_keys(view, keys, filled_after, reasons, settings)
    elif view.before[own[0]].text and not view.after[own[0]].text:
        # A form's head: a row without its label continues the row above.
        add("key_blank")
    if any(is_number(view.before[column].text) and is_number(view.after[column].text) for column in both):
        add("numbers_on_both_sides")
    if any(_label_whole(view, column) for column in both):
        add("label_whole")
    if any(_number_under_words(view.before[column].text, view.after[column].text) for column in both):
        add("number_under_words")
    filled_before = [column for column in own if view.before[column].text]
    if not view.header and filled_before == filled_after and len(filled_after) == 1:
        add("lone_text")
    first = view.after[filled_after[0]].text
    starts_label = is_form_label(first) and len(filled_after) > 1 and not _completes_any_term(view, both)
    if any(_ordinal_goes_on(view.before[column].text, view.after[column].text) for column in both):
        add("completes_ordinal")
    elif has_code(first) or _ORDINAL_START.match(fold(first)) or starts_label:
        add("new_key")
    if _completes_any_term(view, range(len(view.before))):
        add("completes_term")
    elif _term_incomplete(view, own):
        add("term_incomplete")
    if any(is_closed_term(view.before[column].text) and is_closed_term(view.after[column].text) for column in both):
        add("terms_whole")
    if any(_completes_name(view.before[column].text, view.after[column].text) for column in both):
        add("completes_name")
    if any(_breaks_series(view, column) for column in both):
        add("breaks_series")
    if any(_equals_sibling(view, column) for column in both):
        add("equals_sibling")
    if any(_bracket_goes_on(view.before[column].text, view.after[column].text) for column in both):
        add("bracket_open")
    if any(_LEADING.match(fold(view.after[column].text)) for column in both):
        add("leading_mark")
    if both and all(_ENDED.search(fold(view.before[column].text)) for column in both):
        add("sentence_ended")
    if view.open_rule:
        add("rule_missing")
    score = sum(each.weight for each in reasons)
    # The dictionary is asked only where its word can tip the decision: loading it takes longer than a document.
    if abs(score) <= settings.undecided and any(
        _crosses(view.before[column].text, view.after[column].text) for column in both
    ):
        add("token_crosses")
    shares = [share for column in both if (share := view.before[column].line_share) is not None]
    if shares:
        add("line_full" if max(shares) >= settings.full_line_share else "line_short")
    return reasons


def _weigh_keys(
    view: SeamView, keys: Sequence[int], filled_after: Sequence[int], reasons: list[Evidence], settings: RejoinSettings
) -> None:
    blank_after = [column for column in keys if not view.after[column].text]
    blank_before = [column for column in keys if not view.before[column].text]
    if set(blank_after) <= set(blank_before) and len(blank_after) < len(keys):
        # Whatever the row before fills the row after fills too.
        amounts = [column for column in keys if _mostly_numbers(view, column)]
        split = amounts and not any(view.before[column].text for column in amounts)
        name = "complementary" if split and not blank_after else "row_complete"
        reasons.append(Evidence(name, getattr(settings, name)))
        return
    if set(blank_after) == set(keys) and filled_after:
        reasons.append(Evidence("only_continuation", settings.only_continuation))
    if any(view.before[column].text for column in blank_after):
        target_alone = (
            any("指标值" in view.header[column] or "目标值" in view.header[column] for column in blank_after)
            if view.header
            else False
        )
        if target_alone or len(blank_after) >= 0.5 * len(keys):
            reasons.append(Evidence("key_blank", settings.key_blank))
    if blank_before and all(not (view.before[column].text and view.after[column].text) for column in keys):
        reasons.append(Evidence("complementary", settings.complementary))


def _mostly_numbers(view: SeamView, column: int) -> bool:
    filled = [row[column] for row in view.others if row[column]]
    return bool(filled) and sum(is_number(text) for text in filled) > 0.5 * len(filled)


def _key_columns(view: SeamView, own: Sequence[int], settings: RejoinSettings) -> list[int]:
    """Return the own columns that nearly every other row of the block fills."""
    if not view.others:
        # No other row to learn from: the target and the amounts are what an indicator row must have.
        return [
            column for column in own if view.header and re.search("指标值|目标值|金额|合计|编码", view.header[column])
        ]
    return [
        column
        for column in own
        if sum(bool(row[column]) for row in view.others) >= settings.filled_share * len(view.others)
    ]


def _completes_any_term(view: SeamView, columns: Sequence[int]) -> bool:
    for column in columns:
        before, after = fold(view.before[column].text), fold(view.after[column].text)
        joined = before + after
        if (
            not before
            or not after
            or len(joined) > 24
            or (is_closed_term(after) and before in (LEVEL1 | LEVEL2 | FORM_LABELS))
        ):
            continue
        if is_closed_term(joined) and not is_number(after):
            return True
    return False


def _ordinal_goes_on(before: str, after: str) -> bool:
    return bool(_NUMERALS.fullmatch(fold(before)) and re.match(r"[一二三四五六七八九十]*、", fold(after)))


@cache
def _official_names() -> frozenset[str]:
    schemes: tuple[CodeScheme, ...] = ("functional", "department_economic", "government_economic")
    return frozenset(fold(entry.name) for scheme in schemes for each in code_list(scheme).values() for entry in each)


def _completes_name(before: str, after: str) -> bool:
    first = _ORDINAL_START.sub("", fold(before), count=1)
    names = _official_names()
    return first + fold(after) in names and first not in names


def _breaks_series(view: SeamView, column: int) -> bool:
    """Tell whether the column counts its rows (一、 二、 三、) and the cell after the seam does not count on.

    Sums at the end of such a list carry no ordinal.
    """
    texts = [fold(row[column]) for row in view.others if row[column] and not _SUM_ROW.search(row[column])]
    counted = sum(bool(_ORDINAL_START.match(text)) for text in texts)
    after = fold(view.after[column].text)
    return (
        len(texts) >= 3
        and counted >= 0.9 * len(texts)
        and not _ORDINAL_START.match(after)
        and not _SUM_ROW.search(after)
    )


def _term_incomplete(view: SeamView, own: Sequence[int]) -> bool:
    """Tell whether the 二级指标 before the seam is cut in the middle of its term."""
    for column in own:
        if view.header and "二级指标" in view.header[column]:
            text = fold(view.before[column].text)
            return bool(text) and not is_level2(text) and any(term.startswith(text) for term in LEVEL2)
    return False


def _equals_sibling(view: SeamView, column: int) -> bool:
    joined = fold(view.before[column].text + view.after[column].text)
    alone = {fold(view.before[column].text), fold(view.after[column].text)}
    cells = {fold(row[column]) for row in view.others}
    cells |= {fold(cell.text) for number, cell in enumerate(view.before) if number != column}
    return len(joined) > 4 and joined in cells and not alone & cells


def _label_whole(view: SeamView, column: int) -> bool:
    before, after = view.before[column].text, view.after[column].text
    return is_form_label(before) and not is_form_label(before + after)


def _number_under_words(before: str, after: str) -> bool:
    return is_number(after) and not re.search(r"[\d.,，]$", before)


def _crosses(before: str, after: str) -> bool:
    return token_crosses(before, after)


def _bracket_goes_on(before: str, after: str) -> bool:
    first, second = fold(before), fold(after)
    for opening, closing in _PAIRS.items():
        if opening == closing:
            if first.count(opening) % 2 and second.count(opening) % 2:
                return True
        elif first.count(opening) > first.count(closing) and second.count(closing) > second.count(opening):
            return True
    return False


def _spans_going_on(view: SeamView, label: int | None, settings: RejoinSettings) -> set[int]:
    """Return the columns whose row-spanning cell goes on below a seam between two rows."""
    going_on: set[int] = set()
    for column, (before, after) in enumerate(zip(view.before, view.after, strict=True)):
        if column == label or not (before.spans or after.spans):
            continue
        if _span_goes_on(before, after, settings):
            going_on.add(column)
    return going_on


def _span_goes_on(before: SeamCell, after: SeamCell, settings: RejoinSettings) -> bool:
    if not after.text:
        return True
    if not before.text:
        # The label of a merged cell is printed once, on whichever page its middle falls.
        return before.spans
    if is_number(before.text) or is_number(after.text) or has_code(after.text):
        return False
    joined = fold(before.text + after.text)
    if is_closed_term(before.text) and is_closed_term(after.text):
        return False
    if is_closed_term(joined):
        return True
    if len(fold(before.text)) < 6 and not token_crosses(before.text, after.text):
        return False
    score = 0.0
    score += settings.token_crosses if token_crosses(before.text, after.text) else 0
    score += settings.bracket_open if _bracket_goes_on(before.text, after.text) else 0
    score += settings.leading_mark if _LEADING.match(fold(after.text)) else 0
    score += settings.sentence_ended if _ENDED.search(fold(before.text)) else 0
    score += settings.new_key if _ORDINAL_START.match(fold(after.text)) and _ENDED.search(fold(before.text)) else 0
    if before.line_share is not None:
        score += 2 * settings.line_full if before.line_share >= settings.full_line_share else settings.line_short
    return score > 0


def joined_text(first: str, second: str) -> str:
    """Return the two parts of a cut cell as one text."""
    return join_wrapped([first, second])
