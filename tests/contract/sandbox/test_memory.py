"""What the sandbox keeps: over a stop, and over a kill in the middle."""

import asyncio
import json
import sqlite3
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Fault, Sandbox, create_sandbox
from tests.contract.sandbox.world import BOT_TOKEN, MANIFEST, config

Json = dict[str, Any]
BLOCKS = [{"type": "section", "block_id": "s", "text": {"type": "mrkdwn", "text": "*Hi*"}}]
PROGRAM = """
import asyncio, json, sys
from pathlib import Path
from handlers.sandbox.app import SandboxConfig, create_sandbox

async def main():
    sandbox = create_sandbox(SandboxConfig(
        manifest=json.loads(sys.argv[1]), signing_secret="s", bot_token="xoxb-sandbox",
        state_file=Path(sys.argv[2])))
    print(await sandbox.start(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def _reopened(state_file: Path) -> Sandbox:
    sandbox = create_sandbox(config(state_file=state_file))
    await sandbox.start()
    return sandbox


def _shown(snapshot: Json) -> Json:
    """Leave out what moves by itself."""
    clock = {"offset_seconds": snapshot["clock"]["offset_seconds"]}
    return snapshot | {"clock": clock, "deliveries": []}


async def test_everything_is_found_again_after_a_stop(tmp_path: Path) -> None:
    state_file = tmp_path / "new folder" / "sandbox.sqlite"
    before = await _reopened(state_file)
    client = AsyncWebClient(BOT_TOKEN, base_url=before.api_url)
    await client.chat_postMessage(channel="D0ANA", text="Hi", blocks=BLOCKS)
    await client.views_publish(user_id="U0ANA", view={"type": "home", "blocks": BLOCKS})
    before.clock.advance(timedelta(days=7))
    before.set_fault(Fault.SLOW, 3)
    await before.uninstall()
    shown = before.snapshot("Ana")
    await before.stop()

    after = await _reopened(state_file)

    assert _shown(after.snapshot("Ana")) == _shown(shown)
    assert shown["app"]["installed"] is False
    assert shown["clock"]["offset_seconds"] == 7 * 86400
    assert shown["home"]["blocks"] == BLOCKS
    await after.stop()


async def test_an_answered_call_survives_a_kill(tmp_path: Path) -> None:
    state_file = tmp_path / "sandbox.sqlite"
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PROGRAM, json.dumps(MANIFEST), str(state_file)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    base_url = (await process.stdout.readline()).decode().strip()
    async with aiohttp.ClientSession() as session:
        said = {"as": "U0ANA", "channel": "D0ANA", "text": "hello"}
        async with session.post(base_url + "/page/message", json=said) as response:
            first = (await response.json())["ts"]
        client = AsyncWebClient(BOT_TOKEN, base_url=base_url + "/api/")
        second = (await client.chat_postMessage(channel="D0ANA", text="Hi"))["ts"]
    process.kill()
    await process.wait()

    sandbox = await _reopened(state_file)

    assert [(m.ts, m.text) for m in sandbox.messages("Ana")] == [(first, "hello"), (second, "Hi")]
    await sandbox.stop()


async def test_an_event_under_way_is_delivered_after_a_restart(tmp_path: Path) -> None:
    state_file = tmp_path / "sandbox.sqlite"
    before = await _reopened(state_file)
    await before.say("Ana", "hello")
    await before.stop()

    after = await _reopened(state_file)
    await after.settled()

    assert after.deliveries[0]["kind"] == "event message.im"
    assert after.deliveries[0]["retry"] > 0
    await after.stop()


async def test_timestamps_rise_over_a_clock_that_is_set_back() -> None:
    sandbox = create_sandbox(config())
    sandbox.clock.advance(timedelta(days=30))
    client_before = sandbox.messages("Ana")
    await sandbox.start()

    first = await sandbox.say("Ana", "in a month")
    sandbox.clock.reset()
    second = await sandbox.say("Ana", "today")

    assert client_before == []
    assert second.message.ts > first.message.ts
    assert sandbox.clock.offset == timedelta(0)
    await sandbox.stop()


async def test_two_processes_cannot_hold_one_workspace(tmp_path: Path) -> None:
    state_file = tmp_path / "sandbox.sqlite"
    first = await _reopened(state_file)
    await first.say("Ana", "hello")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        create_sandbox(config(state_file=state_file))
    assert state_file.stat().st_mode & 0o077 == 0
    await first.stop()
