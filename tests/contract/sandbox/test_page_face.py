"""The page's face: snapshot, stream, what people do, and who is kept out."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.context.ack.async_ack import AsyncAck

from handlers.sandbox.app import Sandbox, create_sandbox
from tests.contract.sandbox.world import World, config

Json = dict[str, Any]
BUTTON = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
BLOCKS = [{"type": "actions", "block_id": "b", "elements": [BUTTON]}]
MODAL = {
    "type": "modal",
    "callback_id": "form",
    "title": {"type": "plain_text", "text": "Form"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "block_id": "name",
            "label": {"type": "plain_text", "text": "Name"},
            "element": {"type": "plain_text_input", "action_id": "typed"},
        }
    ],
}


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def post(session: aiohttp.ClientSession, sandbox: Sandbox, path: str, body: Json) -> Json:
    async with session.post(f"{sandbox.base_url}/page/{path}", json=body) as response:
        answer: Json = await response.json()
        return answer | {"status": response.status}


async def test_the_snapshot_shows_one_persons_workspace(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    await sandbox.say("Ana", "for Parley alone")

    async with session.get(sandbox.base_url + "/page/snapshot?as=U0BEN") as response:
        shown = await response.json()

    assert shown["me"]["name"] == "Ben Okafor"
    assert [channel["name"] for channel in shown["channels"]] == [
        "general",
        "team-platform",
        "directmessage",
    ]
    assert shown["channels"][2]["with"] == shown["app"]["user_id"] == "U0PARLEY"
    assert shown["channels"][2]["messages"] == []
    assert shown["app"]["commands"][0]["command"] == "/negotiate"
    assert shown["clock"]["offset_seconds"] == 0
    assert shown["fault"] == {"fault": "none", "times": 0}


async def test_the_stream_tells_what_changes(world: World, session: aiohttp.ClientSession) -> None:
    @world.app.command("/negotiate")
    async def answer(ack: AsyncAck, body: Json) -> None:
        await ack()
        await world.client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    sandbox = world.sandbox
    url = sandbox.base_url + "/page/stream?as=U0ANA"
    async with session.ws_connect(url) as stream:
        acted: Json = {"as": "U0ANA", "channel": "D0ANA", "command": "/negotiate"}
        assert (await post(session, sandbox, "command", acted))["ok"]
        view = (await _next(stream, "view_opened"))["views"][-1]
        state = {"values": {"name": {"typed": {"type": "plain_text_input", "value": ""}}}}
        submitted = {"as": "U0ANA", "view_id": view["id"], "state": state}
        refused = await post(session, sandbox, "submit", submitted)
        await post(session, sandbox, "close", {"as": "U0ANA", "view_id": view["id"]})
        closed = await _next(stream, "view_closed")
        await post(session, sandbox, "clock", {"advance_seconds": 3600})
        clock = await _next(stream, "clock")
        await post(session, sandbox, "app", {"action": "uninstall"})
        app = await _next(stream, "app")

    assert refused["errors"] == {"name": "Please complete this required field."}
    assert closed == {"type": "view_closed", "view_id": view["id"], "views": []}
    assert clock["clock"]["offset_seconds"] == 3600
    assert app["app"]["installed"] is False


async def _next(stream: aiohttp.ClientWebSocketResponse, kind: str) -> Json:
    async with asyncio.timeout(5):
        while True:
            event: Json = await stream.receive_json()
            if event["type"] == kind:
                return event


async def test_a_press_from_the_page(world: World, session: aiohttp.ClientSession) -> None:
    heard: list[str] = []

    @world.app.action("go")
    async def answer(ack: AsyncAck, body: Json) -> None:
        heard.append(body["user"]["id"])
        await ack()

    posted = await world.client.chat_postMessage(channel="D0ANA", text="x", blocks=BLOCKS)
    container = {"type": "message", "channel": "D0ANA", "ts": posted["ts"]}
    action = {"as": "U0ANA", "container": container, "block_id": "b", "action_id": "go"}

    pressed = await post(world_session := session, world.sandbox, "action", action)
    gone = await post(world_session, world.sandbox, "action", action | {"action_id": "other"})

    assert pressed["ok"]
    assert heard == ["U0ANA"]
    assert gone["status"] == 404
    assert "not on the screen" in gone["error"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("message", {"as": "U0ANA", "channel": "D0BEN", "text": "hi"}, 403),
        ("message", {"as": "U404", "channel": "D0ANA", "text": "hi"}, 404),
        ("message", {"as": "U0ANA", "channel": "D0ANA", "text": "  "}, 400),
        ("message", {"as": "U0ANA", "channel": "D0ANA"}, 400),
        ("message", {"as": "U0ANA", "channel": "D0ANA", "text": "hi", "more": 1}, 400),
        ("submit", {"as": "U0ANA", "view_id": "V0"}, 404),
        ("faults", {"fault": "earthquake"}, 400),
    ],
)
async def test_mistakes_get_a_plain_sentence(
    sandbox: Sandbox, session: aiohttp.ClientSession, path: str, body: Json, status: int
) -> None:
    answer = await post(session, sandbox, path, body)

    assert answer["status"] == status
    assert isinstance(answer["error"], str)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_other_sites_are_kept_out(
    sandbox: Sandbox, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    async with session.get(sandbox.base_url + "/page/snapshot", headers=headers) as response:
        assert response.status == 403
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await session.ws_connect(sandbox.base_url + "/page/stream", headers=headers)


async def test_a_form_of_another_site_is_refused(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    body = '{"reset": true}'
    async with session.post(sandbox.base_url + "/page/clock", data=body) as response:
        assert response.status == 415


async def test_the_page_is_served_and_nothing_beside_it(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    async with session.get(sandbox.base_url + "/") as response:
        assert response.status == 200
        assert response.content_type == "text/html"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    for path in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "nothing.js", ".hidden.js"):
        url = f"{sandbox.base_url}/static/{path}"
        async with session.get(url) as response:
            assert response.status == 404


async def test_a_taken_port_leaves_room_for_another_try(sandbox: Sandbox) -> None:
    second = create_sandbox(config())
    taken = int(sandbox.base_url.rpartition(":")[2])

    with pytest.raises(OSError, match="in use"):
        await second.start(port=taken)
    assert await second.start() != sandbox.base_url
    await second.stop()


async def test_only_loopback_is_served(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await sandbox.start("0.0.0.0")


async def test_colleagues_say_hello_to_the_app_once_as_they_join(
    world: World, session: aiohttp.ClientSession
) -> None:
    heard: list[tuple[str, str, str]] = []

    @world.app.command("/negotiate")
    async def hello(ack: AsyncAck, command: Json) -> None:
        heard.append((command["user_id"], command["channel_name"], command["text"]))
        await ack("Hello")

    for _ in range(2):
        assert (await post(session, world.sandbox, "colleagues", {}))["ok"]
    assert len(heard) == len({who for who, *_ in heard}) == 9
    assert {(where, said) for _, where, said in heard} == {("directmessage", "help")}
    assert "U0ANA" not in {who for who, *_ in heard}


async def test_colleagues_join_in_silence_where_the_app_is_not(
    sandbox: Sandbox, session: aiohttp.ClientSession
) -> None:
    await sandbox.uninstall()
    assert (await post(session, sandbox, "colleagues", {}))["ok"]
    assert sandbox.messages("Yuki") == []
    assert "U0YUKI" in sandbox._site.workspace.channel("general").members
