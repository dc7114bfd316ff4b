"""When nothing can be saved, everybody is told so where they are, and nothing is lost silently."""

import pytest

from handlers.sandbox.app import Fault
from handlers.sandbox.cast import TEAM_ID
from tests.contract.slack.world import ANA, World


async def test_a_message_that_was_not_saved_is_asked_for_again(world: World) -> None:
    await world.prepares()
    await world.parts.store.stop()
    said = await world.box.say(ANA, "A team of my own")
    assert said.answer is not None
    assert said.answer.ok
    excuse = await world.hears("please send it again")
    assert excuse.ephemeral_to == ANA


async def test_a_press_that_was_not_saved_is_said_beside_it(world: World) -> None:
    question = await world.prepares()
    await world.parts.store.stop()
    assert (await world.press("Skip", question)).ok
    excuse = await world.hears("Nothing was changed")
    assert excuse.ephemeral_to == ANA


async def test_a_press_on_the_home_tab_that_was_not_saved_is_said_in_the_chat(
    world: World,
) -> None:
    await world.box.open_home(ANA)
    home = await world.box.until(lambda: world.box.home(ANA))
    await world.parts.store.stop()
    await world.press("Prepare a negotiation", home)
    await world.hears("Nothing was changed")


async def test_a_form_that_was_not_saved_keeps_its_words(world: World) -> None:
    question = await world.prepares()
    await world.press("Answer privately", question)
    view = await world.screen("prepare:success")
    field = next(b["block_id"] for b in view["blocks"] if b["type"] == "input")
    await world.parts.store.stop()
    outcome = await world.box.submit(ANA, view["id"], {field: "a team of my own"})
    assert outcome.response_action == "errors"
    assert "kept on this screen" in outcome.errors[field]
    assert world.box.views(ANA)


async def test_a_command_that_was_not_saved_is_said_beside_it(world: World) -> None:
    await world.parts.store.stop()
    assert (await world.box.command(ANA, "/negotiate", "prep")).ok
    await world.hears("Nothing was changed")


@pytest.mark.parametrize("fault", [Fault.RATE_LIMIT, Fault.SERVER_ERROR])
async def test_a_window_that_did_not_open_is_said(world: World, fault: Fault) -> None:
    question = await world.prepares()
    world.box.set_fault(fault)
    await world.press("Answer privately", question)
    await world.hears("please press again")
    await world.press("Answer privately", question)
    await world.screen("prepare:success")


@pytest.mark.parametrize("words", ["sheet", "delete", "terms"])
@pytest.mark.parametrize("channel", [None, "C0GENERAL"])
async def test_a_window_of_a_command_that_did_not_open_is_said_where_it_was_typed(
    world: World, words: str, channel: str | None
) -> None:
    await world.prepares()
    await world.quiet()
    before = await world.preparation()
    world.box.set_fault(Fault.SERVER_ERROR)
    await world.box.command(ANA, "/negotiate", words, channel=channel)
    excuse = await world.hears("please type it again", channel or ANA)
    assert excuse.ephemeral_to == ANA
    assert await world.preparation() == before


async def test_a_window_whose_trigger_is_too_old_is_said(world: World) -> None:
    await world.prepares()
    await world.quiet()
    late = {
        "command": "/negotiate",
        "text": "terms",
        "team_id": TEAM_ID,
        "user_id": ANA,
        "channel_id": "D0ANA",
        "channel_name": "directmessage",
        "trigger_id": "1.2.old",
    }
    assert (await world.deliver("slash_commands", late)).ok
    excuse = await world.hears("please type it again")
    assert excuse.ephemeral_to == ANA
    assert "is kept" in excuse.text
