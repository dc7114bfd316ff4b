"""The meeting of a preparation: when it is over, what was expected of it, who looked back on it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendar.zones import from_wall
from bot.coach.preparation import Meeting
from bot.ports import Conversation, Person, Unit
from bot.usecases.history import Answered, answers_at
from bot.usecases.talk import zone_of


def meeting_of(preparation: Conversation) -> Meeting:
    """When the negotiation takes place, as far as it is known now."""
    return Meeting.model_validate(preparation.state.answers.get("meeting", {}))


def frozen_at(meeting: Meeting, zone: ZoneInfo) -> datetime | None:
    """The instant from which on nothing is an expectation any more; None while it is open.

    A meeting whose hour is open takes its whole local day.
    """
    if meeting.at:
        return meeting.at
    if meeting.day is None or meeting.day == date.max:
        return None
    return from_wall(meeting.day + timedelta(days=1), time(0), zone)


def is_over(preparation: Conversation, zone: ZoneInfo, now: datetime) -> bool:
    """Whether the meeting has begun, or its day is over when the hour is open."""
    moment = frozen_at(meeting_of(preparation), zone)
    return moment is not None and moment <= now


def may_look_back(preparation: Conversation, zone: ZoneInfo, now: datetime) -> bool:
    """Whether its meeting is over, or has no moment: what is ahead is still being expected."""
    open_end = frozen_at(meeting_of(preparation), zone) is None
    return open_end or is_over(preparation, zone, now)


def expected(
    unit: Unit, person: Person, preparation: Conversation, meeting: Meeting
) -> tuple[Answered, frozenset[str]]:
    """The answers as they stood before the meeting, and those of them told in a form.

    Whatever was changed since does not count; while the day is open, everything does.
    """
    return answers_at(unit, person, preparation, frozen_at(meeting, zone_of(person)))


def reflection_on(
    preparation: Conversation, reflections: Iterable[Conversation]
) -> Conversation | None:
    """The reflection on the present meeting of a preparation, if it was begun."""
    present = meeting_of(preparation)
    for one in reflections:
        past = Meeting.model_validate(one.state.given.get("meeting", {}))
        if one.about == preparation.id and past == present:
            return one
    return None


def is_told(reflection: Conversation | None) -> bool:
    """Whether it is told how the meeting went."""
    return reflection is not None and "outcome" in reflection.state.answers


def is_answered(reflection: Conversation | None) -> bool:
    """Whether the question how it went was answered at all, also in part or by leaving it out."""
    if reflection is None:
        return False
    state = reflection.state
    return is_told(reflection) or state.step != "outcome" or bool(state.draft)


def is_called_off(preparation: Conversation, reflections: Iterable[Conversation]) -> bool:
    """Whether it is told that the present meeting takes place no longer."""
    reflection = reflection_on(preparation, reflections)
    return reflection is not None and ended_as(reflection) == "cancelled"


def ended_as(reflection: Conversation) -> object:
    """How the meeting ended, as it is kept; None while that is not told."""
    return reflection.state.answers.get("outcome", {}).get("ended")
