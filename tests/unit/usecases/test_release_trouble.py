"""A batch under way, and channels and a platform that do not stay as they were."""

from datetime import timedelta

import pytest

from bot.ports import ChannelFacts, Undelivered
from tests.unit.usecases.circle import START, USERS, Circle
from tests.unit.usecases.sharing import ROOM

EVERYBODY = frozenset(USERS)
OTHER = "C0OTHER"


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


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_platform_that_never_says_how_it_ended_gets_few_copies(
    circle: Circle, accepted: bool
) -> None:
    circle.town.accepted = accepted
    circle.town.troubles = [Undelivered("unsure")] * 1000
    await circle.look(600)
    tried = 1000 - len(circle.town.troubles)
    assert tried == 3
    await circle.live(START + timedelta(days=40), timedelta(minutes=10))
    assert 1000 - len(circle.town.troubles) == 5
    assert len(circle.read()) == 1 + 5 * accepted


async def test_an_outage_of_an_hour_costs_no_lesson(circle: Circle) -> None:
    circle.town.troubles = [None, None, *[Undelivered("unsure")] * 4]
    await circle.look(30)
    assert len(circle.below()) == 1
    await circle.live(circle.town.moment + timedelta(hours=3), timedelta(minutes=10))
    assert circle.town.troubles == []
    assert (len(circle.read()), len(circle.below())) == (2, 5)


async def test_each_message_whose_end_is_unknown_is_tried_again_soon(circle: Circle) -> None:
    circle.town.troubles = [Undelivered("unsure"), None] * 6
    await circle.look(60)
    assert (len(circle.read()), len(circle.below())) == (2, 5)


async def test_nothing_is_tried_again_at_once(circle: Circle) -> None:
    circle.town.troubles = [Undelivered("unsure"), None, Undelivered("unsure")]
    await circle.look(5)
    assert len(circle.town.troubles) == 2
    await circle.look(6)
    assert len(circle.read()) == 2
    assert circle.below() == []
