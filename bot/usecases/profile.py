"""Keep the person's time zone as their profile has it."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from bot.calendar.zones import UnknownZone, zone
from bot.ports import Ids, Person, Unit
from bot.usecases.replan import replan

FRESH: Final = timedelta(hours=12)
"""How long a zone is taken as known: people travel, but not several times a day."""


def wants_zone(unit: Unit, user: str, now: datetime) -> Person | None:
    """The person when their profile should be asked (never asked, or not lately), else None."""
    person = unit.people.find(user)
    if person is None:
        return None
    fresh = person.zone_checked and now - person.zone_checked < FRESH
    return None if fresh else person


def keep_zone(unit: Unit, person: str, name: str | None, now: datetime, ids: Ids) -> None:
    """Keep the zone of the profile; one that is no IANA zone leaves the earlier one.

    With another zone than before, what is due moves to the hours of the new one.
    """
    before = unit.people.get(person)
    known = None
    with suppress(UnknownZone):
        known = zone(name).key
    unit.people.keep_zone(person, known, now)
    if before and known and known != before.zone:
        replan(unit, before.model_copy(update={"zone": known}), now, ids)
