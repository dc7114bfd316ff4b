"""Plan what a preparation makes due: before its meeting, after it, and on the days of its steps."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cached_property
from hashlib import blake2b
from typing import Final

from bot.calendar.cadence import (
    before_meeting,
    reflection,
    working_day_from,
    working_days_later,
)
from bot.calendar.etiquette import decide
from bot.calendar.zones import from_wall, local
from bot.coach.preparation import Improve, Meeting, Preparation
from bot.dialogue.script import Remark
from bot.guides.reflect import REFLECT
from bot.ports import Conversation, Due, DueKind, Ids, Person, Unit
from bot.usecases.knock import Knock
from bot.usecases.meetings import (
    frozen_at,
    is_answered,
    is_called_off,
    is_over,
    reflection_on,
)
from bot.usecases.talk import Details, preparation_of, put, zone_of

OF_THE_MEETING: Final[tuple[DueKind, ...]] = ("before", "reflect", "reflect_again")

REPEAT_AFTER: Final = 2
"""Working days from the question how a meeting went until its one repeat."""

_What = tuple[DueKind, str]
"""What is due, and for which moment of the meeting or day of a step."""

_AFTER_IT: Final[tuple[DueKind, ...]] = ("reflect", "reflect_again")

_MATTERS: Final = ("meeting", "improve", "reminders")


def prepared(
    unit: Unit, knock: Knock, person: Person, before: Conversation, after: Conversation
) -> None:
    """Plan anew what hangs on the answers that changed; ask once for a zone that is not known."""
    changed = {
        name for name in _MATTERS if before.state.answers.get(name) != after.state.answers.get(name)
    }
    if not changed or not (_names_days(before) or _names_days(after)):
        return
    answers = preparation_of(after)
    planning = _Planning(unit, person, knock.now, knock.ids)
    if changed & {"meeting", "reminders"}:
        planning.meeting(after, answers)
    planning.steps(after, answers)
    if "meeting" in changed and _zone_matters_first(unit, person, after, answers):
        put(unit, knock, person, Details(remarks=(Remark(code="rhythm.zone_unknown"),)))


def replan(unit: Unit, person: Person, now: datetime, ids: Ids) -> None:
    """Plan anew what hangs on meetings, after a change of rhythm or zone.

    After a meeting that is over nothing is added: what waits moves along.
    """
    planning = _Planning(unit, person, now, ids)
    for conversation in unit.conversations.of(person.id):
        answers = preparation_of(conversation)
        if answers.meeting and ahead(answers.meeting, person, now):
            planning.meeting(conversation, answers)
        elif answers.meeting:
            planning.looking_back(conversation, answers.meeting)
        planning.steps(conversation, answers)


def forget(unit: Unit, person: Person, preparation: str) -> None:
    """Cancel everything that belongs to a preparation."""
    for kind in (*OF_THE_MEETING, "improve"):
        unit.agenda.cancel(person.id, kind, preparation)


def mark(meeting: Meeting) -> str:
    """What tells one moment of a meeting from another in a send key; empty while it is open."""
    moment = meeting.at or meeting.day
    return moment.isoformat() if moment else ""


def token(preparation: str, meeting: Meeting) -> str:
    """What tells one moment of a meeting from another in a button, without showing it in a chat."""
    when = mark(meeting)
    return blake2b(f"{preparation}:{when}".encode(), digest_size=6).hexdigest() if when else ""


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
        self._rows = unit.agenda.of(person.id)

    def meeting(self, conversation: Conversation, answers: Preparation) -> None:
        """The message before the meeting and the reflection after it, in the place of others."""
        meeting, waiting = answers.meeting, self._waiting(conversation, OF_THE_MEETING)
        if meeting is None or meeting.day is None or not wanted(answers):
            self._settle(conversation, waiting, {})
            return
        when = mark(meeting)
        planned: dict[_What, datetime | None] = {}
        planned["before", when] = self._before(meeting, waiting.get(("before", when)))
        begun = self._begun(conversation)
        if not begun:
            planned["reflect", when] = self._after(meeting, waiting.get(("reflect", when)))
        if not begun and ("reflect_again", when) in waiting:
            planned["reflect_again", when] = self._moved(waiting["reflect_again", when])
        self._settle(conversation, waiting, planned)
        if not begun and is_over(conversation, self._zone, self._now):
            self._repeat(conversation, meeting)

    def _repeat(self, conversation: Conversation, meeting: Meeting) -> None:
        """The one repeat, when the first question was asked already: it is planned with that."""
        when = mark(meeting)
        self._rows = self._unit.agenda.of(self._person.id)
        if not self._waiting(conversation, _AFTER_IT):
            first = reflection(meeting.at, meeting.day, self._rhythm, self._zone) or self._now
            again = self._working_days_later(first, REPEAT_AFTER)
            self._settle(conversation, {}, {("reflect_again", when): self._not_passed(again)})

    def looking_back(self, conversation: Conversation, meeting: Meeting) -> None:
        """Move what waits after a meeting that is over; nothing is added."""
        waiting = self._waiting(conversation, _AFTER_IT)
        planned = {
            (kind, when): self._after(meeting, row) if kind == "reflect" else self._moved(row)
            for (kind, when), row in waiting.items()
        }
        self._settle(conversation, waiting, planned)

    def steps(self, conversation: Conversation, answers: Preparation) -> None:
        """One reminder for each day that has a step, at the person's hour, in place of others.

        A day that has passed keeps what still waits to be said of it.
        """
        waiting = self._waiting(conversation, ("improve",))
        today = local(self._now, self._zone).date()
        steps = (answers.improve or Improve()).steps if wanted(answers) else ()
        if steps and is_called_off(conversation, self._reflections):
            steps = ()
        planned: dict[_What, datetime | None] = {}
        for day in {step.day for step in steps}:
            what: _What = ("improve", day.isoformat())
            if day >= today or what in waiting:
                planned[what] = self._step(day, answers.meeting, waiting.get(what))
        self._settle(conversation, waiting, planned)

    def _before(self, meeting: Meeting, row: Due | None) -> datetime | None:
        """The moment of the message before; where it was put off to, when that is still in time."""
        due = before_meeting(meeting.at, meeting.day, self._rhythm, self._zone, self._now)
        if due or row is None or self._rhythm.before == "never":
            return due
        ends = frozen_at(meeting, self._zone)
        return row.due if ends and self._polite(row.due, deadline=True) < ends else None

    def _after(self, meeting: Meeting, row: Due | None) -> datetime | None:
        due = reflection(meeting.at, meeting.day, self._rhythm, self._zone)
        if due is None or due > self._now:
            return due
        return self._moved(row) if row else self._not_passed(due)

    def _moved(self, row: Due) -> datetime:
        """The person's hour on the day the row waits for, if that is a working day and ahead."""
        day = local(row.due, self._zone).date()
        due = working_day_from(day, self._rhythm, self._zone, self._rhythm.reflect_at)
        return due if due > self._now else row.due

    def _step(self, day: date, meeting: Meeting | None, row: Due | None) -> datetime:
        """The person's hour on the day; before the meeting, when it would be put off past it."""
        due = from_wall(day, self._rhythm.reflect_at, self._zone)
        if row and due <= self._now:
            return row.due
        due = self._not_passed(due)
        ends = frozen_at(meeting, self._zone) if meeting else None
        if meeting is None or ends is None or self._polite(due) < ends:
            return due
        in_time = from_wall(day, time(0), self._zone) < ends
        return (self._last_before(meeting) if in_time else None) or due

    def _last_before(self, meeting: Meeting) -> datetime | None:
        """When the message before the meeting comes: with it, as it is the last polite moment."""
        before = "morning" if self._rhythm.before == "morning" else "afternoon"
        quiet = self._rhythm.model_copy(update={"before": before, "deadline_alerts": False})
        return before_meeting(meeting.at, meeting.day, quiet, self._zone, self._now)

    def _polite(self, due: datetime, *, deadline: bool = False) -> datetime:
        """When something due then may go out, as if nothing else were sent."""
        due = max(due, self._now)
        later = decide(due, self._rhythm, self._zone, (), for_week=False, deadline=deadline)
        return later or due

    def _begun(self, conversation: Conversation) -> bool:
        """Whether they began to tell how this meeting went: it is not asked about any more."""
        return is_answered(reflection_on(conversation, self._reflections))

    @cached_property
    def _reflections(self) -> tuple[Conversation, ...]:
        return self._unit.conversations.of(self._person.id, REFLECT.name)

    def _not_passed(self, due: datetime) -> datetime:
        """The moment, or the person's hour on the next working day when it has passed."""
        return due if due > self._now else self._working_days_later(self._now, 1)

    def _working_days_later(self, instant: datetime, count: int) -> datetime:
        hour = self._rhythm.reflect_at
        return working_days_later(instant, count, self._rhythm, self._zone, hour)

    def _waiting(self, conversation: Conversation, kinds: tuple[DueKind, ...]) -> dict[_What, Due]:
        return {
            (row.kind, row.send_key.removeprefix(_key(row.kind, conversation, ""))): row
            for row in self._rows
            if row.kind in kinds and row.about == conversation.id
        }

    def _settle(
        self,
        conversation: Conversation,
        waiting: Mapping[_What, Due],
        planned: Mapping[_What, datetime | None],
    ) -> None:
        """Let nothing of what is waiting wait but what is planned.

        What is due already is about to be said, and what may have been said is looked for: both
        stay as they are.
        """
        for what, row in waiting.items():
            if planned.get(what) is None:
                self._unit.agenda.withdraw(row.id)
        for what, due in planned.items():
            known = waiting.get(what)
            stays = known and (known.doubtful or known.due <= self._now or known.due == due)
            if due and not stays:
                self._plan(conversation, what, due)

    def _plan(self, conversation: Conversation, what: _What, due: datetime) -> None:
        kind, when = what
        self._unit.agenda.plan(
            Due(
                id=self._ids.new(),
                person=self._person.id,
                kind=kind,
                due=due,
                send_key=_key(kind, conversation, when),
                about=conversation.id,
            )
        )


def _key(kind: DueKind, conversation: Conversation, when: str) -> str:
    return f"{kind}:{conversation.id}:{when}"


def _zone_matters_first(
    unit: Unit, person: Person, conversation: Conversation, answers: Preparation
) -> bool:
    """Whether this is their first meeting and their profile, which was asked, told no zone."""
    if person.zone or person.zone_checked is None or not _fixed(answers):
        return False
    others = (one for one in unit.conversations.of(person.id) if one.id != conversation.id)
    return not any(_fixed(preparation_of(one)) for one in others)


def _names_days(conversation: Conversation) -> bool:
    """Whether anything is planned or to be planned: the meeting or steps have days."""
    state = conversation.state
    answers = {**state.unread, **state.answers}  # what is unread now may have been planned once
    meeting, improve = answers.get("meeting", {}), answers.get("improve", {})
    return bool(meeting.get("day") or improve.get("steps"))


def _fixed(answers: Preparation) -> bool:
    return answers.meeting is not None and answers.meeting.day is not None
