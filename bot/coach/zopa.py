"""The zone of possible agreement: all deals at least as good as both walk-away values."""

from decimal import Decimal, localcontext

from bot.coach.amounts import EXACT, Better, Range
from bot.coach.value import Value


class Zopa(Value):
    """The zone from `low` to `high`, both included, and its width (zero for a single value).

    `best_low` and `best_high` are the zone at the other end of their walk-away: the same zone
    when that is a single value.
    """

    low: Decimal
    high: Decimal
    width: Decimal
    best_low: Decimal
    best_high: Decimal


def advantage(value: Decimal, over: Decimal, better: Better) -> Decimal:
    """Return by how much `value` is better for me than `over`; negative when worse. Exact."""
    with localcontext(EXACT):
        return value - over if better == "higher" else over - value


def zone(mine: Decimal, theirs: Decimal, better: Better) -> tuple[Decimal, Decimal] | None:
    """Return the ends between the two walk-away values, lower first; None when they do not meet."""
    if advantage(theirs, mine, better) < 0:
        return None
    return (mine, theirs) if better == "higher" else (theirs, mine)


def find_zopa(mine: Decimal, theirs: Range, better: Better) -> Zopa | None:
    """Return the ZOPA at the end of their walk-away that is worse for me; None when empty."""
    ends = zone(mine, theirs.worst(better), better)
    best_ends = zone(mine, theirs.best(better), better)
    if ends is None or best_ends is None:
        return None
    with localcontext(EXACT):
        width = ends[1] - ends[0]
    return Zopa(
        low=ends[0], high=ends[1], width=width, best_low=best_ends[0], best_high=best_ends[1]
    )


def find_gap(mine: Decimal, theirs: Range, better: Better) -> Decimal | None:
    """Return the distance between the walk-away values when there is no ZOPA, else None."""
    distance = advantage(mine, theirs.worst(better), better)
    return distance if distance > 0 else None
