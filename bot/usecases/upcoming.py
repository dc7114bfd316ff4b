"""What Parley will write next, as far as is known."""

from datetime import datetime

from bot.calendar.etiquette import decide
from bot.calendar.zones import show_moment
from bot.cards import Line
from bot.guides.words import say
from bot.ports import Due, Person, Unit
from bot.usecases.part import counts_for_week
from bot.usecases.talk import zone_of


def upcoming(unit: Unit, person: Person, now: datetime) -> Line | None:
    """What is due next and when, in the person's zone and without words they typed, if anything."""
    rows = unit.agenda.of(person.id)
    if not rows:
        return None
    when, row = min(
        ((_polite(unit, person, row, now), row) for row in rows), key=lambda pair: pair[0]
    )
    what = say(f"due.{row.kind}").text
    return say("due.next", what=what, when=show_moment(when, zone_of(person), now))


def _polite(unit: Unit, person: Person, row: Due, now: datetime) -> datetime:
    """When the row may go out at the earliest, as if nothing else were sent."""
    rhythm, moment = unit.people.rhythm(person.id), max(row.due, now)
    later = decide(
        moment,
        rhythm,
        zone_of(person),
        (),
        for_week=counts_for_week(row.kind),
        deadline=row.kind == "before",
    )
    return later or moment
