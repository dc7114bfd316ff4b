"""The measure of all things: Bolt alone, one listener that only acknowledges.

    python -m tests.bench.bare_bolt PORT SLACK_URL SECRET

Served exactly as Parley is: one aiohttp server without an access log, the request processed before
its response.
"""

import logging
import sys
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


def create(slack_url: str, secret: str) -> AsyncApp:
    """A Bolt app with one listener for messages and one for the command."""
    client = AsyncWebClient(token="xoxb-bench", base_url=f"{slack_url}/api/")
    app = AsyncApp(client=client, signing_secret=secret, process_before_response=True)

    @app.event("message")
    async def message(body: dict[str, Any]) -> None:
        """Acknowledged by Bolt."""

    @app.command("/negotiate")
    async def command(ack: Any) -> None:
        await ack()

    return app


def main() -> None:
    """Serve until stopped."""
    logging.basicConfig(level=logging.WARNING)
    port, slack_url, secret = sys.argv[1:]
    app = create(slack_url, secret)

    async def events(request: web.Request) -> web.Response:
        answer = await app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def healthy(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    server = web.Application()
    server.router.add_post("/slack/events", events)
    server.router.add_get("/healthz", healthy)
    web.run_app(server, host="127.0.0.1", port=int(port), access_log=None, print=lambda *_: None)


if __name__ == "__main__":
    main()
