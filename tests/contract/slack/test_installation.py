"""Removing Parley stops and locks at once; bringing it back resumes."""

import json

from handlers.sandbox.cast import TEAM_ID
from handlers.slack import MANIFEST
from tests.contract.slack.test_redelivery import command_form
from tests.contract.slack.world import ANA, World


async def locked(world: World) -> bool:
    return await world.parts.store.run(TEAM_ID, lambda unit: unit.workspace.locked())


async def test_uninstalling_locks_the_workspace(world: World) -> None:
    await world.prepares()
    assert not await locked(world)
    await world.box.uninstall()
    assert await locked(world)


async def test_nothing_is_sent_while_parley_is_away(world: World) -> None:
    await world.prepares()
    await world.box.uninstall()
    heard = world.heard()
    answer = await world.deliver("slash_commands", command_form(world, "prep"))
    assert answer.ok
    assert "not installed" in answer.body["text"]
    assert world.heard() == heard


async def test_a_token_that_still_works_unlocks_nothing_after_the_removal(world: World) -> None:
    await world.prepares()
    world.box._site.post.emit({"type": "app_uninstalled", "event_ts": "1"})
    await world.box.settled()
    assert await locked(world)
    heard = world.heard()
    answer = await world.deliver("slash_commands", command_form(world, "prep"))
    assert "not installed" in answer.body["text"]
    assert await locked(world)
    assert world.heard() == heard


async def test_reinstalling_resumes_where_it_stopped(world: World) -> None:
    await world.prepares()
    before = await world.preparation()
    await world.box.uninstall()
    world.box.install()
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    assert not await locked(world)
    assert (await world.preparation()).id == before.id


async def test_slack_is_not_asked_at_every_request_while_parley_is_away(world: World) -> None:
    await world.prepares()
    await world.box.uninstall()
    asked = world.calls.count("auth.test")
    for _ in range(5):
        await world.deliver("slash_commands", command_form(world, "help"))
    assert world.calls.count("auth.test") <= asked + 1


async def test_five_scopes_are_needed_and_two_may_be_withheld() -> None:
    scopes = json.loads(MANIFEST.read_text())["oauth_config"]["scopes"]
    assert scopes == {
        "bot": [
            "commands",
            "chat:write",
            "im:write",
            "im:history",
            "users:read",
            "channels:read",
            "groups:read",
        ],
        "bot_optional": ["channels:read", "groups:read"],
    }
