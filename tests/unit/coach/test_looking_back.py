"""What was told of a meeting, as the sums need it."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from bot.coach.amounts import Amount, Measure, Range
from bot.coach.case import Case
from bot.coach.looking_back import ENDED, LookingBack, Outcome, Ratings, Revealed
from bot.coach.preparation import Preparation, Situation, Target
from bot.coach.reflection import Comparison


def amount(value: int, **measure: Any) -> Amount:
    return Amount(range=Range.exactly(Decimal(value)), measure=Measure(**measure))


TOLD = LookingBack(
    outcome=Outcome(ended="agreed", figure=amount(76), offer=amount(65)),
    revealed=Revealed(limit=amount(78), opening=amount(62)),
)


def test_nothing_told_has_no_result_and_compares_with_nothing() -> None:
    assert LookingBack().result is None
    assert LookingBack().ended is None
    assert LookingBack().compared(Case(better="higher")) == Comparison()


@pytest.mark.parametrize("ended", ENDED)
def test_a_result_holds_each_figure_where_the_sums_look_for_it(ended: Any) -> None:
    outcome = Outcome(ended=ended, figure=amount(76), offer=amount(65))
    result = TOLD.model_copy(update={"outcome": outcome}).result
    assert result is not None
    assert result.ended == ended
    assert (result.agreed, result.refused) == (amount(76).range, amount(65).range)
    assert (result.revealed, result.their_opening) == (amount(78).range, amount(62).range)


def test_amounts_come_without_those_of_the_step_that_is_asked() -> None:
    assert [int(one.range.low) for one in TOLD.amounts()] == [76, 65, 78, 62]
    assert [int(one.range.low) for one in TOLD.amounts(without="outcome")] == [78, 62]
    assert [int(one.range.low) for one in TOLD.amounts(without="revealed")] == [76, 65]


def test_the_measure_is_that_of_the_preparation_first() -> None:
    told = LookingBack(outcome=Outcome(ended="agreed", figure=amount(1, currency="EUR")))
    before = Preparation(situation=Situation(kind="job_offer"))
    assert told.measure(before) == Measure(currency="EUR", unit="a year")
    priced = before.model_copy(update={"target": Target(amount=amount(1, currency="USD"))})
    assert told.measure(priced).currency == "USD"


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_lies_between_one_and_five(rating: int) -> None:
    with pytest.raises(ValidationError):
        Ratings(result=rating)
