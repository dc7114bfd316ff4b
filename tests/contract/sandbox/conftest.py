"""Sandboxes and Bolt apps for the tests of this folder."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Sandbox, create_sandbox
from tests.contract.sandbox.world import BOT_TOKEN, BoltProcess, Mode, World, config


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """A sandbox without an app."""
    box = create_sandbox(config())
    await box.start()
    yield box
    await box.stop()


@pytest.fixture
async def client(sandbox: Sandbox) -> AsyncWebClient:
    """The official client, holding the bot's token."""
    return AsyncWebClient(BOT_TOKEN, base_url=sandbox.api_url)


@pytest.fixture(params=["http", "socket"])
def mode(request: pytest.FixtureRequest) -> Mode:
    """Both ways in which an app is reached."""
    chosen: Mode = request.param
    return chosen


@pytest.fixture
async def world(sandbox: Sandbox, mode: Mode) -> AsyncIterator[World]:
    """A sandbox and a Bolt app without listeners, connected."""
    bolt = BoltProcess(sandbox)
    await bolt.start(mode)
    yield World(sandbox, bolt.app)
    await bolt.stop()
