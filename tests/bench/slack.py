"""A Slack that says yes to every Web API call and counts them.

    python -m tests.bench.slack PORT

`GET /calls` gives the counts by method. `POST /hold` makes it keep every message waiting, so that
a server under load spends nothing on outbound calls; `POST /release` ends that.
"""

import asyncio
import sys
from collections import Counter

from aiohttp import web


class Slack:
    """The counts, and the gate that messages wait at."""

    def __init__(self) -> None:
        self._calls: Counter[str] = Counter()
        self._open = asyncio.Event()
        self._open.set()

    async def call(self, request: web.Request) -> web.Response:
        """Answer one Web API method."""
        method = request.match_info["method"]
        self._calls[method] += 1
        if method == "chat.postMessage":
            await self._open.wait()
        return web.json_response(
            {
                "ok": True,
                "url": "https://bench.slack.com/",
                "team": "Bench",
                "team_id": "T1",
                "user": "parley",
                "user_id": "U0BOT",
                "bot_id": "B1",
                "app_id": "A1",
                "channel": {"id": "D1"},
                "ts": f"{self._calls.total()}.000001",
                "view": {"id": f"V{self._calls.total()}", "hash": "1"},
                "messages": [],
            }
            | ({"user": {"id": "U1", "tz": "Europe/Madrid"}} if method == "users.info" else {})
        )

    async def healthy(self, _: web.Request) -> web.Response:
        """It runs."""
        return web.Response()

    async def calls(self, _: web.Request) -> web.Response:
        """How often each method was called."""
        return web.json_response(self._calls)

    async def hold(self, _: web.Request) -> web.Response:
        """Keep messages waiting from now on."""
        self._open.clear()
        return web.Response()

    async def release(self, _: web.Request) -> web.Response:
        """Let messages through again."""
        self._open.set()
        return web.Response()


async def create() -> web.Application:
    """The application, made inside the loop that runs it."""
    slack, server = Slack(), web.Application()
    server.router.add_route("*", "/api/{method}", slack.call)
    server.router.add_get("/healthz", slack.healthy)
    server.router.add_get("/calls", slack.calls)
    server.router.add_post("/hold", slack.hold)
    server.router.add_post("/release", slack.release)
    return server


def main() -> None:
    """Serve until stopped."""
    port = int(sys.argv[1])
    web.run_app(create(), host="127.0.0.1", port=port, access_log=None, print=lambda *_: None)


if __name__ == "__main__":
    main()
