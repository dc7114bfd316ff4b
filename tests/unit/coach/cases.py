"""Cases for the tests of the analysis."""

from decimal import Decimal

from bot.coach.amounts import Better, Range
from bot.coach.case import Case
from bot.coach.plan_b import Outcome, PlanBWorth


def decimals(*values: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


def exactly(value: str) -> Range:
    return Range.exactly(Decimal(value))


def between(low: str, high: str) -> Range:
    return Range(low=Decimal(low), high=Decimal(high))


def chances(*pairs: tuple[str, str], cost: str = "0") -> PlanBWorth:
    outcomes = tuple(Outcome(chance=Decimal(p), value=exactly(value)) for p, value in pairs)
    return PlanBWorth(outcomes=outcomes, cost=exactly(cost))


def worked_example(better: Better = "higher") -> Case:
    """Plan B 70k, target 85k, their opening 60k and limit 80k; mirrored around 75k for a buyer."""

    def value(number: int) -> Range:
        return Range.exactly(Decimal(number if better == "higher" else 150_000 - number))

    return Case(
        better=better,
        plan_b=PlanBWorth.certain(value(70_000)),
        target=value(85_000),
        criterion="the union's table",
        their_walk_away=value(80_000),
        their_opening=value(60_000),
        confidence="medium",
    )
