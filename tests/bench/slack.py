"""A Slack that says yes to every Web API call and counts them.

    python -m tests.bench.slack PORT [SECONDS]

It answers at once, a message after so many seconds. `GET /calls` gives the counts by method,
`GET /arrived` when each channel had its latest message. `POST /hold` makes it keep every message
waiting, so that a server under load spends nothing on outbound calls; `POST /release` ends that.
"""

import asyncio
import sys
import time
from collections import Counter

from aiohttp import web


class Slack:
    """The counts, and the gate that messages wait at."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._calls: Counter[str] = Counter()
        self._arrived: dict[str, float] = {}
        self._open = asyncio.Event()
        self._open.set()

    async def call(self, request: web.Request) -> web.Response:
        """Answer one Web API method."""
        method = request.match_info["method"]
        self._calls[method] += 1
        if method == "chat.postMessage":
            body = await request.json()
            self._arrived[body["channel"]] = time.time()
            await self._open.wait()
            await asyncio.sleep(self._seconds)
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

    async def arrived(self, _: web.Request) -> web.Response:
        """When each channel had its latest message."""
        return web.json_response(self._arrived)

    async def hold(self, _: web.Request) -> web.Response:
        """Keep messages waiting from now on."""
        self._open.clear()
        return web.Response()

    async def release(self, _: web.Request) -> web.Response:
        """Let messages through again."""
        self._open.set()
        return web.Response()


async def create(seconds: float) -> web.Application:
    """The application, made inside the loop that runs it."""
    slack, server = Slack(seconds), web.Application()
    server.router.add_route("*", "/api/{method}", slack.call)
    server.router.add_get("/healthz", slack.healthy)
    server.router.add_get("/calls", slack.calls)
    server.router.add_get("/arrived", slack.arrived)
    server.router.add_post("/hold", slack.hold)
    server.router.add_post("/release", slack.release)
    return server


def main() -> None:
    """Serve until stopped."""
    port = int(sys.argv[1])
    seconds = float(sys.argv[2]) if sys.argv[2:] else 0.0
    application = create(seconds)
    web.run_app(application, host="127.0.0.1", port=port, access_log=None, print=lambda *_: None)


if __name__ == "__main__":
    main()
