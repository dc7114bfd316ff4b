"""What can go wrong with Slack while lessons come: the batch is whole in the end, begun once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers.sandbox.faults import Fault
from tests.contract.slack.team import AUTHORS, MONDAY, TEXTS, Team
from tests.contract.slack.world import World, create_box, spoken

HALF_WAY = 0.3
"""Seconds between two lessons, in which something can go wrong; a wait lasts a few of them."""

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def team(folder: Path) -> AsyncIterator[Team]:
    """Five lessons that wait for the channel they were shared with."""
    async with World(
        create_box(folder), folder, "http", worker=True, apart=HALF_WAY
    ).going() as world:
        team = Team(world)
        team.move(MONDAY)
        await team.gather()
        await team.set_up()
        for person in AUTHORS[:5]:
            await team.shares(person)
        yield team


async def passes(team: Team, done: int, step: timedelta = MINUTE) -> None:
    """Let time pass, in which so many of the five come to stand in the thread."""
    async with asyncio.timeout(40):
        while len(counted(team)) < done:
            team.box.clock.advance(step)
            with suppress(TimeoutError):
                await team.box.until(partial(more_than, team, len(counted(team))), 4 * HALF_WAY)


def more_than(team: Team, before: int) -> bool:
    return len(counted(team)) > before


def counted(team: Team) -> Counter[str]:
    said = [spoken(one) for one in team.below()]
    return Counter(text for text in TEXTS.values() for one in said if text in one)


@pytest.mark.parametrize("fault", [Fault.RATE_LIMIT, Fault.SERVER_ERROR])
async def test_a_platform_that_takes_nothing_for_a_while_gets_it_later(
    team: Team, fault: Fault
) -> None:
    await team.reaches_due()
    await team.posted(1)
    team.box.set_fault(fault, 3)
    await passes(team, 5)
    assert counted(team).total() == 5
    assert len(team.read()) == 2


async def test_a_parent_that_is_refused_for_a_while_is_begun_once(team: Team) -> None:
    team.box.set_fault(Fault.SERVER_ERROR, 6)
    await team.reaches_due()
    await passes(team, 5)
    assert counted(team).total() == 5
    assert len(team.read()) == 2


async def test_an_answer_that_never_comes_may_bring_a_lesson_twice_but_loses_none(
    team: Team,
) -> None:
    await team.reaches_due()
    await team.posted(1)
    team.box.set_fault(Fault.TIMEOUT_AFTER_ACCEPTING)
    await passes(team, 5)
    assert counted(team).total() in {5, 6}
    assert len(team.read()) == 2


async def test_an_archived_channel_gets_the_rest_when_it_is_opened(team: Team) -> None:
    await team.reaches_due()
    before = len(await team.posted(1))
    team.box.archive("general")
    await team.world.quiet()
    for _ in range(5):
        team.box.clock.advance(timedelta(hours=2))
        await team.world.quiet()
    assert len(team.below()) <= before + 1
    team.box.archive("general", archived=False)
    await passes(team, 5, timedelta(hours=1))
    assert counted(team).total() == 5
    assert len(team.read()) == 2


async def test_a_channel_parley_was_removed_from_gets_its_batch_when_it_is_back(
    team: Team,
) -> None:
    team.box.remove("general")
    await team.reaches_due()
    for _ in range(3):
        team.box.clock.advance(timedelta(hours=1, minutes=1))
        await team.world.quiet()
    assert len(team.read()) == 1
    assert await team.waits() == 5
    team.box.invite("general")
    await passes(team, 5, timedelta(hours=1))
    assert counted(team).total() == 5


async def test_uninstalled_nothing_comes_and_installed_again_all_of_it(team: Team) -> None:
    await team.reaches_due()
    before = len(await team.posted(1))
    await team.box.uninstall()
    team.box.clock.advance(timedelta(hours=1))
    assert len(team.below()) <= before + 1
    team.box.install()
    await team.box.command("Ana", "/negotiate", "help")
    await passes(team, 5, timedelta(seconds=10))
    assert counted(team).total() == 5
    assert len(team.read()) == 2


async def test_who_leaves_the_workspace_leaves_what_they_shared(team: Team) -> None:
    team.box.dismiss("Lea")
    await team.reaches_due()
    await passes(team, 5)
    assert TEXTS["Lea"] in counted(team)


async def test_ten_users_are_needed_in_the_channel_on_the_day_itself(team: Team) -> None:
    for person in ("Omar", "Pia", "Raj"):
        team.box.dismiss(person)
    await team.reaches_due()
    for _ in range(3):
        team.box.clock.advance(timedelta(hours=1, minutes=1))
        await team.world.quiet()
    assert len(team.read()) == 1
    assert await team.waits() == 5


async def test_withheld_rights_hold_a_batch_up(team: Team) -> None:
    team.box.grant("channels:read", granted=False)
    await team.reaches_due()
    for _ in range(3):
        team.box.clock.advance(timedelta(hours=1, minutes=1))
        await team.world.quiet()
    assert len(team.read()) == 1
    team.box.grant("channels:read")
    await passes(team, 5, timedelta(hours=1))
    assert counted(team).total() == 5
