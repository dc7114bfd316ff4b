"""Plan anew everything of a person, after a change of when they want to hear from Parley."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from bot.ports import Ids, Person, Unit
from bot.usecases import nudging, partnership, schedule

_REPLANS: Final[tuple[Callable[[Unit, Person, datetime, Ids], None], ...]] = (
    schedule.replan,
    nudging.replan,
    partnership.replan,
)


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Move what is due to where the person's rhythm and zone (as given here) put it now."""
    for one in _REPLANS:
        one(unit, person, now, ids)
