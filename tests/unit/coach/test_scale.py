from decimal import Decimal

import pytest

from bot.coach.scale import column


@pytest.mark.parametrize(
    ("value", "place"),
    [("60000", 0), ("70000", 10), ("80000", 20), ("85000", 25), ("64499", 4), ("64500", 5)],
)
def test_a_value_stands_at_its_proportion(value: str, place: int) -> None:
    assert column(Decimal(value), Decimal(60_000), Decimal(85_000), 26) == place


def test_a_third_is_placed_without_rounding_on_the_way() -> None:
    assert column(Decimal(1), Decimal(0), Decimal(3), 4) == 1
    assert column(Decimal("1e-25"), Decimal(0), Decimal("3e-25"), 4) == 1


def test_a_scale_of_one_value_puts_it_in_the_middle() -> None:
    assert column(Decimal(7), Decimal(7), Decimal(7), 9) == 4


@pytest.mark.parametrize(("value", "columns"), [("-1", 9), ("11", 9), ("5", 1)])
def test_outside_of_the_scale_there_is_no_column(value: str, columns: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        column(Decimal(value), Decimal(0), Decimal(10), columns)
