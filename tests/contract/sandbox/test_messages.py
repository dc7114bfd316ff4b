"""Messages, events and their retries, through a real Bolt app."""

from typing import Any

import pytest
from aiohttp import web
from slack_bolt.context.say.async_say import AsyncSay
from slack_sdk.errors import SlackApiError

from handlers.sandbox.app import Fault, Sandbox, create_sandbox
from handlers.sandbox.errors import SandboxError
from tests.contract.sandbox.world import MANIFEST, BoltProcess, Mode, World, config


async def test_a_direct_message_reaches_the_app_and_its_reply_the_person(world: World) -> None:
    heard: list[dict[str, Any]] = []

    @world.app.event("message")
    async def reply(event: dict[str, Any], body: dict[str, Any], say: AsyncSay) -> None:
        heard.append(body)
        await say(f"Hello <@{event['user']}>")

    said = await world.sandbox.say("Ana", "a < b & see https://example.org/x")
    answer = await world.sandbox.reply("Ana", after=said.message.ts)

    assert said.answer is not None
    assert said.answer.ok
    assert answer.text == "Hello <@U0ANA>"
    assert answer.channel == "D0ANA"
    event = heard[0]["event"]
    assert event["text"] == "a &lt; b &amp; see <https://example.org/x>"
    assert event["channel_type"] == "im"
    assert event["ts"] == said.message.ts
    assert heard[0]["authorizations"][0]["user_id"] == "U0PARLEY"
    assert len(heard) == 1


async def test_the_app_hears_of_its_own_messages_as_on_slack(sandbox: Sandbox, mode: Mode) -> None:
    bolt = BoltProcess(sandbox)
    await bolt.start(mode)

    await bolt.app.client.chat_postMessage(channel="U0ANA", text="Hello")
    await sandbox.settled()

    assert [d["kind"] for d in sandbox.deliveries] == ["event message.im"]
    await bolt.stop()


async def test_what_is_not_subscribed_is_not_delivered(world: World) -> None:
    said = await world.sandbox.say("Ana", "good morning", channel="#general")

    assert said.answer is None
    assert world.sandbox.deliveries == []


async def test_an_event_without_its_scope_is_not_delivered(mode: Mode) -> None:
    manifest = MANIFEST | {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    sandbox = create_sandbox(config(manifest=manifest))
    await sandbox.start()

    assert (await sandbox.say("Ana", "hello")).answer is None
    await sandbox.stop()


async def _refusing_app(statuses: list[int], requests: list[web.Request]) -> web.AppRunner:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        requests.append(request)
        return web.Response(status=statuses.pop(0))

    application = web.Application()
    application.router.add_post("/slack/events", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner


async def test_a_refused_event_comes_again_with_its_number_and_reason(sandbox: Sandbox) -> None:
    requests: list[web.Request] = []
    runner = await _refusing_app([500, 503, 200], requests)
    sandbox.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"

    await sandbox.say("Ana", "hello")
    await sandbox.settled()

    numbers = [request.headers.get("X-Slack-Retry-Num") for request in requests]
    reasons = [request.headers.get("X-Slack-Retry-Reason") for request in requests]
    assert numbers == [None, "1", "2"]
    assert reasons == [None, "http_error", "http_error"]
    bodies = [await request.json() for request in requests]
    assert len({body["event_id"] for body in bodies}) == 1
    assert [d["retry"] for d in sandbox.deliveries] == [0, 1, 2]
    await runner.cleanup()


async def test_an_event_is_given_up_after_three_retries(sandbox: Sandbox) -> None:
    said = await sandbox.say("Ana", "hello")
    await sandbox.settled()

    assert said.answer is not None
    assert said.answer.error == "dispatch_failed"
    assert [d["status"] for d in sandbox.deliveries] == ["unreachable"] * 4


async def test_a_duplicate_event_comes_thrice_once_under_a_new_id(world: World) -> None:
    heard: list[str] = []

    @world.app.event("message")
    async def note(body: dict[str, Any]) -> None:
        heard.append(body["event_id"])

    world.sandbox.set_fault(Fault.DUPLICATE_EVENT)
    await world.sandbox.say("Ana", "hello")
    await world.sandbox.say("Ana", "hello again")
    await world.sandbox.settled()
    await world.sandbox.until(lambda: len(world.sandbox.deliveries) == 4 or None)

    assert len(world.sandbox.deliveries) == 4
    assert len(set(heard)) == 3


async def test_opening_the_home_tab_lets_the_app_publish_it(world: World) -> None:
    @world.app.event("app_home_opened")
    async def publish(event: dict[str, Any]) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": event["tab"]}}]
        view = {"type": "home", "blocks": blocks}
        await world.client.views_publish(user_id=event["user"], view=view)

    await world.sandbox.open_home("Ana")
    home = await world.sandbox.until(lambda: world.sandbox.home("Ana"))

    assert home["blocks"][0]["text"]["text"] == "home"
    assert world.sandbox.home("Ben") is None


async def test_uninstalling_kills_the_token_and_tells_the_app(world: World) -> None:
    heard: list[str] = []

    @world.app.event("tokens_revoked")
    async def revoked(event: dict[str, Any]) -> None:
        heard.append(event["tokens"]["bot"][0])

    @world.app.event("app_uninstalled")
    async def uninstalled() -> None:
        heard.append("uninstalled")

    await world.sandbox.uninstall()
    error = await _error_of(world)
    outcome = await world.sandbox.command("Ana", "/negotiate")
    world.sandbox.install()

    assert error == "account_inactive"
    assert outcome.error == "invalid_command"
    assert {d["kind"] for d in world.sandbox.deliveries} == {
        "event tokens_revoked",
        "event app_uninstalled",
    }
    assert (await world.client.auth_test())["user_id"] == "U0PARLEY"


async def _error_of(world: World) -> str:
    try:
        await world.client.auth_test()
    except SlackApiError as refused:
        return str(refused.response["error"])
    return ""


async def test_an_app_without_a_messages_tab_cannot_be_written_to() -> None:
    home = {"home_tab_enabled": True, "messages_tab_enabled": False}
    manifest = MANIFEST | {"features": {"app_home": home}}
    sandbox = create_sandbox(config(manifest=manifest))
    await sandbox.start()

    with pytest.raises(SandboxError, match="turned off"):
        await sandbox.say("Ana", "hello")
    await sandbox.stop()
