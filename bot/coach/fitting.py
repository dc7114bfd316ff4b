"""Which practices fit what somebody prepared and how it went: a few to choose from."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.coach.looking_back import LookingBack
from bot.coach.preparation import Preparation
from bot.coach.reflection import VerdictCode

MOST_SUGGESTED: Final = 4
"""Practices offered as buttons: more than a handful is a list."""

_FEW_INTERESTS: Final = 2

_AFTER: Final[Mapping[VerdictCode, tuple[str, ...]]] = {
    "agreed_worse_than_plan_b": ("P18", "P17"),
    "agreed_worse_than_walk_away": ("P18", "P17"),
    "refused_better_than_plan_b": ("P18", "P01"),
    "target_reached": ("P05", "P19"),
    "between_walk_away_and_target": ("P05", "P10"),
    "beyond_their_limit_estimate": ("P04", "P12"),
    "zone_after_all": ("P04", "P12"),
    "no_zone_after_all": ("P22", "P11"),
}
"""What helps next time, by what stood out in the result."""

_ANYBODY: Final = ("P06", "P04", "P13", "P26", "P14", "P15")


def fitting(
    preparation: Preparation, told: LookingBack | None, taken: Collection[str]
) -> tuple[str, ...]:
    """Return the codes of the few practices that fit best, the best first.

    Only what the preparation and the look back hold counts: what is not answered suggests nothing.
    Practices in `taken` are left out.
    """
    found = [*_from_result(preparation, told), *_from_preparation(preparation), *_ANYBODY]
    fresh = (code for code in dict.fromkeys(found) if code not in taken)
    return tuple(fresh)[:MOST_SUGGESTED]


def _from_result(preparation: Preparation, told: LookingBack | None) -> Iterator[str]:
    if told is None:
        return
    for verdict in told.compared(preparation.case()).verdicts:
        yield from _AFTER.get(verdict.code, ())


def _from_preparation(preparation: Preparation) -> Iterator[str]:
    case = preparation.case()
    if preparation.plan_b and not preparation.plan_b.value:
        yield "P01"
    if preparation.target and preparation.target.amount and not case.has_criterion:
        yield "P05"
    theirs = preparation.their_side
    if theirs and len([one for one in theirs.interests.split(";") if one.strip()]) < _FEW_INTERESTS:
        yield "P12"
    if preparation.success and sum(not goal.money for goal in case.goals) < _FEW_INTERESTS:
        yield "P22"
