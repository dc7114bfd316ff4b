"""A channel joins another one: by who set that up alone, and nobody reads more than was meant."""

from datetime import timedelta

import pytest

from bot.cards import Card, Screen
from bot.ports import Undelivered
from storage import Store
from tests.unit.usecases.circle import START, USERS, Circle
from tests.unit.usecases.desk import buttons, shown, words
from tests.unit.usecases.sharing import ROOM, opened, send

OTHER = "C0OTHER"


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in two channels."""
    return await Circle.of(store, 10, ROOM, OTHER)


async def form_of(circle: Circle, desk: int, channel: str = OTHER) -> Screen:
    """The form in which somebody sets a channel up."""
    circle.desks[desk].place = channel
    form = (await circle.desks[desk].command("lessons here")).open
    assert form is not None
    return form


async def refusal(circle: Circle, desk: int, channel: str = OTHER, together: str = ROOM) -> str:
    """What is said beside the field in which the other channel is named."""
    form = await form_of(circle, desk, channel)
    reply = await circle.desks[desk].submit(form, together=together, threshold="5")
    return shown(reply.errors["pool:together"])


async def leaves_the_room(circle: Circle, user: str) -> None:
    facts = circle.town.facts[ROOM]
    circle.town.facts[ROOM] = facts.model_copy(update={"members": facts.members - {user}})


async def test_only_who_set_a_channel_up_adds_another_one(circle: Circle) -> None:
    await circle.set_up()
    assert "alone can add a channel" in await refusal(circle, 7)
    assert (await circle.pool()).channels == (ROOM,)
    await circle.set_up(OTHER, 0, together=ROOM)
    assert set((await circle.pool()).channels) == {ROOM, OTHER}


async def test_who_adds_a_channel_to_one_that_nobody_owns_takes_it_over(circle: Circle) -> None:
    await circle.set_up()
    form = await opened(circle.desks[0], "delete")
    await send(circle.desks[0], form, confirm="DELETE")
    await circle.set_up(OTHER, 7, together=ROOM)
    pool = await circle.pool()
    assert (pool.owner, set(pool.channels)) == (USERS[7], {ROOM, OTHER})


async def test_what_waits_is_read_by_nobody_it_was_not_meant_for(circle: Circle) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    assert "written for the channels it has" in await refusal(circle, 0)
    await circle.live(await circle.due())
    assert len(circle.below(ROOM)) == 5
    assert circle.below(OTHER) == circle.read(OTHER) == []
    await circle.set_up(OTHER, 0, together=ROOM)
    assert set((await circle.pool()).channels) == {ROOM, OTHER}


async def test_a_lesson_shared_while_a_channel_is_added_keeps_it_out(
    circle: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    await circle.set_up()
    announce = circle.town.announce

    async def announced(channel: str, card: Card, thread: str | None = None) -> str:
        monkeypatch.undo()
        sent = await announce(channel, card, thread)
        await circle.share(3)
        return sent

    monkeypatch.setattr(circle.town, "announce", announced)
    await circle.set_up(OTHER, 0, together=ROOM)
    assert (await circle.pool()).channels == (ROOM,)
    assert "written for the channels it has" in words(circle.desks[0].got[-1])
    assert circle.read(OTHER) == []


async def test_a_channel_reads_the_batches_that_came_there_alone(circle: Circle) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    await circle.set_up(OTHER, 0, together=ROOM)
    await leaves_the_room(circle, USERS[9])
    await circle.desks[9].command("lessons")
    told = circle.desks[9].got[-1]
    assert "have no lessons yet" in words(told)
    assert buttons(told) == {}
    await circle.desks[8].command("lessons")
    assert "5 of them" in words(circle.desks[8].got[-1])


async def test_what_did_not_come_to_a_channel_is_read_by_nobody_there(circle: Circle) -> None:
    await circle.set_up()
    receipts = await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    circle.town.troubles = [None, Undelivered("busy", 3)]
    await circle.look(2)
    assert (len(circle.read()), circle.below()) == (2, [])
    for number in range(4):
        form = await opened(circle.desks[number], "share withdraw")
        await send(circle.desks[number], form, receipt=receipts[number])
    await circle.look(30)
    assert circle.below() == []
    await circle.desks[9].command("lessons")
    assert "have no lessons yet" in words(circle.desks[9].got[-1])


async def test_who_is_in_another_pool_reads_nothing_of_this_one(circle: Circle) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(await circle.due())
    await circle.set_up(OTHER)
    await leaves_the_room(circle, USERS[9])
    await circle.desks[9].command("lessons")
    assert "have no lessons yet" in words(circle.desks[9].got[-1])


async def test_lessons_that_wait_for_a_stopped_channel_are_not_left_behind(circle: Circle) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    await circle.set_up(OTHER)
    await circle.desks[3].press(circle.read()[0], "Stop lessons here")
    circle.at(START + timedelta(days=8))
    assert "still wait for this channel alone" in await refusal(circle, 0, ROOM, OTHER)
    await circle.set_up(ROOM)
    await circle.live(circle.town.moment + timedelta(days=21))
    assert len(circle.below(ROOM)) == 5
    assert await circle.waits() == 0
