"""An identity passes, fails, or proves nothing; what rounding may leave is allowed for and no more."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.checks.figures import Figure, printed_decimals, step_of
from normalize.checks.identities import Identity, either, judge
from normalize.checks.told import findings_of
from normalize.money import YUAN, Unit


def figure(text: str, unit: Unit = "ten_thousand_yuan", decimals: int = 2, place: object = None) -> Figure:
    value = Decimal(text.replace(",", "")) * YUAN[unit]
    return Figure(value, text, step_of(unit, decimals), "合计", unit, 1, 1, (3,), place=place or text)


def a_sum(whole: str, *parts: str, unit: Unit = "ten_thousand_yuan", **more: object) -> Identity:
    return Identity("B-08", figure(whole, unit), tuple(figure(each, unit) for each in parts), "合计与各列之和", **more)  # type: ignore[arg-type]


def verdicts(*identities: Identity) -> list[str]:
    return [each.verdict for each in judge(identities)]


def test_a_sum_in_yuan_and_cents_is_exact() -> None:
    assert verdicts(a_sum("3.00", "1.00", "2.00", unit="yuan")) == ["pass"]
    assert verdicts(a_sum("3.01", "1.00", "2.00", unit="yuan")) == ["fail"]


def test_rounded_parts_may_miss_their_sum_by_half_a_digit_each() -> None:
    assert verdicts(a_sum("3.01", "1.00", "2.00")) == ["pass"]
    assert verdicts(a_sum("3.02", "1.00", "2.00")) == ["fail"]


def test_copies_of_one_number_are_equal_to_the_digit() -> None:
    assert verdicts(a_sum("3.01", "3.00")) == ["fail"]
    [finding] = findings_of(judge([a_sum("3.01", "3.00")]), "0" * 16)
    assert finding.severity == "info"  # a slip of the last digit


def test_yuan_and_ten_thousands_agree_within_half_a_digit() -> None:
    exact = Figure(Decimal("12345678.90"), "12,345,678.90", Decimal("0.01"), "表", "yuan")
    assert Identity("N-24", figure("1234.57"), (exact,), "").closes
    assert not Identity("N-24", figure("1234.58"), (exact,), "").closes


def test_zeros_prove_nothing() -> None:
    assert verdicts(a_sum("0.00", "0.00", "0.00")) == []


def test_a_blank_is_not_zero_unless_the_table_shows_that_it_is() -> None:
    failing = a_sum("5.00", "3.00", blanks=("项目支出",))
    assert verdicts(failing) == ["insufficient"]
    assert verdicts(failing, a_sum("3.00", "3.00", blanks=("项目支出",))) == ["fail", "pass"]


def test_a_row_cut_by_a_page_proves_nothing() -> None:
    assert verdicts(a_sum("5.00", "3.00", shaky="该行被分页切断")) == ["insufficient"]


def test_a_layout_that_holds_nowhere_is_not_the_tables() -> None:
    wrong = [a_sum("5.00", "3.00", "1.00", inferred=True), a_sum("9.00", "3.00", "1.00", inferred=True)]
    assert verdicts(*wrong) == ["insufficient", "insufficient"]
    right = [a_sum("4.00", "3.00", "1.00", inferred=True)] * 3
    assert verdicts(wrong[0], *right) == ["fail", "pass", "pass", "pass"]


def test_one_of_two_totals_may_be_meant() -> None:
    [chosen] = either([a_sum("5.00", "3.00"), a_sum("3.00", "3.00")])
    assert chosen.whole.text == "3.00"


def test_what_is_insufficient_is_told_once_a_table() -> None:
    outcomes = judge([a_sum("5.00", "3.00", blanks=("甲",)), a_sum("6.00", "3.00", blanks=("乙",))])
    [finding] = findings_of(outcomes, "0" * 16)
    assert (finding.verdict, finding.severity) == ("insufficient", "info")
    assert "等2处" in finding.message


def test_a_failure_is_one_sentence_with_both_sides_and_blames_neither() -> None:
    [finding] = findings_of(judge([a_sum("5.00", "3.00", "1.00")]), "0" * 16)
    assert finding.message == "合计与各列之和不一致：前者5万元，后者4万元（3.00 + 1.00），相差1万元。"
    assert (finding.actual, finding.expected, finding.difference) == (Decimal(5), Decimal(4), Decimal(1))
    assert (finding.actual_text, finding.expected_text, finding.unit) == ("5.00", "3.00 + 1.00", "ten_thousand_yuan")
    assert (finding.cause, finding.pages) == ("unknown", [3])


def test_a_number_cut_to_fit_its_cell_is_as_exact_as_its_own_digits() -> None:
    assert printed_decimals(["480544221.6", "2567411.17"]) == 2


money = st.decimals(min_value=0, max_value=10**9, places=6, allow_nan=False)


@given(st.lists(money, min_size=2, max_size=12))
def test_numbers_rounded_from_a_true_sum_always_pass(parts: list[Decimal]) -> None:
    cent = Decimal("0.01")
    printed = [str(part.quantize(cent)) for part in parts]
    identity = a_sum(str(sum(parts).quantize(cent)), *printed)
    assert identity.is_trivial or verdicts(identity) == ["pass"]


@pytest.mark.parametrize("kind", ["digit", "point"])
def test_the_samples_raise_no_alarm_and_a_wrong_number_does(
    kind: str, sample: Callable, plant: Callable, failures: Callable
) -> None:
    import random

    pages = sample("平川")
    assert failures(pages) == []
    chance = random.Random(1)
    caught = sum(bool(failures(plant(pages, kind, chance).extracted)) for _ in range(8))
    assert caught == 8


def test_swapped_amounts_are_caught(sample: Callable, plant: Callable, failures: Callable) -> None:
    import random

    pages = sample("湾城")
    chance = random.Random(2)
    assert sum(bool(failures(plant(pages, "swap", chance).extracted)) for _ in range(8)) >= 7


def test_an_inferred_sum_that_misses_one_amount_in_half_its_columns_fails() -> None:
    closing = [a_sum(f"{n}.00", f"{n - 1}.00", "1.00", inferred=True) for n in (3, 5)]
    lacking = [a_sum(f"{n}.00", f"{n - 2}.50", "1.00", inferred=True) for n in (7, 9)]
    assert verdicts(*closing, *lacking) == ["pass", "pass", "fail", "fail"]
    other = a_sum("9.00", "3.00", "1.00", inferred=True)
    assert verdicts(*closing, lacking[0], other) == ["pass", "pass", "insufficient", "insufficient"]
    assert verdicts(closing[0], lacking[0]) == ["pass", "insufficient"]
