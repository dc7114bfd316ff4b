"""Channels that close, platforms that refuse, Parley that is away: nothing is lost or leaks."""

from datetime import timedelta

import pytest

from bot.coach.lessons import Lesson
from bot.ports import ChannelFacts, Undelivered, Unit
from bot.usecases.settling_pool import settle
from storage import Store
from tests.unit.usecases.circle import START, TEXTS, USERS, Circle
from tests.unit.usecases.desk import RandomIds, words
from tests.unit.usecases.sharing import ROOM

OTHER = "C0OTHER"
MEMBERS = frozenset(USERS)


@pytest.fixture
async def circle(store: Store) -> Circle:
    """Ten people who use Parley in two channels."""
    return await Circle.of(store, 10, ROOM, OTHER)


CLOSED = [
    ChannelFacts(member=True, members=MEMBERS, archived=True),
    ChannelFacts(members=MEMBERS),
    ChannelFacts(hidden=True),
    ChannelFacts(missing=("channels:read",)),
    ChannelFacts(member=True, members=MEMBERS, shared=True),
]


@pytest.mark.parametrize("closed", CLOSED)
async def test_a_batch_waits_for_the_only_channel(circle: Circle, closed: ChannelFacts) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    before, circle.town.facts[ROOM] = circle.town.facts[ROOM], closed
    await circle.live(START + timedelta(days=30), timedelta(hours=6))
    assert circle.below() == []
    assert await circle.waits() == 5
    circle.town.facts[ROOM] = before
    await circle.live(circle.town.moment + timedelta(days=4))
    assert len(circle.read()) == 2
    assert len(circle.below()) == 5


async def test_a_channel_that_closed_leaves_the_others_their_lessons(circle: Circle) -> None:
    await circle.set_up()
    await circle.set_up(OTHER, 0, together=ROOM)
    await circle.share(0, 1, 2, 3, 4)
    circle.town.facts[OTHER] = CLOSED[0]
    await circle.live(await circle.due())
    assert len(circle.below(ROOM)) == 5
    assert len(circle.read(OTHER)) == 1
    assert (await circle.pool()).channels == (ROOM,)


@pytest.mark.parametrize("closed", CLOSED[:3])
async def test_a_channel_that_closes_half_way_gets_the_rest_when_it_opens(
    circle: Circle, closed: ChannelFacts
) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look(4)
    before = len(circle.below())
    assert 0 < before < 5
    opened, circle.town.facts[ROOM] = circle.town.facts[ROOM], closed
    circle.town.troubles = [Undelivered("refused" if closed.archived else "uninvited")] * 100
    await circle.live(circle.town.moment + timedelta(hours=5))
    assert len(circle.below()) == before
    circle.town.facts[ROOM], circle.town.troubles = opened, []
    await circle.live(circle.town.moment + timedelta(hours=5))
    assert len(circle.below()) == 5
    assert len(circle.read()) == 2


async def test_a_message_that_never_is_taken_does_not_stop_the_next_batch(circle: Circle) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    circle.town.troubles = [None, None, Undelivered("refused")]
    await circle.look(10)
    assert len(circle.below()) == 1
    await circle.share(5, 6, 7, 8, 9)
    await circle.live(await circle.due())
    assert len(circle.below()) == 6
    assert (await circle.pool()).channels == (ROOM,)


async def test_nothing_is_posted_while_parley_is_away_and_all_when_it_is_back(
    circle: Circle,
) -> None:
    await circle.set_up()
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    circle.town.troubles = [Undelivered("gone")]
    await circle.look(2)
    assert circle.lost == ["T1"]
    await circle.desks[0].run(lambda unit: unit.workspace.lock(circle.town.moment))
    await circle.look(10)
    assert len(circle.read()) == 1
    await circle.desks[0].run(lambda unit: unit.workspace.unlock())
    await circle.look(10)
    assert len(circle.read()) == 2
    assert len(circle.below()) == 5


async def test_a_question_comes_on_monday_and_rides_with_a_batch(circle: Circle) -> None:
    await circle.set_up(question="on")
    await circle.live(START + timedelta(days=8))
    (_, question) = circle.read()
    assert "Question of the week" in words(question)
    assert "No need to answer" in words(question)
    await circle.share(0, 1, 2, 3, 4)
    due = await circle.due()
    await circle.live(due)
    parent = circle.read()[-1]
    assert "Question of the week" in words(parent)
    assert "shuffled" in words(parent)


async def test_without_the_switch_there_is_no_question(circle: Circle) -> None:
    await circle.set_up()
    await circle.live(START + timedelta(days=22))
    assert len(circle.read()) == 1
    owner = circle.desks[0]
    form = (await owner.command("lessons here")).open
    assert form is not None
    await owner.submit(form, threshold="5", question="on")
    await circle.live(circle.town.moment + timedelta(days=8))
    assert len(circle.read()) == 2


async def test_a_lesson_that_cannot_be_read_holds_up_its_own_pool_alone(circle: Circle) -> None:
    await circle.set_up()
    await circle.set_up(OTHER, 1)
    pools = {pool.channels: pool.id for pool in await circle.pools()}

    def spoil(unit: Unit) -> None:
        for desk in circle.desks[:5]:
            person = unit.people.find(desk.user)
            assert person is not None
            good = Lesson(kind="raise", text=TEXTS[0]).model_dump_json()
            unit.lessons.contribute(pools[OTHER,], person.id, good)
            unit.lessons.contribute(pools[ROOM,], person.id, '{"kind": "of another version"}')
        for pool in pools.values():
            settle(unit, pool, circle.town.moment, RandomIds())

    await circle.desks[0].run(spoil)
    await circle.live(START + timedelta(days=20))
    assert (len(circle.below(OTHER)), len(circle.below(ROOM))) == (5, 0)
    assert await circle.waits() == 5
