"""The day on which the lessons that wait in a pool may go out: set, kept or taken away."""

from datetime import datetime

from bot.calendar.zones import local, zone
from bot.coach.lessons import day_of_release, ready
from bot.ports import Ids, Unit


def settle(unit: Unit, pool: str, now: datetime, ids: Ids) -> None:
    """Draw the day of release once enough wait, keep it while they do, and forget it otherwise.

    To be called after everything that changes how many wait, or how many are needed.
    """
    found = unit.lessons.pool(pool)
    if found is None:
        return
    enough = ready(len(unit.lessons.waiting(pool)), found.threshold)
    if enough == (found.release is not None):
        return
    today = local(now, zone(found.zone)).date()
    day = day_of_release(today, ids.new(), found.spoke) if enough else None
    unit.lessons.keep(found.model_copy(update={"release": day}))
