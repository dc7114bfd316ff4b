"""A sandbox with a real Bolt app beside it, over HTTP or Socket Mode."""

from dataclasses import dataclass
from typing import Any, Literal

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.sandbox.app import Sandbox, SandboxConfig, Timing

Mode = Literal["http", "socket"]

BOT_TOKEN = "xoxb-sandbox"
APP_TOKEN = "xapp-sandbox"
SIGNING_SECRET = "signing-secret"
QUICK = Timing(ack_deadline=1.0, event_retries=(0.0, 0.01, 0.02))
MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Parley"},
    "features": {
        "bot_user": {"display_name": "Parley"},
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [
            {"command": "/negotiate", "description": "Prepare", "usage_hint": "prep"},
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["commands", "chat:write", "im:write", "im:history", "users:read"]},
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": ["message.im", "app_home_opened", "app_uninstalled", "tokens_revoked"],
        },
        "interactivity": {"is_enabled": True},
    },
}


def config(**changes: Any) -> SandboxConfig:
    settings: dict[str, Any] = {
        "manifest": MANIFEST,
        "signing_secret": SIGNING_SECRET,
        "bot_token": BOT_TOKEN,
        "app_token": APP_TOKEN,
        "timing": QUICK,
    }
    return SandboxConfig(**settings | changes)


@dataclass
class World:
    sandbox: Sandbox
    app: AsyncApp

    @property
    def client(self) -> AsyncWebClient:
        client: AsyncWebClient = self.app.client
        return client


class BoltProcess:
    """A Bolt app as its author would run it, started and stopped by the test."""

    def __init__(self, sandbox: Sandbox, secret: str = SIGNING_SECRET) -> None:
        client = AsyncWebClient(BOT_TOKEN, base_url=sandbox.api_url)
        self._sandbox = sandbox
        self.app = AsyncApp(signing_secret=secret, client=client)
        self._runner: web.AppRunner | None = None
        self._handler: AsyncSocketModeHandler | None = None

    async def start(self, mode: Mode) -> None:
        if mode == "socket":
            self._handler = AsyncSocketModeHandler(self.app, APP_TOKEN)
            await self._handler.connect_async()  # type: ignore[no-untyped-call] # Bolt's gap
            await self._sandbox.until(lambda: self._sandbox.connected)
            return
        self._runner = web.AppRunner(self.app.web_app(), access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        port = self._runner.addresses[0][1]
        self._sandbox.bot_url = f"http://127.0.0.1:{port}/slack/events"

    async def stop(self) -> None:
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call] # Bolt's gap
        if self._runner is not None:
            await self._runner.cleanup()
