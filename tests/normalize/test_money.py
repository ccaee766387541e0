from decimal import Decimal

import pytest

from normalize.money import AmountError, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [("¥5", 5), ("¥-5", -5), ("-¥5", -5), ("－￥5", -5), ("(¥5)", -5), ("（￥1,234.50）", "-1234.50"), ("¥(5)", -5)],
)
def test_the_sign_of_yuan_stands_on_either_side_of_a_minus_or_a_bracket(text: str, value: int | str) -> None:
    printed = parse_number(text)
    assert printed is not None
    assert printed.value == Decimal(value)


@pytest.mark.parametrize("text", ["5¥", "¥¥5", "¥-¥5", "-¥"])
def test_elsewhere_it_makes_no_amount(text: str) -> None:
    with pytest.raises(AmountError):
        parse_number(text)
