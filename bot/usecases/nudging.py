"""When the weekly question about practices is asked next."""

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

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

    A question whose week has come already, and that was put off, still comes when it was to come.
    """
    waiting = [one for one in unit.agenda.of(person.id) if one.kind == "nudge"]
    unit.agenda.cancel(person.id, "nudge")
    rhythm = unit.people.rhythm(person.id)
    active = active_of(unit, person)
    if rhythm.nudges != "on" or not active:
        return
    zone = zone_of(person)
    weeks = [check.week for one in active for check in unit.commitments.checks(person.id, one.id)]
    today = local(now, zone).date()
    for one in waiting:
        if week_of(one) < today or one.due <= now or SNOOZED in one.send_key:
            unit.agenda.plan(one)
            weeks.append(week_of(one))
    last = from_wall(max(weeks), rhythm.weekly_at, zone) if weeks else None
    # Whoever changes something is there: what was ignored before is no reason to fall asleep.
    mark = _WOKEN if _weary(silent_weeks(unit, person)) else ""
    if asked_of(unit, person):
        plan_next(unit, person, now, ids.new(), last=last, mark=mark)


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
    if not any(one.kind == "nudge" for one in unit.agenda.of(person.id)):
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
    waiting = (one for one in unit.agenda.of(person.id) if one.kind == "nudge")
    weekly = [week_of(one) for one in waiting if SNOOZED not in one.send_key]
    if weekly:
        return min(weekly) < day
    slot = next_nudge(now, unit.people.rhythm(person.id), zone, last=now)
    return slot is not None and local(slot, zone).date() <= day


def has_own_week(due: Due) -> bool:
    """Whether this question was put off past the next one, in whose place it is asked."""
    return due.send_key.endswith(f"{SNOOZED}{week_of(due).isoformat()}")


def is_followed(unit: Unit, person: Person, due: Due) -> bool:
    """Whether the question of a later week waits already: one that is late needs no other."""
    waiting = (one for one in unit.agenda.of(person.id) if one.kind == "nudge")
    return any(SNOOZED not in one.send_key and week_of(one) > week_of(due) for one in waiting)


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
    return next((one.due for one in unit.agenda.of(person.id) if one.kind == "nudge"), None)
