from decimal import Decimal, Inexact, localcontext

import pytest
from pydantic import ValidationError

from bot.coach.amounts import (
    EXACT,
    Amount,
    Measure,
    Range,
    short_number,
    show_amount,
    show_number,
)
from tests.unit.coach.cases import decimals


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("97600", "97,600"),
        ("97600.00", "97,600"),
        ("1240.50", "1,240.5"),
        ("1E+6", "1,000,000"),
        ("1E-7", "0.0000001"),
        ("-0.0", "0"),
        ("-1234567.891", "-1,234,567.891"),
        ("0", "0"),
    ],
)
def test_a_number_is_shown_exactly_and_grouped(value: str, shown: str) -> None:
    assert show_number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("70000", "70k"),
        ("97600", "97.6k"),
        ("1200000", "1.2m"),
        ("3000000000", "3bn"),
        ("-70000", "-70k"),
        ("1000", "1k"),
        ("999", "999"),
        ("85250", "85,250"),
        ("1234567", "1,234,567"),
        ("12.5", "12.5"),
        ("0", "0"),
    ],
)
def test_a_number_is_shortened_only_when_one_decimal_says_it_all(value: str, shown: str) -> None:
    assert short_number(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("low", "high", "measure", "shown"),
    [
        ("70000", "70000", Measure(currency="USD", unit="a year"), "70,000 USD a year"),
        ("70000", "75000", Measure(currency="EUR"), "70,000 to 75,000 EUR"),
        ("12", "12", Measure(unit="engineer-weeks"), "12 engineer-weeks"),
        ("10", "15", Measure(unit="%"), "10 to 15%"),
        ("85000", "85000", Measure(), "85,000"),
        # 1.234 EUR would be read as one thousand two hundred and thirty-four.
        ("1.234", "1.234", Measure(currency="EUR"), "1.2340 EUR"),
    ],
)
def test_an_amount_is_shown_with_what_it_counts(
    low: str, high: str, measure: Measure, shown: str
) -> None:
    amount = Amount(range=Range(low=Decimal(low), high=Decimal(high)), measure=measure)
    assert show_amount(amount) == shown


def test_a_default_measure_stands_in_for_none_alone() -> None:
    dollars = Measure(currency="USD", unit="a year")
    bare = Amount(range=Range.exactly(Decimal(85000)))
    weeks = Amount(range=Range.exactly(Decimal(3)), measure=Measure(unit="engineer-weeks"))
    assert show_amount(bare, dollars) == "85,000 USD a year"
    assert show_amount(weeks, dollars) == "3 engineer-weeks"


@pytest.mark.parametrize(
    "ends",
    [
        {"low": Decimal(2), "high": Decimal(1)},
        {"low": Decimal("NaN"), "high": Decimal(1)},
        {"low": Decimal("-Infinity"), "high": Decimal(1)},
        {"low": Decimal(0), "high": Decimal("1E+30")},
        {"low": Decimal("1E-31"), "high": Decimal(1)},
        {"low": 0.5, "high": Decimal(1)},
        {"low": True, "high": Decimal(1)},
    ],
)
def test_a_range_is_forwards_finite_and_exact(ends: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Range.model_validate(ends)


def test_the_ends_of_a_range_depend_on_the_direction() -> None:
    value = Range(low=Decimal(70), high=Decimal(75))
    assert (value.worst("higher"), value.best("higher")) == decimals(70, 75)
    assert (value.worst("lower"), value.best("lower")) == decimals(75, 70)
    assert not value.exact
    assert Range.exactly(Decimal(70)).exact


def test_sums_that_would_be_rounded_raise_instead() -> None:
    with localcontext(EXACT), pytest.raises(Inexact):
        Decimal("1E+300") + Decimal("1E-300")
