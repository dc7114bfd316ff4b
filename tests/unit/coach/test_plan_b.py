from decimal import Decimal

import pytest
from pydantic import ValidationError

from bot.coach.amounts import Better
from bot.coach.plan_b import Outcome, PlanBWorth, average, break_even, expected_value, worst_case
from tests.unit.coach.cases import between, chances, decimals, exactly


def test_the_expected_value_weighs_the_outcomes() -> None:
    worth = chances(("0.6", "104000"), ("0.4", "88000"))
    assert expected_value(worth, "higher") == 97_600
    assert worst_case(worth, "higher") == 88_000
    assert worst_case(worth, "lower") == 104_000


@pytest.mark.parametrize(
    ("better", "expected", "worst", "chance"),
    [("higher", "94760", "85160", "0.6775"), ("lower", "100440", "106840", "0.6775")],
)
def test_a_cost_makes_plan_b_worse_in_either_direction(
    better: Better, expected: str, worst: str, chance: str
) -> None:
    worth = chances(("0.6", "104000"), ("0.4", "88000"), cost="2840")
    assert expected_value(worth, better) == Decimal(expected)
    assert worst_case(worth, better) == Decimal(worst)
    assert break_even(worth, better, Decimal(96000)) == Decimal(chance)


def test_of_ranges_the_worse_end_counts() -> None:
    outcomes = (
        Outcome(chance=Decimal("0.5"), value=between("80", "90")),
        Outcome(chance=Decimal("0.5"), value=between("100", "120")),
    )
    worth = PlanBWorth(outcomes=outcomes, cost=between("1", "3"))
    assert (expected_value(worth, "higher"), worst_case(worth, "higher")) == decimals(87, 77)
    assert (expected_value(worth, "lower"), worst_case(worth, "lower")) == decimals(108, 123)


@pytest.mark.parametrize(
    ("walk_away", "chance"),
    [
        ("88000", "0"),
        ("104000", "1"),
        ("96000", "0.5"),
        ("87999.99", None),
        ("104000.01", None),
    ],
)
def test_the_break_even_chance_lies_within_0_and_1(walk_away: str, chance: str | None) -> None:
    worth = chances(("0.6", "104000"), ("0.4", "88000"))
    told = break_even(worth, "higher", Decimal(walk_away))
    assert told == (None if chance is None else Decimal(chance))


def test_the_break_even_chance_has_28_digits() -> None:
    worth = chances(("0.6", "3"), ("0.4", "0"))
    assert break_even(worth, "higher", Decimal(1)) == Decimal("0." + "3" * 28)


@pytest.mark.parametrize(
    "worth",
    [
        PlanBWorth.certain(exactly("70")),
        chances(("0.5", "70"), ("0.5", "70")),
        chances(("0.5", "70"), ("0.3", "60"), ("0.2", "50")),
    ],
)
def test_without_two_different_outcomes_there_is_no_break_even(worth: PlanBWorth) -> None:
    assert break_even(worth, "higher", Decimal(70)) is None


@pytest.mark.parametrize(
    "pairs",
    [(), (("0.5", "1"),), (("0.6", "1"), ("0.6", "2")), (("1.5", "1"), ("-0.5", "2"))],
)
def test_chances_add_up_to_exactly_one(pairs: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValidationError):
        chances(*pairs)


def test_a_cost_is_never_negative() -> None:
    with pytest.raises(ValidationError):
        chances(("1", "70"), cost="-1")


def test_the_average_of_both_ends_asks_for_no_direction() -> None:
    outcomes = (
        Outcome(chance=Decimal("0.5"), value=between("80", "90")),
        Outcome(chance=Decimal("0.5"), value=between("100", "120")),
    )
    assert average(PlanBWorth(outcomes=outcomes)) == between("90", "105")
