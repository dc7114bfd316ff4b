"""A meeting that is over, and what the tests of looking back do with it."""

from datetime import UTC, date, datetime

from bot.cards import Card, Screen
from bot.ports import Commitment, Conversation, Unit
from tests.unit.usecases.desk import JOB, Desk, words

AFTER = datetime(2026, 12, 11, 10, tzinfo=UTC)
"""The morning after the meeting of the worked example."""


async def prepared(desk: Desk, *texts: str) -> None:
    """The worked example is prepared, and its meeting is over."""
    await desk.command("prep job offer from Acme")
    await desk.walk(*(texts or JOB))
    desk.now = AFTER


async def chat(desk: Desk, *texts: str) -> str:
    """What comes back to a reflection typed in the chat."""
    seen = len(desk.got)
    await desk.command("reflect")
    await desk.walk(*texts)
    return "\n".join(words(card) for card in desk.got[seen:])


async def opened(desk: Desk, view: Card | Screen, label: str) -> Screen:
    screen = (await desk.press(view, label)).open
    assert screen is not None
    return screen


async def how_it_went(desk: Desk) -> str:
    listed = (await desk.command()).answer
    assert listed is not None
    return words(await opened(desk, listed, "How it went"))


async def reflections(desk: Desk) -> tuple[Conversation, ...]:
    def read(unit: Unit) -> tuple[Conversation, ...]:
        person = unit.people.find(desk.user)
        return unit.conversations.of(person.id, "reflect") if person else ()

    return await desk.run(read)


BEFORE = datetime(2026, 12, 1, 10, tzinfo=UTC)
"""A moment before that meeting."""


async def practise(desk: Desk, about: str | None = None, begun: datetime = BEFORE) -> None:
    def add(unit: Unit) -> None:
        person = unit.people.find(desk.user)
        assert person is not None
        unit.commitments.add(
            Commitment(
                id="c" * 32,
                person=person.id,
                practice=None,
                cue="they name a number",
                act="ask for its basis",
                evidence="a question",
                until=date(2027, 1, 31),
                begun=begun,
                about=about,
            )
        )

    await desk.run(add)
