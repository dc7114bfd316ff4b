"""People who are due a message, at whatever hour a test runs."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from bot.calendar.rhythm import Rhythm
from bot.coach.preparation import Meeting
from bot.dialogue.script import State
from bot.guides.prepare import PREPARE
from bot.ports import Conversation, Due, Person, Unit
from bot.usecases.schedule import mark
from storage import Store

# No day is off for them, and in their zone it is about noon.
ALWAYS = Rhythm(days_off=frozenset())
_AT_ONCE = 200


def due_before(unit: Unit, person: Person, due: datetime, meeting: datetime) -> Conversation:
    """Keep a preparation of the person whose message before the meeting is due; gives it."""
    answer = Meeting(at=meeting, day=meeting.date())
    state = State(
        script=PREPARE.name,
        version=PREPARE.version,
        step="situation",
        answers={"meeting": answer.model_dump(mode="json", exclude_defaults=True)},
    )
    conversation = Conversation(
        id=uuid4().hex, person=person.id, revision=0, state=state, started=due, changed=due
    )
    unit.conversations.add(conversation)
    unit.agenda.plan(
        Due(
            id=uuid4().hex,
            person=person.id,
            kind="before",
            due=due,
            send_key=f"before:{conversation.id}:{mark(answer)}",
            about=conversation.id,
        )
    )
    return conversation


async def people_due(
    store: Store,
    workspace: str,
    users: Sequence[str],
    due: datetime,
    channel: Callable[[str], str | None] = lambda _: None,
) -> list[Person]:
    """Keep people with these platform ids, each with one message due; gives them.

    `channel` tells the direct message with somebody, if it is known.
    """
    now = datetime.now(UTC)
    meeting = now.replace(microsecond=0) + timedelta(days=3)
    people = [
        Person(
            id=uuid4().hex,
            workspace=workspace,
            user=user,
            zone=f"Etc/GMT{now.hour - 12:+}",  # where it is noon; its names count from the west
            welcomed=True,
            channel=channel(user),
        )
        for user in users
    ]

    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]

        def keep(unit: Unit, some: Sequence[Person] = some) -> None:
            for person in some:
                unit.people.add(person)
                unit.people.keep_rhythm(person.id, ALWAYS)
                due_before(unit, person, due, meeting)

        await store.run(workspace, keep)
    return people


async def at_home(store: Store, workspace: str, people: Sequence[Person]) -> None:
    """Let their profiles, which would name another zone, have been asked just now."""

    def asked(unit: Unit) -> None:
        for person in people:
            unit.people.keep_zone(person.id, person.zone, datetime.now(UTC))

    await store.run(workspace, asked)
