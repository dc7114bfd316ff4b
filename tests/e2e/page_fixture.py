"""A sandbox with an app made for the page's tests: it acknowledges, and says what it is told to."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import aiohttp
from aiohttp import web
from playwright.async_api import Browser, Page, expect

from handlers.sandbox.app import Sandbox, SandboxConfig, Timing, create_sandbox

Json = dict[str, Any]

DIRECT = "D0ANA"
WIDE = (1280, 800)
NARROW = (390, 844)
TOKEN = "xoxb-page-tests"
SCOPES = ["commands", "chat:write", "im:write", "im:history", "users:read", "channels:history"]
MANIFEST: Json = {
    "display_information": {"name": "Parley"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Parley", "always_online": True},
        "slash_commands": [
            {
                "command": "/negotiate",
                "description": "Prepare a negotiation, or open what you prepared",
                "usage_hint": "prep | sheet | help | delete",
            },
            {"command": "/nudge", "description": "Another command", "usage_hint": "when"},
        ],
    },
    "oauth_config": {"scopes": {"bot": SCOPES}},
    "settings": {
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "message.im", "message.channels", "app_uninstalled"]
        },
        "interactivity": {"is_enabled": True},
    },
}


@dataclass
class App:
    """The other end: every payload it got, and how it acknowledges the next ones."""

    state: Path | None
    url: str = ""
    heard: list[Json] = field(default_factory=list)
    answers: dict[str, Json] = field(default_factory=dict)
    status: int = 200
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.gate.set()
        self.sandbox = self._sandbox()

    def _sandbox(self) -> Sandbox:
        return create_sandbox(
            SandboxConfig(
                manifest=MANIFEST,
                signing_secret="page-tests",
                bot_token=TOKEN,
                state_file=self.state,
                bot_url=self.url or None,
                timing=Timing(ack_deadline=1.0, event_retries=()),
            )
        )

    async def start(self, port: int = 0) -> None:
        """Serve the sandbox, on a port of its own unless told."""
        self.sandbox.bot_url = self.url
        await self.sandbox.start(port=port)

    async def stop(self) -> int:
        """Stop the sandbox; gives the port on which to start it again."""
        port = int(self.sandbox.base_url.rpartition(":")[2])
        await self.sandbox.stop()
        return port

    async def start_again(self, port: int) -> None:
        """Serve the same workspace again, as after a restart of the server."""
        self.sandbox = self._sandbox()
        await self.start(port)

    async def receive(self, request: web.Request) -> web.Response:
        """Acknowledge a delivery: with what `answers` says for its type, when the gate is open."""
        payload = await _payload(request)
        self.heard.append(payload)
        await self.gate.wait()
        return web.json_response(self.answers.get(payload["type"], {}), status=self.status)

    async def call(self, method: str, **arguments: Any) -> Json:
        """Call a Web API method as the app; the answer must be ok."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        url = self.sandbox.api_url + method
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.post(url, json=arguments) as response,
        ):
            answer: Json = await response.json()
        assert answer["ok"], answer
        return answer

    async def post(self, blocks: list[Json] | None = None, text: str = "Hello", **more: Any) -> str:
        """Post a message to Ana's direct message and give its timestamp."""
        arguments = {"channel": DIRECT, "text": text} | more
        if blocks is not None:
            arguments["blocks"] = blocks
        return str((await self.call("chat.postMessage", **arguments))["ts"])

    async def open_modal(self, view: Json, method: str = "views.open") -> Json:
        """Open a view with the newest trigger and give it as the workspace keeps it."""
        trigger = next(p["trigger_id"] for p in reversed(self.heard) if "trigger_id" in p)
        opened: Json = (await self.call(method, trigger_id=trigger, view=view))["view"]
        return opened

    def last(self, kind: str) -> Json:
        """Give the newest payload of a type."""
        return next(payload for payload in reversed(self.heard) if payload["type"] == kind)


async def _payload(request: web.Request) -> Json:
    if request.content_type == "application/json":
        event: Json = (await request.json())["event"]
        return event
    form = parse_qs(await request.text(), keep_blank_values=True)
    if "payload" in form:
        payload: Json = json.loads(form["payload"][0])
        return payload
    return {"type": "command"} | {name: values[0] for name, values in form.items()}


@asynccontextmanager
async def running_app(state: Path | None = None) -> AsyncIterator[App]:
    """A sandbox and its app, both serving."""
    app = App(state)
    application = web.Application()
    application.router.add_post("/slack/events", app.receive)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    app.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await app.start()
    try:
        yield app
    finally:
        app.gate.set()
        await app.sandbox.stop()
        await runner.cleanup()


@asynccontextmanager
async def open_page(
    browser: Browser, url: str, size: tuple[int, int] = WIDE, *, dark: bool = False
) -> AsyncIterator[Page]:
    """The page in a window of its own, ready to type; any script error in it fails the test."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    page.set_default_timeout(8000)
    expect.set_options(timeout=8000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(url)
    await page.locator('.link[data-connection="open"]').wait_for()
    try:
        yield page
    finally:
        await context.close()
    assert errors == []
