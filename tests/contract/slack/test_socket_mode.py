"""Socket Mode: every envelope is acknowledged, or Slack delivers it again and again."""

import pytest

from handlers.sandbox.cast import TEAM_ID
from handlers.sandbox.delivery.answer import Kind
from tests.contract.slack.world import ANA, Mode, World


@pytest.fixture
def mode() -> Mode:
    return "socket"


@pytest.mark.parametrize("event", [None, 5, [], "x", {}, {"type": None}, {"type": "message"}])
async def test_an_event_of_another_shape_is_acknowledged(world: World, event: object) -> None:
    payload = {"type": "event_callback", "team_id": TEAM_ID, "event": event}
    assert (await world.deliver("events_api", payload)).ok


@pytest.mark.parametrize("payload", [{}, {"type": 5}, {"type": "event_callback"}, {"event": []}])
async def test_a_payload_of_another_shape_is_acknowledged(
    world: World, payload: dict[str, object]
) -> None:
    assert (await world.deliver("events_api", payload)).ok


@pytest.mark.parametrize("kind", ["interactive", "slash_commands"])
async def test_an_interaction_of_another_shape_is_acknowledged(world: World, kind: Kind) -> None:
    shapes: list[dict[str, object]] = [
        {"type": "block_actions", "actions": 5},
        {"type": "view_submission", "view": []},
        {"command": 5},
    ]
    for payload in shapes:
        assert (await world.deliver(kind, payload)).ok


async def test_the_line_serves_on_after_it(world: World) -> None:
    await world.deliver("events_api", {"type": "event_callback", "event": "x"})
    await world.box.command(ANA, "/negotiate", "prep")
    await world.hears("1 of 7")
