"""Workspaces of thousands: people, channels and members come in pages, and none is missed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from handlers.sandbox.app import Sandbox
from handlers.sandbox.cast import Channel, Person
from handlers.slack.courier import web_client
from handlers.slack.errands import SlackErrands
from handlers.slack.roster import Roster
from handlers.tasks import Tasks
from tests.contract.slack.world import ANA, BOT_TOKEN, create_box

MANY = 1_100
"""More than a page of people or channels."""

MEMBERS = tuple(f"U{number:05}" for number in range(2 * MANY))
"""More than two pages of members."""


@dataclass
class City:
    box: Sandbox
    roster: Roster
    errands: SlackErrands


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """A workspace, and what asks Slack about it."""
    box, tasks = create_box(tmp_path), Tasks()
    await box.start()
    async with aiohttp.ClientSession() as session:
        roster = Roster(web_client(BOT_TOKEN, box.api_url, session, again=False), tasks)
        yield City(box, roster, SlackErrands(BOT_TOKEN, box.api_url, session))
        await tasks.drain(2)
    await box.stop()


async def test_the_names_of_all_people_and_channels_are_known(city: City) -> None:
    workspace = city.box._site.workspace
    with workspace.store.one_commit():
        for number, member in enumerate(MEMBERS[:MANY]):
            called = f"Given{number} Family{number}"
            workspace.add_person(Person(member, called, "", "Europe/Madrid", "CET", "#2bac76"))
            room = Channel(f"C{number:05}", f"room-{number}", "channel", (ANA,))
            workspace.add_channel(room)
    names = None
    while names is None:  # several pages of two lists can take longer than a form waits
        names = await city.roster.names()
    assert {f"Given{number} Family{number}" for number in range(MANY)} <= names
    assert {f"#room-{number}" for number in range(MANY)} <= names


async def test_all_members_of_a_channel_are_counted(city: City) -> None:
    city.box.open_channel(Channel("C0CITY", "city", "channel", (*MEMBERS, "U0PARLEY")))
    assert await city.errands.members("C0CITY") == {*MEMBERS, "U0PARLEY"}
    assert (await city.errands.about_channel("C0CITY")).members >= {*MEMBERS}


async def test_who_is_on_the_last_page_is_in_the_channel(city: City) -> None:
    city.box.open_channel(Channel("C0CITY", "city", "channel", (*MEMBERS, "U0PARLEY")))
    city.box.open_channel(Channel("C0TOWN", "town", "channel", ("U0PARLEY",)))
    assert await city.errands.member_of(("C0CITY", "C0TOWN"), MEMBERS[-1]) == frozenset({"C0CITY"})
