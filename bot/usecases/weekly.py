"""What comes once a week: the question about practices, and the words to a partner."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.calendar.zones import from_wall, local
from bot.ports import Due, DueKind, Person, Unit
from bot.usecases.talk import zone_of

SNOOZED: Final = ":to:"
_SUNDAY: Final = 6
WEEKLY: Final[frozenset[DueKind]] = frozenset({"nudge", "partner"})


def waiting(unit: Unit, person: Person, kind: DueKind) -> list[Due]:
    """What of this kind waits for the person, the first due first."""
    return [one for one in unit.agenda.of(person.id) if one.kind == kind]


def week_of(due: Due) -> date:
    """The local day of the slot a row belongs to, also after it was put off."""
    return _day_in(due.send_key)


def withdraw_coming(unit: Unit, person: Person, kind: DueKind, now: datetime) -> list[date]:
    """Withdraw what is still to come; returns the local days that what stays counts for.

    What stays comes when it was to come: that whose week has come already, that was put off, or
    that may have gone out; so does today's when its hour has passed already where somebody is now.
    """
    rhythm, zone = unit.people.rhythm(person.id), zone_of(person)
    today = local(now, zone).date()
    passed = from_wall(today, rhythm.weekly_at, zone) <= now
    over = today + timedelta(days=passed and today.weekday() == rhythm.weekly_day)
    days = []
    for one in waiting(unit, person, kind):
        if one.doubtful or week_of(one) < over or one.due <= now or SNOOZED in one.send_key:
            days.append(_day_of(one, zone, today))
        else:
            unit.agenda.withdraw(one.id)
    return days


def last_of(unit: Unit, person: Person, kind: DueKind, days: Iterable[date]) -> datetime | None:
    """When the last one went out, as far as is remembered, or goes out on one of these local days.

    The day of a key that is used counts too: under that key nothing can be planned again.
    """
    used, sent = unit.agenda.last_key(person.id, kind), _last_sent(unit, person, kind)
    known = [*days, *([_day_in(used)] if used else []), *([sent] if sent else [])]
    clock = unit.people.rhythm(person.id).weekly_at
    return from_wall(max(known), clock, zone_of(person)) if known else None


def is_followed(unit: Unit, person: Person, due: Due, now: datetime) -> bool:
    """Whether, after one that goes out now, another waits; one in this same week is withdrawn."""
    zone = zone_of(person)
    today = local(now, zone).date()
    later = [
        one
        for one in waiting(unit, person, due.kind)
        if SNOOZED not in one.send_key and week_of(one) > week_of(due)
    ]
    too_soon = [
        one for one in later if not one.doubtful and _same_week(local(one.due, zone).date(), today)
    ]
    for one in too_soon:
        unit.agenda.withdraw(one.id)
    return len(too_soon) < len(later)


def is_second(unit: Unit, person: Person, due: Due, now: datetime) -> bool:
    """Whether another one went out in this week already; one that was put off may follow."""
    last, today = _last_sent(unit, person, due.kind), local(now, zone_of(person)).date()
    return last is not None and _same_week(last, today) and SNOOZED not in due.send_key


def _last_sent(unit: Unit, person: Person, kind: DueKind) -> date | None:
    """The local day on which the last one went out, as far as is remembered.

    A Sunday on which somebody does not work was the Monday of where they were then.
    """
    sent = unit.agenda.last_sent(person.id, kind)
    if sent is None:
        return None
    day = local(sent, zone_of(person)).date()
    elsewhere = day.weekday() == _SUNDAY and _SUNDAY in unit.people.rhythm(person.id).days_off
    return day + timedelta(days=1) if elsewhere else day


def _day_in(send_key: str) -> date:
    return date.fromisoformat(send_key.split(":")[2])


def _day_of(row: Due, zone: ZoneInfo, today: date) -> date:
    """The local day a row that stays counts for: when it goes out, unless it was put off."""
    if SNOOZED in row.send_key:
        return week_of(row)
    return max(week_of(row), local(row.due, zone).date(), today)


def _same_week(one: date, other: date) -> bool:
    return one.isocalendar()[:2] == other.isocalendar()[:2]
