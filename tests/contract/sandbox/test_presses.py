"""Buttons and menus, through a real Bolt app."""

from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import create_sandbox
from handlers.sandbox.errors import SandboxError
from tests.contract.sandbox.world import BOT_TOKEN, MANIFEST, World, config

OPTIONS = [
    {"text": {"type": "plain_text", "text": "A raise"}, "value": "raise"},
    {"text": {"type": "plain_text", "text": "An offer"}, "value": "offer"},
]
BLOCKS: list[dict[str, Any]] = [
    {
        "type": "actions",
        "block_id": "choose",
        "elements": [
            {
                "type": "button",
                "action_id": "go",
                "text": {"type": "plain_text", "text": "Go"},
                "value": "7",
            },
            {"type": "static_select", "action_id": "kind", "options": OPTIONS},
            {"type": "datepicker", "action_id": "day", "initial_date": "2026-11-23"},
        ],
    },
]


async def _listen(world: World) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []

    @world.app.action({"block_id": "choose"})
    async def note(ack: AsyncAck, body: dict[str, Any]) -> None:
        heard.append(body)
        await ack()

    return heard


async def test_a_button_in_a_message(world: World) -> None:
    heard = await _listen(world)
    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)

    outcome = await world.sandbox.press("Ana", posted["ts"], "go")

    assert outcome.ok
    body = heard[0]
    assert body["actions"][0]["value"] == "7"
    assert body["actions"][0]["block_id"] == "choose"
    assert body["container"]["message_ts"] == posted["ts"]
    assert body["message"]["text"] == "Choose"
    assert body["channel"] == {"id": "D0ANA", "name": "directmessage"}
    assert body["state"]["values"]["choose"]["day"]["selected_date"] == "2026-11-23"
    assert body["user"]["id"] == "U0ANA"


async def test_a_choice_is_kept_with_the_message(world: World) -> None:
    heard = await _listen(world)
    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)

    await world.sandbox.press("Ana", posted["ts"], "kind", value="offer")
    await world.sandbox.press("Ana", posted["ts"], "day", value="2026-12-01")

    assert heard[0]["actions"][0]["selected_option"] == OPTIONS[1]
    assert heard[1]["actions"][0]["selected_date"] == "2026-12-01"
    assert heard[1]["state"]["values"]["choose"]["kind"]["selected_option"] == OPTIONS[1]


async def test_a_press_on_what_is_seen_still_works_after_the_message_changed(world: World) -> None:
    heard = await _listen(world)
    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)
    seen = world.sandbox.messages("Ana")[-1]
    await world.client.chat_update(channel="D0ANA", ts=posted["ts"], text="Chosen")

    await world.sandbox.press("Ana", seen, "go")

    assert len(heard) == 1
    assert world.sandbox.messages("Ana")[-1].text == "Chosen"
    with pytest.raises(SandboxError, match="not on the screen"):
        await world.sandbox.press("Ana", posted["ts"], "go")


async def test_answers_through_the_response_url(world: World) -> None:
    @world.app.action("go")
    async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(text="Gone", replace_original=True)
        await respond(text="For you alone")

    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)
    await world.sandbox.press("Ana", posted["ts"], "go")
    await world.sandbox.until(lambda: len(world.sandbox.messages("Ana")) == 2 or None)

    first, second = world.sandbox.messages("Ana")
    assert (first.text, first.blocks) == ("Gone", None)
    assert (second.text, second.ephemeral_to) == ("For you alone", "U0ANA")


async def test_somebody_elses_message_cannot_be_pressed(world: World) -> None:
    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)

    with pytest.raises(SandboxError):
        await world.sandbox.press("Ben", posted["ts"], "go")


async def test_a_button_on_the_home_tab(world: World) -> None:
    heard = await _listen(world)
    view = {"type": "home", "blocks": BLOCKS}
    published = await world.client.views_publish(user_id="U0ANA", view=view)

    await world.sandbox.press("Ana", published["view"]["id"], "go")

    assert heard[0]["container"] == {"type": "view", "view_id": published["view"]["id"]}
    assert heard[0]["view"]["type"] == "home"
    assert "message" not in heard[0]


async def test_a_listener_that_fails_is_a_failed_dispatch(world: World) -> None:
    @world.app.action("go")
    async def fail(ack: AsyncAck) -> None:
        raise ZeroDivisionError

    posted = await world.client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)

    outcome = await world.sandbox.press("Ana", posted["ts"], "go")

    assert not outcome.ok
    assert outcome.error in {"dispatch_failed", "operation_timeout"}


async def test_a_press_in_a_message_that_one_person_sees(world: World) -> None:
    heard: list[dict[str, Any]] = []

    @world.app.action("go")
    async def take_away(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        heard.append(body)
        await ack()
        await respond(delete_original=True)

    shown = await world.client.chat_postEphemeral(
        channel="D0ANA", user="U0ANA", text="Choose", blocks=BLOCKS
    )
    await world.sandbox.press("Ana", shown["message_ts"], "go")
    await world.sandbox.until(lambda: not world.sandbox.messages("Ana"))

    assert heard[0]["container"]["is_ephemeral"] is True
    assert "message" not in heard[0]


async def test_without_interactivity_nothing_is_pressed() -> None:
    manifest = MANIFEST | {"settings": {"interactivity": {"is_enabled": False}}}
    sandbox = create_sandbox(config(manifest=manifest))
    await sandbox.start()
    client = AsyncWebClient(BOT_TOKEN, base_url=sandbox.api_url)
    posted = await client.chat_postMessage(channel="D0ANA", text="Choose", blocks=BLOCKS)

    with pytest.raises(SandboxError, match="interactivity"):
        await sandbox.press("Ana", posted["ts"], "go")
    await sandbox.stop()
