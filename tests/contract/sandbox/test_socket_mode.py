"""Socket Mode: tickets, envelopes and refreshed connections."""

from typing import Any

import aiohttp
import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Sandbox
from tests.contract.sandbox.world import APP_TOKEN, BoltProcess

Json = dict[str, Any]


async def _connect(sandbox: Sandbox, session: aiohttp.ClientSession) -> Any:
    client = AsyncWebClient(base_url=sandbox.api_url)
    opened = await client.apps_connections_open(app_token=APP_TOKEN)
    return await session.ws_connect(opened["url"])


async def test_envelopes_look_like_slacks(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        socket = await _connect(sandbox, session)
        hello = await socket.receive_json()
        said = sandbox.say("Ana", "hello")
        first, again = await _first_two(said, socket)

    assert hello["type"] == "hello"
    assert hello["connection_info"]["app_id"] == first["payload"]["api_app_id"]
    assert (first["type"], first["accepts_response_payload"]) == ("events_api", False)
    assert (first["retry_attempt"], again["retry_attempt"]) == (0, 1)
    assert again["retry_reason"] == "timeout"
    assert first["envelope_id"] != again["envelope_id"]
    assert first["payload"]["event_id"] == again["payload"]["event_id"]


async def _first_two(said: Any, socket: Any) -> tuple[Json, Json]:
    """Leave the first delivery without an acknowledgement and acknowledge the second."""
    await said
    first, again = await socket.receive_json(), await socket.receive_json()
    await socket.send_json({"envelope_id": again["envelope_id"]})
    await socket.close()
    return first, again


async def test_a_ticket_works_once(sandbox: Sandbox) -> None:
    client = AsyncWebClient(base_url=sandbox.api_url)
    url = (await client.apps_connections_open(app_token=APP_TOKEN))["url"]

    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError, match="401"):
            await session.ws_connect(url)


async def test_a_refreshed_connection_is_taken_up_again(sandbox: Sandbox) -> None:
    bolt = BoltProcess(sandbox)
    await bolt.start("socket")

    @bolt.app.command("/negotiate")
    async def answer(ack: AsyncAck) -> None:
        await ack("here")

    await sandbox.refresh_connections()
    await sandbox.until(lambda: sandbox.connected, seconds=15)
    outcome = await sandbox.command("Ana", "/negotiate")

    assert outcome.ok
    assert sandbox.messages("Ana")[-1].text == "here"
    await bolt.stop()
