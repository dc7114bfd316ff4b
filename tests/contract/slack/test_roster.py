"""The names of the workspace, which sharing masks: known in time, or nothing is shared."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from handlers.sandbox.app import Sandbox
from handlers.sandbox.cast import Channel
from handlers.sandbox.faults import Fault
from handlers.sandbox.site import Site
from handlers.sandbox.webapi.call import Call
from handlers.sandbox.webapi.methods import METHODS
from handlers.slack.courier import web_client
from handlers.slack.roster import Roster
from handlers.tasks import Tasks
from tests.contract.slack.world import ANA, BOT_TOKEN, World, create_box

Json = dict[str, Any]


@dataclass
class Hall:
    box: Sandbox
    roster: Roster


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with opened(tmp_path) as made:
        yield made


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Hall]:
    """A workspace, and what knows its names."""
    box, tasks = create_box(folder), Tasks()
    await box.start()
    async with aiohttp.ClientSession() as session:
        client = web_client(BOT_TOKEN, box.api_url, session, again=False)
        yield Hall(box, Roster(client, tasks))
        await tasks.drain(2)
    await box.stop()


async def test_people_and_channels_are_named_and_apps_are_not(hall: Hall) -> None:
    hall.box.dismiss("Ben")
    hall.box.open_channel(Channel("G0BOARD", "board", "channel", (ANA, "U0PARLEY"), private=True))
    names = await hall.roster.names()
    assert names is not None
    assert {"Ana Ruiz", "Ana", "ana.ruiz", "Ben Okafor", "#general", "#board"} <= names
    assert not [name for name in names if "parley" in name.casefold()]


async def test_without_the_right_to_channels_people_are_named_all_the_same(hall: Hall) -> None:
    hall.box.open_channel(Channel("G0BOARD", "board", "channel", (ANA, "U0PARLEY"), private=True))
    hall.box.grant("groups:read", granted=False)
    names = await hall.roster.names()
    assert names is not None
    assert {"Ana Ruiz", "#general"} <= names
    assert "#board" not in names


async def test_without_any_right_to_channels_only_people_are_named(hall: Hall) -> None:
    for scope in ("channels:read", "groups:read"):
        hall.box.grant(scope, granted=False)
    names = await hall.roster.names()
    assert names is not None
    assert "Mei Tan" in names
    assert "#general" not in names


async def test_names_that_are_not_given_are_none(hall: Hall) -> None:
    hall.box.set_fault(Fault.SERVER_ERROR, 2)
    assert await hall.roster.names() is None


async def test_when_slack_asks_to_wait_the_names_come_later(hall: Hall) -> None:
    hall.box.set_fault(Fault.RATE_LIMIT, 6)  # a second each, for people and for channels
    assert await hall.roster.names() is None
    later = [await hall.roster.names() for _ in range(3)]
    assert {"Ana Ruiz", "#general"} <= (later[-1] or frozenset())


async def test_everybody_is_named_page_by_page_and_asked_for_once(hall: Hall) -> None:
    hall.box.hire()
    first, again = await asyncio.gather(hall.roster.names(), hall.roster.names())
    assert first == again
    assert first is not None
    assert "Yuki Sato" in first
    hall.box.set_fault(Fault.SERVER_ERROR, 9)
    assert await hall.roster.names() == first


async def shares(world: World, text: str) -> Json:
    """Send the form of a lesson; returns what the sandbox's form shows."""
    await world.box.command(ANA, "/negotiate", "share", "general")
    form = await world.screen("share:text")
    sent = {"share:text": text, "share:kind": "job_offer"}
    outcome = await world.box.submit(ANA, form["id"], sent)
    return outcome.page()


async def test_a_lesson_is_masked_by_the_names_of_the_workspace(world: World) -> None:
    await sets_up(world)
    shown = await shares(world, "I asked ben okafor in general and then waited for a while.")
    said = str(shown["view"]["blocks"])
    assert "I asked [name]" in said


async def test_while_the_names_are_not_known_nothing_is_shared(world: World) -> None:
    await sets_up(world)
    world.box.set_fault(Fault.SERVER_ERROR, 2)  # for people and for channels
    shown = await shares(world, "I asked how they got there and then waited for a while.")
    assert "could not look up the names" in shown["errors"]["share:text"]


async def test_names_are_not_asked_for_to_withdraw(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    everyone = METHODS["users.list"]

    def answer(site: Site, call: Call) -> Json:
        asked.append("users.list")
        return everyone.answer(site, call)

    monkeypatch.setitem(METHODS, "users.list", replace(everyone, answer=answer))
    await sets_up(world)
    await world.box.command(ANA, "/negotiate", "share withdraw")
    form = await world.screen("share:receipt")
    outcome = await world.box.submit(ANA, form["id"], {"share:receipt": "AAAA-BBBB"})
    assert "I know no lesson" in outcome.page()["errors"]["share:receipt"]
    assert asked == []
    for view in world.box.views(ANA)[::-1]:
        await world.box.close_view(ANA, view["id"])
    await shares(world, "I asked how they got there and then waited for a while.")
    assert asked == ["users.list"]


async def sets_up(world: World) -> None:
    """The channel gets lessons."""
    world.box.invite("general")
    await world.box.command(ANA, "/negotiate", "lessons here", "general")
    form = await world.screen("Lessons in a channel")
    await world.box.submit(ANA, form["id"])
    await world.hears("Your channel gets lessons")
    for view in world.box.views(ANA)[::-1]:
        await world.box.close_view(ANA, view["id"])
