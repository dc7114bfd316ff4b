"""The question how a meeting went: the morning after, and once more two working days later."""

from datetime import datetime, time
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from bot.calendar.cadence import working_days_later
from bot.calendar.zones import from_wall
from bot.cards import Button, Buttons, Note, Paragraph
from bot.guides.figures import shown_meeting
from bot.guides.reflect import REFLECT
from bot.guides.words import say
from bot.ports import Conversation, Due, Person, Unit
from bot.usecases.meetings import is_answered, is_over, meeting_of, reflection_on
from bot.usecases.part import Part
from bot.usecases.schedule import REPEAT_AFTER, mark, token
from bot.usecases.talk import zone_of

_ANSWERS = (
    ("ended.agreed", "agreed"),
    ("ended.no_deal", "no_deal"),
    ("ended.still_open", "still_open"),
    ("ended.moved", "moved"),
    ("ended.cancelled", "cancelled"),
    ("button.private", "private"),
    ("reflect.button.not_now", "later"),
)


def first(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """How did it go; the repeat is planned with it."""
    preparation = _asked_about(unit, person, due, now)
    if preparation is None:
        return None
    rhythm = unit.people.rhythm(person.id)
    again = working_days_later(now, REPEAT_AFTER, rhythm, zone_of(person), rhythm.reflect_at)
    key = f"reflect_again:{preparation.id}:{mark(meeting_of(preparation))}"
    unit.agenda.plan(
        Due(
            # The same for the same row, so that a second run plans the same again.
            id=uuid5(UUID(due.id), key).hex,
            person=person.id,
            kind="reflect_again",
            due=again,
            send_key=key,
            about=preparation.id,
        )
    )
    return _part("reflect.part.question", preparation, person)


def repeat(unit: Unit, person: Person, due: Due, now: datetime) -> Part | None:
    """The one repeat; after it the reflection waits on the Home tab."""
    preparation = _asked_about(unit, person, due, now)
    return _part("reflect.part.again", preparation, person) if preparation else None


def _asked_about(unit: Unit, person: Person, due: Due, now: datetime) -> Conversation | None:
    """The preparation, while its meeting is over and that question is not answered."""
    preparation = unit.conversations.get(person.id, due.about)
    if preparation is None or not is_over(preparation, zone_of(person), now):
        return None
    begun = reflection_on(preparation, unit.conversations.of(person.id, REFLECT.name))
    return None if is_answered(begun) else preparation


def _part(question: str, preparation: Conversation, person: Person) -> Part:
    when = token(preparation.id, meeting_of(preparation))
    buttons = tuple(
        Button(label=say(words), action="reflect", value=f"{preparation.id}:{name}:{when}")
        for words, name in _ANSWERS
    )
    line = say(question)
    shown = when_of(preparation, zone_of(person))
    return Part(
        elements=(
            Paragraph(line=line, id=f"reflect:{preparation.id}"),
            *((Note(line=say("reflect.screen.when", when=shown)),) if shown else ()),
            Buttons(buttons=buttons, id=f"reflect:{preparation.id}:quick"),
        ),
        summary=line,
    )


def when_of(preparation: Conversation, zone: ZoneInfo) -> str:
    """The moment of the meeting; it tells two of them apart without a word that was typed.

    Empty while it is open, and when it was told in a form: that stays out of the chat.
    """
    meeting = meeting_of(preparation)
    if "meeting" in preparation.state.private or meeting.day is None:
        return ""
    then = meeting.at or from_wall(meeting.day, time(0), zone)
    return shown_meeting(meeting, zone, then)
