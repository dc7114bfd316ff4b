"""Keep the person's time zone as their profile has it."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final

from bot.calendar.zones import UnknownZone, zone
from bot.ports import Ids, Person, Unit
from bot.usecases.replan import replan

FRESH: Final = timedelta(hours=12)
"""How long a zone is taken as known: people travel, but not several times a day."""


def is_fresh(checked: datetime | None, now: datetime) -> bool:
    """Whether the profile was asked so lately that its zone is taken as known."""
    return checked is not None and now - checked < FRESH


def wants_zone(unit: Unit, user: str, now: datetime) -> Person | None:
    """The person when their profile should be asked (never asked, or not lately), else None."""
    person = unit.people.find(user)
    if person is None:
        return None
    return None if is_fresh(person.zone_checked, now) else person


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
