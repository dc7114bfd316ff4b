"""When the weekly question about practices is asked next."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.calendar.cadence import next_nudge
from bot.calendar.etiquette import same_day_end
from bot.calendar.zones import from_wall, local
from bot.coach.learning import ASLEEP_AFTER
from bot.ports import Due, Ids, Person, Unit
from bot.usecases.practice_weeks import active_of, asked_of, silent_weeks
from bot.usecases.talk import zone_of

SNOOZED: Final = ":to:"
_WOKEN: Final = ":woken"
"""Ends the key of a question that is asked although the ones before it were ignored."""


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan the next question anew, by the rhythm as it is; without a practice there is none.

    A question whose week has come already, that was put off, or that may have gone out still comes
    when it was to come; so does today's when its hour has passed already where somebody is now.
    """
    rhythm, active = unit.people.rhythm(person.id), active_of(unit, person)
    if rhythm.nudges != "on" or not active:
        unit.agenda.cancel(person.id, "nudge")
        return
    days = [check.week for one in active for check in unit.commitments.checks(person.id, one.id)]
    today = local(now, zone_of(person)).date()
    passed = from_wall(today, rhythm.weekly_at, zone_of(person)) <= now
    over = today + timedelta(days=passed and today.weekday() == rhythm.weekly_day)
    for one in _waiting(unit, person):
        if one.doubtful or week_of(one) < over or one.due <= now or SNOOZED in one.send_key:
            days.append(_day_of(one, person, today))
        else:
            unit.agenda.withdraw(one.id)
    last = _last(unit, person, days)
    # Whoever changes something is there: what was ignored before is no reason to fall asleep.
    mark = _WOKEN if _weary(silent_weeks(unit, person)) else ""
    if asked_of(unit, person):
        plan_next(unit, person, now, ids.new(), last=last, mark=mark)


def _day_of(row: Due, person: Person, today: date) -> date:
    """The local day a question that stays counts for: when it goes out, unless it was put off."""
    if SNOOZED in row.send_key:
        return week_of(row)
    return max(week_of(row), local(row.due, zone_of(person)).date(), today)


def _last(unit: Unit, person: Person, days: Sequence[date]) -> datetime | None:
    """When the last question went out or goes out, by what is known of it."""
    clock, zone = unit.people.rhythm(person.id).weekly_at, zone_of(person)
    known = [from_wall(max(days), clock, zone)] if days else []
    sent = unit.agenda.last_sent(person.id, "nudge")
    return max([*known, sent] if sent else known, default=None)


def begin(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan the first question about a practice just begun, on a later day than this one.

    It wakes a question that fell asleep; one that waits already asks about this practice too.
    """
    rhythm = unit.people.rhythm(person.id)
    if rhythm.nudges == "asleep":
        unit.people.keep_rhythm(person.id, rhythm.model_copy(update={"nudges": "on"}))
    resume(unit, person, now, ids)


def resume(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan the next question when none waits, on a later day: of what rested one may come again."""
    if not _waiting(unit, person):
        replan(unit, person, same_day_end(now, zone_of(person)), ids)


def plan_next(
    unit: Unit,
    person: Person,
    after: datetime,
    seed: str,
    *,
    last: datetime | None,
    mark: str = "",
) -> datetime | None:
    """Plan the next weekly slot after a moment; returns when it is.

    The id of the row is made of `seed`, an id too, and of the slot: the same plans the same again.
    """
    zone = zone_of(person)
    slot = next_nudge(after, unit.people.rhythm(person.id), zone, last=last)
    if slot is not None:
        key = f"{key_of(person, local(slot, zone).date())}{mark}"
        row = uuid5(UUID(seed), key).hex
        unit.agenda.plan(Due(id=row, person=person.id, kind="nudge", due=slot, send_key=key))
    return slot


def key_of(person: Person, day: date) -> str:
    """The key of the question whose week is that of a local day."""
    return f"nudge:{person.id}:{day.isoformat()}"


def passes_next(unit: Unit, person: Person, due: datetime, now: datetime) -> bool:
    """Whether a question put off until then comes later than the next weekly one would."""
    zone = zone_of(person)
    day = local(due, zone).date()
    weekly = [week_of(one) for one in _waiting(unit, person) if SNOOZED not in one.send_key]
    if weekly:
        return min(weekly) < day
    slot = next_nudge(now, unit.people.rhythm(person.id), zone, last=now)
    return slot is not None and local(slot, zone).date() <= day


def has_own_week(due: Due) -> bool:
    """Whether this question was put off past the next one, in whose place it is asked."""
    return due.send_key.endswith(f"{SNOOZED}{week_of(due).isoformat()}")


def follow(unit: Unit, person: Person, due: Due, now: datetime) -> None:
    """Plan the question after one that goes out now: that of a later week than this one."""
    later = [
        one
        for one in _waiting(unit, person)
        if SNOOZED not in one.send_key and week_of(one) > week_of(due)
    ]
    too_soon = [
        one for one in later if not one.doubtful and _same_week(one.due, now, zone_of(person))
    ]
    for one in too_soon:
        unit.agenda.withdraw(one.id)
    if len(too_soon) == len(later):
        plan_next(unit, person, now, due.id, last=now)


def is_second(unit: Unit, person: Person, due: Due, now: datetime) -> bool:
    """Whether another question went out in this week already; one that was put off may follow."""
    last = unit.agenda.last_sent(person.id, "nudge")
    second = last is not None and _same_week(last, now, zone_of(person))
    return second and SNOOZED not in due.send_key


def _same_week(one: datetime, other: datetime, zone: ZoneInfo) -> bool:
    first, second = (local(at, zone).isocalendar()[:2] for at in (one, other))
    return first == second


def _waiting(unit: Unit, person: Person) -> list[Due]:
    return [one for one in unit.agenda.of(person.id) if one.kind == "nudge"]


def asks_first(due: Due) -> bool:
    """Whether it is a weekly question that begins its week, and does not ask once more."""
    return due.kind == "nudge" and (SNOOZED not in due.send_key or has_own_week(due))


def week_of(due: Due) -> date:
    """The local day of the slot a question belongs to, also after it was put off."""
    return date.fromisoformat(due.send_key.split(":")[2])


def tires(unit: Unit, person: Person, due: Due) -> bool:
    """Whether so many questions in a row were ignored that this one is not asked any more.

    One that was put off was not ignored.
    """
    wished = SNOOZED in due.send_key or due.send_key.endswith(_WOKEN)
    return not wished and _weary(silent_weeks(unit, person, week_of(due)))


def _weary(silent: int) -> bool:
    """Three in a row, and three more after each time it was woken."""
    return silent > 0 and silent % ASLEEP_AFTER == 0


def next_question(unit: Unit, person: Person) -> datetime | None:
    """When the next weekly question is due, if one waits."""
    return next((one.due for one in _waiting(unit, person)), None)
