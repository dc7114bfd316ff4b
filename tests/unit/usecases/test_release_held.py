"""A batch that waits for a channel: who set it up hears of it, and Slack is not asked."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.cards import Card
from bot.ports import ChannelFacts, Undelivered
from tests.unit.usecases.circle import TEXTS, USERS, Circle, Square
from tests.unit.usecases.desk import Desk, words
from tests.unit.usecases.sharing import ROOM

EVERYBODY = frozenset(USERS)
CLOSED = [
    ChannelFacts(member=True, members=EVERYBODY, archived=True),
    ChannelFacts(member=True, members=EVERYBODY, shared=True),
    ChannelFacts(hidden=True),
    ChannelFacts(missing=("channels:read",)),
]
MINUTE = timedelta(minutes=1)


async def heard(desk: Desk) -> list[str]:
    """What came to somebody of a batch that waits, also just now."""
    await desk.command("help")
    return [said for said in map(words, desk.got) if "Lessons are ready" in said]


@pytest.mark.parametrize("facts", CLOSED, ids=["archived", "shared", "removed", "withheld"])
async def test_who_set_up_a_closed_channel_hears_once_that_lessons_wait(
    circle: Circle, facts: ChannelFacts
) -> None:
    circle.town.facts[ROOM] = facts
    await circle.live(circle.town.moment + timedelta(days=30), timedelta(hours=3))
    (told,) = await heard(circle.desks[0])
    assert not [text for text in TEXTS if text in told]
    assert not any([await heard(desk) for desk in circle.desks[1:]])
    assert await circle.waits() == 5


async def test_who_set_it_up_hears_of_a_batch_that_stops_half_way(circle: Circle) -> None:
    await circle.look(4)
    assert 0 < len(circle.below()) < 5
    circle.town.facts[ROOM] = CLOSED[0]
    await circle.live(circle.town.moment + timedelta(hours=5))
    assert len(await heard(circle.desks[0])) == 1


async def test_the_next_batch_that_waits_is_told_of_again(circle: Circle) -> None:
    opened = circle.town.facts[ROOM]
    circle.town.facts[ROOM] = CLOSED[0]
    await circle.live(circle.town.moment + timedelta(days=2))
    circle.town.facts[ROOM] = opened
    await circle.live(circle.town.moment + timedelta(days=5))
    assert len(circle.below()) == 5
    await circle.share(0, 1, 2, 3, 4)
    circle.town.facts[ROOM] = CLOSED[0]
    await circle.live(await circle.due() + timedelta(days=2))
    assert len(await heard(circle.desks[0])) == 2


async def test_nobody_hears_of_a_batch_that_waits_for_readers(circle: Circle) -> None:
    circle.town.facts[ROOM] = ChannelFacts(member=True, members=frozenset(USERS[:9]))
    await circle.live(circle.town.moment + timedelta(days=3))
    assert await heard(circle.desks[0]) == []


async def test_a_channel_whose_owner_is_gone_tells_nobody(circle: Circle) -> None:
    form = (await circle.desks[0].command("delete")).open
    assert form is not None
    await circle.desks[0].submit(form, confirm="delete")
    await circle.share(5)
    circle.at(await circle.due())
    circle.town.facts[ROOM] = CLOSED[0]
    await circle.live(circle.town.moment + timedelta(days=2))
    assert not any([await heard(desk) for desk in circle.desks])


@dataclass
class Silent(Square):
    """A platform that says nothing of its channels while `silent`, and counts the questions.

    It is so from the next message on when it `falls`.
    """

    silent: bool = False
    falls: bool = False
    asked: int = 0

    async def announce(self, channel: str, card: Card, thread: str | None = None) -> str:
        self.silent, self.falls = self.silent or self.falls, False
        return await super().announce(channel, card, thread)

    async def about_channel(self, channel: str) -> ChannelFacts:
        self.asked += 1
        if self.silent:
            raise Undelivered("busy", 1)
        return await super().about_channel(channel)


def silenced(circle: Circle, *, falls: bool = False) -> Silent:
    """The same town, which does not answer from now on, or once it `falls` silent."""
    old = circle.town
    town = Silent(old.profiles, old.channels, old.threads, old.facts, moment=old.moment)
    circle.town, town.silent, town.falls = town, not falls, falls
    for desk in circle.desks:
        desk.town = town
    circle.releasing = circle.process()
    return town


async def test_a_platform_that_does_not_answer_holds_a_release_up_for_a_minute(
    circle: Circle,
) -> None:
    town = silenced(circle)
    await circle.look(59)
    assert (town.asked, await circle.waits()) == (1, 5)
    assert await heard(circle.desks[0]) == []
    town.silent = False
    await circle.look(12)
    assert len(circle.below()) == 5


async def test_a_platform_that_does_not_answer_holds_a_posting_up_for_a_minute(
    circle: Circle,
) -> None:
    await circle.look(4)
    before = len(circle.below())
    town = silenced(circle)
    await circle.look(59)
    assert (town.asked, len(circle.below())) == (1, before)
    town.silent = False
    await circle.look(12)
    assert len(circle.below()) == 5


async def test_a_refusal_counts_once_the_channel_was_looked_at(circle: Circle) -> None:
    """It lets the rest of a batch go, unless the platform does not say of what kind it is."""
    await circle.look(2)
    town = silenced(circle, falls=True)
    town.troubles = [Undelivered("refused")]
    await circle.look()
    assert (town.asked, town.troubles) == (2, [])
    town.silent = False
    circle.at(circle.town.moment + 2 * MINUTE)
    await circle.look(12)
    assert len(circle.below()) == 5
