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


def bolt(slack_url: str, secret: str) -> AsyncApp:
    """A Bolt app that listens to nothing yet."""
    client = AsyncWebClient(token="xoxb-bench", base_url=f"{slack_url}/api/")
    return AsyncApp(client=client, signing_secret=secret, process_before_response=True)


def serve(app: AsyncApp, port: int) -> None:
    """Serve the app until stopped."""

    async def events(request: web.Request) -> web.Response:
        answer = await app.async_dispatch(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def healthy(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    logging.basicConfig(level=logging.WARNING)
    server = web.Application()
    server.router.add_post("/slack/events", events)
    server.router.add_get("/healthz", healthy)
    web.run_app(server, host="127.0.0.1", port=port, access_log=None, print=lambda *_: None)


def main() -> None:
    """Serve a listener for messages and one for the command."""
    port, slack_url, secret = sys.argv[1:]
    app = bolt(slack_url, secret)

    @app.event("message")
    async def message(body: dict[str, Any]) -> None:
        """Acknowledged by Bolt."""

    @app.command("/negotiate")
    async def command(ack: Any) -> None:
        await ack()

    serve(app, int(port))


if __name__ == "__main__":
    main()
