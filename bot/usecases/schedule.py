"""Plan what a preparation makes due: before its meeting, after it, and on the days of its steps."""

from datetime import datetime
from typing import Final

from bot.calendar.cadence import before_meeting, reflection, working_days_later
from bot.calendar.zones import from_wall, local
from bot.coach.preparation import Improve, Meeting, Preparation
from bot.dialogue.script import Remark
from bot.ports import Conversation, Due, DueKind, Ids, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.talk import Details, preparation_of, put, zone_of

OF_THE_MEETING: Final[tuple[DueKind, ...]] = ("before", "reflect", "reflect_again")

_MATTERS: Final = ("meeting", "improve", "reminders")


def prepared(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Plan anew what hangs on the answers that changed; ask once for a zone that is not known."""
    changed = {
        name for name in _MATTERS if before.state.answers.get(name) != after.state.answers.get(name)
    }
    if not changed:
        return
    answers = preparation_of(after)
    planning = _Planning(unit, person, knock.now, knock.ids)
    if changed & {"meeting", "reminders"}:
        planning.meeting(after, answers)
    if changed & {"improve", "reminders"}:
        planning.steps(after, answers)
    if "meeting" in changed and _zone_matters_first(unit, person, after, answers):
        put(unit, knock, person, Details(remarks=(Remark(code="rhythm.zone_unknown"),)))


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan anew what belongs to meetings still ahead, after a change of rhythm or zone.

    What is due after a meeting that is over waits as it is: it keeps to the new hours anyway.
    """
    planning = _Planning(unit, person, now, ids)
    for conversation in unit.conversations.of(person.id):
        answers = preparation_of(conversation)
        if answers.meeting and ahead(answers.meeting, person, now):
            planning.meeting(conversation, answers)
        planning.steps(conversation, answers)


def forget(unit: Unit, person: Person, preparation: str) -> None:
    """Cancel everything that belongs to a preparation."""
    for kind in (*OF_THE_MEETING, "improve"):
        unit.agenda.cancel(person.id, kind, preparation)


def mark(meeting: Meeting) -> str:
    """What tells one moment of a meeting from another in a send key; empty while it is open."""
    moment = meeting.at or meeting.day
    return moment.isoformat() if moment else ""


def ahead(meeting: Meeting, person: Person, now: datetime) -> bool:
    """Whether the meeting is still to come: an instant, or a day that is not over."""
    if meeting.at:
        return meeting.at > now
    return meeting.day is not None and meeting.day >= local(now, zone_of(person)).date()


def wanted(answers: Preparation) -> bool:
    """Whether the preparation may have reminders; it may until they are turned off."""
    return answers.reminders is None or answers.reminders.on


class _Planning:
    """Planning for one person, in one unit of work."""

    def __init__(self, unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
        self._unit = unit
        self._person = person
        self._now = now
        self._ids = ids
        self._zone = zone_of(person)
        self._rhythm = unit.people.rhythm(person.id)

    def meeting(self, conversation: Conversation, answers: Preparation) -> None:
        """The message before the meeting and the reflection after it, in the place of others."""
        for kind in OF_THE_MEETING:
            self._unit.agenda.cancel(self._person.id, kind, conversation.id)
        meeting = answers.meeting
        if meeting is None or meeting.day is None or not wanted(answers):
            return
        when = mark(meeting)
        due = before_meeting(meeting.at, meeting.day, self._rhythm, self._zone)
        if due and due > self._now:
            self._plan("before", conversation, when, due)
        due = reflection(meeting.at, meeting.day, self._rhythm, self._zone)
        if due:
            self._plan("reflect", conversation, when, self._not_passed(due))

    def steps(self, conversation: Conversation, answers: Preparation) -> None:
        """One reminder for each day that has a step, at the person's hour, in place of others."""
        self._unit.agenda.cancel(self._person.id, "improve", conversation.id)
        improve = answers.improve or Improve()
        if not wanted(answers):
            return
        today = local(self._now, self._zone).date()
        for day in sorted({step.day for step in improve.steps if step.day >= today}):
            due = from_wall(day, self._rhythm.reflect_at, self._zone)
            self._plan("improve", conversation, day.isoformat(), self._not_passed(due))

    def _plan(self, kind: DueKind, conversation: Conversation, when: str, due: datetime) -> None:
        self._unit.agenda.plan(
            Due(
                id=self._ids.new(),
                person=self._person.id,
                kind=kind,
                due=due,
                send_key=f"{kind}:{conversation.id}:{when}",
                about=conversation.id,
            )
        )

    def _not_passed(self, due: datetime) -> datetime:
        """The moment, or the person's hour on the next working day when it has passed."""
        if due > self._now:
            return due
        hour = self._rhythm.reflect_at
        return working_days_later(self._now, 1, self._rhythm, self._zone, hour)


def _zone_matters_first(
    unit: Unit, person: Person, conversation: Conversation, answers: Preparation
) -> bool:
    """Whether this is their first meeting and their profile, which was asked, told no zone."""
    if person.zone or person.zone_checked is None or not _fixed(answers):
        return False
    others = (one for one in unit.conversations.of(person.id) if one.id != conversation.id)
    return not any(_fixed(preparation_of(one)) for one in others)


def _fixed(answers: Preparation) -> bool:
    return answers.meeting is not None and answers.meeting.day is not None
