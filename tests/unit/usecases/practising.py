"""Somebody who practises: choosing, being asked, and answering below the question."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.cards import Buttons, Card, Paragraph, Screen
from bot.ports import Check, Commitment, Due, Person, Unit
from bot.usecases.deliver import compose
from bot.usecases.hear import typed
from bot.usecases.knock import Knock, Reply
from bot.usecases.press import pressed
from tests.unit.usecases.desk import Desk, shown

T = TypeVar("T")

FIRST = datetime(2026, 10, 13, 8, tzinfo=UTC)
"""Tuesday 13 October 2026, 10:00 in Berlin: when the first question comes."""

WEEK = timedelta(days=7)
ANSWERS = ["I did it", "Chance came, not this time", "No chance came", "Tell me more"]

MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=UTC)
"""Two weeks before the clocks go back in Berlin."""


async def settle(desk: Desk, zone: str = "Europe/Berlin", now: datetime = MONDAY) -> None:
    """Be known, with a zone, at a moment."""
    desk.now = now
    await desk.command("help")
    await desk.travel(zone)


async def choose(
    desk: Desk, practice: str = "6", until: str = "6 weeks", start: str = "2", about: str = ""
) -> Card:
    """Commit to a practice of the library, taking everything suggested; it takes half an hour."""
    desk.now += timedelta(minutes=30)
    await desk.command("commit")
    await desk.say(practice)
    for _ in ("cue", "act", "evidence"):
        await tap(desk, desk.got[-1], "Keep this")
    await desk.walk(until, *([about] if about else []))
    return await desk.say(start)


async def nudged(desk: Desk, moment: datetime = FIRST) -> Card:
    """The one message of a moment."""
    (card,) = await desk.tick(moment)
    return card


async def tap(desk: Desk, card: Card | Screen, label: str, which: int = 0) -> Reply:
    """Press a button of a message; `which` tells buttons of the same name apart."""
    rows = (one.buttons for one in card.elements if isinstance(one, Buttons))
    button = [one for row in rows for one in row if shown(one.label) == label][which]
    knock = replace(desk.knock(), thread="1.0")
    return await _do(desk, knock, lambda unit: pressed(unit, knock, button.action, button.value))


async def reply_to(desk: Desk, card: Card, text: str) -> Card:
    """Type in the thread of a message."""
    root = tuple(str(one.id) for one in card.elements if isinstance(one, Buttons | Paragraph))
    knock = replace(desk.knock(), thread="1.0", root=root)
    await _do(desk, knock, lambda unit: typed(unit, knock, text))
    return desk.got[-1]


async def _do(desk: Desk, knock: Knock, work: Callable[[Unit], Reply]) -> Reply:
    reply = await desk.run(work)

    def deliver(unit: Unit) -> None:
        while claimed := unit.outbox.claim(knock.now, 50):
            for message in claimed:
                composed = compose(unit, message, knock.now)
                unit.outbox.sent(message.id)
                if composed:
                    desk.got.append(composed[1])

    await desk.run(deliver)
    return reply


async def of_me(desk: Desk, read: Callable[[Unit, Person], T]) -> T:
    """What is kept of this person."""

    def work(unit: Unit) -> T:
        person = unit.people.find(desk.user)
        assert person is not None
        return read(unit, person)

    return await desk.run(work)


async def practices(desk: Desk) -> tuple[Commitment, ...]:
    return await of_me(desk, lambda unit, me: unit.commitments.of(me.id))


async def checks(desk: Desk, commitment: Commitment) -> tuple[Check, ...]:
    return await of_me(desk, lambda unit, me: unit.commitments.checks(me.id, commitment.id))


async def nudges(desk: Desk) -> list[Due]:
    found = await of_me(desk, lambda unit, me: unit.agenda.of(me.id))
    return [one for one in found if one.kind == "nudge"]
