"""Profiles are asked a few at a time, and one that cannot be asked is no trouble."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.ports import Person, Unit
from handlers.sandbox.cast import TEAM_ID
from handlers.slack.profiles import Profiles
from tests.contract.slack.world import World, create_box
from tests.unit.usecases.desk import RandomIds

USERS = [f"U{number}" for number in range(12)]


class Gate:
    """Holds what asks for a profile until it opens."""

    def __init__(self) -> None:
        self.inside = self.most = self.passed = 0
        self.open = asyncio.Event()

    @web.middleware
    async def hold(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.path.endswith("/users.info"):
            return await handler(request)
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self.open.wait()
        self.inside -= 1
        self.passed += 1
        return await handler(request)


@pytest.fixture
async def gate() -> Gate:
    return Gate()


@pytest.fixture
async def crowded(folder: Path, gate: Gate) -> AsyncIterator[World]:
    """A workspace where Parley knows many people whom Slack knows no more."""

    def fill(unit: Unit) -> None:
        for user in USERS:
            unit.people.add(Person(id=uuid4().hex, workspace=TEAM_ID, user=user))

    made = World(create_box(folder), folder, "http")
    made.box.application.middlewares.append(gate.hold)
    async with made.going() as world:
        await world.parts.store.run(TEAM_ID, fill)
        yield world


async def test_a_crowd_is_asked_for_a_few_at_a_time(
    crowded: World, gate: Gate, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "parley")
    parts = crowded.parts
    profiles = Profiles(parts.store, parts.courier, parts.clock, RandomIds())
    asking = [asyncio.ensure_future(profiles.ask(TEAM_ID, user)) for user in USERS]
    while gate.inside < 4:
        await parts.store.workspaces_with_mail()
    for _ in range(50):  # as long as the others would need to come in too
        await parts.store.workspaces_with_mail()
    gate.open.set()
    await asyncio.gather(*asking)
    assert (gate.most, gate.passed) == (4, len(USERS))
    assert caplog.text.count("A profile was not given.") == len(USERS)
    assert "ERROR" not in caplog.text
