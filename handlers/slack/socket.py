"""Socket Mode: the same listeners over a connection that Parley opens itself."""

import asyncio
import logging
import time
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from handlers.logs import about
from handlers.slack.bolt import App, Delivery
from handlers.slack.courier import undelivered
from handlers.tasks import Tasks

log = logging.getLogger("parley.slack")

_ONE_ADDRESS = 30.0  # seconds to try an address before another is asked for
_PING = 5.0  # seconds; a silent connection is given up after four times that


class SocketLine:
    """A connection that is kept up until `stop`, and what is being handled on it."""

    def __init__(self, app: App, app_token: str, tasks: Tasks) -> None:
        self._app = app
        self._tasks = tasks
        self._connecting: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None] | None] = set()
        self._closing = False
        self.client = SocketModeClient(
            app_token=app_token, logger=app.logger, web_client=app.client, ping_interval=_PING
        )
        self.client.proxy = app.client.proxy
        self.client.socket_mode_request_listeners.append(self._handle)

    async def connected(self) -> bool:
        """Whether deliveries can arrive."""
        return bool(await self.client.is_connected())

    async def welcome(self) -> bool:
        """Ask Slack where to connect; False when it never will accept the app token."""
        try:
            answer = await self.client.web_client.apps_connections_open(
                app_token=self.client.app_token
            )
        except SlackApiError as error:
            return undelivered(error).why == "busy"
        except (aiohttp.ClientError, TimeoutError):
            return True
        self.client.wss_uri = answer["url"]
        return True

    def start(self) -> None:
        """Connect in the background, again and again until it succeeds."""
        self._connecting = self._tasks.start(self._connect(), "connect to Slack")

    async def _connect(self) -> None:
        """The library tries one address for ever; now and then we have it ask for another."""
        while not self._closing:
            with suppress(TimeoutError):
                async with asyncio.timeout(_ONE_ADDRESS):
                    await self.client.connect()  # type: ignore[no-untyped-call]  # no types there
                    return
            self.client.wss_uri = None

    async def stop(self, seconds: float) -> None:
        """Take nothing more, wait at most `seconds` for what is being handled, and hang up."""
        self._closing = True
        under_way = {task for task in self._under_way if task is not None}
        if under_way:
            await asyncio.wait(under_way, timeout=seconds)
        if self._connecting is not None:
            self._connecting.cancel()
        await self.client.close()  # type: ignore[no-untyped-call]  # the library has no types here
        ending = (
            self.client.message_processor,
            self.client.current_session_monitor,
            self.client.message_receiver,
        )
        await asyncio.gather(*(task for task in ending if task), return_exceptions=True)

    async def _handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:
        """Handle one envelope; once closing, none is acknowledged and Slack sends it again."""
        if self._closing:
            return
        task = asyncio.current_task()
        self._under_way.add(task)
        try:
            start = time.monotonic()
            answer = await self._answer(req)
            with suppress(ConnectionError):  # Slack sends again what was not acknowledged
                await send_async_response(client, req, answer, start)
        except Exception as error:  # noqa: BLE001 - the library would log what was delivered
            log.error("An envelope could not be answered.", extra={"facts": about(error)})
        finally:
            self._under_way.discard(task)

    async def _answer(self, req: SocketModeRequest) -> BoltResponse:
        """The app's answer; a bare acknowledgement of what Bolt cannot read, or it comes again."""
        try:
            answer: BoltResponse = await self._app.async_dispatch(Delivery(req.payload))
        except Exception as error:  # noqa: BLE001 - Bolt stumbles over shapes in many ways
            log.error("An envelope could not be read.", extra={"facts": about(error)})
            return BoltResponse(status=200, body="")
        return answer
