"""What Parley will write next, as far as is known."""

from datetime import datetime
from operator import itemgetter
from zoneinfo import ZoneInfo

from bot.calendar.etiquette import decide
from bot.calendar.rhythm import Rhythm
from bot.calendar.zones import show_moment
from bot.cards import Line
from bot.guides.words import say
from bot.ports import Due, Person, Unit
from bot.usecases.part import counts_for_week
from bot.usecases.talk import zone_of


def upcoming(unit: Unit, person: Person, now: datetime) -> Line | None:
    """What is due next and when, in the person's zone and without words they typed, if anything.

    An invitation is what somebody else wants: it is not announced, and may never come.
    """
    rows = [row for row in unit.agenda.of(person.id) if row.kind != "invitation"]
    if not rows:
        return None
    rhythm, zone = unit.people.rhythm(person.id), zone_of(person)
    moments = [(_polite(row, max(row.due, now), rhythm, zone), row.kind) for row in rows]
    when, kind = min(moments, key=itemgetter(0))
    return say("due.next", what=say(f"due.{kind}").text, when=show_moment(when, zone, now))


def _polite(row: Due, moment: datetime, rhythm: Rhythm, zone: ZoneInfo) -> datetime:
    """When the row may go out at the earliest, as if nothing else were sent."""
    for_week, deadline = counts_for_week(row.kind), row.kind == "before"
    later = decide(moment, rhythm, zone, (), for_week=for_week, deadline=deadline)
    return later or moment
