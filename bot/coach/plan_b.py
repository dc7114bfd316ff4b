"""What Plan B (the best course of action without agreement) is worth."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator

from bot.coach.amounts import EXACT, ROUNDED, Better, Number, Range
from bot.coach.value import Value

Confidence = Literal["low", "medium", "high"]
"""How sure I am of what I know about the other side."""


def add_up_to_one(chances: Iterable[Decimal]) -> bool:
    """Say whether the chances add up to exactly 1."""
    with localcontext(EXACT):
        return sum(chances, Decimal(0)) == 1


class Outcome(Value):
    """One way Plan B may turn out: its chance (0 to 1) and its value in the unit talked about."""

    chance: Annotated[Number, Field(ge=0, le=1)]
    value: Range


class PlanBWorth(Value):
    """The outcomes of Plan B and what pursuing it costs, in the same unit.

    The chances add up to exactly 1 (ValidationError otherwise). `cost` makes Plan B worse
    whichever direction is better, so it is never negative; a plain number becomes a Range.
    """

    outcomes: tuple[Outcome, ...]
    cost: Range = Range.exactly(Decimal(0))

    @field_validator("outcomes")
    @classmethod
    def _certain_together(cls, outcomes: tuple[Outcome, ...]) -> tuple[Outcome, ...]:
        if not add_up_to_one(outcome.chance for outcome in outcomes):
            raise ValueError("the chances do not add up to 1")
        return outcomes

    @field_validator("cost", mode="before")
    @classmethod
    def _number_as_range(cls, cost: object) -> object:
        return Range.exactly(cost) if isinstance(cost, Decimal) else cost

    @field_validator("cost")
    @classmethod
    def _not_negative(cls, cost: Range) -> Range:
        if cost.low < 0:
            raise ValueError("a cost is not negative")
        return cost

    @classmethod
    def certain(cls, value: Range) -> Self:
        """Return a Plan B that is sure to be worth this."""
        return cls(outcomes=(Outcome(chance=Decimal(1), value=value),))


class PlanBValue(Value):
    """Plan B's expected value and worst case, cost included, and the break-even chance.

    `break_even` is None unless there are two outcomes and it lies within 0 to 1.
    """

    expected: Decimal
    worst: Decimal
    break_even: Decimal | None


def _charge(worth: PlanBWorth, better: Better) -> Decimal:
    # The higher end of a cost is the worse one whichever direction is better.
    return worth.cost.high.copy_negate() if better == "higher" else worth.cost.high


def expected_value(worth: PlanBWorth, better: Better) -> Decimal:
    """Return the sum of chance times value, less the cost (plus it when lower is better).

    Of an outcome given as a range the end that is worse for me counts. Exact.
    """
    with localcontext(EXACT):
        products = (item.chance * item.value.worst(better) for item in worth.outcomes)
        return sum(products, Decimal(0)) + _charge(worth, better)


def average(worth: PlanBWorth) -> Range:
    """Return the sum of chance times value, of all low ends and of all high ends, without the cost.

    It tells nothing about which direction is better. Exact.
    """
    with localcontext(EXACT):
        low = sum((item.chance * item.value.low for item in worth.outcomes), Decimal(0))
        high = sum((item.chance * item.value.high for item in worth.outcomes), Decimal(0))
    return Range(low=low, high=high)


def stepped(base: Range, change: Range, *, percent: bool, down: bool) -> Range | None:
    """Return the base with a change added or, when `down`, taken away; exact.

    A change in percent is one of the base. None for a change beyond half of the base, which is
    hardly meant as one.
    """
    with localcontext(EXACT):
        ends = (change.low, change.high)
        steps = [end.scaleb(-2) * base.low if percent else end for end in ends]
        if not 0 <= steps[0] <= steps[1] <= abs(base.low) / 2:
            return None
        tops = [end.scaleb(-2) * base.high if percent else end for end in ends]
        if down:
            return Range(low=base.low - steps[1], high=base.high - tops[0])
        return Range(low=base.low + steps[0], high=base.high + tops[1])


def worst_case(worth: PlanBWorth, better: Better) -> Decimal:
    """Return the worst of the outcomes (the worst end of each), cost included. Exact."""
    ends = [item.value.worst(better) for item in worth.outcomes]
    with localcontext(EXACT):
        return (min(ends) if better == "higher" else max(ends)) + _charge(worth, better)


_PAIR = 2


def break_even(worth: PlanBWorth, better: Better, walk_away: Decimal) -> Decimal | None:
    """Return the chance of the better of two outcomes at which Plan B equals the walk-away.

    Solves p * good + (1 - p) * bad + charge = walk_away for p, to 28 digits. None when there
    are not two different outcomes, or when p lies outside 0 to 1.
    """
    ends = sorted(item.value.worst(better) for item in worth.outcomes)
    if len(ends) != _PAIR or ends[0] == ends[1]:
        return None
    bad, good = ends if better == "higher" else reversed(ends)
    with localcontext(EXACT):
        missing, swing = walk_away - _charge(worth, better) - bad, good - bad
    # Compared before the division: rounding must not move a chance across 0 or 1.
    inside = 0 <= missing <= swing if swing > 0 else swing <= missing <= 0
    return ROUNDED.plus(ROUNDED.divide(missing, swing)) if inside else None


def value_plan_b(worth: PlanBWorth, better: Better, walk_away: Decimal) -> PlanBValue:
    """Return all three figures of a Plan B against a walk-away value."""
    return PlanBValue(
        expected=expected_value(worth, better),
        worst=worst_case(worth, better),
        break_even=break_even(worth, better, walk_away),
    )
