"""A batch under way, and channels and a platform that do not stay as they were."""

from datetime import timedelta

import pytest

from bot.ports import ChannelFacts, Undelivered
from storage import Store
from tests.unit.usecases.circle import START, USERS, Circle
from tests.unit.usecases.sharing import ROOM

EVERYBODY = frozenset(USERS)
OTHER = "C0OTHER"


@pytest.fixture
async def circle(store: Store) -> Circle:
    """A batch of five that is due in a channel."""
    found = await Circle.of(store)
    await found.set_up()
    await found.share(0, 1, 2, 3, 4)
    found.at(await found.due())
    return found


async def test_a_channel_shared_with_another_company_half_way_gets_no_more(circle: Circle) -> None:
    await circle.look(4)
    before = len(circle.below())
    assert 0 < before < 5
    circle.town.facts[ROOM] = ChannelFacts(member=True, members=EVERYBODY, shared=True)
    await circle.live(circle.town.moment + timedelta(hours=5))
    assert len(circle.below()) == before
    circle.town.facts[ROOM] = ChannelFacts(member=True, members=EVERYBODY)
    await circle.live(circle.town.moment + timedelta(hours=2))
    assert len(circle.below()) == 5


async def test_a_channel_closed_between_release_and_parent_gets_none(circle: Circle) -> None:
    await circle.look()
    assert await circle.waits() == 0
    circle.town.facts[ROOM] = ChannelFacts(member=True, members=EVERYBODY, shared=True)
    await circle.look(30)
    assert (len(circle.read()), circle.below()) == (1, [])
