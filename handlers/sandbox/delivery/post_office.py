"""Sends payloads through whichever door reaches the app, with Slack's deadlines and retries."""

import asyncio
import secrets
from collections import deque
from dataclasses import dataclass
from typing import Any

import aiohttp

from handlers.sandbox.background import Background
from handlers.sandbox.cast import APP_ID, BOT_USER_ID, TEAM_ID
from handlers.sandbox.delivery.answer import Answer, Door, Json, Kind, Retry
from handlers.sandbox.delivery.http import HttpDoor
from handlers.sandbox.delivery.socket import SocketDoor
from handlers.sandbox.faults import EVENT_FAULTS, Fault, FaultPanel
from handlers.sandbox.workspace import Workspace

# The scope without which Slack does not send an event, where it needs one.
_EVENT_SCOPES = {"message.im": "im:history", "message.channels": "channels:history"}
_CHANNEL_TYPES = {"im": "im", "channel": "channels"}


@dataclass(frozen=True)
class Timing:
    """How long the sandbox waits, in seconds; real Slack retries at once, after 60 and 300."""

    ack_deadline: float = 3.0
    event_retries: tuple[float, ...] = (0.0, 2.0, 6.0)


def subscription(event: Json) -> str:
    """Name the subscription that an event needs, such as `message.im`."""
    if event["type"] != "message":
        return str(event["type"])
    return "message." + _CHANNEL_TYPES[event["channel_type"]]


class PostOffice:
    """Delivers to the request URL when there is one, else over Socket Mode; keeps a short log."""

    def __init__(
        self, workspace: Workspace, faults: FaultPanel, background: Background, timing: Timing
    ) -> None:
        self.socket = SocketDoor()
        self.bot_url: str | None = None
        self.signing_secret = ""
        self.log: deque[Json] = deque(maxlen=20)
        self._workspace = workspace
        self._faults = faults
        self._background = background
        self._timing = timing
        self._session: aiohttp.ClientSession | None = None

    def open(self) -> None:
        """Start: deliver again what was not acknowledged when the sandbox stopped."""
        self._session = aiohttp.ClientSession()
        for kept in self._workspace.store.all("pending").values():
            self._background.start(self._event(kept["envelope"], kept["attempt"]))

    async def close(self) -> None:
        """Close the connections."""
        await self.socket.disconnect("link_disabled")
        if self._session is not None:
            await self._session.close()

    def _door(self) -> Door:
        if self.bot_url is None or self._session is None:
            return self.socket
        return HttpDoor(self._session, self.bot_url, self.signing_secret)

    async def send(
        self, kind: Kind, label: str, payload: Json, retry: Retry | None = None
    ) -> Answer:
        """Deliver once and write it in the log under `label`."""
        answer = await self._door().deliver(kind, payload, self._timing.ack_deadline, retry)
        entry = {
            "kind": label,
            "at": self._workspace.clock.now().isoformat(),
            "ack_ms": answer.ack_ms,
            "status": answer.word,
            "retry": retry.number if retry else 0,
        }
        self.log.append(entry)
        self._workspace.stream.tell({"type": "delivery", "delivery": entry})
        return answer

    async def verified(self) -> bool:
        """Whether the request URL repeats a challenge, as text or as JSON."""
        challenge = secrets.token_urlsafe(24)
        payload = {"type": "url_verification", "token": "sandbox", "challenge": challenge}
        answer = await self.send("events_api", "url_verification", payload)
        said = payload_of(answer.body).get("challenge", answer.body)
        return answer.ok and said == challenge

    def wanted(self, event: Json) -> bool:
        """Whether the manifest subscribes to an event and holds the scope for it."""
        name = subscription(event)
        subscribed = name in self._workspace.manifest.bot_events
        scope = _EVENT_SCOPES.get(name)
        return subscribed and (scope is None or scope in self._workspace.scopes)

    def emit(self, event: Json) -> "asyncio.Future[Answer] | None":
        """Send an event in the background; gives the first attempt's answer, None if unwanted."""
        if not self.wanted(event):
            return None
        first: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        envelope = self._envelope(event)
        self._start_event(envelope, first)
        if self._faults.strike(EVENT_FAULTS) is Fault.DUPLICATE_EVENT:
            self._start_event(envelope)
            self._start_event(envelope | {"event_id": _event_id()})
        return first

    def _start_event(self, envelope: Json, first: "asyncio.Future[Answer] | None" = None) -> None:
        self._remember(envelope, 0)
        self._background.start(self._event(envelope, 0, first))

    def _remember(self, envelope: Json, attempt: int) -> None:
        kept = {"envelope": envelope, "attempt": attempt}
        self._workspace.store.put("pending", envelope["event_id"], kept)

    async def _event(
        self, envelope: Json, attempt: int, first: "asyncio.Future[Answer] | None" = None
    ) -> None:
        """Deliver an event until it is acknowledged or given up."""
        try:
            await self._attempts(envelope, attempt, first)
        finally:
            if first is not None:
                first.cancel()  # nothing when it has its answer; else nobody waits for ever

    async def _attempts(
        self, envelope: Json, attempt: int, first: "asyncio.Future[Answer] | None"
    ) -> None:
        reason = "connection_failed"
        label = "event " + subscription(envelope["event"])
        while True:
            retry = Retry(attempt, reason) if attempt else None
            answer = await self.send("events_api", label, envelope, retry)
            if first is not None and not first.done():
                first.set_result(answer)
            if answer.ok or answer.no_retry or attempt >= len(self._timing.event_retries):
                break
            reason = answer.retry_reason
            attempt += 1
            self._remember(envelope, attempt)
            await asyncio.sleep(self._timing.event_retries[attempt - 1])
        self._workspace.store.drop("pending", envelope["event_id"])

    def _envelope(self, event: Json) -> Json:
        authorization: Json = {
            "enterprise_id": None,
            "team_id": TEAM_ID,
            "user_id": BOT_USER_ID,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "type": "event_callback",
            "token": "sandbox",
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "event_id": _event_id(),
            "event_time": int(self._workspace.clock.now().timestamp()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": secrets.token_urlsafe(24),
        }


def _event_id() -> str:
    return "Ev" + secrets.token_hex(5).upper()


def payload_of(body: Any) -> Json:
    """Give an acknowledgement's JSON object, {} when it has none."""
    return body if isinstance(body, dict) else {}
