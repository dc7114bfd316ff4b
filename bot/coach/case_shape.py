"""The shape of a case in JSON, checked field by field, and the case it describes."""

from decimal import Decimal
from typing import Annotated

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    Strict,
    Tag,
)

from bot.coach.amounts import Better, Measure, Number, Range
from bot.coach.case import Case
from bot.coach.currencies import CODES
from bot.coach.goals import Goal
from bot.coach.plan_b import Confidence, Outcome, PlanBWorth, add_up_to_one
from bot.coach.value import Value

# Decimals are made by the JSON reader alone, so a strict one is a number, never text or a boolean.
_Exact = Annotated[Number, Strict()]


class _Ends(Value):
    low: _Exact
    high: _Exact


def _forwards(ends: _Ends) -> _Ends:
    if ends.low > ends.high:
        raise ValueError("low is above high")
    return ends


# The tags of the unions begin with a question mark, which no path that is shown keeps.
def _interval_or_number(value: object) -> str:
    return "?ends" if isinstance(value, dict) else "?number"


def _plan_b_shape(value: object) -> str:
    if isinstance(value, dict) and {"outcomes", "cost"} & value.keys():
        return "?outcomes"
    return _interval_or_number(value)


_Number = Annotated[_Exact, Tag("?number")]
_Interval = Annotated[_Ends, AfterValidator(_forwards), Tag("?ends")]
_Amount = Annotated[_Number | _Interval, Discriminator(_interval_or_number)]


def _not_negative(amount: Decimal | _Ends) -> Decimal | _Ends:
    if (amount.low if isinstance(amount, _Ends) else amount) < 0:
        raise ValueError("a cost is not negative")
    return amount


class _Outcome(Value):
    chance: Annotated[_Exact, Field(ge=0, le=1)]
    value: _Amount


def _certain_together(outcomes: tuple[_Outcome, ...]) -> tuple[_Outcome, ...]:
    if not add_up_to_one(outcome.chance for outcome in outcomes):
        raise ValueError("the chances do not add up to 1")
    return outcomes


class _Outcomes(Value):
    outcomes: Annotated[tuple[_Outcome, ...], AfterValidator(_certain_together)]
    cost: Annotated[_Amount, AfterValidator(_not_negative)] = Decimal(0)


_PlanB = Annotated[
    _Number | _Interval | Annotated[_Outcomes, Tag("?outcomes")], Discriminator(_plan_b_shape)
]


class _Headline(Value):
    name: str
    unit: str
    better: Better


class _Mine(Value):
    plan_b: _PlanB | None = None
    walk_away: _Amount | None = None
    walk_away_reason: str | None = None
    target: _Amount
    criterion: str | None = None


class _Theirs(Value):
    walk_away: _Amount | None = None
    target: _Amount | None = None
    opening: _Amount | None = None
    confidence: Confidence | None = None


class _Goal(Value):
    text: str
    money: Annotated[bool, Strict()]


class CaseShape(Value):
    """The whole input, field by field as the JSON names them."""

    headline: _Headline
    mine: _Mine
    theirs: _Theirs | None = None
    goals: tuple[_Goal, ...] | None = None


def _range(amount: Decimal | _Ends | None) -> Range | None:
    if amount is None:
        return None
    if isinstance(amount, Decimal):
        return Range.exactly(amount)
    return Range(low=amount.low, high=amount.high)


def _certain(amount: Decimal | _Ends) -> Range:
    return _range(amount) or Range.exactly(Decimal(0))


def _worth(plan_b: Decimal | _Ends | _Outcomes | None) -> PlanBWorth | None:
    if plan_b is None:
        return None
    if not isinstance(plan_b, _Outcomes):
        return PlanBWorth.certain(_certain(plan_b))
    outcomes = tuple(
        Outcome(chance=item.chance, value=_certain(item.value)) for item in plan_b.outcomes
    )
    return PlanBWorth(outcomes=outcomes, cost=_certain(plan_b.cost))


def case_of(document: CaseShape) -> Case:
    """Return the case a checked document describes."""
    mine, theirs = document.mine, document.theirs or _Theirs()
    return Case(
        better=document.headline.better,
        plan_b=_worth(mine.plan_b),
        walk_away=_range(mine.walk_away),
        walk_away_reason=mine.walk_away_reason,
        target=_range(mine.target),
        criterion=mine.criterion,
        their_walk_away=_range(theirs.walk_away),
        their_target=_range(theirs.target),
        their_opening=_range(theirs.opening),
        confidence=theirs.confidence,
        goals=tuple(Goal(text=goal.text, money=goal.money) for goal in document.goals or ()),
    )


def measure_of(document: CaseShape) -> Measure:
    """Return what its numbers count: "USD a year" names a currency and a unit, "papers" a unit."""
    unit = document.headline.unit.strip()
    code, _, rest = unit.partition(" ")
    if code.upper() in CODES:
        return Measure(currency=code.upper(), unit=rest.strip() or None)
    return Measure(unit=unit or None)
