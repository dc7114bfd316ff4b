"""The analysis of a case: ZOPA or gap, Plan B's worth, findings and opening advice."""

from decimal import Decimal
from typing import Literal

from bot.coach.amounts import Range
from bot.coach.case import Case
from bot.coach.findings import Finding, find
from bot.coach.goals import Goal
from bot.coach.opening import Opening, advise_opening
from bot.coach.plan_b import PlanBValue, PlanBWorth, expected_value, value_plan_b
from bot.coach.value import Value
from bot.coach.zopa import Zopa, advantage, find_gap, find_zopa, zone

__all__ = ["Analysis", "Case", "Finding", "Goal", "Sureness", "analyse", "sureness", "what_if"]


class Analysis(Value):
    """What the numbers of a case say; amounts in the unit of the case, None when unknown.

    `walk_away` is the stated one, else Plan B's expected value. `best` is the
    zone at the better end of their walk-away: the same as `zopa` when that is exact, and
    the only one when the zone exists at that end alone.
    """

    zopa: Zopa | None
    best: Zopa | None
    gap: Decimal | None
    plan_b: PlanBValue | None
    walk_away: Range | None
    findings: tuple[Finding, ...]
    opening: Opening


def _walk_away(case: Case) -> Range | None:
    if case.walk_away is not None or case.plan_b is None:
        return case.walk_away
    expected = expected_value(case.plan_b, case.better)
    # A product may have more digits than Range admits from outside; exact it is all the same.
    return Range.model_construct(low=expected, high=expected)


def analyse(case: Case) -> Analysis:
    """Return the analysis of a case; sums and products are exact.

    Of every range the end that is worse for me counts: the lower one when higher is better,
    the higher one when lower is, and always the higher end of a cost.
    """
    walk_away = _walk_away(case)
    mine = None if walk_away is None else walk_away.worst(case.better)
    plan_b = None
    if case.plan_b is not None and mine is not None:
        plan_b = value_plan_b(case.plan_b, case.better, mine)
    zopa = best = gap = None
    if mine is not None and case.their_walk_away is not None:
        zopa = find_zopa(mine, case.their_walk_away, case.better)
        gap = find_gap(mine, case.their_walk_away, case.better)
        other_end = Range.exactly(case.their_walk_away.best(case.better))
        best = find_zopa(mine, other_end, case.better)
    return Analysis(
        zopa=zopa,
        best=best,
        gap=gap,
        plan_b=plan_b,
        walk_away=walk_away,
        findings=find(case, None if plan_b is None else plan_b.expected, mine),
        opening=advise_opening(case),
    )


def what_if(case: Case, plan_b_expected: Decimal) -> Analysis:
    """Return the analysis if Plan B were surely worth this and the walk-away kept up with it.

    A walk-away that is already better for me than the new Plan B stays where it is.
    Raises pydantic's ValidationError for a value outside of what Range admits.
    """
    present = _walk_away(case)
    kept = present is not None and (
        advantage(present.worst(case.better), plan_b_expected, case.better) > 0
    )
    changed = {
        "plan_b": PlanBWorth.certain(Range.exactly(plan_b_expected)),
        "walk_away": present if kept else None,
    }
    return analyse(case.model_copy(update=changed))


Sureness = Literal["unknown", "none_at_all", "only_at_best", "low", "medium", "high", "not_said"]
"""How sure the zone is.

unknown: a walk-away is missing. none_at_all: no zone at either end. only_at_best: a zone only
at the better end of their walk-away. Otherwise how sure the person said to be of their side.
"""


def sureness(case: Case) -> Sureness:
    """Return the code of how sure the zone of this case is."""
    walk_away = _walk_away(case)
    if walk_away is None or case.their_walk_away is None:
        return "unknown"
    mine = walk_away.worst(case.better)
    if zone(mine, case.their_walk_away.best(case.better), case.better) is None:
        return "none_at_all"
    if zone(mine, case.their_walk_away.worst(case.better), case.better) is None:
        return "only_at_best"
    return case.confidence or "not_said"
