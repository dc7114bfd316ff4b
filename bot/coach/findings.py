"""Findings: what is worth a second look in a case, each with a code and the sum behind it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from bot.coach.case import Case
from bot.coach.value import Value
from bot.coach.zopa import advantage, find_gap

FindingCode = Literal[
    "plan_b_unknown",
    "walk_away_worse_than_plan_b",
    "walk_away_better_than_plan_b",
    "target_not_beyond_walk_away",
    "target_beyond_their_limit",
    "criterion_missing",
    "their_side_unknown",
    "no_zopa",
    "goals_all_money",
]


class Finding(Value):
    """A finding: its code, the distance in the unit (never negative) or None, and the numbers.

    `facts` name the terms of the sum for the words that show it: for the four comparisons the
    two values compared (`walk_away`, `plan_b`, `target`, `their_limit`) and `distance`.
    `no_zopa` adds `best_gap`: what is left of the gap at the better end of their walk-away.
    """

    code: FindingCode
    amount: Decimal | None = None
    facts: Mapping[str, Decimal] = {}


def _compared(code: FindingCode, distance: Decimal, **terms: Decimal) -> Finding:
    return Finding(code=code, amount=distance, facts={**terms, "distance": distance})


def _own_findings(
    case: Case, plan_b: Decimal | None, walk_away: Decimal | None
) -> Iterator[Finding]:
    if plan_b is None:
        yield Finding(code="plan_b_unknown")
    elif walk_away is not None:
        better_by = advantage(walk_away, plan_b, case.better)
        terms = {"walk_away": walk_away, "plan_b": plan_b}
        if better_by < 0:
            # Copied, for unary minus rounds to the digits of the ambient context.
            yield _compared("walk_away_worse_than_plan_b", better_by.copy_negate(), **terms)
        elif better_by > 0 and not case.has_walk_away_reason:
            yield _compared("walk_away_better_than_plan_b", better_by, **terms)
    if case.target is not None and walk_away is not None:
        target = case.target.worst(case.better)
        beyond = advantage(target, walk_away, case.better)
        if beyond <= 0:
            # Not negated: an exact tie would print as -0.
            short = beyond.copy_abs()
            yield _compared(
                "target_not_beyond_walk_away", short, target=target, walk_away=walk_away
            )


def _their_findings(case: Case, walk_away: Decimal | None) -> Iterator[Finding]:
    if case.target is not None and case.their_walk_away is not None:
        target, limit = (
            case.target.worst(case.better),
            case.their_walk_away.worst(case.better),
        )
        beyond = advantage(target, limit, case.better)
        if beyond > 0:
            yield _compared("target_beyond_their_limit", beyond, target=target, their_limit=limit)
    if not case.has_criterion:
        yield Finding(code="criterion_missing")
    if case.their_walk_away is None:
        yield Finding(code="their_side_unknown")
    elif walk_away is not None:
        gap = find_gap(walk_away, case.their_walk_away, case.better)
        if gap is not None:
            best = case.their_walk_away.best(case.better)
            yield _compared(
                "no_zopa",
                gap,
                walk_away=walk_away,
                their_limit=case.their_walk_away.worst(case.better),
                best_gap=max(Decimal(0), advantage(walk_away, best, case.better)),
            )


def find(case: Case, plan_b: Decimal | None, walk_away: Decimal | None) -> tuple[Finding, ...]:
    """Return the findings of a case, in a fixed order.

    `plan_b` is Plan B's expected value, `walk_away` the value used (None when unknown); of
    every range in the case the end that is worse for me counts. A comparison needs both its
    terms: what is missing has a finding of its own.
    """
    found = [*_own_findings(case, plan_b, walk_away), *_their_findings(case, walk_away)]
    if case.goals and all(goal.money for goal in case.goals):
        found.append(Finding(code="goals_all_money"))
    return tuple(found)
