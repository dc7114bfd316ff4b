"""Tokens that Slack does not know stop the start; a Slack that is away does not."""

from pathlib import Path

import pytest

from bot.settings import Serving
from handlers.starting import CannotStart, listen
from handlers.wiring import running
from tests.contract.slack.world import World, create_box


async def started(world: World, serving: Serving) -> None:
    async with running(serving, listen("127.0.0.1", 0), world.box.clock):
        pass


@pytest.fixture
async def bare(tmp_path: Path) -> World:
    """A workspace to which no Parley is connected yet."""
    world = World(create_box(tmp_path), tmp_path, "socket")
    await world.begin()
    return world


async def test_a_bot_token_that_slack_does_not_know(bare: World) -> None:
    serving = bare.serving()
    serving.bot_token = "xoxb-another"
    with pytest.raises(CannotStart, match="PARLEY_SLACK_BOT_TOKEN"):
        await started(bare, serving)
    await bare.box.stop()


async def test_an_app_token_that_slack_does_not_know(bare: World) -> None:
    serving = bare.serving()
    serving.app_token = "xapp-another"
    with pytest.raises(CannotStart, match="PARLEY_SLACK_APP_TOKEN"):
        await started(bare, serving)
    await bare.box.stop()


async def test_a_slack_that_is_away_does_not_keep_us_from_starting(bare: World) -> None:
    serving = bare.serving()
    await bare.box.stop()
    await started(bare, serving)


async def test_a_removed_parley_starts_and_waits(bare: World) -> None:
    await bare.box.uninstall()
    serving = bare.serving()
    async with running(serving, listen("127.0.0.1", 0), bare.box.clock) as parts:
        assert not parts.installation.working
    await bare.box.stop()


async def test_the_address_for_socket_mode_is_asked_for_once(bare: World) -> None:
    await bare.start()
    assert bare.calls.count("apps.connections.open") == 1
    await bare.stop()
    await bare.box.stop()
