"""Decide, at each seam of a table, whether the page cut a row or stands between two rows.

The reasons speak for (positive) or against (negative) a cut row; their sum
decides, its size is the confidence. A cell that spans rows may go on across
the seam although the rows about it do not: such cells are decided one by one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from normalize import seam_texts
from normalize.folding import fold
from normalize.lexicon import FORM_LABELS, has_code, is_closed_term, is_form_label
from normalize.money import is_number
from normalize.nested import Evidence
from normalize.seam_view import SeamCell, SeamView
from normalize.tokens import token_crosses
from normalize.vocabulary import Decision


@dataclass(frozen=True, slots=True)
class RejoinSettings:
    """Weights of the reasons; positive speaks for a cut row."""

    nothing_new: float = 3.0
    """After the seam stands only the rest of labels that go on, beside empty cells: the end of the row before."""
    only_beginning: float = 3.0
    """The row before fills at most one of the columns that other rows fill, and the row after does."""
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
    completes_number: float = 5.0
    """12,437.3 + 6: the figures give a number the decimals that every other one of its column has."""
    completes_code: float = 5.0
    """518-0101- + YCN-7QX9: a code that ends with a hyphen is not whole."""
    completes_quantity: float = 3.5
    """>=60 + 个: a bare unit of measure below a figure."""
    list_goes_on: float = 3.5
    """1、…2、数量： + 55次。3、…: a list in running text is cut inside an item, and its count goes on."""
    completes_ordinal: float = 5.0
    """二十 + 一、灾害防治: numerals alone before the seam are an ordinal without its mark."""
    breaks_series: float = 4.0
    """Every other cell of the column begins with an ordinal or a code; the one after the seam does not."""
    terms_whole: float = -6.0
    """A column holds a whole term of a closed vocabulary on each side."""
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
    unfinished: float = 1.0
    """The text of a spanning cell before the seam ends no sentence."""
    sum_whole: float = -9.0
    """A sum (合计) with its amounts stands before the seam, and what is printed after it stands in other columns."""
    row_complete: float = -3.0
    """The row after the seam fills every column that rows of the block fill."""
    numbers_on_both_sides: float = -30.0
    """A column holds a whole number on each side: numbers are never joined because they touch. Outweighs all else."""
    label_whole: float = -4.0
    """A form label before the seam is whole: what stands below it is another row's."""
    total_whole: float = -8.0
    """A sum over rows is named whole before the seam. Outweighs what columns are filled: sums fill others than items."""
    number_under_words: float = -4.0
    """A whole number stands below words: an amount under its heading, not the rest of a sentence."""
    lone_text: float = 1.5
    """On both sides one cell alone is printed, in the same column: a long statement goes on."""
    next_part: float = -4.0
    """Rows beside one label part a statement between its items (目标1–6, 目标7–11), and the next item begins here."""
    new_key: float = -5.0
    """The row after begins with a code, an ordinal or a form label of its own."""
    room_left: float = 3.0
    """Blank lines below a text from which on the page end has not cut it; a few are kept with the next page's."""
    undecided: float = 4.0
    """Sum of the other reasons up to which the dictionary is asked."""
    filled_share: float = 0.85
    """Share of a block's rows that must fill a column for it to count as a key column."""
    full_line_share: float = 0.8
    """Share of the cell's width from which a last line counts as full."""


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


#: Reasons that one pair of texts can give; each counts once, whichever column it is found in.
_OF_TEXTS: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    ("label_whole", seam_texts.label_whole),
    ("total_whole", seam_texts.total_whole),
    ("number_under_words", seam_texts.number_under_words),
    ("completes_name", seam_texts.completes_name),
    ("completes_ordinal", seam_texts.completes_ordinal),
    ("list_goes_on", seam_texts.list_goes_on),
    ("completes_code", seam_texts.completes_code),
    ("completes_quantity", seam_texts.completes_quantity),
    ("bracket_open", seam_texts.bracket_open),
    ("leading_mark", seam_texts.leading_mark),
)


def decide(view: SeamView, settings: RejoinSettings | None = None) -> SeamDecision:
    """Return whether the rows of a seam are one, and which cells go on across it."""
    settings = settings or RejoinSettings()
    label = _cut_form_label(view)
    reasons = _weigh(view, settings, label)
    if label is not None and sum(each.weight for each in reasons) <= 0:
        # The label covers two rows, and the page parts them.
        evidence = [Evidence("completes_term", settings.completes_term)]
        return SeamDecision("cut_row", evidence, {label} | _spans_going_on(view, label, settings), rows_join=False)
    going_on = _spans_going_on(view, None, settings)
    if all(not cell.text or column in going_on for column, cell in enumerate(view.after)):
        # Nothing but the rest of labels that go on: the empty rest of the row before.
        evidence = [Evidence("nothing_new", settings.nothing_new)]
        return SeamDecision("cut_row", evidence, going_on, rows_join=True)
    if sum(each.weight for each in reasons) > 0:
        # The blank ones too: a blank cell over several rows goes on, its label is printed on a later page.
        return SeamDecision("cut_row", reasons, set(range(len(view.after))), rows_join=True)
    # Told from the decision's side: what speaks for it is positive.
    turned = [Evidence(each.name, -each.weight) for each in reasons]
    return SeamDecision("new_row", turned, going_on, rows_join=False)


def _cut_form_label(view: SeamView) -> int | None:
    """Return the column in which the two sides make one label of a form's head (预算规模 | 及资金用途).

    A label over a block of indicators spans rows; it goes on as such a cell
    does. A label that goes on alone is the rest of its row.
    """
    if view.header:
        return None
    for column, (before, after) in enumerate(zip(view.before, view.after, strict=True)):
        if any(cell.text for cell in view.before[:column]) and not (before.spans or after.rows > 1):
            break  # a label further right heads its own row alone: 预算数 | 100.00 | 其他资
        joined = fold(before.text + after.text).rstrip(":")
        if before.text and after.text and joined in FORM_LABELS and not is_form_label(after.text):
            # A label over the rows below stands beside the rest of a label as beside any other.
            alone = not any(cell.text and cell.rows == 1 for number, cell in enumerate(view.after) if number != column)
            return None if alone else column
    return None


def _weigh(view: SeamView, settings: RejoinSettings, label: int | None) -> list[Evidence]:
    """Return the reasons for (positive) and against a cut row, the column of a cut form label left out."""
    own = [column for column in view.own_columns() if column != label]
    filled = [column for column in own if view.after[column].text]
    if not filled:
        # Nothing of this row alone is printed after the seam; only spanning cells can go on.
        return [Evidence("row_complete", settings.row_complete)]
    pairs = view.pairs(own)
    names = [
        *_of_columns(view, [each for each in range(len(view.after)) if each != label], own, filled, settings),
        *(name for name, test in _OF_TEXTS if any(test(*pair) for pair in pairs)),
        *_of_first_cell(view, own, filled, settings),
    ]
    if "new_key" in names and ({"completes_ordinal", "only_beginning"} & set(names)):
        names.remove("new_key")
    if pairs and all(seam_texts.ends_sentence(before) for before, _ in pairs):
        names.append("sentence_ended")
    if not pairs and view.header and view.sums_before(own):
        names.append("sum_whole")
    if view.open_rule:
        names.append("rule_missing")
    reasons = [Evidence(name, getattr(settings, name)) for name in names]
    # The dictionary is asked only where its word can tip the decision: loading it takes longer than a document.
    undecided = abs(sum(each.weight for each in reasons)) <= settings.undecided
    if undecided and any(token_crosses(*pair) for pair in pairs):
        reasons.append(Evidence("token_crosses", settings.token_crosses))
    both = [column for column in own if view.before[column].text and view.after[column].text]
    shares = [share for column in both if (share := view.before[column].line_share) is not None]
    if shares:
        name = "line_full" if max(shares) >= settings.full_line_share else "line_short"
        reasons.append(Evidence(name, getattr(settings, name)))
    return reasons


def _of_columns(
    view: SeamView, columns: Sequence[int], own: Sequence[int], filled: Sequence[int], settings: RejoinSettings
) -> list[str]:
    """Return the reasons that lie in which columns are filled, and in the rest of a column."""
    keys = view.key_columns(own, settings.filled_share)
    names: list[str] = []
    if keys:
        names += _of_keys(view, keys, filled)
    elif view.before[own[0]].text and not view.after[own[0]].text:
        # A form's head: a row without its label continues the row above.
        names.append("key_blank")
    elif view.label_below(own[0]):
        names.append("complementary")
    if not view.header and len(filled) == 1 and filled == [column for column in own if view.before[column].text]:
        names.append("lone_text")
    texts = [(view.before[column].text, view.after[column].text) for column in columns]
    if any(seam_texts.completes_term(*each) for each in texts):
        names.append("completes_term")
    if any(seam_texts.terms_whole(*each) for each in texts):
        names.append("terms_whole")
    wrapped = [column for column in own if view.completes_number(column)]
    if wrapped:
        names.append("completes_number")
    if any(
        seam_texts.numbers_on_both_sides(*pair) for pair in view.pairs([each for each in own if each not in wrapped])
    ):
        names.append("numbers_on_both_sides")
    if any(view.next_part(column) for column in own):
        names.append("next_part")
    if any(view.breaks_series(column) for column in own):
        names.append("breaks_series")
    if any(view.equals_sibling(column) for column in own):
        names.append("equals_sibling")
    return names


def _of_keys(view: SeamView, keys: Sequence[int], filled: Sequence[int]) -> list[str]:
    """Return the reasons that lie in which key columns are filled on which side."""
    blank_after = {column for column in keys if not view.after[column].text}
    blank_before = {column for column in keys if not view.before[column].text}
    if blank_after <= blank_before and len(blank_after) < len(keys):
        # Whatever the row before fills the row after fills too. Where the row before lacks what every other row
        # has, the two are halves of one row, its short cells centred on the second page.
        amounts = [column for column in keys if view.is_of_numbers(column)]
        lacking = blank_before - blank_after
        half = len(lacking) >= 2 or any(view.is_of_targets(column) for column in lacking)
        split = half or (bool(amounts) and lacking.issuperset(amounts))
        if not split:
            return ["row_complete"]
        # A row that fills one key column at most is none: its first lines alone are printed before the seam.
        alone = len(keys) - len(lacking) <= (1 if len(keys) > 2 else 0)
        return ["complementary", "only_beginning"] if alone else ["complementary"]
    names = []
    if len(blank_after) == len(keys) and filled:
        names.append("only_continuation")
    lost = blank_after - blank_before
    if lost and (any(view.is_of_targets(column) for column in blank_after) or len(blank_after) >= 0.5 * len(keys)):
        names.append("key_blank")
    if blank_before and len(blank_before | blank_after) == len(keys):
        names.append("complementary")
    return names


def _of_first_cell(view: SeamView, own: Sequence[int], filled: Sequence[int], settings: RejoinSettings) -> list[str]:
    """Return "new_key" where the row after begins like a row: with a code, an ordinal or a form label.

    An ordinal counts in the first column that rows fill; further right, and in
    the one cell of a form's long statement, it is an item of a list that goes on.
    """
    first = view.after[filled[0]].text
    joins = any(seam_texts.completes_term(before, after) for before, after in view.pairs(own))
    if is_form_label(first) and len(filled) > 1 and not joins:
        return [] if view.label_below(filled[0]) else ["new_key"]
    begins = filled[0] in (own[0], *view.key_columns(own, settings.filled_share)[:1])
    lone = not view.header and len(filled) == 1
    return ["new_key"] if begins and (has_code(first) or (seam_texts.starts_item(first) and not lone)) else []


def _spans_going_on(view: SeamView, label: int | None, settings: RejoinSettings) -> set[int]:
    """Return the columns whose row-spanning cell goes on below a seam between two rows.

    Spanning cells nest from left to right: where one begins anew, those on
    its right begin anew with it (another project has other goals).
    """
    going_on: set[int] = set()
    extents: set[tuple[int, int, bool]] = set()
    for column, (before, after) in enumerate(zip(view.before, view.after, strict=True)):
        if column == label or not (before.groups_rows or after.groups_rows):
            continue
        # A cell over just the rows of one that goes on for certain goes on with it: the goals beside a project's name.
        extent = (before.rows, after.rows, before.spans)
        along = extent in extents and not seam_texts.terms_whole(before.text, after.text)
        if view.leaves_blank(column):
            continue
        if after.begins_anew or _ended(view, column, settings):
            break
        if along or _lacks_code(view, column) or _span_goes_on(before, after, ruled=view.ruled, settings=settings):
            going_on.add(column)
            merged = before.spans or after.rows > 1
            if merged and not (before.text and after.text):
                extents.add(extent)
        elif before.text and after.text:
            break
    return going_on


def _lacks_code(view: SeamView, column: int) -> bool:
    """Tell whether a column begins all its other texts with a code, and the one after the seam without."""
    before, after = view.before[column].text, view.after[column].text
    others = {row[column] for row in view.others if column < len(row) and row[column]} - {after}
    return (
        bool(after and others) and not (has_code(after) or is_number(after)) and all(map(has_code, (before, *others)))
    )


def _ended(view: SeamView, column: int, settings: RejoinSettings) -> bool:
    """Tell whether a cell's text after the seam is certainly not the rest of its text before it.

    A number is whole; and a text that leaves its cell half empty above the
    page's end has not been cut by it.
    """
    before, after = view.before[column], view.after[column]
    if not before.text or not after.text:
        return False
    if seam_texts.numbers_on_both_sides(before.text, after.text):
        return not view.completes_number(column)
    return before.room_below >= settings.room_left


def _span_goes_on(before: SeamCell, after: SeamCell, *, ruled: bool, settings: RejoinSettings) -> bool:
    if not after.text:
        return True
    if not before.text:
        # The label of a merged cell is printed once, on whichever page its middle falls; its first row may be the
        # page's last.
        return before.spans or (before.labels and ruled)
    if is_number(before.text) or is_number(after.text) or has_code(after.text):
        return False
    if seam_texts.terms_whole(before.text, after.text):
        return False
    if is_closed_term(before.text + after.text):
        return True
    crosses = token_crosses(before.text, after.text)
    if (len(fold(before.text)) < 6 or seam_texts.worded_alike(before.text, after.text)) and not crosses:
        return False
    ended = seam_texts.ends_sentence(before.text)
    score = settings.token_crosses if crosses else 0.0
    score += settings.bracket_open if seam_texts.bracket_open(before.text, after.text) else 0
    score += settings.leading_mark if seam_texts.leading_mark(before.text, after.text) else 0
    score += settings.sentence_ended if ended else settings.unfinished
    score += settings.new_key if ended and seam_texts.starts_item(after.text) else 0
    if before.line_share is not None:
        score += 2 * settings.line_full if before.line_share >= settings.full_line_share else settings.line_short
    return score > 0
