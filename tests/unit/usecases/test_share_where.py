"""Where somebody can share: in the channels that they are in."""

import pytest

from bot.cards import ChoiceField, Screen
from bot.ports import ChannelFacts
from storage import Store
from tests.unit.usecases.desk import Desk, words
from tests.unit.usecases.sharing import ROOM, opened, set_up

OTHER = "C0OTHER"


@pytest.fixture
async def desk(store: Store) -> Desk:
    """Somebody who is in one of two channels that get lessons."""
    desk = Desk(store)
    desk.town.facts[ROOM] = ChannelFacts(member=True, members=frozenset({desk.user}))
    desk.town.facts[OTHER] = ChannelFacts(member=True, members=frozenset({"U0ELSE"}))
    await set_up(desk, OTHER)
    return desk


def can_write(screen: Screen) -> bool:
    return any(isinstance(one, ChoiceField) for one in screen.elements)


async def test_only_channels_that_they_are_in_are_offered(desk: Desk) -> None:
    await set_up(desk, ROOM)
    form = await opened(desk)
    assert can_write(form)
    assert f"@{ROOM}" in words(form)
    assert OTHER not in words(form)


async def test_who_is_in_none_of_them_is_told_so(desk: Desk) -> None:
    screen = await opened(desk)
    assert not can_write(screen)
    assert "You are in none of the channels" in words(screen)
    desk.place = OTHER
    assert not can_write(await opened(desk)), "the platform knows better"


async def test_what_the_platform_does_not_tell_the_place_tells(desk: Desk) -> None:
    await set_up(desk, ROOM)
    desk.told = False
    screen = await opened(desk)
    assert not can_write(screen)
    assert "did not tell me" in words(screen)
    desk.place = ROOM
    form = await opened(desk)
    assert can_write(form)
    assert OTHER not in words(form)


async def test_the_form_says_that_channels_may_be_missing_and_how_to_try_again(desk: Desk) -> None:
    await set_up(desk, ROOM)
    known = words(await opened(desk))
    desk.told, desk.place = False, ROOM
    form = words(await opened(desk))
    assert "did not tell me in time which other channels" in form
    assert "type `/negotiate share` again" in form
    assert "in time" not in known


async def test_with_one_pool_alone_nothing_can_be_missing(store: Store) -> None:
    desk = Desk(store)
    await set_up(desk, ROOM)
    desk.told, desk.place = False, ROOM
    form = await opened(desk)
    assert can_write(form)
    assert "in time" not in words(form)
