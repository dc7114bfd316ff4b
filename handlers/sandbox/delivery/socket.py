"""Socket Mode: the app connects to the sandbox, which sends envelopes and waits for their ids."""

import asyncio
import json
import secrets
import time
from typing import Any

from aiohttp import WSMsgType, web

from handlers.sandbox.cast import APP_ID
from handlers.sandbox.delivery.answer import Answer, Json, Kind, Retry
from handlers.sandbox.errors import SlackError

_TICKETS_AT_ONCE = 10  # as many connections as Slack allows an app


class SocketDoor:
    """Keeps the app's connections; each delivery goes to one of them in turn."""

    def __init__(self) -> None:
        self._tickets: list[str] = []
        self._connections: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0

    @property
    def connected(self) -> bool:
        """Whether the app has a connection open."""
        return bool(self._connections)

    def ticket(self) -> str:
        """Issue a ticket that opens one connection."""
        if len(self._connections) >= _TICKETS_AT_ONCE:
            raise SlackError("too_many_websockets")
        ticket = secrets.token_urlsafe(24)
        self._tickets = [*self._tickets, ticket][-_TICKETS_AT_ONCE:]
        return ticket

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Hold one connection: greet, then read acknowledgements until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_auth"}, status=401)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._connections.append(socket)
        try:
            await socket.send_json(self._hello())
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledged(message.data)
        finally:
            self._connections.remove(socket)
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
        }

    def _acknowledged(self, text: str) -> None:
        try:
            body = json.loads(text)
        except ValueError:
            return
        envelope = body.get("envelope_id") if isinstance(body, dict) else None
        waiting = self._waiting.get(str(envelope))
        if waiting is not None and not waiting.done():
            waiting.set_result(body.get("payload"))

    async def deliver(
        self, kind: Kind, payload: Json, deadline: float, retry: Retry | None
    ) -> Answer:
        """Send one envelope and wait for the acknowledgement with its id."""
        if not self._connections:
            return Answer("unreachable", 0)
        envelope = _envelope(kind, payload, retry)
        waiting: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = waiting
        self._turn += 1
        start = time.perf_counter()
        try:
            async with asyncio.timeout(deadline):
                await self._connections[self._turn % len(self._connections)].send_json(envelope)
                body = await waiting
        except TimeoutError:
            return Answer("timeout", round((time.perf_counter() - start) * 1000))
        except ConnectionError:
            return Answer("unreachable", round((time.perf_counter() - start) * 1000))
        finally:
            del self._waiting[envelope["envelope_id"]]
        return Answer("ok", round((time.perf_counter() - start) * 1000), body or None)

    async def disconnect(self, reason: str) -> None:
        """Ask every connection to go, as Slack does before it refreshes or disables a link."""
        for socket in tuple(self._connections):
            await socket.send_json({"type": "disconnect", "reason": reason})
            await socket.close()


def _envelope(kind: Kind, payload: Json, retry: Retry | None) -> Json:
    envelope: Json = {
        "type": kind,
        "envelope_id": secrets.token_hex(16),
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind == "events_api":
        envelope["retry_attempt"] = retry.number if retry else 0
        envelope["retry_reason"] = _SOCKET_REASONS.get(retry.reason, "") if retry else ""
    return envelope


# Socket Mode has its own words for why an event comes again.
_SOCKET_REASONS = {"http_timeout": "timeout", "connection_failed": "connection_failed"}
