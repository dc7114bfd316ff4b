"""When the weekly question about practices is asked next."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from bot.calendar.cadence import next_nudge
from bot.calendar.etiquette import same_day_end
from bot.calendar.zones import local
from bot.coach.learning import ASLEEP_AFTER
from bot.ports import Due, Ids, Person, Unit
from bot.usecases.practice_weeks import active_of, asked_of, silent_weeks
from bot.usecases.talk import zone_of
from bot.usecases.weekly import SNOOZED, is_followed, last_of, waiting, week_of, withdraw_coming

_WOKEN: Final = ":woken"
"""Ends the key of a question that is asked although the ones before it were ignored."""


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan the next question anew, by the rhythm as it is; without a practice there is none.

    What `withdraw_coming` leaves still comes when it was to come.
    """
    rhythm, active = unit.people.rhythm(person.id), active_of(unit, person)
    if rhythm.nudges != "on" or not active:
        unit.agenda.cancel(person.id, "nudge")
        return
    days = [check.week for one in active for check in unit.commitments.checks(person.id, one.id)]
    days += withdraw_coming(unit, person, "nudge", now)
    # Whoever changes something is there: what was ignored before is no reason to fall asleep.
    mark = _WOKEN if _weary(silent_weeks(unit, person)) else ""
    if asked_of(unit, person):
        plan_next(unit, person, now, ids.new(), days, mark=mark)


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
    if not waiting(unit, person, "nudge"):
        replan(unit, person, same_day_end(now, zone_of(person)), ids)


def plan_next(
    unit: Unit,
    person: Person,
    after: datetime,
    seed: str,
    days: Iterable[date],
    *,
    mark: str = "",
) -> datetime | None:
    """Plan the weekly slot after a moment in a later week than these local days; returns when.

    The id of the row is made of `seed`, an id too, and of the slot: the same plans the same again.
    """
    zone, last = zone_of(person), last_of(unit, person, "nudge", days)
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
    weekly = [week_of(one) for one in waiting(unit, person, "nudge") if SNOOZED not in one.send_key]
    if weekly:
        return min(weekly) < day
    slot = next_nudge(now, unit.people.rhythm(person.id), zone, last=now)
    return slot is not None and local(slot, zone).date() <= day


def has_own_week(due: Due) -> bool:
    """Whether this question was put off past the next one, in whose place it is asked."""
    return due.send_key.endswith(f"{SNOOZED}{week_of(due).isoformat()}")


def follow(unit: Unit, person: Person, due: Due, now: datetime) -> None:
    """Plan the question after one that goes out now: that of a later week than this one."""
    if not is_followed(unit, person, due, now):
        plan_next(unit, person, now, due.id, [local(now, zone_of(person)).date()])


def asks_first(due: Due) -> bool:
    """Whether it is a weekly question that begins its week, and does not ask once more."""
    return due.kind == "nudge" and (SNOOZED not in due.send_key or has_own_week(due))


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
    return next((one.due for one in waiting(unit, person, "nudge")), None)
