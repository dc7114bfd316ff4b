"""What comes twice counts once, and what comes late does not overwrite."""

import asyncio

import pytest

from handlers.sandbox import payloads
from handlers.sandbox.app import Fault
from tests.contract.slack.world import ANA, Json, World, button, spoken


async def test_a_duplicated_message_counts_once(world: World) -> None:
    await world.prepares()
    before = await world.preparation()
    world.box.set_fault(Fault.DUPLICATE_EVENT)
    await world.box.say(ANA, "A team of my own")
    await world.hears("3 of 7")
    await world.quiet()
    assert (await world.preparation()).revision == before.revision + 1
    assert sum("3 of 7" in said for said in world.heard()) == 1


def command_form(world: World, words: str) -> Json:
    site = world.box._site
    ana = world.box.person(ANA)
    return payloads.command_form(ana, site.workspace.direct(ANA), "/negotiate", words) | {
        "response_url": site.urls.issue(ANA, site.workspace.direct(ANA).id),
        "trigger_id": site.triggers.issue(ANA),
    }


async def test_a_redelivered_command_gets_the_first_answer(world: World) -> None:
    form = command_form(world, "help")
    first = await world.deliver("slash_commands", form)
    again = await world.deliver("slash_commands", form)
    assert first.ok
    assert first.body["response_type"] == "ephemeral"
    assert again.body == first.body


async def test_a_redelivered_command_changes_nothing(world: World) -> None:
    form = command_form(world, "prep a pay rise")
    await world.deliver("slash_commands", form)
    await world.hears("Which kind")
    before = await world.preparation()
    again = await world.deliver("slash_commands", form)
    await world.quiet()
    assert again.ok
    assert await world.preparation() == before
    assert sum("Which kind" in said for said in world.heard()) == 1


def press_payload(world: World, where: Json, action: Json) -> Json:
    parts = {"container": {"type": "view", "view_id": where["id"]}, "view": where}
    return payloads.interaction(
        "block_actions",
        world.box.person(ANA),
        trigger_id=world.box._site.triggers.issue(ANA),
        actions=[action | {"block_id": "any", "action_ts": "1"}],
        **parts,
    )


async def test_a_redelivered_press_changes_nothing(world: World) -> None:
    await world.box.open_home(ANA)
    home = await world.box.until(lambda: world.box.home(ANA))
    payload = press_payload(world, home, button(home["blocks"], "Prepare a negotiation"))
    await world.deliver("interactive", payload)
    await world.hears("1 of 7")
    before = await world.preparation()
    await world.deliver("interactive", payload)
    await world.quiet()
    assert await world.preparation() == before
    assert sum("1 of 7" in said for said in world.heard()) == 1


async def test_a_redelivered_form_gets_the_first_answer(world: World) -> None:
    question = await world.prepares()
    await world.press("Answer privately", question)
    view = await world.screen("prepare:success")
    block = next(b for b in view["blocks"] if b["type"] == "input")
    entered = {block["block_id"]: {"value": {"type": "plain_text_input", "value": "a team"}}}
    payload = payloads.interaction(
        "view_submission",
        world.box.person(ANA),
        trigger_id=world.box._site.triggers.issue(ANA, view["id"]),
        view=view | {"state": {"values": entered}},
        response_urls=[],
    )
    first = await world.deliver("interactive", payload)
    await world.hears("3 of 7")
    before = await world.preparation()
    again = await world.deliver("interactive", payload)
    await world.quiet()
    assert first.ok
    assert again.body == first.body
    assert await world.preparation() == before


async def test_a_double_click_counts_once(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep a pay rise")
    question = await world.hears("Which kind")
    before = await world.preparation()
    await asyncio.gather(
        world.press("Raise or promotion", question), world.press("Raise or promotion", question)
    )
    await world.hears("We have moved on")
    await world.quiet()
    assert (await world.preparation()).revision == before.revision + 1


async def test_an_old_button_says_that_it_is_old(world: World) -> None:
    await world.box.command(ANA, "/negotiate", "prep a pay rise")
    question = await world.hears("Which kind")
    await world.press("Raise or promotion", question)
    await world.hears("2 of 7")
    before = await world.preparation()
    await world.press("Buying", question)
    answer = await world.hears("We have moved on")
    assert "2 of 7" in spoken(answer)
    assert (await world.preparation()).state == before.state


async def test_answers_of_the_same_instant_are_all_heard(world: World) -> None:
    await world.prepares()
    before = await world.preparation()
    said = await asyncio.gather(*(world.box.say(ANA, f"goal number {n}") for n in range(8)))
    assert all(one.answer is not None and one.answer.ok for one in said)
    await world.quiet()
    after = await world.preparation()
    assert after.revision == before.revision + 8


@pytest.mark.parametrize("words", ["no json", "[]"])
async def test_a_kind_nobody_knows_is_acknowledged(world: World, words: str) -> None:
    answer = await world.deliver("interactive", {"type": words, "team": {"id": "T0SANDBOX"}})
    assert answer.ok
    assert answer.body is None


@pytest.mark.parametrize("kind", ["block_actions", "view_submission"])
async def test_a_payload_without_its_parts_is_acknowledged(world: World, kind: str) -> None:
    answer = await world.deliver("interactive", {"type": kind, "team": {"id": "T0SANDBOX"}})
    assert answer.ok
