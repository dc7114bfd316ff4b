"""A negotiation over one headline issue, as numbers: my side, what I know of theirs, goals."""

from bot.coach.amounts import Better, Range
from bot.coach.goals import Goal
from bot.coach.plan_b import Confidence, PlanBWorth
from bot.coach.value import Value


class Case(Value):
    """Everything the analysis looks at; what is not known is None.

    All values are in one unit. Without a `walk_away` it is Plan B's expected value.
    Wherever a range is given, the end that is worse for me counts.
    """

    better: Better
    plan_b: PlanBWorth | None = None
    walk_away: Range | None = None
    walk_away_reason: str | None = None
    target: Range | None = None
    criterion: str | None = None
    their_walk_away: Range | None = None
    their_target: Range | None = None
    their_opening: Range | None = None
    confidence: Confidence | None = None
    goals: tuple[Goal, ...] = ()

    @property
    def has_criterion(self) -> bool:
        """Say whether some criterion is written down."""
        return bool(self.criterion and self.criterion.strip())

    @property
    def has_walk_away_reason(self) -> bool:
        """Say whether some reason for the walk-away is written down."""
        return bool(self.walk_away_reason and self.walk_away_reason.strip())
