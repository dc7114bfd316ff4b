"""The weeks of a practice: what came of each, how many are ahead, and what Parley counts itself."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.calendar.cadence import next_nudge
from bot.calendar.rhythm import Rhythm
from bot.calendar.zones import from_wall, local
from bot.coach import learning
from bot.ports import Check, Commitment, Person, Unit
from bot.usecases.talk import zone_of


def active_of(unit: Unit, person: Person) -> tuple[Commitment, ...]:
    """The practices somebody works on, the first begun first."""
    return tuple(one for one in reversed(unit.commitments.of(person.id)) if one.state == "active")


def weeks_of(checks: tuple[Check, ...]) -> tuple[learning.Week, ...]:
    """The weeks that were asked about, each with what came of it."""
    return learning.weeks(checks, (check.week for check in checks))


def picture_of(
    unit: Unit, person: Person, commitment: Commitment, now: datetime
) -> learning.Picture:
    """The weeks asked about, and how many are still ahead while the practice is active."""
    checks = unit.commitments.checks(person.id, commitment.id)
    coming = 0
    if commitment.state == "active":
        rhythm, zone = unit.people.rhythm(person.id), zone_of(person)
        last = from_wall(checks[-1].week, rhythm.weekly_at, zone) if checks else None
        coming = sum(1 for _ in _slots(now, last, commitment.until, rhythm, zone))
    return learning.picture(weeks_of(checks), coming)


def _slots(
    now: datetime, last: datetime | None, until: date, rhythm: Rhythm, zone: ZoneInfo
) -> Iterator[datetime]:
    """The questions still ahead up to a day, as if they were on."""
    asking = rhythm.model_copy(update={"nudges": "on"})
    slot = next_nudge(now, asking, zone, last=last)
    while slot and local(slot, zone).date() <= until:
        yield slot
        slot = next_nudge(slot, asking, zone, last=slot)


def weeks_over(unit: Unit, person: Person, commitment: Commitment, before: date | None) -> int:
    """How many weeks were asked about after the last day; with `before` only earlier ones."""
    checks = unit.commitments.checks(person.id, commitment.id)
    days = (check.week for check in checks if before is None or check.week < before)
    return sum(1 for day in days if day > commitment.until)


def asked_of(unit: Unit, person: Person, before: date | None = None) -> tuple[Commitment, ...]:
    """The practices somebody works on that do not rest: they are over, and nobody said go on."""
    return tuple(
        one
        for one in active_of(unit, person)
        if weeks_over(unit, person, one, before) < learning.ASKED_WHEN_OVER
    )


def silent_weeks(unit: Unit, person: Person, before: date | None = None) -> int:
    """How many weeks in a row brought no answer about any practice somebody works on.

    With `before` only weeks earlier than that one count.
    """
    return learning.ignored(
        week
        for one in active_of(unit, person)
        for week in weeks_of(unit.commitments.checks(person.id, one.id))
        if before is None or week.day < before
    )
