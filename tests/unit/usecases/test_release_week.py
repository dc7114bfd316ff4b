"""What a channel is told in which week: batches and questions keep out of each other's way."""

from datetime import timedelta

from bot.ports import ChannelFacts, Undelivered
from storage import Store
from tests.unit.usecases.circle import START, USERS, Circle
from tests.unit.usecases.desk import words
from tests.unit.usecases.sharing import ROOM

HALF_AN_HOUR = timedelta(minutes=30)


def questions(circle: Circle) -> int:
    """Questions that came alone; a batch asks one too."""
    said = [words(card) for card in circle.read()]
    return sum("Question of the week" in one and "shuffled" not in one for one in said)


async def test_the_question_comes_while_a_batch_waits_for_readers(store: Store) -> None:
    circle = await Circle.of(store, 9)
    await circle.set_up(question="on")
    await circle.share(0, 1, 2, 3, 4)
    await circle.live(START + timedelta(days=60), HALF_AN_HOUR)
    assert questions(circle) >= 6
    assert circle.below() == []
    tenth = await Circle.of(store, 10)
    await tenth.desks[9].command("help")
    await circle.live(circle.town.moment + timedelta(days=8), HALF_AN_HOUR)
    assert len(circle.below()) == 5


async def test_the_question_waits_for_a_batch_whose_channel_is_not_told_of(store: Store) -> None:
    circle = await Circle.of(store)
    await circle.set_up(question="on")
    await circle.share(0, 1, 2, 3, 4)
    monday = START + timedelta(days=21, hours=2)
    circle.at(monday)
    circle.town.trouble = Undelivered("busy", 1)
    await circle.look(5)
    circle.town.trouble = None
    await circle.look(5)
    assert len(circle.read()) == 1
    circle.at(monday + timedelta(minutes=2))
    await circle.look(10)
    assert questions(circle) == 0
    assert len(circle.below()) == 5


async def test_a_parent_that_comes_in_a_later_week_is_what_is_said_in_it(store: Store) -> None:
    circle = await Circle.of(store)
    await circle.set_up(question="on")
    await circle.share(0, 1, 2, 3, 4)
    circle.at(await circle.due())
    await circle.look()
    assert await circle.waits() == 0
    circle.town.facts[ROOM] = ChannelFacts(member=True, archived=True, members=frozenset(USERS))
    monday = START + timedelta(days=21, hours=1, minutes=30)
    await circle.live(monday)
    circle.town.facts[ROOM] = ChannelFacts(member=True, members=frozenset(USERS))
    begun, asked = len(circle.read()), questions(circle)
    await circle.live(monday + timedelta(days=4), HALF_AN_HOUR)
    assert len(circle.read()) == begun + 1
    assert len(circle.below()) == 5
    assert questions(circle) == asked
