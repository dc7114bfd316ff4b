"""Slash commands, through a real Bolt app."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError

from handlers.sandbox.app import Sandbox, create_sandbox
from tests.contract.sandbox.world import MANIFEST, BoltProcess, World, config

MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Prepare"},
    "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Hello*"}}],
}


async def test_an_acknowledgement_with_words_is_shown_to_the_person_alone(world: World) -> None:
    heard: dict[str, Any] = {}

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, command: dict[str, Any]) -> None:
        heard.update(command)
        await ack(f"You said {command['text']}")

    outcome = await world.sandbox.command("Ana", "/negotiate", "prep a < b", channel="#general")

    assert outcome.ok
    shown = world.sandbox.messages("#general")[-1]
    assert shown.text == "You said prep a &lt; b"
    assert shown.ephemeral_to == "U0ANA"
    assert world.sandbox.snapshot("Ben")["channels"][0]["messages"] == []
    assert heard["user_name"] == "ana.ruiz"
    assert heard["channel_name"] == "general"
    assert heard["team_domain"] == "sandbox"


async def test_an_acknowledgement_in_channel_is_shown_to_everybody(world: World) -> None:
    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck) -> None:
        await ack({"response_type": "in_channel", "text": "Hello all"})

    await world.sandbox.command("Ana", "/negotiate", channel="#general")

    assert world.sandbox.snapshot("Ben")["channels"][0]["messages"][-1]["text"] == "Hello all"


async def test_a_silent_acknowledgement_shows_nothing(world: World) -> None:
    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck) -> None:
        await ack()

    outcome = await world.sandbox.command("Ana", "/negotiate")

    assert outcome.ok
    assert world.sandbox.messages("Ana") == []
    assert world.sandbox.deliveries[-1]["kind"] == "command /negotiate"
    assert world.sandbox.deliveries[-1]["status"] == "ok"


async def test_a_late_acknowledgement_is_a_timeout(world: World) -> None:
    release = asyncio.Event()

    @world.app.command("/negotiate")
    async def never(ack: AsyncAck) -> None:
        await release.wait()
        await ack()

    outcome = await world.sandbox.command("Ana", "/negotiate")
    release.set()

    assert outcome.error == "operation_timeout"
    shown = world.sandbox.messages("Ana")[-1]
    assert shown.user == "USLACKBOT"
    assert shown.text == '/negotiate failed with the error "operation_timeout"'


async def test_a_wrong_signature_is_refused_by_the_app() -> None:
    sandbox = create_sandbox(config())
    await sandbox.start()
    bolt = BoltProcess(sandbox, secret="another secret")
    await bolt.start("http")

    outcome = await sandbox.command("Ana", "/negotiate")

    assert outcome.error == "dispatch_failed"
    assert sandbox.deliveries[-1]["status"] == "http 401"
    await bolt.stop()
    await sandbox.stop()


async def test_without_an_app_the_command_fails() -> None:
    sandbox = create_sandbox(config())
    await sandbox.start()

    outcome = await sandbox.command("Ana", "/negotiate")

    assert outcome.error == "dispatch_failed"
    await sandbox.stop()


async def test_an_undeclared_command_is_not_sent(world: World) -> None:
    outcome = await world.sandbox.command("Ana", "/other")

    assert outcome.error == "invalid_command"
    assert world.sandbox.deliveries == []


async def test_a_command_opens_a_form_once(world: World) -> None:
    errors: list[str] = []

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await world.client.views_open(trigger_id=body["trigger_id"], view=MODAL)
        for trigger in (body["trigger_id"], "1.2.3"):
            with pytest.raises(SlackApiError) as refused:
                await world.client.views_open(trigger_id=trigger, view=MODAL)
            errors.append(refused.value.response["error"])

    await world.sandbox.command("Ana", "/negotiate")
    await world.sandbox.until(lambda: len(errors) == 2 or None)

    assert [view["title"]["text"] for view in world.sandbox.views("Ana")] == ["Prepare"]
    assert world.sandbox.views("Ben") == []
    assert errors == ["exchanged_trigger_id", "invalid_trigger_id"]


async def test_a_trigger_lives_three_seconds(world: World) -> None:
    triggers: list[str] = []

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    await world.sandbox.command("Ana", "/negotiate")
    world.sandbox.clock.advance(timedelta(seconds=3.5))

    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await world.client.views_open(trigger_id=triggers[0], view=MODAL)


async def test_a_response_url_works_five_times_in_thirty_minutes(world: World) -> None:
    urls: list[str] = []

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        urls.append(body["response_url"])
        await ack()

    await world.sandbox.command("Ana", "/negotiate")
    await world.sandbox.command("Ana", "/negotiate")
    statuses = [await _post(urls[0], {"text": f"answer {n}"}) for n in range(6)]
    world.sandbox.clock.advance(timedelta(minutes=31))

    assert statuses == [200, 200, 200, 200, 200, 404]
    assert [m.text for m in world.sandbox.messages("Ana")] == [f"answer {n}" for n in range(5)]
    assert all(m.ephemeral_to == "U0ANA" for m in world.sandbox.messages("Ana"))
    assert await _post(urls[1], {"text": "too late"}) == 404


async def _post(url: str, body: dict[str, Any]) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, json=body) as response:
        return response.status


async def test_the_first_answer_to_a_command_can_be_replaced_and_deleted(world: World) -> None:
    urls: list[str] = []

    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: dict[str, Any]) -> None:
        urls.append(body["response_url"])
        await ack("Looking ...")

    await world.sandbox.command("Ana", "/negotiate")
    await _post(urls[0], {"text": "Found", "replace_original": True})
    replaced = [message.text for message in world.sandbox.messages("Ana")]
    await _post(urls[0], {"delete_original": True})

    assert replaced == ["Found"]
    assert world.sandbox.messages("Ana") == []
    assert await _post(urls[0], {"text": ""}) == 400
    assert await _post(world.sandbox.base_url + "/response/unknown", {"text": "x"}) == 404


async def test_an_acknowledgement_that_slack_cannot_show_is_a_failed_dispatch(
    world: World,
) -> None:
    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck) -> None:
        await ack(blocks=[{"type": "section"}])

    outcome = await world.sandbox.command("Ana", "/negotiate")

    assert outcome.error == "dispatch_failed"


async def test_without_the_scope_for_commands_none_is_known() -> None:
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    sandbox = create_sandbox(config(manifest=manifest))
    await sandbox.start()

    assert (await sandbox.command("Ana", "/negotiate")).error == "invalid_command"
    await sandbox.stop()


async def test_a_request_url_repeats_the_challenge(sandbox: Sandbox) -> None:
    assert not await sandbox.verify_request_url()

    bolt = BoltProcess(sandbox)
    await bolt.start("http")

    assert await sandbox.verify_request_url()
    await bolt.stop()


async def test_parleys_own_manifest_is_understood() -> None:
    path = Path(__file__).parents[3] / "deploy" / "slack" / "manifest.json"
    sandbox = create_sandbox(config(manifest=json.loads(path.read_text())))

    app = sandbox.snapshot("Ana")["app"]
    await sandbox.stop()

    assert app["name"] == "Parley"
    assert [command["command"] for command in app["commands"]] == ["/negotiate"]


async def test_the_app_can_post_in_a_channel_once_it_was_invited(world: World) -> None:
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await world.app.client.chat_postMessage(channel="C0GENERAL", text="Hello")

    refused = await world.sandbox.command("Ana", "/invite", "@Nobody", channel="#general")
    joined = await world.sandbox.command("Ana", "/invite", "@parley", channel="#general")
    await world.app.client.chat_postMessage(channel="C0GENERAL", text="Hello")

    assert not refused.ok
    assert joined.ok
    assert world.sandbox.messages("#general")[-1].text == "Hello"
